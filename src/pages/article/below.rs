//! What lies below an article: its files, its tags, its neighbours, the news of its day.

use std::sync::Arc;

use feed::{Item, Key};
use leptos::prelude::*;

use crate::{
    el::{El, el, live},
    pages::{
        date::{archive_block, some_of_day},
        newsroom,
    },
    parts::{article, files, headline, link, list, messages, tools},
    route::Route,
    text::day_numeric,
};

pub fn below(item: &Arc<Item>) -> Vec<El> {
    let start = item.day.unwrap_or_else(|| newsroom().today());
    let of_the_day = el("aside")
        .class("of-the-day")
        .attr("aria-labelledby", "archive-heading")
        .child(archive_block(start, item.day))
        .child(same_day(item.clone()));
    let mut below = Vec::new();
    below.extend((!item.attachments.is_empty()).then(|| files(&item.attachments)));
    below.extend(tags(item));
    below.push(tools(headline(item, messages())));
    below.push(around(item.key));
    below.push(of_the_day);
    below
}

fn tags(item: &Item) -> Option<El> {
    let links: Vec<El> = item
        .tags
        .iter()
        .map(|tag| {
            let link = link(&Route::Tag(tag.slug.clone())).attr("rel", "tag");
            el("li").child(link.child(tag.label.as_str()))
        })
        .collect();
    let named = list()
        .class("tags")
        .attr("aria-label", messages().below().tags());
    (!links.is_empty()).then(|| named.child(links))
}

/// Previous and next. More of them may come while the article is read.
fn around(key: Key) -> El {
    let messages = messages();
    let below = messages.below();
    let edition = newsroom().edition();
    let way = move |item: Option<Arc<Item>>, class, rel, label: &'static str| {
        item.map(|item| {
            link(&article(&item))
                .class(class)
                .attr("rel", rel)
                .child(el("span").class("hint").child(label))
                .child(el("span").child(headline(&item, messages)))
        })
    };
    let ways = live(move || {
        edition.with(|edition| {
            vec![
                way(edition.newer(key), "newer", "prev", below.newer_story()),
                way(
                    edition.older(key),
                    "older-story",
                    "next",
                    below.older_story(),
                ),
            ]
        })
    });
    el("nav")
        .class("around")
        .attr("aria-label", below.other_stories())
        .child(ways)
}

fn same_day(item: Arc<Item>) -> AnyView {
    let edition = newsroom().edition();
    live(move || {
        let day = item.day?;
        let mut items = edition.with(|edition| edition.on_day(day));
        items.retain(|other| other.key != item.key);
        let name = [messages().below().also_that_day(), " ", &day_numeric(day)].concat();
        let block = el("section")
            .class("same-day")
            .child(el("h2").child(name))
            .child(some_of_day(&items, day));
        (!items.is_empty()).then_some(block)
    })
}
