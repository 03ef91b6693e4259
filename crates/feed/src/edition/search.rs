//! Looking through an edition for a query, an item at a time.

use std::sync::Arc;

use super::Edition;
use crate::limits::Limits;
use crate::model::{Folded, Item};
use crate::search::{Query, Spelt};
use crate::text::fold::fold;

impl Edition {
    /// The items of which title, summary, tags, authors and text together have
    /// every word of the query: those that have them spelt as typed first, then those that have them
    /// in another spelling, then all whose letters are the same without marks; of each those that
    /// have them in the title first, then the newest.
    pub fn search(&self, query: &Query) -> Vec<Arc<Item>> {
        let mut search = self.begin_search(query);
        while search.step() {}
        search.finish()
    }

    /// The same, an item at a time.
    pub fn begin_search(&self, query: &Query) -> Search {
        Search {
            edition: self.clone(),
            query: query.clone(),
            but: None,
            limits: Limits::default(),
            is_newest_first: false,
            at: 0,
            hits: Vec::new(),
        }
    }
}

/// A search under way. It can rest between two items: through 10,000 of them a phone looks for
/// longer than a page may stand still.
pub struct Search {
    edition: Edition,
    query: Query,
    /// What was looked through before.
    but: Option<Edition>,
    limits: Limits,
    is_newest_first: bool,
    /// Which item is next.
    at: usize,
    /// How it is spelt, whether not found in the title, and where.
    hits: Vec<(Spelt, bool, usize)>,
}

impl Search {
    /// Only through what that edition does not have.
    pub fn but(mut self, before: Option<Edition>) -> Search {
        self.but = before;
        self
    }

    /// Only what is within them.
    pub fn within(mut self, limits: &Limits) -> Search {
        self.limits = limits.clone();
        self
    }

    /// In the order of the edition, however well it fits.
    pub fn newest_first(mut self) -> Search {
        self.is_newest_first = true;
        self
    }

    /// Looks through the next item; whether there was one.
    pub fn step(&mut self) -> bool {
        let Some(item) = self.edition.0.items.get(self.at) else {
            return false;
        };
        let key = item.key;
        let is_known = |before: &Edition| {
            let keys = &before.0.keys;
            keys.binary_search_by_key(&key, |&(key, _)| key).is_ok()
        };
        if self.but.as_ref().is_some_and(is_known) || !self.limits.admit(item) {
            self.at += 1;
            return true;
        }
        let query = &self.query;
        let Folded { title, rest } = item.folded.get_or_init(|| fold_item(item));
        if !query.is_empty() && query.is_in(&[title, rest]) {
            let spelt = query.spelt_in(&texts(item));
            self.hits.push((spelt, !query.is_in(&[title]), self.at));
        }
        self.at += 1;
        true
    }

    /// What was found, in the order of [`Edition::search`] or newest first.
    pub fn finish(mut self) -> Vec<Arc<Item>> {
        if !self.is_newest_first {
            self.hits.sort_unstable();
        }
        let places = self.hits.iter();
        places
            .map(|&(_, _, place)| self.edition.item(place))
            .collect()
    }
}

fn fold_item(item: &Item) -> Folded {
    let texts = texts(item);
    let rest: Vec<String> = texts[1..].iter().map(|text| fold(text)).collect();
    Folded {
        title: fold(texts[0]),
        rest: rest.join(" "),
    }
}

/// What search looks at: the title first.
fn texts(item: &Item) -> Vec<&str> {
    let mut texts = vec![item.title.as_deref().unwrap_or_default()];
    texts.extend(item.summary.as_deref());
    texts.extend(item.tags.iter().map(|tag| tag.label.as_str()));
    texts.extend(
        item.authors
            .iter()
            .filter_map(|author| author.name.as_deref()),
    );
    texts.push(item.text());
    texts
}
