//! What an archive makes of an edition: how much of what is wanted is there, and where a list has a gap.

use std::sync::Arc;

use super::{Edition, Inner};
use crate::address::Key;
use crate::archive::{Goal, Neighbour};
use crate::day::Day;
use crate::model::Item;

impl Edition {
    /// Whether older news is in an archive.
    pub fn has_archive(&self) -> bool {
        self.0.head.manifest.is_some()
    }

    /// Whether nothing of what is wanted can be missing. One page more is always one more, until an
    /// archive has no more.
    pub fn has(&self, goal: Goal) -> bool {
        let in_feeds = match goal {
            Goal::OnePage | Goal::Between(None, _) | Goal::Tag(_) => false,
            Goal::Item(key) => self.find(key).is_some(),
            Goal::Between(Some(day), _) | Goal::Day(day) | Goal::MonthOf(day) => {
                self.reaches_before(day)
            }
        };
        let archive = self.0.archive.as_deref();
        in_feeds || archive.is_some_and(|archive| archive.has(goal))
    }

    /// Whether the feeds have news from before a day: then all later news is in them. Members' news, and
    /// what is kept in the feed to be noticed, say nothing of what else there is.
    fn reaches_before(&self, day: Day) -> bool {
        let Inner { days, items, .. } = &*self.0;
        let mut older = days.iter().take_while(|(of, _)| *of < day);
        older.any(|&(_, place)| {
            let item = &items[place];
            !item.head_only && !item.members && item.notice.is_none()
        })
    }

    /// The next newer item.
    pub fn newer(&self, key: Key) -> Option<Neighbour> {
        match self.archived_neighbours(key) {
            Some([newer, _]) => newer,
            None => self.neighbour(self.place(key)?.checked_sub(1)?),
        }
    }

    /// The next older item.
    pub fn older(&self, key: Key) -> Option<Neighbour> {
        match self.archived_neighbours(key) {
            Some([_, older]) => older,
            None => self.neighbour(self.place(key)? + 1),
        }
    }

    fn archived_neighbours(&self, key: Key) -> Option<[Option<Neighbour>; 2]> {
        self.0.archive.as_ref()?.neighbours(key)
    }

    /// What is at a place, unless something may be missing before it.
    fn neighbour(&self, place: usize) -> Option<Neighbour> {
        let item = self.0.items.get(place..=place)?.to_vec();
        let next = self.without_gap(Goal::OnePage, item).pop()?;
        Some(Neighbour::of(&next))
    }

    /// The newest items, as far as none between them is missing, and those without a date.
    pub fn unbroken(&self) -> Vec<Arc<Item>> {
        self.without_gap(Goal::OnePage, self.0.items.clone())
    }

    /// What was read of an archive for something else leaves gaps in a list.
    pub(super) fn without_gap(&self, goal: Goal, mut items: Vec<Arc<Item>>) -> Vec<Arc<Item>> {
        if let Some(archive) = &self.0.archive {
            let mut keys = archive.without_gap(goal);
            keys.sort_unstable();
            items.retain(|item| !item.head_only || keys.binary_search(&item.key).is_ok());
        }
        items
    }
}
