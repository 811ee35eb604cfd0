//! A messenger without a network, and browsers that keep their cookies.
//!
//! The database is a new SQLite file, or the one that `MESSENGER_TEST_DATABASE` names; apps have
//! random ids, so that tests can share it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
#![allow(dead_code, reason = "every test file uses what it needs")]

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use tower::ServiceExt as _;
use userhash::SecretKey;
use userhash_messenger::{Config, Messenger, Store};

pub const SECRET: &str = "correct horse battery staple";
pub const OLD_SECRET: &str = "last year's horse battery staple";
pub const API_TOKEN: &str = "api-token-of-the-tests";
pub const ORIGIN: &str = "https://shop.example";

/// The hash that an app's server makes.
pub fn hash(user: &str) -> String {
    SecretKey::new(SECRET).unwrap().user_hash(user).unwrap().to_string()
}

pub struct Desk {
    pub messenger: Messenger,
    pub store: Store,
    pub router: Router,
    /// An app for each policy.
    pub app: String,
    pub folder: TempDir,
}

impl Desk {
    /// A messenger whose one app enforces verification.
    pub async fn new() -> Desk {
        Desk::with("", "").await
    }

    /// As `new`, with more lines for the app and for the file.
    pub async fn with(app_lines: &str, lines: &str) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let mut app = String::from("shop-");
        for byte in getrandom_bytes() {
            write!(app, "{byte:02x}").unwrap();
        }
        for (name, secret) in [("key", SECRET), ("old", OLD_SECRET), ("token", API_TOKEN)] {
            std::fs::write(folder.path().join(name), format!("{secret}\n")).unwrap();
        }
        let config = config(folder.path(), &app, app_lines, lines);
        let database = std::env::var("MESSENGER_TEST_DATABASE")
            .unwrap_or_else(|_| folder.path().join("db.sqlite").to_str().unwrap().to_owned());
        let store = Store::open(&database).await.unwrap();
        let messenger = Messenger::new(config, store.clone()).unwrap();
        let router = messenger.router();
        Desk { messenger, store, router, app, folder }
    }

    pub fn config(&self, app_lines: &str, lines: &str) -> Config {
        config(self.folder.path(), &self.app, app_lines, lines)
    }

    pub fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            app: self.app.clone(),
            cookies: Arc::default(),
            origin: Some(ORIGIN.into()),
            host: "chat.example".into(),
            address: SocketAddr::from(([192, 0, 2, 1], 1234)),
        }
    }
}

fn getrandom_bytes() -> [u8; 6] {
    let mut bytes = [0; 6];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

fn config(folder: &Path, app: &str, app_lines: &str, lines: &str) -> Config {
    let key = |name: &str| format!("{{ file = {:?} }}", folder.join(name).to_str().unwrap());
    let text = format!(
        "{lines}\n[apps.{app}]\nkey = {}\nprevious_keys = [{}]\napi_token = {}\n\
         allowed_origins = [{ORIGIN:?}]\n{app_lines}\n",
        key("key"),
        key("old"),
        key("token"),
    );
    Config::parse(&text).unwrap()
}

/// An answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }

    /// The code of an error, after checking its shape and status.
    pub fn error(&self, status: u16) -> String {
        assert_eq!(self.status, status, "{}", self.text);
        let json = self.json();
        let error = json.as_object().unwrap()["error"].as_object().unwrap();
        assert_eq!(error.keys().collect::<Vec<_>>(), ["code", "message"]);
        error["code"].as_str().unwrap().to_owned()
    }

    /// The body of a success.
    pub fn ok(&self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.text);
        self.json()
    }

    pub fn texts(&self) -> Vec<String> {
        let messages = self.ok()["messages"].as_array().unwrap().clone();
        messages.iter().map(|message| message["text"].as_str().unwrap().to_owned()).collect()
    }

    pub fn set_cookies(&self) -> Vec<String> {
        let values = self.headers.get_all("set-cookie").iter();
        values.map(|value| value.to_str().unwrap().to_owned()).collect()
    }
}

/// A browser on a page of the app. Clones share their cookies, as tabs do.
#[derive(Clone)]
pub struct Browser {
    pub router: Router,
    pub app: String,
    pub cookies: Arc<Mutex<BTreeMap<String, String>>>,
    pub origin: Option<String>,
    pub host: String,
    pub address: SocketAddr,
}

impl Browser {
    /// Sends a request as it is given, with this browser's cookies, origin and address.
    pub async fn send(&self, mut request: Request<Body>) -> Answer {
        let cookies = self.cookies.lock().unwrap().clone();
        let pairs: Vec<String> = cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let headers = request.headers_mut();
        if !pairs.is_empty() {
            headers.insert("cookie", pairs.join("; ").parse().unwrap());
        }
        if let Some(origin) = &self.origin {
            headers.insert("origin", origin.parse().unwrap());
        }
        headers.insert("host", self.host.parse().unwrap());
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(body.to_vec()).unwrap(),
        };
        for cookie in answer.set_cookies() {
            let (pair, attributes) = cookie.split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0;") {
                self.cookies.lock().unwrap().remove(name);
            } else {
                self.cookies.lock().unwrap().insert(name.into(), value.into());
            }
        }
        answer
    }

    pub fn path(&self, endpoint: &str) -> String {
        format!("/v1/apps/{}/{endpoint}", self.app)
    }

    pub async fn post_text(&self, endpoint: &str, body: impl Into<Body>) -> Answer {
        let request = Request::builder()
            .method(Method::POST)
            .uri(self.path(endpoint))
            .header("content-type", "application/json")
            .body(body.into());
        self.send(request.unwrap()).await
    }

    pub async fn post(&self, endpoint: &str, body: Value) -> Answer {
        self.post_text(endpoint, body.to_string()).await
    }

    pub async fn get(&self, endpoint: &str) -> Answer {
        self.send(Request::get(self.path(endpoint)).body(Body::empty()).unwrap()).await
    }

    pub async fn session(&self) -> Answer {
        self.post("session", json!({})).await
    }

    pub async fn login_as(&self, user: &str) -> Answer {
        let details = json!({"email": user, "name": "somebody"});
        self.post("login", json!({"user_hash": hash(user), "userDetails": details})).await
    }

    pub async fn logout(&self) -> Answer {
        self.post("logout", json!({})).await
    }

    pub async fn say(&self, text: &str) -> Answer {
        self.post("messages", json!({"text": text})).await
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Another browser that has got hold of this one's cookies.
    pub fn stolen(&self) -> Browser {
        let cookies = self.cookies.lock().unwrap().clone();
        Browser { cookies: Arc::new(Mutex::new(cookies)), ..self.clone() }
    }
}
