//! From C's pointers to Rust's references and back: the only place where that is decided.

use std::ffi::{c_char, c_void};
use std::mem::MaybeUninit;
use std::ptr::NonNull;
use std::slice;
use userhash_core::Error;
use zeroize::Zeroize;

/// A struct of the ABI whose memory C provides: words of any content, even uninitialised.
///
/// # Safety
/// The type is `repr(C)` and consists of `MaybeUninit<u64>` alone.
pub(super) unsafe trait Opaque: Sized {
    /// How many words there are.
    const WORDS: usize = size_of::<Self>() / size_of::<u64>();
}

/// The bytes at `data`. `(NULL, 0)` is the empty slice; with a length of 0 the pointer isn't
/// looked at, because that of an empty string may point anywhere.
///
/// # Errors
/// [`Error::NullPointer`], [`Error::TooLong`].
///
/// # Safety
/// Unless it is null, `data` points to `len` bytes that stay readable and unchanged for `'a`.
pub(super) unsafe fn bytes<'a>(data: *const c_void, len: usize) -> Result<&'a [u8], Error> {
    // SAFETY: the caller's promise is the one that `array` asks for.
    unsafe { array(data.cast::<u8>(), len) }
}

/// The `len` elements at `data`, as [`bytes`].
///
/// # Errors
/// [`Error::NullPointer`], [`Error::TooLong`].
///
/// # Safety
/// Unless it is null, `data` points to `len` values that stay readable and unchanged for `'a`.
pub(super) unsafe fn array<'a, T>(data: *const T, len: usize) -> Result<&'a [T], Error> {
    if len == 0 {
        return Ok(&[]);
    }
    if data.is_null() {
        return Err(Error::NullPointer);
    }
    if len > isize::MAX as usize / size_of::<T>() {
        return Err(Error::TooLong);
    }
    // SAFETY: neither null nor too long, both checked here; the rest is the caller's promise.
    Ok(unsafe { slice::from_raw_parts(data, len) })
}

/// The struct at `place`.
///
/// # Errors
/// [`Error::NullPointer`].
///
/// # Safety
/// Unless it is null, `place` points to an aligned `T` that nobody changes during `'a`.
pub(super) unsafe fn shared<'a, T: Opaque>(place: *const T) -> Result<&'a T, Error> {
    // SAFETY: null gives `None`; the rest is the caller's promise, and any content is a valid T.
    unsafe { place.as_ref() }.ok_or(Error::NullPointer)
}

/// The struct at `place`, for changing.
///
/// # Errors
/// [`Error::NullPointer`].
///
/// # Safety
/// Unless it is null, `place` points to an aligned `T` that nobody else uses during `'a`.
pub(super) unsafe fn exclusive<'a, T: Opaque>(place: *mut T) -> Result<&'a mut T, Error> {
    // SAFETY: null gives `None`; the rest is the caller's promise, and any content is a valid T.
    unsafe { place.as_mut() }.ok_or(Error::NullPointer)
}

/// The struct at `place`, filled with zeros in a way that the compiler can't leave out.
///
/// # Errors
/// [`Error::NullPointer`].
///
/// # Safety
/// As [`exclusive`].
pub(super) unsafe fn blanked<'a, T: Opaque>(place: *mut T) -> Result<&'a mut T, Error> {
    // SAFETY: the caller's promise is the one that `exclusive` asks for.
    let opaque = unsafe { exclusive(place)? };
    let words = std::ptr::from_mut(opaque).cast::<MaybeUninit<u64>>();
    // SAFETY: an `Opaque` is exactly that many words, and `opaque` is borrowed exclusively.
    unsafe { slice::from_raw_parts_mut(words, T::WORDS) }.zeroize();
    Ok(opaque)
}

/// An output's place, so that a null one is found before any work is done.
///
/// # Errors
/// [`Error::NullPointer`].
pub(super) fn output<T>(place: *mut T) -> Result<NonNull<T>, Error> {
    NonNull::new(place).ok_or(Error::NullPointer)
}

/// Writes the bytes of an output.
///
/// # Safety
/// `place` points to at least `N` writable bytes.
pub(super) unsafe fn write<const N: usize>(place: NonNull<u8>, bytes: &[u8; N]) {
    // SAFETY: the caller's promise; no alignment is asked of an array of bytes, and `bytes` is
    // memory of this library, which the caller's can't overlap.
    unsafe { place.cast::<[u8; N]>().write(*bytes) }
}

/// Writes characters and the NUL that ends them.
///
/// # Safety
/// `place` points to at least `text.len() + 1` writable bytes.
pub(super) unsafe fn write_text(place: NonNull<c_char>, text: &[u8]) {
    let place = place.cast::<u8>();
    // SAFETY: the caller's promise; `text` is memory of this library, which the caller's can't
    // overlap.
    unsafe {
        place.copy_from_nonoverlapping(NonNull::from(text).cast(), text.len());
        place.add(text.len()).write(0);
    }
}
