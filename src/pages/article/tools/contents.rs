//! The headings of a long article, as links to them.

use leptos::prelude::*;

use super::{
    menu::{close, menu},
    words,
};
use crate::{
    browser::article::headings::{Heading, headings},
    el::{El, ElementRef, el, live},
    parts::list,
};

/// Fewer are seen at a glance.
const FEWEST: usize = 3;

/// `address` is the article's, `is_drawn` whether its text is there. Tracked.
pub fn contents(address: String, is_drawn: ReadSignal<bool>) -> AnyView {
    live(move || {
        let headings = if is_drawn.get() {
            headings()
        } else {
            Vec::new()
        };
        (headings.len() >= FEWEST).then(|| {
            let handle = ElementRef::default();
            let entry = |heading: &Heading| {
                let level = heading.is_sub.then_some("sub");
                let link = el("a")
                    .attr("href", [&address, "#", &heading.id].concat())
                    .on_press(move || close(handle))
                    .child(heading.text.as_str());
                el("li").attr("class", level).child(link)
            };
            let entries: Vec<El> = headings.iter().map(entry).collect();
            menu("contents", words().contents, handle, list().child(entries))
        })
    })
}
