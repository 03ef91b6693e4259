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

/// Where each portion of a list ends. Tracked; it only ever becomes longer.
pub type Ends = Arc<dyn Fn() -> Vec<usize> + Send + Sync>;

/// Where the portions of a list that grew from `from` entries to `to` end: none is longer than a batch,
/// and none goes beyond one.
pub fn ends_between(from: usize, to: usize) -> impl Iterator<Item = usize> {
    let first = (from / BATCH + 1) * BATCH;
    let full = (first..to).step_by(BATCH);
    full.chain((to > from).then_some(to))
}

/// A list that is drawn as far as `batches` says. What is drawn stays when it grows.
pub fn batched_list(
    ends: Ends,
    class: &'static str,
    batches: RwSignal<u32>,
    entry: DrawEntry,
) -> El {
    list().class(class).child(portion(0, ends, batches, entry))
}

fn portion(number: usize, ends: Ends, batches: RwSignal<u32>, entry: DrawEntry) -> AnyView {
    let known = ends.clone();
    let range = Arc::new(move || {
        let ends = known();
        let start = match number.checked_sub(1) {
            Some(before) => *ends.get(before)?,
            None => 0,
        };
        Some((start, *ends.get(number)?))
    });
    let asked = range.clone();
    let wanted = Memo::new(move |_| {
        asked().is_some_and(|(start, _)| start < batches.get() as usize * BATCH)
    });
    live(move || {
        // It stays as it was drawn.
        let range = wanted.get().then(|| untrack(|| range())).flatten();
        let Some((start, end)) = range else {
            return Vec::new();
        };
        let mut views: Vec<AnyView> = (start..end).map(|at| entry(at).into_any()).collect();
        views.push(portion(number + 1, ends.clone(), batches, entry.clone()));
        views
    })
}

/// A list with a button that draws more of it; the focus goes on to what came.
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
    let ends: Vec<usize> = ends_between(0, count).collect();
    let ends = Arc::new(move || ends.clone());
    let more = live(move || {
        let left = count.saturating_sub(batches.get() as usize * BATCH);
        let label = || fill(messages().lang.words().more_stories, &left.to_string());
        (left > 0).then(|| button(&label(), show_more))
    });
    el("div")
        .child(batched_list(ends, class, batches, Arc::new(entry)).node_ref(drawn))
        .child(more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portions_end_at_batches_and_where_the_list_did() {
        let ends = |from, to| ends_between(from, to).collect::<Vec<_>>();
        assert_eq!(ends(0, 0), [0_usize; 0]);
        assert_eq!(ends(0, 30), [30]);
        assert_eq!(ends(0, 50), [50]);
        assert_eq!(ends(0, 120), [50, 100, 120]);
        assert_eq!(ends(30, 120), [50, 100, 120]);
        assert_eq!(ends(50, 60), [60]);
        assert_eq!(ends(60, 60), [0_usize; 0]);
    }
}
