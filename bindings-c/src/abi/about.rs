//! What the library says about itself and its statuses.

use crate::status::texts;
use std::ffi::{CStr, c_char};
use userhash_core::{VERSION, guard};

/// The version of the library that the program runs with, as `"0.1.0"`.
///
/// `USERHASH_VERSION` is the version that the program was compiled with.
/// The string is static and ends in NUL. Never NULL; thread-safe.
#[unsafe(no_mangle)]
pub extern "C" fn userhash_version() -> *const c_char {
    const TEXT: &str = VERSION;
    const BYTES: &[u8] = &crate::status::nul_terminated::<{ TEXT.len() + 1 }>(TEXT);
    text(|| CStr::from_bytes_until_nul(BYTES).unwrap_or_default())
}

/// A status's code: a short name for programs and logs, the same in every language, such as
/// `"padded_secret"`.
///
/// `"ok"` for `USERHASH_OK`, `"unknown"` for a number that is no status. The string is static,
/// ends in NUL and must not be freed. Never NULL; thread-safe.
#[unsafe(no_mangle)]
pub extern "C" fn userhash_status_code(status: i32) -> *const c_char {
    text(|| texts(status).0)
}

/// A status's message: what went wrong and what to do about it, in English, for people. It
/// never holds a secret, a user or a hash.
///
/// `"ok"` for `USERHASH_OK`; starts with `"unknown"` for a number that is no status. The string
/// is static, ends in NUL and must not be freed. Never NULL; thread-safe.
#[unsafe(no_mangle)]
pub extern "C" fn userhash_status_message(status: i32) -> *const c_char {
    text(|| texts(status).1)
}

fn text(find: impl FnOnce() -> &'static CStr) -> *const c_char {
    guard(|| Ok(find())).unwrap_or_default().as_ptr()
}

/// Panics inside the library, so that a test sees the status that a bug would give.
#[cfg(feature = "forced-panic")]
#[unsafe(no_mangle)]
#[allow(clippy::panic, reason = "a panic is what this function is for")]
pub extern "C" fn userhash_test_panic() -> crate::status::userhash_status {
    super::answer(|| panic!("forced by a test"))
}
