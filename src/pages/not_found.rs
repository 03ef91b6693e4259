use leptos::prelude::*;

use super::{narrow, page_heading, ways_on, words};
use crate::{el::el, parts::messages};

/// An address that the portal does not have. It stays in the address bar.
pub fn not_found(address: String) -> AnyView {
    let messages = messages();
    let words = words();
    narrow()
        .child(page_heading().child(messages.not_found))
        .child(
            el("p")
                .child(words.not_found_why)
                .child(" ")
                .child(el("code").class("address").child(address)),
        )
        .child(el("p").child(words.not_found_help))
        .child(ways_on())
        .into_any()
}
