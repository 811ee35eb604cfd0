//! Values as the driver writes them.

use crate::Stop;

/// Text or bytes: what Rust's types let through. `Overwritten` is a buffer that is changed as
/// soon as the call has returned.
pub enum Value {
    Text(String),
    Bytes(Vec<u8>),
    View(Vec<u8>),
    Overwritten(Vec<u8>),
}

/// Calls with the value in its own type, and overwrites it afterwards if it is that kind.
#[macro_export]
macro_rules! given {
    ($value:expr, |$name:ident| $call:expr) => {
        match $value {
            $crate::Value::Text(text) => {
                let $name = text.as_str();
                $call
            }
            $crate::Value::Overwritten(mut bytes) => {
                let result = {
                    let $name = bytes.as_slice();
                    $call
                };
                bytes.fill(0xa5);
                result
            }
            value => {
                let $name = value.bytes();
                $call
            }
        }
    };
}

impl Value {
    pub fn bytes(&self) -> &[u8] {
        match self {
            Value::Text(text) => text.as_bytes(),
            Value::Bytes(bytes) | Value::Overwritten(bytes) => bytes,
            Value::View(buffer) => &buffer[1..buffer.len() - 1],
        }
    }

    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Reads a word such as `t:6162` or `b:00*1000`: a kind, bytes in hexadecimal, how often.
pub fn value(word: &str) -> Result<Value, Stop> {
    let (kind, rest) = word.split_once(':').ok_or(Stop::CannotExpress)?;
    let (digits, times) = rest.split_once('*').unwrap_or((rest, "1"));
    let decoded = hex::decode(digits).ok().zip(times.parse().ok());
    let bytes = decoded.map(|(bytes, times)| bytes.repeat(times)).ok_or(Stop::CannotExpress)?;
    Ok(match kind {
        "t" => Value::Text(String::from_utf8(bytes).map_err(|_| Stop::CannotExpress)?),
        "b" => Value::Bytes(bytes),
        "view" => Value::View([b"<", bytes.as_slice(), b">"].concat()),
        "mutated" => Value::Overwritten(bytes),
        _ => return Err(Stop::CannotExpress),
    })
}
