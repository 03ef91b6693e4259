//! A day as a person types it.

use std::fmt;

use crate::day::{Day, Month};
use crate::text::fold::fold;

/// What is wrong with a typed day, in the order it is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedDayError {
    /// Nothing was typed.
    Empty,
    /// Not three numbers a date could be made of.
    NotADate,
    /// A day and a month alone.
    MissingYear,
    NoSuchMonth {
        month: u32,
    },
    /// The month has no such day; `last` is its last.
    NoSuchDay {
        day: u32,
        month: Month,
        last: u32,
    },
}

impl fmt::Display for TypedDayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TypedDayError::Empty => f.write_str("no date was typed"),
            TypedDayError::NotADate => f.write_str("not a date such as 22/3/2021"),
            TypedDayError::MissingYear => f.write_str("the year is missing"),
            TypedDayError::NoSuchMonth { month } => write!(f, "there is no month {month}"),
            TypedDayError::NoSuchDay { day, month, last } => {
                write!(f, "{month} has no day {day}, its last is {last}")
            }
        }
    }
}

impl std::error::Error for TypedDayError {}

/// Reads `22/3/2021`, `22-03-2021`, `22.3.2021`, `22 3 2021`, `2021-03-22` and
/// `ngày 22 tháng 3 năm 2021`, with full-width digits and spaces around too.
/// Two-digit years: 00 to 69 are 20xx, 70 to 99 are 19xx.
pub fn read_typed_day(text: &str) -> Result<Day, TypedDayError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(TypedDayError::Empty);
    }
    if text.len() > 80 {
        return Err(TypedDayError::NotADate);
    }
    let numbers = numbers(text).ok_or(TypedDayError::NotADate)?;
    let (day, month, year) = match *numbers.as_slice() {
        [year, month, day] if year.digits == 4 => (day, month, year),
        [day, month, year] => (day, month, year),
        [day, month] if day.is_day() && (1..=12).contains(&month.value) => {
            return Err(TypedDayError::MissingYear);
        }
        [day, month] if day.is_day() && month.digits <= 2 => {
            return Err(TypedDayError::NoSuchMonth { month: month.value });
        }
        _ => return Err(TypedDayError::NotADate),
    };
    if day.digits > 2 || month.digits > 2 {
        return Err(TypedDayError::NotADate);
    }
    let year = match (year.digits, year.value) {
        (2, 0..=69) => year.value + 2000,
        (2, _) => year.value + 1900,
        (4, 1..) => year.value,
        _ => return Err(TypedDayError::NotADate),
    } as i32;
    let (day, number) = (day.value, month.value);
    let month = Month::new(year, number).ok_or(TypedDayError::NoSuchMonth { month: number })?;
    Day::new(year, number, day).ok_or(TypedDayError::NoSuchDay {
        day,
        month,
        last: month.last().number(),
    })
}

#[derive(Clone, Copy)]
struct Number {
    value: u32,
    digits: u32,
}

impl Number {
    fn is_day(self) -> bool {
        self.digits <= 2 && (1..=31).contains(&self.value)
    }
}

/// The numbers of `text`; `None` when something else than separators and the
/// Vietnamese words for day, month and year stands between them.
fn numbers(text: &str) -> Option<Vec<Number>> {
    let mut numbers = Vec::new();
    let mut number: Option<Number> = None;
    let mut words = String::new();
    for c in text.chars() {
        let digit = match c {
            '\u{FF10}'..='\u{FF19}' => Some(c as u32 - 0xFF10),
            _ => c.to_digit(10),
        };
        if let Some(digit) = digit {
            let so_far = number.get_or_insert(Number {
                value: 0,
                digits: 0,
            });
            so_far.value = so_far.value.saturating_mul(10).saturating_add(digit);
            so_far.digits += 1;
            continue;
        }
        numbers.extend(number.take());
        match c {
            '/'
            | '-'
            | '.'
            | ','
            | '\u{2010}'..='\u{2015}'
            | '\u{2212}'
            | '\u{FF0F}'
            | '\u{FF0D}'
            | '\u{FF0E}' => words.push(' '),
            _ => words.push(c),
        }
    }
    numbers.extend(number);
    let known = words
        .split_whitespace()
        .all(|word| matches!(fold(word).as_str(), "ngay" | "thang" | "nam"));
    known.then_some(numbers)
}
