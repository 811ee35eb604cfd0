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
};

/// The one way out of this library: turns what happened, a panic included, into a status.
fn answer(work: impl FnOnce() -> Result<(), Error>) -> userhash_status {
    guard(work).into()
}
