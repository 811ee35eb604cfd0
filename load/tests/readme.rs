//! The README's program for Rust, run as a user would run it.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::process::Command;

fn readme(secret: Option<&str>) -> std::process::Output {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet", "--package", "userhash-load", "--example", "readme"]);
    command.env_remove("USERHASH_SECRET_KEY");
    if let Some(secret) = secret {
        command.env("USERHASH_SECRET_KEY", secret);
    }
    command.output().unwrap()
}

#[test]
fn prints_the_hash_and_checks_two() {
    let output = readme(Some("correct horse battery staple"));
    // The hash is that of Python's own hmac.
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "4af5d146ef6fcec83780002d03f0e92fcd6325875e08f3cf86c3431db16b5145\ntrue\nfalse\n"
    );
}

#[test]
fn fails_without_a_secret_key() {
    let output = readme(None);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("MissingSecret"));
}
