//! The conversation.

use super::browser::Browser;
use super::{ENVELOPE, ESCAPED, json_body, object};
use crate::failure::{Failure, json};
use crate::session::Message;
use axum::extract::{Query, Request};
use axum::http::StatusCode;
use axum::response::Response;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

#[derive(serde::Serialize)]
pub(super) struct MessageBody<'a> {
    id: i64,
    from: &'a str,
    text: &'a str,
    at: String,
}

impl<'a> MessageBody<'a> {
    pub(super) fn of(message: &'a Message) -> Self {
        let nanoseconds = i128::from(message.at) * 1_000_000;
        let at = OffsetDateTime::from_unix_timestamp_nanos(nanoseconds)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH);
        MessageBody {
            id: message.id,
            from: &message.from,
            text: &message.text,
            at: at.format(&Rfc3339).unwrap_or_default(),
        }
    }
}

#[derive(serde::Deserialize)]
pub(super) struct After {
    #[serde(default)]
    after: i64,
}

/// `GET /messages?after=ID`: the messages after that one, or the first ones.
pub(super) async fn list(
    browser: Browser,
    after: Result<Query<After>, axum::extract::rejection::QueryRejection>,
) -> Result<Response, Failure> {
    #[derive(serde::Serialize)]
    struct List<'a> {
        messages: Vec<MessageBody<'a>>,
    }
    let Query(After { after }) = after.map_err(|_| Failure::MalformedRequest)?;
    let session = browser.session().await?;
    let store = &browser.shared.store;
    let messages = store.messages(browser.app.id(), &session.conversation, after).await?;
    let list = List { messages: messages.iter().map(MessageBody::of).collect() };
    Ok(json(StatusCode::OK, serde_json::to_string(&list).map_err(|_| Failure::Internal)?))
}

/// `POST /messages`.
pub(super) async fn say(browser: Browser, request: Request) -> Result<Response, Failure> {
    #[derive(serde::Deserialize)]
    struct Say {
        text: String,
    }
    let most = browser.settings.config.limits.message_bytes;
    let body = json_body(request, most * ESCAPED + ENVELOPE).await?;
    let Say { text } = object(&body)?;
    if text.len() > most {
        return Err(Failure::TooLarge);
    }
    // PostgreSQL keeps no NUL in a text.
    if text.is_empty() || text.contains('\0') {
        return Err(Failure::MalformedRequest);
    }
    let session = browser.session().await?;
    if !browser.rates.conversation(browser.app.id(), session.conversation.as_bytes()) {
        return Err(Failure::RateLimited);
    }
    let at = browser.shared.store.now();
    let id = browser.shared.store.say(&session, text.clone(), at).await?;
    let id = id.ok_or(Failure::NoSession)?;
    let message = Message { id, from: "visitor".into(), text, at };
    let body = serde_json::to_string(&MessageBody::of(&message)).map_err(|_| Failure::Internal)?;
    Ok(json(StatusCode::CREATED, body))
}
