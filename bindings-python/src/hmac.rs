//! `HMAC`, `new` and `digest` of `userhash.hmac`, which has the manners of Python's own `hmac`.

use crate::digestmod::{Caller, require_given, require_sha256};
use crate::error::entry;
use crate::input::{Buffers, Input, bytes_required, text_or_bytes, type_name};
use pyo3::exceptions::{PyAttributeError, PyTypeError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::MutexExt as _;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyString, PyTuple};
use std::sync::{Mutex, PoisonError};
use userhash::hmac::{self as core, BLOCK_LENGTH, TAG_LENGTH};
use zeroize::zeroize_stack;

/// From this many bytes on, other threads of Python run while they are hashed. The number is
/// that of hashlib.
const WORTH_DETACHING: usize = 2048;

/// Stack that a state on its way to where it stays may leave traces on, in bytes.
const MOVING_STACK: usize = 1024;

/// A running HMAC-SHA256 (RFC 2104, FIPS 180-4), as hmac.HMAC of Python's standard library.
///
/// key: bytes, bytearray or str (taken as UTF-8), of any length.
/// msg: a bytes-like object or str (taken as UTF-8), the beginning of the message; or None.
/// digestmod: 'sha256', hashlib.sha256, or another name, constructor or module of SHA-256.
///
/// Raises TypeError for other types and if digestmod is missing, ValueError if digestmod is
/// another hash than SHA-256, Error with the code malformed_text for a lone surrogate.
#[pyclass(name = "HMAC", subclass, frozen, module = "userhash.hmac")]
pub(crate) struct Hmac(Mutex<Option<Box<core::Hmac>>>);

#[pymethods]
impl Hmac {
    /// The block size that is assumed for a hash which doesn't say, in bytes.
    #[classattr]
    #[pyo3(name = "blocksize")]
    const DEFAULT_BLOCK_SIZE: usize = BLOCK_LENGTH;

    // Takes anything, because Python's own class has only an `__init__`, which a subclass may
    // call with arguments of its own.
    #[new]
    #[pyo3(
        signature = (*_args, **_kwargs),
        text_signature = "(key, msg=None, digestmod='')"
    )]
    fn __new__(_args: &Bound<'_, PyTuple>, _kwargs: Option<&Bound<'_, PyDict>>) -> Self {
        Hmac(Mutex::new(None))
    }

    #[pyo3(signature = (key, msg = None, digestmod = None))]
    fn __init__(
        &self,
        py: Python<'_>,
        key: &Bound<'_, PyAny>,
        msg: Option<&Bound<'_, PyAny>>,
        digestmod: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<()> {
        entry(py, || {
            let state = start(key, msg, digestmod)?;
            *self.0.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner) = Some(state);
            Ok(())
        })
    }

    /// Adds to the message.
    ///
    /// msg: a bytes-like object or str (taken as UTF-8).
    ///
    /// Raises TypeError for other types.
    fn update(&self, py: Python<'_>, msg: &Bound<'_, PyAny>) -> PyResult<()> {
        entry(py, || {
            let msg = message(msg)?;
            let update = || self.with_state(|state| state.update(&msg));
            if msg.len() < WORTH_DETACHING {
                self.with_state_attached(py, |state| state.update(&msg))
            } else {
                py.detach(update)
            }
        })
    }

    /// A copy that goes on by itself from here.
    ///
    /// Returns HMAC.
    fn copy<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, Self>> {
        let py = slf.py();
        entry(py, || {
            let state = slf.get().with_state_attached(py, |state| in_place(|| state.clone()))?;
            let class = slf.get_type();
            if class.is(py.get_type::<Self>()) {
                return Bound::new(py, Hmac(Mutex::new(Some(state))));
            }
            // As Python's own: an object of the subclass, whose __init__ is not called.
            let copy =
                class.call_method1(intern!(py, "__new__"), (&class,))?.cast_into::<Self>()?;
            *copy.get().0.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner) =
                Some(state);
            Ok(copy)
        })
    }

    fn __copy__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, Self>> {
        Self::copy(slf)
    }

    /// The tag of the message so far. More may be added afterwards.
    ///
    /// Returns bytes: 32 of them.
    fn digest<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        entry(py, || Ok(PyBytes::new(py, &self.tag(py)?)))
    }

    /// The tag of the message so far. More may be added afterwards.
    ///
    /// Returns str: 64 lower-case hexadecimal characters.
    fn hexdigest<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyString>> {
        entry(py, || {
            let mut shown = [0; 2 * TAG_LENGTH];
            // Can't fail: two characters a byte.
            let shown = base16ct::lower::encode_str(&self.tag(py)?, &mut shown).unwrap_or_default();
            Ok(PyString::new(py, shown))
        })
    }

    /// str: 'hmac-sha256'.
    #[getter]
    fn name(&self) -> &'static str {
        "hmac-sha256"
    }

    /// int: the length of a tag in bytes, 32.
    #[getter]
    fn digest_size(&self) -> usize {
        TAG_LENGTH
    }

    /// int: the block size of the hash in bytes, 64.
    #[getter]
    fn block_size(&self) -> usize {
        BLOCK_LENGTH
    }

    fn __reduce__(&self) -> PyResult<Py<PyAny>> {
        Err(PyTypeError::new_err("cannot pickle 'userhash.hmac.HMAC' object"))
    }
}

impl Hmac {
    fn tag(&self, py: Python<'_>) -> PyResult<[u8; TAG_LENGTH]> {
        self.with_state_attached(py, |state| state.digest())
    }

    /// Uses the state; for a thread that isn't attached to Python.
    fn with_state<T>(&self, work: impl FnOnce(&mut core::Hmac) -> T) -> PyResult<T> {
        use_state(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner), work)
    }

    /// Uses the state; for a thread that is attached, and lets go of Python while it waits.
    fn with_state_attached<T>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&mut core::Hmac) -> T,
    ) -> PyResult<T> {
        use_state(&mut self.0.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner), work)
    }
}

fn use_state<T>(
    state: &mut Option<Box<core::Hmac>>,
    work: impl FnOnce(&mut core::Hmac) -> T,
) -> PyResult<T> {
    match state {
        Some(state) => Ok(work(state)),
        None => Err(PyAttributeError::new_err("HMAC.__init__ has not been called")),
    }
}

/// Starts an HMAC-SHA256, as hmac.new of Python's standard library.
///
/// key: bytes, bytearray or str (taken as UTF-8), of any length.
/// msg: a bytes-like object or str (taken as UTF-8), the beginning of the message; or None.
/// digestmod: 'sha256', hashlib.sha256, or another name, constructor or module of SHA-256.
///
/// Returns HMAC.
///
/// Raises TypeError for other types and if digestmod is missing, ValueError if digestmod is
/// another hash than SHA-256, Error with the code malformed_text for a lone surrogate.
#[pyfunction]
#[pyo3(
    signature = (key, msg = None, digestmod = None),
    text_signature = "(key, msg=None, digestmod='')"
)]
pub(crate) fn new<'py>(
    py: Python<'py>,
    key: &Bound<'py, PyAny>,
    msg: Option<&Bound<'py, PyAny>>,
    digestmod: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, Hmac>> {
    entry(py, || Bound::new(py, Hmac(Mutex::new(Some(start(key, msg, digestmod)?)))))
}

/// HMAC-SHA256 (RFC 2104, FIPS 180-4) in one call, as hmac.digest of Python's standard library.
///
/// key: a bytes-like object or str (taken as UTF-8), of any length.
/// msg: a bytes-like object or str (taken as UTF-8).
/// digest: 'sha256', hashlib.sha256, or another name, constructor or module of SHA-256.
///
/// Returns bytes: 32 of them.
///
/// Raises TypeError for other types, ValueError if digest is another hash than SHA-256, Error
/// with the code malformed_text for a lone surrogate.
#[pyfunction]
pub(crate) fn digest<'py>(
    py: Python<'py>,
    key: &Bound<'py, PyAny>,
    msg: &Bound<'py, PyAny>,
    digest: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyBytes>> {
    entry(py, || {
        let key = text_or_bytes(key, Buffers::Contiguous)?.ok_or_else(|| bytes_required(key))?;
        let msg = text_or_bytes(msg, Buffers::Contiguous)?.ok_or_else(|| bytes_required(msg))?;
        require_sha256(digest, Caller::Digest)?;
        let tag = if msg.len() < WORTH_DETACHING {
            core::digest(&key, &msg)
        } else {
            py.detach(|| core::digest(&key, &msg))
        };
        Ok(PyBytes::new(py, &tag))
    })
}

fn start(
    key: &Bound<'_, PyAny>,
    msg: Option<&Bound<'_, PyAny>>,
    digestmod: Option<&Bound<'_, PyAny>>,
) -> PyResult<Box<core::Hmac>> {
    let py = key.py();
    let taken = key.is_instance_of::<PyBytes>()
        || key.is_instance_of::<PyString>()
        || key.is_instance_of::<PyByteArray>();
    let Some(key) = taken.then(|| text_or_bytes(key, Buffers::Contiguous)).transpose()?.flatten()
    else {
        let message = format!("key: expected bytes or bytearray, but got {}", type_name(key));
        return Err(PyTypeError::new_err(message));
    };
    require_given(digestmod)?;
    if let Some(digestmod) = digestmod {
        require_sha256(digestmod, Caller::New)?;
    }
    let msg = msg.map(message).transpose()?;
    let mut state = in_place(|| core::Hmac::new(&key));
    match &msg {
        None => {}
        Some(msg) if msg.len() < WORTH_DETACHING => state.update(msg),
        Some(msg) => py.detach(|| state.update(msg)),
    }
    Ok(state)
}

/// Puts a state where it stays, and wipes what it leaves behind on its way there.
fn in_place(make: impl FnOnce() -> core::Hmac) -> Box<core::Hmac> {
    #[inline(never)]
    fn boxed(make: impl FnOnce() -> core::Hmac) -> Box<core::Hmac> {
        Box::new(make())
    }
    let state = boxed(make);
    zeroize_stack::<MOVING_STACK>();
    state
}

fn message<'a>(argument: &'a Bound<'_, PyAny>) -> PyResult<Input<'a>> {
    text_or_bytes(argument, Buffers::Contiguous)?
        .ok_or_else(|| PyTypeError::new_err("object supporting the buffer API required"))
}
