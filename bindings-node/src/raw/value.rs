//! Any JavaScript value: what it is, and its text.

use super::{SHORT, Scratch, status};
use napi::bindgen_prelude::{FromNapiValue, TypeName, ValidateNapiValue};
use napi::{Result, ValueType, sys};
use std::ptr;
use zeroize::Zeroizing;

/// The longest UTF-8 form of a character, in bytes.
const LONGEST_CHARACTER: usize = 4;

/// The replacement character, which Node-API puts in place of a lone surrogate.
const REPLACEMENT: &[u8] = "\u{FFFD}".as_bytes();

/// Any JavaScript value, for as long as the call lasts that it was passed to.
#[derive(Clone, Copy)]
pub(crate) struct Value {
    pub(super) env: sys::napi_env,
    pub(super) raw: sys::napi_value,
}

impl Value {
    /// What `typeof` says, apart from `null`.
    pub(crate) fn kind(self) -> ValueType {
        let mut kind = 0;
        // SAFETY: both handles are those of the call in progress.
        match unsafe { sys::napi_typeof(self.env, self.raw, &mut kind) } {
            sys::Status::napi_ok => ValueType::from(kind),
            _ => ValueType::Unknown,
        }
    }

    /// The value of a number; 0 if it isn't one.
    pub(crate) fn number(self) -> f64 {
        let mut number = 0.0;
        // SAFETY: both handles are those of the call in progress.
        unsafe { sys::napi_get_value_double(self.env, self.raw, &mut number) };
        number
    }

    /// What `String(value)` gives, for a number or BigInt, whose conversion runs no other code.
    pub(crate) fn decimal(self) -> Result<Value> {
        let mut raw = ptr::null_mut();
        // SAFETY: both handles are those of the call in progress.
        status(unsafe { sys::napi_coerce_to_string(self.env, self.raw, &mut raw) })?;
        Ok(Value { env: self.env, raw })
    }

    /// A text in UTF-8. Lone surrogates become U+FFFD.
    pub(crate) fn utf8(self, scratch: &mut Scratch) -> Result<&[u8]> {
        let length = self.utf8_into(&mut scratch.stack)?;
        // With less room left than a character and the NUL may take, more text may follow.
        if length + LONGEST_CHARACTER < SHORT {
            return Ok(&scratch.stack[..length]);
        }
        scratch.heap = self.utf8_wiped()?;
        Ok(&scratch.heap)
    }

    /// The start of a text in UTF-8: all of it if it has up to 64 bytes, and otherwise more than 64.
    pub(crate) fn utf8_start(self, scratch: &mut Scratch) -> Result<&[u8]> {
        let length = self.utf8_into(&mut scratch.stack)?;
        Ok(&scratch.stack[..length])
    }

    /// As many whole characters of a text as fit, in UTF-8, and how many bytes they have. One byte
    /// of the room is left for a NUL. Lone surrogates become U+FFFD.
    fn utf8_into(self, room: &mut [u8]) -> Result<usize> {
        let mut length = 0;
        // SAFETY: Node-API writes at most `room.len()` bytes, the closing NUL included.
        status(unsafe {
            let start = room.as_mut_ptr().cast();
            sys::napi_get_value_string_utf8(self.env, self.raw, start, room.len(), &mut length)
        })?;
        Ok(length.min(room.len()))
    }

    /// A text in UTF-8 in memory that is wiped when dropped. Lone surrogates become U+FFFD.
    pub(crate) fn utf8_wiped(self) -> Result<Zeroizing<Vec<u8>>> {
        let mut length = 0;
        // SAFETY: without a buffer, Node-API only reports the length.
        status(unsafe {
            sys::napi_get_value_string_utf8(self.env, self.raw, ptr::null_mut(), 0, &mut length)
        })?;
        let mut text = Zeroizing::new(vec![0; length + 1]);
        let length = self.utf8_into(&mut text)?;
        text.truncate(length);
        Ok(text)
    }

    /// Whether `utf8`, read from this text, lost a lone surrogate.
    pub(crate) fn lost_surrogates(self, utf8: &[u8]) -> Result<bool> {
        // The first byte rules out nearly all text, and looking for one byte is quick.
        if !utf8.contains(&REPLACEMENT[0])
            || !utf8.windows(REPLACEMENT.len()).any(|part| part == REPLACEMENT)
        {
            return Ok(false);
        }
        // U+FFFD may well have been in the text; what Node-API was given tells.
        let mut length = 0;
        // SAFETY: without a buffer, Node-API only reports the length.
        status(unsafe {
            sys::napi_get_value_string_utf16(self.env, self.raw, ptr::null_mut(), 0, &mut length)
        })?;
        let mut units = Zeroizing::new(vec![0_u16; length + 1]);
        // SAFETY: Node-API writes at most `units.len()` units, the closing NUL included.
        status(unsafe {
            let start = units.as_mut_ptr();
            sys::napi_get_value_string_utf16(self.env, self.raw, start, units.len(), &mut length)
        })?;
        units.truncate(length);
        Ok(char::decode_utf16(units.iter().copied()).any(|character| character.is_err()))
    }

    /// The name of the function that made an object; `None` if it hides that.
    pub(crate) fn class_name(self) -> Option<String> {
        self.property(c"constructor").and_then(Value::name)
    }

    /// The name of a function.
    pub(crate) fn name(self) -> Option<String> {
        let name = self.property(c"name").filter(|name| name.kind() == ValueType::String)?;
        let mut scratch = Scratch::new();
        name.utf8(&mut scratch).ok().map(|name| String::from_utf8_lossy(name).into_owned())
    }

    fn property(self, name: &std::ffi::CStr) -> Option<Value> {
        let (mut raw, mut thrown) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: both handles are those of the call in progress; the name ends in a NUL.
        let got =
            unsafe { sys::napi_get_named_property(self.env, self.raw, name.as_ptr(), &mut raw) };
        if got == sys::Status::napi_ok {
            return Some(Value { env: self.env, raw });
        }
        // A getter or proxy that throws has no say in what is being reported.
        // SAFETY: as above.
        unsafe { sys::napi_get_and_clear_last_exception(self.env, &mut thrown) };
        None
    }
}

impl FromNapiValue for Value {
    unsafe fn from_napi_value(env: sys::napi_env, raw: sys::napi_value) -> Result<Self> {
        Ok(Value { env, raw })
    }
}

impl TypeName for Value {
    fn type_name() -> &'static str {
        "unknown"
    }

    fn value_type() -> ValueType {
        ValueType::Unknown
    }
}

impl ValidateNapiValue for Value {}
