//! Log in, be known to the chat widget, log out: userhash in an axum app.
//!
//! `examples/axum/run` starts it; `PORT`, `USERHASH_SECRET_KEY`, `WIDGET_URL` and `WIDGET_APP` are
//! in its environment.

mod widget;

use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_extra::extract::CookieJar;
use base64ct::{Base64, Encoding};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use userhash::{HEADERS, SecretKey, Visitor};
use userhash_load::LoadSecretKey as _;

/// What the app's database knows of a user, and all that the widget is told.
#[derive(Serialize)]
struct User {
    email: &'static str,
    name: &'static str,
}

const PASSWORD: &str = "demo";
static USERS: [User; 3] = [
    User { email: "ada@example.com", name: "Ada Lovelace" },
    User { email: "grace@example.com", name: "Grace Hopper" },
    User { email: "eve@example.com", name: "Eve </script><script>alert(1)</script>" },
];

const SESSION: &str = "axum_session";

struct App {
    key: SecretKey,
    widget_url: String,
    widget_app: String,
    /// By random token. In a real app they would be in its database, and expire.
    sessions: Mutex<HashMap<String, &'static User>>,
}

impl App {
    fn sessions(&self) -> MutexGuard<'_, HashMap<String, &'static User>> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who is logged in: the session says it, and nothing else that a request brings along.
    fn user(&self, jar: &CookieJar) -> Option<&'static User> {
        self.sessions().get(jar.get(SESSION)?.value()).copied()
    }

    /// The user with the user hash, ready for a page.
    fn visitor(&self, user: &User) -> Result<Visitor, Failure> {
        Ok(self.key.visitor(serde_json::to_string(user)?)?)
    }

    fn log_out(&self, jar: CookieJar) -> CookieJar {
        match jar.get(SESSION).and_then(|cookie| self.sessions().remove(cookie.value())) {
            Some(_) => widget::logged_out(jar.remove(widget::cookie(SESSION, String::new()))),
            None => jar,
        }
    }

    fn page(&self, jar: CookieJar, error: Option<&'static str>) -> Result<Response, Failure> {
        let nonce = random::<16>()?;
        let user = self.user(&jar);
        let visitor = user.map(|user| self.visitor(user)).transpose()?;
        let tag = widget::tag(&jar, visitor.as_ref(), &nonce)?;
        let html = Page { app: self, nonce: &nonce, tag: &tag, user, error }.render()?;
        let policy = [(CONTENT_SECURITY_POLICY, policy(&nonce, &self.widget_url))];
        Ok(widget::with_tag(&tag, jar, (policy, Html(html))))
    }
}

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    app: &'a App,
    nonce: &'a str,
    tag: &'a str,
    user: Option<&'a User>,
    error: Option<&'a str>,
}

async fn show(State(app): State<Arc<App>>, jar: CookieJar) -> Result<Response, Failure> {
    app.page(jar, None)
}

#[derive(Deserialize)]
struct Login {
    email: String,
    password: String,
}

async fn log_in(
    State(app): State<Arc<App>>,
    jar: CookieJar,
    Form(login): Form<Login>,
) -> Result<Response, Failure> {
    let user = USERS.iter().find(|user| user.email == login.email && login.password == PASSWORD);
    let Some(user) = user else {
        let page = app.page(jar, Some("Wrong e-mail or password."))?;
        return Ok((StatusCode::UNAUTHORIZED, page).into_response());
    };
    // A new session, whoever was here before: they are logged out, of the widget as well.
    let (jar, token) = (app.log_out(jar), random::<32>()?);
    app.sessions().insert(token.clone(), user);
    Ok((jar.add(widget::cookie(SESSION, token)), Redirect::to("/")).into_response())
}

async fn log_out(State(app): State<Arc<App>>, jar: CookieJar) -> (CookieJar, Redirect) {
    (app.log_out(jar), Redirect::to("/"))
}

/// For scripts of the page that log the visitor in without loading it again.
async fn visitor(State(app): State<Arc<App>>, jar: CookieJar) -> Result<Response, Failure> {
    let Some(user) = app.user(&jar) else {
        return Ok((StatusCode::NO_CONTENT, HEADERS).into_response());
    };
    let json = app.visitor(user)?.to_json();
    Ok((HEADERS, [(CONTENT_TYPE, "application/json")], json).into_response())
}

/// So many random bytes, as text.
fn random<const BYTES: usize>() -> Result<String, Failure> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(Base64::encode_string(&bytes))
}

fn policy(nonce: &str, widget_url: &str) -> String {
    let origin = widget_url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    format!(
        "default-src 'self'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; \
         connect-src 'self' {origin}; img-src 'self' data:; base-uri 'none'; object-src 'none'"
    )
}

/// Anything that goes wrong: for the log, while the visitor gets one plain answer.
struct Failure;

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        eprintln!("axum: {error}");
        Failure
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong.").into_response()
    }
}

fn variable(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|error| format!("{name}: {error}"))
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let app = Arc::new(App {
        key: SecretKey::from_env("USERHASH_SECRET_KEY")
            .map_err(|error| format!("USERHASH_SECRET_KEY: {error}"))?,
        widget_url: variable("WIDGET_URL")?,
        widget_app: variable("WIDGET_APP")?,
        sessions: Mutex::default(),
    });
    let routes = axum::Router::new()
        .route("/", get(show))
        .route("/login", post(log_in))
        .route("/logout", post(log_out))
        .route("/visitor.json", get(visitor))
        // Forms of other sites are refused: axum has no tokens for forms, and needs none.
        .layer(tower_http::csrf::CsrfLayer::new())
        .with_state(app);
    let port: u16 = variable("PORT")?.parse()?;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("axum on http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, routes).await?)
}

#[tokio::main]
async fn main() -> std::process::ExitCode {
    match run().await {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("axum: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}
