//! Everything that C calls, and everything unsafe.
//!
//! Each exported function converts its arguments through [`memory`], calls core inside
//! [`answer`], and writes its outputs last, so that they are written only on success.
#![allow(unsafe_code)]
#![allow(non_camel_case_types)]

mod memory;

// In the order of the header.
mod about;

mod key;

mod visitor;

mod hmac;

use crate::status::userhash_status;
use userhash_core::{Error, guard};

/// The length of a user hash in characters, without the NUL that ends it.
pub const USERHASH_HASH_LENGTH: usize = 64;

/// The size of a buffer for a user hash, in bytes: its characters and the NUL.
pub const USERHASH_HASH_SIZE: usize = 65;

/// The headers of a response that carries a user hash, to be merged into those it has: without
/// them a shared cache may hand one visitor's page to another.
pub const USERHASH_CACHE_CONTROL: &str = "private, no-store";

/// See `USERHASH_CACHE_CONTROL`.
pub const USERHASH_VARY: &str = "Cookie";

/// The length of a tag of HMAC-SHA256, in bytes.
pub const USERHASH_TAG_LENGTH: usize = 32;

/// The length of a fingerprint in characters, without the NUL that ends it.
pub const USERHASH_FINGERPRINT_LENGTH: usize = 8;

/// The size of a buffer for a fingerprint, in bytes: its characters and the NUL.
pub const USERHASH_FINGERPRINT_SIZE: usize = 9;

// The generator of the header reads numbers only; here they are tied to core's.
const _: () = {
    assert!(USERHASH_HASH_LENGTH == userhash_core::UserHash::HEX_LENGTH);
    assert!(USERHASH_HASH_SIZE == USERHASH_HASH_LENGTH + 1);
    assert!(USERHASH_TAG_LENGTH == userhash_core::hmac::TAG_LENGTH);
    assert!(USERHASH_FINGERPRINT_LENGTH == userhash_core::Fingerprint::LENGTH);
    assert!(USERHASH_FINGERPRINT_SIZE == USERHASH_FINGERPRINT_LENGTH + 1);
    assert!(same(USERHASH_CACHE_CONTROL, userhash_core::HEADERS[0].1));
    assert!(same(USERHASH_VARY, userhash_core::HEADERS[1].1));
};

/// `==` of texts, for the compiler to work out.
const fn same(a: &str, b: &str) -> bool {
    let (a, b, mut i) = (a.as_bytes(), b.as_bytes(), 0);
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

/// The one way out of this library: turns what happened, a panic included, into a status.
fn answer(work: impl FnOnce() -> Result<(), Error>) -> userhash_status {
    guard(work).into()
}
