//! All ways into the portal, on one page (WCAG 2.2, 2.4.5).

use std::iter;

use feed::{Edition, Month};
use leptos::prelude::*;

use super::words;
use crate::{
    context::portal,
    el::{El, el, live},
    pages::{newsroom, page_heading, with_news},
    parts::{link, list, messages},
    route::Route,
    state::newsroom::Goal,
    text::month_in_words,
};

pub fn sitemap() -> AnyView {
    with_news(|edition| {
        let (messages, words) = (messages(), words());
        let mut pages = vec![
            (Route::Home, messages.home.to_owned()),
            (Route::Archive, messages.archive.to_owned()),
            (Route::Search(String::new()), messages.search.to_owned()),
            (Route::Saved, messages.saved.to_owned()),
            (Route::Accessibility, messages.accessibility.to_owned()),
        ];
        if portal().session.is_offered() {
            let sign_in = Route::sign_in_then(Route::Home);
            pages.push((sign_in, messages.sign_in.to_owned()));
        }
        // What an archive has is known by its manifest, which comes with a month.
        let newsroom = newsroom();
        if let Some((_, newest)) = edition.with_untracked(Edition::span) {
            newsroom.load_quietly(Goal::MonthOf(newest));
        }
        on_cleanup(move || newsroom.stop_looking());
        let sections = live(move || {
            let tags = edition.with(Edition::tags).into_iter();
            let named = tags.map(|(tag, _)| (Route::Tag(tag.slug), tag.label.to_string()));
            let language = edition.with(|edition| edition.head().language.clone());
            block(messages.sections, named.collect()).attr("lang", language)
        });
        let months = live(move || {
            let months = edition.with(months_with_news).into_iter();
            let named = months.map(|month| (Route::Month(month), month_in_words(messages, month)));
            block(words.months, named.collect())
        });
        let (feed, _) = newsroom.source();
        let feed = el("li").child(el("a").attr("href", feed).child(words.feed));
        el("div")
            .class("page narrow sitemap")
            .child(page_heading().child(messages.sitemap))
            .child(block(words.pages, pages))
            .child(sections)
            .child(months)
            .child(
                el("section")
                    .child(el("h2").child(words.for_readers))
                    .child(list().child(feed)),
            )
    })
}

/// Newest first.
fn months_with_news(edition: &Edition) -> Vec<Month> {
    let Some((oldest, newest)) = edition.span() else {
        return Vec::new();
    };
    let before = |month: &Month| Some(month.plus(-1));
    let all = iter::successors(Some(newest.month()), before);
    all.take_while(|month| *month >= oldest.month())
        .filter(|month| edition.month_count(*month) > 0)
        .collect()
}

fn block(name: &'static str, links: Vec<(Route, String)>) -> El {
    let entries: Vec<El> = links
        .into_iter()
        .map(|(route, name)| el("li").child(link(&route).child(name)))
        .collect();
    el("section")
        .child(el("h2").child(name))
        .child(list().child(entries))
}
