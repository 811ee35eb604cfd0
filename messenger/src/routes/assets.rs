//! What isn't about a session: the widget's script, the description of the interface, and what
//! operators look at.

use super::browser;
use crate::failure::{Failure, json};
use crate::messenger::Shared;
use crate::metrics;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};
use tower_http::compression::CompressionLayer;

const WIDGET: &str = include_str!("../../web/widget.js");
const OPENAPI: &str = include_str!("../../openapi.json");

static WIDGET_TAG: LazyLock<String> = LazyLock::new(|| tag(WIDGET));
static OPENAPI_TAG: LazyLock<String> = LazyLock::new(|| tag(OPENAPI));

pub(super) fn router() -> Router<Arc<Shared>> {
    let files = Router::new()
        .route("/widget.js", get(widget))
        .route("/openapi.json", get(openapi))
        .layer(CompressionLayer::new().gzip(true));
    Router::new().route("/healthz", get(health)).route("/metrics", get(metrics_text)).merge(files)
}

async fn widget(headers: HeaderMap) -> Response {
    file(&headers, "text/javascript; charset=utf-8", &WIDGET_TAG, WIDGET)
}

async fn openapi(headers: HeaderMap) -> Response {
    file(&headers, "application/json", &OPENAPI_TAG, OPENAPI)
}

/// What changes only with the program. Its address stays the same, so browsers ask each time
/// whether theirs is still the right one.
fn file(asked: &HeaderMap, kind: &'static str, tag: &str, content: &'static str) -> Response {
    let headers = [
        (header::CACHE_CONTROL, "public, no-cache"),
        (header::ETAG, tag),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    let known = asked.get_all(header::IF_NONE_MATCH).iter().any(|tags| {
        tags.to_str().is_ok_and(|tags| tags.split(',').any(|known| is_tag(known.trim(), tag)))
    });
    if known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    ([(header::CONTENT_TYPE, kind)], headers, content).into_response()
}

/// Compares tags weakly (RFC 9110 section 8.8.3.2): a compressed answer has the same content.
fn is_tag(known: &str, tag: &str) -> bool {
    known == "*" || known == tag || Some(known) == tag.strip_prefix("W/")
}

fn tag(content: &str) -> String {
    let mut tag = String::from("W/\"");
    for byte in &Sha256::digest(content)[..12] {
        // Text can always be written to.
        let _ = write!(tag, "{byte:02x}");
    }
    tag + "\""
}

/// `GET /healthz`: whether this instance can serve, which it can't without its database.
async fn health(State(shared): State<Arc<Shared>>) -> Result<Response, Failure> {
    shared.store.ping().await?;
    Ok(json(StatusCode::OK, r#"{"status":"ok"}"#.into()))
}

/// `GET /metrics`, for those who may read it.
async fn metrics_text(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Failure> {
    let settings = shared.settings.load();
    let (parts, _) = request.into_parts();
    let allowed = browser::client(&parts, &settings).is_some_and(|client| {
        settings.config.metrics_allow.iter().any(|network| network.contains(&client))
    });
    if !allowed {
        return Err(Failure::NotFound);
    }
    let headers = [(header::CONTENT_TYPE, metrics::CONTENT_TYPE)];
    Ok((headers, shared.metrics.text()).into_response())
}
