use feed::Address;
use leptos::{ev, prelude::*};

use super::messages;
use crate::el::{El, el, live};

/// A picture beside a text that says the same: its alternative is empty. Where it cannot be
/// loaded, a note takes its room. A `lazy` one is loaded when it comes near the viewport.
pub fn picture(address: &Address, lazy: bool) -> El {
    let messages = messages();
    let missing = RwSignal::new(false);
    let address = address.to_string();
    let failed = move |_| missing.set(true);
    let (loading, priority) = if lazy {
        ("lazy", None)
    } else {
        ("eager", Some("high"))
    };
    el("div").class("picture").child(live(move || {
        if missing.get() {
            return el("span")
                .class("missing-picture")
                .child(messages.picture_missing);
        }
        el("img")
            .attr("alt", "")
            .attr("loading", loading)
            .attr("fetchpriority", priority)
            .attr("decoding", "async")
            .on(ev::error, failed)
            .attr("src", address.clone())
    }))
}
