use feed::Address;
use leptos::prelude::*;

use super::messages;
use crate::{
    browser::chunks::{Chunk, when_here},
    el::{El, el, live},
};

/// A picture beside a text that says the same: its alternative is empty. Where it cannot be
/// loaded, a note takes its room. A `lazy` one is loaded when it comes near the viewport.
pub fn picture(address: &Address, lazy: bool) -> El {
    let messages = messages();
    let missing = RwSignal::new(false);
    let address = address.to_string();
    // What draws anew comes after the first page.
    let failed = move |_| when_here(Chunk::Pages, Box::new(move || missing.set(true)));
    let (loading, priority) = if lazy {
        ("lazy", None)
    } else {
        ("eager", Some("high"))
    };
    el("div").class("picture").child(live(move || {
        if missing.get() {
            return el("span")
                .class("missing-picture")
                .child(messages.below().picture_missing());
        }
        el("img")
            .attr("alt", "")
            .attr("loading", loading)
            .attr("fetchpriority", priority)
            .attr("decoding", "async")
            .on("error", failed)
            .attr("src", address.clone())
    }))
}
