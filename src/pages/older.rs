//! The way to older pages of the feed, for whoever asks for them.

use leptos::prelude::*;

use super::{growing::Growing, newsroom, words};
use crate::{
    el::{El, changing, el, live},
    newsroom::{Goal, Older},
    parts::{below, button, failure, messages},
    text::feed_advice,
};

/// The button that goes on: it draws what is loaded of a list, then loads an older page. At the end
/// it says so.
pub fn older_news(list: Growing) -> El {
    let newsroom = newsroom();
    let end = live(move || {
        let ended = list.left() == 0 && newsroom.older() == Older::None;
        ended.then(|| el("p").class("hint").child(words().no_older_news()))
    });
    let go_on = asking(
        move || list.left() > 0 || may_come(),
        move || list.label().unwrap_or_else(|| label(words().older_news())),
        move || {
            if untrack(move || list.left() > 0) {
                list.show_more();
            } else {
                list.grow();
                newsroom.load_older(Goal::OnePage);
            }
        },
    );
    el("div")
        .class("older")
        .attr("aria-live", "polite")
        .child(go_on)
        .child(older_fault(Goal::OnePage))
        .child(end)
}

/// A button that loads the next older page, while there is one.
pub fn more(name: &'static str) -> AnyView {
    let load = || newsroom().load_older(Goal::OnePage);
    asking(may_come, move || label(name), load)
}

fn may_come() -> bool {
    matches!(newsroom().older(), Older::Some | Older::Loading)
}

fn is_busy() -> bool {
    newsroom().older() == Older::Loading
}

/// What the button says: `name`, or that it works.
fn label(name: &str) -> String {
    let shown = match is_busy() {
        true => below().loading_older(),
        false => name,
    };
    shown.to_owned()
}

/// The button stays while it works: it may hold the focus. What it asked for is given up when its
/// page is left.
fn asking(
    offered: impl Fn() -> bool + Send + Sync + 'static,
    label: impl Fn() -> String + Copy + Send + 'static,
    press: impl Fn() + Copy + Send + 'static,
) -> AnyView {
    let newsroom = newsroom();
    on_cleanup(move || newsroom.stop_looking());
    let offered = Memo::new(move |_| offered());
    live(move || {
        offered.get().then(|| {
            let press = move || {
                if !untrack(is_busy) {
                    press();
                }
            };
            button("", press)
                .attr(
                    "aria-disabled",
                    changing(move || is_busy().then_some("true")),
                )
                .child(live(label))
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
