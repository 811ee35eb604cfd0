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
    let mut clean = 0;
    for (at, c) in text.char_indices() {
        if is_harmless(c) {
            continue;
        }
        out.push_str(&text[clean..at]);
        clean = at + c.len_utf8();
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            _ => push_escapes(out, c),
        }
    }
    out.push_str(&text[clean..]);
    out.push('"');
}

fn is_harmless(c: char) -> bool {
    matches!(c, ' '..='~') && !matches!(c, '"' | '\\' | '<' | '>' | '&' | '\'')
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

/// Wraps a script in its element, with the nonce of a Content Security Policy if there is one.
///
/// # Errors
/// [`Error::MalformedNonce`] unless the nonce is a `base64-value` of CSP Level 3, section 2.3.1.
pub(crate) fn script_tag(script: &str, nonce: Option<&str>) -> Result<String, Error> {
    let mut tag = String::with_capacity(script.len() + 80);
    tag.push_str("<script");
    if let Some(nonce) = nonce {
        check_nonce(nonce)?;
        tag.push_str(" nonce=\"");
        tag.push_str(nonce);
        tag.push('"');
    }
    tag.push('>');
    tag.push_str(script);
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
            assert!(script_tag("", Some(nonce)).is_ok(), "{nonce}");
        }
        for nonce in ["", "=", "==", "a b", "a\"", "a'", "a>", "a===", "a=b", "é", "a\n"] {
            assert_eq!(script_tag("", Some(nonce)), Err(Error::MalformedNonce), "{nonce}");
        }
    }
}
