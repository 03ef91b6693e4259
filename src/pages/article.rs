pub(crate) mod below;
mod body;
pub(crate) mod missing;
pub(crate) mod tools;

use std::sync::Arc;

use feed::{Item, Key, Picture, Slug};
use leptos::{prelude::*, task::spawn_local};

use super::{Instead, from_module, navigator, newsroom, page_heading, with_article};
#[cfg(target_arch = "wasm32")]
use crate::browser::article::body::watch_pictures;
use crate::{
    el::{El, effect, el, live},
    parts::{article, badge, day_time, headline, link, list, messages, player, published},
    route::Route,
    split,
    state::newsroom::{Front, Goal, Newsroom},
    text::fill,
};

/// One article, and around it the news of its day.
pub fn article_page(slug: Slug, key: Key) -> AnyView {
    let newsroom = newsroom();
    let navigator = navigator();
    let edition = newsroom.edition();
    seek(newsroom, key);
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
            None => el("div").child(missing(key)),
        }))
    })
}

/// Has an article loaded, wherever it lies.
pub(crate) fn seek(newsroom: Newsroom, key: Key) {
    // An old article may lie on an older page of the feed.
    effect(move || {
        if newsroom.front() == Front::Ready && newsroom.may_hold(Goal::Item(key)) {
            newsroom.load_older(Goal::Item(key));
        }
    });
    // Without the feed, what was saved on this device can still be read.
    let has_failed = Memo::new(move |_| matches!(newsroom.front(), Front::Failed(_)));
    effect(move || {
        if has_failed.get() {
            spawn_local(async move {
                if let Ok(looking) = split::look_for(newsroom, key).await {
                    looking.await;
                }
            });
        }
    });
}

fn same(before: &Option<Arc<Item>>, now: &Option<Arc<Item>>) -> bool {
    match (before, now) {
        (Some(before), Some(now)) => Arc::ptr_eq(before, now),
        (None, None) => true,
        _ => false,
    }
}

fn missing(key: Key) -> AnyView {
    from_module(
        Instead::OfPage,
        || Box::pin(split::load_article_missing()),
        move || Box::pin(split::article_missing(key)),
    )
}

fn whole(item: &Arc<Item>) -> El {
    let newsroom = newsroom();
    let is_whole = Memo::new(move |_| newsroom.is_whole());
    let later = |part: fn(Arc<Item>) -> AnyView| {
        let item = item.clone();
        live(move || is_whole.get().then(|| part(item.clone())))
    };
    let lead = item
        .lead
        .as_deref()
        .map(|lead| el("p").class("lead").child(lead));
    // A page around a widget has tools of its own. They speak the portal's language, not the article's.
    let tools_row = (!navigator().is_guest()).then(|| {
        el("div")
            .class("article-tools")
            .attr("lang", messages().lang.tag())
            .attr("dir", "ltr")
            .child(later(tools))
    });
    let head = el("header")
        .class("article-head")
        .child(section(item))
        .child(
            page_heading()
                .class("headline")
                .child(headline(item, messages())),
        )
        .child(body::byline(&item.authors))
        .child(dates(item))
        .child(tools_row)
        .child(lead);
    let picture = item.first_picture();
    let first = picture.map(|picture| figure(picture, false));
    let main = el("article")
        .class("article")
        .attr("lang", item.language.clone())
        .attr("dir", markup::direction(item.language.as_deref()))
        .child(head)
        .child(first)
        .child(player(&item.recording()))
        .child(body::content(item))
        .child(body::sources(item));
    let main = watched(main);
    let page = el("div")
        .class("article-page")
        .child(main)
        .child(later(below));
    el("div").class("page").child(page)
}

/// A picture that the text does not have. A `lazy` one is loaded when it comes near the viewport.
fn figure(picture: Picture, lazy: bool) -> El {
    let (loading, priority) = if lazy {
        ("lazy", "low")
    } else {
        ("eager", "high")
    };
    let image = el("img")
        .class("alone")
        .attr("loading", loading)
        .attr("alt", "")
        .attr("decoding", "async")
        .attr("fetchpriority", priority)
        .attr("src", picture.url.to_string());
    let said = picture.title.map(|title| el("figcaption").child(title));
    el("figure").child(image).child(said)
}

/// Says of pictures that do not come that they are missing.
#[cfg(target_arch = "wasm32")]
fn watched(article: El) -> El {
    let missing = messages().picture_missing;
    article.directive(move |element| watch_pictures(&element, missing))
}

#[cfg(not(target_arch = "wasm32"))]
fn watched(article: El) -> El {
    article
}

/// What can be done with an article comes with the other pages' module.
fn tools(item: Arc<Item>) -> AnyView {
    from_module(
        Instead::OfPart,
        || Box::pin(split::load_tools()),
        move || Box::pin(split::tools(item.clone())),
    )
}

/// What lies below an article comes with the other pages' module.
fn below(item: Arc<Item>) -> AnyView {
    from_module(
        Instead::OfPart,
        || Box::pin(split::load_below_article()),
        move || Box::pin(split::below_article(item.clone())),
    )
}

/// Where the article belongs: the way up, to the front page and its section.
fn section(item: &Item) -> Option<El> {
    let tag = item.tags.first()?;
    let messages = messages();
    let home = link(&Route::Home).child(messages.home);
    let section = link(&Route::Tag(tag.slug.clone())).child(tag.label.as_str());
    let way = list()
        .child(el("li").attr("lang", messages.lang.tag()).child(home))
        .child(el("li").child(section));
    Some(
        el("nav")
            .class("kicker breadcrumb")
            .attr("aria-label", messages.breadcrumb)
            .child(way),
    )
}

fn dates(item: &Item) -> El {
    let modified = item.modified_day.map(|day| {
        el("span")
            .class("modified")
            .child(fill(messages().updated_on, ""))
            .child(day_time(day))
    });
    published(item)
        .child(modified)
        .child(item.members.then(badge))
}
