#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod address;
mod app;
mod check;
mod clock;
mod config;
mod conversation;
mod cookies;
mod events;
mod failure;
mod messenger;
mod metrics;
mod rates;
mod routes;
pub mod server;
mod session;
mod store;
mod token;

pub use app::{App, Policy};
pub use check::{Unverified, Verdict, Verified, check};
pub use config::{
    AppConfig, Config, ConfigError, Cookies, Lifetimes, Limits, SameSite, Secure, Settings, Source,
};
pub use events::VerdictEvent;
pub use failure::Failure;
pub use messenger::Messenger;
pub use store::{Database, Store, StoreError};
