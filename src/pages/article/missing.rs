//! An article that is not there.

use feed::Key;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    context::portal,
    el::{El, el, live},
    pages::{narrow, navigator, newsroom, older::older_fault, page_heading, ways_on, words},
    parts::{link, messages},
    route::Route,
    state::newsroom::{Goal, Older},
    state::saved,
};

/// Says that it is looked for; then that it is not there, and where else to look, or that what may hold it
/// did not come.
pub fn missing(key: Key) -> AnyView {
    let newsroom = newsroom();
    let goal = Goal::Item(key);
    let searching = Memo::new(move |_| newsroom.may_hold(goal));
    live(move || {
        if searching.get() {
            let notice = el("p").class("notice").attr("role", "status");
            return narrow()
                .child(page_heading().child(words().looking_for_article))
                .child(notice.child(words().loading_older));
        }
        if cfg!(target_arch = "wasm32") {
            spawn_local(saved::look_for(newsroom, key));
        }
        el("div").child(live(move || match newsroom.older_of(goal) {
            Older::Failed(_) => narrow()
                .child(page_heading().child(words().article_not_shown))
                .child(older_fault(goal)),
            _ => not_there(),
        }))
    })
}

fn not_there() -> El {
    let words = words();
    // It may be for members only: nothing else can be known before somebody has signed in.
    let session = portal().session;
    let may_sign_in = session.is_offered() && session.user().is_none();
    let way_in = || {
        let route = Route::sign_in_then(navigator().route());
        el("p").child(link(&route).child(words.sign_in_to_read))
    };
    let heading = match may_sign_in {
        true => words.article_not_shown,
        false => words.article_missing,
    };
    narrow()
        .child(page_heading().child(heading))
        .child(may_sign_in.then(way_in))
        .child(el("p").child(messages().article_missing_why))
        .child(ways_on())
}
