//! The user hash itself.

use crate::Error;
use std::fmt;
use std::str::FromStr;
use subtle::{Choice, ConstantTimeEq};
use zeroize::optimization_barrier;

/// A user hash: HMAC-SHA256(secret key, user), shown as 64 lower-case hexadecimal characters.
///
/// Comparing two of them takes the same time whatever they hold. Whoever has a user's hash can
/// pass for that user, so `Debug` doesn't show it; `Display` does, because a page needs it.
///
/// ```
/// # fn main() -> Result<(), userhash::Error> {
/// let key = userhash::SecretKey::new("correct horse battery staple")?;
/// let hash = key.user_hash("customer@example.com")?;
/// let shown = hash.to_string();
/// assert_eq!(shown.len(), 64);
/// assert_eq!(shown.parse::<userhash::UserHash>()?, hash);
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct UserHash([u8; 32]);

impl UserHash {
    /// The length of the hexadecimal form, in characters.
    pub const HEX_LENGTH: usize = 64;

    /// Parses the hexadecimal form.
    ///
    /// This is for user hashes that a program stored itself. To check what a visitor sent, call
    /// [`SecretKey::verify`](crate::SecretKey::verify), which takes anything.
    ///
    /// # Errors
    /// [`Error::MalformedHash`] unless `hex` is 64 lower-case hexadecimal characters.
    pub fn parse(hex: impl AsRef<[u8]>) -> Result<Self, Error> {
        parse(hex.as_ref()).ok_or(Error::MalformedHash)
    }

    /// The 32 bytes of the tag.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Writes the hexadecimal form into `out` and returns it as text, without allocating.
    pub fn write_hex<'a>(&self, out: &'a mut [u8; Self::HEX_LENGTH]) -> &'a str {
        // Can't fail: the buffer has exactly two characters a byte.
        base16ct::lower::encode_str(&self.0, out).unwrap_or_default()
    }

    pub(crate) fn from_bytes(bytes: [u8; 32]) -> Self {
        UserHash(bytes)
    }
}

/// The only reader of user hashes: strict about length and case, so that one user has exactly
/// one valid hash.
pub(crate) fn parse(hex: &[u8]) -> Option<UserHash> {
    let mut bytes = [0; 32];
    let decoded = base16ct::lower::decode(hex, &mut bytes).ok()?;
    if decoded.len() != bytes.len() {
        return None;
    }
    Some(UserHash(bytes))
}

impl ConstantTimeEq for UserHash {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.0.ct_eq(&other.0)
    }
}

impl PartialEq for UserHash {
    fn eq(&self, other: &Self) -> bool {
        self.ct_eq(other).into()
    }
}

impl Eq for UserHash {}

impl FromStr for UserHash {
    type Err = Error;

    fn from_str(hex: &str) -> Result<Self, Error> {
        Self::parse(hex)
    }
}

impl fmt::Display for UserHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.write_hex(&mut [0; Self::HEX_LENGTH]))
    }
}

impl fmt::Debug for UserHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UserHash(…)")
    }
}

impl Drop for UserHash {
    // While checking, this holds the hash that the visitor would have had to know.
    fn drop(&mut self) {
        self.0 = [0; 32];
        optimization_barrier(&self.0);
    }
}
