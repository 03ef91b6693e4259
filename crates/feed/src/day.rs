//! Calendar days and months of the proleptic Gregorian calendar, years 1 to 9999,
//! with no zone inside.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, TimeDelta};

/// A calendar day, years 1 to 9999. Arithmetic saturates at both ends.
///
/// `Display` and `FromStr` use ISO 8601's extended form, `2021-03-22`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// 1 January of year 1.
    pub const MIN: Day = Day(NaiveDate::from_ymd_opt(1, 1, 1).unwrap());
    /// 31 December 9999.
    pub const MAX: Day = Day(NaiveDate::from_ymd_opt(9999, 12, 31).unwrap());

    /// `month` and `day` count from 1; `None` when there is no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Day> {
        NaiveDate::from_ymd_opt(year, month, day)
            .map(Day)
            .filter(|found| (Day::MIN..=Day::MAX).contains(found))
    }

    /// The day that is `days` after 1 January 1970; saturates.
    pub(crate) fn from_epoch_days(days: i64) -> Day {
        let epoch = Day(NaiveDate::default());
        let limit = i64::from(i32::MAX);
        epoch.plus_days(days.clamp(-limit, limit) as i32)
    }

    /// Days since 1 January 1970.
    pub(crate) fn epoch_days(self) -> i64 {
        self.0
            .signed_duration_since(NaiveDate::default())
            .num_days()
    }

    pub fn year(self) -> i32 {
        self.0.year()
    }

    pub fn month(self) -> Month {
        Month::at(self.0.year(), self.0.month())
    }

    /// The day of the month, 1 to 31.
    pub fn number(self) -> u32 {
        self.0.day()
    }

    /// 0 is Monday, 6 is Sunday.
    pub fn weekday(self) -> u8 {
        self.0.weekday().num_days_from_monday() as u8
    }

    pub fn plus_days(self, days: i32) -> Day {
        let end = if days < 0 { Day::MIN } else { Day::MAX };
        self.0
            .checked_add_signed(TimeDelta::days(i64::from(days)))
            .map_or(end, Day)
            .clamp(Day::MIN, Day::MAX)
    }

    /// The same number in another month, or that month's last day.
    pub fn plus_months(self, months: i32) -> Day {
        let month = self.month().plus(months);
        let number = self.number().min(month.last().number());
        month.first().plus_days(number as i32 - 1)
    }

    /// As [`Day::plus_months`], by twelve: 29 February becomes 28 in a common year.
    pub fn plus_years(self, years: i32) -> Day {
        self.plus_months(years.saturating_mul(12))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.month(), self.number())
    }
}

/// The text is not a day of the form `2021-03-22`, or no such day exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADay;

impl fmt::Display for NotADay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a day of the form 2021-03-22")
    }
}

impl std::error::Error for NotADay {}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Day, NotADay> {
        let (month, number) = text.rsplit_once('-').ok_or(NotADay)?;
        let month: Month = month.parse().map_err(|_| NotADay)?;
        let number = digits(number, 2).ok_or(NotADay)?;
        Day::new(month.year(), month.number(), number).ok_or(NotADay)
    }
}

/// A calendar month, years 1 to 9999. `Display` and `FromStr`: `2021-03`.
///
/// Held as months since year 0, so that arithmetic and order are those of numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    const MIN: Month = Month(12);
    const MAX: Month = Month(9999 * 12 + 11);

    /// `month` counts from 1; `None` outside 1 to 12 and years 1 to 9999.
    pub fn new(year: i32, month: u32) -> Option<Month> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month)).then(|| Month::at(year, month))
    }

    fn at(year: i32, month: u32) -> Month {
        Month(year * 12 + month as i32 - 1)
    }

    pub fn year(self) -> i32 {
        self.0 / 12
    }

    /// 1 is January.
    pub fn number(self) -> u32 {
        (self.0 % 12 + 1) as u32
    }

    pub fn first(self) -> Day {
        Day::new(self.year(), self.number(), 1).unwrap_or(Day::MIN)
    }

    pub fn last(self) -> Day {
        (28..=31)
            .rev()
            .find_map(|number| Day::new(self.year(), self.number(), number))
            .unwrap_or(Day::MAX)
    }

    /// Saturates at January of year 1 and December 9999.
    pub fn plus(self, months: i32) -> Month {
        Month(self.0.saturating_add(months)).clamp(Month::MIN, Month::MAX)
    }

    /// The rows of a calendar sheet, Monday first; days of other months are `None`.
    pub fn weeks(self) -> Vec<[Option<Day>; 7]> {
        let lead = usize::from(self.first().weekday());
        let cells = lead + self.last().number() as usize;
        let day = |cell: usize| {
            (lead..cells)
                .contains(&cell)
                .then(|| self.first().plus_days((cell - lead) as i32))
        };
        (0..cells.div_ceil(7))
            .map(|week| std::array::from_fn(|weekday| day(week * 7 + weekday)))
            .collect()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Month({self})")
    }
}

/// The text is not a month of the form `2021-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAMonth;

impl fmt::Display for NotAMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a month of the form 2021-03")
    }
}

impl std::error::Error for NotAMonth {}

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Month, NotAMonth> {
        let (year, month) = text.split_once('-').ok_or(NotAMonth)?;
        let year = digits(year, 4).ok_or(NotAMonth)?;
        let month = digits(month, 2).ok_or(NotAMonth)?;
        Month::new(year as i32, month).ok_or(NotAMonth)
    }
}

/// Exactly `count` ASCII digits (a sign, which `parse` would take, is none).
fn digits(text: &str, count: usize) -> Option<u32> {
    let plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}
