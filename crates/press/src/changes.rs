//! What comes new into the archive, and what is told anew.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Result;
use archive::{Articles, Folder, Name, Spread, items};
use document::NOWHERE;
use feed::{Item, Key, Slug, Zone, to_json_head, to_json_item};

use crate::head::{Order, order, reader};
use crate::progress::Stage;
use crate::spool::Spooled;
use crate::store::Store;

/// An article that is not in the archive as it came.
pub struct Change {
    pub key: Key,
    /// As it was.
    pub before: Option<Before>,
    /// Whether lists have to say it: their headline is another.
    pub listed: bool,
}

/// What lists know of an article that is in the archive.
pub struct Before {
    pub order: Order,
    pub slug: Slug,
    pub tags: Vec<Slug>,
}

/// All files of articles, by their places.
pub struct Files {
    pub spread: Spread,
    pub names: Vec<Option<Name>>,
}

impl Files {
    /// Those of the archive that is there.
    pub fn read(store: &Store, manifest: &archive::Manifest) -> Result<Files> {
        let spread = manifest.articles.spread;
        let mut names = Vec::with_capacity(spread.files());
        store.ahead(
            Folder::Indexes,
            manifest.articles.files.iter().flatten().copied(),
        )?;
        for file in &manifest.articles.files {
            match file {
                Some(name) => {
                    let (file, text) = store.read(Folder::Indexes, *name)?;
                    names.extend(archive::Index::read(&file, &text)?.files);
                }
                None => names.extend([None; archive::Index::LENGTH]),
            }
        }
        names.resize(spread.files(), None);
        Ok(Files { spread, names })
    }

    /// The articles of a file, as they are written and as they read.
    pub fn articles(
        &self,
        store: &Store,
        zone: &Zone<'_>,
        place: usize,
    ) -> Result<(Articles, Vec<Arc<Item>>)> {
        let Some(Some(name)) = self.names.get(place) else {
            return Ok((Articles { items: Vec::new() }, Vec::new()));
        };
        let (file, text) = store.read(Folder::Articles, *name)?;
        let articles = Articles::read(&file, &text)?;
        let items = items(&reader(NOWHERE, zone), &file, &text)?;
        Ok((articles, items))
    }

    /// Says which files of articles will be read soon.
    pub fn ahead(&self, store: &Store, places: impl Iterator<Item = usize>) -> Result<()> {
        let names = places.filter_map(|place| *self.names.get(place)?);
        store.ahead(Folder::Articles, names)
    }

    /// An article.
    pub fn article(&self, store: &Store, zone: &Zone<'_>, key: Key) -> Result<Option<Arc<Item>>> {
        let (_, items) = self.articles(store, zone, self.spread.place(key))?;
        Ok(items.into_iter().find(|item| item.key == key))
    }
}

/// Keys by the file that they lie in.
pub fn by_place(keys: impl Iterator<Item = Key>, spread: Spread) -> BTreeMap<usize, Vec<Key>> {
    let mut places: BTreeMap<usize, Vec<Key>> = BTreeMap::new();
    for key in keys {
        places.entry(spread.place(key)).or_default().push(key);
    }
    places
}

/// Compares what came with what is there.
pub fn find(
    store: &Store,
    zone: &Zone<'_>,
    files: &Files,
    spooled: &Spooled,
) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    let places = by_place(spooled.keys(), files.spread);
    files.ahead(store, places.keys().copied())?;
    store.begin(Stage::Comparing, spooled.keys().count());
    for (place, keys) in places {
        store.step(keys.len());
        let (articles, there) = files.articles(store, zone, place)?;
        for key in keys {
            let found = there.iter().position(|item| item.key == key);
            let Some(at) = found else {
                changes.push(Change {
                    key,
                    before: None,
                    listed: true,
                });
                continue;
            };
            let (item, old) = (spooled.item(key, zone)?, &there[at]);
            if to_json_item(&item) != Articles::without_neighbours(&articles.items[at]) {
                changes.push(Change {
                    key,
                    before: Some(Before {
                        order: order(old),
                        slug: old.slug.clone(),
                        tags: old.tags.iter().map(|tag| tag.slug.clone()).collect(),
                    }),
                    listed: to_json_head(&item) != to_json_head(old),
                });
            }
        }
    }
    Ok(changes)
}
