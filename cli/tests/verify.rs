//! `userhash verify` and `userhash fingerprint`.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Run, feed, hash_of, run, userhash};
use serde_json::{Value, json};

fn verdict(run: &Run) -> (Option<i32>, &str, &str) {
    (run.status, run.text(), &run.stderr)
}

const VERIFIED: (Option<i32>, &str, &str) = (Some(0), "verified\n", "");
const NOT_VERIFIED: (Option<i32>, &str, &str) = (Some(1), "not verified\n", "");

#[test]
fn one_user() {
    let hash = hash_of("a");
    assert_eq!(verdict(&run(["verify", "a", hash])), VERIFIED);
    assert_eq!(verdict(&run(["verify", "--", "a", hash])), VERIFIED);
    assert_eq!(verdict(&run(["verify", "b", hash])), NOT_VERIFIED);
    assert_eq!(run(["verify", "--with-user", "a", hash]).ok(), "verified  a\n");
    run(["verify", "", hash]).refused("empty_user");
    run(["verify", "a"]).refused("usage");
    run(["verify", "a", hash, "c"]).refused("usage");
    run(["verify", "--csv", "a", hash]).refused("usage");
    run(["verify", "--input", "x", "a", hash]).refused("usage");
}

#[test]
fn whatever_is_presented_is_no_error() {
    let hash = hash_of("a");
    let long = "x".repeat(100_000);
    let presented = [
        "",
        " ",
        "-",
        "--",
        "--help",
        "-h",
        "--version",
        "--json",
        "--key-file=/dev/null",
        "\n",
        "é",
        &long,
        &hash[1..],
        &hash.to_uppercase(),
        &format!("{hash} "),
        &format!("{hash}0"),
        &format!(" {hash}"),
        &format!("{hash}\n"),
        &format!("0x{hash}"),
    ];
    for presented in presented {
        assert_eq!(verdict(&run(["verify", "a", presented])), NOT_VERIFIED, "{presented:.80}");
        assert_eq!(
            verdict(&run(["verify", "--", "a", presented])),
            NOT_VERIFIED,
            "{presented:.80}"
        );
    }
    for bit in 0..256 {
        let mut bytes = hex::decode(hash).unwrap();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let flipped = format!("{}  a\n", hex::encode(bytes));
        let run = feed(userhash(["verify"]), flipped);
        assert_eq!((run.status, run.text()), (Some(1), "not verified\n"));
    }
}

#[test]
fn options_may_follow_the_hash() {
    let hash = hash_of("a");
    let run = run(["verify", "a", hash, "--json"]);
    assert_eq!(run.ok(), "{\"user\":\"a\",\"verified\":true,\"verified_by\":0}\n");
}

#[test]
fn a_user_can_not_ask_for_help_in_place_of_a_verdict() {
    // The status of help is 0, which from `verify` means "verified".
    for words in [
        &["verify", "--help", "x"][..],
        &["verify", "-h", "x"],
        &["verify", "--json", "--help"],
        &["verify", "--key-file", "--help"],
    ] {
        let run = run(words);
        assert_eq!(run.status, Some(2), "{words:?}");
        assert_eq!(run.text(), "", "{words:?}");
    }
    assert_eq!(verdict(&run(["verify", "--", "--help", "x"])), NOT_VERIFIED);
}

#[test]
fn lines_as_sign_writes_them() {
    let users = "a\ncustomer@example.com\ntwo  spaces  \n  before\n";
    let signed = feed(userhash(["sign", "--with-user"]), users);
    let verified = feed(userhash(["verify"]), signed.ok());
    assert_eq!(verified.ok(), "verified\n".repeat(4));
    let crlf = signed.ok().replace('\n', "\r\n");
    assert_eq!(feed(userhash(["verify", "-"]), crlf).ok(), "verified\n".repeat(4));
    let with_user = feed(userhash(["verify", "--with-user"]), signed.ok());
    assert!(with_user.ok().ends_with("verified    before\n"), "{}", with_user.ok());
}

#[test]
fn one_wrong_line_is_enough() {
    let (a, b) = (hash_of("a"), hash_of("b"));
    let run = feed(userhash(["verify"]), format!("{a}  a\n{b}  a\n  a\n{b}  b\n"));
    assert_eq!(run.status, Some(1));
    assert_eq!(run.text(), "verified\nnot verified\nnot verified\nverified\n");
    assert_eq!(run.stderr, "userhash: not verified: 2 of 4\n");
}

#[test]
fn lines_of_another_form() {
    let a = hash_of("a");
    for (input, code, line) in [
        (format!("{a} a\n"), "malformed_input", "line 1: "),
        (format!("{a}  a\n{a}\ta\n"), "malformed_input", "line 2: "),
        (format!("{a}  a\n\n"), "malformed_input", "line 2: "),
        (format!("{a}  \n"), "empty_user", "line 1: "),
        (String::new(), "malformed_input", "nothing to verify"),
    ] {
        let run = feed(userhash(["verify"]), &input);
        assert!(run.refused(code).contains(line), "{input:?}: {}", run.stderr);
    }
}

#[test]
fn json() {
    let (a, b) = (hash_of("a"), hash_of("b"));
    let run = feed(userhash(["verify", "--json"]), format!("{a}  a\n{a}  b\n{b}  \"é\n"));
    assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""));
    let lines: Vec<Value> =
        run.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        lines,
        [
            json!({ "user": "a", "verified": true, "verified_by": 0 }),
            json!({ "user": "b", "verified": false, "verified_by": null }),
            json!({ "user": "\"é", "verified": false, "verified_by": null }),
        ]
    );
}

#[test]
fn previous_keys_are_accepted_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old");
    std::fs::write(&path, "the key before last\n").unwrap();
    let path = path.to_str().unwrap();
    let hash_with = |secret| {
        let mut command = userhash(["sign", "a"]);
        command.env("USERHASH_SECRET_KEY", secret);
        feed(command, "").ok().trim_end().to_owned()
    };
    let keys = ["--previous-key-env", "OLD", "--previous-key-file", path];
    let with_keys = |words: &[&str]| {
        let mut command = userhash([words, &keys[..]].concat());
        command.env("OLD", "last year's key");
        command
    };
    let [current, old, older] =
        [common::SECRET, "last year's key", "the key before last"].map(hash_with);
    for (hash, said, by) in [
        (&current, "verified\n", json!(0)),
        (&old, "verified with previous key 1\n", json!(1)),
        (&older, "verified with previous key 2\n", json!(2)),
    ] {
        assert_eq!(feed(with_keys(&["verify", "a", hash]), "").ok(), said);
        let shown = feed(with_keys(&["verify", "a", hash, "--json"]), "");
        let line: Value = serde_json::from_str(shown.ok()).unwrap();
        assert_eq!(line["verified_by"], by);
    }
    let csv = format!("email,user_hash\na,{old}\na,{older}\n");
    let checked = feed(with_keys(&["verify", "--csv"]), csv);
    assert!(
        checked.ok().contains(&format!("a,{old},true,1\na,{older},true,2\n")),
        "{}",
        checked.ok()
    );
    assert_eq!(verdict(&run(["verify", "a", &old])), NOT_VERIFIED);

    let prints = feed(with_keys(&["fingerprint"]), "");
    let lines: Vec<&str> = prints.ok().lines().collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0], run(["fingerprint"]).ok().trim_end());
    let prints = feed(with_keys(&["fingerprint", "--json"]), "");
    let last: Value = serde_json::from_str(prints.ok().lines().last().unwrap()).unwrap();
    assert_eq!(last, json!({ "key": 2, "fingerprint": lines[2] }));
    // A previous key that can't be loaded is an error, not one key less.
    feed(userhash(["verify", "a", &old, "--previous-key-env", "UNSET"]), "")
        .refused("missing_secret");
}

#[test]
fn a_fingerprint_has_eight_characters() {
    let shown = run(["fingerprint"]);
    let print = shown.ok().trim_end();
    assert_eq!(print.len(), 8);
    assert!(print.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
}
