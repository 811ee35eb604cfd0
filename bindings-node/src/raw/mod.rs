//! Node-API's values and memory. All unsafe code of our own is in this module.
//!
//! Handles of Node-API are valid for the call that they were passed to, and none outlives it:
//! nothing here is asynchronous. Memory that JavaScript owns is copied at once, and no JavaScript
//! runs between asking where it is and copying it.
#![allow(unsafe_code)]

mod handle;
mod memory;
mod value;

pub(crate) use handle::{Ascii, Characters, Handle};
pub(crate) use memory::{Memory, Region};
pub(crate) use value::Value;

use napi::{Error, Result, Status, sys};
use zeroize::Zeroizing;

/// How many bytes are copied without allocating.
const SHORT: usize = 256;

/// Where a copy of text or bytes goes: on the stack if it is short. Only what is long is wiped, so
/// no secret is read this way.
pub(crate) struct Scratch {
    stack: [u8; SHORT],
    heap: Zeroizing<Vec<u8>>,
}

impl Scratch {
    pub(crate) fn new() -> Self {
        Scratch { stack: [0; SHORT], heap: Zeroizing::new(Vec::new()) }
    }
}

fn status(status: sys::napi_status) -> Result<()> {
    match status {
        sys::Status::napi_ok => Ok(()),
        other => Err(Error::from_status(Status::from(other))),
    }
}
