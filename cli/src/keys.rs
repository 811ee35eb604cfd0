//! Where secret keys come from.

use crate::args::KeyOptions;
use crate::failure::{Failure, Stop};
use crate::prompt;
use clap::builder::{OsStringValueParser, PathBufValueParser};
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches, ValueEnum, ValueHint};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use userhash::{Error, KeyRing, SecretKey};
use userhash_load::{env_secret, file_secret};
use zeroize::Zeroizing;

/// The environment variable that is read unless the command line names another source.
pub const DEFAULT_VARIABLE: &str = "USERHASH_SECRET_KEY";

/// How a secret key is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KeyFormat {
    /// As the vendor shows it: its bytes are the key
    Text,
    /// Pairs of hexadecimal digits, decoded
    Hex,
    /// Base64 with padding (RFC 4648), decoded
    Base64,
}

impl KeyFormat {
    fn read(self, secret: Result<Zeroizing<Vec<u8>>, Error>) -> Result<SecretKey, Error> {
        let secret = secret?;
        match self {
            KeyFormat::Text => SecretKey::new(&*secret),
            KeyFormat::Hex => SecretKey::from_hex(&*secret),
            KeyFormat::Base64 => SecretKey::from_base64(&*secret),
        }
    }

    /// Messages name the option but never its value: people do put the key itself there.
    fn read_env(self, place: &'static str, name: &OsStr) -> Result<SecretKey, Failure> {
        self.read(env_secret(name)).map_err(|error| Failure::from(error).about(place))
    }

    fn read_file(self, place: &'static str, path: &Path) -> Result<SecretKey, Failure> {
        self.read(file_secret(path)).map_err(|error| Failure::from(error).about(place))
    }
}

impl KeyOptions {
    /// Loads the secret key.
    pub fn load(&self) -> Result<SecretKey, Stop> {
        let format = self.key_format;
        let key = if self.key_prompt {
            let secret = prompt::ask("Secret key: ")?;
            let key = format.read(Ok(secret));
            key.map_err(|error| Failure::from(error).about("--key-prompt"))
        } else if let Some(path) = &self.key_file {
            format.read_file("--key-file", path)
        } else if let Some(name) = &self.key_env {
            format.read_env("--key-env", name)
        } else {
            format.read_env(DEFAULT_VARIABLE, OsStr::new(DEFAULT_VARIABLE))
        };
        Ok(key?)
    }

    /// Loads the secret key and the previous ones.
    pub fn load_ring(&self, previous: &PreviousKeys) -> Result<KeyRing, Stop> {
        let current = self.load()?;
        let format = self.key_format;
        let previous = previous.0.iter().map(|source| match source {
            Source::Variable(name) => format.read_env("--previous-key-env", name),
            Source::File(path) => format.read_file("--previous-key-file", path),
        });
        Ok(KeyRing::new(current, previous.collect::<Result<Vec<_>, _>>()?))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    Variable(OsString),
    File(PathBuf),
}

/// The previous keys, in the order of the command line whichever option gave them: the order is
/// what "previous key 1" counts in.
#[derive(Clone, Debug, Default)]
pub struct PreviousKeys(Vec<Source>);

const PREVIOUS_ENV: &str = "previous_key_env";
const PREVIOUS_FILE: &str = "previous_key_file";

impl Args for PreviousKeys {
    fn augment_args(command: Command) -> Command {
        let option = |id, long, value| {
            Arg::new(id)
                .long(long)
                .value_name(value)
                .action(ArgAction::Append)
                .help_heading("Secret key")
        };
        command
            .arg(
                option(PREVIOUS_ENV, "previous-key-env", "NAME")
                    .value_parser(OsStringValueParser::new())
                    .help("Accept also the previous key in this variable; can be repeated"),
            )
            .arg(
                option(PREVIOUS_FILE, "previous-key-file", "FILE")
                    .value_parser(PathBufValueParser::new())
                    .value_hint(ValueHint::FilePath)
                    .help("Accept also the previous key in this file; can be repeated"),
            )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for PreviousKeys {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        fn placed<T: Clone + Send + Sync + 'static>(
            matches: &ArgMatches,
            id: &str,
            source: fn(T) -> Source,
        ) -> Vec<(usize, Source)> {
            let places = matches.indices_of(id).into_iter().flatten();
            let values = matches.get_many::<T>(id).into_iter().flatten();
            places.zip(values.cloned().map(source)).collect()
        }
        let mut sources = placed(matches, PREVIOUS_ENV, Source::Variable);
        sources.extend(placed(matches, PREVIOUS_FILE, Source::File));
        sources.sort_by_key(|(place, _)| *place);
        Ok(PreviousKeys(sources.into_iter().map(|(_, source)| source).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn previous_keys_keep_the_order_of_the_command_line() {
        let command = PreviousKeys::augment_args(Command::new("test"));
        let argv = [
            "test",
            "--previous-key-file=a",
            "--previous-key-env",
            "B",
            "--previous-key-env=C",
            "--previous-key-file",
            "d",
        ];
        let matches = command.try_get_matches_from(argv).unwrap();
        let keys = PreviousKeys::from_arg_matches(&matches).unwrap();
        assert_eq!(
            keys.0,
            [
                Source::File("a".into()),
                Source::Variable("B".into()),
                Source::Variable("C".into()),
                Source::File("d".into()),
            ]
        );
    }
}
