use leptos::prelude::*;

use super::{narrow, newsroom, page_heading, words};
use crate::{
    el::{El, el, live},
    parts::{Story, button, headlines, messages, skeleton},
    shelf::Shelf,
};

/// What was read on this device and can be read again without a network.
pub fn saved_page() -> AnyView {
    live(drawn)
}

fn drawn() -> El {
    let messages = messages();
    let words = words();
    let shelf = Shelf::open(newsroom(), messages.lang);
    let why = live(move || shelf.description());
    let list = live(move || -> Vec<El> {
        let items = shelf.items();
        if shelf.is_opening() {
            vec![skeleton()]
        } else if items.is_empty() {
            vec![el("p").class("notice").child(words.nothing_saved())]
        } else {
            let clear = button(words.forget_saved(), move || shelf.clear());
            vec![headlines(&items, Story::Brief), clear]
        }
    });
    narrow()
        .child(page_heading().child(messages.saved))
        .child(el("p").class("hint").child(why))
        .child(el("h2").class("visually-hidden").child(messages.saved))
        .child(el("div").attr("aria-live", "polite").child(list))
}
