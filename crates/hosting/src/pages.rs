//! The addresses of the portal, for hosts that have to be told.

use crate::Pattern;

/// The addresses that `index.html` answers: those of `src/route.rs`, which a test holds to it.
pub const PAGES: &[Pattern] = &[
    Pattern(""),
    Pattern("article/*"),
    Pattern("date"),
    Pattern("date/*"),
    Pattern("doctor"),
    Pattern("saved"),
    Pattern("embed"),
    Pattern("embed/*"),
    Pattern("search"),
    Pattern("sign-in"),
    Pattern("tag/*"),
];

/// Those of them that other sites may show in a frame.
pub const FRAMED: &[Pattern] = &[Pattern("embed/*")];

/// Whether a path names a file: addresses of the portal hold no dot in their last segment. A file
/// that is missing is never answered with a page, so that it is not run as a script or read as a
/// feed.
pub fn names_file(path: &str) -> bool {
    let last = path.rsplit(['/', '\\']).next();
    last.is_some_and(|name| name.contains('.'))
}
