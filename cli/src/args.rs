//! The command line. No option takes a secret key itself, because every process of the machine
//! can read command lines.

use crate::csv::Delimiter;
use crate::failure::Failure;
use crate::input::Input;
use crate::keys::{KeyFormat, PreviousKeys};
use crate::output::Output;
use clap::builder::OsStringValueParser;
use clap::{Args, Parser, Subcommand, ValueHint};
use clap_complete::Shell;
use std::ffi::OsString;
use std::path::PathBuf;

/// Makes and checks the user hashes of chat and support widgets
///
/// A user hash is HMAC-SHA256(secret key, user) as 64 lower-case hexadecimal characters. It
/// proves to the widget that your server knows who its visitor is.
#[derive(Debug, Parser)]
#[command(name = "userhash", version, max_term_width = 100, after_long_help = AFTER_HELP)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

/// What holds for all commands, in the help and, by sections, on the manual page.
pub const AFTER_HELP: &str = "\
Exit status: 0 done, or all verified; 1 not verified; 2 an error, told on the standard error stream.
The secret key comes from the environment variable USERHASH_SECRET_KEY, from the variable that \
--key-env names, from a file, or from a prompt; never from the command line.";

#[derive(Debug, Subcommand)]
pub enum Command {
    Sign(Sign),
    Verify(Verify),
    Fingerprint(Fingerprint),
    Keygen(Keygen),
    /// Print the completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print a manual page, in roff
    Man {
        /// The command whose page it is; without it, the page of userhash
        #[arg(value_name = "COMMAND", value_parser = ["sign", "verify", "fingerprint", "keygen", "completions", "man"])]
        page: Option<String>,
    },
}

/// Make user hashes
///
/// Prints one user hash a line, in the order of the users. A user is hashed as its exact bytes:
/// nothing is trimmed, lower-cased or normalised. Without USER, users are read one a line from
/// the standard input or --input.
#[derive(Debug, Args)]
#[command(
    override_usage = "userhash sign [OPTIONS] [--] USER...\n       userhash sign [OPTIONS] < users.txt"
)]
pub struct Sign {
    /// E-mail addresses or ids; "-" stands for the standard input
    #[arg(value_name = "USER")]
    pub users: Vec<OsString>,
    #[command(flatten)]
    pub key: KeyOptions,
    #[command(flatten)]
    pub batch: Batch,
}

/// Check user hashes
///
/// Prints "verified" or "not verified". Whatever follows USER is taken as the hash, even if it
/// looks like an option, so a visitor can't pass options through it. If USER comes from outside
/// too, write "--" before it. Without USER, lines of the form "hash  user" (two spaces, as
/// "userhash sign --with-user" prints them) are read from the standard input or --input.
///
/// A user hash on a command line can be seen by other users of the machine, in the list of
/// processes; where that matters, pass it on the standard input.
#[derive(Debug, Args)]
#[command(
    override_usage = "userhash verify [OPTIONS] [--] USER HASH\n       userhash verify [OPTIONS] < hashes.txt"
)]
pub struct Verify {
    /// A user, and the hash that a visitor presented; "-" stands for the standard input
    #[arg(value_names = ["USER", "HASH"], num_args = 0.., trailing_var_arg = true)]
    pub words: Vec<OsString>,
    #[command(flatten)]
    pub key: KeyOptions,
    #[command(flatten)]
    pub previous: PreviousKeys,
    #[command(flatten)]
    pub batch: Batch,
    /// The CSV column that holds the hashes
    #[arg(long, value_name = "NAME", default_value = "user_hash", requires = "csv", value_parser = OsStringValueParser::new())]
    pub hash_column: OsString,
}

/// Print the fingerprint of the secret key
///
/// Eight hexadecimal characters that tell keys apart without giving anything away: compare them
/// to find out whether two machines use the same key. With previous keys, one line each.
#[derive(Debug, Args)]
pub struct Fingerprint {
    #[command(flatten)]
    pub key: KeyOptions,
    #[command(flatten)]
    pub previous: PreviousKeys,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Make a new random secret key of 256 bits
///
/// For a receiving side of your own, and for tests; a widget's vendor hands out its own keys.
/// Prints 64 hexadecimal characters. Use them everywhere as they stand, or everywhere as
/// hexadecimal (--key-format hex): the two give different hashes.
#[derive(Debug, Args)]
pub struct Keygen {
    /// Write to a new file that only you can read; an existing file is never overwritten
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
}

/// Where the secret key comes from.
#[derive(Debug, Args)]
#[command(next_help_heading = "Secret key")]
pub struct KeyOptions {
    /// Take it from this environment variable [default: USERHASH_SECRET_KEY]
    #[arg(long, value_name = "NAME", conflicts_with_all = ["key_file", "key_prompt"], value_hint = ValueHint::Other)]
    pub key_env: Option<OsString>,
    /// Take it from this file, without one final line break
    #[arg(long, value_name = "FILE", conflicts_with = "key_prompt", value_hint = ValueHint::FilePath)]
    pub key_file: Option<PathBuf>,
    /// Ask for it on the terminal, without showing it
    #[arg(long)]
    pub key_prompt: bool,
    /// How all keys are written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = KeyFormat::Text)]
    pub key_format: KeyFormat,
}

/// Reading and writing many users.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input and output")]
pub struct Batch {
    /// Read from this file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub input: Option<PathBuf>,
    /// Write to this file, which is replaced only when everything is done
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Read CSV with a header, and write it with the result in a further column
    #[arg(long)]
    pub csv: bool,
    /// The CSV column that holds the users
    #[arg(long, value_name = "NAME", default_value = "email", requires = "csv")]
    pub column: OsString,
    /// What separates the CSV's fields: one character, or "tab"
    #[arg(long, value_name = "CHARACTER", default_value = ",", requires = "csv")]
    pub delimiter: Delimiter,
    /// Write the user after the result, on the same line, after two spaces
    #[arg(long, conflicts_with_all = ["csv", "json"])]
    pub with_user: bool,
    /// Write one JSON object a line, errors too
    #[arg(long)]
    pub json: bool,
}

impl Batch {
    /// Opens what the users are read from; `what` tells someone at a terminal what to type.
    pub fn open_input(&self, what: &str) -> Result<Input, Failure> {
        Input::hint_at_terminal(self.input.as_deref(), what);
        Input::open(self.input.as_deref(), !Output::is_terminal(self.output.as_deref()))
    }
}
