//! All the news that is loaded, put in order once.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::day::{Day, Month};
use crate::fold::fold;
use crate::key::Key;
use crate::model::{Feed, Folded, Item, Tag};
use crate::order::sort_key;
use crate::search::Query;
use crate::slug::Slug;

/// The loaded feeds as one: items without repeats, newest first, with their days,
/// tags and neighbours. Cheap to clone; equal only to its own clones.
#[derive(Clone)]
pub struct Edition(Arc<Inner>);

struct Inner {
    head: Arc<Feed>,
    /// Newest first, undated last.
    items: Vec<Arc<Item>>,
    /// News that is no longer in the feeds.
    aside: Vec<Arc<Feed>>,
    /// Where in `items` a key is; in the order of keys.
    keys: Vec<(Key, usize)>,
    /// Where in `items` the news of a day are; in the order of days, newest news first.
    days: Vec<(Day, usize)>,
    tags: Vec<(Tag, usize)>,
}

impl PartialEq for Edition {
    fn eq(&self, other: &Edition) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Edition {}

impl Edition {
    /// The first feed gives the masthead; the others are its older pages and the
    /// members' feed. Of items with one id the first is kept. Without any feed the
    /// edition is empty, under an empty masthead.
    pub fn new(feeds: Vec<Arc<Feed>>) -> Edition {
        Edition::with_aside(feeds, Vec::new())
    }

    /// The items of the feeds `aside` are found by their keys, but are in no list.
    pub fn with_aside(feeds: Vec<Arc<Feed>>, aside: Vec<Arc<Feed>>) -> Edition {
        let mut seen = BTreeSet::new();
        let mut items: Vec<Arc<Item>> = feeds
            .iter()
            .flat_map(|feed| &feed.items)
            .filter(|item| seen.insert(item.key))
            .cloned()
            .collect();
        // Undated is less than any moment, so the reverse has it last; ties stay in order.
        items.sort_by_key(|item| Reverse(item.published.map(|stamp| stamp.unix)));

        let places = || items.iter().enumerate();
        let mut keys: Vec<_> = places().map(|(place, item)| (item.key, place)).collect();
        keys.sort_unstable();
        let mut days: Vec<_> = places()
            .filter_map(|(place, item)| Some((item.day?, place)))
            .collect();
        days.sort_unstable();
        let tags = count_tags(&items);
        let head = feeds.into_iter().next().unwrap_or_default();
        Edition(Arc::new(Inner {
            head,
            items,
            aside,
            keys,
            days,
            tags,
        }))
    }

    /// The feed whose title, icon and authors the portal shows.
    pub fn head(&self) -> &Feed {
        &self.0.head
    }

    /// Newest first; undated last; ties in the order of the feeds.
    pub fn items(&self) -> &[Arc<Item>] {
        &self.0.items
    }

    pub fn is_empty(&self) -> bool {
        self.0.items.is_empty()
    }

    pub fn find(&self, key: Key) -> Option<Arc<Item>> {
        if let Some(place) = self.place(key) {
            return Some(self.item(place));
        }
        let mut aside = self.0.aside.iter().flat_map(|feed| &feed.items);
        aside.find(|item| item.key == key).cloned()
    }

    /// The next newer item.
    pub fn newer(&self, key: Key) -> Option<Arc<Item>> {
        let place = self.place(key)?.checked_sub(1)?;
        Some(self.item(place))
    }

    /// The next older item.
    pub fn older(&self, key: Key) -> Option<Arc<Item>> {
        self.0.items.get(self.place(key)? + 1).cloned()
    }

    /// The news of a day, newest first.
    pub fn on_day(&self, day: Day) -> Vec<Arc<Item>> {
        self.in_days(self.days_from_to(day, day))
    }

    /// The news of a month, newest first.
    pub fn in_month(&self, month: Month) -> Vec<Arc<Item>> {
        self.in_days(self.days_from_to(month.first(), month.last()))
    }

    /// How many news a day has.
    pub fn count(&self, day: Day) -> usize {
        self.days_from_to(day, day).len()
    }

    /// How many news a month has.
    pub fn month_count(&self, month: Month) -> usize {
        self.days_from_to(month.first(), month.last()).len()
    }

    /// The months that have news and how many, newest first.
    pub fn months(&self) -> Vec<(Month, usize)> {
        let mut months: Vec<(Month, usize)> = Vec::new();
        for (day, _) in self.0.days.iter().rev() {
            match months.last_mut() {
                Some((month, count)) if *month == day.month() => *count += 1,
                _ => months.push((day.month(), 1)),
            }
        }
        months
    }

    /// The nearest earlier day that has news.
    pub fn day_before(&self, day: Day) -> Option<Day> {
        let place = self.days_from_to(day, day).start.checked_sub(1)?;
        Some(self.0.days[place].0)
    }

    /// The nearest later day that has news.
    pub fn day_after(&self, day: Day) -> Option<Day> {
        let place = self.days_from_to(day, day).end;
        self.0.days.get(place).map(|&(day, _)| day)
    }

    /// The oldest and the newest day that have news.
    pub fn span(&self) -> Option<(Day, Day)> {
        let (oldest, newest) = (self.0.days.first()?, self.0.days.last()?);
        Some((oldest.0, newest.0))
    }

    /// Every tag with how many items it has: most used first, then as a Vietnamese
    /// dictionary orders them. A tag is labelled as the newest item writes it.
    pub fn tags(&self) -> Vec<(Tag, usize)> {
        self.0.tags.clone()
    }

    /// The news of a tag, newest first.
    pub fn with_tag(&self, slug: &Slug) -> Vec<Arc<Item>> {
        let tagged = |item: &&Arc<Item>| item.tags.iter().any(|tag| tag.slug == *slug);
        self.0.items.iter().filter(tagged).cloned().collect()
    }

    /// The items of which title, summary, tags, authors and text together have
    /// every word of the query: those that have them with the very marks typed
    /// first, then those that have them in the title, then the newest.
    pub fn search(&self, query: &Query) -> Vec<Arc<Item>> {
        let mut search = self.begin_search(query);
        while search.step() {}
        search.finish()
    }

    /// The same, an item at a time.
    pub fn begin_search(&self, query: &Query) -> Search {
        Search {
            edition: self.clone(),
            query: query.clone(),
            at: 0,
            hits: Vec::new(),
        }
    }

    fn item(&self, place: usize) -> Arc<Item> {
        Arc::clone(&self.0.items[place])
    }

    fn place(&self, key: Key) -> Option<usize> {
        let keys = &self.0.keys;
        let found = keys.binary_search_by_key(&key, |&(key, _)| key).ok()?;
        Some(keys[found].1)
    }

    /// Where in `days` the news from `first` to `last` are.
    fn days_from_to(&self, first: Day, last: Day) -> Range<usize> {
        let days = &self.0.days;
        days.partition_point(|&(day, _)| day < first)..days.partition_point(|&(day, _)| day <= last)
    }

    fn in_days(&self, range: Range<usize>) -> Vec<Arc<Item>> {
        let mut places: Vec<usize> = self.0.days[range].iter().map(|&(_, place)| place).collect();
        places.sort_unstable();
        places.into_iter().map(|place| self.item(place)).collect()
    }
}

/// A search under way. It can rest between two items: through 10,000 of them a phone looks for
/// longer than a page may stand still.
pub struct Search {
    edition: Edition,
    query: Query,
    /// Which item is next.
    at: usize,
    /// Whether not found as typed, whether not found in the title, and where.
    hits: Vec<(bool, bool, usize)>,
}

impl Search {
    /// Looks through the next item; whether there was one.
    pub fn step(&mut self) -> bool {
        let Some(item) = self.edition.0.items.get(self.at) else {
            return false;
        };
        let query = &self.query;
        let Folded { title, rest } = item.folded.get_or_init(|| fold_item(item));
        if !query.is_empty() && query.is_in(&[title, rest]) {
            let inexact = !query.is_exactly_in(&texts(item));
            self.hits.push((inexact, !query.is_in(&[title]), self.at));
        }
        self.at += 1;
        true
    }

    /// What was found, in the order of [`Edition::search`].
    pub fn finish(mut self) -> Vec<Arc<Item>> {
        self.hits.sort_unstable();
        let places = self.hits.iter();
        places
            .map(|&(_, _, place)| self.edition.item(place))
            .collect()
    }
}

fn fold_item(item: &Item) -> Folded {
    let texts = texts(item);
    let rest: Vec<String> = texts[1..].iter().map(|text| fold(text)).collect();
    Folded {
        title: fold(texts[0]),
        rest: rest.join(" "),
    }
}

/// What search looks at: the title first.
fn texts(item: &Item) -> Vec<&str> {
    let mut texts = vec![item.title.as_deref().unwrap_or_default()];
    texts.extend(item.summary.as_deref());
    texts.extend(item.tags.iter().map(|tag| tag.label.as_str()));
    texts.extend(
        item.authors
            .iter()
            .filter_map(|author| author.name.as_deref()),
    );
    texts.push(item.text());
    texts
}

fn count_tags(items: &[Arc<Item>]) -> Vec<(Tag, usize)> {
    let mut uses: Vec<(&Tag, usize)> = Vec::new();
    for (place, item) in items.iter().enumerate() {
        uses.extend(item.tags.iter().map(|tag| (tag, place)));
    }
    uses.sort_by(|(a, at), (b, bt)| a.slug.cmp(&b.slug).then(at.cmp(bt)));
    let mut tags: Vec<(Tag, usize)> = uses
        .chunk_by(|(a, _), (b, _)| a.slug == b.slug)
        .map(|chunk| (chunk[0].0.clone(), chunk.len()))
        .collect();
    tags.sort_by_cached_key(|(tag, count)| (Reverse(*count), sort_key(&tag.label)));
    tags
}
