//! Makes every error happen on purpose, for the tests; only with the feature `forced-panic`.

use crate::error::{entry, exception};
use pyo3::prelude::*;
use userhash::Error;

/// Raises the error of a number of the table; the number of `panic` panics for real.
#[pyfunction(name = "_force")]
#[allow(clippy::panic)]
pub(crate) fn force(py: Python<'_>, number: i32) -> PyResult<()> {
    entry(py, || match Error::from_number(number) {
        None => Ok(()),
        Some(Error::Panic) => panic!("forced by a test"),
        Some(error) => Err(exception(py, error)),
    })
}
