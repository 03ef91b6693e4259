//! What a document is written in.

use std::fmt;

use crate::text::find::has;

/// What a feed is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    #[default]
    JsonFeed,
    /// RSS 0.91 to 2.0.
    Rss,
    /// RSS 0.90 and 1.0.
    Rdf,
    Atom,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::JsonFeed => "JSON Feed",
            Format::Rss => "RSS",
            Format::Rdf => "RSS 1.0 (RDF)",
            Format::Atom => "Atom",
        })
    }
}

/// Bytes within which a document begins behind what a server's scripts wrote before it.
const NEAR: usize = 10_000;

/// Whether a text is markup and not JSON: how it begins decides, since servers' content types
/// cannot be relied on. JSON never begins with `<`.
pub fn is_markup(text: &str) -> bool {
    // What is no UTF-8, and what UTF-16 is as UTF-8, may begin with more.
    let text = text.trim_start_matches([' ', '\t', '\r', '\n', '\u{FEFF}', '\u{FFFD}', '\0']);
    if text.starts_with(['{', '[']) {
        return false;
    }
    let near = &text[..text.floor_char_boundary(NEAR)];
    text.starts_with('<') || has(near, "<?xml ") || has(near, "<rss ")
}
