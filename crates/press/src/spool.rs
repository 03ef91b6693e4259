//! What came from the sources, on the disk: in memory is only where each article lies.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Context, Result};
use feed::{Item, Key, Layout, Zone, to_json_item, write_json};

use crate::head::item_of;
use crate::scratch::{Piece, Scratch};

/// Articles as they came, each once.
pub struct Spooled {
    scratch: Scratch,
    places: BTreeMap<Key, Piece>,
}

impl Spooled {
    /// None yet.
    pub fn new(scratch: Scratch) -> Spooled {
        let places = BTreeMap::new();
        Spooled { scratch, places }
    }

    /// Adds an article; whether it is the first of its key.
    pub fn add(&mut self, item: &Item) -> Result<bool> {
        if self.places.contains_key(&item.key) {
            return Ok(false);
        }
        let json = write_json(&to_json_item(item), Layout::Compact);
        let piece = self.scratch.add(&json);
        let piece = piece.context("what comes from the sources cannot be put aside")?;
        self.places.insert(item.key, piece);
        Ok(true)
    }

    /// The keys of all, in order.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.places.keys().copied()
    }

    /// An article.
    pub fn item(&self, key: Key, zone: &Zone<'_>) -> Result<Arc<Item>> {
        let piece = *self.places.get(&key).context("no such article")?;
        let json = self.scratch.read(piece)?;
        item_of(&json, zone).with_context(|| format!("the article {key}"))
    }
}
