//! What a search is kept to, besides its words.

use crate::address::Slug;
use crate::day::Day;
use crate::model::Item;

/// Days and a section that news must be of; without any it may be of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
    pub section: Option<Slug>,
}

impl Limits {
    /// Whether there is a day within them.
    pub fn are_possible(&self) -> bool {
        !matches!((self.from, self.to), (Some(from), Some(to)) if from > to)
    }

    /// Whether an item is within them. One without a day is of no days.
    pub fn admit(&self, item: &Item) -> bool {
        let first = self.from.unwrap_or(Day::MIN);
        let last = self.to.unwrap_or(Day::MAX);
        let in_time = match item.day {
            Some(day) => first <= day && day <= last,
            None => self.from.is_none() && self.to.is_none(),
        };
        let of_section = |slug| item.tags.iter().any(|tag| tag.answers_to(slug));
        in_time && self.section.as_ref().is_none_or(of_section)
    }
}
