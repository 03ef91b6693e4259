//! What was read of an archive, which file is next for what is wanted, and what that says of the news that
//! is not loaded.

use std::collections::BTreeMap;
use std::sync::Arc;

use feed::{Archive, Day, Goal, Item, Key, Neighbour, Reader};

use crate::fault::Fault;
use crate::list::items;
use crate::manifest::MonthEntry;
use crate::month::{DayEntry, SHOWN};
use crate::name::{Folder, Name};
use crate::tags::TagEntry;
use crate::{Articles, Index, List, Manifest, Month, Tags};

/// Pages of one list that are read, at the most: a chain of them may be endless.
const MOST_PAGES: usize = 1_000;

/// A file of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    pub folder: Folder,
    pub name: Name,
}

impl File {
    /// Relative to the manifest.
    pub fn path(self) -> String {
        self.folder.path(self.name)
    }
}

/// What was read. Files never change, so that what was read stays right when there is another manifest.
#[derive(Clone)]
pub struct Shelf {
    manifest: Manifest,
    files: BTreeMap<File, Arc<Read>>,
    heads: Vec<Arc<Item>>,
    articles: BTreeMap<Key, Article>,
}

/// What is kept of a file beside its items.
enum Read {
    Month(Vec<DayEntry>),
    List { keys: Vec<Key>, older: Option<Name> },
    Articles,
    Index(Index),
    Tags(Tags),
}

#[derive(Clone)]
struct Article {
    item: Arc<Item>,
    neighbours: [Option<Neighbour>; 2],
}

/// What has to be read first.
type Wanting = File;

impl Shelf {
    /// Nothing but the manifest was read.
    pub fn new(manifest: Manifest) -> Shelf {
        Shelf {
            manifest,
            files: BTreeMap::new(),
            heads: Vec::new(),
            articles: BTreeMap::new(),
        }
    }

    /// The manifest was read anew.
    pub fn renew(&mut self, manifest: Manifest) {
        self.manifest = manifest;
    }

    /// The headlines that were read, for lists. One may be there twice.
    pub fn heads(&self) -> &[Arc<Item>] {
        &self.heads
    }

    /// The files that are to be read next, at most so many, which do not wait for each other; none when
    /// nothing more can be read for the goal.
    pub fn next(&self, goal: Goal, at_most: usize) -> Vec<File> {
        let missing = match goal {
            Goal::Between(first, last) => return self.between(first, last, at_most),
            Goal::Item(key) => self.find(key),
            Goal::Tag(key) => self.tag(key).and_then(|tag| match tag {
                Some(tag) => self.list(tag.list.file, &mut |_| {}),
                None => Ok(()),
            }),
            Goal::Day(day) => self.day(day).and_then(|entry| match entry {
                Some(entry) => self.whole_day(entry, &mut |_| {}),
                None => Ok(()),
            }),
            Goal::MonthOf(day) => self.month_of(day).map(|_| ()),
            Goal::OnePage => self.all(&mut |_| {}),
        };
        missing.err().into_iter().collect()
    }

    /// Takes in the text of a file. `reader` reads with the file's own address.
    pub fn take(&mut self, file: File, text: &str, reader: &Reader<'_>) -> Result<(), Fault> {
        let path = file.path();
        let read = match file.folder {
            Folder::Months => {
                let month = Month::read(&path, text)?;
                self.heads.extend(items(reader, &path, text)?);
                Read::Month(month.days)
            }
            Folder::Lists => {
                let older = List::read(&path, text)?.older;
                let heads = items(reader, &path, text)?;
                let keys = heads.iter().map(|item| item.key).collect();
                self.heads.extend(heads);
                Read::List { keys, older }
            }
            Folder::Articles => {
                let articles = Articles::read(&path, text)?;
                for (place, item) in items(reader, &path, text)?.into_iter().enumerate() {
                    let neighbours = articles.neighbours(place);
                    let article = Article { item, neighbours };
                    self.articles.insert(article.item.key, article);
                }
                Read::Articles
            }
            Folder::Indexes => Read::Index(Index::read(&path, text)?),
            Folder::Tags => Read::Tags(Tags::read(&path, text)?),
        };
        self.files.insert(file, Arc::new(read));
        Ok(())
    }

    fn read(&self, folder: Folder, name: Name) -> Result<&Read, Wanting> {
        let file = File { folder, name };
        self.files.get(&file).map(Arc::as_ref).ok_or(file)
    }

    fn find(&self, key: Key) -> Result<(), Wanting> {
        let Some((index, place)) = self.manifest.index_of(key) else {
            return Ok(());
        };
        let Read::Index(index) = self.read(Folder::Indexes, index)? else {
            return Ok(());
        };
        match index.files.get(place) {
            Some(Some(name)) => self.read(Folder::Articles, *name).map(|_| ()),
            _ => Ok(()),
        }
    }

    /// By the key of its slug.
    fn tag(&self, key: Key) -> Result<Option<&TagEntry>, Wanting> {
        let place = self.manifest.tags.spread.place(key);
        let Some(&Some(name)) = self.manifest.tags.files.get(place) else {
            return Ok(None);
        };
        let Read::Tags(tags) = self.read(Folder::Tags, name)? else {
            return Ok(None);
        };
        let mut tags = tags.tags.iter();
        Ok(tags.find(|tag| Key::hash(tag.slug.as_str()) == key))
    }

    fn month(&self, entry: &MonthEntry) -> Result<&[DayEntry], Wanting> {
        match self.read(Folder::Months, entry.file)? {
            Read::Month(days) => Ok(days),
            _ => Ok(&[]),
        }
    }

    /// The days of the month that a day lies in.
    fn month_of(&self, day: Day) -> Result<&[DayEntry], Wanting> {
        match self.manifest.month(day.month()) {
            Some(entry) => self.month(entry),
            None => Ok(&[]),
        }
    }

    fn day(&self, day: Day) -> Result<Option<&DayEntry>, Wanting> {
        let mut days = self.month_of(day)?.iter();
        Ok(days.find(|entry| entry.day == day))
    }

    /// All pages of a list, as far as they were read, from the newest on.
    fn list(&self, newest: Name, visit: &mut dyn FnMut(&[Key])) -> Result<(), Wanting> {
        let mut next = Some(newest);
        // Names that lead back would lead nowhere.
        for _ in 0..MOST_PAGES.min(self.files.len() + 1) {
            let Some(name) = next else { break };
            let Read::List { keys, older } = self.read(Folder::Lists, name)? else {
                break;
            };
            visit(keys);
            next = *older;
        }
        Ok(())
    }

    /// A day with little news is whole in its month.
    fn whole_day(&self, entry: &DayEntry, visit: &mut dyn FnMut(&[Key])) -> Result<(), Wanting> {
        if entry.list.count > SHOWN {
            return self.list(entry.list.file, visit);
        }
        let of_day = self.heads.iter().filter(|item| item.day == Some(entry.day));
        visit(&of_day.map(|item| item.key).collect::<Vec<_>>());
        Ok(())
    }

    /// What is missing of the lists of all days between two, the newest first.
    fn between(&self, first: Option<Day>, last: Option<Day>, at_most: usize) -> Vec<File> {
        let days = first.unwrap_or(Day::MIN)..=last.unwrap_or(Day::MAX);
        let mut missing = Vec::new();
        for month in &self.manifest.months {
            let is_outside = |from: Option<Day>, to: Option<Day>| {
                from > Some(*days.end()) || to < Some(*days.start())
            };
            if is_outside(edge(month, month.days.0), edge(month, month.days.1)) {
                continue;
            }
            match self.month(month) {
                Err(file) => missing.push(file),
                Ok(entries) => {
                    let more = entries
                        .iter()
                        .filter(|entry| days.contains(&entry.day) && entry.list.count > SHOWN);
                    let list = |entry: &DayEntry| self.list(entry.list.file, &mut |_| {}).err();
                    missing.extend(more.filter_map(list));
                }
            }
            if missing.len() >= at_most {
                break;
            }
        }
        if let (None, None, Some(undated)) = (first, last, &self.manifest.undated) {
            missing.extend(self.list(undated.file, &mut |_| {}).err());
        }
        missing.truncate(at_most);
        missing
    }

    /// All lists, as far as they were read, from the newest on.
    fn all(&self, visit: &mut dyn FnMut(&[Key])) -> Result<(), Wanting> {
        for month in &self.manifest.months {
            for day in self.month(month)? {
                self.whole_day(day, visit)?;
            }
        }
        match &self.manifest.undated {
            Some(undated) => self.list(undated.file, visit),
            None => Ok(()),
        }
    }
}

impl Archive for Shelf {
    fn article(&self, key: Key) -> Option<Arc<Item>> {
        self.articles.get(&key).map(|article| article.item.clone())
    }

    fn neighbours(&self, key: Key) -> Option<[Option<Neighbour>; 2]> {
        let article = self.articles.get(&key)?;
        Some(article.neighbours.clone())
    }

    fn has(&self, goal: Goal) -> bool {
        self.next(goal, 1).is_empty()
    }

    fn without_gap(&self, goal: Goal) -> Vec<Key> {
        let mut keys = Vec::new();
        let mut visit = |page: &[Key]| keys.extend_from_slice(page);
        // What is wanting ends it.
        let _wanting = match goal {
            Goal::Tag(key) => self.tag(key).and_then(|tag| match tag {
                Some(tag) => self.list(tag.list.file, &mut visit),
                None => Ok(()),
            }),
            _ => self.all(&mut visit),
        };
        keys
    }

    fn count(&self, day: Day) -> usize {
        let entry = self.day(day).ok().flatten();
        entry.map_or(0, |entry| entry.list.count)
    }

    fn month_count(&self, month: feed::Month) -> usize {
        self.manifest.month(month).map_or(0, |entry| entry.count)
    }

    fn day_before(&self, day: Day) -> Option<Day> {
        let days = self.month_of(day).unwrap_or_default();
        let within = days.iter().map(|entry| entry.day).find(|at| *at < day);
        let mut months = self.manifest.months.iter();
        let earlier = || months.find_map(|entry| edge(entry, entry.days.1).filter(|at| *at < day));
        within.or_else(earlier)
    }

    fn day_after(&self, day: Day) -> Option<Day> {
        let days = self.month_of(day).unwrap_or_default();
        let mut within = days.iter().map(|entry| entry.day).rev();
        let mut months = self.manifest.months.iter().rev();
        let later = || months.find_map(|entry| edge(entry, entry.days.0).filter(|at| *at > day));
        within.find(|at| *at > day).or_else(later)
    }

    fn span(&self) -> Option<(Day, Day)> {
        let months = &self.manifest.months;
        let (newest, oldest) = (months.first()?, months.last()?);
        edge(oldest, oldest.days.0).zip(edge(newest, newest.days.1))
    }
}

/// The first or the last day with news of a month.
fn edge(entry: &MonthEntry, number: u32) -> Option<Day> {
    Day::new(entry.month.year(), entry.month.number(), number)
}
