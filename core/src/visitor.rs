//! A logged-in user on a page: the hash and the details, which can't differ.

use crate::details::Details;
use crate::{Error, KeyRing, KeyState, SecretKey, UserHash, script};
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};
use std::fmt;

/// Makes the queue that the widget's script works off, if that script hasn't made it yet.
const QUEUE: &str = "window.acquire=window.acquire||[];";

const LOGOUT: &str = "acquireIO.logoutVisitor();";

/// The headers of a response that carries a user hash, to be merged into those it has: without
/// them a shared cache may hand one visitor's page to another.
pub const HEADERS: [(&str, &str); 2] = [("Cache-Control", "private, no-store"), ("Vary", "Cookie")];

/// The script for pages whose Content Security Policy allows scripts from files only: it does what
/// [`Visitor::data_tag`] and [`logout_data_tag`] ask for. Serve it as a file of your own.
pub const LOADER: &str = include_str!("loader.js");

/// A user with the hash and the details, ready to be put on a page.
///
/// Everything that is rendered is ASCII, and safe inside HTML and scripts whatever the details
/// hold. `Debug` shows neither the hash nor the details.
///
/// ```
/// # fn main() -> Result<(), userhash::Error> {
/// let key = userhash::SecretKey::new("correct horse battery staple")?;
/// let visitor = key.visitor(r#"{"email":"customer@example.com","name":"</script>"}"#)?;
/// let tag = visitor.script_tag(None)?;
/// assert!(tag.starts_with("<script>window.acquire=window.acquire||[];acquire.push({"));
/// assert_eq!(tag.matches("</script>").count(), 1);
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Visitor {
    hash: UserHash,
    details: String,
}

impl Visitor {
    /// The visitor with a user hash that was made before, for callers that kept it with the
    /// details. Whether the two belong together is theirs to know; [`SecretKey::visitor`] takes
    /// the user from the details.
    ///
    /// # Errors
    /// [`Error::MalformedDetails`].
    pub fn with_hash(hash: UserHash, details: impl AsRef<[u8]>) -> Result<Self, Error> {
        Ok(Visitor { hash, details: Details::read(details.as_ref(), None)?.rendered })
    }

    /// The user hash.
    #[must_use]
    pub fn user_hash(&self) -> &UserHash {
        &self.hash
    }

    /// What the widget is told, as JSON: `{"user_hash":…,"userDetails":{…}}`. For single-page apps,
    /// and for pages that are cached and fetch the visitor afterwards.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = String::with_capacity(self.script_len());
        self.push_json(&mut json);
        json
    }

    /// The script that announces the visitor, before or after the widget's script has loaded.
    #[must_use]
    pub fn script(&self) -> String {
        let mut script = String::with_capacity(self.script_len());
        self.push_script(&mut script);
        script
    }

    /// [`script`](Self::script) in its HTML element, with the nonce of a Content Security Policy
    /// if the page has one.
    ///
    /// # Errors
    /// [`Error::MalformedNonce`] unless the nonce is a `base64-value` of CSP Level 3.
    pub fn script_tag(&self, nonce: Option<&str>) -> Result<String, Error> {
        script::script_tag(nonce, self.script_len(), |tag| self.push_script(tag))
    }

    /// What allows [`script_tag`](Self::script_tag) in a Content Security Policy without a nonce:
    /// a hash source (CSP Level 3, section 2.3.1) with its quotes, for `script-src`.
    #[must_use]
    pub fn csp_hash(&self) -> String {
        csp_hash(&self.script())
    }

    /// The visitor as an element that runs nothing, for [`LOADER`] to read.
    #[must_use]
    pub fn data_tag(&self) -> String {
        script::data_tag("visitor", &self.to_json())
    }

    /// A script that logs the visitor in on a page that is already open, whether the widget's
    /// script has loaded by then or not.
    #[must_use]
    pub fn login_call(&self) -> String {
        queued(&self.login())
    }

    /// A script that logs out whoever is logged in and then logs this visitor in: for a change of
    /// user on a page that stays open.
    #[must_use]
    pub fn switch_call(&self) -> String {
        queued(&format!("{LOGOUT}{}", self.login()))
    }

    /// At least the length of the script.
    fn script_len(&self) -> usize {
        QUEUE.len() + UserHash::HEX_LENGTH + self.details.len() + 64
    }

    fn push_json(&self, out: &mut String) {
        let mut hex = [0; UserHash::HEX_LENGTH];
        out.push_str("{\"user_hash\":\"");
        out.push_str(self.hash.write_hex(&mut hex));
        out.push_str("\",\"userDetails\":");
        out.push_str(&self.details);
        out.push('}');
    }

    fn push_script(&self, out: &mut String) {
        out.push_str(QUEUE);
        out.push_str("acquire.push(");
        self.push_json(out);
        out.push_str(");");
    }

    fn login(&self) -> String {
        format!(r#"acquireIO.loginVisitor("{}",{});"#, self.hash, self.details)
    }
}

impl fmt::Debug for Visitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Visitor(…)")
    }
}

impl KeyState {
    /// As [`SecretKey::visitor_by`].
    ///
    /// # Errors
    /// [`Error::MalformedDetails`], [`Error::MissingUser`], [`Error::EmptyUser`];
    /// [`Error::EmptySecret`] if no key is loaded.
    pub fn visitor_by(&self, identity: &str, details: &[u8]) -> Result<Visitor, Error> {
        let Details { rendered, user } = Details::read(details, Some(identity))?;
        let hash = self.user_hash(user.ok_or(Error::MissingUser)?.as_bytes())?;
        Ok(Visitor { hash, details: rendered })
    }
}

impl SecretKey {
    /// The visitor with these details, a JSON object whose field `email` is the user.
    ///
    /// # Errors
    /// [`Error::MalformedDetails`], [`Error::MissingUser`], [`Error::EmptyUser`].
    pub fn visitor(&self, details: impl AsRef<[u8]>) -> Result<Visitor, Error> {
        self.visitor_by("email", details)
    }

    /// As [`visitor`](Self::visitor), with the user in the field `identity`: text, or an integer.
    ///
    /// # Errors
    /// [`Error::MalformedDetails`], [`Error::MissingUser`], [`Error::EmptyUser`].
    pub fn visitor_by(&self, identity: &str, details: impl AsRef<[u8]>) -> Result<Visitor, Error> {
        self.as_ref().visitor_by(identity, details.as_ref())
    }
}

impl KeyRing {
    /// As [`SecretKey::visitor`], with the current key.
    ///
    /// # Errors
    /// [`Error::MalformedDetails`], [`Error::MissingUser`], [`Error::EmptyUser`].
    pub fn visitor(&self, details: impl AsRef<[u8]>) -> Result<Visitor, Error> {
        self.current().visitor(details)
    }

    /// As [`SecretKey::visitor_by`], with the current key.
    ///
    /// # Errors
    /// [`Error::MalformedDetails`], [`Error::MissingUser`], [`Error::EmptyUser`].
    pub fn visitor_by(&self, identity: &str, details: impl AsRef<[u8]>) -> Result<Visitor, Error> {
        self.current().visitor_by(identity, details)
    }
}

/// A script that logs the visitor out and brings the guest's session back, whether the widget's
/// script has loaded by then or not.
#[must_use]
pub fn logout_call() -> String {
    queued(LOGOUT)
}

/// [`logout_call`] in its HTML element: for the page that is shown after the user logged out.
///
/// # Errors
/// [`Error::MalformedNonce`] unless the nonce is a `base64-value` of CSP Level 3.
pub fn logout_script_tag(nonce: Option<&str>) -> Result<String, Error> {
    let script = logout_call();
    script::script_tag(nonce, script.len(), |tag| tag.push_str(&script))
}

/// What allows [`logout_script_tag`] in a Content Security Policy without a nonce. It never changes.
#[must_use]
pub fn logout_csp_hash() -> String {
    csp_hash(&logout_call())
}

/// The logout as an element that runs nothing, for [`LOADER`] to read.
#[must_use]
pub fn logout_data_tag() -> String {
    script::data_tag("logout", "null")
}

/// `acquireIO` exists only once the widget's script has loaded; a function in the queue runs then,
/// or at once if that was before.
fn queued(work: &str) -> String {
    format!("{QUEUE}acquire.push(function(){{{work}}});")
}

fn csp_hash(script: &str) -> String {
    format!("'sha256-{}'", Base64::encode_string(&Sha256::digest(script)))
}
