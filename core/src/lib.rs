#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod error;
mod guard;
pub mod hmac;
mod key_ring;
mod key_state;
mod refusals;
mod secret_key;
mod stack;
mod user_hash;
mod variable;

pub use error::Error;
pub use guard::guard;
pub use key_ring::{KeyRing, check_all};
pub use key_state::{Fingerprint, KeyState};
pub use secret_key::SecretKey;
pub use user_hash::UserHash;
pub use variable::{MAX_SECRET_FILE, secret_in_file, secret_in_variable};

/// The version of this crate, which is the version of every binding built on it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
