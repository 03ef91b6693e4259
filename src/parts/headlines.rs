use std::sync::Arc;

use feed::{Day, Item, Query};
use leptos::prelude::AnyView;

use super::{
    article, clock_time, day_time, headline, link, list, marked, messages, near_day_time, picture,
};
use crate::el::{El, Part, all, el};

/// How much of each item a list shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Story {
    /// Headline and day.
    Brief,
    /// Summary and picture, too.
    Full,
}

impl Story {
    /// Of the list.
    pub fn class(self) -> &'static str {
        match self {
            Story::Brief => "headlines brief",
            Story::Full => "headlines",
        }
    }
}

/// A short list of items as links to their pages.
pub fn headlines(items: &[Arc<Item>], story: Story) -> El {
    let entries: Vec<El> = items.iter().map(|item| story_entry(item, story)).collect();
    list().class(story.class()).child(entries)
}

/// An item as an entry of such a list.
pub fn story_entry(item: &Item, story: Story) -> El {
    let full = story == Story::Full;
    let summary = item.summary.clone().filter(|_| full);
    entry(item, headline(item, messages()), summary, full)
}

/// An item that a search found, its words marked.
pub fn found_entry(item: &Item, query: &Query) -> El {
    let title = marked(query, &headline(item, messages()));
    entry(item, title, excerpt(item, query), true)
}

fn entry(item: &Item, title: impl Part, summary: Option<impl Part>, pictured: bool) -> El {
    let summary = summary.map(|summary| {
        el("p")
            .class("story-summary")
            .attr("lang", item.language.clone())
            .child(summary)
    });
    let title = el("h3")
        .class("story-title")
        .attr("lang", item.language.clone())
        .child(link(&article(item)).child(title));
    let image = item.image.as_ref().filter(|_| pictured);
    el("li")
        .class("story")
        .child(image.map(|image| picture(image, true)))
        .child(
            el("div")
                .class("story-text")
                .child(kicker(item).filter(|_| pictured))
                .child(title)
                .child(summary)
                .child(dateline(item)),
        )
}

/// The section of an item, above its headline.
pub fn kicker(item: &Item) -> Option<El> {
    let tag = item.tags.first()?;
    Some(
        el("p")
            .class("kicker")
            .attr("lang", item.language.clone())
            .child(tag.label.as_str()),
    )
}

/// The part of an item in which the words were found.
fn excerpt(item: &Item, query: &Query) -> Option<AnyView> {
    const LENGTH: usize = 200;
    let summary = item.summary.as_deref().unwrap_or_default();
    let in_summary = query.pieces(summary).iter().any(|piece| piece.matched);
    let text = if in_summary || item.text().is_empty() {
        summary
    } else {
        item.text()
    };
    (!text.is_empty()).then(|| all(marked(query, &query.excerpt(text, LENGTH))))
}

/// When an item was published, as a list says it, and whether it is for members only.
pub fn dateline(item: &Item) -> El {
    published_on(item, near_day_time).child(item.members.then(badge))
}

/// The line that says when an item was published.
pub fn published(item: &Item) -> El {
    published_on(item, day_time)
}

fn published_on(item: &Item, day_time: fn(Day) -> El) -> El {
    let when = match item.day {
        Some(day) => day_time(day),
        None => el("span").child(messages().undated),
    };
    let clock = item.minute.map(clock_time);
    el("p").class("dateline").child(clock).child(when)
}

/// The mark of members' news.
pub fn badge() -> El {
    el("span").class("badge").child(messages().members_only)
}
