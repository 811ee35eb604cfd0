//! The secret key, as Rust programs hold it.

use crate::{Error, Fingerprint, KeyState, UserHash};
use std::fmt;
use std::sync::Arc;

/// The app's secret key, given by the widget's vendor.
///
/// What is kept is not the key but the [`KeyState`] made from it, in one place in memory: clones
/// share it, moving a `SecretKey` copies nothing secret, and the last one dropped wipes it. It
/// is immutable and can be used from many threads at once.
///
/// ```
/// # fn main() -> Result<(), userhash::Error> {
/// use userhash::SecretKey;
///
/// let key = SecretKey::new("correct horse battery staple")?;
/// let hash = key.user_hash("customer@example.com")?;
/// assert!(key.verify("customer@example.com", hash.to_string()));
/// assert!(!key.verify("somebody@example.com", hash.to_string()));
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct SecretKey(Arc<KeyState>);

impl SecretKey {
    /// Takes the secret key as the vendor shows it; text is taken as its UTF-8 bytes.
    ///
    /// # Errors
    /// [`Error::EmptySecret`] if it is empty or blank, [`Error::PaddedSecret`] if it starts or
    /// ends in white space, [`Error::PlaceholderSecret`] if some documentation's placeholder was
    /// left in.
    pub fn new(secret: impl AsRef<[u8]>) -> Result<Self, Error> {
        Self::load(|state| state.load(secret.as_ref()))
    }

    /// Takes a binary secret key from hexadecimal text (either case, no separators), decoded in
    /// constant time.
    ///
    /// # Errors
    /// [`Error::EmptySecret`] or [`Error::MalformedSecret`].
    pub fn from_hex(text: impl AsRef<[u8]>) -> Result<Self, Error> {
        Self::load(|state| state.load_hex(text.as_ref()))
    }

    /// Takes a binary secret key from base64 text (RFC 4648 section 4, with padding), decoded in
    /// constant time.
    ///
    /// # Errors
    /// [`Error::EmptySecret`] or [`Error::MalformedSecret`].
    pub fn from_base64(text: impl AsRef<[u8]>) -> Result<Self, Error> {
        Self::load(|state| state.load_base64(text.as_ref()))
    }

    fn load(load: impl FnOnce(&mut KeyState) -> Result<(), Error>) -> Result<Self, Error> {
        // Loaded where it stays: a state moved in from the stack would leave a copy behind.
        let mut shared = Arc::new(KeyState::blank());
        if let Some(state) = Arc::get_mut(&mut shared) {
            load(state)?;
        }
        Ok(SecretKey(shared))
    }

    /// The user hash of `user`: the e-mail address or id of the user who is logged in, as its
    /// exact bytes. Nothing is trimmed, lower-cased or normalised.
    ///
    /// # Errors
    /// [`Error::EmptyUser`].
    pub fn user_hash(&self, user: impl AsRef<[u8]>) -> Result<UserHash, Error> {
        self.0.user_hash(user.as_ref())
    }

    /// Whether `presented`, which may be anything that a visitor sent, is the user hash of `user`.
    ///
    /// Compares 32 bytes in constant time. An empty user has no user hash, so the answer for it
    /// is `false`; [`check`](Self::check) tells the two apart.
    #[must_use]
    pub fn verify(&self, user: impl AsRef<[u8]>, presented: impl AsRef<[u8]>) -> bool {
        self.check(user, presented).is_ok()
    }

    /// As [`verify`](Self::verify), but says why not.
    ///
    /// # Errors
    /// [`Error::Mismatch`] for whatever a visitor could have sent; [`Error::EmptyUser`] for a
    /// mistake of the program.
    pub fn check(&self, user: impl AsRef<[u8]>, presented: impl AsRef<[u8]>) -> Result<(), Error> {
        self.0.check(user.as_ref(), presented.as_ref())
    }

    /// Eight hexadecimal characters that tell secret keys apart in a log.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        self.0.fingerprint_when_loaded()
    }
}

impl AsRef<KeyState> for SecretKey {
    fn as_ref(&self) -> &KeyState {
        &self.0
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey(fingerprint={})", self.fingerprint())
    }
}
