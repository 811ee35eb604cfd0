//! The document's tabs, and the example app behind each.

use std::collections::BTreeMap;
use std::path::PathBuf;
use userhash_messenger::{AppConfig, Config, Policy, Source};

/// A tab: its title, the example's name, the file to look at first, and where its address is.
pub(crate) struct Tab {
    pub(crate) title: &'static str,
    pub(crate) app: &'static str,
    pub(crate) first: &'static str,
    variable: &'static str,
}

pub(crate) static TABS: [Tab; 6] = [
    Tab { title: "PHP", app: "php", first: "index.php", variable: "DEMO_PHP" },
    Tab { title: "Rails", app: "rails", first: "application.rb", variable: "DEMO_RAILS" },
    Tab { title: "Python", app: "django", first: "app.py", variable: "DEMO_DJANGO" },
    Tab { title: "FastAPI", app: "fastapi", first: "app.py", variable: "DEMO_FASTAPI" },
    Tab { title: "Node", app: "express", first: "app.js", variable: "DEMO_EXPRESS" },
    Tab { title: "Other", app: "axum", first: "main.rs", variable: "DEMO_AXUM" },
];

const KEY: &str = "USERHASH_SECRET_KEY";

/// What the environment says.
pub(crate) struct Demo {
    pub(crate) port: u16,
    pub(crate) examples: PathBuf,
    /// The addresses of the apps that run, by their names.
    pub(crate) addresses: BTreeMap<&'static str, String>,
}

impl Demo {
    pub(crate) fn from_env() -> Result<Self, String> {
        Self::read(|name| std::env::var(name).ok())
    }

    fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let port = match variable("PORT") {
            Some(port) => port.parse().map_err(|_| "PORT is no port")?,
            None => 9000,
        };
        let mut addresses = BTreeMap::new();
        for tab in &TABS {
            if let Some(address) = variable(tab.variable) {
                if !is_origin(&address) {
                    return Err(format!("{} is not like http://127.0.0.1:9001", tab.variable));
                }
                addresses.insert(tab.app, address);
            }
        }
        let examples = variable("DEMO_EXAMPLES").unwrap_or_else(|| "examples".into()).into();
        Ok(Demo { port, examples, addresses })
    }

    /// The messenger's configuration: one app for each tab, all with the same key.
    pub(crate) fn messenger(&self) -> Result<Config, Box<dyn std::error::Error>> {
        let mut config = Config::parse("")?;
        // Everybody who looks at the demo has the same address.
        config.limits.requests_per_second_per_address = 0;
        config.limits.logins_per_minute_per_identity = 0;
        for tab in &TABS {
            let app = AppConfig {
                key: Source::Env(KEY.into()),
                previous_keys: Vec::new(),
                identity: "email".into(),
                policy: Policy::Enforce,
                allowed_origins: self.addresses.get(tab.app).cloned().into_iter().collect(),
                api_token: None,
            };
            config.apps.insert(tab.app.into(), app);
        }
        Ok(config)
    }
}

/// Whether this is an origin: it goes into a policy's header and a frame's address.
fn is_origin(address: &str) -> bool {
    let rest = address.strip_prefix("http://").or_else(|| address.strip_prefix("https://"));
    rest.is_some_and(|host| {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':');
        !host.is_empty() && host.bytes().all(allowed)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_where_the_apps_are() {
        let demo = Demo::read(|name| match name {
            "PORT" => Some("9260".into()),
            "DEMO_PHP" => Some("http://127.0.0.1:9261".into()),
            _ => None,
        })
        .unwrap();
        assert_eq!(demo.port, 9260);
        assert_eq!(demo.addresses.get("php").unwrap(), "http://127.0.0.1:9261");
        let config = demo.messenger().unwrap();
        assert_eq!(config.apps.len(), 6);
        assert_eq!(config.apps["php"].allowed_origins, ["http://127.0.0.1:9261"]);
        assert!(config.apps["rails"].allowed_origins.is_empty());
        assert!(config.apps.values().all(|app| app.policy == Policy::Enforce));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for address in
            ["", "http://", "127.0.0.1:1", "http://a.test/", "http://a.test'; x", "javascript:x"]
        {
            let read = Demo::read(|name| (name == "DEMO_AXUM").then(|| address.into()));
            assert!(read.err().unwrap().contains("DEMO_AXUM"), "{address}");
        }
        assert!(Demo::read(|name| (name == "PORT").then(|| "x".into())).is_err());
    }
}
