//! One app: the keys that its visitors' hashes are made with, and what it allows.

use crate::config::{AppConfig, ConfigError, Source};
use crate::token;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use userhash::{KeyRing, SecretKey};
use userhash_load::{LoadSecretKey as _, env_secret, file_secret};

/// The fewest bytes of an API token: fewer could be guessed.
const SHORTEST_API_TOKEN: usize = 16;

/// What happens to a login that isn't verified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Policy {
    /// It is let in as an unverified visitor; verdicts are only counted.
    Off,
    /// As `Off`, and each is logged: what `Enforce` would refuse.
    Report,
    /// It is refused.
    #[default]
    Enforce,
}

impl Policy {
    /// The policy as the configuration names it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Policy::Off => "off",
            Policy::Report => "report",
            Policy::Enforce => "enforce",
        }
    }
}

/// An app with its keys loaded.
#[derive(Debug)]
pub struct App {
    id: String,
    keys: KeyRing,
    identity: String,
    policy: Policy,
    allowed_origins: Vec<String>,
    api_token: Option<ApiToken>,
}

impl App {
    /// Loads the keys that `config` names.
    ///
    /// # Errors
    /// [`ConfigError`] naming the app and the source (never the secret) that was refused.
    pub(crate) fn load(id: &str, config: &AppConfig) -> Result<Self, ConfigError> {
        let wrong = |what: String| ConfigError::new(format!("apps.{id}: {what}"));
        let id_is_plain = (1..=64).contains(&id.len())
            && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        if !id_is_plain {
            return Err(wrong("an app's id has 1 to 64 of A-Z a-z 0-9 - _".into()));
        }
        if config.identity.is_empty() {
            return Err(wrong(
                "identity: name the field of userDetails that holds the user".into(),
            ));
        }
        if let Some(origin) = config.allowed_origins.iter().find(|origin| !is_origin(origin)) {
            return Err(wrong(format!(
                "allowed_origins: {origin:?} is no origin; write scheme://host or \
                 scheme://host:port, in lower case, without a path"
            )));
        }
        let key = |source: &Source| load_key(source).map_err(|e| wrong(format!("{source}: {e}")));
        let previous = config.previous_keys.iter().map(key).collect::<Result<Vec<_>, _>>()?;
        let api_token = config.api_token.as_ref().map(ApiToken::load).transpose().map_err(wrong)?;
        Ok(App {
            id: id.to_owned(),
            keys: KeyRing::new(key(&config.key)?, previous),
            identity: config.identity.clone(),
            policy: config.policy,
            allowed_origins: config.allowed_origins.clone(),
            api_token,
        })
    }

    /// The id that stands in addresses.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The secret keys that user hashes are accepted of.
    #[must_use]
    pub fn keys(&self) -> &KeyRing {
        &self.keys
    }

    /// The field of `userDetails` that holds the user.
    #[must_use]
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// What happens to a login that isn't verified.
    #[must_use]
    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// Whether pages of `origin` may talk to this app.
    #[must_use]
    pub fn allows_origin(&self, origin: &[u8]) -> bool {
        self.allowed_origins.iter().any(|allowed| allowed.as_bytes() == origin)
    }

    /// Whether `presented` is this app's API token. An app without one has no right answer.
    #[must_use]
    pub fn allows_api_token(&self, presented: &[u8]) -> bool {
        self.api_token.as_ref().is_some_and(|token| token.is(presented))
    }
}

/// An origin as browsers send it (RFC 6454 section 6.2): anything else would never match.
fn is_origin(text: &str) -> bool {
    let Some((scheme, host)) = text.split_once("://") else { return false };
    let host_is_plain = host
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-._~:[]".contains(&b));
    matches!(scheme, "http" | "https") && !host.is_empty() && host_is_plain
}

fn load_key(source: &Source) -> Result<SecretKey, userhash::Error> {
    match source {
        Source::Env(name) => SecretKey::from_env(name),
        Source::File(path) => SecretKey::from_file(path),
    }
}

/// Only the token's digest is kept, and digests are compared: how long that takes tells nothing
/// about the token.
struct ApiToken([u8; 32]);

impl ApiToken {
    fn load(source: &Source) -> Result<Self, String> {
        let secret = match source {
            Source::Env(name) => env_secret(name),
            Source::File(path) => file_secret(path),
        };
        let secret = secret.map_err(|error| format!("api_token: {source}: {error}"))?;
        if secret.len() < SHORTEST_API_TOKEN || !token::is_header_text(&secret) {
            return Err(format!(
                "api_token: {source}: an API token has at least {SHORTEST_API_TOKEN} printable \
                 ASCII characters and no space"
            ));
        }
        Ok(ApiToken(Sha256::digest(&*secret).into()))
    }

    fn is(&self, presented: &[u8]) -> bool {
        let presented: [u8; 32] = Sha256::digest(presented).into();
        self.0.ct_eq(&presented).into()
    }
}

impl std::fmt::Debug for ApiToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ApiToken(…)")
    }
}
