//! The addresses, and what every answer has in common.

mod assets;
mod browser;
mod login;
mod messages;
mod sessions;
mod verify;

use crate::failure::Failure;
use crate::messenger::Shared;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;

/// What a JSON string may need of bytes for each byte of its text.
const ESCAPED: usize = 6;

/// What a body may have besides its details or its text.
const ENVELOPE: usize = 1024;

pub(crate) fn router(shared: Arc<Shared>) -> Router {
    let app = "/v1/apps/{app}";
    let browsers = Router::new()
        .route(&format!("{app}/session"), post(sessions::start).get(sessions::current))
        .route(&format!("{app}/login"), post(login::login))
        .route(&format!("{app}/logout"), post(sessions::logout))
        .route(&format!("{app}/messages"), get(messages::list).post(messages::say))
        // Before the layer, which answers what a browser asks in advance: by OPTIONS.
        .method_not_allowed_fallback(method_not_allowed)
        .layer(browser::cors(Arc::clone(&shared)));
    // Without layers, which cost more than the check does: it counts and keeps time by itself, and
    // a panic there would end the connection.
    let servers = Router::new()
        .route(&format!("{app}/verify"), post(verify::verify))
        .method_not_allowed_fallback(method_not_allowed);
    let panicked = Arc::clone(&shared);
    let layered = assets::router()
        .method_not_allowed_fallback(method_not_allowed)
        .merge(browsers)
        .fallback(|| async { Failure::NotFound })
        .layer(CatchPanicLayer::custom(move |what: Box<dyn Any + Send>| panic(&panicked, what)))
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), finish));
    layered.merge(servers).with_state(shared)
}

async fn method_not_allowed() -> Failure {
    Failure::MethodNotAllowed
}

/// What is done to every answer: it comes in time, and it is counted.
async fn finish(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let seconds = shared.settings.load().config.limits.request_seconds;
    let answer = tokio::time::timeout(Duration::from_secs(seconds.into()), next.run(request));
    let response = answer.await.unwrap_or_else(|_| Failure::Timeout.into_response());
    shared.metrics.response(response.status().as_u16());
    response
}

fn panic(shared: &Shared, what: Box<dyn Any + Send>) -> Response {
    let what = what
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| what.downcast_ref::<&str>().copied());
    tracing::error!(event = "panic", what = what.unwrap_or("unknown"));
    shared.metrics.panic();
    Failure::Internal.into_response()
}

/// The whole body of a request that must be JSON, if it has at most `most` bytes.
async fn json_body(request: Request, most: usize) -> Result<Bytes, Failure> {
    if !is_json(request.headers().get(header::CONTENT_TYPE).map(|value| value.as_bytes())) {
        return Err(Failure::UnsupportedMediaType);
    }
    let body: Body = request.into_body();
    match Limited::new(body, most).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.downcast_ref::<LengthLimitError>().is_some() => Err(Failure::TooLarge),
        Err(_) => Err(Failure::MalformedRequest),
    }
}

/// Reads a body that must be one JSON object. An array of the fields' values is none, though the
/// reader would take it for one.
fn object<'a, T: serde::Deserialize<'a>>(body: &'a [u8]) -> Result<T, Failure> {
    if body.trim_ascii_start().first() != Some(&b'{') {
        return Err(Failure::MalformedRequest);
    }
    serde_json::from_slice(body).map_err(|_| Failure::MalformedRequest)
}

/// Whether a content type is `application/json`, whatever its parameters. A form can't send it,
/// so a page of another site has to ask first.
fn is_json(content_type: Option<&[u8]>) -> bool {
    content_type.is_some_and(|value| {
        let kind = value.split(|&byte| byte == b';').next().unwrap_or_default();
        kind.trim_ascii().eq_ignore_ascii_case(b"application/json")
    })
}
