//! Reading what Python hands over: text, bytes, buffers and whole numbers.

use crate::error::exception;
use pyo3::exceptions::{PyBufferError, PyTypeError, PyUnicodeEncodeError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyByteArray, PyBytes, PyInt, PyMemoryView, PyString};
use std::io::Write as _;
use std::ops::Deref;
use userhash::Error;
use zeroize::{Zeroize, Zeroizing};

/// The bytes of an argument.
pub(crate) enum Input<'a> {
    /// Of a `str` or `bytes` that can't change while the argument is alive.
    Borrowed(&'a [u8]),
    /// Of a buffer that another thread could change: a copy, wiped when dropped.
    Copied(Zeroizing<Vec<u8>>),
    /// The decimal text of a number that 64 bits can hold, and its length.
    Digits([u8; 20], usize),
}

impl Deref for Input<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Input::Borrowed(bytes) => bytes,
            Input::Copied(bytes) => bytes,
            Input::Digits(digits, length) => &digits[..*length],
        }
    }
}

/// What a buffer has to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Buffers {
    /// A row of bytes. Not `array('i')`, not a NumPy number, which is a buffer too: the bytes of
    /// a number in memory are never what was meant.
    OfBytes,
    /// Anything without gaps, as `hmac` and `hashlib` take it.
    Contiguous,
}

/// A secret key: text or bytes.
pub(crate) fn secret<'a>(argument: &'a Bound<'_, PyAny>, name: &str) -> PyResult<Input<'a>> {
    text_or_bytes(argument, Buffers::OfBytes)?
        .ok_or_else(|| wrong_type(name, "str or a bytes-like object", argument))
}

/// Text that isn't secret; a lone surrogate in it is the error `malformed`.
pub(crate) fn text<'a>(
    argument: &'a Bound<'_, PyAny>,
    name: &str,
    malformed: Error,
) -> PyResult<&'a str> {
    let Ok(text) = argument.cast::<PyString>() else {
        return Err(wrong_type(name, "str", argument));
    };
    match text.to_str() {
        // Not passed on: Python's own error keeps the whole text.
        Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(argument.py()) => {
            Err(exception(argument.py(), malformed))
        }
        text => text,
    }
}

/// A user: text, bytes or a whole number.
// Inlined, because for most calls this is a tenth of the work outside the core.
#[inline(always)]
pub(crate) fn user<'a>(argument: &'a Bound<'_, PyAny>) -> PyResult<Input<'a>> {
    if let Some(input) = immutable(argument)? {
        return Ok(input);
    }
    if argument.is_instance_of::<PyInt>() && !argument.is_instance_of::<PyBool>() {
        return decimal(argument);
    }
    buffer(argument, Buffers::OfBytes)?
        .ok_or_else(|| wrong_type("user", "str, a bytes-like object or int", argument))
}

/// What a visitor presents as a user hash. All that is neither text nor bytes is read as no bytes
/// at all, which no user hash is.
pub(crate) fn presented<'a>(argument: &'a Bound<'_, PyAny>) -> Input<'a> {
    text_or_bytes(argument, Buffers::OfBytes).ok().flatten().unwrap_or(Input::Borrowed(&[]))
}

/// Text or bytes; `None` if it is neither.
pub(crate) fn text_or_bytes<'a>(
    argument: &'a Bound<'_, PyAny>,
    buffers: Buffers,
) -> PyResult<Option<Input<'a>>> {
    match immutable(argument)? {
        Some(input) => Ok(Some(input)),
        None => buffer(argument, buffers),
    }
}

/// `str` as UTF-8, and `bytes`; `None` for the rest.
#[inline(always)]
fn immutable<'a>(argument: &'a Bound<'_, PyAny>) -> PyResult<Option<Input<'a>>> {
    if let Ok(text) = argument.cast::<PyString>() {
        return match text.to_str() {
            Ok(text) => Ok(Some(Input::Borrowed(text.as_bytes()))),
            // Not passed on: Python's own error keeps the whole text, which may be a secret key.
            Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(argument.py()) => {
                Err(exception(argument.py(), Error::MalformedText))
            }
            Err(error) => Err(error),
        };
    }
    Ok(argument.cast::<PyBytes>().ok().map(|bytes| Input::Borrowed(bytes.as_bytes())))
}

/// A copy of what a buffer holds; `None` if the argument is no such buffer.
fn buffer(argument: &Bound<'_, PyAny>, buffers: Buffers) -> PyResult<Option<Input<'static>>> {
    let py = argument.py();
    if let Ok(array) = argument.cast::<PyByteArray>() {
        return Ok(Some(Input::Copied(Zeroizing::new(array.to_vec()))));
    }
    // The limited API has had no buffer protocol before Python 3.11, but always memoryview.
    let view = match PyMemoryView::from(argument) {
        Ok(view) => view,
        Err(error) if error.is_instance_of::<PyTypeError>(py) => return Ok(None),
        Err(error) => return Err(error),
    };
    if buffers == Buffers::OfBytes {
        let format: String = view.getattr(intern!(py, "format"))?.extract()?;
        let dimensions: usize = view.getattr(intern!(py, "ndim"))?.extract()?;
        // ctypes names the order of bytes even where there is but one.
        let element = format.trim_start_matches(['@', '=', '<', '>', '!']);
        if dimensions != 1 || !matches!(element, "B" | "b" | "c") {
            return Ok(None);
        }
    }
    if !view.getattr(intern!(py, "c_contiguous"))?.is_truthy()? {
        // As Python's own hmac words it.
        let message = "memoryview: underlying buffer is not C-contiguous";
        return Err(PyBufferError::new_err(message));
    }
    let copy = PyByteArray::from(&view)?;
    let bytes = Zeroizing::new(copy.to_vec());
    wipe(&copy);
    Ok(Some(Input::Copied(bytes)))
}

#[allow(unsafe_code)]
fn wipe(copy: &Bound<'_, PyByteArray>) {
    // SAFETY: `buffer` made this bytearray and handed it to nobody, and the garbage collector
    // doesn't track bytearrays, so that nothing else can reach its bytes.
    unsafe { copy.as_bytes_mut() }.zeroize();
}

/// The decimal text of an `int`, whatever the `__str__` of a subclass says.
fn decimal(number: &Bound<'_, PyAny>) -> PyResult<Input<'static>> {
    if let Ok(number) = number.extract::<i64>() {
        let mut digits = [0; 20];
        let mut rest = &mut digits[..];
        // Can't fail: the longest is -9223372036854775808, which has 20 characters.
        let _ = write!(rest, "{number}");
        let length = 20 - rest.len();
        return Ok(Input::Digits(digits, length));
    }
    let py = number.py();
    let text = py.get_type::<PyInt>().call_method1(intern!(py, "__repr__"), (number,))?;
    let text = text.cast::<PyString>()?.to_str()?.as_bytes().to_vec();
    Ok(Input::Copied(Zeroizing::new(text)))
}

/// Python's `TypeError` for an argument of a type that isn't taken.
pub(crate) fn wrong_type(name: &str, expected: &str, argument: &Bound<'_, PyAny>) -> PyErr {
    let message = format!("{name}: expected {expected}, but got {}", type_name(argument));
    PyTypeError::new_err(message)
}

/// The `TypeError` of Python's own `hmac` for what isn't bytes.
pub(crate) fn bytes_required(argument: &Bound<'_, PyAny>) -> PyErr {
    PyTypeError::new_err(format!("a bytes-like object is required, not {}", type_name(argument)))
}

/// The name of an object's type in quotes, as Python's own messages show it.
pub(crate) fn type_name(argument: &Bound<'_, PyAny>) -> String {
    let name = argument.get_type().name().map(|name| name.to_string());
    format!("'{}'", name.unwrap_or_default())
}
