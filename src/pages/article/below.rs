//! What lies below an article: its files, its tags, its neighbours, the news of its day.

use std::sync::Arc;

use feed::{Item, Neighbour, Slug};
use leptos::prelude::*;

use crate::{
    browser::address::own_origin,
    el::{El, el, live},
    pages::{
        article::{figure, watched},
        date::{archive_block, some_of_day},
        newsroom,
    },
    parts::{Story, article, files, headlines, href, link, list, messages, words},
    route::Route,
    text::{day_numeric, fill},
};

pub fn below(item: &Arc<Item>) -> Vec<El> {
    let start = item.day.unwrap_or_else(|| newsroom().today());
    let of_the_day = el("aside")
        .class("of-the-day")
        .attr("aria-labelledby", "archive-heading")
        .child(archive_block(start, item.day, false))
        .child(same_day(item.clone()));
    let mut below = Vec::new();
    below.extend(pictures(item));
    let attached = item.files();
    below.extend((!attached.is_empty()).then(|| files(&attached, &item.recording())));
    below.extend(tags(item));
    below.push(around(item));
    below.push(same_section(item.clone()));
    below.push(printed(item));
    below.push(of_the_day);
    below
}

/// Those that do not stand above the text, nor in it.
fn pictures(item: &Item) -> Option<El> {
    let pictures = item.other_pictures().into_iter();
    let figures: Vec<El> = pictures.map(|picture| figure(picture, true)).collect();
    if figures.is_empty() {
        return None;
    }
    let pictures = el("div")
        .class("article")
        .attr("lang", item.language.clone())
        .attr("dir", markup::direction(item.language.as_deref()))
        .child(figures);
    Some(watched(pictures))
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
        .attr("aria-label", words().tags)
        .attr("lang", item.language.clone());
    (!links.is_empty()).then(|| named.child(links))
}

/// Previous and next, and the day. More of them may come while the article is read.
fn around(item: &Item) -> El {
    let messages = messages();
    let key = item.key;
    let day = item.day.map(|day| {
        link(&Route::Day(day))
            .class("whole-day")
            .child(el("span").child(fill(messages.news_of_day, &day_numeric(day))))
    });
    let edition = newsroom().edition();
    let way = move |neighbour: Option<Neighbour>, class, rel, label: &'static str| {
        neighbour.map(|Neighbour { key, title }| {
            let slug = Slug::of(&title);
            let title = match title.is_empty() {
                true => messages.untitled.to_owned(),
                false => title,
            };
            link(&Route::Article { slug, key })
                .class(class)
                .attr("rel", rel)
                .child(el("span").class("hint").child(label))
                .child(el("span").child(title))
        })
    };
    let ways = live(move || {
        edition.with(|edition| {
            vec![
                way(edition.newer(key), "newer", "prev", words().newer_story),
                way(
                    edition.older(key),
                    "older-story",
                    "next",
                    words().older_story,
                ),
            ]
        })
    });
    el("nav")
        .class("around")
        .attr("aria-label", words().other_stories)
        .child(ways)
        .child(day)
}

/// More of the article's section, but for what stands beside it as news of its day.
fn same_section(item: Arc<Item>) -> El {
    const MOST: usize = 4;
    let edition = newsroom().edition();
    let block = live(move || {
        let tag = item.tags.first()?;
        let mut items = edition.with(|edition| edition.with_tag(&tag.slug));
        items
            .retain(|other| other.key != item.key && (item.day.is_none() || other.day != item.day));
        items.truncate(MOST);
        let section = link(&Route::Tag(tag.slug.clone()))
            .attr("lang", item.language.clone())
            .child(fill(words().more_of_section, &tag.label));
        let block = vec![el("h2").child(section), headlines(&items, Story::Brief)];
        (!items.is_empty()).then_some(block)
    });
    el("section").class("same-section").child(block)
}

/// On paper alone: where the article is found, and what day it is.
fn printed(item: &Item) -> El {
    let newsroom = newsroom();
    let address = [own_origin(), href(&article(item))].concat();
    el("p").class("printed hint").child(live(move || {
        let day = fill(words().printed_on, &day_numeric(newsroom.today()));
        [&address, " – ", &day].concat()
    }))
}

fn same_day(item: Arc<Item>) -> AnyView {
    let edition = newsroom().edition();
    live(move || {
        let day = item.day?;
        let (mut items, count) = edition.with(|edition| (edition.on_day(day), edition.count(day)));
        items.retain(|other| other.key != item.key);
        let others = items.len().max(count.saturating_sub(1));
        let name = [words().also_that_day, " ", &day_numeric(day)].concat();
        let block = el("section")
            .class("same-day")
            .child(el("h2").child(name))
            .child(some_of_day(&items, others, day));
        (!items.is_empty()).then_some(block)
    })
}
