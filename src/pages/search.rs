use feed::Query;
use leptos::prelude::*;

use super::{
    narrow, navigator, newsroom,
    older::{more, older_fault},
    with_news,
};
use crate::{
    el::{El, el, live},
    newsroom::Goal,
    parts::{found, messages, page_heading, search_field},
    route::Route,
    text::fill,
};

/// Search over everything loaded.
pub fn search_page(typed: String) -> AnyView {
    with_news(move |edition| {
        let messages = messages();
        let navigator = navigator();
        let query = Query::new(&typed);
        let asked = typed.clone();
        let field = search_field("search-page-field", typed.clone(), move |typed| {
            navigator.go(Route::Search(typed));
        });
        if query.is_empty() {
            return narrow()
                .child(page_heading().child(messages.search_news))
                .child(field)
                .child(searched());
        }
        let asking = query.clone();
        // Older pages that come in may change what is found, so it counts as changed.
        let all_found = Memo::new_with_compare(
            move |_| edition.with(|edition| edition.search(&asking)),
            |_, _| true,
        );
        let heading = live(move || match all_found.with(Vec::len) {
            0 => fill(messages.nothing_found, &asked),
            count => fill(
                &fill(messages.results_for, &messages.stories(count)),
                &asked,
            ),
        });
        let results = live(move || {
            all_found.with(|items| {
                if items.is_empty() {
                    el("p").class("notice").child(messages.nothing_found_help)
                } else {
                    found(items, &query)
                }
            })
        });
        narrow()
            .child(page_heading().attr("aria-live", "polite").child(heading))
            .child(field)
            .child(el("h2").class("visually-hidden").child(messages.latest))
            .child(results)
            .child(searched())
    })
}

/// How much was searched, and the way to search more.
fn searched() -> El {
    let messages = messages();
    let edition = newsroom().edition();
    let much = live(move || {
        let count = edition.with(|edition| edition.items().len());
        fill(messages.searched_loaded, &messages.stories(count))
    });
    el("div")
        .class("older")
        .child(el("p").class("hint").child(much))
        .child(more(messages.search_older))
        .child(older_fault(Goal::OnePage))
}
