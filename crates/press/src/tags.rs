//! Tags and their lists.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use archive::{Folder, Indexed, Manifest, Spread, TagEntry, Tags};
use feed::{Key, Slug, Zone};

use crate::changes::{Change, Files};
use crate::head::{Head, item_of};
use crate::lists::{Extent, Revision, revise};
use crate::progress::Stage;
use crate::spool::Spooled;
use crate::store::Store;

/// All tags, some of them written anew.
pub struct AllTags {
    pub tags: BTreeMap<Slug, TagEntry>,
    pub touched: BTreeSet<Slug>,
}

impl AllTags {
    /// Those of the archive that is there.
    pub fn read(store: &Store, manifest: &Manifest) -> Result<AllTags> {
        let mut tags = BTreeMap::new();
        store.ahead(Folder::Tags, manifest.tags.files.iter().flatten().copied())?;
        for name in manifest.tags.files.iter().flatten() {
            let (file, text) = store.read(Folder::Tags, *name)?;
            let read = Tags::read(&file, &text)?.tags.into_iter();
            tags.extend(read.map(|tag| (tag.slug.clone(), tag)));
        }
        let touched = BTreeSet::new();
        Ok(AllTags { tags, touched })
    }

    /// Writes the lists of all tags that change.
    pub fn revise(
        &mut self,
        store: &mut Store,
        zone: &Zone<'_>,
        changes: &[Change],
        spooled: &Spooled,
    ) -> Result<()> {
        let mut by_tag: BTreeMap<Slug, Vec<&Change>> = BTreeMap::new();
        for change in changes.iter().filter(|change| change.listed) {
            let item = spooled.item(change.key, zone)?;
            let now = item.tags.iter().map(|tag| &tag.slug);
            let before = change.before.iter().flat_map(|before| &before.tags);
            for slug in now.chain(before).collect::<BTreeSet<_>>() {
                by_tag.entry(slug.clone()).or_default().push(change);
            }
        }
        let lists = by_tag.keys().filter_map(|slug| self.tags.get(slug));
        store.ahead(Folder::Lists, lists.map(|tag| tag.list.file))?;
        store.begin(Stage::Tags, by_tag.len());
        for (slug, changes) in by_tag {
            store.step(1);
            self.revise_one(store, zone, &slug, &changes, spooled)?;
            self.touched.insert(slug);
        }
        Ok(())
    }

    fn revise_one(
        &mut self,
        store: &mut Store,
        zone: &Zone<'_>,
        slug: &Slug,
        changes: &[&Change],
        spooled: &Spooled,
    ) -> Result<()> {
        let mut revision = Revision::default();
        for change in changes {
            if let Some(before) = &change.before {
                revision.out.insert(change.key);
                revision.places.push(before.order);
            }
            let item = spooled.item(change.key, zone)?;
            if item.tags.iter().any(|tag| tag.slug == *slug) {
                revision.add.push(Head::of(&item));
            }
        }
        let before = self.tags.remove(slug).map(|tag| tag.list);
        // Its title is the slug, so that what the newest article calls it leaves older pages as they are.
        let revised = revise(
            store,
            zone,
            slug.as_str(),
            before,
            revision,
            Extent::Changed,
        )?;
        let newest = revised.heads.first();
        if let (Some(list), Some(newest)) = (revised.listed, newest) {
            let item = item_of(&newest.json.to_string(), zone)?;
            let label = Head::label(&item, slug).unwrap_or_default();
            let slug = slug.clone();
            self.tags
                .insert(slug.clone(), TagEntry { slug, label, list });
        }
        Ok(())
    }

    /// Writes which tags there are.
    pub fn write(&self, store: &mut Store) -> Result<Indexed> {
        let spread = Spread::for_count(self.tags.len(), Tags::EACH);
        let mut files: BTreeMap<usize, Vec<TagEntry>> = BTreeMap::new();
        for (slug, tag) in &self.tags {
            let place = spread.place(Key::hash(slug.as_str()));
            files.entry(place).or_default().push(tag.clone());
        }
        let mut names = vec![None; spread.files()];
        for (place, tags) in files {
            names[place] = Some(store.write(Folder::Tags, &Tags { tags }.to_json())?);
        }
        Ok(Indexed {
            spread,
            files: names,
        })
    }
}

/// Writes the files of articles that change, and which file has which keys.
pub fn write_index(store: &mut Store, files: &Files) -> Result<Indexed> {
    let mut names = Vec::new();
    for stretch in files.names.chunks(archive::Index::LENGTH) {
        let files = stretch.to_vec();
        names.push(match files.iter().any(Option::is_some) {
            true => Some(store.write(Folder::Indexes, &archive::Index { files }.to_json())?),
            false => None,
        });
    }
    Ok(Indexed {
        spread: files.spread,
        files: names,
    })
}
