//! The parameter `digestmod` of `userhash.hmac`: finding out whether it means SHA-256.

use pyo3::exceptions::{PyRuntimeWarning, PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyCFunction, PyString};
use std::ffi::CStr;

/// The tag of nothing under SHA-256 itself (FIPS 180-4), by which it is recognised.
const SHA256_OF_NOTHING: [u8; 32] = [
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24,
    0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
];

/// Which function of Python's `hmac` asks: the two treat a hash without a block size differently.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Caller {
    /// `new` and `HMAC`.
    New,
    /// `digest`.
    Digest,
}

/// The first built-in function that turned out to be SHA-256: `hashlib.sha256`, as a rule. What
/// is written in C doesn't change, so it need not be tried again.
static KNOWN: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

/// Succeeds if `digestmod` is a name, a constructor or a module of SHA-256.
pub(crate) fn require_sha256(digestmod: &Bound<'_, PyAny>, caller: Caller) -> PyResult<()> {
    let py = digestmod.py();
    if let Ok(name) = digestmod.cast::<PyString>() {
        if name.to_str().is_ok_and(|name| name.eq_ignore_ascii_case("sha256")) {
            return Ok(());
        }
        // There are other names, and which of them exist is up to this Python.
        let hash = py.import("hashlib")?.call_method1("new", (name,)).map_err(|error| {
            let unknown = error.is_instance_of::<PyValueError>(py);
            if unknown { unsupported(name.as_any()) } else { error }
        })?;
        return judge(digestmod, &hash, caller);
    }
    if KNOWN.get(py).is_some_and(|known| known.is(digestmod)) {
        return Ok(());
    }
    let hash = if digestmod.is_callable() {
        digestmod.call0()?
    } else {
        digestmod.call_method1(intern!(py, "new"), (b"",))?
    };
    judge(digestmod, &hash, caller)?;
    if digestmod.is_instance_of::<PyCFunction>() {
        let _ = KNOWN.set(py, digestmod.clone().unbind());
    }
    Ok(())
}

/// `TypeError` for a `digestmod` that is missing: `None`, `''` and all else that is false.
pub(crate) fn require_given(digestmod: Option<&Bound<'_, PyAny>>) -> PyResult<()> {
    match digestmod {
        Some(digestmod) if digestmod.is_truthy()? => Ok(()),
        _ => Err(PyTypeError::new_err("Missing required parameter 'digestmod'.")),
    }
}

/// Judges a fresh hash object by what it does, not by what it is called.
fn judge(digestmod: &Bound<'_, PyAny>, hash: &Bound<'_, PyAny>, caller: Caller) -> PyResult<()> {
    let py = hash.py();
    // First of all, so that what isn't a hash gets the error that Python's own hmac gives.
    hash.getattr(intern!(py, "digest_size"))?;
    let digest: Vec<u8> = hash.call_method0(intern!(py, "digest"))?.extract()?;
    if digest != SHA256_OF_NOTHING {
        return Err(unsupported(&hash.getattr("name").unwrap_or_else(|_| digestmod.clone())));
    }
    let warn = |message: &CStr| {
        let category = py.get_type::<PyRuntimeWarning>();
        if caller == Caller::New { PyErr::warn(py, &category, message, 1) } else { Ok(()) }
    };
    // Python's own hmac goes by the block size that the hash object claims to have.
    match hash.getattr_opt(intern!(py, "block_size"))? {
        None => warn(c"No block_size attribute on given digest object; Assuming 64."),
        Some(size) => match size.extract::<i64>()? {
            64 => Ok(()),
            size if size < 16 && caller == Caller::New => {
                let message =
                    format!("block_size of {size} seems too small; using our default of 64.\0");
                warn(CStr::from_bytes_until_nul(message.as_bytes()).unwrap_or_default())
            }
            _ => Err(unsupported(digestmod)),
        },
    }
}

/// The `ValueError` that Python's own hmac raises for a hash that it doesn't know.
fn unsupported(name: &Bound<'_, PyAny>) -> PyErr {
    PyValueError::new_err(format!(
        "unsupported hash type {name}: userhash.hmac offers only SHA-256"
    ))
}
