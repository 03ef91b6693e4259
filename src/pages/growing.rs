//! Long lists: a batch is drawn at first, and another whenever the reader asks.

use std::sync::Arc;

use feed::{Item, Query};
use leptos::prelude::*;

use super::navigator;
use super::words;
use crate::{
    browser::page,
    el::{El, ElementRef, live},
    parts::{BATCH, DrawEntry, Story, button, found_entry, growing, messages, story_entry},
    text::fill,
};

/// How much of a page's list is drawn. Kept with the page's entry of the history, so that who comes
/// back finds the place that was left.
#[derive(Clone, Copy)]
pub struct Growing {
    batches: RwSignal<u32>,
    /// Entries of the whole list, as it was drawn last.
    total: RwSignal<u32>,
    list: ElementRef,
}

impl Growing {
    pub fn new() -> Growing {
        Growing {
            batches: RwSignal::new(navigator().batches().max(1)),
            total: RwSignal::new(0),
            list: ElementRef::default(),
        }
    }

    pub fn stories(self, items: Vec<Arc<Item>>, story: Story) -> El {
        let count = items.len();
        let entry = move |at: usize| story_entry(&items[at], story);
        self.draw(count, story.class(), Arc::new(entry))
    }

    pub fn found(self, items: Vec<Arc<Item>>, query: Query) -> El {
        let count = items.len();
        let entry = move |at: usize| found_entry(&items[at], &query);
        self.draw(count, Story::Full.class(), Arc::new(entry))
    }

    fn draw(self, count: usize, class: &'static str, entry: DrawEntry) -> El {
        self.total.set(count as u32);
        growing(count, class, self.batches, entry).keep(self.list)
    }

    /// Entries that are loaded and not drawn. Tracked.
    pub fn left(self) -> usize {
        let drawn = self.batches.get() * BATCH as u32;
        self.total.get().saturating_sub(drawn) as usize
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
        let link = [":scope > li:nth-child(", &first_new.to_string(), ") a"].concat();
        page::focus_inside(self.list, link);
    }

    /// "More (120 stories)", while there are.
    pub fn label(self) -> Option<String> {
        let messages = messages();
        let words = words();
        let left = self.left();
        (left > 0).then(|| fill(words.more_stories(), &messages.stories(left)))
    }

    /// The button that draws more.
    pub fn button(self) -> AnyView {
        live(move || {
            self.label()
                .map(|label| button(&label, move || self.show_more()))
        })
    }
}
