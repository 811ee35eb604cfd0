//! Everything that a request can be answered instead of what it asked for.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Declares the failures from one row each: status, code, message for people.
macro_rules! failures {
    ($($(#[$doc:meta])* $name:ident = $status:ident, $code:literal, $message:literal;)+) => {
        /// What is the matter with a request. An answer says no more than this: why a login was
        /// refused, or what the database said, stands in the log alone.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Failure {
            $($(#[$doc])* $name,)+
        }

        impl Failure {
            /// Every failure.
            pub const ALL: &'static [Failure] = &[$(Failure::$name,)+];

            /// The status of the answer.
            #[must_use]
            pub fn status(self) -> StatusCode {
                match self { $(Failure::$name => StatusCode::$status,)+ }
            }

            /// The code in the answer, for programs.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Failure::$name => $code,)+ }
            }

            /// The message in the answer, for people.
            #[must_use]
            pub fn message(self) -> &'static str {
                match self { $(Failure::$name => $message,)+ }
            }
        }
    };
}

failures! {
    /// The body, or the query, isn't what this endpoint takes.
    MalformedRequest = BAD_REQUEST, "malformed_request",
        "the request is not what this endpoint takes: see /openapi.json";
    /// The cookies name no live session.
    NoSession = UNAUTHORIZED, "no_session", "there is no session, or it has ended: start one";
    /// The API token is missing or wrong.
    Unauthorized = UNAUTHORIZED, "unauthorized", "present the app's API token as a bearer token";
    /// The app enforces verification, and the login wasn't verified.
    NotVerified = FORBIDDEN, "not_verified", "the user could not be verified";
    /// A page of an origin that the app doesn't allow, or no page at all.
    OriginNotAllowed = FORBIDDEN, "origin_not_allowed",
        "this app takes requests from the pages of its own origins only";
    /// No such page.
    NotFound = NOT_FOUND, "not_found", "there is nothing at this address";
    /// No such app.
    UnknownApp = NOT_FOUND, "unknown_app", "there is no such app";
    /// Another method.
    MethodNotAllowed = METHOD_NOT_ALLOWED, "method_not_allowed",
        "this address takes other methods: see /openapi.json";
    /// The request took too long.
    Timeout = REQUEST_TIMEOUT, "timeout", "the request took too long";
    /// The body, the details or the message is too long.
    TooLarge = PAYLOAD_TOO_LARGE, "too_large", "the request is larger than is taken";
    /// A POST that isn't JSON.
    UnsupportedMediaType = UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type",
        "send application/json";
    /// Too much at once.
    RateLimited = TOO_MANY_REQUESTS, "rate_limited", "too many requests: try again later";
    /// A bug.
    Internal = INTERNAL_SERVER_ERROR, "internal", "the messenger stopped at a bug of its own";
    /// The database doesn't answer.
    Unavailable = SERVICE_UNAVAILABLE, "unavailable",
        "the messenger can't keep anything at the moment: try again later";
}

impl Failure {
    /// The answer's body: `{"error":{"code":…,"message":…}}`. Codes and messages need no escaping.
    #[must_use]
    pub fn body(self) -> String {
        format!(r#"{{"error":{{"code":"{}","message":"{}"}}}}"#, self.code(), self.message())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = json(self.status(), self.body());
        let headers = response.headers_mut();
        match self {
            Failure::RateLimited | Failure::Unavailable => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            }
            Failure::Unauthorized => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            _ => {}
        }
        response
    }
}

impl From<crate::store::StoreError> for Failure {
    fn from(error: crate::store::StoreError) -> Self {
        tracing::error!(event = "store_failed", %error);
        Failure::Unavailable
    }
}

impl From<getrandom::Error> for Failure {
    fn from(error: getrandom::Error) -> Self {
        tracing::error!(event = "no_random_bytes", %error);
        Failure::Unavailable
    }
}

/// An answer in JSON, which no cache may keep: it is about one visitor.
pub(crate) fn json(status: StatusCode, body: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (status, headers, body).into_response()
}
