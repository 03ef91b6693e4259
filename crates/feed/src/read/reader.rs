//! What reads feeds, and what comes of it.

use std::fmt;

use super::format::Format;
use crate::finding::Finding;
use crate::model::Feed;
use crate::zone::Zone;

/// Reads feeds that come from one place.
pub struct Reader<'a> {
    /// Where the text came from: absolute.
    pub address: &'a str,
    /// Decides on which day news falls.
    pub zone: &'a Zone<'a>,
    /// Resolves a reference (second) against an absolute base (first) into an
    /// absolute address, as the URL Standard has it; `None` when it cannot.
    pub resolve: &'a dyn Fn(&str, &str) -> Option<String>,
    /// Whether the items are for members.
    pub members: bool,
}

/// A feed and how it keeps to the specification.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What it was written in.
    pub format: Format,
    pub feed: Feed,
    /// In the order of the walk: the whole, the feed's fields, the items in turn.
    /// At most [`Reading::MOST_FINDINGS`].
    pub findings: Vec<Finding>,
    /// How many findings were counted beyond those.
    pub unlisted: usize,
    /// How many items were left out for having nothing to know them by, or for not being objects.
    pub discarded: usize,
    /// How many items were left out because they repeat another before.
    pub duplicates: usize,
    /// How many entries of lists, items and others, were left out beyond the first 10,000.
    pub beyond: usize,
}

impl Reading {
    /// Findings beyond are only counted, so that a bad feed of 100,000 items is
    /// not followed by half a million of them.
    pub const MOST_FINDINGS: usize = 10_000;
}

/// Why a text gave no feed at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAFeed {
    /// Nothing, or nothing but white space.
    Empty,
    NotJson {
        /// Line and column, from 1, the column in bytes; browsers' parsers do not tell.
        place: Option<(usize, usize)>,
        /// It is markup, a web page most likely: a portal's or proxy's error page, often.
        html: bool,
    },
    /// JSON with neither a JSON Feed's version nor a list of items.
    NotAJsonFeed,
    /// XML that is not well-formed where nothing can be guessed.
    NotXml {
        /// Line and column, from 1.
        place: Option<(usize, usize)>,
    },
    /// XML that stops before its end: a part of a feed is none.
    XmlCutOff {
        /// Line and column where the element begins that does not end.
        place: Option<(usize, usize)>,
    },
    /// XML, but neither RSS nor Atom.
    NotAnXmlFeed,
}

impl fmt::Display for NotAFeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, place) = match self {
            NotAFeed::Empty => ("the text is empty", None),
            NotAFeed::NotJson { html: true, .. } => ("a web page, not JSON", None),
            NotAFeed::NotJson { place, .. } => ("not JSON", *place),
            NotAFeed::NotAJsonFeed => ("JSON, but not a JSON Feed", None),
            NotAFeed::NotXml { place } => ("not XML", *place),
            NotAFeed::XmlCutOff { place } => {
                ("XML that is cut off: an element does not end", *place)
            }
            NotAFeed::NotAnXmlFeed => ("XML, but neither RSS nor Atom", None),
        };
        f.write_str(what)?;
        match place {
            Some((line, column)) => write!(f, " from line {line}, column {column} on"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for NotAFeed {}
