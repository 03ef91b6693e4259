//! The size of all text, kept on this device. `start.js` sets it before the first paint.

use leptos::prelude::*;

use super::words;
use crate::{
    browser::{
        page,
        storage::{Slot, recall, remember},
    },
    el::{El, changing, el, live},
    parts::button,
    text::fill,
};

/// Per cent of the device's own size; the styles know each (style/base.css).
const SIZES: [&str; 5] = ["90", "100", "115", "130", "150"];

/// The device's own, which nothing is kept of.
const USUAL: usize = 1;

pub fn text_size() -> El {
    let kept = recall(Slot::TextSize);
    let kept = SIZES.iter().position(|size| Some(*size) == kept.as_deref());
    let chosen = RwSignal::new(kept.unwrap_or(USUAL));
    let told = RwSignal::new(false);
    let step = move |label: &'static str, sign: &'static str, next: fn(usize) -> Option<usize>| {
        let next = move || next(chosen.get()).filter(|next| *next < SIZES.len());
        let is_last = changing(move || next().is_none().then_some("true"));
        let choose = move || {
            if let Some(next) = untrack(next) {
                let size = (next != USUAL).then_some(SIZES[next]);
                remember(Slot::TextSize, size);
                page::set_text_size(size);
                chosen.set(next);
            }
            told.set(true);
        };
        button(sign, choose)
            .class("quiet")
            .attr("aria-label", label)
            .attr("aria-disabled", is_last)
    };
    let words = words();
    let said = live(move || {
        told.get()
            .then(|| fill(words.text_size_now, SIZES[chosen.get()]))
    });
    el("div")
        .attr("role", "group")
        .attr("aria-label", words.text_size)
        .child(step(words.smaller_text, "A−", |size| size.checked_sub(1)))
        .child(step(words.larger_text, "A+", |size| Some(size + 1)))
        .child(
            el("span")
                .class("visually-hidden")
                .attr("role", "status")
                .child(said),
        )
}
