//! All the news that is loaded, put in order once.

mod archived;
mod search;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::address::Key;
use crate::address::Slug;
use crate::archive::{Archive, Goal};
use crate::day::{Day, Month};
use crate::model::{Feed, Item, Tag};
use crate::text::order::sort_key;
pub use search::Search;

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
    archive: Option<Arc<dyn Archive>>,
    /// Where in `items` a key is; in the order of keys.
    keys: Vec<(Key, usize)>,
    /// Where in `items` those of a day are; in the order of days, newest first.
    days: Vec<(Day, usize)>,
    tags: Vec<(Tag, usize)>,
    /// Whether the first feed is all there is.
    is_first_page: bool,
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
        Edition::with_archive(feeds, aside, None)
    }

    /// The last of the feeds has the headlines that were read of an archive.
    pub fn with_archive(
        feeds: Vec<Arc<Feed>>,
        aside: Vec<Arc<Feed>>,
        archive: Option<Arc<dyn Archive>>,
    ) -> Edition {
        let mut seen = BTreeSet::new();
        let mut items: Vec<Arc<Item>> = feeds
            .iter()
            .flat_map(|feed| &feed.items)
            .filter(|item| seen.insert(item.key))
            .cloned()
            .collect();
        part_tags(&mut items);
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
        let is_first_page = feeds.len() < 2;
        let head = feeds.into_iter().next().unwrap_or_default();
        Edition(Arc::new(Inner {
            head,
            items,
            aside,
            archive,
            keys,
            days,
            tags,
            is_first_page,
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

    /// An item, to be read: a headline of an archive is not all of it.
    pub fn find(&self, key: Key) -> Option<Arc<Item>> {
        let is_whole = |item: &Arc<Item>| !item.head_only || !self.has_archive();
        let archived = || self.0.archive.as_ref()?.article(key);
        let mut aside = self.0.aside.iter().flat_map(|feed| &feed.items);
        self.listed(key)
            .filter(is_whole)
            .or_else(archived)
            .or_else(|| aside.find(|item| item.key == key).cloned())
    }

    /// An item of a list, perhaps a headline.
    pub fn listed(&self, key: Key) -> Option<Arc<Item>> {
        self.place(key).map(|place| self.item(place))
    }

    /// The items of a day, newest first.
    pub fn on_day(&self, day: Day) -> Vec<Arc<Item>> {
        self.in_days(self.days_from_to(day, day))
    }

    /// The items of a month, newest first.
    pub fn in_month(&self, month: Month) -> Vec<Arc<Item>> {
        self.in_days(self.days_from_to(month.first(), month.last()))
    }

    /// How many items a day has.
    pub fn count(&self, day: Day) -> usize {
        let loaded = self.days_from_to(day, day).len();
        let archive = self.0.archive.as_ref();
        archive.map_or(0, |archive| archive.count(day)).max(loaded)
    }

    /// How many items a month has.
    pub fn month_count(&self, month: Month) -> usize {
        let loaded = self.days_from_to(month.first(), month.last()).len();
        let archive = self.0.archive.as_ref();
        let archived = archive.map_or(0, |archive| archive.month_count(month));
        archived.max(loaded)
    }

    /// The months that have items and how many, newest first.
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

    /// The nearest earlier day that has items.
    pub fn day_before(&self, day: Day) -> Option<Day> {
        let place = self.days_from_to(day, day).start.checked_sub(1);
        let loaded = place.map(|place| self.0.days[place].0);
        let archive = self.0.archive.as_ref();
        let archived = archive.and_then(|archive| archive.day_before(day));
        loaded.max(archived)
    }

    /// The nearest later day that has items.
    pub fn day_after(&self, day: Day) -> Option<Day> {
        let place = self.days_from_to(day, day).end;
        let loaded = self.0.days.get(place).map(|&(day, _)| day);
        let archive = self.0.archive.as_ref();
        let archived = archive.and_then(|archive| archive.day_after(day));
        loaded.into_iter().chain(archived).min()
    }

    /// The oldest and the newest day that have items.
    pub fn span(&self) -> Option<(Day, Day)> {
        let days = &self.0.days;
        let loaded = days.first().zip(days.last());
        let loaded = loaded.map(|(oldest, newest)| (oldest.0, newest.0));
        let archived = self.0.archive.as_ref().and_then(|archive| archive.span());
        let (oldest, newest) = loaded.or(archived)?;
        let (first, last) = archived.unwrap_or((oldest, newest));
        Some((oldest.min(first), newest.max(last)))
    }

    /// Every tag with how many items it has: most used first, then as a Vietnamese
    /// dictionary orders them. A tag is labelled as the newest item writes it.
    pub fn tags(&self) -> Vec<(Tag, usize)> {
        self.0.tags.clone()
    }

    /// The edition of the first feed alone: what comes later leaves it as it is.
    pub fn first_page(&self) -> Edition {
        match self.0.is_first_page {
            true => self.clone(),
            false => Edition::new(vec![self.0.head.clone()]),
        }
    }

    /// The slug of the tag that is called so.
    pub fn slug_of(&self, label: &str) -> Slug {
        let tag = self.0.tags.iter().find(|(tag, _)| tag.label == label);
        tag.map_or_else(|| Slug::of(label), |(tag, _)| tag.slug.clone())
    }

    /// The tag that an address with this slug means; where it means several, the one used most.
    pub fn tag(&self, slug: &Slug) -> Option<&Tag> {
        let tags = || self.0.tags.iter().map(|(tag, _)| tag);
        tags()
            .find(|tag| tag.slug == *slug)
            .or_else(|| tags().find(|tag| tag.answers_to(slug)))
    }

    /// The items of a tag, newest first.
    pub fn with_tag(&self, slug: &Slug) -> Vec<Arc<Item>> {
        let is_tagged = |item: &&Arc<Item>| item.tags.iter().any(|tag| tag.slug == *slug);
        let tagged: Vec<_> = self.0.items.iter().filter(is_tagged).cloned().collect();
        let goal = Goal::Tag(Key::hash(slug.as_str()));
        let tagged = self.without_gap(goal, tagged);
        if !tagged.is_empty() {
            return tagged;
        }
        // An address from before a tag folded as another does, or from when one still did.
        let was_tagged = |item: &&Arc<Item>| item.tags.iter().any(|tag| tag.answers_to(slug));
        let tagged: Vec<_> = self.0.items.iter().filter(was_tagged).cloned().collect();
        self.without_gap(goal, tagged)
    }

    fn item(&self, place: usize) -> Arc<Item> {
        Arc::clone(&self.0.items[place])
    }

    /// Where in `items` a key is; where it was before, of several the oldest.
    fn place(&self, key: Key) -> Option<usize> {
        let keys = &self.0.keys;
        match keys.binary_search_by_key(&key, |&(key, _)| key) {
            Ok(found) => Some(keys[found].1),
            Err(_) => self.0.items.iter().rposition(|item| item.was(key)),
        }
    }

    /// Where in `days` the items from `first` to `last` are.
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

/// Gives tags of different subjects that fold alike slugs of their own.
fn part_tags(items: &mut [Arc<Item>]) {
    let mut parted: Vec<Slug> = Vec::new();
    let mut tags: Vec<&Tag> = items.iter().flat_map(|item| &item.tags).collect();
    tags.sort_by(|a, b| a.slug.cmp(&b.slug));
    for alike in tags.chunk_by(|a, b| a.slug == b.slug) {
        if alike.iter().any(|tag| !tag.is(alike[0])) {
            parted.push(alike[0].slug.clone());
        }
    }
    if parted.is_empty() {
        return;
    }
    for item in items {
        let is_parted = |tag: &Tag| parted.binary_search(&tag.slug).is_ok();
        if item.tags.iter().any(is_parted) {
            let mut own = Item::clone(item);
            for tag in own.tags.iter_mut().filter(|tag| is_parted(tag)) {
                tag.slug = tag.own_slug();
            }
            *item = Arc::new(own);
        }
    }
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
