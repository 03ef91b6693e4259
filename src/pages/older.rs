//! The way to older pages of the feed, for whoever asks for them.

use leptos::prelude::*;

use super::{load_more::LoadMore, newsroom, words};
use crate::{
    browser::page,
    el::{El, changing, effect, el, live},
    parts::{button, failure, messages},
    state::newsroom::{Goal, Older},
    text::older_advice,
};

/// The button that goes on: it draws what is loaded of a list, then loads an older page, and the focus goes
/// to the first new headline. At the end it says so.
pub fn older_news(list: LoadMore, goal: Goal) -> El {
    let newsroom = newsroom();
    // Who comes back after a reload finds what was there.
    effect(move || {
        if list.is_short() && newsroom.older_of(goal) == Older::Some {
            newsroom.load_older(goal);
        }
    });
    // The entry that was asked for and has not come yet.
    let awaited = StoredValue::new(None::<usize>);
    effect(move || {
        let (count, busy) = (list.count(), is_busy());
        if let Some(first_new) = awaited.get_value()
            && !busy
        {
            awaited.set_value(None);
            let is_here = page::is_focused("body, .older button");
            if !is_here {
                // The reader has gone elsewhere meanwhile.
                return;
            }
            if count >= first_new {
                list.read_on(first_new);
            } else {
                page::focus_next(".older :is(button, [tabindex])".to_owned());
            }
        }
    });
    let end = live(move || {
        let ended = list.left() == 0 && newsroom.has_all(goal);
        let told = el("p").class("hint").attr("tabindex", "-1");
        ended.then(|| told.child(words().no_older_news))
    });
    // A calendar beside the list may have failed to read its month: nobody has asked for older news yet.
    let is_calm = move || goal == Goal::OnePage && !list.has_asked();
    let has_failed = move || matches!(newsroom.older_of(goal), Older::Failed(_));
    let go_on = asking(
        move || list.left() > 0 || newsroom.may_hold(goal) || (is_calm() && has_failed()),
        move || list.label().unwrap_or_else(|| label(words().older_news)),
        move || {
            if untrack(move || list.left() > 0) {
                list.show_more();
            } else {
                awaited.set_value(Some(untrack(move || list.count()) + 1));
                list.grow();
                newsroom.load_older(goal);
            }
        },
    );
    el("div")
        .class("older")
        .attr("aria-live", "polite")
        .child(go_on)
        .child(live(move || (!is_calm()).then(|| older_fault(goal))))
        .child(end)
}

/// Whether older news is on its way. Tracked.
pub fn is_busy() -> bool {
    newsroom().older() == Older::Loading
}

/// The button with which a search goes on that has paused. At the end the focus goes to the first that was
/// found since, else to what says how far it came.
pub fn search_on(hits: LoadMore, goal: Goal) -> El {
    let newsroom = newsroom();
    // Once it was offered it stays while it works.
    let offered = Memo::new(move |was: Option<&bool>| match newsroom.older_of(goal) {
        Older::Some => true,
        Older::Loading => was.copied().unwrap_or_default(),
        Older::None | Older::Failed(_) => false,
    });
    // The place of what would be found next when it was pressed.
    let awaited = StoredValue::new(None::<usize>);
    effect(move || {
        if offered.get() || !page::is_focused("body, .search-on button") {
            return;
        }
        match awaited.get_value() {
            Some(next) if untrack(move || hits.count()) >= next => hits.read_on(next),
            Some(_) => page::focus_next(".searched".to_owned()),
            None => {}
        }
    });
    let button = asking(
        move || offered.get(),
        move || label(words().search_on),
        move || {
            awaited.set_value(Some(untrack(move || hits.count()) + 1));
            newsroom.load_older(goal);
        },
    );
    el("div").class("older search-on").child(button)
}

/// What the button says: `name`, or that it works.
fn label(name: &str) -> String {
    let shown = match is_busy() {
        true => words().loading_older,
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
        Older::Failed(fault) => Some(failure(older_advice(messages(), &fault), move || {
            newsroom.load_older(goal);
            if matches!(goal, Goal::Item(_)) {
                // The page is drawn anew, and the button goes.
                page::focus_next("#content h1".to_owned());
            }
        })),
        _ => None,
    })
}
