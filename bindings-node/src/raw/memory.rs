//! The memory behind buffers, typed arrays and views.

use super::{Scratch, Value, status};
use napi::{Error, Result, Status, sys};
use std::ptr;
use zeroize::Zeroizing;

/// How much is copied at a time where the whole isn't needed, in bytes.
const PIECE: usize = 4096;

/// What the memory of a buffer, typed array or view is.
pub(crate) enum Memory<T> {
    /// Its own; with what was read from it.
    Own(T),
    /// Given away by a transfer.
    Detached,
    /// Shared with other threads, which may change it while it is read.
    Shared,
    /// There is none: the value is something else.
    None,
}

/// Memory of a JavaScript value, to be copied at once: it can't be kept.
pub(crate) struct Region {
    start: *const u8,
    length: usize,
}

/// Whether Node-API's function of this name says so of a value.
macro_rules! ask {
    ($function:ident, $value:expr) => {{
        let mut is = false;
        // SAFETY: both handles are those of the call in progress.
        status(unsafe { sys::$function($value.env, $value.raw, &mut is) }).map(|()| is)
    }};
}

impl Value {
    /// Reads the bytes of an `ArrayBuffer`, or those that a `Buffer`, typed array or `DataView`
    /// shows of one. `read` runs no JavaScript.
    pub(crate) fn memory<T>(self, read: impl FnOnce(&Region) -> T) -> Result<Memory<T>> {
        let (env, raw) = (self.env, self.raw);
        let (mut start, mut length) = (ptr::null_mut(), 0);
        let (mut buffer, mut offset) = (ptr::null_mut(), 0);
        if ask!(napi_is_typedarray, self)? {
            let mut element = UNKNOWN;
            // SAFETY: the value is a typed array.
            status(unsafe {
                sys::napi_get_typedarray_info(
                    env,
                    raw,
                    &mut element,
                    &mut length,
                    &mut start,
                    &mut buffer,
                    &mut offset,
                )
            })?;
            length *= element_size(element)?;
        } else if ask!(napi_is_dataview, self)? {
            // SAFETY: the value is a DataView.
            status(unsafe {
                sys::napi_get_dataview_info(
                    env,
                    raw,
                    &mut length,
                    &mut start,
                    &mut buffer,
                    &mut offset,
                )
            })?;
        } else if ask!(napi_is_arraybuffer, self)? {
            buffer = raw;
            // SAFETY: the value is an ArrayBuffer.
            status(unsafe { sys::napi_get_arraybuffer_info(env, raw, &mut start, &mut length) })?;
        } else {
            return Ok(Memory::None);
        }
        let buffer = Value { env, raw: buffer };
        if !ask!(napi_is_arraybuffer, buffer)? {
            return Ok(Memory::Shared);
        }
        if ask!(napi_is_detached_arraybuffer, buffer)? {
            return Ok(Memory::Detached);
        }
        Ok(Memory::Own(read(&Region { start: start.cast_const().cast(), length })))
    }
}

impl Region {
    /// The length in bytes.
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    pub(crate) fn to_vec(&self) -> Zeroizing<Vec<u8>> {
        let mut copy = Zeroizing::new(vec![0; self.length]);
        self.copy(0, &mut copy);
        copy
    }

    /// A copy of the bytes in the scratch space, which is wiped only if they are long.
    pub(crate) fn copy_to<'r>(&self, scratch: &'r mut Scratch) -> &'r [u8] {
        if let Some(stack) = scratch.stack.get_mut(..self.length) {
            self.copy(0, stack);
            return stack;
        }
        scratch.heap = self.to_vec();
        &scratch.heap
    }

    /// Gives a copy of the bytes to `take`, piece by piece.
    pub(crate) fn pieces(&self, mut take: impl FnMut(&[u8])) {
        let mut room = [0; PIECE];
        for from in (0..self.length).step_by(PIECE) {
            let piece = &mut room[..PIECE.min(self.length - from)];
            self.copy(from, piece);
            take(piece);
        }
    }

    fn copy(&self, from: usize, to: &mut [u8]) {
        let inside = from.checked_add(to.len()).is_some_and(|end| end <= self.length);
        if to.is_empty() || !inside || self.start.is_null() {
            return;
        }
        // SAFETY: inside the memory that Node-API reported, which is neither detached nor shared,
        // and which nobody else can touch before JavaScript runs again. It can't overlap `to`,
        // which is Rust's.
        unsafe { ptr::copy_nonoverlapping(self.start.add(from), to.as_mut_ptr(), to.len()) }
    }
}

/// What the type of a typed array is before Node-API says, and if it doesn't know it.
const UNKNOWN: sys::napi_typedarray_type = -1;

/// `Float16Array`, which is younger than the crate `napi-sys`.
const FLOAT16_ARRAY: sys::napi_typedarray_type = 11;

/// The size of an element, in bytes.
fn element_size(element: sys::napi_typedarray_type) -> Result<usize> {
    use sys::TypedarrayType as Type;
    Ok(match element {
        Type::int8_array | Type::uint8_array | Type::uint8_clamped_array => 1,
        Type::int16_array | Type::uint16_array | FLOAT16_ARRAY => 2,
        Type::int32_array | Type::uint32_array | Type::float32_array => 4,
        Type::float64_array | Type::bigint64_array | Type::biguint64_array => 8,
        // Younger than this code: refused, because a wrong size means a wrong hash.
        _ => return Err(Error::from_status(Status::InvalidArg)),
    })
}
