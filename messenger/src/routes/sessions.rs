//! Starting and looking at a session, and logging out.

use super::browser::Browser;
use super::messages::MessageBody;
use super::{ENVELOPE, json_body, object};
use crate::failure::Failure;
use crate::session::{Kind, Message, Session};
use crate::token::{Token, TokenDigest};
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use serde_json::value::RawValue;

#[derive(serde::Serialize)]
struct SessionBody<'a> {
    state: &'static str,
    verdict: Option<&'static str>,
    visitor: Option<&'a RawValue>,
    messages: Vec<MessageBody<'a>>,
}

/// A session as JSON.
pub(super) fn body(session: &Session, messages: &[Message]) -> Result<String, Failure> {
    let visitor = match session.kind {
        Kind::Guest => None,
        Kind::Visitor => serde_json::from_str(&session.details).ok(),
    };
    let body = SessionBody {
        state: session.kind.as_str(),
        verdict: session.verdict.map(|verdict| verdict.as_str()),
        visitor,
        messages: messages.iter().map(MessageBody::of).collect(),
    };
    serde_json::to_string(&body).map_err(|_| Failure::Internal)
}

/// `POST /session`: resumes the session that the cookies name, or starts a guest's.
pub(super) async fn start(browser: Browser, request: Request) -> Result<Response, Failure> {
    empty_body(request).await?;
    let Some(session) = browser.live_session().await? else {
        return guest(&browser, None).await;
    };
    let mut response = browser.answer(&session).await?;
    if session.kind == Kind::Guest {
        // What is left of a visitor's session names none any more.
        browser.remove_visitor_cookie(response.headers_mut());
    }
    Ok(response)
}

/// `GET /session`. It changes no cookie: it may be on its way while another tab logs in.
pub(super) async fn current(browser: Browser) -> Result<Response, Failure> {
    browser.answer(&browser.session().await?).await
}

/// `POST /logout`: ends the visitor's session, here and not only in the browser, and brings back
/// the guest's.
pub(super) async fn logout(browser: Browser, request: Request) -> Result<Response, Failure> {
    empty_body(request).await?;
    let visitor = browser.visitor_digest();
    let Some(session) = browser.live(Kind::Guest).await? else {
        return guest(&browser, visitor).await;
    };
    if visitor.is_some() {
        browser.shared.store.switch(visitor, None).await?;
    }
    let mut response = browser.answer(&session).await?;
    browser.remove_visitor_cookie(response.headers_mut());
    Ok(response)
}

/// Starts a guest's session, and ends a visitor's in the same transaction.
async fn guest(browser: &Browser, end: Option<TokenDigest>) -> Result<Response, Failure> {
    let token = Token::generate()?;
    let session = Session::guest(&browser.start(&token));
    let mut headers = HeaderMap::new();
    browser.set_cookie(&mut headers, Kind::Guest, &token);
    browser.remove_visitor_cookie(&mut headers);
    let body = body(&session, &[])?;
    browser.shared.store.switch(end, Some(session)).await?;
    let mut response = crate::failure::json(axum::http::StatusCode::OK, body).into_response();
    response.headers_mut().extend(headers);
    Ok(response)
}

/// These endpoints take an object, and nothing that is in it.
async fn empty_body(request: Request) -> Result<(), Failure> {
    #[derive(serde::Deserialize)]
    struct Empty {}
    let body = json_body(request, ENVELOPE).await?;
    object::<Empty>(&body).map(|_| ())
}
