//! Broken pipes, interrupts, and what they leave behind.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod common;

use common::{files, start, userhash};
use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::fs;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

#[test]
fn a_reader_that_leaves_is_no_error() {
    // Like `cat`: ended by SIGPIPE, which a shell shows as 141, without a word.
    for arguments in [
        &["sign"][..],
        &["sign", "--json"],
        &["sign", "--with-user"],
        &["sign", "--output", "/dev/stdout"],
    ] {
        let mut child = start(userhash(arguments));
        let mut stdin = child.stdin.take().unwrap();
        let feeder = std::thread::spawn(move || {
            while stdin.write_all(&b"customer@example.com\n".repeat(1_000)).is_ok() {}
        });
        let mut start = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut start).unwrap();
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        assert_eq!(output.status.signal(), Some(Signal::PIPE.as_raw()), "{arguments:?}");
        assert_eq!(output.stderr, b"", "{arguments:?}");
    }
    for arguments in
        [&["man"][..], &["--help"], &["keygen"], &["fingerprint"], &["completions", "zsh"]]
    {
        let mut child = start(userhash(arguments));
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        // Whether the pipe is closed in time is for the system to say.
        let status = (output.status.signal(), output.status.code());
        assert!([(Some(13), None), (None, Some(0))].contains(&status), "{arguments:?}: {status:?}");
        assert_eq!(output.stderr, b"", "{arguments:?}");
    }
}

/// Starts writing to a file and waits until something is written.
fn start_writing(folder: &Path, command: Command) -> Child {
    let mut child = start(command);
    let stdin = child.stdin.as_mut().unwrap();
    stdin.write_all(&b"customer@example.com\n".repeat(20_000)).unwrap();
    let began = Instant::now();
    while !written(folder) {
        assert!(began.elapsed() < Duration::from_secs(20), "nothing was written");
        std::thread::sleep(Duration::from_millis(5));
    }
    child
}

fn written(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap()).any(|entry| {
        entry.file_name() != "old.txt" && entry.metadata().is_ok_and(|metadata| metadata.len() > 0)
    })
}

/// Lets commands that are started afterwards be ended by signals, even if this test was started in
/// the background or by `nohup`: what a process ignores, its children ignore, but not what it
/// handles.
fn heed_signals() {
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        signal_hook::flag::register(signal, Arc::default()).unwrap();
    }
}

fn send(child: &Child, signal: Signal) {
    kill_process(Pid::from_raw(child.id() as i32).unwrap(), signal).unwrap();
}

#[test]
fn a_signal_leaves_the_old_file_and_nothing_else() {
    heed_signals();
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        for name in ["old.txt", "new.txt"] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join("old.txt"), "old").unwrap();
            let mut command = userhash(["sign", "--output"]);
            command.arg(folder.path().join(name));
            let mut child = start_writing(folder.path(), command);
            // Open until the end: at the end of its input, the command might be done first.
            let stdin = child.stdin.take();
            send(&child, signal);
            let output = child.wait_with_output().unwrap();
            drop(stdin);
            assert_eq!(output.status.signal(), Some(signal.as_raw()));
            assert_eq!((output.stdout, output.stderr), (vec![], vec![]));
            assert_eq!(files(folder.path()), ["old.txt"]);
            assert_eq!(fs::read_to_string(folder.path().join("old.txt")).unwrap(), "old");
        }
    }
}

#[test]
fn an_interrupt_without_a_file_is_as_quiet() {
    heed_signals();
    let mut child = start(userhash(["sign"]));
    child.stdin.as_mut().unwrap().write_all(b"a\n").unwrap();
    let mut answer = [0; 65];
    child.stdout.as_mut().unwrap().read_exact(&mut answer).unwrap();
    let stdin = child.stdin.take();
    send(&child, Signal::INT);
    let output = child.wait_with_output().unwrap();
    drop(stdin);
    assert_eq!(output.status.signal(), Some(Signal::INT.as_raw()));
    assert_eq!(output.stderr, b"");
}

#[test]
fn a_kill_leaves_no_partial_file_under_the_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.txt"), "old").unwrap();
    for name in ["old.txt", "new.txt"] {
        let mut command = userhash(["sign", "--output"]);
        command.arg(folder.path().join(name));
        let child = start_writing(folder.path(), command);
        send(&child, Signal::KILL);
        assert_eq!(child.wait_with_output().unwrap().status.signal(), Some(Signal::KILL.as_raw()));
        assert!(!folder.path().join("new.txt").exists());
        assert_eq!(fs::read_to_string(folder.path().join("old.txt")).unwrap(), "old");
        for left in files(folder.path()).iter().filter(|file| *file != "old.txt") {
            assert!(left.starts_with(".userhash-") && left.ends_with(".tmp"), "{left}");
            fs::remove_file(folder.path().join(left)).unwrap();
        }
    }
}

#[test]
fn a_signal_that_the_caller_ignores_stays_ignored() {
    let folder = tempfile::tempdir().unwrap();
    // As `nohup` does it.
    let mut command = Command::new("sh");
    command
        .args(["-c", "trap '' HUP; exec \"$0\" sign --output \"$1\""])
        .arg(env!("CARGO_BIN_EXE_userhash"))
        .arg(folder.path().join("new.txt"))
        .env("USERHASH_SECRET_KEY", common::SECRET);
    let mut child = start_writing(folder.path(), command);
    send(&child, Signal::HUP);
    std::thread::sleep(Duration::from_millis(100));
    child.stdin.as_mut().unwrap().write_all(b"a\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(files(folder.path()), ["new.txt"]);
    let lines = fs::read_to_string(folder.path().join("new.txt")).unwrap().lines().count();
    assert_eq!(lines, 20_001);
}

#[test]
fn closed_streams_are_no_reason_to_crash() {
    let mut command = userhash(["sign", "a"]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(command.status().unwrap().success());
    let script = "exec \"$0\" sign a <&- 2>&-";
    let mut command = Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_userhash")]);
    command.env("USERHASH_SECRET_KEY", common::SECRET);
    let output = command.output().unwrap();
    assert_eq!(output.stdout, format!("{}\n", common::hash_of("a")).as_bytes());
}
