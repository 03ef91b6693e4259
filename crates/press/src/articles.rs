//! Whole articles, in files by their keys.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use archive::{Articles, Folder, Name, Spread};
use feed::{Key, Zone, to_json_item};
use serde_json::Value;

use crate::changes::{Change, Files, by_place};
use crate::links::Links;
use crate::progress::Stage;
use crate::spool::Spooled;
use crate::store::Store;

/// Writes the files in which an article or its neighbours change; all, when there are now so many articles
/// that they are spread wider.
pub fn write(
    store: &mut Store,
    zone: &Zone<'_>,
    before: &Files,
    spread: Spread,
    changes: &[Change],
    links: &Links,
    spooled: &Spooled,
) -> Result<Files> {
    let mut names: Vec<Option<Name>> = match spread == before.spread {
        true => before.names.clone(),
        false => vec![None; spread.files()],
    };
    let came: BTreeSet<Key> = changes.iter().map(|change| change.key).collect();
    let keys: BTreeSet<Key> = came.iter().chain(links.0.keys()).copied().collect();
    let mut touched: BTreeSet<usize> = keys.iter().map(|key| before.spread.place(*key)).collect();
    if spread != before.spread {
        touched.extend(0..before.spread.files());
    }
    store.begin(Stage::Articles, keys.len());
    let mut keys = by_place(keys.into_iter(), spread);
    before.ahead(store, touched.iter().copied())?;
    for place in touched {
        let (there, items) = before.articles(store, zone, place)?;
        let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, item) in items.iter().enumerate() {
            parts.entry(spread.place(item.key)).or_default().push(at);
        }
        // Of a file that is spread wider each part is made by itself: there may be many.
        for part in before.spread.parts(place, spread) {
            let there_before = parts.remove(&part).unwrap_or_default();
            let came_now = keys.remove(&part).unwrap_or_default();
            store.step(came_now.len());
            let mut articles: BTreeMap<Key, Value> = BTreeMap::new();
            for at in there_before {
                let key = items[at].key;
                let neighbours = links.of(key, there.neighbours(at));
                let json = Articles::with_neighbours(there.items[at].clone(), &neighbours);
                articles.insert(key, json);
            }
            for key in came_now.into_iter().filter(|key| came.contains(key)) {
                let at = items.iter().position(|item| item.key == key);
                let neighbours = at.map_or([None, None], |at| there.neighbours(at));
                let item = spooled.item(key, zone)?;
                // Only what has a day stands in the row.
                let neighbours = match item.day {
                    Some(_) => links.of(key, neighbours),
                    None => [None, None],
                };
                let json = Articles::with_neighbours(to_json_item(&item), &neighbours);
                articles.insert(key, json);
            }
            if !articles.is_empty() {
                let items = articles.into_values().collect();
                let text = Articles { items }.to_json();
                names[part] = Some(store.write(Folder::Articles, &text)?);
            }
        }
    }
    Ok(Files { spread, names })
}
