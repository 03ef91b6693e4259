//! Long lists: a batch is drawn at first, and another whenever the reader asks.

use std::sync::Arc;

use feed::{Item, Query};
use leptos::prelude::*;

use super::navigator;
use super::words;
use crate::{
    browser::page,
    el::{El, ElementRef, live},
    parts::{BATCH, Story, batched_list, button, ends_between, found_entry, messages, story_entry},
    text::fill,
};

/// The entries of a list, and how they came: one that only goes on at its end leaves what is drawn.
#[derive(Clone, Default)]
pub struct Portions {
    items: Vec<Arc<Item>>,
    ends: Vec<usize>,
    /// How often it became another list.
    turns: u32,
}

impl PartialEq for Portions {
    fn eq(&self, other: &Portions) -> bool {
        self.turns == other.turns && self.items.len() == other.items.len()
    }
}

impl Portions {
    fn then(before: Option<&Portions>, items: Vec<Arc<Item>>) -> Portions {
        let mut portions = before.cloned().unwrap_or_default();
        let goes_on = items.len() >= portions.items.len()
            && (portions.items.iter().zip(&items)).all(|(before, now)| Arc::ptr_eq(before, now));
        if !goes_on {
            portions.ends.clear();
            portions.turns += 1;
        }
        let from = portions.ends.last().copied().unwrap_or_default();
        portions.ends.extend(ends_between(from, items.len()));
        portions.items = items;
        portions
    }
}

/// A page's list, and how much of it is drawn. That is kept with the page's entry of the history, so that
/// who comes back finds the place that was left.
#[derive(Clone, Copy)]
pub struct LoadMore {
    portions: Memo<Portions>,
    batches: RwSignal<u32>,
    /// As many as were drawn when the page was left.
    left_with: u32,
    list: ElementRef,
}

impl LoadMore {
    /// A list of what `items` gives, which is tracked.
    pub fn new(items: impl Fn() -> Vec<Arc<Item>> + Send + Sync + 'static) -> LoadMore {
        LoadMore::as_asked(move |_| items())
    }

    /// The same of what `items` gives when it is told whether the reader has asked for more than is there
    /// at first.
    pub fn as_asked(items: impl Fn(bool) -> Vec<Arc<Item>> + Send + Sync + 'static) -> LoadMore {
        let left_with = navigator().batches();
        let batches = RwSignal::new(left_with.max(1));
        let items = move || items(batches.get() > 1);
        LoadMore {
            portions: Memo::new(move |before| Portions::then(before, items())),
            batches,
            left_with,
            list: ElementRef::default(),
        }
    }

    /// How many there are. Tracked.
    pub fn count(self) -> usize {
        self.portions.with(|portions| portions.items.len())
    }

    pub fn stories(self, story: Story) -> AnyView {
        self.draw(
            story.class(),
            Arc::new(move |item| story_entry(item, story)),
        )
    }

    pub fn found(self, query: Query) -> AnyView {
        let entry = move |item: &Item| found_entry(item, &query);
        self.draw(Story::Full.class(), Arc::new(entry))
    }

    fn draw(self, class: &'static str, entry: Arc<dyn Fn(&Item) -> El + Send + Sync>) -> AnyView {
        let portions = self.portions;
        let turns = Memo::new(move |_| portions.with(|portions| portions.turns));
        live(move || {
            turns.with(|_| ());
            let entry = entry.clone();
            let entry =
                move |at: usize| portions.with_untracked(|portions| entry(&portions.items[at]));
            let ends = move || portions.with(|portions| portions.ends.clone());
            batched_list(Arc::new(ends), class, self.batches, Arc::new(entry)).node_ref(self.list)
        })
    }

    /// Whether the reader has asked for more than was there at first. Tracked.
    pub fn has_asked(self) -> bool {
        self.batches.get() > 1
    }

    /// Entries that are loaded and not drawn. Tracked.
    pub fn left(self) -> usize {
        let drawn = self.batches.get() as usize * BATCH;
        self.count().saturating_sub(drawn)
    }

    /// Whether some of what was drawn when the page was left is not loaded any more. Tracked.
    pub fn is_short(self) -> bool {
        let total = self.count();
        total > 0 && total <= self.left_with.saturating_sub(1) as usize * BATCH
    }

    /// Draws a batch more, of what is there or is on its way.
    pub fn grow(self) {
        let batches = self.batches.get_untracked() + 1;
        navigator().keep_batches(batches);
        self.batches.set(batches);
    }

    /// Draws what is there, and goes on reading there: at the first new entry.
    pub fn show_more(self) {
        let first_new = self.batches.get_untracked() as usize * BATCH + 1;
        self.grow();
        self.read_on(first_new);
    }

    /// Moves the focus to the headline of an entry, from 1.
    pub fn read_on(self, entry: usize) {
        let link = [":scope > li:nth-child(", &entry.to_string(), ") a"].concat();
        page::focus_inside(self.list, link);
    }

    /// "More (120 stories)", while there are.
    pub fn label(self) -> Option<String> {
        let messages = messages();
        let words = words();
        let left = self.left();
        (left > 0).then(|| fill(words.more_stories, &messages.stories(left)))
    }

    /// The button that draws more.
    pub fn button(self) -> AnyView {
        live(move || {
            self.label()
                .map(|label| button(&label, move || self.show_more()))
        })
    }
}
