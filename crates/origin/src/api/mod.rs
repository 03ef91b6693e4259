//! What only a server can do: who is signed in, and what they alone may read.

mod attempts;
mod members;
mod problem;
mod same_origin;
mod session;

use std::{
    borrow::Cow,
    net::IpAddr,
    sync::{Arc, Weak},
    time::Duration,
};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{HeaderName, HeaderValue, header},
    middleware,
    routing::get,
};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_sessions::{ExpiredDeletion, SessionManagerLayer, cookie::SameSite};
use tower_sessions_rusqlite_store::RusqliteStore;

use crate::{Accounts, Lifetimes, Options, browsers::Browsers, files::missing, seldom::Seldom};
use attempts::Attempts;

/// The name of the session's cookie.
const SESSION_COOKIE: &str = "cong-tin";
/// The name of the cookie by which a browser is known that has signed in before.
const BROWSER_COOKIE: &str = "cong-tin-browser";
/// How often what has expired is deleted: it takes a look at all there is, which no request waits
/// for.
const DELETION: Duration = Duration::from_secs(60 * 60);
/// The largest body that is read, in bytes.
const BODY_LIMIT: usize = 4 * 1024;
/// How long a body may take to come.
const BODY_TIME: Duration = Duration::from_secs(10);

/// What the handlers share.
struct Context {
    accounts: Accounts,
    browsers: Browsers,
    attempts: Attempts,
    lifetimes: Lifetimes,
    secure_cookie: bool,
    proxies: Vec<IpAddr>,
    client_address: HeaderName,
    /// Said that a client's address was told by nobody's proxy.
    unproxied: Seldom,
}

/// What is kept.
pub(crate) struct Stores {
    pub accounts: Accounts,
    pub browsers: Browsers,
    pub sessions: RusqliteStore,
}

/// A cookie's name: behind https one that no other host and no page in the clear can set
/// (RFC 6265bis, section 4.1.3.2).
fn cookie_name(name: &'static str, secure: bool) -> Cow<'static, str> {
    if secure {
        Cow::Owned(["__Host-", name].concat())
    } else {
        Cow::Borrowed(name)
    }
}

/// The routes below `/api`.
pub(crate) fn routes(options: &Options, stores: Stores) -> Router {
    let Stores {
        accounts,
        browsers,
        sessions,
    } = stores;
    let cookies = SessionManagerLayer::new(sessions.clone())
        .with_name(cookie_name(SESSION_COOKIE, options.secure_cookie))
        .with_same_site(SameSite::Lax)
        .with_secure(options.secure_cookie);
    let context = Arc::new(Context {
        accounts,
        browsers: browsers.clone(),
        attempts: Attempts::new(options.limits),
        lifetimes: options.lifetimes,
        secure_cookie: options.secure_cookie,
        proxies: options.proxies.clone(),
        client_address: options.client_address.clone(),
        unproxied: Seldom::default(),
    });
    tokio::spawn(delete_expired(Arc::downgrade(&context), sessions, browsers));
    let session = get(session::read)
        .post(session::sign_in)
        .delete(session::sign_out)
        .route_layer(middleware::from_fn_with_state(
            Arc::from(options.public_addresses.as_slice()),
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

/// Deletes what has expired, at once and then from time to time, as long as there is an API.
async fn delete_expired(api: Weak<Context>, sessions: RusqliteStore, browsers: Browsers) {
    let mut times = tokio::time::interval(DELETION);
    loop {
        times.tick().await;
        if api.strong_count() == 0 {
            return;
        }
        if let Err(error) = sessions.delete_expired().await {
            tracing::warn!(%error, "old sessions could not be deleted");
        }
        if let Err(error) = browsers.delete_expired().await {
            tracing::warn!(%error, "old browsers could not be deleted");
        }
    }
}
