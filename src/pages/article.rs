mod below;
mod body;

use std::sync::Arc;

use feed::{Item, Key, Slug};
use leptos::prelude::*;

use super::{narrow, navigator, newsroom, page_heading, ways_on, with_article};
use crate::{
    browser::chunks::{Chunk, when_here},
    el::{El, el, live, watch},
    frames::{last, then},
    newsroom::{Front, Goal},
    parts::{article, badge, day_time, headline, messages, picture},
    shelf,
    text::fill,
};

/// One article, and around it the news of its day.
pub fn article_page(slug: Slug, key: Key) -> AnyView {
    let newsroom = newsroom();
    let navigator = navigator();
    let edition = newsroom.edition();
    // An old article may lie on an older page of the feed.
    watch(move || {
        if newsroom.front() == Front::Ready && newsroom.may_hold(Goal::Item(key)) {
            newsroom.load_older(Goal::Item(key));
        }
    });
    on_cleanup(move || newsroom.stop_looking());

    with_article(key, move |_| {
        // Older pages that come in later leave the article as it stands.
        let item = Memo::new_with_compare(
            move |_| edition.with(|edition| edition.find(key)),
            |before, now| before.is_none() || !same(before.unwrap_or(&None), now.unwrap_or(&None)),
        );
        let slug = slug.clone();
        el("div").child(live(move || match item.get() {
            Some(item) => {
                if item.slug != slug {
                    navigator.correct(&article(&item));
                }
                whole(&item)
            }
            None => el("div").child(then(move || missing(key))),
        }))
    })
}

fn same(before: &Option<Arc<Item>>, now: &Option<Arc<Item>>) -> bool {
    match (before, now) {
        (Some(before), Some(now)) => Arc::ptr_eq(before, now),
        (None, None) => true,
        _ => false,
    }
}

fn missing(key: Key) -> El {
    let newsroom = newsroom();
    let searching = Memo::new(move |_| newsroom.may_hold(Goal::Item(key)));
    narrow().child(live(move || {
        let messages = messages();
        if searching.get() {
            return el("div")
                .child(page_heading().child(messages.below().looking_for_article()))
                .child(
                    el("p")
                        .class("notice")
                        .attr("role", "status")
                        .child(messages.below().loading_older()),
                );
        }
        if cfg!(target_arch = "wasm32") {
            when_here(Chunk::Pages, shelf::looking_for(newsroom, key));
        }
        el("div")
            .child(page_heading().child(messages.article_missing))
            .child(el("p").child(messages.below().article_missing_why()))
            .child(ways_on())
    }))
}

fn whole(item: &Arc<Item>) -> El {
    let lead = item
        .lead
        .as_deref()
        .map(|lead| el("p").class("lead").child(lead));
    let head = el("header")
        .class("article-head")
        .child(
            page_heading()
                .class("headline")
                .child(headline(item, messages())),
        )
        .child(dates(item))
        .child(lead);
    let banner = item
        .banner_image
        .as_ref()
        .map(|image| picture(image, false));
    let written = item.clone();
    let main = el("article")
        .class("article")
        .attr("lang", item.language.clone())
        .child(head)
        .child(banner)
        .child(then(move || body::body(&written)));
    let item = item.clone();
    el("div")
        .class("page article-page")
        .child(main)
        .child(last(move || below::below(&item)))
}

fn dates(item: &Item) -> El {
    let messages = messages();
    let line = el("p").class("dateline");
    let line = match item.day {
        Some(day) => line.child(day_time(day)),
        None => line.child(messages.undated),
    };
    let modified = item.modified_day.map(|day| {
        el("span")
            .class("modified")
            .child(fill(messages.updated_on, ""))
            .child(day_time(day))
    });
    line.child(modified).child(item.members.then(badge))
}
