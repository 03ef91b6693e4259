//! A month: its days with how much news they have, and the newest headlines of each.

use feed::Day;
use serde_json::Value;

use crate::body::{self, Body, object, open};
use crate::fault::Fault;
use crate::manifest::Listed;

const KIND: &str = "month";

/// Headlines of a day that its month has.
pub const SHOWN: usize = 5;

/// A month that has news.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    pub month: feed::Month,
    /// Those with news, newest first.
    pub days: Vec<DayEntry>,
    /// The newest [`SHOWN`] of each day, newest first, as items of a JSON Feed.
    pub heads: Vec<Value>,
}

/// A day that has news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayEntry {
    pub day: Day,
    /// In the folder `lists`.
    pub list: Listed,
}

impl Month {
    /// Reads a file of this kind.
    pub fn read(file: &str, text: &str) -> Result<Month, Fault> {
        let mut opened = open(file, text, KIND)?;
        let month: feed::Month = opened.body.parsed("month")?;
        let read = |body: &Body<'_>| {
            let number = body.number("day")?;
            let day = Day::new(month.year(), month.number(), number);
            Ok(DayEntry {
                day: day.ok_or_else(|| body.wrong("day"))?,
                list: Listed::read(body)?,
            })
        };
        let days = opened.body.objects("days", read)?;
        if days.is_empty() || !days.is_sorted_by(|a, b| a.day > b.day) {
            return Err(opened.body.wrong("days"));
        }
        Ok(Month {
            month,
            days,
            heads: opened.items,
        })
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        let day = |entry: &DayEntry| {
            object([
                ("day", Some(entry.day.number().into())),
                ("count", Some(entry.list.count.into())),
                ("file", Some(body::name(entry.list.file))),
            ])
        };
        let month = self.month.to_string();
        let own = object([
            ("month", Some(month.as_str().into())),
            ("days", Some(self.days.iter().map(day).collect())),
        ]);
        body::feed(KIND, own, &month, None, &self.heads)
    }

    /// The entry of a day, if it has news.
    pub fn day(&self, day: Day) -> Option<&DayEntry> {
        self.days.iter().find(|entry| entry.day == day)
    }
}
