//! Every error of the API, as `application/problem+json` (RFC 9457).

use std::time::Duration;

use axum::{
    extract::rejection::JsonRejection,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{AccountError, InvalidName};

/// What went wrong. The `type` in the answer is stable; titles are for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// No such name, or not its password: which of the two is not told.
    WrongCredentials,
    /// No session, or one that has ended.
    NotSignedIn,
    /// The password is right, the account may not be used.
    AccountLocked,
    /// Too many sign-ins have failed; another may be tried after this time.
    TooManyAttempts(Duration),
    /// The request was made by another site's page, or does not say by whose.
    ForeignOrigin,
    /// The body is not what the contract asks for.
    MalformedRequest(StatusCode),
    /// The fault is the origin's; it is in its log.
    Internal,
}

impl Problem {
    fn status(self) -> StatusCode {
        match self {
            Self::WrongCredentials | Self::NotSignedIn => StatusCode::UNAUTHORIZED,
            Self::AccountLocked | Self::ForeignOrigin => StatusCode::FORBIDDEN,
            Self::TooManyAttempts(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::MalformedRequest(status) => status,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The `type` and the `title` (RFC 9457, sections 3.1.1 and 3.1.3).
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::WrongCredentials => (
                "/problems/wrong-credentials",
                "The name or the password is wrong",
            ),
            Self::NotSignedIn => ("/problems/not-signed-in", "Nobody is signed in"),
            Self::AccountLocked => ("/problems/account-locked", "The account is locked"),
            Self::TooManyAttempts(_) => (
                "/problems/too-many-attempts",
                "Too many sign-ins have failed",
            ),
            Self::ForeignOrigin => (
                "/problems/foreign-origin",
                "The request does not come from this site",
            ),
            Self::MalformedRequest(_) => (
                "/problems/malformed-request",
                "The request is not as the API expects",
            ),
            Self::Internal => ("about:blank", "Internal Server Error"),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (kind, title) = self.names();
        let status = self.status();
        let body = json!({ "type": kind, "title": title, "status": status.as_u16() });
        let media_type = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (status, media_type, body.to_string()).into_response();
        if let Self::TooManyAttempts(wait) = self {
            // Rounded up: a client that waits this long must not be early.
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds.max(1)));
        }
        response
    }
}

impl From<JsonRejection> for Problem {
    fn from(rejection: JsonRejection) -> Self {
        Self::MalformedRequest(match rejection.status() {
            status @ (StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNSUPPORTED_MEDIA_TYPE) => status,
            _ => StatusCode::BAD_REQUEST,
        })
    }
}

impl From<InvalidName> for Problem {
    fn from(_: InvalidName) -> Self {
        Self::MalformedRequest(StatusCode::BAD_REQUEST)
    }
}

impl From<AccountError> for Problem {
    fn from(error: AccountError) -> Self {
        tracing::error!(%error, "accounts");
        Self::Internal
    }
}

impl From<tokio_rusqlite::Error> for Problem {
    fn from(error: tokio_rusqlite::Error) -> Self {
        tracing::error!(%error, "browsers");
        Self::Internal
    }
}

impl From<tower_sessions::session::Error> for Problem {
    fn from(error: tower_sessions::session::Error) -> Self {
        tracing::error!(%error, "sessions");
        Self::Internal
    }
}
