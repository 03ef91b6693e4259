//! Dates as people write them: RFC 3339, RFC 822, ISO 8601 with weeks and days of the year, numbers in
//! either order, AM and PM, months by name in English and Vietnamese, seconds since 1970.
//!
//! One reading for all of them: the text is taken apart into numbers, a time and words that are known,
//! and what is left over makes it unreadable.

mod parts;
mod rest;

use crate::day::Day;
use parts::Parts;
use rest::Number;

/// A date, as far as it was written.
pub struct Date {
    pub day: Day,
    /// Of the day; 86,400 is the next day's first, as in `24:00:00` and after a leap second.
    pub second: i64,
    /// Seconds east of UTC.
    pub offset: Option<i32>,
}

/// How a date was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As RFC 3339 has it (`date-time`, section 5.6).
    Rfc3339,
    /// Otherwise, and only one reading is possible.
    Other,
    /// It could be read in two ways, and one was taken.
    Guessed,
}

/// No way to write a date is longer.
const LONGEST: usize = 80;

/// Reads a date, and tells how it was written. `day_first` decides between 3 April and 4 March.
pub fn read(text: &str, day_first: bool) -> Option<(Date, Form)> {
    let trimmed = text.trim();
    if trimmed.len() > LONGEST {
        return None;
    }
    // As .NET writes it.
    let trimmed = trimmed.strip_prefix("/Date(").unwrap_or(trimmed);
    let mut parts = Parts::of(trimmed.strip_suffix(")/").unwrap_or(trimmed))?;
    if let (None, [seconds] | [seconds, _]) = (parts.month, parts.numbers.as_slice())
        && let Some(date) = since_1970(*seconds)
    {
        return parts.time.is_none().then_some((date, Form::Other));
    }
    let day = parts.day(day_first)?;
    let second = match (parts.time, parts.pm) {
        (None, None) => 0,
        (None, Some(_)) => return None,
        (Some(time), pm) => time.second(pm)?,
    };
    let form = match parts.guessed {
        true => Form::Guessed,
        false if is_rfc3339(text) => Form::Rfc3339,
        false => Form::Other,
    };
    let offset = parts.offset;
    let date = Date {
        day,
        second,
        offset,
    };
    Some((date, form))
}

/// Ten digits are seconds since 1970, thirteen are thousandths.
fn since_1970(number: Number) -> Option<Date> {
    let seconds = match number.digits {
        10 => number.value,
        13 => number.value / 1_000,
        _ => return None,
    } as i64;
    Some(Date {
        day: Day::from_epoch_days(seconds / 86_400),
        second: seconds % 86_400,
        offset: Some(0),
    })
}

/// Whether a text that was read has the form of RFC 3339's `date-time` (section 5.6).
fn is_rfc3339(text: &str) -> bool {
    let is_like = |text: &str, form: &str| {
        text.len() == form.len()
            && text
                .bytes()
                .zip(form.bytes())
                .all(|(byte, form)| match form {
                    b'0' => byte.is_ascii_digit(),
                    b'+' => matches!(byte, b'+' | b'-'),
                    _ => byte.eq_ignore_ascii_case(&form),
                })
    };
    let Some((moment, rest)) = text.split_at_checked(19) else {
        return false;
    };
    let offset = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    is_like(moment, "0000-00-00T00:00:00")
        && !moment.ends_with("24:00:00")
        && (is_like(offset, "Z") || is_like(offset, "+00:00"))
}

impl Parts {
    fn day(&mut self, day_first: bool) -> Option<Day> {
        let (year, month, number) = match (self.month, self.numbers.as_slice()) {
            (Some(month), [year]) if year.digits == 4 => {
                self.guessed = true;
                (*year, month, 1)
            }
            (Some(month), [year, number]) if year.digits == 4 => (*year, month, number.value),
            (Some(month), [number, year]) => (*year, month, number.value),
            (None, [year, week, weekday @ ..]) if self.is_week => {
                return week_day(*year, *week, weekday);
            }
            (None, [year, number]) if year.digits == 4 && number.digits == 3 => {
                return day_of_year(*year, number.value);
            }
            // `2021-03`: dc:date may be no more than that.
            (None, [year, month] | [month, year])
                if year.digits == 4 && month.digits <= 2 && !self.has_words =>
            {
                self.guessed = true;
                (*year, month.value, 1)
            }
            (None, [year, month, number]) if year.digits == 4 => (*year, month.value, number.value),
            (None, [a, b, year]) => {
                let (a, b) = (a.value, b.value);
                let either = a <= 12 && b <= 12 && a != b;
                self.guessed |= either;
                let day_first = if either { day_first } else { b <= 12 };
                let (number, month) = if day_first { (a, b) } else { (b, a) };
                (*year, month, number)
            }
            // Without anything between them.
            (None, [Number { value, digits: 7 }]) => {
                let year = Number::new(value / 1_000, 4);
                return day_of_year(year, value % 1_000);
            }
            (None, [Number { value, digits: 8 }]) => {
                let year = Number::new(value / 10_000, 4);
                (year, value / 100 % 100, value % 100)
            }
            _ => return None,
        };
        Day::new(full_year(year)?, month as u32, number as u32)
    }
}

/// RFC 2822, section 4.3: how short years are meant.
fn full_year(year: Number) -> Option<i32> {
    let value = year.value as i32;
    match (year.digits, value) {
        (2, 0..=49) => Some(value + 2000),
        (2 | 3, _) => Some(value + 1900),
        (4, _) => Some(value),
        _ => None,
    }
}

/// `2021-081`.
fn day_of_year(year: Number, number: u64) -> Option<Day> {
    let first = Day::new(full_year(year)?, 1, 1)?;
    let day = first.plus_days(i32::try_from(number).ok()?.checked_sub(1)?);
    (number > 0 && day.year() == first.year()).then_some(day)
}

/// `2021-W12-1`, `2021W121` and `2021-W12`: ISO 8601 counts from the week of 4 January.
fn week_day(year: Number, week: Number, weekday: &[Number]) -> Option<Day> {
    let (week, weekday) = match (week, weekday) {
        (Number { value, digits: 3 }, []) => (value / 10, value % 10),
        (week, []) => (week.value, 1),
        (week, [weekday]) => (week.value, weekday.value),
        _ => return None,
    };
    if !(1..=53).contains(&week) || !(1..=7).contains(&weekday) {
        return None;
    }
    let fourth = Day::new(full_year(year)?, 1, 4)?;
    let monday = fourth.plus_days(-i32::from(fourth.weekday()));
    Some(monday.plus_days((week as i32 - 1) * 7 + weekday as i32 - 1))
}
