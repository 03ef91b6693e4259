//! Lists of headlines, in pages that name the next older one.

use std::collections::BTreeSet;
use std::sync::Arc;

use feed::{Item, Reader};
use serde_json::Value;

use crate::body::{self, object, open};
use crate::fault::{Fault, Rule};
use crate::name::Name;

const KIND: &str = "list";

/// Headlines of a full page. The newest page has fewer than twice as many.
pub const PAGE: usize = 50;

/// A page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// What it is a list of: a day, a tag's label; `&` and `<` as references, for readers that take it
    /// for HTML.
    pub title: String,
    /// Headlines of the older pages.
    pub left: usize,
    /// The next older page, in the folder `lists`.
    pub older: Option<Name>,
    /// Newest first, as items of a JSON Feed.
    pub heads: Vec<Value>,
}

impl List {
    /// Reads a file of this kind.
    pub fn read(file: &str, text: &str) -> Result<List, Fault> {
        let opened = open(file, text, KIND)?;
        let list = List {
            left: opened.body.number("left")?,
            older: opened.body.optional("older")?,
            title: opened.title,
            heads: opened.items,
        };
        if list.heads.is_empty() || list.older.is_some() != (list.left > 0) {
            return Err(opened.body.wrong("left"));
        }
        Ok(list)
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        let own = object([
            ("left", Some(self.left.into())),
            ("older", self.older.map(body::name)),
        ]);
        body::feed(KIND, own, &self.title, self.older, &self.heads)
    }
}

/// Cuts headlines into pages, oldest page first, for each has the name of the one before. Pages are
/// counted from the oldest on, so that newer news leaves them as they are.
pub struct Pages {
    title: String,
    left: usize,
    older: Option<Name>,
    /// Of the headlines that are not on a page yet, newest first.
    heads: Vec<Value>,
}

impl Pages {
    /// `heads` are newest first, and follow `left` older ones on whole pages, the newest of which is
    /// `older`.
    pub fn new(title: &str, older: Option<(Name, usize)>, heads: Vec<Value>) -> Pages {
        Pages {
            title: title.replace('&', "&amp;").replace('<', "&lt;"),
            left: older.map_or(0, |(_, left)| left),
            older: older.map(|(name, _)| name),
            heads,
        }
    }

    /// The text of the next newer page, and its name.
    pub fn next_page(&mut self) -> Option<(Name, String)> {
        let count = match self.heads.len() {
            0 => return None,
            few if few < 2 * PAGE => few,
            _ => PAGE,
        };
        let heads = self.heads.split_off(self.heads.len() - count);
        let list = List {
            title: self.title.clone(),
            left: self.left,
            older: self.older,
            heads,
        };
        let text = list.to_json();
        let name = Name::of(&text);
        self.left += count;
        self.older = Some(name);
        Some((name, text))
    }
}

/// The items of any file that holds some, read.
pub fn items(reader: &Reader<'_>, file: &str, text: &str) -> Result<Vec<Arc<Item>>, Fault> {
    let reading = reader.read(text);
    let reading = reading.map_err(|refused| Fault::new(file, Rule::NotAFeed(refused)))?;
    let items = reading.feed.items;
    let mut keys = BTreeSet::new();
    let good = reading.discarded == 0
        && reading.duplicates == 0
        && reading.beyond == 0
        && items.iter().all(|item| keys.insert(item.key));
    good.then_some(items)
        .ok_or_else(|| Fault::new(file, Rule::Items))
}
