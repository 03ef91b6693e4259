//! What came from the sources, on the disk: in memory is only where each article lies.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use feed::{Item, Key, Layout, Zone, to_json_item, write_json};

use crate::head::item_of;

/// Articles as they came, each once.
pub struct Spool {
    file: BufWriter<File>,
    end: u64,
    places: BTreeMap<Key, (u64, usize)>,
}

impl Spool {
    /// In a file without a name, which goes with the process.
    pub fn new(folder: &Path) -> Result<Spool> {
        let file = tempfile::tempfile_in(folder)
            .with_context(|| format!("{} cannot be written", folder.display()))?;
        Ok(Spool {
            file: BufWriter::new(file),
            end: 0,
            places: BTreeMap::new(),
        })
    }

    /// Adds an article; whether it is the first of its key.
    pub fn add(&mut self, item: &Item) -> Result<bool> {
        if self.places.contains_key(&item.key) {
            return Ok(false);
        }
        let json = write_json(&to_json_item(item), Layout::Compact);
        self.file.write_all(json.as_bytes())?;
        self.places.insert(item.key, (self.end, json.len()));
        self.end += json.len() as u64;
        Ok(true)
    }

    /// All has come.
    pub fn close(mut self) -> Result<Spooled> {
        self.file.flush()?;
        let file = self.file.into_inner().map_err(|error| error.into_error())?;
        Ok(Spooled {
            file,
            places: self.places,
        })
    }
}

/// Articles to be read again.
pub struct Spooled {
    file: File,
    places: BTreeMap<Key, (u64, usize)>,
}

impl Spooled {
    /// The keys of all, in order.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.places.keys().copied()
    }

    /// An article.
    pub fn item(&self, key: Key, zone: &Zone<'_>) -> Result<Arc<Item>> {
        let json = self.json(key)?;
        item_of(&json, zone).with_context(|| format!("the article {key}"))
    }

    fn json(&self, key: Key) -> Result<String> {
        use std::io::Read;
        let &(at, length) = self.places.get(&key).context("no such article")?;
        let mut file = &self.file;
        file.seek(SeekFrom::Start(at))?;
        let mut json = String::new();
        file.take(length as u64).read_to_string(&mut json)?;
        Ok(json)
    }
}
