//! Whose conversation it is.

use crate::check::Verified;
use crate::token::TokenDigest;
use sha2::{Digest, Sha256};

/// Names a conversation: a verified user's, or one session's own. A user's name can't be had
/// without a [`Verified`], so a user who was only claimed never reads what a verified one wrote.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conversation([u8; Self::LENGTH]);

impl Conversation {
    const LENGTH: usize = 33;
    const OF_USER: u8 = b'u';
    const OF_SESSION: u8 = b's';

    /// The conversation of a verified user: the same in every session. A digest, because users
    /// have any length and an index hasn't.
    #[must_use]
    pub fn of_user(user: &Verified) -> Self {
        Self::named(Self::OF_USER, Sha256::digest(user.identity()).into())
    }

    /// The conversation that begins and ends with a session.
    #[must_use]
    pub fn of_session(session: &TokenDigest) -> Self {
        // Digested again: who can read a conversation's name learns no session's.
        Self::named(Self::OF_SESSION, Sha256::digest(session.0).into())
    }

    /// Whether it ends with its session.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.0[0] == Self::OF_SESSION
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(crate) fn stored(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Conversation)
    }

    fn named(kind: u8, digest: [u8; 32]) -> Self {
        let mut name = [kind; Self::LENGTH];
        name[1..].copy_from_slice(&digest);
        Conversation(name)
    }
}
