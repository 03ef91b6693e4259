//! What only a server can do: who is signed in, and what they alone may read.

mod attempts;
mod members;
mod problem;
mod same_origin;
mod session;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, header},
    middleware,
    routing::get,
};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_sessions::{SessionManagerLayer, cookie::SameSite};
use tower_sessions_rusqlite_store::RusqliteStore;

use crate::{Accounts, Lifetimes, Options, files::missing};
use attempts::Attempts;
use same_origin::TrustedOrigins;

/// The name of the session's cookie.
const COOKIE: &str = "cong-tin";
/// The largest body that is read, in bytes.
const BODY_LIMIT: usize = 4 * 1024;

/// What the handlers share.
struct Context {
    accounts: Accounts,
    sessions: RusqliteStore,
    attempts: Attempts,
    lifetimes: Lifetimes,
    client_address: Option<HeaderName>,
}

/// The routes below `/api`.
pub(crate) fn routes(options: &Options, accounts: Accounts, sessions: RusqliteStore) -> Router {
    let cookies = SessionManagerLayer::new(sessions.clone())
        .with_name(COOKIE)
        .with_same_site(SameSite::Lax)
        .with_secure(options.secure_cookie);
    let context = Arc::new(Context {
        accounts,
        sessions,
        attempts: Attempts::new(options.limits),
        lifetimes: options.lifetimes,
        client_address: options.client_address.clone(),
    });
    let session = get(session::read)
        .post(session::sign_in)
        .delete(session::sign_out)
        .route_layer(middleware::from_fn_with_state(
            Arc::new(TrustedOrigins::new(options)),
            same_origin::require,
        ))
        .route_layer(DefaultBodyLimit::max(BODY_LIMIT));
    Router::new()
        .route("/session", session)
        .nest("/members", members::routes(&options.members_feed, &context))
        .fallback(missing)
        .with_state(context)
        .layer(cookies)
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
}
