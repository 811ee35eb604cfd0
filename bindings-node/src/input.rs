//! What JavaScript may pass for a secret key, a user, a presented user hash.

use crate::failure::{Class, Failure};
use crate::raw::{Memory, Region, Scratch, Value};
use napi::ValueType;
use userhash::{Error, UserHash};
use zeroize::Zeroizing;

const TEXT_OR_BYTES: &str =
    "of type string or an instance of ArrayBuffer, Buffer, TypedArray, or DataView";
const USER: &str = "of type string or bigint, a safe integer, or an instance of ArrayBuffer, \
                    Buffer, TypedArray, or DataView";
const TEXT: &str = "of type string";

/// The largest integer that a number can't be confused with another one: 2^53 - 1.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

/// A secret key, or text that encodes one.
pub(crate) fn secret(argument: &str, value: Value) -> Result<Zeroizing<Vec<u8>>, Failure> {
    if value.kind() == ValueType::String {
        return text_wiped(value);
    }
    own_memory(argument, TEXT_OR_BYTES, value, |region| region.to_vec())
}

/// The name of a variable or file.
pub(crate) fn name(argument: &str, value: Value) -> Result<String, Failure> {
    if value.kind() != ValueType::String {
        return Err(Failure::wrong_type(argument, TEXT, value));
    }
    let text = text_wiped(value)?;
    str::from_utf8(&text).map(str::to_owned).map_err(|_| Error::MalformedText.into())
}

/// Text that isn't secret; a lone surrogate in it is the error `malformed`.
pub(crate) fn text_of<'s>(
    argument: &str,
    value: Value,
    malformed: Error,
    scratch: &'s mut Scratch,
) -> Result<&'s [u8], Failure> {
    if value.kind() != ValueType::String {
        return Err(Failure::wrong_type(argument, TEXT, value));
    }
    let text = value.utf8(scratch)?;
    if value.lost_surrogates(text)? { Err(malformed.into()) } else { Ok(text) }
}

/// The value of a variable, if it is set.
pub(crate) fn variable(value: Value) -> Result<Option<Zeroizing<Vec<u8>>>, Failure> {
    if value.kind() == ValueType::String { text_wiped(value).map(Some) } else { Ok(None) }
}

/// A user: text, bytes or a whole number.
pub(crate) fn user(value: Value, scratch: &mut Scratch) -> Result<&[u8], Failure> {
    match value.kind() {
        ValueType::String => text(value, scratch),
        ValueType::Number => text(whole(value)?.decimal()?, scratch),
        ValueType::BigInt => text(value.decimal()?, scratch),
        _ => own_memory("user", USER, value, |region| region.copy_to(scratch)),
    }
}

/// What a visitor presents as a user hash. All that is neither text nor bytes, and all that is too
/// long, is read as something that no user hash is: it is never an error.
pub(crate) fn presented(value: Value, scratch: &mut Scratch) -> &[u8] {
    if value.kind() == ValueType::String {
        return value.utf8_start(scratch).unwrap_or_default();
    }
    let bytes = value.memory(|region| {
        (region.length() == UserHash::HEX_LENGTH).then(|| region.copy_to(scratch))
    });
    match bytes {
        Ok(Memory::Own(Some(bytes))) => bytes,
        _ => &[],
    }
}

/// A key or message for the module that works as Node's own does: lone surrogates become U+FFFD,
/// detached memory is empty.
pub(crate) fn as_node(
    argument: &str,
    expected: &str,
    value: Value,
) -> Result<Zeroizing<Vec<u8>>, Failure> {
    if value.kind() == ValueType::String {
        return Ok(value.utf8_wiped()?);
    }
    match value.memory(|region| region.to_vec())? {
        Memory::Own(bytes) => Ok(bytes),
        Memory::Detached => Ok(Zeroizing::default()),
        Memory::Shared | Memory::None => Err(Failure::wrong_type(argument, expected, value)),
    }
}

fn text(value: Value, scratch: &mut Scratch) -> Result<&[u8], Failure> {
    let text = value.utf8(scratch)?;
    if value.lost_surrogates(text)? { Err(Error::MalformedText.into()) } else { Ok(text) }
}

fn text_wiped(value: Value) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let text = value.utf8_wiped()?;
    if value.lost_surrogates(&text)? { Err(Error::MalformedText.into()) } else { Ok(text) }
}

/// Checks that a number is an integer that nothing was lost of.
fn whole(value: Value) -> Result<Value, Failure> {
    let number = value.number();
    if !number.is_finite() || number.fract() != 0.0 {
        return Err(Failure::refused_type("user", USER, "a number that is not an integer"));
    }
    if number.abs() > MAX_SAFE_INTEGER {
        let message = "The value of \"user\" is out of range. It must be >= -(2 ** 53 - 1) and \
                       <= 2 ** 53 - 1, or of type bigint";
        return Err(Failure::Host(Class::RangeError, "ERR_OUT_OF_RANGE", message.into()));
    }
    Ok(value)
}

/// Bytes in memory that nobody else can change or take away.
fn own_memory<T>(
    argument: &str,
    expected: &str,
    value: Value,
    read: impl FnOnce(&Region) -> T,
) -> Result<T, Failure> {
    match value.memory(read)? {
        Memory::Own(bytes) => Ok(bytes),
        Memory::Shared => Err(Failure::refused_type(argument, expected, "shared memory")),
        Memory::Detached => Err(Failure::refused_type(argument, expected, "detached memory")),
        Memory::None => Err(Failure::wrong_type(argument, expected, value)),
    }
}
