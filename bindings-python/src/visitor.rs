//! `userhash.Visitor`, and what there is for pages without one.

use crate::details::{Details, Identity};
use crate::error::{entry, exception};
use crate::input;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyType};
use userhash::{Error, SecretKey, UserHash};

/// A user who is logged in, ready to be put on a page: the user hash and the details, which can't
/// differ.
///
/// Made by SecretKey.visitor, KeyRing.visitor, or Visitor.with_hash. All that it renders is ASCII,
/// and safe inside HTML and scripts whatever the details hold; put it on the page as it is, without
/// escaping it again. A Visitor is immutable, can be shared between threads, shows neither the hash
/// nor the details when printed, and can't be pickled or copied.
///
/// >>> import userhash
/// >>> key = userhash.SecretKey("correct horse battery staple")
/// >>> visitor = key.visitor({"email": "customer@example.com", "name": "</script>"})
/// >>> visitor.user_hash == key.user_hash("customer@example.com")
/// True
/// >>> visitor.script_tag().count("</script>")
/// 1
#[pyclass(frozen, module = "userhash")]
pub(crate) struct Visitor(userhash::Visitor);

#[pymethods]
impl Visitor {
    /// The visitor with a user hash that was made before, for programs that kept it with the
    /// details. Whether the two belong together is theirs to know; SecretKey.visitor takes the user
    /// from the details.
    ///
    /// user_hash: str, 64 lower-case hexadecimal characters.
    /// details: dict, as for SecretKey.visitor; it need not name the user.
    ///
    /// Raises Error with the code malformed_hash or malformed_details; TypeError for a user_hash
    /// that is no str, and for None as the details.
    #[classmethod]
    fn with_hash(
        cls: &Bound<'_, PyType>,
        user_hash: &Bound<'_, PyAny>,
        details: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        let py = cls.py();
        entry(py, || {
            let hash = input::text(user_hash, "user_hash", Error::MalformedHash)?;
            let hash = UserHash::parse(hash).map_err(|error| exception(py, error))?;
            let visitor = userhash::Visitor::with_hash(hash, Details::write(details)?.json()?);
            visitor.map(Visitor).map_err(|error| exception(py, error))
        })
    }

    /// str: the user hash, 64 lower-case hexadecimal characters.
    #[getter]
    fn user_hash<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyString>> {
        entry(py, || {
            let mut hex = [0; UserHash::HEX_LENGTH];
            Ok(PyString::new(py, self.0.user_hash().write_hex(&mut hex)))
        })
    }

    /// The snippet for a page: a script element that announces the visitor to the widget, before or
    /// after the widget's own script has loaded.
    ///
    /// nonce: str, the nonce of the page's Content Security Policy, a base64-value of CSP Level 3;
    /// or None.
    ///
    /// Returns str: HTML.
    ///
    /// Raises Error with the code malformed_nonce; TypeError for other types.
    #[pyo3(signature = (nonce=None))]
    fn script_tag(&self, py: Python<'_>, nonce: Option<&Bound<'_, PyAny>>) -> PyResult<String> {
        entry(py, || tag(py, self.0.script_tag(nonce_text(nonce)?)))
    }

    /// The script that script_tag puts into its element.
    ///
    /// Returns str: JavaScript.
    fn script(&self, py: Python<'_>) -> PyResult<String> {
        entry(py, || Ok(self.0.script()))
    }

    /// A script that logs the visitor in on a page that is already open, whether the widget's
    /// script has loaded by then or not.
    ///
    /// Returns str: JavaScript.
    fn login_call(&self, py: Python<'_>) -> PyResult<String> {
        entry(py, || Ok(self.0.login_call()))
    }

    /// A script that logs out whoever is logged in and then logs this visitor in: for a change of
    /// user on a page that stays open.
    ///
    /// Returns str: JavaScript.
    fn switch_call(&self, py: Python<'_>) -> PyResult<String> {
        entry(py, || Ok(self.0.switch_call()))
    }

    /// What the widget is told: an object with user_hash and userDetails. For single-page apps,
    /// and for pages that are cached and fetch the visitor afterwards; send headers() along.
    ///
    /// Returns str: JSON (RFC 8259).
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        entry(py, || Ok(self.0.to_json()))
    }

    /// What allows script_tag() in a Content Security Policy without a nonce: a hash-source of CSP
    /// Level 3 with its quotes, for script-src.
    ///
    /// Returns str.
    fn csp_hash(&self, py: Python<'_>) -> PyResult<String> {
        entry(py, || Ok(self.0.csp_hash()))
    }

    /// The visitor as a script element that holds data and runs nothing, for the script loader()
    /// to read: for a Content Security Policy that allows scripts from files only.
    ///
    /// Returns str: HTML.
    fn data_tag(&self, py: Python<'_>) -> PyResult<String> {
        entry(py, || Ok(self.0.data_tag()))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        entry(py, || Ok(format!("{:?}", self.0)))
    }

    fn __reduce__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        entry(py, || {
            let message = "cannot pickle or copy Visitor: keep the details and make it again, \
                           or keep what it renders";
            Err(PyTypeError::new_err(message))
        })
    }
}

/// The visitor whom a key signs.
pub(crate) fn signed(
    key: &SecretKey,
    details: &Bound<'_, PyAny>,
    identity: &Identity<'_>,
) -> PyResult<Visitor> {
    let py = details.py();
    let details = Details::write(details)?;
    let visitor = match identity {
        Identity::Usual => key.visitor(details.json()?),
        Identity::Field(field) => {
            // A field that can't be written as UTF-8 is in no details.
            key.visitor_by(input::text(field, "identity", Error::MissingUser)?, details.json()?)
        }
    };
    visitor.map(Visitor).map_err(|error| exception(py, error))
}

/// The snippet for the page that is shown after the user logged out: a script element that does
/// what logout_call() does.
///
/// nonce: str, as for Visitor.script_tag; or None.
///
/// Returns str: HTML.
///
/// Raises Error with the code malformed_nonce; TypeError for other types.
#[pyfunction]
#[pyo3(signature = (nonce=None))]
pub(crate) fn logout_script_tag(
    py: Python<'_>,
    nonce: Option<&Bound<'_, PyAny>>,
) -> PyResult<String> {
    entry(py, || tag(py, userhash::logout_script_tag(nonce_text(nonce)?)))
}

/// A script that logs the visitor out and brings the guest's session back, whether the widget's
/// script has loaded by then or not.
///
/// Returns str: JavaScript.
#[pyfunction]
pub(crate) fn logout_call(py: Python<'_>) -> PyResult<String> {
    entry(py, || Ok(userhash::logout_call()))
}

/// What allows logout_script_tag() in a Content Security Policy without a nonce: a hash-source of
/// CSP Level 3 with its quotes, for script-src. It never changes.
///
/// Returns str.
#[pyfunction]
pub(crate) fn logout_csp_hash(py: Python<'_>) -> PyResult<String> {
    entry(py, || Ok(userhash::logout_csp_hash()))
}

/// The logout as a script element that holds data and runs nothing, for the script loader() to
/// read.
///
/// Returns str: HTML.
#[pyfunction]
pub(crate) fn logout_data_tag(py: Python<'_>) -> PyResult<String> {
    entry(py, || Ok(userhash::logout_data_tag()))
}

/// The script that does what the elements of Visitor.data_tag and logout_data_tag ask for: serve it
/// as a file of your own, for a Content Security Policy that allows scripts from files only.
///
/// Returns str: JavaScript. It never changes.
#[pyfunction]
pub(crate) fn loader(py: Python<'_>) -> PyResult<&'static str> {
    entry(py, || Ok(userhash::LOADER))
}

/// The headers of a response that carries a user hash, to be merged into those it has: without
/// them, a shared cache may hand one visitor's page to another.
///
/// Returns dict: a new one each time, of the names and values, both str.
#[pyfunction]
pub(crate) fn headers(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    entry(py, || {
        let headers = PyDict::new(py);
        for (name, value) in userhash::HEADERS {
            headers.set_item(name, value)?;
        }
        Ok(headers)
    })
}

fn nonce_text<'a>(nonce: Option<&'a Bound<'_, PyAny>>) -> PyResult<Option<&'a str>> {
    nonce.map(|nonce| input::text(nonce, "nonce", Error::MalformedNonce)).transpose()
}

fn tag(py: Python<'_>, tag: Result<String, Error>) -> PyResult<String> {
    tag.map_err(|error| exception(py, error))
}
