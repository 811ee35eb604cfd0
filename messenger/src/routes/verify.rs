//! The check for other servers.

use super::{ENVELOPE, browser, json_body, object};
use crate::check::check_for_server;
use crate::failure::{Failure, json};
use crate::messenger::Shared;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use tokio::time::timeout;

#[derive(serde::Deserialize)]
struct VerifyBody<'a> {
    #[serde(borrow)]
    user: Cow<'a, str>,
    #[serde(borrow)]
    user_hash: Option<&'a RawValue>,
}

/// `POST /verify`: whether a hash is a user's, for a server that presents the app's API token.
/// Only wrong tokens are limited by address.
pub(super) async fn verify(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let response = answer(&shared, request).await.unwrap_or_else(IntoResponse::into_response);
    shared.metrics.response(response.status().as_u16());
    response
}

async fn answer(shared: &Arc<Shared>, request: Request) -> Result<Response, Failure> {
    let settings = shared.settings.load();
    let (parts, body) = request.into_parts();
    let app = browser::app(&parts.uri, &settings).ok_or(Failure::UnknownApp)?;
    if !bearer(&parts.headers).is_some_and(|token| app.allows_api_token(token)) {
        let address = browser::client(&parts, &settings);
        let limited = !shared.rates.load().address(address);
        return Err(if limited { Failure::RateLimited } else { Failure::Unauthorized });
    }
    let most = settings.config.limits.details_bytes + ENVELOPE;
    // Only the body can keep this waiting. Most have come already, and need no clock.
    let mut body = pin!(json_body(Request::from_parts(parts, body), most));
    let body = match poll_once(body.as_mut()).await {
        Some(body) => body?,
        None => {
            let patience = Duration::from_secs(settings.config.limits.request_seconds.into());
            timeout(patience, body).await.map_err(|_| Failure::Timeout)??
        }
    };
    let body: VerifyBody<'_> = object(&body)?;
    let found =
        check_for_server(app, &body.user, body.user_hash).map_err(|_| Failure::MalformedRequest)?;
    shared.metrics.check(app, found.is_some());
    let answer = match found {
        Some(key) => format!(r#"{{"verified":true,"key":"{key}"}}"#),
        None => r#"{"verified":false}"#.to_owned(),
    };
    Ok(json(StatusCode::OK, answer))
}

/// What a future has ready at once.
async fn poll_once<F: Future>(mut future: Pin<&mut F>) -> Option<F::Output> {
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => Poll::Ready(None),
    })
    .await
}

/// The token of an `Authorization: Bearer` (RFC 6750 section 2.1).
fn bearer(headers: &HeaderMap) -> Option<&[u8]> {
    let value = headers.get(header::AUTHORIZATION)?.as_bytes();
    let (scheme, token) = value.split_at_checked(7)?;
    scheme.eq_ignore_ascii_case(b"Bearer ").then(|| token.trim_ascii())
}
