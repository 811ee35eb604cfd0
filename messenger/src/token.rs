//! Session tokens: what a cookie holds, and the digest of it that is stored.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use sha2::{Digest, Sha256};
use std::fmt;

/// 256 random bits that name a session. Whoever has them has the session, so only their digest is
/// stored: a copy of the database opens nothing.
pub struct Token([u8; 32]);

impl Token {
    /// The characters of a token in a cookie: base64url without padding.
    pub const LENGTH: usize = 43;

    /// A new token from the operating system's generator.
    ///
    /// # Errors
    /// If the operating system has no random bytes to give.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Token(bytes))
    }

    /// The token that a cookie holds, if it is one.
    #[must_use]
    pub fn parse(text: &[u8]) -> Option<Self> {
        let mut bytes = [0; 32];
        if text.len() != Self::LENGTH {
            return None;
        }
        let decoded = Base64UrlUnpadded::decode(text, &mut bytes).ok()?;
        (decoded.len() == 32).then_some(Token(bytes))
    }

    /// What is stored of it.
    #[must_use]
    pub fn digest(&self) -> TokenDigest {
        TokenDigest(Sha256::digest(self.0).into())
    }

    /// The token as a cookie holds it.
    #[must_use]
    pub fn text(&self) -> String {
        Base64UrlUnpadded::encode_string(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// SHA-256 of a token: the name of a session in the database. Tokens are random, so nobody can
/// find one by trying, and looking a digest up needs no constant time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TokenDigest(pub(crate) [u8; 32]);

impl fmt::Debug for TokenDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenDigest(…)")
    }
}

/// Whether a header can carry `text` as one word.
pub(crate) fn is_header_text(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_graphic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_come_back_from_their_text() {
        let (one, other) = (Token::generate().unwrap(), Token::generate().unwrap());
        assert_ne!(one.text(), other.text());
        assert_eq!(one.text().len(), Token::LENGTH);
        assert_eq!(Token::parse(one.text().as_bytes()).unwrap().digest(), one.digest());
        assert_ne!(one.digest(), other.digest());
    }

    #[test]
    fn what_is_no_token_is_none() {
        let text = Token::generate().unwrap().text();
        for wrong in ["", "x", &text[1..], &format!("{text}A"), &text.replace(&text[..1], "+")] {
            assert!(Token::parse(wrong.as_bytes()).is_none(), "{wrong}");
        }
        assert!(Token::parse(&[0xff; 43]).is_none());
    }

    #[test]
    fn nothing_prints_a_token() {
        let token = Token::generate().unwrap();
        assert_eq!(format!("{token:?} {:?}", token.digest()), "Token(…) TokenDigest(…)");
    }
}
