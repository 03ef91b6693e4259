//! The reference origin of the portal: what a content network does for the
//! built files, and the two things it cannot do, sign-in and members' news.
//!
//! ```text
//! /api/session            who is signed in        api/session.rs
//! /api/members/feed.json  members' news           api/members.rs
//! /api/members/files/…    what that feed attaches api/members.rs
//! anything else           the built portal        files.rs
//! ```

mod accounts;
mod api;
mod browsers;
#[cfg(feature = "faults")]
pub mod faults;
mod files;
mod headers;
mod options;
mod public_address;
mod seldom;
mod serve;

use std::{path::PathBuf, sync::Arc};

use axum::{Router, middleware};
use tokio_rusqlite::Connection;
use tower_sessions_rusqlite_store::RusqliteStore;

pub use accounts::{AccountError, AccountName, Accounts, InvalidName, NewAccount};
use api::Stores;
use browsers::Browsers;
pub use hosting::Policy;
pub use options::{Database, Lifetimes, Limits, Options};
pub use public_address::{InvalidAddress, PublicAddress};
pub use serve::{Connections, serve, serve_within};

/// Why the origin did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The folder to serve holds no `index.html`.
    #[error("no built portal in {0}: build it first")]
    NoPortal(PathBuf),
    /// The members' feed is not a readable file.
    #[error("cannot read the members' feed {0}")]
    NoMembersFeed(PathBuf),
    /// An entry of [`Options::extra_connect`] is no CSP source.
    #[error("not a source for connect-src: {0:?}")]
    ConnectSource(String),
    /// The database could not be opened or prepared.
    #[error("the database: {0}")]
    Database(#[from] tokio_rusqlite::Error),
    /// The accounts could not be prepared.
    #[error("the accounts: {0}")]
    Accounts(#[from] AccountError),
}

/// Builds the whole origin: the router that answers every request, and the
/// handle through which accounts are made.
///
/// The router may be nested or merged into a larger one. It finds the
/// address of the client or of a proxy in `ConnectInfo<SocketAddr>`, which
/// [`serve`] provides; without it all clients share one limit of attempts.
pub async fn app(options: Options) -> Result<(Router, Accounts), StartError> {
    if !options.dist.join("index.html").is_file() {
        return Err(StartError::NoPortal(options.dist));
    }
    if !options.members_feed.is_file() {
        return Err(StartError::NoMembersFeed(options.members_feed));
    }
    let security = Arc::new(headers::security(&options)?);

    let connection = match &options.database {
        Database::File(path) => Connection::open(path).await,
        Database::Memory => Connection::open_in_memory().await,
    }
    .map_err(tokio_rusqlite::Error::Error)?;
    let accounts = Accounts::open(connection.clone()).await?;
    let browsers = Browsers::open(connection.clone()).await?;
    let sessions = RusqliteStore::new(connection);
    sessions.migrate().await?;

    let stores = Stores {
        accounts: accounts.clone(),
        browsers,
        sessions,
    };
    let router = Router::new()
        .merge(files::routes(&options.dist))
        .nest_service("/api", api::routes(&options, stores))
        .layer(middleware::from_fn_with_state(
            security,
            headers::add_security,
        ));
    Ok((router, accounts))
}
