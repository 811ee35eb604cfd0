//! `userhash.SecretKey`.

use crate::details::Identity;
use crate::error::{entry, exception};
use crate::input;
use crate::visitor::{self, Visitor};
use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError};
use pyo3::prelude::*;
use pyo3::types::{PyString, PyType};
use std::ffi::OsString;
use std::path::PathBuf;
use userhash::{Error, UserHash};
use userhash_load::LoadSecretKey as _;

/// The app's secret key, as the widget's vendor shows it.
///
/// secret: str (taken as UTF-8) or a bytes-like object, of any length.
///
/// What is kept is the state that HMAC makes of the key, not the key; it is wiped when the last
/// reference goes. A SecretKey is immutable, can be shared between threads, shows only its
/// fingerprint, and can't be pickled or copied.
///
/// Raises Error with the code empty_secret (empty or blank), padded_secret (starts or ends in
/// white space), placeholder_secret (left over from a template) or malformed_text (a lone
/// surrogate); TypeError for other types.
///
/// >>> import userhash
/// >>> key = userhash.SecretKey("correct horse battery staple")
/// >>> user_hash = key.user_hash("customer@example.com")
/// >>> key.verify("customer@example.com", user_hash)
/// True
#[pyclass(frozen, module = "userhash")]
pub(crate) struct SecretKey(pub(crate) userhash::SecretKey);

#[pymethods]
impl SecretKey {
    #[new]
    fn new(py: Python<'_>, secret: &Bound<'_, PyAny>) -> PyResult<Self> {
        entry(py, || {
            Self::from_core(py, userhash::SecretKey::new(&*input::secret(secret, "secret")?))
        })
    }

    /// Takes the secret key from an environment variable, without one final line break.
    ///
    /// name: str, the variable's name. Names with a prefix that web bundlers publish to browsers
    /// (NEXT_PUBLIC_, VITE_, REACT_APP_ and the like) are refused.
    ///
    /// Raises Error with the code missing_secret (not set), public_secret (such a prefix), and as
    /// SecretKey(secret) does.
    #[classmethod]
    fn from_env(cls: &Bound<'_, PyType>, name: &Bound<'_, PyAny>) -> PyResult<Self> {
        let py = cls.py();
        entry(py, || {
            let Ok(name) = name.cast::<PyString>() else {
                return Err(input::wrong_type("name", "str", name));
            };
            let name: OsString = name.extract().map_err(|error| as_malformed_text(py, error))?;
            // Without letting go of Python, which may change the environment meanwhile.
            Self::from_core(py, userhash::SecretKey::from_env(name))
        })
    }

    /// Takes the secret key from a file, without one final line break.
    ///
    /// path: str or os.PathLike, a file of up to 65,536 bytes.
    ///
    /// Raises Error with the code missing_secret (not there, or not readable), malformed_secret
    /// (larger), and as SecretKey(secret) does.
    #[classmethod]
    fn from_file(cls: &Bound<'_, PyType>, path: &Bound<'_, PyAny>) -> PyResult<Self> {
        let py = cls.py();
        entry(py, || {
            let path: PathBuf = path.extract().map_err(|error| as_malformed_text(py, error))?;
            Self::from_core(py, py.detach(|| userhash::SecretKey::from_file(path)))
        })
    }

    /// Takes a binary secret key from hexadecimal text, decoded in constant time.
    ///
    /// text: str or a bytes-like object, pairs of 0-9 a-f A-F without separators.
    ///
    /// Raises Error with the code empty_secret or malformed_secret.
    #[classmethod]
    fn from_hex(cls: &Bound<'_, PyType>, text: &Bound<'_, PyAny>) -> PyResult<Self> {
        let py = cls.py();
        entry(py, || {
            Self::from_core(py, userhash::SecretKey::from_hex(&*input::secret(text, "text")?))
        })
    }

    /// Takes a binary secret key from base64 text, decoded in constant time.
    ///
    /// text: str or a bytes-like object, in the standard alphabet with padding (RFC 4648,
    /// section 4).
    ///
    /// Raises Error with the code empty_secret or malformed_secret.
    #[classmethod]
    fn from_base64(cls: &Bound<'_, PyType>, text: &Bound<'_, PyAny>) -> PyResult<Self> {
        let py = cls.py();
        entry(py, || {
            Self::from_core(py, userhash::SecretKey::from_base64(&*input::secret(text, "text")?))
        })
    }

    /// The user hash of the user who is logged in: HMAC-SHA256 (RFC 2104, FIPS 180-4) of the user
    /// under the secret key.
    ///
    /// user: str (taken as UTF-8), a bytes-like object, or int (taken as its decimal text): the
    /// e-mail address or id that the widget is told. Exact: nothing is trimmed, lower-cased or
    /// normalised.
    ///
    /// Returns str: 64 lower-case hexadecimal characters.
    ///
    /// Raises Error with the code empty_user or malformed_text (a lone surrogate); TypeError for
    /// other types, bool, float and None among them.
    fn user_hash<'py>(
        &self,
        py: Python<'py>,
        user: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyString>> {
        entry(py, || to_text(py, self.0.user_hash(&*input::user(user)?)))
    }

    /// Whether a user hash that a visitor sent is the one of this user. Takes the same time
    /// whichever of its characters are wrong.
    ///
    /// user: str, a bytes-like object, or int, as for user_hash.
    /// user_hash: object, whatever the visitor sent. All that is not the right user hash as str
    /// or bytes is False, never an error: None, lists, numbers, text of any length.
    ///
    /// Returns bool.
    ///
    /// Raises what user_hash raises, for the user only.
    fn verify(
        &self,
        py: Python<'_>,
        user: &Bound<'_, PyAny>,
        user_hash: &Bound<'_, PyAny>,
    ) -> PyResult<bool> {
        entry(py, || {
            let user = input::user(user)?;
            match self.0.check(&*user, &*input::presented(user_hash)) {
                Ok(()) => Ok(true),
                Err(Error::Mismatch) => Ok(false),
                Err(error) => Err(exception(py, error)),
            }
        })
    }

    /// The visitor with these details, ready to be put on a page.
    ///
    /// details: dict, what the page tells the widget about the user: anything that json.dumps
    /// writes, of up to 1 MiB of JSON and 32 levels. Numbers and the order of keys are kept.
    /// identity: str, the field of the details that names the user: text that isn't empty, or an
    /// integer, whose decimal digits are the user.
    ///
    /// Returns Visitor.
    ///
    /// Raises Error with the code malformed_details (no dict, larger or deeper, circular, NaN or
    /// infinity, a lone surrogate, a value that json.dumps refuses, a key __proto__), missing_user
    /// (no such field, or neither text nor integer) or empty_user; TypeError for None as the details
    /// and for an identity that is no str.
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
        entry(py, || visitor::signed(&self.0, details, &identity))
    }

    /// str: eight hexadecimal characters that tell secret keys apart in a log, and give nothing
    /// of the key away.
    #[getter]
    fn fingerprint(&self, py: Python<'_>) -> PyResult<String> {
        entry(py, || Ok(self.0.fingerprint().to_string()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        entry(py, || Ok(format!("{:?}", self.0)))
    }

    fn __reduce__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        entry(py, || Err(not_to_be_copied("SecretKey")))
    }
}

impl SecretKey {
    fn from_core(py: Python<'_>, key: Result<userhash::SecretKey, Error>) -> PyResult<Self> {
        key.map(SecretKey).map_err(|error| exception(py, error))
    }
}

/// A user hash as a `str`.
pub(crate) fn to_text(
    py: Python<'_>,
    user_hash: Result<UserHash, Error>,
) -> PyResult<Bound<'_, PyString>> {
    let user_hash = user_hash.map_err(|error| exception(py, error))?;
    Ok(PyString::new(py, user_hash.write_hex(&mut [0; UserHash::HEX_LENGTH])))
}

/// What `pickle`, `copy.copy` and `copy.deepcopy` are told.
pub(crate) fn not_to_be_copied(class: &str) -> PyErr {
    PyTypeError::new_err(format!(
        "cannot pickle or copy {class}: load the secret key again instead"
    ))
}

/// The name of a variable or file with a lone surrogate that no system's encoding has.
fn as_malformed_text(py: Python<'_>, error: PyErr) -> PyErr {
    if error.is_instance_of::<PyUnicodeEncodeError>(py) {
        exception(py, Error::MalformedText)
    } else {
        error
    }
}
