//! How results are written.

use crate::args::Batch;
use crate::failure::{Code, Failure, Stop};
use crate::output::Output;
use std::ffi::OsStr;
use userhash::Error;

/// How a result is written, other than as CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The result, on a line.
    Plain,
    /// The result, two spaces, and the user, on a line.
    WithUser,
    /// An object, on a line.
    Json,
}

impl Form {
    /// The form that the command line asks for.
    pub fn of(batch: &Batch) -> Self {
        match batch {
            Batch { json: true, .. } => Form::Json,
            Batch { with_user: true, .. } => Form::WithUser,
            _ => Form::Plain,
        }
    }

    /// Writes a user's result: `plain` as text, `members` as the members of the JSON object that
    /// follow the user.
    pub fn write(
        self,
        output: &mut Output,
        user: &[u8],
        plain: &str,
        members: &str,
    ) -> Result<(), Stop> {
        match self {
            Form::Plain => output.write(plain.as_bytes())?,
            Form::WithUser => {
                refuse_line_break(user)?;
                output.write(plain.as_bytes())?;
                output.write(b"  ")?;
                output.write(user)?;
            }
            Form::Json => {
                let user = serde_json::to_string(as_text(user)?).unwrap_or_default();
                output.write(b"{\"user\":")?;
                output.write(user.as_bytes())?;
                output.write(b",")?;
                output.write(members.as_bytes())?;
                output.write(b"}")?;
            }
        }
        output.write(b"\n")
    }
}

/// Such a user would be read back as another one.
fn refuse_line_break(user: &[u8]) -> Result<(), Failure> {
    if user.contains(&b'\n') || user.ends_with(b"\r") {
        return Err(Failure::new(
            Code::MalformedInput,
            "the user has a line break, which can't be written on a line: use --json",
        ));
    }
    Ok(())
}

fn as_text(user: &[u8]) -> Result<&str, Failure> {
    str::from_utf8(user).map_err(|_| {
        Failure::coded(
            Error::MalformedText,
            "the user is not UTF-8, so it can't be written as JSON: leave out --json",
        )
    })
}

/// The bytes of a word of the command line.
///
/// Where words are UTF-16, one that isn't well-formed has no bytes that other hosts would hash.
pub fn bytes_of(word: &OsStr) -> Result<&[u8], Failure> {
    #[cfg(not(unix))]
    if word.to_str().is_none() {
        return Err(Error::MalformedText.into());
    }
    Ok(word.as_encoded_bytes())
}

/// Names the line that a failure is about, unless it already names one.
pub fn at_line(stop: impl Into<Stop>, line: u64) -> Stop {
    match stop.into() {
        Stop::Failure(failure) => failure.at_line(Some(line)).into(),
        stop => stop,
    }
}
