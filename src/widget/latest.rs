//! The newest stories, in rows of one height: what is reserved for them is what they take.

use leptos::prelude::*;

use crate::{
    el::{el, live},
    pages::with_news,
    parts::{Story, headlines, href, messages},
    route::Route,
};

pub fn latest(limit: usize) -> AnyView {
    with_news(move |edition| {
        let words = messages().lang.embed_words();
        let list = live(move || {
            edition.with(|edition| {
                let items = edition.items();
                let newest = &items[..items.len().min(limit)];
                if newest.is_empty() {
                    el("p").class("notice").child(words.no_news_yet)
                } else {
                    headlines(newest, Story::Full)
                }
            })
        });
        // The portal's own front page: never another page of the widget.
        let all = el("a")
            .attr("href", href(&Route::Home))
            .attr("target", "_top")
            .child(words.all_news);
        // The stories are of the third level, and the first is the page's around.
        let heading = el("h2").attr("tabindex", "-1").child(words.latest);
        el("div")
            .class("page latest-page")
            .child(heading)
            .child(list)
            .child(el("p").class("ways").child(all))
    })
}
