//! Where secret keys come from, and how they are kept secret.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Run, feed, hash_of, userhash};
use std::fs;
use std::path::Path;
use std::process::Command;

fn without_key(arguments: &[&str]) -> Command {
    let mut command = userhash(arguments);
    command.env_remove("USERHASH_SECRET_KEY");
    command
}

fn sign_with(arguments: &[&str], variable: Option<(&str, &str)>) -> Run {
    let mut command = without_key(&[&["sign", "a"], arguments].concat());
    command.envs(variable);
    feed(command, "")
}

#[test]
fn from_variables_and_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key");
    let named = path.to_str().unwrap();
    for value in [
        common::SECRET.to_owned(),
        format!("{}\n", common::SECRET),
        format!("{}\r\n", common::SECRET),
    ] {
        fs::write(&path, &value).unwrap();
        let expected = format!("{}\n", hash_of("a"));
        assert_eq!(sign_with(&[], Some(("USERHASH_SECRET_KEY", &value))).ok(), expected);
        assert_eq!(sign_with(&["--key-env", "OTHER"], Some(("OTHER", &value))).ok(), expected);
        assert_eq!(sign_with(&["--key-file", named], None).ok(), expected);
    }
    // An option wins over the default variable.
    fs::write(&path, "another").unwrap();
    let other = sign_with(&["--key-file", named], Some(("USERHASH_SECRET_KEY", common::SECRET)));
    assert_ne!(other.ok().trim_end(), hash_of("a"));
}

#[test]
fn binary_keys() {
    let hex = hex::encode(common::SECRET);
    let expected = format!("{}\n", hash_of("a"));
    for (format, value) in [
        ("hex", hex.clone()),
        ("hex", hex.to_uppercase() + "\n"),
        ("base64", "Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZQ==\r\n".to_owned()),
        ("text", common::SECRET.to_owned()),
    ] {
        let run = sign_with(&["--key-format", format], Some(("USERHASH_SECRET_KEY", &value)));
        assert_eq!(run.ok(), expected, "{format}");
    }
    for (format, value, code) in [
        ("hex", "0g", "malformed_secret"),
        ("hex", "000", "malformed_secret"),
        ("hex", "00\n\n", "malformed_secret"),
        ("hex", "", "empty_secret"),
        ("base64", "YQ", "malformed_secret"),
        ("base64", "YQ==\n\n", "malformed_secret"),
        ("base64", "", "empty_secret"),
    ] {
        let run = sign_with(&["--key-format", format], Some(("USERHASH_SECRET_KEY", value)));
        run.refused(code);
    }
}

#[test]
fn refused_keys() {
    for (value, code) in [
        ("", "empty_secret"),
        (" \n", "empty_secret"),
        (" canary", "padded_secret"),
        ("canary\n\n", "padded_secret"),
        ("YOUR_SECRET_KEY", "placeholder_secret"),
        ("<canary>", "placeholder_secret"),
    ] {
        let run = sign_with(&[], Some(("USERHASH_SECRET_KEY", value)));
        let message = run.refused(code);
        assert!(message.contains("USERHASH_SECRET_KEY: "), "{message}");
        assert!(!message.contains("canary"), "{message}");
        assert_eq!(run.text(), "");
    }
    let run = sign_with(&["--key-env", "NEXT_PUBLIC_KEY"], Some(("NEXT_PUBLIC_KEY", "x")));
    run.refused("public_secret");
}

#[test]
fn keys_that_are_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let large = folder.path().join("large");
    fs::write(&large, vec![b'k'; 65_537]).unwrap();
    let folder = folder.path().to_str().unwrap();
    sign_with(&[], None).refused("missing_secret");
    sign_with(&["--key-file", folder], None).refused("missing_secret");
    sign_with(&["--key-file", large.to_str().unwrap()], None).refused("malformed_secret");
    sign_with(&["--key-file", ""], None).refused("usage");
    // The key itself, where its name or place belongs, isn't repeated.
    for option in ["--key-env", "--key-file"] {
        let message = sign_with(&[option, "s3cret"], None);
        assert!(!message.refused("missing_secret").contains("s3cret"));
    }
    for arguments in [
        &["--key-env", "A", "--key-file", "b"][..],
        &["--key-env", "A", "--key-prompt"],
        &["--key-file", "b", "--key-prompt"],
        &["--key-env", "A", "--key-env", "B"],
        &["--key", "s3cret"],
        &["--secret", "s3cret"],
        &["-k", "s3cret"],
    ] {
        sign_with(arguments, None).refused("usage");
    }
}

#[cfg(unix)]
#[test]
fn an_unreadable_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key");
    fs::write(&path, common::SECRET).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        // The superuser reads everything; a socket is unreadable even for them.
        fs::remove_file(&path).unwrap();
        std::os::unix::net::UnixListener::bind(&path).unwrap();
    }
    sign_with(&["--key-file", path.to_str().unwrap()], None).refused("missing_secret");
    let mut sign = userhash(["sign", "--input"]);
    sign.arg(&path);
    feed(sign, "").refused("unreadable_input");
}

#[test]
fn usage_errors_as_json() {
    for arguments in [&["sign", "--json", "--nonsense"][..], &["fingerprint", "s3cret", "--json"]] {
        let run = common::run(arguments);
        assert_eq!(run.status, Some(2));
        let error: serde_json::Value = serde_json::from_str(&run.stderr).unwrap();
        assert_eq!(error["error"]["code"], "usage");
        assert!(!run.stderr.contains("s3cret"));
    }
    let mut command = without_key(&["fingerprint", "--json"]);
    command.env("USERHASH_SECRET_KEY", "");
    let error: serde_json::Value = serde_json::from_str(&feed(command, "").stderr).unwrap();
    assert_eq!(error["error"]["code"], "empty_secret");
}

fn is_key(text: &str) -> bool {
    let hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() == 65 && text.ends_with('\n') && text.trim_end().bytes().all(hex)
}

#[test]
fn new_keys() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key");
    let (first, second) = (common::run(["keygen"]), common::run(["keygen"]));
    assert!(is_key(first.ok()), "{first:?}");
    assert!(is_key(second.ok()), "{second:?}");
    assert_ne!(first.ok(), second.ok());

    let keygen = |path: &Path| common::run(["keygen", "--output", path.to_str().unwrap()]);
    assert_eq!(keygen(&path).ok(), "");
    let key = fs::read_to_string(&path).unwrap();
    assert!(is_key(&key));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        // Not even through a link.
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(folder.path().join("elsewhere"), &link).unwrap();
        keygen(&link).refused("unwritable_output");
        assert!(!folder.path().join("elsewhere").exists());
    }
    assert!(keygen(&path).refused("unwritable_output").contains("never overwritten"));
    assert_eq!(fs::read_to_string(&path).unwrap(), key);
    keygen(&folder.path().join("missing/key")).refused("unwritable_output");
    keygen(folder.path()).refused("unwritable_output");
    let fingerprint = |format| {
        let arguments =
            ["fingerprint", "--key-format", format, "--key-file", path.to_str().unwrap()];
        feed(without_key(&arguments), "").ok().to_owned()
    };
    assert_ne!(fingerprint("text"), fingerprint("hex"));
}
