//! Node-API's values and memory. All unsafe code of our own is in this module.
//!
//! Handles of Node-API are valid for the call that they were passed to, and none outlives it:
//! nothing here is asynchronous. Memory that JavaScript owns is copied at once, and no JavaScript
//! runs between asking where it is and copying it.
#![allow(unsafe_code)]

mod handle;
mod memory;
mod value;

pub(crate) use handle::{Characters, Handle};
pub(crate) use memory::{Memory, Region};
pub(crate) use value::Value;

use napi::{Error, Result, Status, sys};
use std::ops::Deref;
use zeroize::Zeroizing;

/// How many bytes are copied without allocating.
const SHORT: usize = 256;

/// A copy of text in UTF-8 or of bytes. Wiped only if it was too long for the stack, so no secret
/// is read this way.
#[allow(clippy::large_enum_variant, reason = "being on the stack is its purpose")]
pub(crate) enum Short {
    Stack([u8; SHORT], usize),
    Heap(Zeroizing<Vec<u8>>),
}

impl Deref for Short {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Short::Stack(bytes, length) => &bytes[..*length],
            Short::Heap(bytes) => bytes,
        }
    }
}

impl From<&[u8]> for Short {
    fn from(bytes: &[u8]) -> Self {
        if bytes.len() > SHORT {
            return Short::Heap(Zeroizing::new(bytes.to_vec()));
        }
        let mut stack = [0; SHORT];
        stack[..bytes.len()].copy_from_slice(bytes);
        Short::Stack(stack, bytes.len())
    }
}

fn status(status: sys::napi_status) -> Result<()> {
    match status {
        sys::Status::napi_ok => Ok(()),
        other => Err(Error::from_status(Status::from(other))),
    }
}
