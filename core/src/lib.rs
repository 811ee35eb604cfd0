#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod details;
mod error;
mod guard;
pub mod hmac;
mod key_ring;
mod key_state;
mod refusals;
mod script;
mod secret_key;
mod stack;
mod user_hash;
mod variable;
mod visitor;

pub use details::{MAX_DETAILS, MAX_DETAILS_DEPTH, user_in};
pub use error::Error;
pub use guard::guard;
pub use key_ring::{KeyRing, check_all};
pub use key_state::{Fingerprint, KeyState};
pub use secret_key::SecretKey;
pub use user_hash::UserHash;
pub use variable::{MAX_SECRET_FILE, secret_in_file, secret_in_variable};
pub use visitor::{
    HEADERS, LOADER, Visitor, logout_call, logout_csp_hash, logout_data_tag, logout_script_tag,
};

/// The version of this crate, which is the version of every binding built on it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
