//! Secret keys that can only be a mistake.

use crate::Error;

/// What documentation and templates write where the secret key goes, without brackets, in lower
/// case and with `_` for every separator.
const PLACEHOLDERS: &[&str] = &[
    "your_secret_key",
    "your_secret",
    "your_app_secret_key",
    "insert_hmac_value_here",
    "insert_secret_key_here",
    "changeme",
    "change_me",
];

/// What surrounds a place that somebody or some program was to fill in.
const TEMPLATE_MARKS: &[(&str, &str)] = &[("<", ">"), ("${", "}"), ("{{", "}}")];

/// Refuses a secret key that is empty, padded or a placeholder.
///
/// Binary keys may look like any of these by chance, which is why they come in as hexadecimal or
/// base64 and are not looked at here. Nothing is copied, so nothing is left to be wiped.
pub(crate) fn refuse(secret: &[u8]) -> Result<(), Error> {
    if characters(secret).all(is_padding) {
        return Err(Error::EmptySecret);
    }
    if characters(secret).next().is_some_and(is_padding)
        || characters(secret).last().is_some_and(is_padding)
    {
        return Err(Error::PaddedSecret);
    }
    if is_placeholder(secret) {
        return Err(Error::PlaceholderSecret);
    }
    Ok(())
}

/// The characters of a secret key; bytes that aren't UTF-8 may be anything, but not white space.
fn characters(secret: &[u8]) -> impl Iterator<Item = char> {
    secret.utf8_chunks().flat_map(|chunk| {
        let other = (!chunk.invalid().is_empty()).then_some(char::REPLACEMENT_CHARACTER);
        chunk.valid().chars().chain(other)
    })
}

/// White space, and the invisible characters that are pasted along with text: the zero-width
/// space, the word joiner and the byte order mark.
fn is_padding(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

fn is_placeholder(secret: &[u8]) -> bool {
    let marked = TEMPLATE_MARKS.iter().any(|(open, close)| {
        secret.starts_with(open.as_bytes()) && secret.ends_with(close.as_bytes())
    });
    let bare = secret.strip_prefix(b"[").and_then(|s| s.strip_suffix(b"]")).unwrap_or(secret);
    marked || PLACEHOLDERS.iter().any(|placeholder| reads_as(bare, placeholder.as_bytes()))
}

/// Whether `secret` is `placeholder` in any case and with `_`, `-`, a space or Markdown's `\_`
/// between the words.
fn reads_as(secret: &[u8], placeholder: &[u8]) -> bool {
    let mut letters = secret.iter().filter(|c| **c != b'\\').map(|c| match c {
        b'-' | b' ' => b'_',
        other => other.to_ascii_lowercase(),
    });
    placeholder.iter().all(|c| letters.next() == Some(*c)) && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_looking_secrets_pass() {
        let random = b"\x80\xff\x00middle\x00\xfe".as_slice();
        for secret in [
            b"s3cr3t".as_slice(),
            b"a b",
            b"x",
            b"your_secret_key_2",
            b"my<key>",
            b"<unclosed",
            "schl\u{fc}ssel".as_bytes(),
            random,
        ] {
            assert_eq!(refuse(secret), Ok(()), "{secret:?}");
        }
    }

    #[test]
    fn empty_and_blank_secrets_are_refused() {
        for secret in ["", " ", "\t\r\n", "\u{a0}\u{3000}", "\u{feff}"] {
            assert_eq!(refuse(secret.as_bytes()), Err(Error::EmptySecret), "{secret:?}");
        }
    }

    #[test]
    fn padding_is_refused_and_never_trimmed() {
        for secret in
            ["s3cr3t\n", "s3cr3t\r\n", " s3cr3t", "s3cr3t\u{b}", "\u{feff}s3cr3t", "s3cr3t\u{200b}"]
        {
            assert_eq!(refuse(secret.as_bytes()), Err(Error::PaddedSecret), "{secret:?}");
        }
        // White space at the end is seen even where the rest isn't UTF-8.
        assert_eq!(refuse(b"\xff\xfe\n"), Err(Error::PaddedSecret));
    }

    #[test]
    fn placeholders_are_refused() {
        for secret in [
            "YOUR_SECRET_KEY",
            "[YOUR_SECRET_KEY]",
            "[YOUR\\_SECRET\\_KEY]",
            "your-secret-key",
            "INSERT_HMAC_VALUE_HERE",
            "changeme",
            "ChangeMe",
            "<your key>",
            "<>",
            "${ACQUIRE_SECRET}",
            "{{ secret }}",
        ] {
            assert_eq!(refuse(secret.as_bytes()), Err(Error::PlaceholderSecret), "{secret:?}");
        }
    }
}
