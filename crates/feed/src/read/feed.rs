//! A feed's text to the strict [`Feed`] and what was found on the way: lenient in
//! what is taken, strict in what comes out. One field of the wrong type costs
//! that field alone.

use serde_json::Value;

use super::authors;
use super::fields::{At, Desk, Fields, Findings};
use super::format::{Format, is_markup};
use super::json::{Document, EXTENSION, NotJson};
use super::progress::{Progress, Whole};
use super::reader::{NotAFeed, Reader, Reading};
use super::version::Version;
use crate::finding::Rule;
use crate::model::{Address, Feed, Hub};
use crate::text::clean;
use crate::text::find::has;

impl Reader<'_> {
    /// Reads a JSON Feed. Nothing is ever taken from invalid JSON.
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
            broken: Vec::from_iter(marked.then_some(Rule::ByteOrderMark)),
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
        let findings = desk.into_findings();
        Ok(Progress::new(whole, version_1_0, document, feed, findings))
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
    EXTENSION,
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
        manifest: read_manifest(fields),
        items: Vec::new(),
    }
}

/// It lies by the feed, so that its address may be relative.
fn read_manifest(fields: &Fields<'_>) -> Option<Address> {
    let reader = fields.desk.reader;
    let written = fields.get(EXTENSION)?.get("manifest")?.as_str()?;
    let resolved = (reader.resolve)(reader.address, written)?;
    Some(Address::checked(resolved)).filter(Address::is_web)
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
