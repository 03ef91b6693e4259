//! A written date taken apart.

use super::rest::{Number, Rest, place, rest_offset};
use crate::offset::{named_offset, read_offset};
use crate::text::fold;

/// A time of the day, as its clock has it.
#[derive(Clone, Copy)]
pub struct Time {
    hour: u64,
    minute: u64,
    second: u64,
}

impl Time {
    /// The second of the day, if the time exists.
    pub fn second(self, pm: Option<bool>) -> Option<i64> {
        let hour = match (self.hour, pm) {
            (12, Some(false)) => 0,
            (hour @ 0..12, Some(true)) => hour + 12,
            (hour, _) => hour,
        };
        let is_midnight = (hour, self.minute, self.second) == (24, 0, 0);
        let exists = hour < 24 && self.minute < 60 && self.second <= 60;
        (exists || is_midnight).then_some((hour * 3600 + self.minute * 60 + self.second) as i64)
    }
}

/// What a text says of a date.
#[derive(Default)]
pub struct Parts {
    /// Of the day, in their order.
    pub numbers: Vec<Number>,
    /// By its name.
    pub month: Option<u64>,
    /// The second number is a week of ISO 8601.
    pub is_week: bool,
    pub time: Option<Time>,
    /// After noon, or before.
    pub pm: Option<bool>,
    pub offset: Option<i32>,
    /// There is more than digits and what stands between them.
    pub has_words: bool,
    /// Something could be meant otherwise.
    pub guessed: bool,
}

const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec";
const WEEKDAYS: &str = "mon tue wed thu fri sat sun";
/// What stands between numbers and means nothing more.
const FILLERS: &str =
    "ngay nam luc vao hoi phut giay gio chu nhat cn viet ha noi at on of st nd rd th";
/// Halves of the day; `trưa` is around noon, `đêm` on either side of midnight.
const HALVES: &str = "am sa sang pm ch chieu toi trua dem";

impl Parts {
    /// `None` when there is more in the text than a date.
    pub fn of(text: &str) -> Option<Parts> {
        // Comments (RFC 822) and names of places (RFC 9557) come last.
        let mut rest = Rest(text.split(['(', '[']).next().unwrap_or_default());
        let mut parts = Parts::default();
        while let Some(c) = rest.0.chars().next() {
            let left = rest.0.len();
            if c.is_ascii_digit() {
                let number = rest.number()?;
                parts.number(number, &mut rest)?;
            } else if c.is_alphabetic() {
                let word = rest.take(|c| c.is_alphabetic());
                parts.word(word, &fold(word), &mut rest)?;
            } else if parts.time.is_some() && c == '+' {
                parts.offset(&mut rest)?;
            } else if c == '+' || c == ':' && parts.has_begun() {
                return None;
            } else {
                rest.0 = &rest.0[c.len_utf8()..];
            }
            // A plus without digits is no offset, and would be read for ever.
            if rest.0.len() == left {
                return None;
            }
        }
        Some(parts)
    }

    /// Whether more has been read than words that stand before a date.
    fn has_begun(&self) -> bool {
        self.time.is_some() || !self.numbers.is_empty()
    }

    fn has_day(&self) -> bool {
        let digits: usize = self.numbers.iter().map(|number| number.digits).sum();
        let needed = if self.month.is_some() { 2 } else { 3 };
        self.numbers.len() == needed || self.numbers.len() < needed && digits >= 7
    }

    fn number(&mut self, number: Number, rest: &mut Rest<'_>) -> Option<()> {
        // `20210322081500`
        if matches!(number.digits, 12 | 14) && !self.has_begun() {
            let digits = number.digits - 8;
            let day = number.value / 10_u64.pow(digits as u32);
            self.numbers.push(Number::new(day, 8));
            let time = number.value % 10_u64.pow(digits as u32);
            return self.number(Number::new(time, digits), rest);
        }
        let points = if self.has_day() { ":." } else { ":" };
        if self.time.is_none() && number.digits <= 2 && rest.continues(points) {
            let point = rest.0.chars().next();
            let minute = rest.after(points)?;
            let is_same = rest.0.chars().next() == point;
            let second = if is_same && rest.continues(points) {
                rest.after(points)?.value
            } else {
                0
            };
            return self.time(number.value, minute, second, rest);
        }
        // `T2330`, `T233000`; after a short year it would be another.
        let has_year = self.numbers.iter().any(|number| number.digits > 2);
        if self.time.is_none() && self.has_day() && has_year && matches!(number.digits, 4 | 6) {
            let (value, second) = match number.digits {
                4 => (number.value, 0),
                _ => (number.value / 100, number.value % 100),
            };
            let minute = Number::new(value % 100, 2);
            return self.time(value / 100, minute, second, rest);
        }
        self.numbers.push(number);
        (self.numbers.len() <= 4).then_some(())
    }

    /// A time, its fraction, and the offset after it.
    fn time(&mut self, hour: u64, minute: Number, second: u64, rest: &mut Rest<'_>) -> Option<()> {
        if self.time.is_some() || minute.digits != 2 {
            return None;
        }
        let minute = minute.value;
        self.time = Some(Time {
            hour,
            minute,
            second,
        });
        if let Some(fraction) = rest.0.strip_prefix(['.', ','])
            && !fraction.is_empty()
            && !fraction.starts_with(' ')
        {
            rest.0 = fraction;
            if rest.take(|c| c.is_ascii_digit()).is_empty() {
                return None;
            }
        }
        self.offset(rest)
    }

    /// The offset that comes next, if one does; of two the first counts.
    fn offset(&mut self, rest: &mut Rest<'_>) -> Option<()> {
        let spaced = rest.0.trim_start();
        if let Some(offset) = rest_offset(spaced) {
            rest.0 = &spaced[offset.len()..];
            let read = read_offset(offset)?;
            self.offset.get_or_insert(read);
        }
        Some(())
    }

    fn word(&mut self, written: &str, word: &str, rest: &mut Rest<'_>) -> Option<()> {
        self.has_words = true;
        let before_digit = rest.0.starts_with(|c: char| c.is_ascii_digit());
        match word {
            // `2021-03-22T23:30`; and `T2` is Monday.
            "t" if before_digit => {
                if self.numbers.is_empty() {
                    rest.number()?;
                }
            }
            "w" if before_digit && self.numbers.len() == 1 => self.is_week = true,
            "a" | "p" if rest.0.starts_with(".m") || rest.0.starts_with(".M") => {
                rest.0 = &rest.0[2..];
                self.half(word, rest)?;
            }
            _ if place(HALVES, word).is_some() => self.half(word, rest)?,
            "h" | "gio" if self.time.is_none() => {
                let hour = self.numbers.pop()?;
                rest.0 = rest.0.trim_start();
                let is_minute = rest.0.bytes().take_while(u8::is_ascii_digit).count() == 2
                    && !rest.0[2..].starts_with(['/', '-', '.']);
                let minute = if is_minute {
                    rest.number()?
                } else {
                    Number::new(0, 2)
                };
                self.time(hour.value, minute, 0, rest)?;
            }
            "thang" | "thg" => self.month = Some(rest.vietnamese_month()?),
            // `Th 5, 22/04/2021`, a day of the week; else a month.
            "th" if !self.has_begun() && rest.0.contains(['/', '-']) => rest.vietnamese_weekday(),
            "th" if before_digit => self.month = Some(rest.number()?.value),
            // `Thứ Hai`; without its mark it is Thursday.
            "thu" if !written.is_ascii() => rest.vietnamese_weekday(),
            _ if self.time.is_some() && named_offset(word).is_some() => {
                self.offset(rest)?;
                self.offset = self.offset.or(named_offset(word));
            }
            // `Asia/Ho_Chi_Minh`
            _ if self.time.is_some() && rest.0.starts_with('/') => {
                let city = rest.take(|c| c.is_alphabetic() || matches!(c, '/' | '_'));
                let is_known = matches!(city, "/Ho_Chi_Minh" | "/Saigon" | "/Bangkok");
                self.guessed |= !is_known && self.offset.is_none();
                self.offset = self.offset.or(is_known.then_some(7 * 3600));
            }
            _ => self.name(written, word)?,
        }
        Some(())
    }

    fn name(&mut self, written: &str, word: &str) -> Option<()> {
        let start = word.get(..3).unwrap_or(word);
        if let Some(month) = place(MONTHS, start) {
            self.month = Some(month);
            return Some(());
        }
        let means_nothing = place(FILLERS, word).is_some() || place(WEEKDAYS, start).is_some();
        // Days of the week in any language stand first.
        if means_nothing || self.numbers.is_empty() {
            return Some(());
        }
        // A zone that is unknown counts as UTC (RFC 2822, section 4.3).
        let is_zone = written.len() <= 5 && written.bytes().all(|b| b.is_ascii_uppercase());
        if is_zone && self.time.is_some() && self.offset.is_none() {
            self.offset = Some(0);
            self.guessed = true;
            return Some(());
        }
        None
    }

    /// Before noon, or after.
    fn half(&mut self, word: &str, rest: &mut Rest<'_>) -> Option<()> {
        let hour = match self.time {
            Some(time) => time.hour,
            None => self.numbers.pop()?.value,
        };
        self.time.get_or_insert(Time {
            hour,
            minute: 0,
            second: 0,
        });
        self.pm = Some(match word {
            "a" | "am" | "sa" | "sang" => false,
            "trua" => hour < 10 || hour == 12,
            "dem" => (6..12).contains(&hour),
            _ => true,
        });
        match self.has_day() {
            true => self.offset(rest),
            false => Some(()),
        }
    }
}
