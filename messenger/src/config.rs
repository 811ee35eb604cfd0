//! The configuration file, and what it becomes once every key that it names is loaded.

use crate::app::{App, Policy};
use ipnet::IpNet;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The configuration file as it is written; [`Settings::load`] makes it usable.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the binary listens. Taken at start only.
    #[serde(default = "default_listen")]
    pub listen: SocketAddr,
    /// A file of SQLite, or the address of a PostgreSQL database without its password; the
    /// environment variable `DATABASE_URL` comes before it. Taken at start only.
    #[serde(default = "default_database")]
    pub database: String,
    /// Whose word is taken about the address of a client (`X-Forwarded-For`).
    #[serde(default)]
    pub trusted_proxies: Vec<IpNet>,
    /// Who may read `/metrics`; everybody else is told that there is no such page.
    #[serde(default = "default_metrics")]
    pub metrics_allow: Vec<IpNet>,
    /// Whether log lines about logins name the user.
    #[serde(default)]
    pub log_identities: bool,
    /// How cookies are set.
    #[serde(default)]
    pub cookies: Cookies,
    /// How long sessions live.
    #[serde(default)]
    pub sessions: Lifetimes,
    /// How much of everything is taken.
    #[serde(default)]
    pub limits: Limits,
    /// The apps by their ids.
    #[serde(default)]
    pub apps: BTreeMap<String, AppConfig>,
}

fn default_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 9000))
}

fn default_database() -> String {
    "userhash-messenger.sqlite".into()
}

fn default_metrics() -> Vec<IpNet> {
    let loopback = |ip: std::net::IpAddr, bits| IpNet::new_assert(ip, bits);
    vec![loopback([127, 0, 0, 0].into(), 8), loopback(std::net::Ipv6Addr::LOCALHOST.into(), 128)]
}

/// One app of the configuration file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppConfig {
    /// Where the current secret key is.
    pub key: Source,
    /// Where the former secret keys are that are still accepted, newest first.
    #[serde(default)]
    pub previous_keys: Vec<Source>,
    /// The field of `userDetails` that holds the user.
    #[serde(default = "default_identity")]
    pub identity: String,
    /// What happens to a login that isn't verified.
    #[serde(default)]
    pub policy: Policy,
    /// The origins of the pages that carry the widget.
    #[serde(default)]
    pub allowed_origins: Vec<String>,
    /// Where the token is that servers present to `verify`; without one nobody may.
    pub api_token: Option<Source>,
}

fn default_identity() -> String {
    "email".into()
}

/// Where a secret is: the configuration file names it and never holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// In an environment variable. The variables of a running process don't change: a key that
    /// is to be replaced without a restart is kept in a file.
    Env(String),
    /// In a file.
    File(PathBuf),
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Read by hand: an error must not quote what stands there, which may be the secret itself.
        let value = toml::Value::deserialize(deserializer)?;
        let only = value.as_table().filter(|table| table.len() == 1);
        let place = only.and_then(|table| table.iter().next());
        match place.and_then(|(kind, place)| Some((kind.as_str(), place.as_str()?))) {
            Some(("env", name)) => Ok(Source::Env(name.to_owned())),
            Some(("file", path)) => Ok(Source::File(path.into())),
            _ => Err(D::Error::custom(
                "say where the secret is: { env = \"NAME\" } or { file = \"PATH\" }",
            )),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Env(name) => write!(f, "env {name}"),
            Source::File(path) => write!(f, "file {}", path.display()),
        }
    }
}

/// How cookies are set.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Cookies {
    /// `None` lets pages of other sites carry the widget; such cookies are partitioned.
    pub same_site: SameSite,
    /// When cookies are for HTTPS only.
    pub secure: Secure,
}

/// The attribute `SameSite`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SameSite {
    /// Pages of the messenger's own site.
    #[default]
    Lax,
    /// Pages of any site, each with cookies of its own (`Partitioned`).
    None,
}

/// The attribute `Secure`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Secure {
    /// Set unless the request was made to a loopback host.
    #[default]
    Auto,
    /// Always set; for proxies that put a loopback host into the request.
    Always,
}

/// How long sessions live, in seconds: a session ends when nobody used it for `idle`, and
/// `absolute` after it was made at the latest.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lifetimes {
    /// Of a guest's session, unused.
    pub guest_idle_seconds: u32,
    /// Of a guest's session at most.
    pub guest_absolute_seconds: u32,
    /// Of a visitor's session, unused.
    pub visitor_idle_seconds: u32,
    /// Of a visitor's session at most.
    pub visitor_absolute_seconds: u32,
    /// How often ended sessions are removed.
    pub sweep_seconds: u32,
}

impl Default for Lifetimes {
    fn default() -> Self {
        const DAY: u32 = 24 * 60 * 60;
        Lifetimes {
            guest_idle_seconds: 30 * DAY,
            guest_absolute_seconds: 180 * DAY,
            visitor_idle_seconds: DAY / 2,
            visitor_absolute_seconds: 7 * DAY,
            sweep_seconds: 60,
        }
    }
}

/// How much of everything is taken. A rate of 0 is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Bytes of `userDetails` as JSON.
    pub details_bytes: usize,
    /// Bytes of a message as UTF-8.
    pub message_bytes: usize,
    /// Requests of one address in a second; four times as many at once.
    pub requests_per_second_per_address: u32,
    /// Verified logins of one user in a minute.
    pub logins_per_minute_per_identity: u32,
    /// Messages of one conversation in a minute.
    pub messages_per_minute_per_conversation: u32,
    /// Connections at once. Taken at start only.
    pub connections: usize,
    /// Seconds in which a request must have come and been answered. Taken at start only.
    pub request_seconds: u32,
    /// Seconds in which running requests may end when the binary is told to stop.
    pub shutdown_seconds: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            details_bytes: 16 * 1024,
            message_bytes: 4 * 1024,
            requests_per_second_per_address: 50,
            logins_per_minute_per_identity: 60,
            messages_per_minute_per_conversation: 60,
            connections: 10_000,
            request_seconds: 10,
            shutdown_seconds: 10,
        }
    }
}

impl Config {
    /// Reads the configuration file.
    ///
    /// # Errors
    /// [`ConfigError`] if it can't be read or says what no configuration says.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let wrong = |what: String| ConfigError::new(format!("{}: {what}", path.display()));
        let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
        Self::parse(&text).map_err(|error| wrong(error.to_string()))
    }

    /// Reads the text of a configuration file.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        // The error's own text would quote the line, and a secret may have been written there.
        toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
            ConfigError::new(format!("line {line}: {}", error.message()))
        })
    }
}

/// A configuration with its keys loaded.
#[derive(Debug)]
pub struct Settings {
    pub(crate) config: Config,
    apps: HashMap<String, Arc<App>>,
}

impl Settings {
    /// Loads the keys of every app.
    ///
    /// # Errors
    /// [`ConfigError`] for the first app that has a key which is not there or is no secret key.
    pub fn load(config: Config) -> Result<Self, ConfigError> {
        let lifetimes = &config.sessions;
        let shortest = [
            lifetimes.guest_idle_seconds,
            lifetimes.guest_absolute_seconds,
            lifetimes.visitor_idle_seconds,
            lifetimes.visitor_absolute_seconds,
            lifetimes.sweep_seconds,
            config.limits.request_seconds,
        ];
        if shortest.contains(&0) || config.limits.connections == 0 {
            return Err(ConfigError::new("sessions, limits: a time or number of 0".into()));
        }
        let mut apps = HashMap::new();
        for (id, app) in &config.apps {
            apps.insert(id.clone(), Arc::new(App::load(id, app)?));
        }
        Ok(Settings { config, apps })
    }

    /// The app with this id.
    #[must_use]
    pub fn app(&self, id: &str) -> Option<&Arc<App>> {
        self.apps.get(id)
    }

    /// All apps, in no order.
    pub fn apps(&self) -> impl Iterator<Item = &Arc<App>> {
        self.apps.values()
    }
}

/// What is wrong with a configuration; never holds a secret.
#[derive(Debug)]
pub struct ConfigError(String);

impl ConfigError {
    pub(crate) fn new(what: String) -> Self {
        ConfigError(what)
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}
