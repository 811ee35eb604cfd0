//! The addresses of the demo, beside the messenger's own.

use crate::feed::Feed;
use crate::sources;
use crate::tabs::{Demo, TABS};
use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;
use userhash_messenger::Messenger;

const PAGE: &str = include_str!("../page/index.html");
const STYLE: &str = include_str!("../page/style.css");
const SCRIPT: &str = include_str!("../page/demo.js");
const CODE: &str = include_str!("../page/code.js");
const WIDGET: &str = include_str!("../../web/widget.js");
const CONTROL: &str = include_str!("../page/control.js");

pub(crate) fn router(demo: Arc<Demo>, feed: Arc<Feed>, messenger: &Messenger) -> Router {
    let messenger =
        messenger.router().layer(middleware::from_fn_with_state(Arc::clone(&feed), note_logout));
    let feed = Router::new().route("/demo/feed", get(news)).with_state(feed);
    Router::new()
        .route("/", get(page))
        .route("/demo/tabs", get(tabs))
        .with_state(demo)
        .route("/demo/style.css", get(|| async { asset("text/css; charset=utf-8", STYLE.into()) }))
        .route("/demo/demo.js", get(|| async { script(SCRIPT.into()) }))
        .route("/demo/code.js", get(|| async { script(CODE.into()) }))
        // The widget as every site loads it, and what lets this page play tricks on it.
        .route("/demo/widget.js", get(|| async { script(format!("{WIDGET}{CONTROL}")) }))
        .merge(feed)
        .merge(messenger)
}

fn script(text: String) -> Response {
    asset("text/javascript; charset=utf-8", text)
}

fn asset(kind: &'static str, text: String) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], text).into_response()
}

/// The page. Its frames are of other ports, so it may load from them, and from nowhere else.
async fn page(State(demo): State<Arc<Demo>>, headers: HeaderMap) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    if host.is_some_and(|host| host.starts_with("localhost")) {
        // The apps are on 127.0.0.1, which to a browser is another site: cookies would be missing.
        return Redirect::temporary(&format!("http://127.0.0.1:{}/", demo.port)).into_response();
    }
    let frames: Vec<&str> = demo.addresses.values().map(String::as_str).collect();
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
         img-src data:; frame-src {}; base-uri 'none'; frame-ancestors 'none'",
        if frames.is_empty() { "'none'".into() } else { frames.join(" ") }
    );
    let mut response = asset("text/html; charset=utf-8", PAGE.into());
    if let Ok(policy) = policy.parse() {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

async fn tabs(State(demo): State<Arc<Demo>>) -> Response {
    let tabs: Vec<_> = TABS
        .iter()
        .map(|tab| {
            let files = sources::read(&demo.examples.join(tab.app), tab.first);
            json!({
                "title": tab.title,
                "app": tab.app,
                "address": demo.addresses.get(tab.app),
                "files": files,
            })
        })
        .collect();
    asset("application/json", json!(tabs).to_string())
}

#[derive(Deserialize)]
struct After {
    #[serde(default)]
    after: u64,
}

async fn news(State(feed): State<Arc<Feed>>, Query(After { after }): Query<After>) -> Response {
    match serde_json::to_string(&feed.after(after).await) {
        Ok(lines) => asset("application/json", lines),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Logging out has no verdict, but belongs into the feed if there was a visitor.
async fn note_logout(State(feed): State<Arc<Feed>>, request: Request, next: Next) -> Response {
    let app = (request.method() == Method::POST)
        .then(|| request.uri().path().strip_prefix("/v1/apps/")?.strip_suffix("/logout"))
        .flatten()
        .filter(|app| !app.contains('/'))
        .map(str::to_owned);
    let visitor =
        request.headers().get_all(header::COOKIE).iter().any(|cookies| {
            cookies.to_str().is_ok_and(|cookies| cookies.contains("userhash_visitor="))
        });
    let response = next.run(request).await;
    if let Some(app) = app.filter(|_| visitor && response.status().is_success()) {
        feed.logged_out(&app);
    }
    response
}
