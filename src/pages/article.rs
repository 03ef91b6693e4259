use std::sync::Arc;

use feed::{Author, Content, Item, Key, Slug};
use leptos::prelude::*;

use super::{date::archive_block, narrow, navigator, newsroom, ways_on, with_news};
use crate::{
    browser::body::show,
    el::{El, all, el, live, watch},
    frames::{last, then},
    newsroom::{Front, Goal},
    parts::{
        Story, article, badge, day_time, files, headline, headlines, link, list, messages,
        page_heading, picture, tools,
    },
    route::Route,
    text::{day_numeric, fill},
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

    with_news(move |_| {
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
            None => missing(key),
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
                .child(page_heading().child(messages.looking_for_article))
                .child(
                    el("p")
                        .class("notice")
                        .attr("role", "status")
                        .child(messages.loading_older),
                );
        }
        el("div")
            .child(page_heading().child(messages.article_missing))
            .child(el("p").child(messages.article_missing_why))
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
        .child(then(move || body(&written)));
    let item = item.clone();
    el("div")
        .class("page article-page")
        .child(main)
        .child(last(move || below(&item)))
}

fn body(item: &Arc<Item>) -> Vec<El> {
    let class = match item.content {
        Content::Text(_) => "body plain",
        _ => "body",
    };
    let mut body = vec![el("div").class(class).built(show(item.clone(), messages()))];
    body.extend(original(item));
    body.extend(byline(&item.authors));
    body
}

fn below(item: &Arc<Item>) -> Vec<El> {
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

fn byline(authors: &[Author]) -> Option<El> {
    let names: Vec<El> = authors
        .iter()
        .map(|author| {
            let url = author.url.as_ref().map(ToString::to_string);
            let name = author.name.clone().or_else(|| url.clone());
            let name = name.unwrap_or_default();
            el("li").child(match url {
                Some(url) => all(el("a")
                    .attr("href", url)
                    .attr("rel", "author noopener")
                    .child(name)),
                None => all(name),
            })
        })
        .collect();
    let named = list().class("byline").attr("aria-label", messages().byline);
    (!names.is_empty()).then(|| named.child(names))
}

/// A link post shows where it points.
fn original(item: &Item) -> Option<El> {
    let url = item.external_url.as_ref()?.to_string();
    let host = url
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split('/').next())
        .unwrap_or(&url);
    let text = fill(messages().original_at, host);
    let link = el("a")
        .attr("href", url)
        .attr("rel", "noopener")
        .child(text);
    Some(el("p").class("original").child(link))
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
    let named = list().class("tags").attr("aria-label", messages().tags);
    (!links.is_empty()).then(|| named.child(links))
}

/// Previous and next. More of them may come while the article is read.
fn around(key: Key) -> El {
    let messages = messages();
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
                way(edition.newer(key), "newer", "prev", messages.newer_story),
                way(
                    edition.older(key),
                    "older-story",
                    "next",
                    messages.older_story,
                ),
            ]
        })
    });
    el("nav")
        .class("around")
        .attr("aria-label", messages.other_stories)
        .child(ways)
}

fn same_day(item: Arc<Item>) -> AnyView {
    let edition = newsroom().edition();
    live(move || {
        let day = item.day?;
        let mut items = edition.with(|edition| edition.on_day(day));
        items.retain(|other| other.key != item.key);
        let name = [messages().also_that_day, " ", &day_numeric(day)].concat();
        let block = el("section")
            .class("same-day")
            .child(el("h2").child(name))
            .child(headlines(&items, Story::Brief));
        (!items.is_empty()).then_some(block)
    })
}
