//! What the class `KeyRing` of `lib/` calls.

use crate::failure::{Failure, entry};
use crate::input;
use crate::raw::{Characters, Handle, Scratch, Value};
use crate::secret_key::to_text;
use napi::Env;
use napi_derive::napi;
use userhash::{Error, KeyRing, SecretKey, UserHash};

/// Makes a ring of the current key and the previous ones.
#[napi]
pub fn ring_new(
    env: Env,
    current: Handle<SecretKey>,
    previous: Vec<Handle<SecretKey>>,
) -> napi::Result<Handle<KeyRing>> {
    entry(env, || {
        let previous = previous.iter().map(|key| SecretKey::clone(key));
        Ok(Handle::new(KeyRing::new(SecretKey::clone(&current), previous)))
    })
}

/// Throws the error for a value that isn't a secret key in the place of one.
#[napi(ts_return_type = "never")]
pub fn ring_refuse(env: Env, argument: String, value: Value) -> napi::Result<()> {
    entry(env, || Err(Failure::wrong_type(&argument, "an instance of SecretKey", value)))
}

/// The user hash of a user under the current key.
#[napi(ts_return_type = "string")]
pub fn ring_user_hash(
    env: Env,
    ring: Handle<KeyRing>,
    user: Value,
) -> napi::Result<Characters<{ UserHash::HEX_LENGTH }>> {
    entry(env, || to_text(ring.user_hash(input::user(user, &mut Scratch::new())?)))
}

/// The index of the key that a presented user hash was made with, or null.
#[napi]
pub fn ring_verified_by(
    env: Env,
    ring: Handle<KeyRing>,
    user: Value,
    presented: Value,
) -> napi::Result<Option<u32>> {
    entry(env, || {
        let (mut of_user, mut of_presented) = (Scratch::new(), Scratch::new());
        let user = input::user(user, &mut of_user)?;
        match ring.check(user, input::presented(presented, &mut of_presented)) {
            // A ring can't have more keys than a JavaScript array has elements: under 2^32.
            Ok(index) => Ok(u32::try_from(index).ok()),
            Err(Error::Mismatch) => Ok(None),
            Err(error) => Err(error.into()),
        }
    })
}

/// What `util.inspect` shows.
#[napi]
pub fn ring_inspect(env: Env, ring: Handle<KeyRing>) -> napi::Result<String> {
    entry(env, || Ok(format!("{:?}", *ring)))
}
