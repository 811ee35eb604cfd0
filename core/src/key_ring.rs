//! Several secret keys, while one is being replaced.

use crate::{Error, KeyState, SecretKey, UserHash, user_hash};
use std::fmt;
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};

/// The current secret key and the previous ones that are still accepted.
///
/// Signs with the current key, checks with all of them. To rotate: put the new key in front of
/// the old one, wait until [`verified_by`](Self::verified_by) reports no more matches of the old
/// one, then drop it.
///
/// ```
/// # fn main() -> Result<(), userhash::Error> {
/// use userhash::{KeyRing, SecretKey};
///
/// let old = SecretKey::new("last year's secret")?;
/// let ring = KeyRing::new(SecretKey::new("this year's secret")?, [old.clone()]);
/// let cached = old.user_hash("customer@example.com")?;
/// assert_eq!(ring.verified_by("customer@example.com", cached.to_string()), Some(1));
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct KeyRing {
    current: SecretKey,
    previous: Vec<SecretKey>,
}

impl KeyRing {
    /// Makes a ring of the current key and any number of previous ones, newest first.
    pub fn new(current: SecretKey, previous: impl IntoIterator<Item = SecretKey>) -> Self {
        KeyRing { current, previous: previous.into_iter().collect() }
    }

    /// All keys, the current one first: the order that [`verified_by`](Self::verified_by) counts in.
    pub fn keys(&self) -> impl Iterator<Item = &SecretKey> {
        std::iter::once(&self.current).chain(&self.previous)
    }

    /// The key that signs.
    #[must_use]
    pub fn current(&self) -> &SecretKey {
        &self.current
    }

    /// The user hash of `user` under the current key.
    ///
    /// # Errors
    /// [`Error::EmptyUser`].
    pub fn user_hash(&self, user: impl AsRef<[u8]>) -> Result<UserHash, Error> {
        self.current.user_hash(user)
    }

    /// Whether `presented`, which may be anything that a visitor sent, is the user hash of `user`
    /// under any of the keys.
    #[must_use]
    pub fn verify(&self, user: impl AsRef<[u8]>, presented: impl AsRef<[u8]>) -> bool {
        self.check(user, presented).is_ok()
    }

    /// Which key `presented` was made with: 0 for the current one, 1 for the first previous one
    /// and so on; `None` if none of them.
    #[must_use]
    pub fn verified_by(
        &self,
        user: impl AsRef<[u8]>,
        presented: impl AsRef<[u8]>,
    ) -> Option<usize> {
        self.check(user, presented).ok()
    }

    /// As [`verified_by`](Self::verified_by), but says why not.
    ///
    /// # Errors
    /// [`Error::Mismatch`] for whatever a visitor could have sent; [`Error::EmptyUser`] for a
    /// mistake of the program.
    pub fn check(
        &self,
        user: impl AsRef<[u8]>,
        presented: impl AsRef<[u8]>,
    ) -> Result<usize, Error> {
        check_all(self.keys().map(SecretKey::as_ref), user.as_ref(), presented.as_ref())
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyRing(fingerprints=[")?;
        for (index, key) in self.keys().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{}", key.fingerprint())?;
        }
        f.write_str("])")
    }
}

/// Checks `presented` against every key and returns the index of the first that matches.
///
/// All keys are tried whichever matches, and nothing branches on a match before all have been, so
/// that the time taken tells nothing about which did. This is [`KeyRing::check`] for callers that
/// keep the states of their keys themselves.
///
/// # Errors
/// [`Error::Mismatch`]; [`Error::EmptyUser`]; [`Error::EmptySecret`] if there are no keys or one
/// of them is not loaded.
pub fn check_all<'a>(
    keys: impl IntoIterator<Item = &'a KeyState>,
    user: &[u8],
    presented: &[u8],
) -> Result<usize, Error> {
    let presented = user_hash::parse(presented);
    let (mut count, mut first, mut found) = (0u64, 0u64, Choice::from(0));
    for key in keys {
        let expected = key.user_hash(user)?;
        let matches = presented.as_ref().map_or(Choice::from(0), |hash| expected.ct_eq(hash));
        first.conditional_assign(&count, matches & !found);
        found |= matches;
        count += 1;
    }
    if count == 0 {
        return Err(Error::EmptySecret);
    }
    if found.into() { Ok(first as usize) } else { Err(Error::Mismatch) }
}
