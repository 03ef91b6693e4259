//! What an archive adds to the news that is loaded, and what is wanted of both.

use std::any::Any;
use std::sync::Arc;

use crate::address::Key;
use crate::day::{Day, Month};
use crate::model::Item;

/// What of the news is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Goal {
    /// One more page of older news.
    OnePage,
    /// The news of this day.
    Day(Day),
    /// How much news this day and the later ones of its month have, and the newest of each.
    MonthOf(Day),
    /// One more page of the tag whose slug has this key.
    Tag(Key),
    /// This article.
    Item(Key),
    /// All news from the first of these days to the last; without one of them, to that end.
    Between(Option<Day>, Option<Day>),
}

/// The next newer or older article: what a link to it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    pub key: Key,
    /// Its headline; empty where it has none.
    pub title: String,
}

impl Neighbour {
    pub(crate) fn of(item: &Item) -> Neighbour {
        Neighbour {
            key: item.key,
            title: item.headline.clone().unwrap_or_default(),
        }
    }
}

/// What is known of an archive beyond the headlines that were read of it.
pub trait Archive: Any + Send + Sync {
    /// An article that was read whole.
    fn article(&self, key: Key) -> Option<Arc<Item>>;

    /// Its next newer and next older article; `None` where that was not read.
    fn neighbours(&self, key: Key) -> Option<[Option<Neighbour>; 2]>;

    /// Whether nothing more can be read for a goal.
    fn has(&self, goal: Goal) -> bool;

    /// The headlines that were read for a goal of pages, from the newest on without a gap.
    fn without_gap(&self, goal: Goal) -> Vec<Key>;

    /// How much news a day has; 0 where that is not known.
    fn count(&self, day: Day) -> usize;

    /// How much news a month has.
    fn month_count(&self, month: Month) -> usize;

    /// The nearest earlier day that has news, as far as that is known.
    fn day_before(&self, day: Day) -> Option<Day>;

    /// The nearest later day that has news, as far as that is known.
    fn day_after(&self, day: Day) -> Option<Day>;

    /// The oldest and the newest day that have news.
    fn span(&self) -> Option<(Day, Day)>;
}
