//! A whole archive gone through: every file that another names is there and is what it should be.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use anyhow::{Result, ensure};
use archive::{
    Articles, Fault, Folder, Index, List, Listed, Manifest, Month, Name, Rule, Tags, items,
};
use document::NOWHERE;
use feed::Key;

use crate::head::reader;
use crate::progress::{Progress, Silent, Stage};
use crate::store::Store;

/// What was found to be whole.
#[derive(Debug, Default)]
pub struct Whole {
    pub files: BTreeMap<Folder, BTreeSet<Name>>,
    pub articles: usize,
}

/// Goes through an archive, in a folder or a bucket; the first thing that is wrong is told. `None` where there is none.
pub fn check(out: &Path) -> Result<Option<Whole>> {
    check_with(out, Rc::new(Silent))
}

/// As [`check`], and tells how far it is.
pub fn check_with(out: &Path, progress: Rc<dyn Progress>) -> Result<Option<Whole>> {
    check_of(&Store::look(out, progress)?)
}

/// Goes through the archive of a store.
pub fn check_of(store: &Store) -> Result<Option<Whole>> {
    let Some(manifest) = store.manifest()? else {
        return Ok(None);
    };
    let files = store.all_ahead()?;
    store.begin(Stage::Checking, files);
    let mut check = Check {
        store,
        whole: Whole::default(),
        keys: BTreeSet::new(),
    };
    check.articles(&manifest)?;
    let mut dated = 0;
    for entry in &manifest.months {
        let (file, text) = check.read(Folder::Months, entry.file)?;
        let month = Month::read(&file, &text)?;
        let count: usize = month.days.iter().map(|day| day.list.count).sum();
        ensure!(
            count == entry.count,
            Fault::new(&file, Rule::Member("count"))
        );
        for day in &month.days {
            check.list(day.list)?;
        }
        dated += count;
    }
    if let Some(list) = manifest.undated {
        check.list(list)?;
        dated += list.count;
    }
    let found = check.keys.len();
    ensure!(
        found == manifest.count && dated == found,
        "the manifest counts {}, files hold {found}, lists {dated}",
        manifest.count
    );
    for name in manifest.tags.files.iter().flatten() {
        let (file, text) = check.read(Folder::Tags, *name)?;
        for tag in Tags::read(&file, &text)?.tags {
            check.list(tag.list)?;
        }
    }
    check.whole.articles = found;
    Ok(Some(check.whole))
}

struct Check<'s> {
    store: &'s Store,
    whole: Whole,
    keys: BTreeSet<Key>,
}

impl Check<'_> {
    /// A file, whose name is that of its content.
    fn read(&mut self, folder: Folder, name: Name) -> Result<(String, String)> {
        let (file, text) = self.store.read(folder, name)?;
        ensure!(
            Name::of(&text) == name,
            "{file}: its content is not what it is named by"
        );
        let files = self.whole.files.entry(folder).or_default();
        self.store.step(usize::from(files.insert(name)));
        Ok((file, text))
    }

    fn articles(&mut self, manifest: &Manifest) -> Result<()> {
        let names = manifest.articles.files.clone();
        for (stretch, name) in names.into_iter().enumerate() {
            let Some(name) = name else { continue };
            let (file, text) = self.read(Folder::Indexes, name)?;
            for (at, name) in Index::read(&file, &text)?.files.into_iter().enumerate() {
                let Some(name) = name else { continue };
                let place = stretch * Index::LENGTH + at;
                let (file, text) = self.read(Folder::Articles, name)?;
                Articles::read(&file, &text)?;
                for item in items(&reader(NOWHERE, &feed::Zone::AsWritten), &file, &text)? {
                    let there = manifest.articles.spread.place(item.key) == place;
                    let new = self.keys.insert(item.key);
                    ensure!(there && new, Fault::new(&file, Rule::Items));
                }
            }
        }
        Ok(())
    }

    /// All pages of a list, and that what they name can be had.
    fn list(&mut self, list: Listed) -> Result<()> {
        let mut next = Some((list.file, list.count));
        while let Some((name, count)) = next {
            let (file, text) = self.read(Folder::Lists, name)?;
            let page = List::read(&file, &text)?;
            let items = items(&reader(NOWHERE, &feed::Zone::AsWritten), &file, &text)?;
            let right = items.len() + page.left == count;
            ensure!(right, Fault::new(&file, Rule::Member("left")));
            for item in items {
                ensure!(
                    self.keys.contains(&item.key),
                    "{file}: the article {} is in no file of articles",
                    item.key
                );
            }
            next = page.older.map(|older| (older, page.left));
        }
        Ok(())
    }
}

/// Removes the files that no file of a whole archive names, and that are older than `grace`: readers who have an
/// older manifest may still ask for newer ones. How many there were.
pub fn clean(store: &mut Store, whole: &Whole, grace: Duration) -> Result<usize> {
    // What is newer than what was checked names other files.
    store.ensure_alone()?;
    let mut removed = 0;
    for folder in Folder::ALL {
        let used = whole.files.get(&folder);
        let files = store.files(folder)?.into_iter();
        let unused = files
            .filter(|(name, age)| *age >= grace && !used.is_some_and(|used| used.contains(name)));
        let names: Vec<Name> = unused.map(|(name, _)| name).collect();
        store.remove(folder, &names)?;
        removed += names.len();
    }
    Ok(removed)
}
