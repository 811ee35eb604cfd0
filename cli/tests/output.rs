//! `--output`: a file that is complete or not there.

#![allow(clippy::unwrap_used)]

mod common;

use common::{feed, files, hash_of, run, userhash};
use std::fs;
use std::path::Path;

fn sign_to(path: &Path, input: &str) -> common::Run {
    let mut command = userhash(["sign", "--output"]);
    command.arg(path);
    feed(command, input)
}

#[test]
fn a_new_file_and_an_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hashes.txt");
    assert_eq!(sign_to(&path, "a\n").ok(), "");
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("{}\n", hash_of("a")));
    assert_eq!(sign_to(&path, "b\n").ok(), "");
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("{}\n", hash_of("b")));
    assert_eq!(files(folder.path()), ["hashes.txt"]);
    let here = userhash(["sign", "--output", "here.txt", "a"]);
    let mut here = here;
    here.current_dir(folder.path());
    assert_eq!(feed(here, "").ok(), "");
    assert_eq!(files(folder.path()), ["hashes.txt", "here.txt"]);
}

#[test]
fn an_error_leaves_the_old_file_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (new, old) = (folder.path().join("new.csv"), folder.path().join("old.csv"));
    fs::write(&old, "old").unwrap();
    let many = "customer@example.com\n".repeat(10_000);
    sign_to(&new, &format!("{many}\n")).refused("empty_user");
    sign_to(&old, &format!("{many}\n")).refused("empty_user");
    for path in [&new, &old] {
        let mut csv = userhash(["sign", "--csv", "--output"]);
        csv.arg(path);
        feed(csv, "email,x\na,b\na\n").refused("malformed_input");
        let mut missing = userhash(["sign", "--input", "missing", "--output"]);
        missing.arg(path);
        feed(missing, "").refused("unreadable_input");
    }
    assert_eq!(files(folder.path()), ["old.csv"]);
    assert_eq!(fs::read_to_string(&old).unwrap(), "old");
}

#[test]
fn verify_writes_its_file_whatever_the_verdict() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("verdicts");
    let mut command = userhash(["verify", "--output"]);
    command.arg(&path);
    let run = feed(command, format!("{}  a\n{}  a\n", hash_of("a"), hash_of("b")));
    assert_eq!(run.status, Some(1));
    assert_eq!(fs::read_to_string(&path).unwrap(), "verified\nnot verified\n");
}

#[test]
fn a_file_can_be_rewritten_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("customers.csv");
    fs::write(&path, "email\na\n").unwrap();
    let mut command = userhash(["sign", "--csv"]);
    command.arg("--input").arg(&path).arg("--output").arg(&path);
    assert_eq!(feed(command, "").ok(), "");
    let expected = format!("email,user_hash\na,{}\n", hash_of("a"));
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
}

#[test]
fn places_that_can_not_be_written() {
    let folder = tempfile::tempdir().unwrap();
    sign_to(&folder.path().join("missing/file"), "a\n").refused("unwritable_output");
    sign_to(folder.path(), "a\n").refused("unwritable_output");
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    sign_to(&file.join("below"), "a\n").refused("unwritable_output");
    assert_eq!(files(folder.path()), ["file"]);
}

#[test]
fn two_at_once_leave_one_whole_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hashes.txt");
    let count = 10_000;
    std::thread::scope(|scope| {
        for user in ["a\n", "b\n", "a\n", "b\n"] {
            let path = &path;
            scope.spawn(move || sign_to(path, &user.repeat(count)).ok().to_owned());
        }
    });
    let written = fs::read_to_string(&path).unwrap();
    let whole = ["a", "b"].map(|user| format!("{}\n", hash_of(user)).repeat(count));
    assert!(whole.contains(&written), "{} bytes", written.len());
    assert_eq!(files(folder.path()), ["hashes.txt"]);
}

#[test]
fn a_dash_is_the_standard_output() {
    assert_eq!(run(["sign", "--output", "-", "a"]).ok(), format!("{}\n", hash_of("a")));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    use std::process::Command;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn permissions() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hashes.txt");
        sign_to(&path, "a\n").ok();
        assert_eq!(mode(&path), 0o600, "a user hash lets whoever reads it pass for the user");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        sign_to(&path, "b\n").ok();
        assert_eq!(mode(&path), 0o640);
    }

    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").unwrap();
        symlink(&file, &link).unwrap();
        sign_to(&link, "a\n").ok();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), format!("{}\n", hash_of("a")));
    }

    /// A pipe, because with a device a mistake in the command, run by the superuser, would leave
    /// the machine without that device.
    #[test]
    fn what_is_no_regular_file_is_written_to_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).unwrap()
        });
        assert_eq!(sign_to(&pipe, "a\n").ok(), "");
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
        assert_eq!(files(folder.path()), ["pipe"]);
        assert_eq!(reader.join().unwrap(), format!("{}\n", hash_of("a")));
        assert_eq!(sign_to(Path::new("/dev/stdout"), "a\n").ok(), format!("{}\n", hash_of("a")));
    }

    #[test]
    fn a_file_that_can_not_grow_leaves_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("old"), "old").unwrap();
        for name in ["old", "new"] {
            let mut command = Command::new("sh");
            command
                .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" sign --output \"$1\""])
                .arg(env!("CARGO_BIN_EXE_userhash"))
                .arg(folder.path().join(name))
                .env("USERHASH_SECRET_KEY", common::SECRET);
            feed(command, "a\n".repeat(10_000)).refused("unwritable_output");
            assert_eq!(files(folder.path()), ["old"]);
            assert_eq!(fs::read_to_string(folder.path().join("old")).unwrap(), "old");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk() {
        use std::process::Stdio;
        let full = || Stdio::from(fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
        for arguments in [
            &["sign", "a"][..],
            &["sign", "--json", "a"],
            &["verify", "a", hash_of("a")],
            &["fingerprint"],
            &["keygen"],
            &["man"],
            &["completions", "bash"],
            &["--help"],
            &["--version"],
        ] {
            let output = userhash(arguments).stdout(full()).output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            let stderr = String::from_utf8(output.stderr).unwrap();
            assert!(stderr.contains("unwritable_output"), "{arguments:?}: {stderr}");
        }
        // An error that can't be told is still an error.
        let status = userhash(["sign", ""]).stderr(full()).status().unwrap();
        assert_eq!(status.code(), Some(2));
    }
}
