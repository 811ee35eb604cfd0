//! The one table of errors. Every host maps it; none adds to it.

use std::fmt;

/// Declares the enum and its three columns from one row per error, so that no row can lack one.
macro_rules! error_table {
    ($($(#[$doc:meta])* $variant:ident = $number:literal, $code:literal, $message:literal;)+) => {
        /// Everything that can go wrong, the same in every host.
        ///
        /// Deliberately not `#[non_exhaustive]`: a new error must make the compiler point at
        /// every binding that has to map it. No error carries data, so none can carry a secret.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(i32)]
        pub enum Error {
            $($(#[$doc])* $variant = $number,)+
        }

        impl Error {
            /// Every error, in the order of the numbers.
            pub const ALL: &'static [Error] = &[$(Error::$variant,)+];

            /// The number, which the C ABI returns. Never 0, never reused.
            #[must_use]
            pub const fn number(self) -> i32 {
                self as i32
            }

            /// The code: a short string that is the same in every host, for programs to compare.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Error::$variant => $code,)+ }
            }

            /// What went wrong and what to do about it, for people.
            #[must_use]
            pub const fn message(self) -> &'static str {
                match self { $(Error::$variant => $message,)+ }
            }
        }
    };
}

error_table! {
    /// The presented user hash is not the hash of this user. Hosts turn it into `false`.
    Mismatch = 1, "mismatch",
        "the user hash does not match this user and secret key";
    /// The secret key is empty or blank, or no key was ever loaded.
    EmptySecret = 2, "empty_secret",
        "the secret key is empty: set it to the secret that your widget's vendor shows";
    /// The secret key starts or ends in white space or an invisible character.
    PaddedSecret = 3, "padded_secret",
        "the secret key starts or ends in white space: it was probably pasted with a line break; \
         remove it, or load a binary key from hexadecimal or base64";
    /// The secret key is a placeholder of some documentation or template.
    PlaceholderSecret = 4, "placeholder_secret",
        "the secret key is a placeholder: replace it by the secret that your widget's vendor shows";
    /// The variable's name has a prefix that web bundlers publish to browsers.
    PublicSecret = 5, "public_secret",
        "this environment variable's prefix makes web bundlers publish it to every browser: \
         rename the variable, and have the vendor issue a new secret key";
    /// Text that should be hexadecimal or base64 is not, or a secret key's file is too large.
    MalformedSecret = 6, "malformed_secret",
        "the secret key can't be decoded: hexadecimal takes pairs of 0-9 a-f A-F, base64 the \
         standard alphabet with padding, and a secret key's file has at most 65536 bytes";
    /// The environment variable is not set, or the file can't be read.
    MissingSecret = 7, "missing_secret",
        "there is no secret key: the environment variable is not set, or the file is not there \
         or can't be read";
    /// The user is the empty string.
    EmptyUser = 8, "empty_user",
        "the user is empty: pass the e-mail address or id of the user who is logged in";
    /// The details lack the field that identifies the user.
    MissingUser = 9, "missing_user",
        "the details have no identity: add the user's email, or name the field that holds it";
    /// Text parsed as a user hash is not one.
    MalformedHash = 10, "malformed_hash",
        "a user hash is 64 lower-case hexadecimal characters";
    /// Text that can't be written as UTF-8 (a lone surrogate).
    MalformedText = 11, "malformed_text",
        "the text can't be written as UTF-8: it holds a lone surrogate; pass whole characters, or bytes";
    /// The details are not a JSON object in UTF-8.
    MalformedDetails = 12, "malformed_details",
        "the details must be a JSON object in UTF-8";
    /// The nonce has characters that a nonce of the Content Security Policy can't have.
    MalformedNonce = 13, "malformed_nonce",
        "a nonce holds only the characters of base64 and base64url (CSP Level 3)";
    /// A pointer is null where data was announced. C ABI only.
    NullPointer = 14, "null_pointer",
        "a pointer is null but its length is not 0, or an output has nowhere to go";
    /// The caller's buffer can't hold the output. C ABI only.
    BufferTooSmall = 15, "buffer_too_small",
        "the buffer is too small: the needed size was reported; call again with a larger one";
    /// A length can't be that of real memory. C ABI only.
    TooLong = 16, "too_long",
        "the length is larger than any object in memory can be";
    /// A bug in this library, stopped before it reached the host.
    Panic = 17, "panic",
        "userhash stopped at a bug of its own: please report it";
}

impl Error {
    /// The error of a number, or `None` for 0 (success) and for numbers that no error has.
    #[must_use]
    pub fn from_number(number: i32) -> Option<Error> {
        Self::ALL.iter().copied().find(|error| error.number() == number)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn numbers_codes_and_messages_are_distinct_and_well_formed() {
        let numbers: HashSet<i32> = Error::ALL.iter().map(|e| e.number()).collect();
        let codes: HashSet<&str> = Error::ALL.iter().map(|e| e.code()).collect();
        let messages: HashSet<&str> = Error::ALL.iter().map(|e| e.message()).collect();
        assert_eq!(numbers.len(), Error::ALL.len());
        assert_eq!(codes.len(), Error::ALL.len());
        assert_eq!(messages.len(), Error::ALL.len());
        for error in Error::ALL {
            assert!(error.number() > 0, "0 means success");
            assert!(error.code().bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
            // C returns messages as NUL-terminated strings.
            assert!(!error.message().contains('\0'));
            assert_eq!(Error::from_number(error.number()), Some(*error));
        }
        assert_eq!(Error::from_number(0), None);
        assert_eq!(Error::from_number(-1), None);
    }

    #[test]
    fn published_numbers_stay() {
        // These are the C ABI: a change here breaks programs that are already compiled.
        let published: Vec<(i32, &str)> =
            Error::ALL.iter().map(|e| (e.number(), e.code())).collect();
        assert_eq!(
            published,
            [
                (1, "mismatch"),
                (2, "empty_secret"),
                (3, "padded_secret"),
                (4, "placeholder_secret"),
                (5, "public_secret"),
                (6, "malformed_secret"),
                (7, "missing_secret"),
                (8, "empty_user"),
                (9, "missing_user"),
                (10, "malformed_hash"),
                (11, "malformed_text"),
                (12, "malformed_details"),
                (13, "malformed_nonce"),
                (14, "null_pointer"),
                (15, "buffer_too_small"),
                (16, "too_long"),
                (17, "panic"),
            ]
        );
    }
}
