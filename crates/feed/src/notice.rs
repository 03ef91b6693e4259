//! How an item asks to be noticed: our extension of JSON Feed, `_cong_tin` (README, "Pinned and urgent news").

use crate::day::Day;

/// That an item leads the front page, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// It is told on every page, too.
    pub is_urgent: bool,
    /// The last day; without one it holds until the feed says otherwise.
    pub until: Option<Day>,
}

impl Notice {
    /// Whether it still holds.
    pub fn holds_on(self, day: Day) -> bool {
        self.until.is_none_or(|until| day <= until)
    }
}
