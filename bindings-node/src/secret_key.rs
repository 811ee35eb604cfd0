//! What the class `SecretKey` of `lib/` calls.

use crate::failure::{Failure, entry};
use crate::input;
use crate::raw::{Characters, Handle, Scratch, Value};
use napi::Env;
use napi_derive::napi;
use userhash::{Error, SecretKey, UserHash, secret_in_variable};
use userhash_load::{env_secret, file_secret};

/// Takes a secret key as the vendor shows it.
#[napi]
pub fn key_from_secret(env: Env, secret: Value) -> napi::Result<Handle<SecretKey>> {
    entry(env, || Ok(Handle::new(SecretKey::new(&*input::secret("secret", secret)?)?)))
}

/// Takes a binary secret key from hexadecimal text.
#[napi]
pub fn key_from_hex(env: Env, text: Value) -> napi::Result<Handle<SecretKey>> {
    entry(env, || Ok(Handle::new(SecretKey::from_hex(&*input::secret("text", text)?)?)))
}

/// Takes a binary secret key from base64 text.
#[napi]
pub fn key_from_base64(env: Env, text: Value) -> napi::Result<Handle<SecretKey>> {
    entry(env, || Ok(Handle::new(SecretKey::from_base64(&*input::secret("text", text)?)?)))
}

/// Takes a secret key from the environment variable `name`, which has this value in `process.env`.
#[napi]
pub fn key_from_env(env: Env, name: Value, value: Value) -> napi::Result<Handle<SecretKey>> {
    entry(env, || {
        let name = input::name("name", name)?;
        let value = input::variable(value)?;
        let secret =
            secret_in_variable(name.as_bytes(), value.as_ref().map(|text| text.as_slice()))?;
        // Node reads variables as UTF-8 and puts U+FFFD in place of what isn't. If the variable of
        // the process reads the same that way, its bytes are what was meant; a worker thread may
        // have an environment of its own.
        let bytes = match env_secret(&name) {
            Ok(bytes) if String::from_utf8_lossy(&bytes).as_bytes() == secret => Some(bytes),
            _ => None,
        };
        let secret = bytes.as_ref().map_or(secret, |bytes| bytes.as_slice());
        Ok(Handle::new(SecretKey::new(secret)?))
    })
}

/// Takes a secret key from the file at `path`.
#[napi]
pub fn key_from_file(env: Env, path: Value) -> napi::Result<Handle<SecretKey>> {
    entry(env, || {
        let secret = file_secret(input::name("path", path)?)?;
        Ok(Handle::new(SecretKey::new(&*secret)?))
    })
}

/// The user hash of a user.
#[napi(ts_return_type = "string")]
pub fn key_user_hash(
    env: Env,
    key: Handle<SecretKey>,
    user: Value,
) -> napi::Result<Characters<{ UserHash::HEX_LENGTH }>> {
    entry(env, || to_text(key.user_hash(input::user(user, &mut Scratch::new())?)))
}

/// Whether a presented user hash is the one of a user.
#[napi]
pub fn key_verify(
    env: Env,
    key: Handle<SecretKey>,
    user: Value,
    presented: Value,
) -> napi::Result<bool> {
    entry(env, || {
        let (mut of_user, mut of_presented) = (Scratch::new(), Scratch::new());
        let user = input::user(user, &mut of_user)?;
        match key.check(user, input::presented(presented, &mut of_presented)) {
            Ok(()) => Ok(true),
            Err(Error::Mismatch) => Ok(false),
            Err(error) => Err(error.into()),
        }
    })
}

/// Eight characters that tell keys apart in a log.
#[napi]
pub fn key_fingerprint(env: Env, key: Handle<SecretKey>) -> napi::Result<String> {
    entry(env, || Ok(key.fingerprint().to_string()))
}

/// What `util.inspect` shows.
#[napi]
pub fn key_inspect(env: Env, key: Handle<SecretKey>) -> napi::Result<String> {
    entry(env, || Ok(format!("{:?}", *key)))
}

/// A user hash as JavaScript's text.
pub(crate) fn to_text(
    hash: Result<UserHash, Error>,
) -> Result<Characters<{ UserHash::HEX_LENGTH }>, Failure> {
    let mut text = Characters([0; UserHash::HEX_LENGTH]);
    hash?.write_hex(&mut text.0);
    Ok(text)
}
