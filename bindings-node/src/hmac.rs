//! What `userhash/crypto` calls: HMAC-SHA256 with the manners of `node:crypto`.

use crate::failure::{Class, Failure, entry};
use crate::input;
use crate::raw::{Characters, Handle, Memory, Scratch, Value};
use napi::{Env, ValueType};
use napi_derive::napi;
use std::cell::RefCell;
use userhash::UserHash;
use userhash::hmac::{Hmac, TAG_LENGTH, equals};

const KEY: &str = "of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, \
                   KeyObject, or CryptoKey";
const DATA: &str = "of type string or an instance of Buffer, TypedArray, or DataView";
const BYTES: &str = "an instance of ArrayBuffer, Buffer, TypedArray, or DataView";

/// The names that Node, through OpenSSL, has for SHA-256, in lower case.
const SHA256: &[&str] = &[
    "sha256",
    "sha-256",
    "sha2-256",
    "rsa-sha256",
    "sha256withrsaencryption",
    "2.16.840.1.101.3.4.2.1",
];

/// Room for an HMAC that is being computed. It is used again for others, one after the other.
pub(crate) struct Running(RefCell<Option<Hmac>>);

/// Makes room for an HMAC.
#[napi]
pub fn hmac_new(env: Env) -> napi::Result<Handle<Running>> {
    entry(env, || Ok(Handle::new(Running(RefCell::new(None)))))
}

/// Starts an HMAC: the key is text or bytes.
#[napi]
pub fn hmac_start(
    env: Env,
    room: Handle<Running>,
    algorithm: Value,
    key: Value,
) -> napi::Result<()> {
    entry(env, || {
        if algorithm.kind() != ValueType::String {
            return Err(Failure::wrong_type("hmac", "of type string", algorithm));
        }
        let key = input::as_node("key", KEY, key)?;
        let mut scratch = Scratch::new();
        let name = algorithm.utf8(&mut scratch)?;
        if !SHA256.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(name)) {
            return Err(invalid_digest(name));
        }
        *room.0.borrow_mut() = Some(Hmac::new(&key));
        Ok(())
    })
}

/// Throws the error for data that is neither text nor a view of bytes.
#[napi(ts_return_type = "never")]
pub fn hmac_refuse_data(env: Env, data: Value) -> napi::Result<()> {
    entry(env, || Err(Failure::wrong_type("data", DATA, data)))
}

/// Throws the error for a key's encoding that isn't text.
#[napi(ts_return_type = "never")]
pub fn hmac_refuse_encoding(env: Env, encoding: Value) -> napi::Result<()> {
    entry(env, || Err(Failure::wrong_type("options.encoding", "of type string", encoding)))
}

/// Adds text, as UTF-8, or bytes to the message.
#[napi]
pub fn hmac_update(env: Env, room: Handle<Running>, data: Value) -> napi::Result<()> {
    entry(env, || {
        let mut room = room.0.borrow_mut();
        let Some(hmac) = room.as_mut() else { return Ok(()) };
        if data.kind() == ValueType::String {
            hmac.update(data.utf8(&mut Scratch::new())?);
            return Ok(());
        }
        match data.memory(|region| region.pieces(|piece| hmac.update(piece)))? {
            Memory::Own(()) | Memory::Detached => Ok(()),
            Memory::Shared | Memory::None => Err(Failure::wrong_type("data", DATA, data)),
        }
    })
}

/// The tag in hexadecimal; wipes the room.
#[napi(ts_return_type = "string")]
pub fn hmac_digest_hex(
    env: Env,
    room: Handle<Running>,
) -> napi::Result<Characters<{ UserHash::HEX_LENGTH }>> {
    entry(env, || {
        let mut text = Characters([0; UserHash::HEX_LENGTH]);
        // Can't fail: the room has exactly two characters a byte.
        let _ = base16ct::lower::encode(&finish(&room), &mut text.0);
        Ok(text)
    })
}

/// The tag with one character for each of its bytes; wipes the room.
#[napi(ts_return_type = "string")]
pub fn hmac_digest(env: Env, room: Handle<Running>) -> napi::Result<Characters<TAG_LENGTH>> {
    entry(env, || Ok(Characters(finish(&room))))
}

/// Whether two byte strings of the same length are equal, in constant time.
#[napi]
pub fn timing_safe_equal(env: Env, buf1: Value, buf2: Value) -> napi::Result<bool> {
    entry(env, || {
        let bytes = |argument, value: Value| match value.kind() {
            ValueType::String => Err(Failure::wrong_type(argument, BYTES, value)),
            _ => input::as_node(argument, BYTES, value),
        };
        let (buf1, buf2) = (bytes("buf1", buf1)?, bytes("buf2", buf2)?);
        if buf1.len() != buf2.len() {
            let message = "Input buffers must have the same byte length";
            let code = "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH";
            return Err(Failure::Host(Class::RangeError, code, message.into()));
        }
        Ok(equals(&buf1, &buf2))
    })
}

/// The tag of what is in the room, which is wiped. `lib/` asks for it once.
fn finish(room: &Running) -> [u8; TAG_LENGTH] {
    let hmac = room.0.borrow_mut();
    let tag = hmac.as_ref().map(Hmac::digest).unwrap_or_default();
    drop(hmac);
    *room.0.borrow_mut() = None;
    tag
}

fn invalid_digest(name: &[u8]) -> Failure {
    let name: String =
        String::from_utf8_lossy(name).chars().filter(|c| *c != '\0').take(64).collect();
    let message = format!("Invalid digest: {name} (userhash/crypto offers only SHA-256)");
    Failure::Host(Class::TypeError, "ERR_CRYPTO_INVALID_DIGEST", message)
}
