//! What pages get from Rust; details are what a program has: the text of JSON.

use crate::{Answer, Stop, Value, key, ring, value};
use userhash::{HEADERS, KeyRing, LOADER, SecretKey, UserHash, Visitor};

const USER: &str = "customer@example.com";

/// What a function gets for a word that may be left out.
fn optional(word: &str) -> Result<Option<Value>, Stop> {
    if word == "-" { Ok(None) } else { value(word).map(Some) }
}

/// Text, where Rust takes nothing else.
fn text(value: Option<&Value>) -> Result<Option<&str>, Stop> {
    value.map(|value| value.text().ok_or(Stop::CannotExpress)).transpose()
}

/// `visitor RENDERING KEY DETAILS IDENTITY NONCE`, in hexadecimal.
pub fn visitor(words: [&str; 5]) -> Answer {
    let [rendering, k, d, identity, nonce] = words;
    let (details, identity) = (details(d)?, optional(identity)?);
    let visitor = match (k.strip_prefix("ring="), text(identity.as_ref())?) {
        (Some(members), None) => KeyRing::visitor(&ring(members)?, details),
        (Some(members), Some(field)) => KeyRing::visitor_by(&ring(members)?, field, details),
        (None, None) => SecretKey::visitor(&key(k)?, details),
        (None, Some(field)) => SecretKey::visitor_by(&key(k)?, field, details),
    };
    render(&visitor?, rendering, optional(nonce)?)
}

/// `with_hash RENDERING HASH DETAILS`, in hexadecimal.
pub fn with_hash(rendering: &str, hash: &str, d: &str) -> Answer {
    let hash = value(hash)?;
    let hash = UserHash::parse(hash.text().ok_or(Stop::CannotExpress)?)?;
    render(&Visitor::with_hash(hash, details(d)?)?, rendering, None)
}

fn render(visitor: &Visitor, rendering: &str, nonce: Option<Value>) -> Answer {
    let rendered = match rendering {
        "user_hash" => visitor.user_hash().to_string(),
        "script" => visitor.script(),
        "script_tag" => visitor.script_tag(text(nonce.as_ref())?)?,
        "data_tag" => visitor.data_tag(),
        "to_json" => visitor.to_json(),
        "login_call" => visitor.login_call(),
        "switch_call" => visitor.switch_call(),
        "csp_hash" => visitor.csp_hash(),
        _ => return Err(Stop::CannotExpress),
    };
    Ok(hex::encode(rendered))
}

/// `page RENDERING NONCE`, in hexadecimal.
pub fn page(rendering: &str, nonce: &str) -> Answer {
    let nonce = optional(nonce)?;
    let rendered = match rendering {
        "logout_call" => userhash::logout_call(),
        "logout_script_tag" => userhash::logout_script_tag(text(nonce.as_ref())?)?,
        "logout_csp_hash" => userhash::logout_csp_hash(),
        "logout_data_tag" => userhash::logout_data_tag(),
        "loader" => LOADER.to_owned(),
        "headers" => HEADERS.map(|(name, value)| format!("{name}: {value}")).join("; "),
        _ => return Err(Stop::CannotExpress),
    };
    Ok(hex::encode(rendered))
}

/// The JSON that a word stands for, whatever comes before it: it is all text to Rust.
fn details(word: &str) -> Result<Vec<u8>, Stop> {
    let (kind, rest) = word.split_once(':').ok_or(Stop::CannotExpress)?;
    match kind {
        "special" => special(rest),
        "json"
        | "json_text"
        | "large_integer"
        | "large_number"
        | "lone_surrogate"
        | "no_fraction"
        | "order_of_numeric_keys" => hex::decode(rest).map_err(|_| Stop::CannotExpress),
        _ => Err(Stop::CannotExpress),
    }
}

fn special(word: &str) -> Result<Vec<u8>, Stop> {
    let (kind, count) = word.split_once(':').unwrap_or((word, "0"));
    let count: usize = count.parse().map_err(|_| Stop::CannotExpress)?;
    let with = |json: &[u8]| [b"{\"email\":\"", USER.as_bytes(), b"\",", json, b"}"].concat();
    Ok(match kind {
        "nan" => with(b"\"x\":NaN"),
        "infinity" => with(b"\"x\":Infinity"),
        "minus_infinity" => with(b"\"x\":-Infinity"),
        "nan_in_a_list" => with(b"\"x\":[NaN]"),
        "nan_as_the_user" => b"{\"email\":NaN}".to_vec(),
        "not_utf8_user" => b"{\"email\":\"jane\xff@example.com\"}".to_vec(),
        "not_utf8_value" => with(b"\"x\":\"\xc3\""),
        "not_utf8_key" => with(b"\"\xed\xa0\x80\":1"),
        "not_utf8_list" => with(b"\"x\":[\"\xc0\x80\"]"),
        "twice" => format!("{{\"1\":\"{USER}\",\"1\":\"somebody@example.com\"}}").into_bytes(),
        "levels" => {
            let lists = count.saturating_sub(1);
            with(
                [b"\"x\":", "[".repeat(lists).as_bytes(), "]".repeat(lists).as_bytes()]
                    .concat()
                    .as_slice(),
            )
        }
        "bytes" => {
            let length = count.saturating_sub(with(b"\"x\":\"\"").len());
            with(format!("\"x\":\"{}\"", "x".repeat(length)).as_bytes())
        }
        _ => return Err(Stop::CannotExpress),
    })
}
