use std::sync::Arc;

use feed::Item;
use leptos::prelude::*;

use super::list;
use crate::el::{El, live};

/// Entries that a list begins with, and grows by: as many as a phone draws without a pause.
pub const BATCH: usize = 50;

pub type DrawEntry = Arc<dyn Fn(&Arc<Item>) -> El + Send + Sync>;

/// A list that is drawn as far as `batches` says. What is drawn stays when it grows.
pub fn growing(
    items: Vec<Arc<Item>>,
    class: &'static str,
    batches: RwSignal<u32>,
    entry: DrawEntry,
) -> El {
    list()
        .class(class)
        .child(batch(items.into(), 0, batches, entry))
}

fn batch(
    items: Arc<[Arc<Item>]>,
    number: usize,
    batches: RwSignal<u32>,
    entry: DrawEntry,
) -> AnyView {
    let wanted = Memo::new(move |_| batches.get() as usize > number);
    live(move || {
        let start = (number * BATCH).min(items.len());
        if !wanted.get() || start == items.len() {
            return Vec::new();
        }
        let end = (start + BATCH).min(items.len());
        let entries = items[start..end].iter();
        let mut drawn: Vec<AnyView> = entries.map(|item| entry(item).draw()).collect();
        drawn.push(batch(items.clone(), number + 1, batches, entry.clone()));
        drawn
    })
}
