//! The calendar: days, their months, and who stands next to whom.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use archive::{DayEntry, Folder, Manifest, MonthEntry, SHOWN};
use feed::{Day, Month, Zone};
use serde_json::Value;

use crate::changes::Change;
use crate::head::Head;
use crate::links::{Linked, Links};
use crate::lists::{self, Extent, Revision, revise};
use crate::progress::Stage;
use crate::spool::Spooled;
use crate::store::Store;

/// The months of the archive, of which some are being written anew.
pub struct Calendar {
    /// Those with news.
    pub months: BTreeMap<Month, MonthEntry>,
    pub touched: BTreeSet<Month>,
}

/// The rows of days that changed: what stood there, and what stands there now.
#[derive(Default)]
pub struct Rows {
    before: BTreeMap<Day, Vec<Linked>>,
    now: BTreeMap<Day, Vec<Linked>>,
}

/// Writes the lists of all days that change, and their months.
pub fn write(
    store: &mut Store,
    zone: &Zone<'_>,
    manifest: &Manifest,
    changes: &[Change],
    spooled: &Spooled,
) -> Result<(Calendar, Rows)> {
    let months = manifest.months.iter().map(|entry| (entry.month, *entry));
    let mut calendar = Calendar {
        months: months.collect(),
        touched: BTreeSet::new(),
    };
    let mut rows = Rows::default();
    let mut by_month: BTreeMap<Month, BTreeMap<Day, Vec<&Change>>> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.listed) {
        let before = change.before.as_ref().and_then(|before| before.order.0.0);
        let now = spooled.item(change.key, zone)?.day;
        for day in BTreeSet::from([before, now]).into_iter().flatten() {
            let days = by_month.entry(day.month()).or_default();
            days.entry(day).or_default().push(change);
        }
    }
    let months = by_month.keys();
    let files = months.filter_map(|month| Some(calendar.months.get(month)?.file));
    store.ahead(Folder::Months, files)?;
    store.begin(Stage::Days, by_month.values().map(BTreeMap::len).sum());
    for (month, days) in by_month {
        calendar.touched.insert(month);
        let entry = calendar.months.get(&month).copied();
        let mut entries = BTreeMap::new();
        let mut shown: BTreeMap<Day, Vec<Value>> = BTreeMap::new();
        if let Some(entry) = entry {
            let there = read(store, &entry)?;
            let mut heads = there.heads.into_iter();
            for entry in there.days {
                let some = heads.by_ref().take(entry.list.count.min(SHOWN));
                shown.insert(entry.day, some.collect());
                entries.insert(entry.day, entry);
            }
        }
        let lists = days.keys().filter_map(|day| entries.get(day));
        store.ahead(Folder::Lists, lists.map(|entry| entry.list.file))?;
        for (day, changes) in days {
            store.step(1);
            let list = entries.remove(&day).map(|entry: DayEntry| entry.list);
            let mut revision = Revision::default();
            for change in changes {
                revision.out.insert(change.key);
                let item = spooled.item(change.key, zone)?;
                if item.day == Some(day) {
                    revision.add.push(Head::of(&item));
                }
            }
            let title = day.to_string();
            let revised = revise(store, zone, &title, list, revision, Extent::All)?;
            let row = revised.heads.iter();
            let row = row.map(|head| (head.key(), head.title.clone())).collect();
            rows.now.insert(day, row);
            rows.before.insert(day, revised.before);
            let some = revised.heads.iter().take(SHOWN);
            shown.insert(day, some.map(|head| head.json.clone()).collect());
            if let Some(list) = revised.listed {
                entries.insert(day, DayEntry { day, list });
            }
        }
        match write_month(store, month, entries, shown)? {
            Some(entry) => calendar.months.insert(month, entry),
            None => calendar.months.remove(&month),
        };
    }
    Ok((calendar, rows))
}

fn write_month(
    store: &mut Store,
    month: Month,
    entries: BTreeMap<Day, DayEntry>,
    mut shown: BTreeMap<Day, Vec<Value>>,
) -> Result<Option<MonthEntry>> {
    let days: Vec<DayEntry> = entries.into_values().rev().collect();
    let (Some(last), Some(first)) = (days.first(), days.last()) else {
        return Ok(None);
    };
    let span = (first.day.number(), last.day.number());
    let count = days.iter().map(|entry| entry.list.count).sum();
    let heads = days.iter();
    let heads = heads.flat_map(|entry| shown.remove(&entry.day).unwrap_or_default());
    let file = archive::Month {
        month,
        heads: heads.collect(),
        days,
    };
    let file = store.write(Folder::Months, &file.to_json())?;
    Ok(Some(MonthEntry {
        month,
        count,
        days: span,
        file,
    }))
}

/// A month's file.
pub fn read(store: &Store, entry: &MonthEntry) -> Result<archive::Month> {
    let (file, text) = store.read(Folder::Months, entry.file)?;
    Ok(archive::Month::read(&file, &text)?)
}

impl Calendar {
    /// For the manifest.
    pub fn entries(&self) -> Vec<MonthEntry> {
        self.months.values().rev().copied().collect()
    }

    /// The nearest day before or after, that has news.
    fn nearest(&self, store: &Store, day: Day, later: bool) -> Result<Option<DayEntry>> {
        let own = self.months.get(&day.month());
        if let Some(entry) = own.filter(|entry| {
            let (first, last) = entry.days;
            if later {
                day.number() < last
            } else {
                first < day.number()
            }
        }) {
            let mut days = read(store, entry)?.days;
            days.retain(|entry| {
                if later {
                    entry.day > day
                } else {
                    entry.day < day
                }
            });
            // Newest first.
            return Ok(if later {
                days.pop()
            } else {
                days.first().copied()
            });
        }
        let month = day.month();
        let entry = match later {
            true => self.months.range(month.plus(1)..).next(),
            false => self.months.range(..month).next_back(),
        };
        // After the last month there can be comes that month itself.
        let Some((_, entry)) = entry.filter(|(other, _)| **other != month) else {
            return Ok(None);
        };
        let days = read(store, entry)?.days;
        Ok(if later {
            days.last().copied()
        } else {
            days.first().copied()
        })
    }

    /// The article at the near end of the nearest day with news.
    fn neighbour(
        &self,
        store: &Store,
        zone: &Zone<'_>,
        rows: &Rows,
        day: Day,
        later: bool,
    ) -> Result<Option<Linked>> {
        let Some(entry) = self.nearest(store, day, later)? else {
            return Ok(None);
        };
        let end = |row: &[Linked]| if later { row.last() } else { row.first() }.cloned();
        if let Some(row) = rows.now.get(&entry.day) {
            return Ok(end(row));
        }
        let heads = lists::all(store, zone, entry.list)?;
        let row: Vec<Linked> = heads
            .iter()
            .map(|head| (head.key(), head.title.clone()))
            .collect();
        Ok(end(&row))
    }

    /// The neighbours of all that stands in rows that changed, and next to them.
    pub fn links(&self, store: &Store, zone: &Zone<'_>, rows: &Rows) -> Result<Links> {
        let mut links = Links::default();
        store.begin(Stage::Neighbours, rows.now.len());
        for (day, row) in &rows.now {
            store.step(1);
            let newer = self.neighbour(store, zone, rows, *day, true)?;
            let older = self.neighbour(store, zone, rows, *day, false)?;
            let before = rows.before.get(day).map_or(&[][..], Vec::as_slice);
            links.add(newer, row, older, before);
        }
        Ok(links)
    }
}
