//! Moments as feeds write them: RFC 3339 as JSON Feed asks, and what else is met.

use std::fmt;

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

/// Reads a moment: RFC 3339 first, then leniently without seconds, with a space
/// for the `T`, without a zone (taken in `zone`; UTC under [`Zone::AsWritten`]),
/// a date alone (its first moment), and RFC 822 dates with names of days and
/// zones. Impossible dates and all else are `None`.
pub fn read_stamp(text: &str, zone: &Zone<'_>) -> Option<Stamp> {
    read(text, zone).map(|(stamp, _)| stamp)
}

/// As [`read_stamp`], and whether the text kept to RFC 3339's `date-time` (section 5.6).
pub(crate) fn read(text: &str, zone: &Zone<'_>) -> Option<(Stamp, bool)> {
    let trimmed = text.trim();
    // No way to write a date is longer; a 2 MB "date" is not worth a look.
    if trimmed.len() > 80 {
        return None;
    }
    let mut cursor = Cursor(trimmed);
    let mut written = if trimmed.as_bytes().get(4) == Some(&b'-') {
        cursor.iso()?
    } else {
        cursor.rfc822()?
    };
    written.strict &= trimmed.len() == text.len();
    let local = written.day.epoch_days() * 86_400 + written.second;
    let unix = match written.offset {
        Some(offset) => local - i64::from(offset),
        None => zone.moment_of_local(local),
    };
    let offset = written.offset;
    Some((Stamp { unix, offset }, written.strict))
}

struct Written {
    day: Day,
    /// Second of the day; a leap second is the next day's first.
    second: i64,
    offset: Option<i32>,
    strict: bool,
}

/// What is left to read.
struct Cursor<'t>(&'t str);

impl<'t> Cursor<'t> {
    /// A run of ASCII digits, as long as `count` allows.
    fn number(&mut self, count: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let run = self.run(|byte| byte.is_ascii_digit());
        count
            .contains(&run.len())
            .then(|| run.parse().ok())
            .flatten()
    }

    fn word(&mut self) -> &'t str {
        self.run(|byte| byte.is_ascii_alphabetic())
    }

    fn run(&mut self, wanted: fn(&u8) -> bool) -> &'t str {
        let length = self.0.bytes().take_while(wanted).count();
        let (run, rest) = self.0.split_at(length);
        self.0 = rest;
        run
    }

    fn eat(&mut self, wanted: &[char]) -> Option<char> {
        let found = self.0.chars().next().filter(|c| wanted.contains(c))?;
        self.0 = &self.0[found.len_utf8()..];
        Some(found)
    }

    fn skip_spaces(&mut self) -> bool {
        let rest = self.0.trim_start();
        let some = rest.len() < self.0.len();
        self.0 = rest;
        some
    }

    /// `2021-03-22T23:30:00+07:00` and its lenient kin.
    fn iso(&mut self) -> Option<Written> {
        let year = self.number(4..=4)?;
        self.eat(&['-'])?;
        let month = self.number(1..=2)?;
        self.eat(&['-'])?;
        let number = self.number(1..=2)?;
        let day = Day::new(year as i32, month, number)?;
        if self.0.is_empty() {
            return Some(Written {
                day,
                second: 0,
                offset: None,
                strict: false,
            });
        }
        let with_t = self.eat(&['T', 't']).is_some();
        if self.skip_spaces() == with_t {
            return None;
        }
        self.time(day, with_t)
    }

    /// `Mon, 22 Mar 2021 23:30:00 +0700` (RFC 822, RFC 2822 and RFC 850's hyphens).
    fn rfc822(&mut self) -> Option<Written> {
        if !self.word().is_empty() {
            self.eat(&['.']);
            self.eat(&[',']);
            self.skip_spaces();
        }
        let number = self.number(1..=2)?;
        self.gap()?;
        let month = month(self.word())?;
        self.eat(&['.']);
        self.gap()?;
        let digits = self.0.len();
        let year = self.number(2..=4)? as i32;
        // RFC 2822, section 4.3: how short years are meant.
        let year = match (digits - self.0.len(), year) {
            (2, 0..=49) => year + 2000,
            (2 | 3, _) => year + 1900,
            _ => year,
        };
        let day = Day::new(year, month, number)?;
        self.eat(&[',']);
        self.skip_spaces();
        if self.0.is_empty() {
            return Some(Written {
                day,
                second: 0,
                offset: None,
                strict: false,
            });
        }
        self.time(day, false)
    }

    fn gap(&mut self) -> Option<()> {
        (self.skip_spaces() || self.eat(&['-']).is_some()).then_some(())
    }

    fn time(&mut self, day: Day, mut strict: bool) -> Option<Written> {
        let start = self.0.len();
        let hour = self.number(1..=2)?;
        strict &= start - self.0.len() == 2;
        self.eat(&[':'])?;
        let minute = self.number(2..=2)?;
        let mut second = 0;
        if self.eat(&[':']).is_some() {
            second = self.number(2..=2)?;
            if let Some(point) = self.eat(&['.', ',']) {
                strict &= point == '.';
                if self.run(|byte| byte.is_ascii_digit()).is_empty() {
                    return None;
                }
            }
        } else {
            strict = false;
        }
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        strict &= !self.skip_spaces();
        // RFC 822 allows a comment after the zone: "+0700 (ICT)".
        let designator = self.0.split('(').next().unwrap_or_default().trim_end();
        let offset = if designator.is_empty() {
            None
        } else {
            Some(zone_designator(designator)?)
        };
        strict &= designator.len() == self.0.len()
            && (matches!(designator, "Z" | "z") || designator.as_bytes().get(3) == Some(&b':'));
        let second = i64::from(hour * 3600 + minute * 60 + second);
        Some(Written {
            day,
            second,
            offset,
            strict,
        })
    }
}

/// Seconds east of UTC for `+07:00`, `+0700`, `+07`, `Z` and names of zones. A
/// name unknown counts as UTC, as RFC 2822 (section 4.3) has it.
pub(crate) fn zone_designator(text: &str) -> Option<i32> {
    let mut cursor = Cursor(text);
    let Some(sign) = cursor.eat(&['+', '-', '\u{2212}']) else {
        let name = cursor.word();
        return (cursor.0.is_empty() && !name.is_empty()).then(|| named_zone(name));
    };
    let digits = cursor.0.len();
    let number = cursor.number(1..=4)?;
    let (hours, minutes) = match digits - cursor.0.len() {
        1 | 2 if cursor.eat(&[':']).is_some() => (number, cursor.number(2..=2)?),
        1 | 2 => (number, 0),
        4 => (number / 100, number % 100),
        _ => return None,
    };
    if hours > 23 || minutes > 59 || !cursor.0.is_empty() {
        return None;
    }
    let seconds = (hours * 3600 + minutes * 60) as i32;
    Some(if sign == '+' { seconds } else { -seconds })
}

/// RFC 822's zones, and the one of Vietnam.
fn named_zone(name: &str) -> i32 {
    let hours = match name.to_ascii_uppercase().as_str() {
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        "ICT" => 7,
        _ => 0,
    };
    hours * 3600
}

/// An English month by its first three letters, as a number from 1.
fn month(name: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let start = name.get(..3)?.to_ascii_lowercase();
    (1..)
        .zip(NAMES)
        .find_map(|(n, m)| (m == start).then_some(n))
}
