//! A reading under way.

use std::collections::BTreeSet;
use std::mem;
use std::sync::Arc;

use serde_json::Value;

use super::fields::{At, Desk, Fields, Findings};
use super::format::Format;
use super::identity::{self, Identity};
use super::item;
use super::json::Document;
use super::reader::{Reader, Reading};
use crate::address::Key;
use crate::finding::{Finding, Rule};
use crate::model::{Feed, Item};

/// What is known of a text as a whole before it is read.
pub struct Whole {
    pub format: Format,
    /// Rules that it breaks as a whole.
    pub broken: Vec<Rule>,
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
    /// Keys that items have which are not the same, in order.
    shared: Vec<Key>,
    /// The item that was read before its turn.
    ahead: Option<Arc<Item>>,
    /// Which item is next.
    at: usize,
    discarded: usize,
    duplicates: usize,
}

impl Progress {
    /// All but the items has been read.
    pub fn new(
        whole: Whole,
        version_1_0: bool,
        document: Document,
        feed: Feed,
        findings: Findings,
    ) -> Progress {
        let places = 0..document.left();
        let shared = identity::shared(places, |place, name| document.member(place, name));
        Progress {
            whole,
            version_1_0,
            document,
            feed,
            findings,
            seen: BTreeSet::new(),
            shared,
            ahead: None,
            at: 0,
            discarded: 0,
            duplicates: 0,
        }
    }

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
        let mut places = 0..self.document.left();
        let item = places.find_map(|place| {
            let identity = Identity::of(|name| self.document.member(place, name))?;
            let own = identity.id.key();
            let is_shared = self.is_shared(own);
            if own != key && !is_shared {
                return None;
            }
            // What is found in it is noted when its turn comes.
            let desk = Desk::new(reader, self.version_1_0, Findings::default());
            let value = self.document.item(place)?;
            let fields = Fields {
                desk: &desk,
                map: value.as_object()?,
                at: &At::Index(&At::Key(&At::Root, "items"), self.at + place),
            };
            let item = item::read(&fields, &self.feed, identity.id, is_shared);
            (item.key == key).then_some(item)
        })?;
        let item = Arc::new(item);
        self.ahead = Some(item.clone());
        let head = Feed {
            items: Vec::new(),
            ..self.feed.clone()
        };
        Some((head, item))
    }

    fn is_shared(&self, key: Key) -> bool {
        self.shared.binary_search(&key).is_ok()
    }

    fn take(&mut self, desk: &Desk<'_>, at: &At<'_>, value: &Value) {
        let Value::Object(map) = value else {
            desk.note(at, Rule::ItemNotAnObject);
            self.discarded += 1;
            return;
        };
        let fields = Fields { desk, map, at };
        let Some(identity) = Identity::of(|name| map.get(name).cloned()) else {
            fields.note_whole(Rule::ItemEmpty);
            self.discarded += 1;
            return;
        };
        if let Some(rule) = identity.rule {
            match map.contains_key("id") {
                true => fields.note("id", rule),
                false => fields.note_whole(rule),
            }
        }
        let key = identity.id.key();
        let is_shared = self.is_shared(key);
        if !is_shared && !self.seen.insert(key) {
            return self.leave_out(&fields);
        }
        let item = item::read(&fields, &self.feed, identity.id, is_shared);
        if is_shared {
            if !self.seen.insert(item.key) {
                return self.leave_out(&fields);
            }
            fields.note_whole(Rule::IdShared);
        }
        let ahead = self.ahead.take_if(|ahead| ahead.key == item.key);
        self.feed
            .items
            .push(ahead.unwrap_or_else(|| Arc::new(item)));
    }

    fn leave_out(&mut self, fields: &Fields<'_>) {
        fields.note_whole(Rule::IdDuplicate);
        self.duplicates += 1;
    }

    /// What was read.
    pub fn finish(self) -> Reading {
        let mended = self.document.mended;
        let of_the_text = [
            (
                mended.lone_surrogate && !self.whole.written_replacements,
                Rule::LoneSurrogate,
            ),
            (mended.long_number, Rule::NumberLong),
            (mended.too_deep, Rule::TooDeep),
            (mended.left_out > 0, Rule::TooMany),
        ];
        let of_the_text = of_the_text
            .into_iter()
            .filter_map(|(happened, rule)| happened.then_some(rule));
        let of_the_whole = self.whole.broken.into_iter().chain(of_the_text);
        let of_the_whole = of_the_whole.map(|rule| Finding {
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
