//! `userhash.KeyRing`.

use crate::details::Identity;
use crate::error::{entry, exception};
use crate::input;
use crate::secret_key::{SecretKey, not_to_be_copied, to_text};
use crate::visitor::{self, Visitor};
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};
use userhash::Error;

/// The current secret key and the previous ones that are still accepted while it is being
/// replaced.
///
/// current: SecretKey, the one that signs.
/// previous: SecretKey, any number of them, newest first.
///
/// To rotate: put the new key in front of the old one, wait until verified_by reports no more
/// matches of the old one, then drop it. Like its keys, a KeyRing is immutable and can't be
/// pickled or copied.
///
/// >>> import userhash
/// >>> old, new = userhash.SecretKey("last year's secret"), userhash.SecretKey("this year's secret")
/// >>> userhash.KeyRing(new, old).verified_by("customer@example.com", old.user_hash("customer@example.com"))
/// 1
#[pyclass(frozen, module = "userhash")]
pub(crate) struct KeyRing(userhash::KeyRing);

#[pymethods]
impl KeyRing {
    #[new]
    #[pyo3(signature = (current, *previous))]
    fn new(
        py: Python<'_>,
        current: &Bound<'_, PyAny>,
        previous: &Bound<'_, PyTuple>,
    ) -> PyResult<Self> {
        entry(py, || {
            let previous: Vec<_> =
                previous.iter().map(|key| core_key(&key, "previous")).collect::<PyResult<_>>()?;
            Ok(KeyRing(userhash::KeyRing::new(core_key(current, "current")?, previous)))
        })
    }

    /// The user hash of a user under the current key.
    ///
    /// user: str, a bytes-like object, or int, as for SecretKey.user_hash.
    ///
    /// Returns str: 64 lower-case hexadecimal characters.
    ///
    /// Raises what SecretKey.user_hash raises.
    fn user_hash<'py>(
        &self,
        py: Python<'py>,
        user: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyString>> {
        entry(py, || to_text(py, self.0.user_hash(&*input::user(user)?)))
    }

    /// Whether a user hash that a visitor sent is the one of this user under any of the keys.
    ///
    /// user: str, a bytes-like object, or int, as for SecretKey.user_hash.
    /// user_hash: object, whatever the visitor sent; see SecretKey.verify.
    ///
    /// Returns bool.
    ///
    /// Raises what SecretKey.user_hash raises, for the user only.
    fn verify(
        &self,
        py: Python<'_>,
        user: &Bound<'_, PyAny>,
        user_hash: &Bound<'_, PyAny>,
    ) -> PyResult<bool> {
        entry(py, || Ok(self.check(user, user_hash)?.is_some()))
    }

    /// Which key a user hash that a visitor sent was made with. All keys are tried whichever
    /// matches, so that the time taken doesn't tell.
    ///
    /// user: str, a bytes-like object, or int, as for SecretKey.user_hash.
    /// user_hash: object, whatever the visitor sent; see SecretKey.verify.
    ///
    /// Returns int: 0 for the current key, 1 for the first previous one and so on; None if no key
    /// made it.
    ///
    /// Raises what SecretKey.user_hash raises, for the user only.
    fn verified_by(
        &self,
        py: Python<'_>,
        user: &Bound<'_, PyAny>,
        user_hash: &Bound<'_, PyAny>,
    ) -> PyResult<Option<usize>> {
        entry(py, || self.check(user, user_hash))
    }

    /// The visitor with these details, ready to be put on a page, signed with the current key.
    ///
    /// details: dict, as for SecretKey.visitor.
    /// identity: str, the field of the details that names the user.
    ///
    /// Returns Visitor.
    ///
    /// Raises what SecretKey.visitor raises.
    #[pyo3(
        signature = (details, identity = Identity::Usual),
        text_signature = "($self, details, identity='email')"
    )]
    fn visitor(
        &self,
        py: Python<'_>,
        details: &Bound<'_, PyAny>,
        identity: Identity<'_>,
    ) -> PyResult<Visitor> {
        entry(py, || visitor::signed(self.0.current(), details, &identity))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        entry(py, || Ok(format!("{:?}", self.0)))
    }

    fn __reduce__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        entry(py, || Err(not_to_be_copied("KeyRing")))
    }
}

impl KeyRing {
    fn check(
        &self,
        user: &Bound<'_, PyAny>,
        presented: &Bound<'_, PyAny>,
    ) -> PyResult<Option<usize>> {
        let py = user.py();
        let user = input::user(user)?;
        match self.0.check(&*user, &*input::presented(presented)) {
            Ok(index) => Ok(Some(index)),
            Err(Error::Mismatch) => Ok(None),
            Err(error) => Err(exception(py, error)),
        }
    }
}

fn core_key(argument: &Bound<'_, PyAny>, name: &str) -> PyResult<userhash::SecretKey> {
    match argument.cast::<SecretKey>() {
        Ok(key) => Ok(key.get().0.clone()),
        Err(_) => Err(input::wrong_type(name, "SecretKey", argument)),
    }
}
