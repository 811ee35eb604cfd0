//! What counts as a secret key in an environment variable or a file.
//!
//! Reading the two is left to the crate `userhash-load`; the rules are here, so that a host with
//! an environment of its own can apply them too.

use crate::Error;

/// The largest file that is taken for a secret key, in bytes.
pub const MAX_SECRET_FILE: usize = 65_536;

/// Prefixes of environment variables that web bundlers copy into what browsers download.
const PUBLISHED_PREFIXES: &[&str] = &[
    "NEXT_PUBLIC_",
    "VITE_",
    "REACT_APP_",
    "EXPO_PUBLIC_",
    "NUXT_PUBLIC_",
    "GATSBY_",
    "VUE_APP_",
    "PUBLIC_",
];

/// The secret key in the value of the environment variable `name`: the value without one final
/// line break.
///
/// # Errors
/// [`Error::PublicSecret`] if the name has a prefix that web bundlers publish, whether the
/// variable is set or not; [`Error::MissingSecret`] if it isn't set (`None`).
pub fn secret_in_variable<'a>(name: &[u8], value: Option<&'a [u8]>) -> Result<&'a [u8], Error> {
    if PUBLISHED_PREFIXES.iter().any(|prefix| name.starts_with(prefix.as_bytes())) {
        return Err(Error::PublicSecret);
    }
    // No variable has such a name, but some environments look at what is before the NUL.
    let value = value.filter(|_| !name.contains(&0));
    value.map(without_final_newline).ok_or(Error::MissingSecret)
}

/// The secret key in a file with these contents: all of them without one final line break.
///
/// # Errors
/// [`Error::MalformedSecret`] if there are more than [`MAX_SECRET_FILE`] bytes.
pub fn secret_in_file(contents: &[u8]) -> Result<&[u8], Error> {
    if contents.len() > MAX_SECRET_FILE {
        return Err(Error::MalformedSecret);
    }
    Ok(without_final_newline(contents))
}

/// Editors and `echo` end a file with one line break. More than one was put there on purpose or
/// by accident, and which of the two is for the caller to find out.
fn without_final_newline(value: &[u8]) -> &[u8] {
    value.strip_suffix(b"\r\n").or_else(|| value.strip_suffix(b"\n")).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_one_final_newline_goes() {
        for (value, secret) in [
            (b"key".as_slice(), b"key".as_slice()),
            (b"key\n", b"key"),
            (b"key\r\n", b"key"),
            (b"key\n\n", b"key\n"),
            (b"key\n\r\n", b"key\n"),
            (b"key\r", b"key\r"),
            (b" key \n", b" key "),
            (b"\n", b""),
        ] {
            assert_eq!(secret_in_file(value), Ok(secret), "{value:?}");
            assert_eq!(secret_in_variable(b"KEY", Some(value)), Ok(secret), "{value:?}");
        }
    }

    #[test]
    fn published_names_are_refused_even_when_unset() {
        for prefix in PUBLISHED_PREFIXES {
            let name = format!("{prefix}ACQUIRE_SECRET");
            assert_eq!(secret_in_variable(name.as_bytes(), None), Err(Error::PublicSecret));
            assert_eq!(secret_in_variable(name.as_bytes(), Some(b"x")), Err(Error::PublicSecret));
        }
        assert_eq!(secret_in_variable(b"MY_VITE_SECRET", Some(b"x")), Ok(b"x".as_slice()));
        assert_eq!(secret_in_variable(b"KEY", None), Err(Error::MissingSecret));
        assert_eq!(secret_in_variable(b"KEY\0X", Some(b"x")), Err(Error::MissingSecret));
    }

    #[test]
    fn a_file_may_have_64_kib() {
        assert!(secret_in_file(&vec![b'k'; MAX_SECRET_FILE]).is_ok());
        assert_eq!(secret_in_file(&vec![b'k'; MAX_SECRET_FILE + 1]), Err(Error::MalformedSecret));
    }
}
