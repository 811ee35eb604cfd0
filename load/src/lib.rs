//! Loads secret keys from environment variables and files, for every host.
//!
//! The crate `userhash` does no input or output; this one does the little that there is. What
//! counts as a secret key, once read, is decided in `userhash`.
//!
//! ```no_run
//! # fn main() -> Result<(), userhash::Error> {
//! use userhash::SecretKey;
//! use userhash_load::LoadSecretKey as _;
//!
//! let key = SecretKey::from_env("USERHASH_SECRET_KEY")?;
//! let key = SecretKey::from_file("/run/secrets/userhash_secret_key")?;
//! # Ok(()) }
//! ```

#![forbid(unsafe_code)]

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use userhash::{Error, MAX_SECRET_FILE, SecretKey, secret_in_file, secret_in_variable};
use zeroize::Zeroizing;

/// `SecretKey::from_env` and `SecretKey::from_file`.
pub trait LoadSecretKey: Sized {
    /// Takes the secret key from the environment variable `name`, without one final line break.
    ///
    /// # Errors
    /// [`Error::PublicSecret`] if web bundlers publish variables of such a name;
    /// [`Error::MissingSecret`] if it isn't set; those of [`SecretKey::new`].
    fn from_env(name: impl AsRef<OsStr>) -> Result<Self, Error>;

    /// Takes the secret key from a file, without one final line break.
    ///
    /// # Errors
    /// [`Error::MissingSecret`] if the file isn't there or can't be read;
    /// [`Error::MalformedSecret`] if it is larger than 65,536 bytes; those of [`SecretKey::new`].
    fn from_file(path: impl AsRef<Path>) -> Result<Self, Error>;
}

impl LoadSecretKey for SecretKey {
    fn from_env(name: impl AsRef<OsStr>) -> Result<Self, Error> {
        SecretKey::new(&*env_secret(name)?)
    }

    fn from_file(path: impl AsRef<Path>) -> Result<Self, Error> {
        SecretKey::new(&*file_secret(path)?)
    }
}

/// The bytes of the secret key in the environment variable `name`, for callers that place the
/// key's state themselves; wiped when dropped.
///
/// # Errors
/// [`Error::PublicSecret`], [`Error::MissingSecret`].
pub fn env_secret(name: impl AsRef<OsStr>) -> Result<Zeroizing<Vec<u8>>, Error> {
    let name = name.as_ref();
    // An unset variable and a name that no variable can have are the same to the caller.
    let value = std::env::var_os(name).map(|v| Zeroizing::new(v.into_encoded_bytes()));
    let value = value.as_ref().map(|v| v.as_slice());
    let secret = secret_in_variable(name.as_encoded_bytes(), value)?;
    Ok(Zeroizing::new(secret.to_vec()))
}

/// The bytes of the secret key in a file, for callers that place the key's state themselves;
/// wiped when dropped.
///
/// # Errors
/// [`Error::MissingSecret`], [`Error::MalformedSecret`].
pub fn file_secret(path: impl AsRef<Path>) -> Result<Zeroizing<Vec<u8>>, Error> {
    // One byte more than allowed tells a file that is too large; the room is made at once,
    // because a growing vector would leave copies of the secret behind.
    let mut contents = Zeroizing::new(Vec::with_capacity(MAX_SECRET_FILE + 1));
    File::open(path)
        .and_then(|file| file.take(MAX_SECRET_FILE as u64 + 1).read_to_end(&mut contents))
        .map_err(|_| Error::MissingSecret)?;
    Ok(Zeroizing::new(secret_in_file(&contents)?.to_vec()))
}
