//! What the class `Visitor` of `lib/` calls, and what there is for pages without one.
//!
//! A visitor is text on the side of JavaScript, a user hash and the JSON of details: making one for
//! each page costs less that way than an external value, which the garbage collector has to visit.
//! What was read of the details when they were signed is kept for the first rendering: see `fresh`.

use crate::failure::{Failure, entry};
use crate::fresh;
use crate::input;
use crate::raw::{Ascii, Characters, Handle, Scratch, Value};
use crate::secret_key::to_text;
use napi::{Env, ValueType};
use napi_derive::napi;
use userhash::{Error, KeyRing, SecretKey, UserHash, Visitor};

/// The user hash of the user whom details, which are JSON, name; without an identity, in the usual
/// field.
#[napi(ts_return_type = "string")]
pub fn key_visitor_hash(
    env: Env,
    key: Handle<SecretKey>,
    details: Value,
    identity: Value,
) -> napi::Result<Hex> {
    entry(env, || sign(&key, details, identity))
}

/// The same with a ring's current key.
#[napi(ts_return_type = "string")]
pub fn ring_visitor_hash(
    env: Env,
    ring: Handle<KeyRing>,
    details: Value,
    identity: Value,
) -> napi::Result<Hex> {
    entry(env, || sign(ring.current(), details, identity))
}

/// Throws the error for a user hash or details that no visitor can be made of.
#[napi]
pub fn visitor_check(env: Env, hash: Value, details: Value) -> napi::Result<()> {
    entry(env, || visitor(hash, details).map(drop))
}

/// Throws the error for details that are missing, or that `JSON.stringify` refuses.
#[napi(ts_return_type = "never")]
pub fn details_refuse(env: Env, details: Value) -> napi::Result<()> {
    entry(env, || match details.kind() {
        ValueType::Undefined | ValueType::Null => {
            Err(Failure::wrong_type("details", OBJECT, details))
        }
        _ => Err(Error::MalformedDetails.into()),
    })
}

/// Throws the error for options that are none.
#[napi(ts_return_type = "never")]
pub fn options_refuse(env: Env, options: Value) -> napi::Result<()> {
    entry(env, || Err(Failure::wrong_type("options", OBJECT, options)))
}

/// The snippet in its element.
#[napi(ts_return_type = "string")]
pub fn visitor_script_tag(
    env: Env,
    hash: Value,
    details: Value,
    nonce: Value,
) -> napi::Result<Ascii> {
    entry(env, || {
        let visitor = visitor(hash, details)?;
        with_nonce(nonce, |nonce| visitor.script_tag(nonce)).map(Ascii)
    })
}

/// The snippet.
#[napi(ts_return_type = "string")]
pub fn visitor_script(env: Env, hash: Value, details: Value) -> napi::Result<Ascii> {
    entry(env, || Ok(Ascii(visitor(hash, details)?.script())))
}

/// The script that logs in.
#[napi(ts_return_type = "string")]
pub fn visitor_login_call(env: Env, hash: Value, details: Value) -> napi::Result<Ascii> {
    entry(env, || Ok(Ascii(visitor(hash, details)?.login_call())))
}

/// The script that logs out and in.
#[napi(ts_return_type = "string")]
pub fn visitor_switch_call(env: Env, hash: Value, details: Value) -> napi::Result<Ascii> {
    entry(env, || Ok(Ascii(visitor(hash, details)?.switch_call())))
}

/// The JSON of hash and details.
#[napi(ts_return_type = "string")]
pub fn visitor_to_json(env: Env, hash: Value, details: Value) -> napi::Result<Ascii> {
    entry(env, || Ok(Ascii(visitor(hash, details)?.to_json())))
}

/// The hash source of the snippet.
#[napi(ts_return_type = "string")]
pub fn visitor_csp_hash(env: Env, hash: Value, details: Value) -> napi::Result<Ascii> {
    entry(env, || Ok(Ascii(visitor(hash, details)?.csp_hash())))
}

/// The element that the loader reads.
#[napi(ts_return_type = "string")]
pub fn visitor_data_tag(env: Env, hash: Value, details: Value) -> napi::Result<Ascii> {
    entry(env, || Ok(Ascii(visitor(hash, details)?.data_tag())))
}

/// What `util.inspect` shows.
#[napi]
pub fn visitor_inspect(env: Env, hash: Value, details: Value) -> napi::Result<String> {
    entry(env, || Ok(format!("{:?}", visitor(hash, details)?)))
}

/// The logout in its element.
#[napi]
pub fn logout_script_tag(env: Env, nonce: Value) -> napi::Result<String> {
    entry(env, || with_nonce(nonce, userhash::logout_script_tag))
}

/// The logout.
#[napi]
pub fn logout_call(env: Env) -> napi::Result<String> {
    entry(env, || Ok(userhash::logout_call()))
}

/// The hash source of the logout.
#[napi]
pub fn logout_csp_hash(env: Env) -> napi::Result<String> {
    entry(env, || Ok(userhash::logout_csp_hash()))
}

/// The logout as the element that the loader reads.
#[napi]
pub fn logout_data_tag(env: Env) -> napi::Result<String> {
    entry(env, || Ok(userhash::logout_data_tag()))
}

/// The script that reads the elements.
#[napi]
pub fn loader(env: Env) -> napi::Result<&'static str> {
    entry(env, || Ok(userhash::LOADER))
}

/// Pairs of names and values.
#[napi]
pub fn headers(env: Env) -> napi::Result<Vec<Vec<&'static str>>> {
    entry(env, || Ok(userhash::HEADERS.iter().map(|&(name, value)| vec![name, value]).collect()))
}

const OBJECT: &str = "of type object";

type Hex = Characters<{ UserHash::HEX_LENGTH }>;

fn sign(key: &SecretKey, details: Value, identity: Value) -> Result<Hex, Failure> {
    let mut scratch = Scratch::new();
    let json = json(details, &mut scratch)?;
    let visitor = if identity.kind() == ValueType::Undefined {
        key.visitor(json)?
    } else {
        let mut scratch = Scratch::new();
        // A field that can't be written as UTF-8 is in no details.
        let field = input::text_of("options.identity", identity, Error::MissingUser, &mut scratch)?;
        key.visitor_by(str::from_utf8(field).map_err(|_| Error::MissingUser)?, json)?
    };
    let hash = to_text(Ok(visitor.user_hash().clone()));
    fresh::keep(visitor, json);
    hash
}

fn visitor(hash: Value, details: Value) -> Result<Visitor, Failure> {
    let mut scratch = Scratch::new();
    let hash = input::text_of("userHash", hash, Error::MalformedHash, &mut scratch)?;
    let hash = UserHash::parse(hash)?;
    let json = json(details, &mut scratch)?;
    match fresh::take(&hash, json) {
        Some(visitor) => Ok(visitor),
        None => Ok(Visitor::with_hash(hash, json)?),
    }
}

/// What `JSON.stringify` gave: text, or undefined for what it leaves out.
fn json(details: Value, scratch: &mut Scratch) -> Result<&[u8], Failure> {
    match details.kind() {
        ValueType::String => input::text_of("details", details, Error::MalformedDetails, scratch),
        _ => Err(Error::MalformedDetails.into()),
    }
}

fn with_nonce(
    nonce: Value,
    tag: impl FnOnce(Option<&str>) -> Result<String, Error>,
) -> Result<String, Failure> {
    if matches!(nonce.kind(), ValueType::Undefined | ValueType::Null) {
        return Ok(tag(None)?);
    }
    let mut scratch = Scratch::new();
    let nonce = input::text_of("options.nonce", nonce, Error::MalformedNonce, &mut scratch)?;
    Ok(tag(Some(str::from_utf8(nonce).map_err(|_| Error::MalformedNonce)?))?)
}
