//! The archive, brought up to what came: only what changes is read and written.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use archive::{Articles, Manifest, Spread};
use feed::{Key, Slug, Zone};

use crate::articles;
use crate::changes::{self, Change, Files};
use crate::days;
use crate::head::Head;
use crate::lists::{Extent, Revision, revise};
use crate::spool::Spooled;
use crate::store::Store;
use crate::tags::{AllTags, write_index};

/// An archive that is written, but for its manifest.
pub struct Updated {
    pub manifest: Manifest,
    pub calendar: days::Calendar,
    pub tags: AllTags,
    pub files: Files,
    /// Articles that came, changed, or may have other neighbours.
    pub touched: BTreeSet<Key>,
    /// Where articles lay whose addresses are others now.
    pub moved: Vec<(Slug, Key)>,
    /// Articles that came new.
    pub added: usize,
    /// Articles that are told anew.
    pub changed: usize,
}

/// Writes all files but the manifest. `zone_name` is what the manifest calls the zone.
pub fn update(
    store: &mut Store,
    zone: &Zone<'_>,
    zone_name: Option<&str>,
    spooled: &Spooled,
) -> Result<Updated> {
    let there = store.manifest()?;
    let manifest = there.unwrap_or_else(|| Manifest::empty(zone_name.map(str::to_owned)));
    ensure!(
        manifest.zone.as_deref() == zone_name,
        "the archive counts days in the zone {}, not {}: name a new folder to count them anew",
        manifest.zone.as_deref().unwrap_or("of each date"),
        zone_name.unwrap_or("of each date"),
    );
    let files = Files::read(store, &manifest)?;
    let changes = changes::find(store, zone, &files, spooled)?;
    let added = changes
        .iter()
        .filter(|change| change.before.is_none())
        .count();
    let (calendar, rows) = days::write(store, zone, &manifest, &changes, spooled)?;
    let links = calendar.links(store, zone, &rows)?;
    drop(rows);
    let mut tags = AllTags::read(store, &manifest)?;
    tags.revise(store, zone, &changes, spooled)?;
    let undated = undated(store, zone, &manifest, &changes, spooled)?;
    let count = manifest.count + added;
    let spread = Spread::for_count(count, Articles::EACH);
    let files = articles::write(store, zone, &files, spread, &changes, &links, spooled)?;
    let came = changes.iter().map(|change| change.key);
    Ok(Updated {
        touched: came.chain(links.0.keys().copied()).collect(),
        moved: moved(zone, &changes, spooled)?,
        manifest: Manifest {
            zone: manifest.zone,
            count,
            months: calendar.entries(),
            articles: write_index(store, &files)?,
            tags: tags.write(store)?,
            undated,
        },
        calendar,
        tags,
        files,
        added,
        changed: changes.len() - added,
    })
}

/// Where articles lay whose headlines are others now.
fn moved(zone: &Zone<'_>, changes: &[Change], spooled: &Spooled) -> Result<Vec<(Slug, Key)>> {
    let mut moved = Vec::new();
    for change in changes.iter().filter(|change| change.listed) {
        if let Some(before) = &change.before
            && before.slug != spooled.item(change.key, zone)?.slug
        {
            moved.push((before.slug.clone(), change.key));
        }
    }
    Ok(moved)
}

/// Writes the list of news without a date.
fn undated(
    store: &mut Store,
    zone: &Zone<'_>,
    manifest: &Manifest,
    changes: &[Change],
    spooled: &Spooled,
) -> Result<Option<archive::Listed>> {
    let mut revision = Revision::default();
    for change in changes.iter().filter(|change| change.listed) {
        if let Some(before) = &change.before
            && before.order.0.0.is_none()
        {
            revision.out.insert(change.key);
            revision.places.push(before.order);
        }
        let item = spooled.item(change.key, zone)?;
        if item.day.is_none() {
            revision.add.push(Head::of(&item));
        }
    }
    if revision.out.is_empty() && revision.add.is_empty() {
        return Ok(manifest.undated);
    }
    let list = manifest.undated;
    let revised = revise(store, zone, "undated", list, revision, Extent::Changed)?;
    Ok(revised.listed)
}
