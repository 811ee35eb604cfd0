//! The examples of `docs/cli.md` and the README's tab do what they say.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn document(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name)
}

/// Runs a script in an empty folder where `userhash` is a command, and returns the status and
/// what it wrote to both streams together.
fn bash(script: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_userhash")).parent().unwrap();
    let path = std::env::join_paths(
        std::iter::once(program.to_owned())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    )
    .unwrap();
    let output = Command::new("bash")
        .args(["--norc", "-c", &format!("exec 2>&1\n{script}")])
        .current_dir(folder.path())
        .env("PATH", path)
        .env("LC_ALL", "C")
        .env_remove("USERHASH_SECRET_KEY")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

/// The commands of a page's `console` blocks, each with the output that is shown for it.
fn examples(page: &str) -> Vec<(String, String)> {
    let mut examples: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            _ if !inside => {}
            _ => match line.strip_prefix("$ ") {
                Some(command) => examples.push((command.to_owned(), String::new())),
                None => {
                    let (_, shown) = examples.last_mut().unwrap();
                    shown.push_str(line);
                    shown.push('\n');
                }
            },
        }
    }
    examples
}

#[test]
fn the_examples_of_the_page() {
    const END: &str = "==== end of the command\n";
    let examples = examples(&std::fs::read_to_string(document("cli.md")).unwrap());
    assert!(examples.len() > 20, "the page has {} examples", examples.len());
    // `$?` has to survive from one command to the next.
    let step = |(command, _): &(String, String)| {
        format!("{command}\nstatus=$?; printf '{}'; (exit $status)\n", END.replace('\n', "\\n"))
    };
    let (_, output) = bash(&examples.iter().map(step).collect::<String>());
    let outputs: Vec<&str> = output.split(END).collect();
    assert_eq!(outputs.len(), examples.len() + 1, "{output}");
    for ((command, shown), output) in examples.iter().zip(outputs) {
        assert_eq!(output, shown, "$ {command}");
    }
}

#[test]
fn the_tab_of_the_readme() {
    let script = std::fs::read_to_string(document("snippets/readme.sh")).unwrap();
    let (status, output) = bash(&format!("set -euo pipefail\n{script}"));
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(status, Some(0), "{output}");
    let ada = common::run(["sign", "ada@example.com"]);
    let ada = ada.ok().trim_end();
    assert_eq!(
        [&lines[..5], &lines[6..]].concat(),
        [
            common::hash_of("customer@example.com"),
            "verified",
            "not verified",
            "refused",
            ada,
            "name,email,user_hash",
            &format!("\"Lovelace, Ada\",ada@example.com,{ada}"),
        ]
    );
}
