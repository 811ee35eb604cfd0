//! Logging in: the check, the policy, the session.

use super::browser::Browser;
use super::{ENVELOPE, json_body, object};
use crate::app::Policy;
use crate::check::{Unverified, Verdict, Verified, check};
use crate::events::VerdictEvent;
use crate::failure::Failure;
use crate::session::{Kind, Session};
use crate::token::Token;
use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use serde_json::value::RawValue;

#[derive(serde::Deserialize)]
struct LoginBody<'a> {
    #[serde(borrow)]
    user_hash: Option<&'a RawValue>,
    #[serde(borrow, rename = "userDetails")]
    user_details: Option<&'a RawValue>,
}

/// `POST /login`: every login gets a new session with a new token, and the former visitor's
/// session ends. So does it when the login is refused: the page has said that somebody else is
/// there now, and who that is nobody knows.
pub(super) async fn login(browser: Browser, request: Request) -> Result<Response, Failure> {
    let limits = &browser.settings.config.limits;
    let body = json_body(request, limits.details_bytes + ENVELOPE).await?;
    let body: LoginBody<'_> = object(&body)?;
    if body.user_details.is_some_and(|details| details.get().len() > limits.details_bytes) {
        return Err(Failure::TooLarge);
    }
    let found = check(&browser.app, body.user_hash, body.user_details)
        .map_err(|_| Failure::MalformedRequest)?;
    let details = body.user_details.map_or("{}", RawValue::get).to_owned();
    let token = Token::generate()?;
    let start = browser.start(&token);
    let session = match &found {
        Ok(user) => {
            if !browser.rates.identity(start.app, user.identity()) {
                return Err(Failure::RateLimited);
            }
            Some(Session::verified(&start, user, details))
        }
        Err(_) if browser.app.policy() == Policy::Enforce => None,
        Err(unverified) => Some(Session::unverified(&start, unverified.verdict, details)),
    };
    report(&browser, &found, session.is_some());
    let end = browser.visitor_digest();
    let Some(session) = session else {
        if end.is_some() {
            browser.shared.store.switch(end, None).await?;
        }
        let mut response = Failure::NotVerified.into_response();
        browser.remove_visitor_cookie(response.headers_mut());
        return Ok(response);
    };
    browser.shared.store.switch(end, Some(session.clone())).await?;
    let mut response = browser.answer(&session).await?;
    browser.set_cookie(response.headers_mut(), Kind::Visitor, &token);
    Ok(response)
}

/// Counts a verdict, logs why, and tells the embedding program.
fn report(browser: &Browser, found: &Result<Verified, Unverified>, admitted: bool) {
    let (app, shared) = (&browser.app, &browser.shared);
    let (verdict, reason, identity, fingerprint) = match found {
        Ok(user) => {
            let reason = if user.key() == 0 { "matched_current" } else { "matched_previous" };
            shared.metrics.verified_by(app, user.fingerprint().as_str());
            (Verdict::Verified, reason, Some(user.identity()), user.fingerprint())
        }
        Err(found) => (found.verdict, found.reason, found.claimed.as_deref(), found.fingerprint),
    };
    shared.metrics.login(app, verdict, admitted);
    let logged = identity.filter(|_| browser.settings.config.log_identities);
    let address = browser.address.map(tracing::field::display);
    macro_rules! log {
        ($level:ident) => {
            tracing::$level!(
                event = "login",
                app = app.id(),
                policy = app.policy().as_str(),
                verdict = verdict.as_str(),
                reason,
                key = fingerprint.as_str(),
                admitted,
                address,
                identity = logged,
            )
        };
    }
    match (verdict, app.policy()) {
        (Verdict::Verified, _) | (_, Policy::Off) => log!(debug),
        (_, Policy::Report | Policy::Enforce) => log!(warn),
    }
    if shared.events.receiver_count() > 0 {
        // Nobody may be listening any more.
        let _ = shared.events.send(VerdictEvent {
            app: app.id().to_owned(),
            identity: identity.map(str::to_owned),
            verdict,
            reason,
            admitted,
            fingerprint: fingerprint.to_string(),
            at: shared.store.now(),
        });
    }
}
