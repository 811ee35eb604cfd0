//! What became of logins, for the program that embeds the messenger.

use crate::check::Verdict;

/// One login and its verdict. It goes to the embedding program alone, never to a browser.
#[derive(Clone, Debug)]
pub struct VerdictEvent {
    /// The app's id.
    pub app: String,
    /// The user: verified if the verdict says so, otherwise as the page claims; `None` if the
    /// page named nobody.
    pub identity: Option<String>,
    /// What the check found.
    pub verdict: Verdict,
    /// Why: `matched_current`, `matched_previous`, `missing_hash`, or the code of one of
    /// `userhash`'s errors.
    pub reason: &'static str,
    /// Whether the login was let in.
    pub admitted: bool,
    /// The fingerprint of the key that matched, or of the current one if none did.
    pub fingerprint: String,
    /// Milliseconds since 1970.
    pub at: i64,
}
