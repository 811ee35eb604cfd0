//! `compare_digest` of `userhash.hmac`.

use crate::error::entry;
use crate::input::{Buffers, Input, bytes_required, text_or_bytes, type_name};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyString;
use userhash::hmac::equals;

/// Whether a and b are equal; the time taken depends on their lengths alone.
///
/// a, b: both str of ASCII characters, or both bytes-like objects.
///
/// Returns bool.
///
/// Raises TypeError for other types and for text that isn't ASCII, as hmac.compare_digest of
/// Python's standard library does. To check what a visitor sent, use SecretKey.verify, which
/// takes anything.
#[pyfunction]
#[pyo3(signature = (a, b, /))]
pub(crate) fn compare_digest(
    py: Python<'_>,
    a: &Bound<'_, PyAny>,
    b: &Bound<'_, PyAny>,
) -> PyResult<bool> {
    entry(py, || {
        if let (Ok(a), Ok(b)) = (a.cast::<PyString>(), b.cast::<PyString>()) {
            return match (a.to_str(), b.to_str()) {
                (Ok(a), Ok(b)) if a.is_ascii() && b.is_ascii() => {
                    Ok(equals(a.as_bytes(), b.as_bytes()))
                }
                _ => Err(PyTypeError::new_err(
                    "comparing strings with non-ASCII characters is not supported",
                )),
            };
        }
        match (bytes(a)?, bytes(b)?) {
            (Some(a), Some(b)) => Ok(equals(&a, &b)),
            (None, None) => Err(PyTypeError::new_err(format!(
                "unsupported operand types(s) or combination of types: {} and {}",
                type_name(a),
                type_name(b)
            ))),
            (None, Some(_)) => Err(bytes_required(a)),
            (Some(_), None) => Err(bytes_required(b)),
        }
    })
}

fn bytes<'a>(argument: &'a Bound<'_, PyAny>) -> PyResult<Option<Input<'a>>> {
    if argument.is_instance_of::<PyString>() {
        return Ok(None);
    }
    text_or_bytes(argument, Buffers::Contiguous)
}
