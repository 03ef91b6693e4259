use std::sync::Arc;

use feed::{Edition, Item, Query, Search};
use leptos::{prelude::*, task::spawn_local};

use super::words;
use super::{
    growing::Growing,
    narrow, navigator, newsroom,
    older::{more, older_fault},
    page_heading, with_news,
};
use crate::{
    browser::pace::{Turn, rest},
    el::{El, el, live, watch},
    newsroom::Goal,
    parts::{messages, search_field},
    route::Route,
    text::fill,
};

/// Search over everything loaded.
pub fn search_page(typed: String) -> AnyView {
    with_news(move |edition| {
        let messages = messages();
        let words = words();
        let navigator = navigator();
        let query = Query::new(&typed);
        let asked = typed.clone();
        let field = search_field("search-page-field", typed.clone(), move |typed| {
            navigator.go(Route::Search(typed));
        });
        if query.is_empty() {
            return narrow()
                .child(page_heading().child(words.search_news()))
                .child(field)
                .child(searched());
        }
        let found = look_through(edition, &query);
        let heading = live(move || {
            found.with(|items| match items.as_deref() {
                None => words.searching().to_owned(),
                Some([]) => fill(words.nothing_found(), &asked),
                Some(items) => fill(
                    &fill(words.results_for(), &messages.stories(items.len())),
                    &asked,
                ),
            })
        });
        let growing = Growing::new();
        let results = live(move || {
            let items = found.get()?;
            Some(if items.is_empty() {
                el("p").class("notice").child(words.nothing_found_help())
            } else {
                growing.found(items, query.clone())
            })
        });
        narrow()
            .child(page_heading().attr("aria-live", "polite").child(heading))
            .child(field)
            .child(el("h2").class("visually-hidden").child(words.latest()))
            .child(results)
            .child(el("div").class("older").child(growing.button()))
            .child(searched())
    })
}

type Found = RwSignal<Option<Vec<Arc<Item>>>>;

/// What a query finds, once all that is loaded was looked through, and again when more is. A usual
/// edition takes one turn, and is drawn with what was found.
fn look_through(edition: Memo<Edition>, query: &Query) -> Found {
    let found = Found::new(None);
    let query = query.clone();
    let mut looked_through = None;
    let mut look = move |shown: Edition| {
        if looked_through.as_ref() == Some(&shown) {
            return;
        }
        let mut search = shown.begin_search(&query);
        looked_through = Some(shown.clone());
        if look_on(&mut search) {
            let outdated = move || edition.with_untracked(|edition| *edition != shown);
            spawn_local(go_on(search, found, outdated));
        } else {
            found.set(Some(search.finish()));
        }
    };
    look(edition.get_untracked());
    watch(move || look(edition.get()));
    found
}

/// Looks through items for a turn; whether there may be more.
fn look_on(search: &mut Search) -> bool {
    let turn = Turn::begin();
    while search.step() {
        if turn.is_over() {
            return true;
        }
    }
    false
}

/// Goes on until it is through, or nobody waits for it any more.
async fn go_on(mut search: Search, found: Found, outdated: impl Fn() -> bool) {
    loop {
        rest().await;
        if found.is_disposed() || outdated() {
            return;
        }
        if !look_on(&mut search) {
            return found.set(Some(search.finish()));
        }
    }
}

/// How much was searched, and the way to search more.
fn searched() -> El {
    let messages = messages();
    let words = words();
    let edition = newsroom().edition();
    let much = live(move || {
        let count = edition.with(|edition| edition.items().len());
        fill(words.searched_loaded(), &messages.stories(count))
    });
    el("div")
        .class("older")
        .child(el("p").class("hint").child(much))
        .child(more(words.search_older()))
        .child(older_fault(Goal::OnePage))
}
