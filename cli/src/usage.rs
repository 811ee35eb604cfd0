//! Understanding the command line, and saying what is wrong with it without repeating it.
//!
//! clap's own messages quote the words that they are about. A word in the wrong place may well be
//! the secret key, and standard error streams end up in logs, so only the names of options that
//! exist, or look like one, are shown.

use crate::args::{Batch, Cli, Command, Sign, Verify};
use crate::failure::{Code, Failure, Stop};
use clap::Parser as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;

/// What the command line asks for.
#[derive(Debug)]
pub enum Request {
    /// To run a command.
    Run(Command),
    /// To print a help text or the version.
    Show(String),
}

/// Whether errors are wanted as JSON too, even those about the command line itself.
pub fn wants_json(argv: &[OsString]) -> bool {
    argv.iter().skip(1).take_while(|word| *word != "--").any(|word| word == "--json")
}

/// Reads the command line, the program's name included.
pub fn parse(argv: &[OsString]) -> Result<Request, Stop> {
    let cli = match parse_words(argv) {
        Ok(cli) => cli,
        Err(Misuse::Clap(error)) if is_help(&error) => {
            refuse_smuggled_help(argv)?;
            return Ok(Request::Show(error.render().to_string()));
        }
        Err(Misuse::Clap(error)) => return Err(usage(argv, describe(&error)).into()),
        Err(Misuse::TooManyWords) => {
            let message = "takes USER and HASH; options can't come between them".into();
            return Err(usage(argv, message).into());
        }
    };
    let consistent = match &cli.command {
        Command::Sign(sign) => check_sign(sign),
        Command::Verify(verify) => check_verify(verify),
        _ => Ok(()),
    };
    consistent.map_err(|message| usage(argv, message.into()))?;
    Ok(Request::Run(cli.command))
}

enum Misuse {
    Clap(clap::Error),
    TooManyWords,
}

/// Parses, and for `verify` makes sure that the word after USER is the hash whatever it looks
/// like: clap ends the options at USER, so that those after the hash are moved to the front.
fn parse_words(argv: &[OsString]) -> Result<Cli, Misuse> {
    let cli = Cli::try_parse_from(argv).map_err(Misuse::Clap)?;
    let Command::Verify(Verify { words, .. }) = &cli.command else { return Ok(cli) };
    if words.len() <= 2 {
        return Ok(cli);
    }
    let (before, words) = argv.split_at(argv.len() - words.len());
    if before.last().is_some_and(|word| word == "--") {
        return Err(Misuse::TooManyWords);
    }
    let moved = before.iter().chain(&words[2..]).cloned();
    let separator = std::iter::once(OsString::from("--"));
    let moved: Vec<_> = moved.chain(separator).chain(words[..2].iter().cloned()).collect();
    let cli = Cli::try_parse_from(&moved).map_err(Misuse::Clap)?;
    match &cli.command {
        Command::Verify(verify) if verify.words.len() == 2 => Ok(cli),
        _ => Err(Misuse::TooManyWords),
    }
}

fn check_sign(sign: &Sign) -> Result<(), &'static str> {
    if sign.users.is_empty() || sign.users == ["-"] {
        return Ok(());
    }
    if sign.users.iter().any(|user| user == "-") {
        return Err("\"-\", the standard input, can't be mixed with users");
    }
    refuse_input(&sign.batch)
}

fn check_verify(verify: &Verify) -> Result<(), &'static str> {
    match verify.words.as_slice() {
        [] => Ok(()),
        [word] if word == "-" => Ok(()),
        [_] => Err("a USER needs its HASH"),
        _ => refuse_input(&verify.batch),
    }
}

fn refuse_input(batch: &Batch) -> Result<(), &'static str> {
    if batch.csv || batch.input.is_some() {
        return Err("users come either from the command line or from --input or --csv");
    }
    Ok(())
}

fn is_help(error: &clap::Error) -> bool {
    matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion)
}

/// A status of 0 from `verify` means "verified". Where a script forgets the `--`, a USER of
/// `--help` must not bring it about, so there help is given only to someone who asks for nothing else.
fn refuse_smuggled_help(argv: &[OsString]) -> Result<(), Failure> {
    if argv.len() > 3 && argv[1] == "verify" {
        return Err(usage(argv, "--help was found among other words".into()));
    }
    Ok(())
}

/// An error of the command line, with a hint at where to read on.
fn usage(argv: &[OsString], message: String) -> Failure {
    let commands = ["sign", "verify", "fingerprint", "keygen", "completions", "man"];
    let command = argv.get(1).and_then(|word| word.to_str());
    let command = command.filter(|word| commands.contains(word));
    let separator = if command.is_some() { " " } else { "" };
    let command = command.unwrap_or_default();
    Failure::new(Code::Usage, format!("{message} (see userhash {command}{separator}--help)"))
}

/// What is wrong, in words that hold nothing of the command line but names of options.
fn describe(error: &clap::Error) -> String {
    let names = |kind| names(error.get(kind));
    let option = || names(ContextKind::InvalidArg).unwrap_or_else(|| "an option".into());
    match error.kind() {
        ErrorKind::UnknownArgument => describe_unknown(error),
        ErrorKind::InvalidSubcommand => match names(ContextKind::SuggestedSubcommand) {
            Some(command) => format!("there is no such command; did you mean {command}?"),
            None => "there is no such command".into(),
        },
        ErrorKind::InvalidValue => match error.get(ContextKind::InvalidValue) {
            Some(ContextValue::String(value)) if !value.is_empty() => {
                let valid = names(ContextKind::ValidValue).unwrap_or_default();
                format!("{} can be: {valid}", option())
            }
            _ => format!("{} needs a value", option()),
        },
        ErrorKind::ArgumentConflict => match names(ContextKind::PriorArg) {
            Some(other) if other != option() => {
                format!("{} can't be used with {other}", option())
            }
            _ => format!("{} can be given only once", option()),
        },
        ErrorKind::MissingRequiredArgument => format!("missing: {}", option()),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            "give a command: sign, verify, fingerprint, keygen, completions or man".into()
        }
        ErrorKind::InvalidUtf8 => "a value is not UTF-8".into(),
        ErrorKind::ValueValidation => match std::error::Error::source(error) {
            // Written by this crate, or about the form of a value, which is not repeated.
            Some(reason) => format!("{}: {reason}", option()),
            None => format!("{} has an invalid value", option()),
        },
        _ => format!("{} can't be used like this", option()),
    }
}

fn describe_unknown(error: &clap::Error) -> String {
    let unknown = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(word)) => word.as_str(),
        _ => "",
    };
    let name = unknown.split('=').next().unwrap_or_default();
    let is_option = name.len() <= 24
        && name.strip_prefix("--").is_some_and(|name| {
            name.chars().all(|character| character.is_ascii_lowercase() || character == '-')
        });
    let suggestion = match names(error.get(ContextKind::SuggestedArg)) {
        Some(option) => format!("; did you mean {option}?"),
        None => String::new(),
    };
    if is_option {
        format!("there is no option {name}{suggestion}")
    } else if unknown.starts_with('-') {
        format!("there is no such option{suggestion}")
    } else {
        "a word too many; no secret key is taken from the command line".into()
    }
}

/// The names of options or commands of this program in an error's context.
fn names(value: Option<&ContextValue>) -> Option<String> {
    match value? {
        ContextValue::String(name) => Some(name.clone()),
        ContextValue::Strings(names) if !names.is_empty() => Some(names.join(", ")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;
    use std::ffi::OsStr;

    fn argv(words: &[&str]) -> Vec<OsString> {
        std::iter::once("userhash").chain(words.iter().copied()).map(OsString::from).collect()
    }

    #[test]
    fn the_definition_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn no_option_takes_a_secret() {
        let named = ["key-env", "key-file", "previous-key-env", "previous-key-file", "key-format"];
        for command in Cli::command().get_subcommands() {
            for option in command.get_opts() {
                let name = option.get_long().unwrap_or_default();
                let about_keys = name.contains("key") || name.contains("secret");
                let takes_value = option.get_action().takes_values();
                assert!(!about_keys || !takes_value || named.contains(&name), "--{name}");
            }
        }
    }

    #[test]
    fn the_word_after_the_user_is_the_hash() {
        for hash in ["--help", "--json", "--key-file=x", "-", "--", "-x", ""] {
            for rest in [&[][..], &["--key-env", "K"], &["--json"]] {
                let words = [&["verify", "--key-format=hex", "u", hash], rest].concat();
                let Ok(Request::Run(Command::Verify(verify))) = parse(&argv(&words)) else {
                    panic!("{words:?}");
                };
                assert_eq!(verify.words, [OsStr::new("u"), OsStr::new(hash)], "{words:?}");
            }
        }
    }

    #[test]
    fn help_is_no_verdict() {
        assert!(matches!(parse(&argv(&["verify", "--help"])), Ok(Request::Show(_))));
        for words in [
            &["verify", "--help", "hash"][..],
            &["verify", "--json", "--help"],
            &["verify", "user", "hash", "--help"],
            &["verify", "-h", "hash"],
        ] {
            assert!(parse(&argv(words)).is_err(), "{words:?}");
        }
    }

    #[test]
    fn messages_repeat_no_words() {
        for words in [
            &["s3cret"][..],
            &["fingerprint", "s3cret"],
            &["fingerprint", "--key=s3cret"],
            &["fingerprint", "--s3cret"],
            &["fingerprint", "-s3cret"],
            &["fingerprint", "--key-prompt=s3cret"],
            &["fingerprint", "--key-format", "s3cret"],
            &["fingerprint", "--key-file", "s3cret", "--key-file", "s3cret"],
            &["fingerprint", "--key-file", "s3cret", "--key-env", "s3cret"],
            &["keygen", "s3cret"],
            &["completions", "s3cret"],
            &["man", "s3cret"],
            &["sign", "--delimiter", "s3cret", "--csv"],
            &["sign", "--csv", "s3cret"],
            &["sign", "-", "s3cret"],
            &["verify", "s3cret"],
            &["verify", "s3cret", "s3cret", "s3cret"],
            &["verify", "--", "s3cret", "s3cret", "s3cret"],
        ] {
            let Err(Stop::Failure(failure)) = parse(&argv(words)) else { panic!("{words:?}") };
            let text = failure.to_string();
            assert!(!text.contains("s3cret"), "{text}");
            assert!(text.ends_with("--help) [usage]"), "{text}");
        }
    }
}
