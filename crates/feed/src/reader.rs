//! A feed's text to the strict [`Feed`] and what was found on the way: lenient in
//! what is taken, strict in what comes out. One field of the wrong type costs
//! that field alone.

mod address;
mod authors;
mod fields;
mod item;
mod version;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::{fmt, mem};

use serde_json::Value;

use crate::clean;
use crate::find::has;
use crate::finding::{Finding, Rule};
use crate::json::{Document, NotJson};
use crate::key::Key;
use crate::model::{Address, Feed, Hub, Item};
use crate::xml::{Format, is_markup};
use crate::zone::Zone;
use fields::{At, Desk, Fields, Findings};
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
    /// What it was written in.
    pub format: Format,
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
    NotXml {
        /// Line and column, from 1; browsers' parsers do not tell.
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

impl Reader<'_> {
    /// Reads `text` in one pass. Nothing is ever taken from invalid JSON.
    pub fn read(&self, text: &str) -> Result<Reading, NotAFeed> {
        Ok(self.begin(text)?.read_on(self))
    }

    /// Reads all of `text` but its items, which are left to [`Progress::step`].
    pub fn begin(&self, text: &str) -> Result<Progress, NotAFeed> {
        let (text, marked) = match text.strip_prefix('\u{FEFF}') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        if text.trim().is_empty() {
            return Err(NotAFeed::Empty);
        }
        let document = Document::parse(text).map_err(|NotJson(place)| NotAFeed::NotJson {
            place,
            html: is_markup(text),
        })?;
        let whole = Whole {
            format: Format::JsonFeed,
            marked,
            xml_mended: false,
            written_replacements: has(text, "\u{FFFD}"),
        };
        self.begin_document(document, whole)
    }

    pub(crate) fn begin_document(
        &self,
        mut document: Document,
        whole: Whole,
    ) -> Result<Progress, NotAFeed> {
        let version = Version::of(&document.root);
        if !version.is_json_feed() && !document.has_items() {
            return Err(NotAFeed::NotAJsonFeed);
        }
        let Value::Object(root) = document.root.take() else {
            return Err(NotAFeed::NotAJsonFeed);
        };

        let version_1_0 = version == Version::V1;
        let desk = Desk::new(self, version_1_0, Findings::default());
        let top = At::Root;
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
        let feed = read_feed(&fields);
        if !document.has_items() {
            // An `items` of another type is still there.
            desk.note(&top, Rule::ItemsMissing);
        }
        Ok(Progress {
            whole,
            version_1_0,
            document,
            feed,
            findings: desk.into_findings(),
            seen: BTreeSet::new(),
            ahead: None,
            at: 0,
            discarded: 0,
            duplicates: 0,
        })
    }
}

/// What is known of a text as a whole before it is read.
pub(crate) struct Whole {
    pub format: Format,
    /// It begins with a byte order mark.
    pub marked: bool,
    /// It is XML that had to be mended.
    pub xml_mended: bool,
    /// It has U+FFFD itself, which therefore tells nothing of what was mended.
    pub written_replacements: bool,
}

/// A reading under way. It owns what it reads, so that it can rest between two items: 10,000 of
/// them take a phone longer than a page may stand still.
pub struct Progress {
    whole: Whole,
    version_1_0: bool,
    document: Document,
    feed: Feed,
    findings: Findings,
    seen: BTreeSet<Key>,
    /// The item that was read before its turn.
    ahead: Option<Arc<Item>>,
    /// Which item is next.
    at: usize,
    discarded: usize,
    duplicates: usize,
}

impl Progress {
    /// Reads all that is left.
    pub fn read_on(mut self, reader: &Reader<'_>) -> Reading {
        while self.step(reader) {}
        self.finish()
    }

    /// Reads the next item by the reader that began; whether there was one.
    pub fn step(&mut self, reader: &Reader<'_>) -> bool {
        let Some(value) = self.document.next_item() else {
            return false;
        };
        let desk = Desk::new(reader, self.version_1_0, mem::take(&mut self.findings));
        let list = At::Key(&At::Root, "items");
        let at = At::Index(&list, self.at);
        self.at += 1;
        self.take(&desk, &at, &value);
        self.findings = desk.into_findings();
        true
    }

    /// The feed without its items, and one item, which is read before its turn: the first whose key
    /// this is. Afterwards the reading goes on where it was, and has the same item in its place.
    pub fn read_ahead(&mut self, reader: &Reader<'_>, key: Key) -> Option<(Feed, Arc<Item>)> {
        let has_key = |id: &Value| item::id_of(id).is_some_and(|id| Key::of(&id) == key);
        let (before, value) = self.document.find_item(has_key)?;
        // What is found in it is noted when its turn comes.
        let desk = Desk::new(reader, self.version_1_0, Findings::default());
        let fields = Fields {
            desk: &desk,
            map: value.as_object()?,
            at: &At::Index(&At::Key(&At::Root, "items"), self.at + before),
        };
        let id = item::read_id(&fields)?;
        let item = Arc::new(item::read(&fields, &self.feed, id, key));
        self.ahead = Some(item.clone());
        let head = Feed {
            items: Vec::new(),
            ..self.feed.clone()
        };
        Some((head, item))
    }

    fn take(&mut self, desk: &Desk<'_>, at: &At<'_>, value: &Value) {
        let Value::Object(map) = value else {
            desk.note(at, Rule::ItemNotAnObject);
            self.discarded += 1;
            return;
        };
        let fields = Fields { desk, map, at };
        let Some(id) = item::read_id(&fields) else {
            self.discarded += 1;
            return;
        };
        let key = Key::of(&id);
        if !self.seen.insert(key) {
            fields.note("id", Rule::IdDuplicate);
            self.duplicates += 1;
            return;
        }
        let item = item::read(&fields, &self.feed, id, key);
        let ahead = self.ahead.take_if(|ahead| ahead.key == key);
        self.feed
            .items
            .push(ahead.unwrap_or_else(|| Arc::new(item)));
    }

    /// What was read.
    pub fn finish(self) -> Reading {
        let mended = self.document.mended;
        let of_the_whole = [
            (self.whole.marked, Rule::ByteOrderMark),
            (self.whole.xml_mended, Rule::XmlMended),
            (
                mended.lone_surrogate && !self.whole.written_replacements,
                Rule::LoneSurrogate,
            ),
            (mended.too_deep, Rule::TooDeep),
            (mended.left_out > 0, Rule::TooMany),
        ];
        let of_the_whole = of_the_whole
            .into_iter()
            .filter(|(happened, _)| *happened)
            .map(|(_, rule)| Finding {
                pointer: String::new(),
                rule,
            });
        let Findings {
            mut listed,
            mut unlisted,
        } = self.findings;
        listed.splice(..0, of_the_whole);
        unlisted += listed.len().saturating_sub(Reading::MOST_FINDINGS);
        listed.truncate(Reading::MOST_FINDINGS);
        Reading {
            format: self.whole.format,
            feed: self.feed,
            findings: listed,
            unlisted,
            discarded: self.discarded,
            duplicates: self.duplicates,
            beyond: mended.left_out,
        }
    }
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
    let next_url = fields.web_address("next_url");
    let next_url = next_url.map(Address::without_fragment).filter(|next| {
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
