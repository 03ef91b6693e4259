use feed::Slug;
use leptos::prelude::*;

use super::{
    growing::Growing, narrow, older::older_news, page_heading, title::tag_label, with_news, words,
};
use crate::{
    el::{el, live},
    parts::Story,
    text::fill,
};

/// The news of a section.
pub fn tag_page(slug: Slug) -> AnyView {
    with_news(move |edition| {
        let words = words();
        let named = slug.clone();
        let name = live(move || {
            let label = edition.with(|edition| tag_label(edition, &named));
            fill(words.section(), &label)
        });
        let slug = slug.clone();
        let growing = Growing::new();
        let list = live(move || {
            let items = edition.with(|edition| edition.with_tag(&slug));
            if items.is_empty() {
                el("p").class("notice").child(words.no_such_section())
            } else {
                growing.stories(items, Story::Full)
            }
        });
        narrow()
            .child(page_heading().child(name))
            .child(el("h2").class("visually-hidden").child(words.latest()))
            .child(list)
            .child(older_news(growing))
    })
}
