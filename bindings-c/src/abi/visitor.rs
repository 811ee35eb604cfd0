//! Visitors on a page: the snippet, login and logout.
//!
//! A visitor is a user hash and the details that it belongs to; both stay in the caller's memory.

use super::key::userhash_key;
use super::memory::{bytes, output, shared, write_text};
use super::{USERHASH_HASH_LENGTH, answer};
use crate::status::userhash_status;
use std::ffi::{c_char, c_void};
use userhash_core::{self as core, Error, UserHash, Visitor};

/// Makes the user hash of a visitor: of the user that the details name, so that the hash and the
/// identity that the page shows can't differ.
///
/// `key`: a loaded key.
/// `details`, `details_len`: what the page tells the widget about the user: a JSON object (RFC
/// 8259) in UTF-8 of up to 1 MiB, nested up to 32 levels.
/// `identity`, `identity_len`: the field of the details that names the user, `"email"` as a rule:
/// text that isn't empty, or an integer, whose decimal digits are the user.
/// `hash`: a buffer of `USERHASH_HASH_SIZE` bytes, for 64 characters and a NUL.
///
/// Answers `USERHASH_OK`; `USERHASH_MALFORMED_DETAILS`, `USERHASH_MISSING_USER` or
/// `USERHASH_EMPTY_USER`; `USERHASH_EMPTY_SECRET`; `USERHASH_NULL_POINTER` or
/// `USERHASH_TOO_LONG`.
///
/// # Safety
/// `key` is NULL or points to a struct that was filled, wiped or zeroed; `details` and `identity`
/// are NULL or point to as many readable bytes as their lengths say; `hash` is NULL or points to
/// `USERHASH_HASH_SIZE` writable bytes.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_key_visitor_hash(
    key: *const userhash_key,
    details: *const c_void,
    details_len: usize,
    identity: *const c_void,
    identity_len: usize,
    hash: *mut c_char,
) -> userhash_status {
    answer(|| {
        let place = output(hash)?;
        // SAFETY: the caller's promise.
        let (key, details, identity) = unsafe {
            (shared(key)?.state(), bytes(details, details_len)?, bytes(identity, identity_len)?)
        };
        // A field that isn't UTF-8 is in no details.
        let identity = str::from_utf8(identity).map_err(|_| Error::MissingUser)?;
        let visitor = key.visitor_by(identity, details)?;
        let mut hex = [0; USERHASH_HASH_LENGTH];
        visitor.user_hash().write_hex(&mut hex);
        // SAFETY: the caller's promise.
        unsafe { write_text(place, &hex) };
        Ok(())
    })
}

/// The snippet for a page: an HTML script element that announces the visitor to the widget, before or
/// after the widget's own script has loaded.
///
/// The output is ASCII, and safe inside HTML whatever the details hold.
///
/// `hash`, `hash_len`: the visitor's user hash, from `userhash_key_visitor_hash()`.
/// `details`, `details_len`: the details that it was made from.
/// `nonce`, `nonce_len`: the nonce of the page's Content Security Policy (a base64-value of CSP
/// Level 3), or `(NULL, 0)` for none.
/// `out`, `out_size`: the buffer, and its size in bytes. `(NULL, 0)` asks for the size only.
/// `needed`: receives the size that the output takes with its NUL, also with
/// `USERHASH_BUFFER_TOO_SMALL`; may be NULL.
///
/// Answers `USERHASH_OK`; `USERHASH_BUFFER_TOO_SMALL`; `USERHASH_MALFORMED_HASH`,
/// `USERHASH_MALFORMED_DETAILS` or `USERHASH_MALFORMED_NONCE`; `USERHASH_NULL_POINTER` or
/// `USERHASH_TOO_LONG`.
///
/// # Safety
/// The inputs are NULL or point to as many readable bytes as their lengths say; `out` is NULL or
/// points to `out_size` writable bytes; `needed` is NULL or points to a writable `size_t`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_visitor_script_tag(
    hash: *const c_void,
    hash_len: usize,
    details: *const c_void,
    details_len: usize,
    nonce: *const c_void,
    nonce_len: usize,
    out: *mut c_char,
    out_size: usize,
    needed: *mut usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe {
        render(out, out_size, needed, || {
            let visitor = visitor(hash, hash_len, details, details_len)?;
            visitor.script_tag(nonce_text(nonce, nonce_len)?)
        })
    }
}

/// The script that `userhash_visitor_script_tag()` puts into its element.
///
/// Parameters and answers are those of `userhash_visitor_script_tag()`, without the nonce.
///
/// # Safety
/// As `userhash_visitor_script_tag()`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_visitor_script(
    hash: *const c_void,
    hash_len: usize,
    details: *const c_void,
    details_len: usize,
    out: *mut c_char,
    out_size: usize,
    needed: *mut usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe {
        render(
            out,
            out_size,
            needed,
            || Ok(visitor(hash, hash_len, details, details_len)?.script()),
        )
    }
}

/// What allows the script tag in a Content Security Policy without a nonce: a hash source (CSP Level 3)
/// with its quotes, for `script-src`.
///
/// Parameters and answers are those of `userhash_visitor_script_tag()`, without the nonce.
///
/// # Safety
/// As `userhash_visitor_script_tag()`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_visitor_csp_hash(
    hash: *const c_void,
    hash_len: usize,
    details: *const c_void,
    details_len: usize,
    out: *mut c_char,
    out_size: usize,
    needed: *mut usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe {
        render(out, out_size, needed, || {
            Ok(visitor(hash, hash_len, details, details_len)?.csp_hash())
        })
    }
}

/// The visitor as an HTML element that runs nothing, for the script `userhash_loader()` to read.
///
/// Parameters and answers are those of `userhash_visitor_script_tag()`, without the nonce.
///
/// # Safety
/// As `userhash_visitor_script_tag()`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_visitor_data_tag(
    hash: *const c_void,
    hash_len: usize,
    details: *const c_void,
    details_len: usize,
    out: *mut c_char,
    out_size: usize,
    needed: *mut usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe {
        render(out, out_size, needed, || {
            Ok(visitor(hash, hash_len, details, details_len)?.data_tag())
        })
    }
}

/// The visitor as JSON with the members `user_hash` and `userDetails`, for single-page apps and for cached
/// pages that fetch the visitor afterwards.
///
/// Parameters and answers are those of `userhash_visitor_script_tag()`, without the nonce.
///
/// # Safety
/// As `userhash_visitor_script_tag()`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_visitor_json(
    hash: *const c_void,
    hash_len: usize,
    details: *const c_void,
    details_len: usize,
    out: *mut c_char,
    out_size: usize,
    needed: *mut usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe {
        render(out, out_size, needed, || {
            Ok(visitor(hash, hash_len, details, details_len)?.to_json())
        })
    }
}

/// A script that logs the visitor in on a page that is already open, whether the widget's script has loaded
/// by then or not.
///
/// Parameters and answers are those of `userhash_visitor_script_tag()`, without the nonce.
///
/// # Safety
/// As `userhash_visitor_script_tag()`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_visitor_login_call(
    hash: *const c_void,
    hash_len: usize,
    details: *const c_void,
    details_len: usize,
    out: *mut c_char,
    out_size: usize,
    needed: *mut usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe {
        render(out, out_size, needed, || {
            Ok(visitor(hash, hash_len, details, details_len)?.login_call())
        })
    }
}

/// A script that logs out whoever is logged in and then logs this visitor in: for a change of user on a page
/// that stays open.
///
/// Parameters and answers are those of `userhash_visitor_script_tag()`, without the nonce.
///
/// # Safety
/// As `userhash_visitor_script_tag()`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_visitor_switch_call(
    hash: *const c_void,
    hash_len: usize,
    details: *const c_void,
    details_len: usize,
    out: *mut c_char,
    out_size: usize,
    needed: *mut usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe {
        render(out, out_size, needed, || {
            Ok(visitor(hash, hash_len, details, details_len)?.switch_call())
        })
    }
}

/// A script that logs the visitor out and brings the guest's session back, whether the widget's script has
/// loaded by then or not.
///
/// `out`, `out_size`, `needed` and the answers are those of `userhash_visitor_script_tag()`.
///
/// # Safety
/// As `userhash_visitor_script_tag()`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_logout_call(
    out: *mut c_char,
    out_size: usize,
    needed: *mut usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe { render(out, out_size, needed, || Ok(core::logout_call())) }
}

/// `userhash_logout_call()` in its HTML element: for the page that is shown after the user logged out.
///
/// `nonce`, `nonce_len`, `out`, `out_size`, `needed` and the answers are those of
/// `userhash_visitor_script_tag()`.
///
/// # Safety
/// As `userhash_visitor_script_tag()`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_logout_script_tag(
    nonce: *const c_void,
    nonce_len: usize,
    out: *mut c_char,
    out_size: usize,
    needed: *mut usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe {
        render(out, out_size, needed, || core::logout_script_tag(nonce_text(nonce, nonce_len)?))
    }
}

/// What allows the logout's script tag in a Content Security Policy without a nonce. It never changes.
///
/// `out`, `out_size`, `needed` and the answers are those of `userhash_visitor_script_tag()`.
///
/// # Safety
/// As `userhash_visitor_script_tag()`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_logout_csp_hash(
    out: *mut c_char,
    out_size: usize,
    needed: *mut usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe { render(out, out_size, needed, || Ok(core::logout_csp_hash())) }
}

/// The logout as an HTML element that runs nothing, for the script `userhash_loader()` to read.
///
/// `out`, `out_size`, `needed` and the answers are those of `userhash_visitor_script_tag()`.
///
/// # Safety
/// As `userhash_visitor_script_tag()`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_logout_data_tag(
    out: *mut c_char,
    out_size: usize,
    needed: *mut usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe { render(out, out_size, needed, || Ok(core::logout_data_tag())) }
}

/// The script for pages whose Content Security Policy allows scripts from files only: it does what the data
/// tags ask for. Serve it as a file of your own.
///
/// `out`, `out_size`, `needed` and the answers are those of `userhash_visitor_script_tag()`.
///
/// # Safety
/// As `userhash_visitor_script_tag()`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_loader(
    out: *mut c_char,
    out_size: usize,
    needed: *mut usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe { render(out, out_size, needed, || Ok(core::LOADER.to_owned())) }
}

/// The visitor that two inputs make.
///
/// # Safety
/// The inputs are NULL or point to as many readable bytes as their lengths say.
unsafe fn visitor(
    hash: *const c_void,
    hash_len: usize,
    details: *const c_void,
    details_len: usize,
) -> Result<Visitor, Error> {
    // SAFETY: the caller's promise.
    let (hash, details) = unsafe { (bytes(hash, hash_len)?, bytes(details, details_len)?) };
    Visitor::with_hash(UserHash::parse(hash)?, details)
}

/// The nonce, or `None` for `(NULL, 0)`: an empty one that points somewhere is a mistake.
///
/// # Safety
/// `nonce` is NULL or points to `nonce_len` bytes that stay readable and unchanged for `'a`.
unsafe fn nonce_text<'a>(nonce: *const c_void, nonce_len: usize) -> Result<Option<&'a str>, Error> {
    if nonce.is_null() && nonce_len == 0 {
        return Ok(None);
    }
    // SAFETY: the caller's promise.
    let nonce = unsafe { bytes(nonce, nonce_len)? };
    str::from_utf8(nonce).map(Some).map_err(|_| Error::MalformedNonce)
}

/// Writes what `text` makes, or only says how much room it takes.
///
/// # Safety
/// `out` is NULL or points to `out_size` writable bytes; `needed` is NULL or writable.
unsafe fn render(
    out: *mut c_char,
    out_size: usize,
    needed: *mut usize,
    text: impl FnOnce() -> Result<String, Error>,
) -> userhash_status {
    answer(|| {
        let text = text()?;
        let size = text.len() + 1;
        let place = if out_size < size { None } else { Some(output(out)?) };
        if let Ok(needed) = output(needed) {
            // SAFETY: not null; the rest is the caller's promise.
            unsafe { needed.write(size) };
        }
        // SAFETY: the buffer has room for the text and the NUL; the rest is the caller's promise.
        unsafe { write_text(place.ok_or(Error::BufferTooSmall)?, text.as_bytes()) };
        Ok(())
    })
}
