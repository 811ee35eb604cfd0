//! Running the command as its users do: a process with arguments, an environment and streams.

// Each test file uses its own part of this.
#![allow(dead_code, clippy::unwrap_used)]

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

pub const SECRET: &str = "correct horse battery staple";

/// What Python's `hmac.new(SECRET, user, hashlib.sha256).hexdigest()` gives; the checks in
/// `cli/checks` compare them again.
pub const HASHES: &[(&str, &str)] = &[
    ("customer@example.com", "4af5d146ef6fcec83780002d03f0e92fcd6325875e08f3cf86c3431db16b5145"),
    ("a", "9973cef3c1845dabe81c0ef492f36801c8600494974271476758009983b27cea"),
    ("b", "46e3fb84aa64c0ceb0050cc16f71a3e6e874ff7361fc0a195cf844f035d2437f"),
];

/// The hash of one of the users above.
pub fn hash_of(user: &str) -> &'static str {
    HASHES.iter().find(|(known, _)| *known == user).unwrap().1
}

/// The command with the secret key in its default place.
pub fn userhash<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_userhash"));
    command.env_remove("USERHASH_SECRET_KEY").env("USERHASH_SECRET_KEY", SECRET);
    command.args(arguments);
    command
}

/// What a run left.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub status: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

impl Run {
    pub fn text(&self) -> &str {
        str::from_utf8(&self.stdout).unwrap()
    }

    /// Asserts a success without a word on the standard error stream, and returns the output.
    #[track_caller]
    pub fn ok(&self) -> &str {
        assert_eq!((self.status, self.stderr.as_str()), (Some(0), ""));
        self.text()
    }

    /// Asserts an error: status 2, one line that ends in the code.
    #[track_caller]
    pub fn refused(&self, code: &str) -> &str {
        assert_eq!(self.status, Some(2), "{self:?}");
        assert!(self.stderr.starts_with("userhash: "), "{}", self.stderr);
        assert!(self.stderr.ends_with(&format!(" [{code}]\n")), "{}", self.stderr);
        assert_eq!(self.stderr.lines().count(), 1, "{}", self.stderr);
        assert!(!self.stderr.contains(SECRET), "{}", self.stderr);
        &self.stderr
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Run {
            status: output.status.code(),
            stdout: output.stdout,
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

pub fn start(mut command: Command) -> Child {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Runs the command with this on its standard input.
pub fn feed(command: Command, input: impl AsRef<[u8]>) -> Run {
    let mut child = start(command);
    let mut stdin = child.stdin.take().unwrap();
    let input = input.as_ref().to_vec();
    // In a thread, so that a command that writes a lot while it reads a lot can't block both; it
    // may also end before it has read everything.
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let run = child.wait_with_output().unwrap().into();
    let _ = writer.join().unwrap();
    run
}

pub fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    feed(userhash(arguments), "")
}

/// The names of the files in a folder.
pub fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
