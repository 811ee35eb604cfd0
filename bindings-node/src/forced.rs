//! Makes every error happen on purpose, for the tests; only with the feature `forced-panic`.

use crate::failure::entry;
use napi::Env;
use napi_derive::napi;
use userhash::Error;

/// Throws the error of a number of the table; the number of `panic` panics for real.
#[napi]
#[allow(clippy::panic)]
pub fn force(env: Env, number: i32) -> napi::Result<()> {
    entry(env, || match Error::from_number(number) {
        None => Ok(()),
        Some(Error::Panic) => panic!("forced by a test"),
        Some(error) => Err(error.into()),
    })
}
