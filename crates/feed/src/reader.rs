//! A feed's text to the strict [`Feed`] and what was found on the way: lenient in
//! what is taken, strict in what comes out. One field of the wrong type costs
//! that field alone.

mod address;
mod authors;
mod fields;
mod item;
mod version;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde_json::Value;

use crate::clean;
use crate::finding::{Finding, Rule};
use crate::json::{self, NotJson};
use crate::key::Key;
use crate::model::{Feed, Hub, Item};
use crate::zone::Zone;
use fields::{At, Desk, Fields};
use version::Version;

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
    pub feed: Feed,
    /// In the order of the walk: the whole, the feed's fields, the items in turn.
    /// At most [`Reading::MOST_FINDINGS`].
    pub findings: Vec<Finding>,
    /// How many findings were counted beyond those.
    pub unlisted: usize,
    /// How many items were left out for want of an id or for not being objects.
    pub discarded: usize,
    /// How many items were left out because another before has their id.
    pub duplicates: usize,
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
        /// It looks like a web page: a portal's or proxy's error page, often.
        html: bool,
    },
    /// JSON with neither a JSON Feed's version nor a list of items.
    NotAJsonFeed,
}

impl fmt::Display for NotAFeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotAFeed::Empty => f.write_str("the text is empty"),
            NotAFeed::NotJson { html: true, .. } => f.write_str("a web page, not JSON"),
            NotAFeed::NotJson {
                place: Some((line, column)),
                ..
            } => write!(f, "not JSON from line {line}, column {column} on"),
            NotAFeed::NotJson { place: None, .. } => f.write_str("not JSON"),
            NotAFeed::NotAJsonFeed => f.write_str("JSON, but not a JSON Feed"),
        }
    }
}

impl std::error::Error for NotAFeed {}

impl Reader<'_> {
    /// Reads `text` in one pass. Nothing is ever taken from invalid JSON.
    pub fn read(&self, text: &str) -> Result<Reading, NotAFeed> {
        let (text, marked) = match text.strip_prefix('\u{FEFF}') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        if text.trim().is_empty() {
            return Err(NotAFeed::Empty);
        }
        let (mut root, mended) = json::parse(text).map_err(|NotJson(place)| NotAFeed::NotJson {
            place,
            html: looks_like_a_page(text),
        })?;

        let version = Version::of(&root);
        let items = match root.get_mut("items").map(Value::take) {
            Some(Value::Array(items)) => Some(items),
            _ if !version.is_json_feed() => return Err(NotAFeed::NotAJsonFeed),
            _ => None,
        };
        let Value::Object(root) = root else {
            return Err(NotAFeed::NotAJsonFeed);
        };

        let desk = Desk::new(self, version == Version::V1);
        let top = At::Root;
        for (happened, rule) in [
            (marked, Rule::ByteOrderMark),
            (mended.lone_surrogate, Rule::LoneSurrogate),
            (mended.too_deep, Rule::TooDeep),
        ] {
            if happened {
                desk.note(&top, rule);
            }
        }
        match version {
            Version::Missing => desk.note(&top, Rule::VersionMissing),
            Version::Later => desk.note(&top.key("version"), Rule::VersionLater),
            Version::Unknown => desk.note(&top.key("version"), Rule::VersionUnknown),
            Version::V1 | Version::V1_1 => {}
        }
        let fields = Fields {
            desk: &desk,
            map: &root,
            at: &top,
        };
        fields.note_unknown(FIELDS);
        let mut feed = read_feed(&fields);
        let mut counts = Counts::default();
        match items {
            Some(items) => feed.items = read_items(&desk, &feed, items, &mut counts),
            None => desk.note(&top, Rule::ItemsMissing),
        }
        let (findings, unlisted) = desk.into_findings();
        let Counts {
            discarded,
            duplicates,
        } = counts;
        Ok(Reading {
            feed,
            findings,
            unlisted,
            discarded,
            duplicates,
        })
    }
}

#[derive(Default)]
struct Counts {
    discarded: usize,
    duplicates: usize,
}

const FIELDS: &[&str] = &[
    "version",
    "title",
    "home_page_url",
    "feed_url",
    "description",
    "next_url",
    "icon",
    "favicon",
    "author",
    "authors",
    "language",
    "expired",
    "hubs",
    "items",
];

fn read_feed(fields: &Fields<'_>) -> Feed {
    let title = fields.line("title", clean::LONGEST_LINE);
    if title.is_none() {
        fields.note_whole(Rule::TitleMissing);
    }
    let feed_url = fields.web_address("feed_url");
    let next_url = fields.web_address("next_url").filter(|next| {
        let this = next.as_str() == fields.desk.reader.address || feed_url.as_ref() == Some(next);
        if this {
            fields.note("next_url", Rule::NextUrlIsThisFeed);
        }
        !this
    });
    let expired = match fields.get("expired") {
        Some(Value::Bool(expired)) => *expired,
        Some(_) => {
            fields.note("expired", Rule::ExpiredNotBoolean);
            false
        }
        None => false,
    };
    Feed {
        title: title.unwrap_or_default(),
        description: fields.plain("description"),
        home_page_url: fields.web_address("home_page_url"),
        feed_url,
        next_url,
        icon: fields.web_address("icon"),
        favicon: fields.web_address("favicon"),
        language: fields.language(),
        authors: authors::read(fields),
        expired,
        hubs: read_hubs(fields),
        items: Vec::new(),
    }
}

fn read_hubs(fields: &Fields<'_>) -> Vec<Hub> {
    let mut hubs = Vec::new();
    fields.each_object("hubs", |hub| {
        match (
            hub.line("type", clean::LONGEST_LINE),
            hub.web_address("url"),
        ) {
            (Some(kind), Some(url)) => hubs.push(Hub { kind, url }),
            _ => hub.note_whole(Rule::HubIncomplete),
        }
    });
    hubs
}

fn read_items(
    desk: &Desk<'_>,
    feed: &Feed,
    items: Vec<Value>,
    counts: &mut Counts,
) -> Vec<Arc<Item>> {
    let list = At::Key(&At::Root, "items");
    let mut seen = BTreeSet::new();
    let mut read = Vec::with_capacity(items.len());
    for (index, value) in items.into_iter().enumerate() {
        let at = At::Index(&list, index);
        let Value::Object(map) = &value else {
            desk.note(&at, Rule::ItemNotAnObject);
            counts.discarded += 1;
            continue;
        };
        let fields = Fields { desk, map, at: &at };
        let Some(id) = item::read_id(&fields) else {
            counts.discarded += 1;
            continue;
        };
        let key = Key::of(&id);
        if !seen.insert(key) {
            fields.note("id", Rule::IdDuplicate);
            counts.duplicates += 1;
            continue;
        }
        read.push(Arc::new(item::read(&fields, feed, id, key)));
    }
    read
}

/// Markup, and not that of a feed.
fn looks_like_a_page(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with('<')
        && !["<?xml", "<rss", "<feed", "<rdf"]
            .iter()
            .any(|feed| text.starts_with(feed))
}
