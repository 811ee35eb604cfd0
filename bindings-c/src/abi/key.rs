//! Secret keys: loading, forgetting, making and checking user hashes.

use super::answer;
use super::memory::{Opaque, array, blanked, bytes, output, shared, write_text};
use crate::status::userhash_status;
use std::ffi::{OsStr, c_char, c_void};
use std::mem::MaybeUninit;
use userhash_core::{Error, KeyState, UserHash, check_all, guard};
use userhash_load::{env_secret, file_secret};

/// A loaded secret key, in the caller's memory: on the stack, in a global, inside another struct.
///
/// It needs no initialisation before `userhash_key_init()` or one of its siblings, and
/// `userhash_key_wipe()` after its last use. What it holds is not the key but what HMAC-SHA256
/// needs of it (RFC 2104, section 4), which is as secret as the key. A struct of zeros and a
/// wiped one hold no key: every function answers `USERHASH_EMPTY_SECRET` for them.
///
/// Once loaded it can be used by any number of threads at once, and may be copied or moved by
/// assignment; every copy needs its own `userhash_key_wipe()`.
#[repr(C)]
pub struct userhash_key {
    /// Not for the caller: the content may differ in every version.
    opaque: [MaybeUninit<u64>; 16],
}

const _: () = {
    assert!(size_of::<KeyState>() <= size_of::<userhash_key>());
    assert!(align_of::<KeyState>() <= align_of::<userhash_key>());
    assert!(size_of::<userhash_key>() == 128);
};

// SAFETY: `repr(C)`, and an array of words is all that it has.
unsafe impl Opaque for userhash_key {}

impl userhash_key {
    /// The state inside.
    ///
    /// # Safety
    /// The struct was zeroed, or filled by `userhash_key_init` or one of its siblings.
    pub(super) unsafe fn state(&self) -> &KeyState {
        // SAFETY: size and alignment are asserted above; `KeyState` is plain integers, which the
        // caller has initialised.
        unsafe { &*std::ptr::from_ref(self).cast::<KeyState>() }
    }

    /// Fills the struct at `key` with what `load` loads. After a failure it is blank, so that
    /// a program that misses the failure is told again by every later call.
    ///
    /// # Safety
    /// Unless it is null, `key` points to an aligned struct that nobody else uses.
    unsafe fn fill(
        key: *mut userhash_key,
        load: impl FnOnce(&mut KeyState) -> Result<(), Error>,
    ) -> userhash_status {
        answer(|| {
            // SAFETY: the caller's promise.
            let key = unsafe { blanked(key)? };
            // SAFETY: as in `state`; a struct of zeros is a blank `KeyState`.
            load(unsafe { &mut *std::ptr::from_mut(key).cast::<KeyState>() })
        })
    }
}

/// Loads a secret key as the vendor shows it: text, taken as its bytes.
///
/// Nothing is trimmed or decoded. A secret key that can only be a mistake is refused. The secret
/// isn't needed any more afterwards; it is the caller's to wipe.
///
/// `key`: where to put it; need not be initialised. If it holds a key, that one is forgotten.
/// `secret`, `secret_len`: the secret key and its length in bytes.
///
/// Answers `USERHASH_OK`; `USERHASH_EMPTY_SECRET`, `USERHASH_PADDED_SECRET` or
/// `USERHASH_PLACEHOLDER_SECRET`; `USERHASH_NULL_POINTER` or `USERHASH_TOO_LONG`. Unless it
/// answers `USERHASH_OK`, `*key` holds no key.
///
/// # Safety
/// `key` is NULL or points to a `userhash_key` that no other thread uses meanwhile; `secret` is
/// NULL or points to `secret_len` readable bytes outside of it.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_key_init(
    key: *mut userhash_key,
    secret: *const c_void,
    secret_len: usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe { userhash_key::fill(key, |state| state.load(bytes(secret, secret_len)?)) }
}

/// Loads a binary secret key from hexadecimal text: either case, no separators, decoded in
/// constant time.
///
/// `key`: where to put it; need not be initialised. If it holds a key, that one is forgotten.
/// `text`, `text_len`: the hexadecimal text and its length in bytes; an even number.
///
/// Answers `USERHASH_OK`; `USERHASH_EMPTY_SECRET` or `USERHASH_MALFORMED_SECRET`;
/// `USERHASH_NULL_POINTER` or `USERHASH_TOO_LONG`. Unless it answers `USERHASH_OK`, `*key` holds
/// no key.
///
/// # Safety
/// As `userhash_key_init()`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_key_init_hex(
    key: *mut userhash_key,
    text: *const c_void,
    text_len: usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe { userhash_key::fill(key, |state| state.load_hex(bytes(text, text_len)?)) }
}

/// Loads a binary secret key from base64 text: RFC 4648 section 4, with padding, decoded in
/// constant time.
///
/// `key`: where to put it; need not be initialised. If it holds a key, that one is forgotten.
/// `text`, `text_len`: the base64 text and its length in bytes; a multiple of 4.
///
/// Answers `USERHASH_OK`; `USERHASH_EMPTY_SECRET` or `USERHASH_MALFORMED_SECRET`;
/// `USERHASH_NULL_POINTER` or `USERHASH_TOO_LONG`. Unless it answers `USERHASH_OK`, `*key` holds
/// no key.
///
/// # Safety
/// As `userhash_key_init()`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_key_init_base64(
    key: *mut userhash_key,
    text: *const c_void,
    text_len: usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe { userhash_key::fill(key, |state| state.load_base64(bytes(text, text_len)?)) }
}

/// Loads the secret key in an environment variable; one line break at its end is not part of it.
///
/// As with `getenv()`, no other thread may change the environment meanwhile.
///
/// `key`: where to put it; need not be initialised. If it holds a key, that one is forgotten.
/// `name`, `name_len`: the variable's name and its length in bytes.
///
/// Answers `USERHASH_OK`; `USERHASH_MISSING_SECRET` if it is not set; `USERHASH_PUBLIC_SECRET` if
/// web bundlers publish variables of such a name (`NEXT_PUBLIC_`, `VITE_` and others), set or
/// not; otherwise as `userhash_key_init()`. Unless it answers `USERHASH_OK`, `*key` holds no key.
///
/// # Safety
/// As `userhash_key_init()`, for `name` and `name_len`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_key_init_env(
    key: *mut userhash_key,
    name: *const c_void,
    name_len: usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe {
        userhash_key::fill(key, |state| state.load(&env_secret(os_text(bytes(name, name_len)?)?)?))
    }
}

/// Loads the secret key in a file, such as `/run/secrets/userhash_secret_key`; one line break at
/// its end is not part of it.
///
/// `key`: where to put it; need not be initialised. If it holds a key, that one is forgotten.
/// `path`, `path_len`: the file's path and its length in bytes; UTF-8 on Windows.
///
/// Answers `USERHASH_OK`; `USERHASH_MISSING_SECRET` if the file isn't there or can't be read;
/// `USERHASH_MALFORMED_SECRET` if it is larger than 65,536 bytes; otherwise as
/// `userhash_key_init()`. Unless it answers `USERHASH_OK`, `*key` holds no key.
///
/// # Safety
/// As `userhash_key_init()`, for `path` and `path_len`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_key_init_file(
    key: *mut userhash_key,
    path: *const c_void,
    path_len: usize,
) -> userhash_status {
    // SAFETY: the caller's promise.
    unsafe {
        userhash_key::fill(key, |state| state.load(&file_secret(os_text(bytes(path, path_len)?)?)?))
    }
}

/// Forgets the key: overwrites the struct with zeros, which no compiler leaves out.
///
/// May be called on an uninitialised struct, and more than once; with NULL it does nothing.
///
/// # Safety
/// `key` is NULL or points to a `userhash_key` that no other thread uses meanwhile.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_key_wipe(key: *mut userhash_key) {
    // SAFETY: the caller's promise. NULL is the only error, and nothing to wipe.
    let _ = guard(|| unsafe { blanked(key) }.map(|_| ()));
}

/// Makes the user hash: HMAC-SHA256 (RFC 2104, FIPS 180-4) of the user under the secret key, as
/// 64 lower-case hexadecimal characters.
///
/// `key`: a loaded key.
/// `user`, `user_len`: the e-mail address or id of the user who is logged in, as exact bytes, and
/// its length. Nothing is trimmed, lower-cased or normalised; NUL bytes are data.
/// `out`: takes `USERHASH_HASH_SIZE` bytes: the characters and a NUL.
///
/// Answers `USERHASH_OK`; `USERHASH_EMPTY_USER`; `USERHASH_EMPTY_SECRET` if `*key` holds no key;
/// `USERHASH_NULL_POINTER` or `USERHASH_TOO_LONG`.
///
/// # Safety
/// `key` is NULL or points to a struct that was zeroed or that `userhash_key_init()` or one of
/// its siblings was called on; `user` is NULL or points to `user_len` readable bytes; `out` is
/// NULL or points to `USERHASH_HASH_SIZE` writable bytes.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_key_user_hash(
    key: *const userhash_key,
    user: *const c_void,
    user_len: usize,
    out: *mut c_char,
) -> userhash_status {
    answer(|| {
        let out = output(out)?;
        // SAFETY: the caller's promise.
        let (key, user) = unsafe { (shared(key)?.state(), bytes(user, user_len)?) };
        let mut hex = [0; UserHash::HEX_LENGTH];
        key.user_hash(user)?.write_hex(&mut hex);
        // SAFETY: not null; the room is the caller's promise.
        unsafe { write_text(out, &hex) };
        Ok(())
    })
}

/// Checks what a visitor presented: is it the user hash of this user?
///
/// Whatever isn't, of any length and content, is a mismatch and never another error. Compares 32
/// bytes in constant time.
///
/// `key`: a loaded key.
/// `user`, `user_len`: the e-mail address or id that the visitor claims, and its length in bytes.
/// `presented`, `presented_len`: what came with it, and its length in bytes; `(NULL, 0)` if
/// nothing did, which is a mismatch.
///
/// Answers `USERHASH_OK` only if it is; `USERHASH_MISMATCH` if not; `USERHASH_EMPTY_USER`;
/// `USERHASH_EMPTY_SECRET` if `*key` holds no key; `USERHASH_NULL_POINTER` or
/// `USERHASH_TOO_LONG`.
///
/// # Safety
/// As `userhash_key_user_hash()`, and `presented` as `user`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_key_verify(
    key: *const userhash_key,
    user: *const c_void,
    user_len: usize,
    presented: *const c_void,
    presented_len: usize,
) -> userhash_status {
    answer(|| {
        // SAFETY: the caller's promise.
        let (key, user, presented) = unsafe {
            (shared(key)?.state(), bytes(user, user_len)?, bytes(presented, presented_len)?)
        };
        key.check(user, presented)
    })
}

/// As `userhash_key_verify()`, with several keys: the current one and the previous ones that are
/// still accepted while a key is being replaced.
///
/// All keys are tried whichever matches, so that the time taken doesn't tell which did.
///
/// `keys`, `count`: an array of loaded keys and their number, the current one first.
/// `user`, `user_len`: the e-mail address or id that the visitor claims, and its length in bytes.
/// `presented`, `presented_len`: what came with it, and its length in bytes.
/// `which`: NULL, or takes the index of the first key that matches: 0 for the current one.
///
/// Answers `USERHASH_OK` only if one matches; `USERHASH_MISMATCH` if none does;
/// `USERHASH_EMPTY_USER`; `USERHASH_EMPTY_SECRET` if there are no keys, or one of the structs
/// holds none; `USERHASH_NULL_POINTER` or `USERHASH_TOO_LONG`.
///
/// # Safety
/// `keys` is NULL or points to `count` structs as in `userhash_key_user_hash()`; `which` is NULL
/// or points to a writable `size_t`; the rest as `userhash_key_verify()`.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_keys_verify(
    keys: *const userhash_key,
    count: usize,
    user: *const c_void,
    user_len: usize,
    presented: *const c_void,
    presented_len: usize,
    which: *mut usize,
) -> userhash_status {
    answer(|| {
        // SAFETY: the caller's promise.
        let (keys, user, presented) = unsafe {
            (array(keys, count)?, bytes(user, user_len)?, bytes(presented, presented_len)?)
        };
        // SAFETY: the caller's promise holds for each of them.
        let states = keys.iter().map(|key| unsafe { key.state() });
        let found = check_all(states, user, presented)?;
        if let Ok(which) = output(which) {
            // SAFETY: not null; the rest is the caller's promise.
            unsafe { which.write(found) };
        }
        Ok(())
    })
}

/// Eight hexadecimal characters that tell secret keys apart in a log and reveal nothing usable:
/// the first ones of HMAC-SHA256(secret key, `userhash fingerprint v1`).
///
/// `key`: a loaded key.
/// `out`: takes `USERHASH_FINGERPRINT_SIZE` bytes: the characters and a NUL.
///
/// Answers `USERHASH_OK`; `USERHASH_EMPTY_SECRET` if `*key` holds no key; `USERHASH_NULL_POINTER`.
///
/// # Safety
/// `key` as in `userhash_key_user_hash()`; `out` is NULL or points to
/// `USERHASH_FINGERPRINT_SIZE` writable bytes.
#[must_use]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn userhash_key_fingerprint(
    key: *const userhash_key,
    out: *mut c_char,
) -> userhash_status {
    answer(|| {
        let out = output(out)?;
        // SAFETY: the caller's promise.
        let fingerprint = unsafe { shared(key)?.state() }.fingerprint()?;
        // SAFETY: not null; the room is the caller's promise.
        unsafe { write_text(out, fingerprint.as_str().as_bytes()) };
        Ok(())
    })
}

/// Names and paths come as bytes; Windows has them as text.
fn os_text(bytes: &[u8]) -> Result<&OsStr, Error> {
    #[cfg(unix)]
    return Ok(std::os::unix::ffi::OsStrExt::from_bytes(bytes));
    #[cfg(not(unix))]
    str::from_utf8(bytes).map(OsStr::new).map_err(|_| Error::MissingSecret)
}
