//! What every function answers: core's table of errors as a C enum.

use std::ffi::CStr;
use userhash_core::Error;

/// What a function answers: `USERHASH_OK`, or what was wrong.
///
/// The numbers are part of the ABI and are never reused. Later versions may add some, so a
/// program should treat a number that it doesn't know as a failure.
/// `userhash_status_code()` names a status for programs, `userhash_status_message()` for people.
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub enum userhash_status {
    /// Done; only now have outputs been written.
    USERHASH_OK = 0,
    /// The presented user hash is not the hash of this user, or two byte strings differ.
    USERHASH_MISMATCH = 1,
    /// The secret key is empty or blank, or the struct holds no key.
    USERHASH_EMPTY_SECRET = 2,
    /// The secret key starts or ends in white space or an invisible character.
    USERHASH_PADDED_SECRET = 3,
    /// The secret key is a placeholder of some documentation or template.
    USERHASH_PLACEHOLDER_SECRET = 4,
    /// Web bundlers publish environment variables of such a name to every browser.
    USERHASH_PUBLIC_SECRET = 5,
    /// The text is not hexadecimal or base64, or the secret key's file is larger than 65,536 bytes.
    USERHASH_MALFORMED_SECRET = 6,
    /// The environment variable is not set, or the file can't be read.
    USERHASH_MISSING_SECRET = 7,
    /// The user is the empty string.
    USERHASH_EMPTY_USER = 8,
    /// The details lack the field that identifies the user.
    USERHASH_MISSING_USER = 9,
    /// Text parsed as a user hash is not one.
    USERHASH_MALFORMED_HASH = 10,
    /// Text that can't be written as UTF-8. Hosts with UTF-16 strings answer it; C never does.
    USERHASH_MALFORMED_TEXT = 11,
    /// The details are not a JSON object in UTF-8.
    USERHASH_MALFORMED_DETAILS = 12,
    /// The nonce has characters that a nonce of the Content Security Policy can't have.
    USERHASH_MALFORMED_NONCE = 13,
    /// A pointer is NULL but its length is not 0, or a struct or an output is NULL.
    USERHASH_NULL_POINTER = 14,
    /// The caller's buffer can't hold the output; the needed size was reported.
    USERHASH_BUFFER_TOO_SMALL = 15,
    /// A length is larger than PTRDIFF_MAX, which no object can be.
    USERHASH_TOO_LONG = 16,
    /// A bug in this library, stopped before it reached the program. Please report it.
    USERHASH_PANIC = 17,
}

impl From<Result<(), Error>> for userhash_status {
    fn from(answer: Result<(), Error>) -> Self {
        match answer {
            Ok(()) => Self::USERHASH_OK,
            Err(error) => error.into(),
        }
    }
}

impl From<Error> for userhash_status {
    fn from(error: Error) -> Self {
        match error {
            Error::Mismatch => Self::USERHASH_MISMATCH,
            Error::EmptySecret => Self::USERHASH_EMPTY_SECRET,
            Error::PaddedSecret => Self::USERHASH_PADDED_SECRET,
            Error::PlaceholderSecret => Self::USERHASH_PLACEHOLDER_SECRET,
            Error::PublicSecret => Self::USERHASH_PUBLIC_SECRET,
            Error::MalformedSecret => Self::USERHASH_MALFORMED_SECRET,
            Error::MissingSecret => Self::USERHASH_MISSING_SECRET,
            Error::EmptyUser => Self::USERHASH_EMPTY_USER,
            Error::MissingUser => Self::USERHASH_MISSING_USER,
            Error::MalformedHash => Self::USERHASH_MALFORMED_HASH,
            Error::MalformedText => Self::USERHASH_MALFORMED_TEXT,
            Error::MalformedDetails => Self::USERHASH_MALFORMED_DETAILS,
            Error::MalformedNonce => Self::USERHASH_MALFORMED_NONCE,
            Error::NullPointer => Self::USERHASH_NULL_POINTER,
            Error::BufferTooSmall => Self::USERHASH_BUFFER_TOO_SMALL,
            Error::TooLong => Self::USERHASH_TOO_LONG,
            Error::Panic => Self::USERHASH_PANIC,
        }
    }
}

/// Core's text as a C string, made by the compiler.
macro_rules! c_text {
    ($text:expr) => {{
        const BYTES: &[u8] = &nul_terminated::<{ $text.len() + 1 }>($text);
        // The texts hold no NUL, as a test of core makes sure of.
        CStr::from_bytes_until_nul(BYTES).unwrap_or_default()
    }};
}

/// One row per error, in the order code, message; a missing row doesn't compile.
macro_rules! c_texts {
    ($error:expr, $($variant:ident)+) => {
        match $error {
            $(Error::$variant =>
                (c_text!(Error::$variant.code()), c_text!(Error::$variant.message())),)+
        }
    };
}

/// The code and the message of any number, whether it is that of a status or not.
pub(crate) fn texts(number: i32) -> (&'static CStr, &'static CStr) {
    match Error::from_number(number) {
        Some(error) => c_texts!(error,
            Mismatch EmptySecret PaddedSecret PlaceholderSecret PublicSecret MalformedSecret
            MissingSecret EmptyUser MissingUser MalformedHash MalformedText MalformedDetails
            MalformedNonce NullPointer BufferTooSmall TooLong Panic),
        None if number == 0 => (c"ok", c"ok"),
        None => (c"unknown", c"unknown status: not one that this version of userhash answers"),
    }
}

pub(crate) const fn nul_terminated<const N: usize>(text: &str) -> [u8; N] {
    let (text, mut bytes, mut i) = (text.as_bytes(), [0; N], 0);
    while i < text.len() {
        bytes[i] = text[i];
        i += 1;
    }
    bytes
}
