//! Writing values into scripts and HTML so that no value can leave its place.

use crate::Error;

/// Appends `text` as a string literal that is the same in JSON, in JavaScript and inside an HTML
/// script element, whatever it holds.
///
/// Everything but printable ASCII is escaped, and so are the characters that mean something to an
/// HTML parser: a tag can't end, a comment can't start, U+2028 and U+2029 can't end a line, and
/// the page's character encoding can't change what the string says.
pub(crate) fn push_string(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !is_harmless(byte)) {
        // A byte that is harmless is a character, so this is where one starts.
        let (clean, from) = rest.split_at(at);
        out.push_str(clean);
        let mut chars = from.chars();
        match chars.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some(c) => push_escapes(out, c),
            None => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

fn is_harmless(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\' | b'<' | b'>' | b'&' | b'\'')
}

/// `\uXXXX`, twice for what takes two UTF-16 units.
fn push_escapes(out: &mut String, c: char) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        out.push_str("\\u");
        for shift in [12, 8, 4, 0] {
            let digit = usize::from(*unit >> shift & 0xf);
            out.push(char::from(b"0123456789abcdef"[digit]));
        }
    }
}

/// A script in its element, with the nonce of a Content Security Policy if there is one.
///
/// `push_script` appends the script, of about `script_len` bytes.
///
/// # Errors
/// [`Error::MalformedNonce`] unless the nonce is a `base64-value` of CSP Level 3, section 2.3.1.
pub(crate) fn script_tag(
    nonce: Option<&str>,
    script_len: usize,
    push_script: impl FnOnce(&mut String),
) -> Result<String, Error> {
    let nonce_len = nonce.map_or(0, str::len);
    let mut tag = String::with_capacity(script_len + nonce_len + 32);
    tag.push_str("<script");
    if let Some(nonce) = nonce {
        check_nonce(nonce)?;
        tag.push_str(" nonce=\"");
        tag.push_str(nonce);
        tag.push('"');
    }
    tag.push('>');
    push_script(&mut tag);
    tag.push_str("</script>");
    Ok(tag)
}

/// An element that browsers neither run nor show, and that no Content Security Policy forbids.
pub(crate) fn data_tag(kind: &str, json: &str) -> String {
    format!(r#"<script type="application/json" data-userhash="{kind}">{json}</script>"#)
}

fn check_nonce(nonce: &str) -> Result<(), Error> {
    let value = nonce.strip_suffix('=').unwrap_or(nonce);
    let value = value.strip_suffix('=').unwrap_or(value);
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'-' | b'_');
    if value.is_empty() || !value.bytes().all(allowed) {
        return Err(Error::MalformedNonce);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(text: &str) -> String {
        let mut out = String::new();
        push_string(&mut out, text);
        out
    }

    #[test]
    fn literals_are_escaped() {
        assert_eq!(literal("plain text"), "\"plain text\"");
        assert_eq!(literal("a\"b\\c"), r#""a\"b\\c""#);
        assert_eq!(literal("</script><!--"), r#""\u003c/script\u003e\u003c!--""#);
        assert_eq!(literal("&amp;'"), r#""\u0026amp;\u0027""#);
        assert_eq!(literal("\u{2028}\u{2029}\0\n\u{7f}"), r#""\u2028\u2029\u0000\u000a\u007f""#);
        assert_eq!(literal("é😀"), r#""\u00e9\ud83d\ude00""#);
    }

    #[test]
    fn nonces_are_those_of_csp() {
        for nonce in ["a", "abc123==", "Zm9v+/-_", "x="] {
            assert!(script_tag(Some(nonce), 0, |_| ()).is_ok(), "{nonce}");
        }
        for nonce in ["", "=", "==", "a b", "a\"", "a'", "a>", "a===", "a=b", "é", "a\n"] {
            assert_eq!(script_tag(Some(nonce), 0, |_| ()), Err(Error::MalformedNonce), "{nonce}");
        }
    }
}
