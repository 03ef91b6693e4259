//! Who stands next to whom: the next newer and older article of each.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use archive::Neighbour;
use feed::Key;

/// An article in a row.
pub type Linked = (Key, Rc<str>);

/// What is to be said anew of an article's neighbours: `None` is as it was.
#[derive(Default)]
pub struct Link {
    pub newer: Option<Option<Linked>>,
    pub older: Option<Option<Linked>>,
}

/// Articles whose neighbours may be others than they were.
#[derive(Default)]
pub struct Links(pub BTreeMap<Key, Link>);

impl Links {
    /// A stretch of the row of all news, newest first; `None` at an end is the end of the row. `before`
    /// is what stood there: pairs that stood in it so are left out.
    pub fn add(
        &mut self,
        newer: Option<Linked>,
        stretch: &[Linked],
        older: Option<Linked>,
        before: &[Linked],
    ) {
        let known: BTreeSet<(&Linked, &Linked)> =
            before.iter().zip(before.iter().skip(1)).collect();
        let row: Vec<Option<Linked>> = std::iter::once(newer)
            .chain(stretch.iter().cloned().map(Some))
            .chain(std::iter::once(older))
            .collect();
        for pair in row.windows(2) {
            let [newer, older] = pair else { continue };
            if let (Some(newer), Some(older)) = (newer, older)
                && known.contains(&(newer, older))
            {
                continue;
            }
            if let Some((key, _)) = newer {
                self.0.entry(*key).or_default().older = Some(older.clone());
            }
            if let Some((key, _)) = older {
                self.0.entry(*key).or_default().newer = Some(newer.clone());
            }
        }
    }
}

impl Links {
    /// The neighbours of an article that had these.
    pub fn of(&self, key: Key, before: [Option<Neighbour>; 2]) -> [Option<Neighbour>; 2] {
        match self.0.get(&key) {
            Some(link) => link.of(before),
            None => before,
        }
    }
}

impl Link {
    fn of(&self, before: [Option<Neighbour>; 2]) -> [Option<Neighbour>; 2] {
        let [newer, older] = before;
        let now = |now: &Option<Option<Linked>>, before| match now {
            None => before,
            Some(now) => now.as_ref().map(|(key, title)| Neighbour {
                key: *key,
                title: title.to_string(),
            }),
        };
        [now(&self.newer, newer), now(&self.older, older)]
    }
}
