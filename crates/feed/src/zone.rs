//! Whose calendar a moment is put in.

use chrono::FixedOffset;

use crate::day::Day;
use crate::offset::read_offset;

/// The portal's zone: decides on which [`Day`] a moment falls. The reader's own
/// zone never matters.
pub enum Zone<'a> {
    /// Each moment in the offset it was written with; UTC where none was.
    AsWritten,
    /// One offset all year.
    Fixed(FixedOffset),
    /// Unix seconds → offset then in force, in seconds east of UTC; the caller
    /// has the zone data (in a browser, `Intl`).
    Named(&'a dyn Fn(i64) -> i32),
}

/// The widest offset believed, one day either way; beyond it a lent function errs.
const LIMIT: i32 = 86_400;

impl Zone<'_> {
    /// What this zone's clocks show at a moment that was written with this offset, or with none: in
    /// seconds since 1970 as if they ran in UTC.
    pub(crate) fn local_of(&self, unix_seconds: i64, written: Option<i32>) -> i64 {
        let offset = match (self, written) {
            (Zone::AsWritten, Some(written)) => written,
            _ => self.offset(unix_seconds),
        };
        unix_seconds.saturating_add(i64::from(offset))
    }

    /// The day of a moment that was written with this offset, or with none.
    pub(crate) fn day_of(&self, unix_seconds: i64, written: Option<i32>) -> Day {
        Day::from_epoch_days(self.local_of(unix_seconds, written).div_euclid(86_400))
    }

    /// The day of a bare moment, which was written in no offset.
    pub fn day_at(&self, unix_seconds: i64) -> Day {
        self.day_of(unix_seconds, None)
    }

    /// `"+07:00"`, `"-0330"`, `"+07"`, `"UTC"`, `"GMT"` or `"Z"`; names of places are `None`.
    pub fn parse_fixed(text: &str) -> Option<FixedOffset> {
        let text = text.trim();
        let seconds = match text {
            "UTC" | "GMT" | "Z" => 0,
            _ if text.starts_with(['+', '-']) => read_offset(text)?,
            _ => return None,
        };
        FixedOffset::east_opt(seconds)
    }

    fn offset(&self, unix_seconds: i64) -> i32 {
        match self {
            Zone::AsWritten => 0,
            Zone::Fixed(offset) => offset.local_minus_utc(),
            Zone::Named(offset_at) => offset_at(unix_seconds).clamp(-LIMIT, LIMIT),
        }
    }

    /// The moment at which this zone's clocks show `local` (seconds since 1970 as
    /// if they ran in UTC). In a spring gap: the moment just after it, so that the
    /// day stays the one written.
    pub(crate) fn moment_of_local(&self, local: i64) -> i64 {
        let shows = |unix: i64| unix + i64::from(self.offset(unix));
        let first = local - i64::from(self.offset(local));
        let second = local - i64::from(self.offset(first));
        if shows(second) == local {
            second
        } else {
            first.max(second)
        }
    }
}
