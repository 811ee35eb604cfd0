//! Sessions: a guest's, which lasts, and a visitor's, which lies over it until the logout.

use crate::check::{Verdict, Verified};
use crate::config::Lifetimes;
use crate::conversation::Conversation;
use crate::token::{Token, TokenDigest};

/// How much later a session's end must come to be worth writing down, in milliseconds.
const LONGEST_UNWRITTEN: i64 = 60_000;

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

/// What every new session begins with.
pub struct Start<'a> {
    /// The app's id.
    pub app: &'a str,
    /// The token that will name it.
    pub token: &'a Token,
    /// How long sessions live.
    pub lifetimes: &'a Lifetimes,
    /// Milliseconds since 1970.
    pub now: i64,
}

impl Session {
    /// A new guest's session.
    #[must_use]
    pub fn guest(start: &Start<'_>) -> Self {
        Self::new(start, Kind::Guest, None, String::new(), None)
    }

    /// A new session of a verified visitor.
    #[must_use]
    pub fn verified(start: &Start<'_>, user: &Verified, details: String) -> Self {
        let conversation = Conversation::of_user(user);
        Self::new(start, Kind::Visitor, Some(Verdict::Verified), details, Some(conversation))
    }

    /// A new session of a visitor whom a policy lets in unverified.
    #[must_use]
    pub fn unverified(start: &Start<'_>, verdict: Verdict, details: String) -> Self {
        Self::new(start, Kind::Visitor, Some(verdict), details, None)
    }

    /// Without a user's conversation, the session has its own.
    fn new(
        start: &Start<'_>,
        kind: Kind,
        verdict: Option<Verdict>,
        details: String,
        conversation: Option<Conversation>,
    ) -> Self {
        let token = start.token.digest();
        let mut session = Session {
            token,
            app: start.app.to_owned(),
            kind,
            verdict,
            details,
            conversation: conversation.unwrap_or_else(|| Conversation::of_session(&token)),
            created_at: start.now,
            expires_at: 0,
        };
        session.expires_at = session.end_if_used(start.now, start.lifetimes);
        session
    }

    /// When the session ends if it is used at `now`.
    fn end_if_used(&self, now: i64, lifetimes: &Lifetimes) -> i64 {
        let (idle, absolute) = self.kind.lifetime(lifetimes);
        let (idle, absolute) = (i64::from(idle) * 1000, i64::from(absolute) * 1000);
        (now + idle).min(self.created_at + absolute)
    }

    /// The session's new end if it is used at `now`, and if that is long enough after the last
    /// time to be written down: not every request costs a write.
    #[must_use]
    pub fn renewed(&self, now: i64, lifetimes: &Lifetimes) -> Option<i64> {
        let end = self.end_if_used(now, lifetimes);
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
