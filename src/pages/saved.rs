use std::sync::Arc;

use feed::Item;
use leptos::prelude::*;

use super::{newsroom, page_heading, words};
use crate::{
    browser::page,
    el::{El, el, live},
    parts::{Story, button, headline, list, messages, skeleton, story_entry},
    state::saved::Saved,
    text::fill,
};

/// What was read on this device and can be read again without a network.
pub fn saved_page() -> AnyView {
    let messages = messages();
    let words = words();
    let saved = Saved::load(newsroom(), messages.lang);
    let removed = RwSignal::new(None::<String>);
    let why = live(move || saved.description());
    let news = live(move || -> Vec<El> {
        if saved.is_loading() {
            return vec![skeleton()];
        }
        let [kept, read] = saved.items();
        if kept.is_empty() && read.is_empty() {
            return vec![el("p").class("notice").child(words.nothing_saved)];
        }
        let clear = button(words.forget_saved, move || {
            saved.clear();
            removed.set(Some(words.nothing_saved.to_owned()));
            page::focus_next("#content h1".to_owned());
        });
        let mut shown = Vec::new();
        for (name, items) in [(words.saved_by_reader, kept), (words.read_before, read)] {
            if !items.is_empty() {
                shown.push(el("h2").child(name));
                shown.push(entries(&items, saved, removed));
            }
        }
        shown.push(clear);
        shown
    });
    el("div")
        .class("page narrow saved")
        .child(page_heading().child(messages.saved))
        .child(el("p").class("hint").child(why))
        .child(
            el("p")
                .class("visually-hidden")
                .attr("role", "status")
                .child(live(move || removed.get())),
        )
        .child(news)
        .into_any()
}

/// Each with a way to remove it.
fn entries(items: &[Arc<Item>], saved: Saved, removed: RwSignal<Option<String>>) -> El {
    let words = words();
    let entry = |item: &Arc<Item>| {
        let (key, name) = (item.key, headline(item, messages()));
        let label = fill(words.remove_saved, &name);
        let remove = move || {
            let said = fill(words.was_removed, &name);
            saved.remove(key, move || {
                removed.try_set(Some(said));
                // The button goes.
                page::focus_heading();
            });
        };
        let remove = button("×", remove).class("quiet").attr("aria-label", label);
        story_entry(item, Story::Brief).child(remove)
    };
    let entries: Vec<El> = items.iter().map(entry).collect();
    list().class(Story::Brief.class()).child(entries)
}
