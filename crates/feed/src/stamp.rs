//! Moments.

use std::fmt;

use crate::date::{self, Form};
use crate::day::Day;
use crate::zone::Zone;

/// A moment, with the offset it was written in. Ordered by the moment.
///
/// `Display` is RFC 3339, for `<time datetime>`; `Z` where no offset was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub unix: i64,
    /// Seconds east of UTC, as written; `None` when none was written.
    pub offset: Option<i32>,
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.unix.saturating_add(self.offset.unwrap_or(0).into());
        let (day, second) = (local.div_euclid(86_400), local.rem_euclid(86_400));
        let (hour, minute) = (second / 3600, second / 60 % 60);
        let day = Day::from_epoch_days(day);
        write!(f, "{day}T{hour:02}:{minute:02}:{:02}", second % 60)?;
        match self.offset {
            None | Some(0) => f.write_str("Z"),
            Some(offset) => {
                let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.abs() / 60);
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

impl Stamp {
    /// The day on which it falls in a zone.
    pub fn day_in(&self, zone: &Zone<'_>) -> Day {
        zone.day_of(self.unix, self.offset)
    }

    /// The minute of that day, from 0 to 1,439. `None` at the day's first moment: nearly always only the day
    /// was written.
    pub fn minute_in(&self, zone: &Zone<'_>) -> Option<u16> {
        let second = zone.local_of(self.unix, self.offset).rem_euclid(86_400);
        (second > 0).then_some((second / 60) as u16)
    }
}

/// Reads a moment: RFC 3339, and else as people write dates ([`date`]). Without a zone it is taken in
/// `zone`, UTC under [`Zone::AsWritten`]; a date alone is its first moment. Where both orders are
/// possible the day is before the month. Impossible dates and all else are `None`.
pub fn read_stamp(text: &str, zone: &Zone<'_>) -> Option<Stamp> {
    read(text, zone, true).map(|(stamp, _)| stamp)
}

/// As [`read_stamp`], and how it was written; `day_first` is how the language orders numbers.
pub(crate) fn read(text: &str, zone: &Zone<'_>, day_first: bool) -> Option<(Stamp, Form)> {
    let (date, form) = date::read(text, day_first)?;
    let local = date.day.epoch_days() * 86_400 + date.second;
    let unix = match date.offset {
        Some(offset) => local - i64::from(offset),
        None => zone.moment_of_local(local),
    };
    let offset = date.offset;
    Some((Stamp { unix, offset }, form))
}
