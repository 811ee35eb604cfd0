//! A loaded secret key: not the key itself, but what HMAC needs of it.

use crate::stack::on_wiped_stack;
use crate::{Error, UserHash, hmac, refusals, user_hash};
use std::fmt;
use zeroize::{Zeroizing, optimization_barrier};

/// Marks a state that holds a key; any other value means that none was loaded.
const LOADED: u64 = 0x7573_6572_6861_7368;

/// What is hashed for the fingerprint. Part of the published behaviour: never changes.
const FINGERPRINT_LABEL: &[u8] = b"userhash fingerprint v1";

/// The two SHA-256 states that a secret key is turned into when it is loaded.
///
/// RFC 2104 section 4 allows to keep these in place of the key. It saves two of the four
/// compressions of a short HMAC, and the key itself need not stay in memory.
///
/// This is the storage that [`SecretKey`](crate::SecretKey) shares and that C callers place in
/// memory of their own. It is plain data of a fixed layout, wiped when dropped. A state without
/// a key (fresh from [`blank`](Self::blank), or wiped) answers every call with
/// [`Error::EmptySecret`]. Two states can't be compared and a state can't be turned back into
/// its key.
#[repr(C)]
pub struct KeyState {
    loaded: u64,
    inner: [u32; 8],
    outer: [u32; 8],
}

impl KeyState {
    /// A state without a key.
    #[must_use]
    pub const fn blank() -> Self {
        KeyState { loaded: 0, inner: [0; 8], outer: [0; 8] }
    }

    /// Loads a secret key as the vendor shows it: text, taken as its bytes.
    ///
    /// # Errors
    /// [`Error::EmptySecret`], [`Error::PaddedSecret`] or [`Error::PlaceholderSecret`]; the state
    /// is left as it was.
    pub fn load(&mut self, secret: &[u8]) -> Result<(), Error> {
        refusals::refuse(secret)?;
        self.set(secret);
        Ok(())
    }

    /// Loads a binary secret key from hexadecimal text (either case, no separators), decoded in
    /// constant time.
    ///
    /// # Errors
    /// [`Error::EmptySecret`] or [`Error::MalformedSecret`]; the state is left as it was.
    pub fn load_hex(&mut self, text: &[u8]) -> Result<(), Error> {
        use base16ct::mixed::decode;
        self.load_binary(text.len() / 2, |secret| decode(text, secret).ok())
    }

    /// Loads a binary secret key from base64 text (RFC 4648 section 4, with padding), decoded in
    /// constant time.
    ///
    /// # Errors
    /// [`Error::EmptySecret`] or [`Error::MalformedSecret`]; the state is left as it was.
    pub fn load_base64(&mut self, text: &[u8]) -> Result<(), Error> {
        use base64ct::{Base64, Encoding};
        self.load_binary(text.len() / 4 * 3, |secret| Base64::decode(text, secret).ok())
    }

    /// Loads what `decode` writes into a buffer of `room` bytes, which is wiped: also after a
    /// failure, when most of the secret key may have been decoded already.
    fn load_binary(
        &mut self,
        room: usize,
        decode: impl FnOnce(&mut [u8]) -> Option<&[u8]>,
    ) -> Result<(), Error> {
        let mut buffer = Zeroizing::new(vec![0; room]);
        let secret = decode(&mut buffer).ok_or(Error::MalformedSecret)?;
        if secret.is_empty() {
            return Err(Error::EmptySecret);
        }
        self.set(secret);
        Ok(())
    }

    fn set(&mut self, secret: &[u8]) {
        on_wiped_stack(|| {
            hmac::key_states(secret, &mut self.inner, &mut self.outer);
            hmac::clear_registers();
        });
        self.loaded = LOADED;
    }

    /// The user hash of `user`: an e-mail address or id, as its exact bytes.
    ///
    /// # Errors
    /// [`Error::EmptyUser`], or [`Error::EmptySecret`] if no key is loaded.
    pub fn user_hash(&self, user: &[u8]) -> Result<UserHash, Error> {
        if self.loaded != LOADED {
            return Err(Error::EmptySecret);
        }
        if user.is_empty() {
            return Err(Error::EmptyUser);
        }
        Ok(UserHash::from_bytes(self.tag(user)))
    }

    /// Succeeds only if `presented` is the user hash of `user`; compares in constant time.
    ///
    /// `presented` is whatever a visitor sent. All that isn't the right hash, 64 lower-case
    /// hexadecimal characters, is a [`Error::Mismatch`], never another error.
    ///
    /// # Errors
    /// [`Error::Mismatch`]; [`Error::EmptyUser`]; [`Error::EmptySecret`] if no key is loaded.
    pub fn check(&self, user: &[u8], presented: &[u8]) -> Result<(), Error> {
        let expected = self.user_hash(user)?;
        if user_hash::parse(presented).is_some_and(|presented| expected == presented) {
            Ok(())
        } else {
            Err(Error::Mismatch)
        }
    }

    /// Eight hexadecimal characters that tell secret keys apart in a log.
    ///
    /// # Errors
    /// [`Error::EmptySecret`] if no key is loaded.
    pub fn fingerprint(&self) -> Result<Fingerprint, Error> {
        if self.loaded != LOADED {
            return Err(Error::EmptySecret);
        }
        Ok(self.fingerprint_when_loaded())
    }

    pub(crate) fn fingerprint_when_loaded(&self) -> Fingerprint {
        let tag = UserHash::from_bytes(self.tag(FINGERPRINT_LABEL));
        let mut shown = [0; Fingerprint::LENGTH];
        // Can't fail: four bytes are eight characters. What is shown to everybody may be looked up.
        let _ = hex::encode_to_slice(&tag.as_bytes()[..Fingerprint::LENGTH / 2], &mut shown);
        Fingerprint(shown)
    }

    /// Forgets the key.
    pub fn wipe(&mut self) {
        self.loaded = 0;
        self.inner = [0; 8];
        self.outer = [0; 8];
        optimization_barrier(self);
    }

    fn tag(&self, message: &[u8]) -> [u8; 32] {
        hmac::tag_from_states(self.inner, self.outer, message)
    }
}

impl Drop for KeyState {
    fn drop(&mut self) {
        self.wipe();
    }
}

impl fmt::Debug for KeyState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fingerprint() {
            Ok(fingerprint) => write!(f, "KeyState(fingerprint={fingerprint})"),
            Err(_) => f.write_str("KeyState(blank)"),
        }
    }
}

/// Tells secret keys apart without giving anything away: the first 8 hexadecimal characters of
/// HMAC-SHA256(secret key, `userhash fingerprint v1`).
///
/// Two people can compare the fingerprints that they see to find out whether they use the same
/// key. Thirty-two bits name a key among a few; they are no proof of identity.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; Self::LENGTH]);

impl Fingerprint {
    /// The length in characters.
    pub const LENGTH: usize = 8;

    /// The eight characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Hexadecimal characters are ASCII, so the fallback is never taken.
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({})", self.as_str())
    }
}
