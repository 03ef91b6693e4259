use std::sync::Arc;

use leptos::prelude::*;

use super::{button, list, messages};
use crate::{
    browser::page,
    el::{El, ElementRef, el, live},
    text::fill,
};

/// Entries that a list begins with, and grows by: as many as a phone draws without a pause.
pub const BATCH: usize = 50;

/// Draws the entry at a place, from 0.
pub type DrawEntry = Arc<dyn Fn(usize) -> El + Send + Sync>;

/// A list of `count` entries that is drawn as far as `batches` says. What is drawn stays when it
/// grows.
pub fn growing(count: usize, class: &'static str, batches: RwSignal<u32>, entry: DrawEntry) -> El {
    list().class(class).child(batch(count, 0, batches, entry))
}

fn batch(count: usize, number: usize, batches: RwSignal<u32>, entry: DrawEntry) -> AnyView {
    let wanted = Memo::new(move |_| batches.get() as usize > number);
    live(move || {
        let start = (number * BATCH).min(count);
        if !wanted.get() || start == count {
            return Vec::new();
        }
        let end = (start + BATCH).min(count);
        let mut drawn: Vec<AnyView> = (start..end).map(|at| entry(at).draw()).collect();
        drawn.push(batch(count, number + 1, batches, entry.clone()));
        drawn
    })
}

/// A list with a button that draws more of it; the focus goes on to what came.
#[inline(never)]
pub fn some_at_first(count: usize, class: &'static str, entry: DrawEntry) -> El {
    let batches = RwSignal::new(1);
    let drawn = ElementRef::default();
    // Where the focus may go.
    let entry = move |at: usize| {
        let begins_batch = at > 0 && at.is_multiple_of(BATCH);
        entry(at).attr("tabindex", begins_batch.then_some("-1"))
    };
    let show_more = move || {
        let first_new = batches.get_untracked() as usize * BATCH + 1;
        batches.update(|batches| *batches += 1);
        let entry = [":scope > li:nth-child(", &first_new.to_string(), ")"].concat();
        page::focus_inside(drawn, entry);
    };
    let more = live(move || {
        let left = count.saturating_sub(batches.get() as usize * BATCH);
        let label = || fill(messages().lang.words().more_stories(), &left.to_string());
        (left > 0).then(|| button(&label(), show_more))
    });
    el("div")
        .child(growing(count, class, batches, Arc::new(entry)).keep(drawn))
        .child(more)
}
