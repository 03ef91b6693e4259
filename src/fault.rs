//! What can go wrong at each boundary. What the reader is told stands in
//! [`crate::text`]; what is logged for the operator is each type's `Display`.

use std::fmt;

use feed::NotAFeed;

/// A request that brought no usable answer.
#[derive(Clone, PartialEq, Debug)]
pub enum Transport {
    /// The browser says that it has no network.
    Offline,
    /// Refused, reset, unresolvable, or forbidden by CORS or CSP: the browser does not say which.
    Unreachable,
    /// No complete answer within the time limit, or not a byte for a while.
    Slow,
    /// The reader left before the answer came.
    Abandoned,
    /// More bytes than are read of one document.
    TooLarge,
    /// An HTTP status outside 200–299; `retry_after` in seconds, where the server gave one.
    Status { code: u16, retry_after: Option<u32> },
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Transport::Offline => f.write_str("offline"),
            Transport::Unreachable => f.write_str("unreachable (network, CORS or CSP)"),
            Transport::Slow => f.write_str("no answer in time"),
            Transport::Abandoned => f.write_str("abandoned"),
            Transport::TooLarge => f.write_str("too large to be read"),
            Transport::Status { code, .. } => write!(f, "HTTP {code}"),
        }
    }
}

/// A part of the portal's own module that did not come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PartMissing;

impl fmt::Display for PartMissing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a part of the portal's module did not come")
    }
}

/// Why a feed is not shown.
#[derive(Clone, PartialEq, Debug)]
pub enum FeedFault {
    Transport(Transport),
    NotAFeed(NotAFeed),
    /// The feed came, but not what reads its format.
    PartMissing,
    /// A file of its archive cannot be used.
    Archive(ArchiveFault),
}

/// Why a file of an archive cannot be used. What is logged names the file and the rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArchiveFault {
    /// It is missing, or is not what it should be.
    Broken,
    /// It was written by a later version of the format.
    Later,
}

impl From<Transport> for FeedFault {
    fn from(fault: Transport) -> FeedFault {
        FeedFault::Transport(fault)
    }
}

impl From<NotAFeed> for FeedFault {
    fn from(fault: NotAFeed) -> FeedFault {
        FeedFault::NotAFeed(fault)
    }
}

impl From<PartMissing> for FeedFault {
    fn from(PartMissing: PartMissing) -> FeedFault {
        FeedFault::PartMissing
    }
}

impl fmt::Display for FeedFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FeedFault::Transport(transport) => transport.fmt(f),
            FeedFault::NotAFeed(not_a_feed) => not_a_feed.fmt(f),
            FeedFault::PartMissing => PartMissing.fmt(f),
            FeedFault::Archive(_) => f.write_str("archive"),
        }
    }
}

/// Why a sign-in did not succeed.
#[derive(Clone, PartialEq, Debug)]
pub enum SignInFault {
    WrongCredentials,
    Locked,
    /// Seconds until the next attempt may be made.
    TooManyAttempts {
        retry_after: u32,
    },
    /// The endpoint is not there, or is not a session endpoint.
    Missing,
    Transport(Transport),
}

impl fmt::Display for SignInFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SignInFault::WrongCredentials => f.write_str("wrong credentials"),
            SignInFault::Locked => f.write_str("account locked"),
            SignInFault::TooManyAttempts { retry_after } => {
                write!(f, "too many attempts, {retry_after} s to wait")
            }
            SignInFault::Missing => f.write_str("no session endpoint there"),
            SignInFault::Transport(transport) => transport.fmt(f),
        }
    }
}
