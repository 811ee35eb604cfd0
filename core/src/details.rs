//! What a page tells the widget about a user: a JSON object, read strictly and written safely.

use crate::{Error, script};
use serde::de::{Deserializer as _, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// The longest details that are taken, in bytes of JSON.
pub const MAX_DETAILS: usize = 1 << 20;

/// How deep details may nest; the object itself is the first level.
pub const MAX_DETAILS_DEPTH: usize = 32;

/// Details as they go onto the page, and the user that they name.
pub(crate) struct Details {
    /// JSON that is also a JavaScript expression and safe inside a script element.
    pub(crate) rendered: String,
    /// The text of the identity field, exactly as the page's script will see it, if it has any.
    pub(crate) user: Option<String>,
}

impl Details {
    /// Reads `json` and takes the user from its field `identity`, if one is named.
    ///
    /// Numbers keep their text and keys their order. Refused as [`Error::MalformedDetails`]: what
    /// isn't one JSON object in UTF-8, is too long or too deep, has a lone surrogate, has the
    /// identity field twice (the page would show another user than the one hashed), or has a key
    /// `__proto__` (a script would take it for an instruction, not for data).
    pub(crate) fn read(json: &[u8], identity: Option<&str>) -> Result<Details, Error> {
        if json.len() > MAX_DETAILS {
            return Err(Error::MalformedDetails);
        }
        let json = str::from_utf8(json).map_err(|_| Error::MalformedDetails)?;
        let mut writer = Writer { out: String::with_capacity(json.len() * 5 / 4), depth: 0 };
        let mut reader = serde_json::Deserializer::from_str(json);
        let user = reader
            .deserialize_map(ObjectWriter { writer: &mut writer, identity })
            .and_then(|user| reader.end().map(|()| user))
            .map_err(|_| Error::MalformedDetails)?;
        Ok(Details { rendered: writer.out, user })
    }
}

/// The user that details name: what the receiving side of a login checks the presented hash for. It is
/// found in the field `identity` exactly as [`SecretKey::visitor_by`](crate::SecretKey::visitor_by)
/// finds it for the side that signs.
///
/// # Errors
/// [`Error::MalformedDetails`], [`Error::MissingUser`], [`Error::EmptyUser`].
pub fn user_in(details: impl AsRef<[u8]>, identity: &str) -> Result<String, Error> {
    let user = Details::read(details.as_ref(), Some(identity))?.user.ok_or(Error::MissingUser)?;
    if user.is_empty() { Err(Error::EmptyUser) } else { Ok(user) }
}

struct Writer {
    out: String,
    depth: usize,
}

impl Writer {
    fn value(&mut self, raw: &RawValue) -> serde_json::Result<()> {
        let json = raw.get();
        let mut reader = serde_json::Deserializer::from_str(json);
        match json.as_bytes().first() {
            Some(b'{') => {
                reader.deserialize_map(ObjectWriter { writer: self, identity: None }).map(|_| ())
            }
            Some(b'[') => reader.deserialize_seq(ArrayWriter { writer: self }),
            Some(b'"') => {
                script::push_string(&mut self.out, &text(json)?);
                Ok(())
            }
            // Numbers, true, false and null are copied as they stand: no digit is lost.
            _ => {
                self.out.push_str(json);
                Ok(())
            }
        }
    }

    fn enter(&mut self) -> serde_json::Result<()> {
        self.depth += 1;
        if self.depth > MAX_DETAILS_DEPTH {
            return Err(serde_json::Error::custom("too deep"));
        }
        Ok(())
    }
}

/// A string that borrows from the input where it can.
#[derive(serde::Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// The text of a string that the reader has found well-formed.
fn text(json: &str) -> serde_json::Result<Cow<'_, str>> {
    match json.get(1..json.len() - 1) {
        // Without escapes it stands there as it is.
        Some(text) if !text.contains('\\') => Ok(Cow::Borrowed(text)),
        _ => serde_json::from_str::<Text<'_>>(json).map(|text| text.0),
    }
}

/// Writes an object while it is read; at the top level it also picks out the user.
struct ObjectWriter<'w, 'i> {
    writer: &'w mut Writer,
    identity: Option<&'i str>,
}

impl<'de> Visitor<'de> for ObjectWriter<'_, '_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let writer = self.writer;
        let mut user = None;
        writer.enter().map_err(A::Error::custom)?;
        writer.out.push('{');
        let mut separator = "";
        while let Some(Text(key)) = map.next_key()? {
            if key == "__proto__" {
                return Err(A::Error::custom("a key that scripts take for an instruction"));
            }
            let value: &RawValue = map.next_value()?;
            writer.out.push_str(separator);
            separator = ",";
            script::push_string(&mut writer.out, &key);
            writer.out.push(':');
            writer.value(value).map_err(A::Error::custom)?;
            if self.identity == Some(key.as_ref()) {
                if user.is_some() {
                    return Err(A::Error::custom("the identity stands there twice"));
                }
                user = Some(identity_text(value.get()).map_err(A::Error::custom)?);
            }
        }
        writer.out.push('}');
        writer.depth -= 1;
        Ok(user.flatten())
    }
}

/// The user that a value names: a string's text or an integer's digits; other values name nobody.
fn identity_text(json: &str) -> serde_json::Result<Option<String>> {
    if json.starts_with('"') {
        return text(json).map(|text| Some(text.into_owned()));
    }
    let digits = json.strip_prefix('-').unwrap_or(json);
    Ok(digits.bytes().all(|b| b.is_ascii_digit()).then(|| json.to_owned()))
}

struct ArrayWriter<'w> {
    writer: &'w mut Writer,
}

impl<'de> Visitor<'de> for ArrayWriter<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        self.writer.enter().map_err(A::Error::custom)?;
        self.writer.out.push('[');
        let mut separator = "";
        while let Some(value) = seq.next_element::<&RawValue>()? {
            self.writer.out.push_str(separator);
            separator = ",";
            self.writer.value(value).map_err(A::Error::custom)?;
        }
        self.writer.out.push(']');
        self.writer.depth -= 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(json: &str) -> Result<String, Error> {
        Details::read(json.as_bytes(), Some("email")).map(|details| details.rendered)
    }

    fn user(json: &str, identity: &str) -> Option<String> {
        Details::read(json.as_bytes(), Some(identity)).unwrap().user
    }

    #[test]
    fn order_and_numbers_are_kept_and_space_goes() {
        assert_eq!(
            rendered(
                " {\"z\" : 1.50,\r\n\"email\":\"a@b.c\", \"a\":[1e400, -0, {} , []],\t\"n\":12345678901234567890123} "
            ),
            Ok(r#"{"z":1.50,"email":"a@b.c","a":[1e400,-0,{},[]],"n":12345678901234567890123}"#
                .into())
        );
    }

    #[test]
    fn keys_and_values_are_escaped_at_every_level() {
        assert_eq!(
            rendered(r#"{"email":"a@b.c","<":{"</script>":["<!--"]}}"#),
            Ok(r#"{"email":"a@b.c","\u003c":{"\u003c/script\u003e":["\u003c!--"]}}"#.into())
        );
    }

    #[test]
    fn the_user_is_the_decoded_text_of_the_field() {
        assert_eq!(user(r#"{"email":"a\u0040b.c"}"#, "email"), Some("a@b.c".into()));
        assert_eq!(user(r#"{"em\u0061il":"a@b.c"}"#, "email"), Some("a@b.c".into()));
        assert_eq!(user(r#"{"email":"a@b.c","id":-42}"#, "id"), Some("-42".into()));
        assert_eq!(
            user(r#"{"id":18446744073709551616}"#, "id"),
            Some("18446744073709551616".into())
        );
        for json in [
            r#"{"x":{"email":"a@b.c"}}"#,
            r#"{"email":null}"#,
            r#"{"email":1.5}"#,
            r#"{"email":true}"#,
            r#"{"email":["a"]}"#,
            "{}",
        ] {
            assert_eq!(user(json, "email"), None, "{json}");
        }
        assert_eq!(user(r#"{"email":""}"#, "email"), Some(String::new()));
    }

    #[test]
    fn the_receiving_side_finds_the_same_user() {
        assert_eq!(user_in(r#"{"email":"a\u0040b.c"}"#, "email"), Ok("a@b.c".to_owned()));
        assert_eq!(user_in(r#"{"id":42}"#, "id"), Ok("42".to_owned()));
        assert_eq!(user_in(r#"{"id":42}"#, "email"), Err(Error::MissingUser));
        assert_eq!(user_in(r#"{"email":null}"#, "email"), Err(Error::MissingUser));
        assert_eq!(user_in(r#"{"email":""}"#, "email"), Err(Error::EmptyUser));
        assert_eq!(user_in("[]", "email"), Err(Error::MalformedDetails));
        let twice = r#"{"email":"a","email":"b"}"#;
        assert_eq!(user_in(twice, "email"), Err(Error::MalformedDetails));
    }

    #[test]
    fn what_is_no_object_or_could_deceive_is_refused() {
        for json in [
            "",
            "null",
            "[]",
            "\"a\"",
            "1",
            "{",
            "{}{}",
            "{'email':1}",
            "{\"email\":NaN}",
            "{\"email\":\"a\",}",
            r#"{"email":"a","email":"b"}"#,
            r#"{"email":"a","em\u0061il":"b"}"#,
            r#"{"email":null,"email":"b"}"#,
            r#"{"email":"a","__proto__":{}}"#,
            r#"{"email":"a","x":{"\u005f_proto__":{}}}"#,
            r#"{"email":"\ud800"}"#,
            r#"{"email":"a","x":["\udc00\ud800"]}"#,
            "{\"email\":\"a\nb\"}",
        ] {
            assert_eq!(rendered(json), Err(Error::MalformedDetails), "{json}");
        }
        assert!(
            Details::read(b"{\"email\":\"\xff\"}", Some("email"))
                .is_err_and(|e| e == Error::MalformedDetails)
        );
    }

    #[test]
    fn depth_and_length_are_bounded() {
        let nested = |levels: usize| {
            format!("{{\"email\":\"a\",\"x\":{}{}}}", "[".repeat(levels), "]".repeat(levels))
        };
        assert!(rendered(&nested(MAX_DETAILS_DEPTH - 1)).is_ok());
        assert_eq!(rendered(&nested(MAX_DETAILS_DEPTH)), Err(Error::MalformedDetails));
        assert_eq!(rendered(&nested(10_000)), Err(Error::MalformedDetails));
        let long = |bytes: usize| format!("{{\"email\":\"a\",\"x\":\"{}\"}}", "x".repeat(bytes));
        assert!(rendered(&long(MAX_DETAILS - 30)).is_ok());
        assert_eq!(rendered(&long(MAX_DETAILS)), Err(Error::MalformedDetails));
    }
}
