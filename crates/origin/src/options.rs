//! What an origin is started with.

use std::{net::IpAddr, path::PathBuf, time::Duration};

use axum::http::HeaderName;
use hosting::Policy;

use crate::PublicAddress;

/// How an origin runs. [`Options::new`] gives the defaults.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the built portal; must hold an `index.html`.
    pub dist: PathBuf,
    /// The JSON Feed for signed-in readers. A folder `files` beside it is
    /// served to them too, for the feed's attachments.
    pub members_feed: PathBuf,
    /// Where accounts and sessions are kept.
    pub database: Database,
    /// How often a sign-in may fail.
    pub limits: Limits,
    /// How long a session lasts.
    pub lifetimes: Lifetimes,
    /// Whether readers reach the origin over https: cookies are then `Secure`
    /// and their names begin with `__Host-`.
    pub secure_cookie: bool,
    /// Where readers reach the portal: pages of other addresses may not sign
    /// in and out. Without any nobody may.
    pub public_addresses: Vec<PublicAddress>,
    /// What the portal's settings say of the headers.
    pub policy: Policy,
    /// CSP sources added to `connect-src`: `http://127.0.0.1:9000`.
    pub extra_connect: Vec<String>,
    /// Proxies in front. They alone are believed what they say of a client's
    /// address: anybody else could say what they like.
    pub proxies: Vec<IpAddr>,
    /// The header in which they say it: `X-Real-IP`, or `X-Forwarded-For`, of
    /// which the last entry counts.
    pub client_address: HeaderName,
}

impl Options {
    /// Defaults for plain http on this machine, with nothing kept on disk.
    pub fn new(dist: impl Into<PathBuf>, members_feed: impl Into<PathBuf>) -> Self {
        Self {
            dist: dist.into(),
            members_feed: members_feed.into(),
            database: Database::Memory,
            limits: Limits::default(),
            lifetimes: Lifetimes::default(),
            secure_cookie: false,
            public_addresses: Vec::new(),
            policy: Policy::default(),
            extra_connect: Vec::new(),
            proxies: Vec::new(),
            client_address: HeaderName::from_static("x-real-ip"),
        }
    }
}

/// Where accounts and sessions are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// A SQLite file, made if missing.
    File(PathBuf),
    /// Gone when the origin stops.
    Memory,
}

/// How many sign-ins may fail within a window before further ones are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Failures for one account name.
    pub per_name: u32,
    /// Failures from one client address (IPv6: one /64 network).
    pub per_address: u32,
    /// The window's length, counted from its first failure.
    pub window: Duration,
}

impl Default for Limits {
    /// Five for a name and thirty for an address in a minute.
    fn default() -> Self {
        Self {
            per_name: 5,
            per_address: 30,
            window: Duration::from_secs(60),
        }
    }
}

/// How long after signing in a session ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetimes {
    /// For a reader who did not ask to stay signed in.
    pub session: Duration,
    /// For a reader who did.
    pub remembered: Duration,
}

impl Default for Lifetimes {
    /// Twelve hours, and thirty days.
    fn default() -> Self {
        const HOUR: u64 = 60 * 60;
        Self {
            session: Duration::from_secs(12 * HOUR),
            remembered: Duration::from_secs(30 * 24 * HOUR),
        }
    }
}
