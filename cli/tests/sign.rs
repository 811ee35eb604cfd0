//! `userhash sign` with users from the command line and from lines.

#![allow(clippy::unwrap_used)]

mod common;

use common::{HASHES, feed, hash_of, run, start, userhash};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};

/// The hashes of users, by the command itself but one process each.
fn hashes(users: &[&str]) -> String {
    users.iter().map(|user| run(["sign", "--", user]).ok().to_owned()).collect()
}

#[test]
fn users_from_the_command_line() {
    for (user, hash) in HASHES {
        assert_eq!(run(["sign", user]).ok(), format!("{hash}\n"));
    }
    let (a, b) = (hash_of("a"), hash_of("b"));
    assert_eq!(run(["sign", "b", "a", "b"]).ok(), format!("{b}\n{a}\n{b}\n"));
    // After "--", or after another dash, everything is a user.
    assert_ne!(run(["sign", "--", "--json"]).ok(), "");
    run(["sign", "--json-"]).refused("usage");
    run(["sign", "a", ""]).refused("empty_user");
    run(["sign", "a", "-"]).refused("usage");
}

#[test]
fn users_from_lines_in_the_order_of_the_input() {
    let (a, b) = (hash_of("a"), hash_of("b"));
    let expected = format!("{a}\n{b}\n");
    for input in ["a\nb\n", "a\nb", "a\r\nb\r\n", "a\r\nb", "\u{FEFF}a\nb\n"] {
        assert_eq!(feed(userhash(["sign"]), input).ok(), expected, "{input:?}");
        assert_eq!(feed(userhash(["sign", "-"]), input).ok(), expected, "{input:?}");
        assert_eq!(feed(userhash(["sign", "--input", "-"]), input).ok(), expected, "{input:?}");
    }
    assert_eq!(run(["sign"]).ok(), "");
}

#[test]
fn every_byte_of_a_line_counts() {
    // A lone carriage return, NUL, white space and a mark inside the text are no line ends.
    let users = ["a\rb", " a", "a ", "\ta", "a\u{FEFF}", "a\r"];
    for user in users {
        assert_eq!(feed(userhash(["sign"]), format!("{user}\r\n")).ok(), hashes(&[user]));
    }
    assert_eq!(feed(userhash(["sign"]), "a\r").ok(), hashes(&["a\r"]), "no line end, no CRLF");
    assert_ne!(feed(userhash(["sign"]), "a\0").ok(), hashes(&["a"]));
    assert_ne!(
        feed(userhash(["sign"]), b"\xFF\xFE\n").ok(),
        feed(userhash(["sign"]), b"\xFF\n").ok()
    );
}

#[test]
fn an_empty_line_is_an_error_that_names_it() {
    for (input, line) in
        [("\n", 1), ("a\n\n", 2), ("a\n\nb\n", 2), ("a\r\n\r\n", 2), ("\u{FEFF}\n", 1)]
    {
        let run = feed(userhash(["sign"]), input);
        let message = run.refused("empty_user");
        assert!(message.contains(&format!("line {line}: ")), "{input:?}: {message}");
        // What came before the error was right and is passed on.
        assert_eq!(run.text().lines().count(), line - 1);
    }
}

#[test]
fn a_line_may_be_long_but_not_endless() {
    let long = vec![b'x'; 1 << 20];
    let signed = feed(userhash(["sign"]), [&long[..], b"\na\n"].concat());
    assert!(signed.ok().ends_with(&format!("{}\n", hash_of("a"))));
    let endless = vec![0; (8 << 20) + 1];
    let message = feed(userhash(["sign"]), [b"a\n", &endless[..]].concat());
    assert!(message.refused("malformed_input").contains("line 2: "));
}

#[test]
fn utf16_is_refused() {
    let little: Vec<u8> = "\u{FEFF}a\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = "\u{FEFF}a\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for input in [little, big] {
        feed(userhash(["sign"]), &input).refused("malformed_input");
        feed(userhash(["sign", "--csv"]), &input).refused("malformed_input");
    }
}

#[test]
fn with_the_user_on_the_line() {
    let (a, b) = (hash_of("a"), hash_of("b"));
    let expected = format!("{a}  a\n{b}  b\n");
    assert_eq!(run(["sign", "--with-user", "a", "b"]).ok(), expected);
    assert_eq!(feed(userhash(["sign", "--with-user"]), "a\nb").ok(), expected);
    // These would be read back as other users.
    for user in ["a\nb", "a\r"] {
        run(["sign", "--with-user", user]).refused("malformed_input");
    }
    feed(userhash(["sign", "--with-user"]), "a\nb\r\r\n").refused("malformed_input");
}

#[test]
fn json_lines() {
    let users =
        ["customer@example.com", "a\"b\\c", "josé\u{2028}\u{1F600}", "a\u{1}b", "</script>"];
    let parse = |run: &common::Run| -> Vec<serde_json::Value> {
        run.ok().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let from_words = parse(&run([&["sign", "--json", "--"], &users[..]].concat()));
    let from_lines = parse(&feed(userhash(["sign", "--json"]), users.join("\n")));
    assert_eq!(from_words, from_lines);
    assert_eq!(from_lines.len(), users.len());
    for (line, user) in from_lines.iter().zip(users) {
        assert_eq!(line["user"], user);
        assert_eq!(line["user_hash"], hashes(&[user]).trim_end());
        assert_eq!(line.as_object().unwrap().len(), 2);
    }
    assert_eq!(parse(&feed(userhash(["sign", "--json"]), "a\0b"))[0]["user"], "a\0b");
    assert_eq!(parse(&run(["sign", "--json", "a\nb"]))[0]["user"], "a\nb");
}

#[test]
fn json_refuses_what_is_not_text() {
    let run = feed(userhash(["sign", "--json"]), b"a\n\xFF\n");
    assert_eq!(run.status, Some(2));
    let error: serde_json::Value = serde_json::from_str(&run.stderr).unwrap();
    assert_eq!(error["error"]["code"], "malformed_text");
    assert_eq!(error["error"]["line"], 2);
    assert_eq!(run.text().lines().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_user_on_the_command_line_is_its_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let user = OsStr::from_bytes(b"\xFF\x80");
    let signed = run([OsStr::new("sign"), user]);
    assert_eq!(signed.ok(), feed(userhash(["sign"]), b"\xFF\x80\n").ok());
    let refused = run([OsStr::new("sign"), OsStr::new("--json"), user]);
    assert_eq!(refused.status, Some(2));
    assert!(refused.stderr.contains("malformed_text"), "{}", refused.stderr);
}

#[test]
fn rubbish_is_just_bytes() {
    // Every line is a user; this pattern has no empty one.
    let rubbish: Vec<u8> =
        (0..200_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8 | 1).collect();
    let expected = rubbish.split(|byte| *byte == b'\n').count();
    assert_eq!(feed(userhash(["sign"]), &rubbish).ok().lines().count(), expected);
}

#[test]
fn answers_come_as_soon_as_they_are_known() {
    // As a program does that writes one user and waits for the answer before the next.
    let mut child = start(userhash(["sign"]));
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for user in ["a", "b", "a"] {
        stdin.write_all(format!("{user}\n").as_bytes()).unwrap();
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        assert_eq!(answer, format!("{}\n", hash_of(user)));
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn inputs_that_can_not_be_read() {
    run(["sign", "--input", "missing.txt"]).refused("unreadable_input");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    run(["sign", "--input", path]).refused("unreadable_input");
    run(["sign", "--csv", "--input", path]).refused("unreadable_input");
    run(["sign", "--input", "x", "user"]).refused("usage");
    run(["sign", "--csv", "user"]).refused("usage");
    run(["sign", "--column", "email"]).refused("usage");
    run(["sign", "--csv", "--with-user"]).refused("usage");
    assert_eq!(run(["sign", "--json", "--with-user", "a"]).status, Some(2));
}
