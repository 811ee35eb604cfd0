//! Loading secret keys from the outside world.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use userhash::{Error, SecretKey};
use userhash_load::LoadSecretKey as _;

fn file_with(contents: &[u8]) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), contents).unwrap();
    file
}

fn fingerprint(key: Result<SecretKey, Error>) -> Result<String, Error> {
    key.map(|key| key.fingerprint().to_string())
}

#[test]
fn a_file_gives_the_same_key_as_its_text() {
    let expected = fingerprint(SecretKey::new("s3cr3t"));
    for contents in [b"s3cr3t".as_slice(), b"s3cr3t\n", b"s3cr3t\r\n"] {
        assert_eq!(fingerprint(SecretKey::from_file(file_with(contents).path())), expected);
    }
}

#[test]
fn files_that_hold_no_key_are_refused() {
    for (contents, error) in [
        (b"".as_slice(), Error::EmptySecret),
        (b"\n", Error::EmptySecret),
        (b"s3cr3t\n\n", Error::PaddedSecret),
        (b"changeme\n", Error::PlaceholderSecret),
        (&[b'k'; 65_537], Error::MalformedSecret),
    ] {
        assert_eq!(fingerprint(SecretKey::from_file(file_with(contents).path())), Err(error));
    }
}

#[test]
fn what_is_no_readable_file_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path(), &folder.path().join("absent"), "".as_ref(), "a\0b".as_ref()] {
        assert_eq!(fingerprint(SecretKey::from_file(path)), Err(Error::MissingSecret));
    }
}

#[cfg(unix)]
#[test]
fn an_endless_file_is_given_up() {
    // Starts with NUL bytes and never ends: must neither hang nor fill the memory.
    assert_eq!(fingerprint(SecretKey::from_file("/dev/zero")), Err(Error::MalformedSecret));
}

#[test]
fn the_environment_gives_the_same_key_as_its_text() {
    // Cargo sets this variable for every test run, so the test needn't change the environment.
    let expected = fingerprint(SecretKey::new(env!("CARGO_PKG_NAME")));
    assert_eq!(fingerprint(SecretKey::from_env("CARGO_PKG_NAME")), expected);
}

#[test]
fn variables_that_hold_no_key_are_refused() {
    assert_eq!(fingerprint(SecretKey::from_env("USERHASH_NOT_SET")), Err(Error::MissingSecret));
    assert_eq!(fingerprint(SecretKey::from_env("")), Err(Error::MissingSecret));
    assert_eq!(fingerprint(SecretKey::from_env("A=B")), Err(Error::MissingSecret));
    assert_eq!(fingerprint(SecretKey::from_env("A\0B")), Err(Error::MissingSecret));
    assert_eq!(fingerprint(SecretKey::from_env("VITE_SECRET")), Err(Error::PublicSecret));
}
