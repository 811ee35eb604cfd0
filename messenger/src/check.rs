//! Whether a visitor is who the page says: the one place that can say so.

use crate::app::App;
use serde_json::value::RawValue;
use std::borrow::Cow;
use userhash::{Error, Fingerprint, UserHash};

/// What the check of a login found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The hash is the user's.
    Verified,
    /// There is a user, but no hash.
    Missing,
    /// There is a hash, but not the user's.
    Invalid,
    /// There is a hash, but no user.
    Partial,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Verdict; 4] =
        [Verdict::Verified, Verdict::Missing, Verdict::Invalid, Verdict::Partial];

    /// The verdict as answers, metrics and logs name it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Verified => "verified",
            Verdict::Missing => "missing",
            Verdict::Invalid => "invalid",
            Verdict::Partial => "partial",
        }
    }
}

/// A user whose hash was right. Only [`check`] makes one: what asks for a `Verified` can't be
/// given a user whom nobody checked.
///
/// ```compile_fail,E0451
/// # use userhash_messenger::Verified;
/// fn forge(somebody: Verified) -> Verified {
///     Verified { identity: "eve@example.com".into(), ..somebody }
/// }
/// ```
pub struct Verified {
    identity: String,
    fingerprint: Fingerprint,
    key: usize,
}

impl Verified {
    /// The user, exactly as hashed.
    #[must_use]
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// The fingerprint of the key that the hash was made with.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Which key that was: 0 is the current one.
    #[must_use]
    pub fn key(&self) -> usize {
        self.key
    }
}

/// A login whose user nobody vouches for.
pub struct Unverified {
    /// [`Verdict::Missing`], [`Verdict::Invalid`] or [`Verdict::Partial`].
    pub verdict: Verdict,
    /// Why, for the log alone: a code of `userhash`'s, or `missing_hash`.
    pub reason: &'static str,
    /// The user that the page names.
    pub claimed: Option<String>,
    /// The fingerprint of the current key, for the log.
    pub fingerprint: Fingerprint,
}

/// Checks a login: the hash and the details as the page sent them.
///
/// Hashes are anything that JSON can say. The answer to what is no hash is
/// [`Verdict::Invalid`], never an error; `null` and the empty text are no hash at all.
///
/// # Errors
/// [`Error::MalformedDetails`] for details that `userhash` would put on no page.
pub fn check(
    app: &App,
    hash: Option<&RawValue>,
    details: Option<&RawValue>,
) -> Result<Result<Verified, Unverified>, Error> {
    let fingerprint = app.keys().current().fingerprint();
    let unverified =
        |verdict, reason, claimed| Ok(Err(Unverified { verdict, reason, claimed, fingerprint }));
    let hash = hash.filter(|hash| hash.get() != "\"\"");
    let no_user = if hash.is_some() { Verdict::Partial } else { Verdict::Missing };
    let Some(details) = details else {
        return unverified(no_user, Error::MissingUser.code(), None);
    };
    let identity = match userhash::user_in(details.get(), app.identity()) {
        Ok(user) => user,
        Err(error @ (Error::MissingUser | Error::EmptyUser)) => {
            return unverified(no_user, error.code(), None);
        }
        Err(error) => return Err(error),
    };
    let Some(hash) = hash else {
        return unverified(Verdict::Missing, "missing_hash", Some(identity));
    };
    let presented = text(hash);
    match app.keys().check(&identity, presented.as_bytes()) {
        Ok(key) => {
            let fingerprint = fingerprint_of(app, key);
            Ok(Ok(Verified { identity, fingerprint, key }))
        }
        Err(_) => {
            let reason = match UserHash::parse(presented.as_bytes()) {
                Ok(_) => Error::Mismatch,
                Err(malformed) => malformed,
            };
            unverified(Verdict::Invalid, reason.code(), Some(identity))
        }
    }
}

/// Checks a hash for another server: the fingerprint of the key that it was made with, if any.
///
/// # Errors
/// [`Error::EmptyUser`].
pub fn check_for_server(
    app: &App,
    user: &str,
    hash: Option<&RawValue>,
) -> Result<Option<Fingerprint>, Error> {
    let presented = hash.map(text).unwrap_or_default();
    match app.keys().check(user, presented.as_bytes()) {
        Ok(key) => Ok(Some(fingerprint_of(app, key))),
        Err(Error::Mismatch) => Ok(None),
        Err(error) => Err(error),
    }
}

fn fingerprint_of(app: &App, key: usize) -> Fingerprint {
    app.keys().keys().nth(key).unwrap_or(app.keys().current()).fingerprint()
}

/// The text of a JSON string; anything else is no text.
fn text(value: &RawValue) -> Cow<'_, str> {
    #[derive(serde::Deserialize)]
    struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
    serde_json::from_str::<Text<'_>>(value.get()).map(|text| text.0).unwrap_or_default()
}
