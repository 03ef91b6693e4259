//! A list of headlines, revised: of its pages only those are read and written that change.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use archive::{Fault, Folder, Listed, PAGE, Pages, Rule};
use feed::{Key, Zone};

use crate::head::{Head, Older, Order, page};
use crate::store::Store;

/// What changes in a list.
#[derive(Default)]
pub struct Revision {
    /// They are taken out, if they are in it.
    pub out: BTreeSet<Key>,
    /// The places of all that is taken out.
    pub places: Vec<Order>,
    pub add: Vec<Head>,
}

/// A list that was revised.
pub struct Revised {
    /// `None` when nothing is left.
    pub listed: Option<Listed>,
    /// What was read of the list before, newest first.
    pub before: Vec<(Key, std::rc::Rc<str>)>,
    /// What was made of it, newest first.
    pub heads: Vec<Head>,
}

/// How much of a list is read.
#[derive(Clone, Copy, PartialEq)]
pub enum Extent {
    All,
    Changed,
}

/// Reads as much of a list as is wanted.
pub struct Unfolded {
    pub heads: Vec<Head>,
    pub older: Older,
}

/// Revises a list of this title.
pub fn revise(
    store: &mut Store,
    zone: &Zone<'_>,
    title: &str,
    list: Option<Listed>,
    revision: Revision,
    extent: Extent,
) -> Result<Revised> {
    let added = revision.add.iter().map(|head| head.order);
    let last = added.chain(revision.places.iter().copied()).max();
    let mut read = Unfolded {
        heads: Vec::new(),
        older: list.map(|list| (list.file, list.count)),
    };
    let mut taken = 0;
    loop {
        // Older pages stay as they are, and stand below a page that is full.
        let past = read.heads.last().map(|head| head.order) >= last;
        let full = read.heads.len() + revision.add.len() >= PAGE + taken;
        if read.older.is_none() || extent == Extent::Changed && past && full {
            break;
        }
        let from = read.heads.len();
        read.next(store, zone)?;
        let out = |head: &&Head| revision.out.contains(&head.key());
        taken += read.heads[from..].iter().filter(out).count();
    }
    let before = read.heads.iter();
    let before = before
        .map(|head| (head.key(), head.title.clone()))
        .collect();
    let mut heads = read.heads;
    heads.retain(|head| !revision.out.contains(&head.key()));
    heads.extend(revision.add);
    heads.sort_by_key(|head| head.order);
    let count = read.older.map_or(0, |(_, left)| left) + heads.len();
    let json = heads.iter().map(|head| head.json.clone()).collect();
    let mut pages = Pages::new(title, read.older, json);
    let mut newest = None;
    while let Some((_, text)) = pages.next_page() {
        newest = Some(store.write(Folder::Lists, &text)?);
    }
    Ok(Revised {
        listed: newest.map(|file| Listed { count, file }),
        before,
        heads,
    })
}

impl Unfolded {
    /// Reads the next older page.
    fn next(&mut self, store: &Store, zone: &Zone<'_>) -> Result<()> {
        let Some((name, left)) = self.older else {
            return Ok(());
        };
        let (heads, older) = page(store, zone, name)?;
        let below = older.map_or(0, |(_, left)| left);
        // Each page has fewer below it, so that no circle is followed.
        let endless = || Fault::new(&Folder::Lists.path(name), Rule::Endless);
        ensure!(below + heads.len() == left, endless());
        self.heads.extend(heads);
        self.older = older;
        Ok(())
    }
}

/// All headlines of a list.
pub fn all(store: &Store, zone: &Zone<'_>, list: Listed) -> Result<Vec<Head>> {
    let mut read = Unfolded {
        heads: Vec::new(),
        older: Some((list.file, list.count)),
    };
    while read.older.is_some() {
        read.next(store, zone)?;
    }
    Ok(read.heads)
}
