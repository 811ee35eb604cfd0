//! How the command ends, and what it says when it can't do what was asked.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use userhash::Error;

/// An end that is no error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was done and, if anything was to be verified, all of it was.
    Done,
    /// At least one user hash is not that of its user.
    NotVerified,
}

/// Why the command stops early.
#[derive(Debug, PartialEq, Eq)]
pub enum Stop {
    /// Something to tell the user.
    Failure(Failure),
    /// The reader of the output has gone, as `head` does; nothing to tell anyone.
    BrokenPipe,
}

/// What the command itself can fail at. The codes of `userhash::Error` come on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The command line can't be understood.
    Usage,
    /// The input can't be opened or read.
    UnreadableInput,
    /// The input has not the form that was announced.
    MalformedInput,
    /// The output can't be written.
    UnwritableOutput,
    /// The operating system has no random numbers to give.
    NoRandomness,
}

impl Code {
    fn as_str(self) -> &'static str {
        match self {
            Code::Usage => "usage",
            Code::UnreadableInput => "unreadable_input",
            Code::MalformedInput => "malformed_input",
            Code::UnwritableOutput => "unwritable_output",
            Code::NoRandomness => "no_randomness",
        }
    }
}

/// An error as it is shown: `userhash: line 3: the user is empty: … [empty_user]`.
///
/// Nothing that came from the command line's bare words or from a key may be put into a message:
/// it could be a secret key that was given in the wrong place.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure {
    code: &'static str,
    place: Option<Cow<'static, str>>,
    line: Option<u64>,
    message: Cow<'static, str>,
}

impl Failure {
    /// An error of the command itself.
    pub fn new(code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Failure { code: code.as_str(), place: None, line: None, message: message.into() }
    }

    /// The same error, but its message says what is the matter here.
    pub fn coded(error: Error, message: impl Into<Cow<'static, str>>) -> Self {
        Failure { message: message.into(), ..error.into() }
    }

    /// Names the line of the input, counted from 1.
    pub fn at_line(mut self, line: Option<u64>) -> Self {
        self.line = line;
        self
    }

    /// Names the option, variable or file that it is about.
    pub fn about(mut self, place: impl Into<Cow<'static, str>>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// Writes it to the standard error stream, as text or as a line of JSON.
    pub fn print(&self, json: bool) {
        let text = if json { self.to_json() } else { format!("userhash: {self}") };
        // If nobody can be told, there is nothing left to do about it.
        let _ = writeln!(io::stderr(), "{text}");
    }

    fn to_json(&self) -> String {
        let message = match &self.place {
            Some(place) => format!("{place}: {}", self.message),
            None => self.message.to_string(),
        };
        let mut error = serde_json::Map::new();
        error.insert("code".into(), self.code.into());
        if let Some(line) = self.line {
            error.insert("line".into(), line.into());
        }
        error.insert("message".into(), message.into());
        serde_json::json!({ "error": error }).to_string()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        write!(f, "{} [{}]", self.message, self.code)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure { code: error.code(), place: None, line: None, message: error.message().into() }
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Failure(error.into())
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Stop::Failure(failure)
    }
}

/// Keeps panics from printing their message, which could hold anything, even a secret key.
pub fn silence_panics() {
    std::panic::set_hook(Box::new(|panic| {
        if let Some(location) = panic.location() {
            let _ = writeln!(io::stderr(), "userhash: stopped at {location}");
        }
    }));
}

/// Runs `work` and turns a panic into the error of that name.
pub fn catch_panics(work: impl FnOnce() -> Result<Outcome, Stop>) -> Result<Outcome, Stop> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Error::Panic.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn a_failure_names_place_line_and_code() {
        let failure = Failure::from(Error::EmptyUser).at_line(Some(3)).about("users.txt");
        let text = failure.to_string();
        assert!(text.starts_with("users.txt: line 3: the user is empty"), "{text}");
        assert!(text.ends_with("[empty_user]"), "{text}");
        let json: serde_json::Value = serde_json::from_str(&failure.to_json()).unwrap();
        assert_eq!(json["error"]["code"], "empty_user");
        assert_eq!(json["error"]["line"], 3);
    }

    #[test]
    fn codes_differ_from_those_of_core() {
        let own = [
            Code::Usage,
            Code::UnreadableInput,
            Code::MalformedInput,
            Code::UnwritableOutput,
            Code::NoRandomness,
        ];
        for code in own {
            assert!(Error::ALL.iter().all(|error| error.code() != code.as_str()), "{code:?}");
        }
    }

    #[test]
    fn a_panic_prints_no_payload() {
        const CHILD: &str = "USERHASH_TEST_PANIC";
        if std::env::var_os(CHILD).is_some() {
            silence_panics();
            let end = catch_panics(|| panic!("canary {}", "s3cret"));
            std::process::exit(if end == Err(Error::Panic.into()) { 42 } else { 43 });
        }
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "failure::tests::a_panic_prints_no_payload", "--nocapture"])
            .env(CHILD, "1")
            .output()
            .unwrap();
        let shown = String::from_utf8_lossy(&child.stderr) + String::from_utf8_lossy(&child.stdout);
        assert_eq!(child.status.code(), Some(42), "{shown}");
        assert!(shown.contains("stopped at"), "{shown}");
        assert!(!shown.contains("canary") && !shown.contains("s3cret"), "{shown}");
    }
}
