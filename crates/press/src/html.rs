//! A page of HTML for every article (docs/PAGES.md). Pages are drawn one by one, and only those that are other than
//! they were.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use archive::{Manifest, Name};
use feed::{Key, Zone};
use pages::{Article, FOLDER, Portal, Template, path_of};

use crate::changes::by_place;
use crate::feeds::FEED;
use crate::head::reader;
use crate::progress::Stage;
use crate::site::Site;
use crate::store::{Memory, Store};
use crate::update::Updated;

/// Files of articles that are fetched at once.
const AHEAD: usize = 64;

/// The page that all are made of, of the portal at `site`.
pub fn template(folder: &Path, site: &Site) -> Result<Template> {
    let page = folder.join("index.html");
    let text = fs::read_to_string(&page);
    let text = text.with_context(|| format!("--pages: {} cannot be read", page.display()))?;
    let of_page = || format!("--pages: {}", page.display());
    let template = Template::new(&text).with_context(of_page)?;
    template.config(site.portal()).with_context(of_page)?;
    Ok(template)
}

/// What makes pages.
pub struct Pages {
    portal: Portal,
    /// Of what all pages say beside their articles.
    frame: Name,
}

/// Pages that are there, once the archive is published.
pub struct Written {
    frame: Name,
    /// How many were drawn.
    pub drawn: usize,
}

impl Pages {
    /// `newest` is the feed of all news as it is published.
    pub fn new(template: Template, site: &Site, newest: &str, zone: &Zone<'_>) -> Result<Pages> {
        let address = site.file(FEED);
        let newest = reader(&address, zone).read(newest)?.feed;
        let portal = Portal::new(template, site.portal().clone(), newest).context("--pages")?;
        // Another press, with another sanitiser, may make other pages of the same.
        let built = fs::metadata(env::current_exe()?)?.modified()?;
        let frame = Name::of(&format!("{built:?}\n{}", portal.frame()));
        Ok(Pages { portal, frame })
    }

    /// Writes the pages of articles that changed since the archive `before`; all, where there are none of that
    /// archive, or in another frame.
    pub fn write(
        self,
        store: &mut Store,
        zone: &Zone<'_>,
        before: Option<&Manifest>,
        updated: &Updated,
    ) -> Result<Written> {
        let there = before.map(|manifest| mark(self.frame, manifest));
        let is_known = there.is_some() && there == store.remembered(Memory::Pages);
        let files = &updated.files;
        let wanted: BTreeMap<usize, Option<Vec<Key>>> = match is_known {
            true => {
                let places = by_place(updated.touched.iter().copied(), files.spread);
                places
                    .into_iter()
                    .map(|(at, keys)| (at, Some(keys)))
                    .collect()
            }
            false => (0..files.names.len()).map(|at| (at, None)).collect(),
        };
        let count = if is_known {
            updated.touched.len()
        } else {
            updated.manifest.count
        };
        // Where all are drawn, what is none of them goes: a run that broke off, or had no pages, may have left it.
        let mut strange = match is_known {
            true => BTreeSet::new(),
            false => store.lasting(FOLDER)?,
        };
        let mut drawn = 0;
        if !wanted.is_empty() {
            // Should this run end in the middle, the next does not know what is there.
            store.remember(Memory::Pages, "")?;
            store.settle()?;
        }
        store.begin(Stage::Pages, count);
        let wanted: Vec<_> = wanted.into_iter().collect();
        for some in wanted.chunks(AHEAD) {
            files.ahead(store, some.iter().map(|(place, _)| *place))?;
            for (place, keys) in some {
                let (articles, items) = files.articles(store, zone, *place)?;
                for (at, item) in items.into_iter().enumerate() {
                    if keys.as_ref().is_some_and(|keys| !keys.contains(&item.key)) {
                        continue;
                    }
                    let path = Portal::path(&item);
                    let neighbours = articles.neighbours(at);
                    let page = self.portal.page(&Article { item, neighbours });
                    store.put(&path, &page)?;
                    strange.remove(&path);
                    store.step(1);
                    drawn += 1;
                }
            }
        }
        // There the portal itself finds the article, and leads to its page.
        let moved = updated.moved.iter();
        let moved = moved.map(|(slug, key)| path_of(slug, *key));
        strange.extend(moved);
        store.remove_lasting(strange.into_iter().collect())?;
        Ok(Written {
            frame: self.frame,
            drawn,
        })
    }
}

impl Written {
    /// Once the archive is published: from now on these are its pages.
    pub fn remember(self, store: &mut Store, updated: &Updated) -> Result<()> {
        let mark = mark(self.frame, &updated.manifest);
        store.remember(Memory::Pages, &mark)?;
        store.settle()
    }
}

/// What pages are of.
fn mark(frame: Name, manifest: &Manifest) -> String {
    format!("{frame} {}", Name::of(&manifest.to_json()))
}
