use feed::{Edition, Key, Slug};
use leptos::prelude::*;

use super::{
    load_more::LoadMore, narrow, newsroom, older::older_news, page_heading, title::tag_label,
    with_news, words,
};
use crate::{
    browser::address,
    el::{El, all, effect, el, live},
    parts::{Story, bones},
    state::newsroom::{Goal, Older},
    text::fill,
};

/// A list of fewer entries goes on by itself, where that costs little.
const SHORT: usize = 10;

/// The news of a section.
pub fn tag_page(slug: Slug) -> AnyView {
    with_news(move |edition| {
        let words = words();
        let named = slug.clone();
        let name = live(move || {
            let label = edition.with(|edition| tag_label(edition, &named));
            fill(words.section, &label)
        });
        let goal = Goal::Tag(Key::hash(slug.as_str()));
        let shown = slug.clone();
        let loaded = LoadMore::new(move || edition.with(|edition| edition.with_tag(&shown)));
        let is_empty = Memo::new(move |_| loaded.count() == 0);
        let newsroom = newsroom();
        // Its news may all be older than what is loaded. An archive has lists of its own for it.
        let is_short = Memo::new(move |_| {
            is_empty.get() || edition.with(Edition::has_archive) && loaded.count() < SHORT
        });
        effect(move || {
            if is_short.get() && newsroom.older_of(goal) == Older::Some {
                newsroom.load_older(goal);
            }
        });
        let list = live(move || {
            if !is_empty.get() {
                return loaded.stories(Story::Full);
            }
            all(match newsroom.older_of(goal) {
                Older::None => Some(el("p").class("notice").child(words.no_such_section)),
                Older::Some | Older::Loading => Some(bones()),
                Older::Failed(_) => None,
            })
        });
        let feeds = feeds(edition, slug.clone());
        narrow()
            .child(page_heading().child(name))
            .child(el("h2").class("visually-hidden").child(words.latest))
            .child(list)
            .child(older_news(loaded, goal))
            .child(feeds)
    })
}

/// The section's own feeds, which an archive has beside it (docs/ARCHIVE.md).
fn feeds(edition: Memo<Edition>, slug: Slug) -> AnyView {
    live(move || {
        let manifest = edition.with(|edition| edition.head().manifest.clone())?;
        let entry = |(name, ending): (&'static str, &str)| {
            let path = ["../feeds/tag-", slug.as_str(), ending].concat();
            let address = address::resolve(manifest.as_str(), &path)?;
            Some(el("a").attr("href", address).child(name))
        };
        let kinds = [
            ("JSON Feed", ".json"),
            ("RSS", ".xml"),
            ("Atom", ".atom.xml"),
        ];
        let links: Vec<El> = kinds.into_iter().filter_map(entry).collect();
        let told = el("p").class("ways hint").child(words().section_feeds);
        Some(told.child(links))
    })
}
