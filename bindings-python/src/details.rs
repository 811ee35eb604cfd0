//! Details on their way to the core: as the JSON that Python's own `json` makes of them.

use crate::error::exception;
use crate::input::{self, wrong_type};
use pyo3::exceptions::{PyRecursionError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString};
use std::convert::Infallible;
use userhash::Error;

/// The JSON of details, for as long as `Details` lives.
pub(crate) struct Details<'py>(Bound<'py, PyString>);

impl<'py> Details<'py> {
    /// Has `json` write the details. What it refuses is refused here, with its error as the cause.
    pub(crate) fn write(details: &Bound<'py, PyAny>) -> PyResult<Self> {
        let py = details.py();
        if details.is_none() {
            return Err(wrong_type("details", "dict", details));
        }
        match encode(py)?.call1((details,)) {
            Ok(json) => Ok(Details(json.cast_into()?)),
            // A circle or NaN, a value that JSON has no form for, too many levels. Whatever else
            // there is comes from the caller's own classes, and is for the caller.
            Err(error)
                if error.is_instance_of::<PyValueError>(py)
                    || error.is_instance_of::<PyTypeError>(py)
                    || error.is_instance_of::<PyRecursionError>(py) =>
            {
                let refusal = exception(py, Error::MalformedDetails);
                refusal.set_cause(py, Some(error));
                Err(refusal)
            }
            Err(error) => Err(error),
        }
    }

    pub(crate) fn json(&self) -> PyResult<&str> {
        input::text(&self.0, "details", Error::MalformedDetails)
    }
}

/// The method `encode` of one encoder for all calls: `json.dumps` makes a new one each time that it
/// gets options. Imported when it is first needed, because most of an import's time would go there.
fn encode(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    static ENCODE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    ENCODE
        .get_or_try_init(py, || {
            let options = PyDict::new(py);
            options.set_item("allow_nan", false)?;
            options.set_item("ensure_ascii", false)?;
            options.set_item("separators", (",", ":"))?;
            let encoder = py.import("json")?.getattr("JSONEncoder")?.call((), Some(&options))?;
            encoder.getattr("encode").map(Bound::unbind)
        })
        .map(|encode| encode.bind(py))
}

/// The parameter `identity`.
pub(crate) enum Identity<'py> {
    /// Left out: the core knows which field that means.
    Usual,
    Field(Bound<'py, PyAny>),
}

impl<'py> FromPyObject<'_, 'py> for Identity<'py> {
    type Error = Infallible;

    fn extract(field: Borrowed<'_, 'py, PyAny>) -> Result<Self, Infallible> {
        Ok(Identity::Field(field.to_owned()))
    }
}
