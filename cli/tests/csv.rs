//! CSV, in and out.

#![allow(clippy::unwrap_used)]

mod common;

use common::{feed, hash_of, userhash};

fn sign(input: impl AsRef<[u8]>) -> common::Run {
    feed(userhash(["sign", "--csv"]), input)
}

#[test]
fn a_column_is_added_and_nothing_else_changes() {
    let (a, b) = (hash_of("a"), hash_of("b"));
    for (input, expected) in [
        ("email\na\nb\n", format!("email,user_hash\na,{a}\nb,{b}\n")),
        ("id,email\r\n1,a\r\n2,b\r\n", format!("id,email,user_hash\r\n1,a,{a}\r\n2,b,{b}\r\n")),
        // The last row may lack its line break, and gets the one that the others have.
        ("email\r\na", format!("email,user_hash\r\na,{a}\r\n")),
        ("email\na", format!("email,user_hash\na,{a}\n")),
        ("email\n", "email,user_hash\n".to_owned()),
        ("email", "email,user_hash\n".to_owned()),
        // The quoting is kept as it was, even where it wasn't needed.
        (
            "\"id\",\"email\",name\n\"1\",\"a\",\"Doe, \"\"J\"\"\nline 2\"\n2,b,\n",
            format!(
                "\"id\",\"email\",name,user_hash\n\"1\",\"a\",\"Doe, \"\"J\"\"\nline 2\",{a}\n2,b,,{b}\n"
            ),
        ),
        // A byte order mark belongs to the file: spreadsheets need it, the header doesn't.
        ("\u{FEFF}email\na\n", format!("\u{FEFF}email,user_hash\na,{a}\n")),
        ("\u{FEFF}\"email\",x\na,\n", format!("\u{FEFF}\"email\",x,user_hash\na,,{a}\n")),
    ] {
        assert_eq!(sign(input).ok(), expected, "{input:?}");
    }
}

#[test]
fn the_user_is_the_value_not_its_quoting() {
    for (field, user) in [
        ("\"a\"\"b\"", "a\"b"),
        ("\"a\nb\"", "a\nb"),
        ("\"a\r\nb\"", "a\r\nb"),
        ("\"a,b\"", "a,b"),
        (" a ", " a "),
        ("\"\"\"\"", "\""),
    ] {
        let expected = common::run(["sign", "--", user]);
        let row = format!("{field},{}", expected.ok());
        assert_eq!(sign(format!("email\n{field}\n")).ok(), format!("email,user_hash\n{row}"));
    }
}

#[test]
fn bytes_that_are_not_utf8_are_kept() {
    let run = sign(b"email,name\na,\xFF\x00\n");
    assert_eq!(run.status, Some(0));
    assert_eq!(
        run.stdout,
        [b"email,name,user_hash\na,\xFF\x00,", hash_of("a").as_bytes(), b"\n"].concat()
    );
}

#[test]
fn the_column_can_be_named() {
    let a = hash_of("a");
    let named = feed(userhash(["sign", "--csv", "--column", "user id"]), "x,user id\n1,a\n");
    assert_eq!(named.ok(), format!("x,user id,user_hash\n1,a,{a}\n"));
    for (delimiter, separator) in [(";", ';'), ("tab", '\t'), ("\\t", '\t'), ("|", '|')] {
        let input = format!("x{separator}email\n1,0{separator}a\n");
        let expected =
            format!("x{separator}email{separator}user_hash\n1,0{separator}a{separator}{a}\n");
        let arguments = ["sign", "--csv", "--delimiter", delimiter];
        assert_eq!(feed(userhash(arguments), input).ok(), expected);
    }
    for delimiter in ["", "\"", "\n", "ab", "é"] {
        let arguments = ["sign", "--csv", "--delimiter", delimiter];
        feed(userhash(arguments), "").refused("usage");
    }
}

#[test]
fn what_is_no_csv_is_refused_with_its_line() {
    for (input, line, about) in [
        ("", "", "no header"),
        ("name\nx\n", "line 1", "no column \"email\""),
        ("Email\nx\n", "line 1", "no column"),
        ("email,email\na,b\n", "line 1", "twice"),
        ("email,user_hash\na,b\n", "line 1", "already has a column"),
        ("email,id\na,1\nb\n", "line 3", "fields: 1, but the header has 2"),
        ("email,id\na,1\nb,2,3\n", "line 3", "fields: 3, but the header has 2"),
        ("email,id\na,1\n\nb,2\n", "line 3", "fields: 1"),
        // The line is where the row starts, whatever breaks its fields and those before hold.
        ("email,id\n\"a\n\n\",1\nb\n", "line 5", "fields: 1"),
        ("email,id\na,\"1\nb,2\nc,3\n", "line 2", "never closed"),
        ("email,id\na,\"1\"x\n", "line 2", "after a closing quotation mark"),
        ("email,id\na,5\" pipe\n", "line 2", "isn't quoted"),
        ("email,id\ra,1\r", "line 1", "carriage return"),
        ("email\na\r", "line 2", "carriage return"),
    ] {
        for arguments in [["sign", "--csv"].as_slice(), &["sign", "--csv", "--json"]] {
            if arguments.len() == 3 && about.contains("already") {
                continue;
            }
            let run = feed(userhash(arguments), input);
            assert_eq!(run.status, Some(2), "{input:?}");
            let stderr = run.stderr.replace("\\\"", "\"").replace("\"line\":", "line ");
            assert!(stderr.contains(line), "{input:?}: {stderr}");
            assert!(stderr.contains(about), "{input:?}: {stderr}");
            assert!(stderr.contains("malformed_input"), "{input:?}: {stderr}");
        }
    }
    let run = sign("email,id\na,1\n,2\n");
    assert!(run.refused("empty_user").contains("line 3: "));
    let run = sign("email\na\n\nb\n");
    assert!(run.refused("empty_user").contains("line 3: "));
}

#[test]
fn rubbish_is_refused_and_stays_unseen() {
    let rubbish: Vec<u8> =
        (0..100_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    sign(&rubbish).refused("malformed_input");
    // The wrong file was given, and it holds a secret: none of it may be shown.
    let run = sign("s3cret,canary\nx,y\n");
    let message = run.refused("malformed_input");
    assert!(!message.contains("s3cret") && !message.contains("canary"), "{message}");
    let mut endless = b"email\n\"".to_vec();
    endless.resize(9 << 20, b'x');
    assert!(sign(endless).refused("malformed_input").contains("8 MiB"));
}

#[test]
fn csv_in_and_json_out() {
    let run = feed(userhash(["sign", "--csv", "--json"]), "id,email,user_hash\n1,\"a\",old\n");
    assert_eq!(run.ok(), format!("{{\"user\":\"a\",\"user_hash\":\"{}\"}}\n", hash_of("a")));
}

#[test]
fn a_signed_csv_verifies() {
    let signed = sign("id,email\r\n1,a\r\n2,customer@example.com\r\n");
    let verified = feed(userhash(["verify", "--csv"]), signed.ok());
    let (a, customer) = (hash_of("a"), hash_of("customer@example.com"));
    assert_eq!(
        verified.ok(),
        format!(
            "id,email,user_hash,verified,verified_by\r\n1,a,{a},true,0\r\n\
             2,customer@example.com,{customer},true,0\r\n"
        )
    );
}

#[test]
fn a_csv_that_does_not_verify() {
    let (a, b) = (hash_of("a"), hash_of("b"));
    let input = format!("email,h,verify\na,{b},\nb,{b},\na,,\na,\"{a}\",\n");
    let run = feed(userhash(["verify", "--csv", "--hash-column", "h"]), &input);
    assert_eq!(run.status, Some(1));
    assert_eq!(
        run.text(),
        format!(
            "email,h,verify,verified,verified_by\na,{b},,false,\nb,{b},,true,0\na,,,false,\n\
             a,\"{a}\",,true,0\n"
        )
    );
    assert_eq!(run.stderr, "userhash: not verified: 2 of 4\n");
    for (input, code) in [
        ("email\na\n", "malformed_input"),
        ("user_hash\na\n", "malformed_input"),
        ("email,user_hash,verified\na,b,c\n", "malformed_input"),
        ("email,user_hash,verified_by\na,b,c\n", "malformed_input"),
        ("email,user_hash\n,x\n", "empty_user"),
        ("email,user_hash\n", "malformed_input"),
    ] {
        feed(userhash(["verify", "--csv"]), input).refused(code);
    }
}

mod against_the_csv_crate {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// Whatever an ordinary writer writes is read as an ordinary reader reads it, and comes
        /// out as it was with one field more.
        #[test]
        fn rows_survive(
            rows in prop::collection::vec(
                ("[a-z\",;\r\n é]{1,12}", "[a-z\",;\r\n é]{0,12}"), 1..12),
            crlf: bool,
            always_quote: bool,
        ) {
            let mut writer = csv::WriterBuilder::new()
                .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
                .quote_style(if always_quote { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
                .from_writer(Vec::new());
            writer.write_record(["name", "email"]).unwrap();
            for (user, name) in &rows {
                writer.write_record([name, user]).unwrap();
            }
            let signed = sign(writer.into_inner().unwrap());
            let mut reader = csv::Reader::from_reader(signed.ok().as_bytes());
            prop_assert_eq!(reader.headers().unwrap(), vec!["name", "email", "user_hash"]);
            let read: Vec<_> = reader.records().map(Result::unwrap).collect();
            prop_assert_eq!(read.len(), rows.len());
            let users: Vec<&str> = rows.iter().map(|(user, _)| user.as_str()).collect();
            let hashes = common::run([&["sign", "--"], &users[..]].concat());
            for ((record, (user, name)), hash) in read.iter().zip(&rows).zip(hashes.ok().lines()) {
                prop_assert_eq!(record, vec![name, user, hash]);
            }
        }
    }
}
