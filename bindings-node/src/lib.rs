//! The Node binding of userhash: converts, calls the core, converts back.
//!
//! `lib/` is the package that people load; this is its `native.js`, which only it calls.
// `napi` leaves its registrations out of test builds, where nothing calls the functions then.
#![cfg_attr(test, allow(dead_code))]

mod failure;
#[cfg(feature = "forced-panic")]
mod forced;
mod fresh;
mod hmac;
mod input;
mod key_ring;
mod raw;
mod secret_key;
mod visitor;
