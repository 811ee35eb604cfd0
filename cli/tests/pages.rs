//! Help, completions and manual pages.

#![allow(clippy::unwrap_used)]

mod common;

use common::{feed, run, userhash};
use std::process::Command;

const COMMANDS: [&str; 6] = ["sign", "verify", "fingerprint", "keygen", "completions", "man"];

#[test]
fn help_and_version() {
    let help = run(["--help"]);
    for command in COMMANDS {
        assert!(help.ok().contains(command), "{command}");
        let long = run([command, "--help"]);
        assert!(long.ok().contains("Usage: userhash"), "{}", long.ok());
        assert!(run([command, "-h"]).ok().len() <= long.ok().len());
        assert_eq!(run(["help", command]).ok(), long.ok());
    }
    assert_eq!(run(["--version"]).ok(), format!("userhash {}\n", env!("CARGO_PKG_VERSION")));
    assert!(run([] as [&str; 0]).refused("usage").contains("sign, verify"));
    run(["sing"]).refused("usage");
}

/// Whether a program is there; completions are for shells, and not every machine has all.
fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

#[test]
fn completions_load() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(["completions", shell]);
        assert!(script.ok().contains("key-prompt"), "{shell}");
        // A shell that only reads the script finds errors in its syntax.
        if ["bash", "zsh", "fish"].contains(&shell) && has(shell) {
            let mut check = Command::new(shell);
            check.arg(if shell == "fish" { "--no-execute" } else { "-n" });
            let read = feed(check, script.ok());
            assert_eq!((read.status, read.stderr.as_str()), (Some(0), ""), "{shell}");
        }
    }
    run(["completions", "tcsh"]).refused("usage");
}

#[test]
fn bash_completes_commands_and_options() {
    if !has("bash") {
        return;
    }
    let script = run(["completions", "bash"]);
    let ask = "
        COMP_WORDS=(userhash sign --key-) COMP_CWORD=2
        _userhash userhash --key- sign
        printf '%s\\n' \"${COMPREPLY[@]}\"
        COMP_WORDS=(userhash fi) COMP_CWORD=1
        _userhash userhash fi userhash
        printf '%s\\n' \"${COMPREPLY[@]}\"
    ";
    let mut bash = Command::new("bash");
    bash.arg("--norc");
    let answer = feed(bash, format!("{}\n{ask}", script.ok()));
    let words: Vec<&str> = answer.text().lines().collect();
    assert_eq!(words, ["--key-env", "--key-file", "--key-prompt", "--key-format", "fingerprint"]);
}

#[test]
fn manual_pages_render() {
    let whole = run(["man"]);
    for needed in [
        ".TH userhash 1",
        "EXIT STATUS",
        "ENVIRONMENT",
        "USERHASH_SECRET_KEY",
        "userhash\\-sign(1)",
    ] {
        assert!(whole.ok().contains(needed), "{needed}: {}", whole.ok());
    }
    for command in COMMANDS {
        let page = run(["man", command]);
        assert!(page.ok().contains(&format!(".TH userhash-{command} 1")), "{}", page.ok());
        if has("groff") {
            let mut groff = Command::new("groff");
            groff.args(["-man", "-Tutf8", "-ww", "-z"]);
            let checked = feed(groff, page.ok());
            assert_eq!((checked.status, checked.stderr.as_str()), (Some(0), ""), "{command}");
        }
    }
    run(["man", "sing"]).refused("usage");
}

#[test]
fn no_help_invites_a_secret_onto_the_command_line() {
    for command in COMMANDS {
        let help = run([command, "--help"]);
        for never in ["--key ", "--key=", "--secret", "<KEY>", "<SECRET>"] {
            assert!(!help.ok().contains(never), "{command}: {never}");
        }
    }
    // And nothing is shown of what is in the environment.
    assert!(!feed(userhash(["sign", "--help"]), "").ok().contains(common::SECRET));
}
