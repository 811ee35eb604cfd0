//! `userhash.Error`, and the way every entry from Python takes.

use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;
use userhash::Error;

static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();

/// The class `userhash.Error`.
pub(crate) fn class(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    CLASS
        .get_or_try_init(py, || {
            let class = PyErr::new_type(
                py,
                c"userhash.Error",
                Some(
                    c"What userhash refuses, and why: a ValueError that programs can tell apart.

code: str, the error's name, the same in every language, such as 'empty_secret'.
number: int, the error's number, the same as in C.

The message says what to do. No error carries a secret key or a user hash.",
                ),
                Some(&py.get_type::<PyValueError>()),
                // Not through here: PyO3 0.30 frees this dictionary before Python uses it.
                None,
            )?;
            // What an exception has that a program made itself.
            class.bind(py).setattr("code", "")?;
            class.bind(py).setattr("number", 0)?;
            Ok(class)
        })
        .map(|class: &Py<PyType>| class.bind(py))
}

/// The only place where an error of the core's table becomes an exception.
pub(crate) fn exception(py: Python<'_>, error: Error) -> PyErr {
    let build = || {
        let instance = class(py)?.call1((error.message(),))?;
        instance.setattr(intern!(py, "code"), error.code())?;
        instance.setattr(intern!(py, "number"), error.number())?;
        Ok(PyErr::from_value(instance))
    };
    build().unwrap_or_else(|failure| failure)
}

/// Runs the body of a function that Python calls; a panic in it becomes `userhash.Error` with the
/// code `panic` instead of PyO3's `PanicException`, which `except Exception` lets through.
pub(crate) fn entry<T>(py: Python<'_>, body: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    userhash::guard(|| Ok(body())).unwrap_or_else(|error| Err(exception(py, error)))
}
