//! Sessions: a guest's, which lasts, and a visitor's, which lies over it until the logout.

use crate::check::{Verdict, Verified};
use crate::config::Lifetimes;
use crate::conversation::Conversation;
use crate::token::{Token, TokenDigest};
use std::time::{SystemTime, UNIX_EPOCH};

/// How much later a session's end must come to be worth writing down, in milliseconds.
const LONGEST_UNWRITTEN: i64 = 60_000;

/// Milliseconds since 1970.
#[must_use]
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Who has a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A guest.
    Guest,
    /// A visitor who logged in.
    Visitor,
}

impl Kind {
    /// As answers and the database name it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Guest => "guest",
            Kind::Visitor => "visitor",
        }
    }

    /// Seconds that a session may be unused, and may last at most.
    #[must_use]
    pub fn lifetime(self, lifetimes: &Lifetimes) -> (u32, u32) {
        match self {
            Kind::Guest => (lifetimes.guest_idle_seconds, lifetimes.guest_absolute_seconds),
            Kind::Visitor => (lifetimes.visitor_idle_seconds, lifetimes.visitor_absolute_seconds),
        }
    }
}

/// A session as it is stored, under the digest of its token.
#[derive(Clone)]
pub struct Session {
    pub(crate) token: TokenDigest,
    pub(crate) app: String,
    pub(crate) kind: Kind,
    pub(crate) verdict: Option<Verdict>,
    pub(crate) details: String,
    pub(crate) conversation: Conversation,
    pub(crate) created_at: i64,
    pub(crate) expires_at: i64,
}

impl Session {
    /// A new guest's session.
    #[must_use]
    pub fn guest(app: &str, token: &Token, lifetimes: &Lifetimes) -> Self {
        let token = token.digest();
        let conversation = Conversation::of_session(&token);
        Self::new(app, token, Kind::Guest, None, String::new(), conversation, lifetimes)
    }

    /// A new session of a verified visitor.
    #[must_use]
    pub fn verified(
        app: &str,
        token: &Token,
        user: &Verified,
        details: String,
        lifetimes: &Lifetimes,
    ) -> Self {
        let conversation = Conversation::of_user(user);
        let verdict = Some(Verdict::Verified);
        Self::new(app, token.digest(), Kind::Visitor, verdict, details, conversation, lifetimes)
    }

    /// A new session of a visitor whom a policy lets in unverified.
    #[must_use]
    pub fn unverified(
        app: &str,
        token: &Token,
        verdict: Verdict,
        details: String,
        lifetimes: &Lifetimes,
    ) -> Self {
        let token = token.digest();
        let conversation = Conversation::of_session(&token);
        Self::new(app, token, Kind::Visitor, Some(verdict), details, conversation, lifetimes)
    }

    fn new(
        app: &str,
        token: TokenDigest,
        kind: Kind,
        verdict: Option<Verdict>,
        details: String,
        conversation: Conversation,
        lifetimes: &Lifetimes,
    ) -> Self {
        let created_at = now();
        let mut session = Session {
            token,
            app: app.to_owned(),
            kind,
            verdict,
            details,
            conversation,
            created_at,
            expires_at: 0,
        };
        session.expires_at = session.end_if_used(created_at, lifetimes);
        session
    }

    /// When the session ends if it is used at `now`.
    fn end_if_used(&self, now: i64, lifetimes: &Lifetimes) -> i64 {
        let (idle, absolute) = self.kind.lifetime(lifetimes);
        let (idle, absolute) = (i64::from(idle) * 1000, i64::from(absolute) * 1000);
        (now + idle).min(self.created_at + absolute)
    }

    /// The session's new end, if it was used long enough after the last time for that to be
    /// written down: not every request costs a write.
    #[must_use]
    pub fn renewed(&self, lifetimes: &Lifetimes) -> Option<i64> {
        let end = self.end_if_used(now(), lifetimes);
        let (idle, _) = self.kind.lifetime(lifetimes);
        let worth_it = (i64::from(idle) * 100).min(LONGEST_UNWRITTEN);
        (end - self.expires_at >= worth_it).then_some(end)
    }
}

/// A message of a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Grows within a conversation.
    pub id: i64,
    /// `visitor` or `team`.
    pub from: String,
    /// The text, exactly as written.
    pub text: String,
    /// Milliseconds since 1970.
    pub at: i64,
}
