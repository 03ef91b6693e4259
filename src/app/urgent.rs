//! What is urgent: items that the feed marks so, and the operator's own notices. It stays at the lower edge of
//! the screen, where it moves nothing, until the reader closes it.

use std::sync::Arc;

use feed::{Day, Edition, Key, Notice};
use leptos::prelude::*;

use super::Identity;
use crate::{
    browser::{
        page,
        storage::{Slot, recall, remember},
    },
    config::Told,
    context::portal,
    el::{El, changing, el, live},
    parts::{article, button, headline, href, list, messages, words},
    text::fill,
};

/// The lower edge has room for no more.
const MOST: usize = 3;

#[derive(Clone, PartialEq)]
struct Urgent {
    /// By which it is known as closed.
    key: Key,
    text: String,
    href: Option<String>,
    language: Option<String>,
    members: bool,
}

pub fn urgent() -> El {
    let newsroom = portal().newsroom;
    let identity = expect_context::<Arc<Identity>>();
    let edition = newsroom.edition();
    let closed = RwSignal::new(recall(Slot::Closed).unwrap_or_default());
    let is_closed = move |key: Key| closed.with(|closed| closed.contains(&key.to_string()));
    let urgent = Memo::new(move |_| {
        let today = newsroom.today();
        let mut urgent = of_the_operator(&identity.notices, today);
        edition.with(|edition| urgent.extend(of_the_feed(edition, today)));
        // What is closed later only hides: others are not read out again.
        urgent.retain(|urgent| !untrack(|| is_closed(urgent.key)));
        urgent.truncate(MOST);
        urgent
    });
    // A screen reader tells what comes into a region that is there.
    let is_drawn = page::is_drawn();
    let entries = live(move || {
        let urgent = if is_drawn.get() {
            urgent.get()
        } else {
            Vec::new()
        };
        let entry = |urgent: Urgent| {
            let text = match urgent.href {
                Some(href) => el("a").attr("href", href),
                None => el("span"),
            };
            let close = move || {
                closed.update(|closed| {
                    closed.push_str(&urgent.key.to_string());
                    closed.push(' ');
                });
                // Members' news leaves no trace.
                if !urgent.members {
                    closed.with_untracked(|closed| remember(Slot::Closed, Some(last(closed))));
                }
                // The button goes.
                page::focus_heading();
            };
            let name = fill(words().close_notice, &urgent.text);
            el("li")
                .attr(
                    "hidden",
                    changing(move || is_closed(urgent.key).then_some("")),
                )
                .child(
                    text.attr("lang", urgent.language)
                        .child(urgent.text.as_str()),
                )
                .child(button("×", close).class("quiet").attr("aria-label", name))
        };
        let entries: Vec<El> = urgent.into_iter().map(entry).collect();
        let named = list().attr("aria-label", words().urgent);
        (!entries.is_empty()).then(|| named.child(entries))
    });
    el("div")
        .class("urgent")
        .attr("aria-live", "polite")
        .child(entries)
}

/// The end of a list of keys: as many as anybody may have closed of late.
fn last(closed: &str) -> &str {
    const LENGTH: usize = 50 * "62wnehhvjt ".len();
    &closed[closed.len().saturating_sub(LENGTH)..]
}

fn of_the_operator(notices: &[Told], today: Day) -> Vec<Urgent> {
    let notice = |told: &Told| Notice {
        is_urgent: true,
        until: told.until,
    };
    let told = notices.iter();
    told.filter(|told| notice(told).holds_on(today))
        .map(|told| Urgent {
            key: Key::hash(&told.text),
            text: told.text.clone(),
            href: told.url.clone(),
            language: None,
            members: false,
        })
        .collect()
}

fn of_the_feed(edition: &Edition, today: Day) -> Vec<Urgent> {
    let items = edition.items().iter();
    let urgent = items.filter(|item| {
        item.notice
            .is_some_and(|notice| notice.is_urgent && notice.holds_on(today))
    });
    urgent
        .map(|item| Urgent {
            key: item.key,
            text: headline(item, messages()),
            href: Some(href(&article(item))),
            language: item.language.clone(),
            members: item.members,
        })
        .collect()
}
