//! The way to older pages of the feed, for whoever asks for them.

use leptos::prelude::*;

use super::newsroom;
use crate::{
    el::{El, changing, el, live},
    newsroom::{Goal, Older},
    parts::{button, failure, messages},
    text::feed_advice,
};

/// "Older news", or that there is none.
pub fn older_news() -> El {
    let messages = messages();
    let newsroom = newsroom();
    let end = live(move || {
        let ended = newsroom.older() == Older::None;
        ended.then(|| el("p").class("hint").child(messages.no_older_news))
    });
    el("div")
        .class("older")
        .attr("aria-live", "polite")
        .child(more(messages.older_news))
        .child(older_fault(Goal::OnePage))
        .child(end)
}

/// A button that loads the next older page, while there is one. It stays while it works: it may
/// hold the focus.
pub fn more(label: &'static str) -> AnyView {
    let newsroom = newsroom();
    let offered = Memo::new(move |_| matches!(newsroom.older(), Older::Some | Older::Loading));
    live(move || {
        let messages = messages();
        let busy = move || newsroom.older() == Older::Loading;
        let shown = move || {
            if busy() {
                messages.loading_older
            } else {
                label
            }
        };
        offered.get().then(|| {
            button("", move || newsroom.load_older(Goal::OnePage))
                .attr("aria-disabled", changing(move || busy().then_some("true")))
                .child(live(shown))
        })
    })
}

/// Says that older pages did not come; what was loaded stays.
pub fn older_fault(goal: Goal) -> AnyView {
    let newsroom = newsroom();
    live(move || match newsroom.older() {
        Older::Failed(fault) => Some(failure(feed_advice(messages(), &fault), move || {
            newsroom.load_older(goal);
        })),
        _ => None,
    })
}
