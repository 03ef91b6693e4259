use std::sync::Arc;

use feed::{Edition, Item, Tag};
use leptos::prelude::*;

use super::{
    date::archive_block, growing::Growing, newsroom, older::older_news, page_heading, with_news,
    words,
};
use crate::{
    el::{El, Part, all, el, live},
    parts::{Story, article, dateline, headline, headlines, link, messages, picture},
    route::Route,
    text::fill,
};

/// Full entries under the lead; more are brief.
const LATEST: usize = 10;
const SECTIONS: usize = 4;
const PER_SECTION: usize = 4;

/// The lead story, the latest news, the sections and the archive.
pub fn home() -> AnyView {
    with_news(|edition| {
        let newest = edition.with_untracked(|edition| edition.span().map(|(_, newest)| newest));
        let start = newest.unwrap_or_else(|| newsroom().today());
        let more = Growing::new();
        let news = el("div")
            .class("main-column")
            .child(live(move || {
                edition.with(|edition| front_page(edition, more))
            }))
            .child(older_news(more));
        let archive = el("aside")
            .class("side-column")
            .attr("aria-labelledby", "archive-heading")
            .child(archive_block(start, None));
        el("div")
            .class("page home")
            .child(el("div").class("columns").child(news).child(archive))
    })
}

fn front_page(edition: &Edition, growing: Growing) -> AnyView {
    let words = words();
    let notice = |text: &str| el("p").class("notice").child(text);
    let mut shown = Vec::new();
    if edition.head().expired {
        notice(words.feed_ended()).draw_into(&mut shown);
    }
    let Some((lead, rest)) = edition.items().split_first() else {
        page_heading()
            .class("visually-hidden")
            .child(words.latest())
            .draw_into(&mut shown);
        notice(words.no_news_yet()).draw_into(&mut shown);
        return all(shown);
    };
    let (latest, more) = rest.split_at(rest.len().min(LATEST));
    let tags = edition.tags();
    let sections: Vec<El> = tags
        .iter()
        .take(SECTIONS)
        .map(|(tag, _)| section(edition, tag))
        .collect();
    lead_story(lead).draw_into(&mut shown);
    el("section")
        .class("latest")
        .attr("aria-labelledby", "latest")
        .child(el("h2").attr("id", "latest").child(words.latest()))
        .child(headlines(latest, Story::Full))
        .child((!more.is_empty()).then(|| growing.stories(more.to_vec(), Story::Brief)))
        .draw_into(&mut shown);
    el("div")
        .class("section-blocks")
        .child(sections)
        .draw_into(&mut shown);
    all(shown)
}

fn lead_story(item: &Arc<Item>) -> El {
    let image = item.banner_image.as_ref().or(item.image.as_ref());
    let title = link(&article(item)).child(headline(item, messages()));
    let summary = item.summary.as_deref().map(|summary| {
        el("p")
            .class("story-summary")
            .attr("lang", item.language.clone())
            .child(summary)
    });
    let text = el("div")
        .class("story-text")
        .child(
            page_heading()
                .class("lead-title")
                .attr("lang", item.language.clone())
                .child(title),
        )
        .child(summary)
        .child(dateline(item));
    el("article")
        .class("lead-story")
        .child(image.map(|image| picture(image, false)))
        .child(text)
}

fn section(edition: &Edition, tag: &Tag) -> El {
    let mut items = edition.with_tag(&tag.slug);
    items.truncate(PER_SECTION);
    let name = link(&Route::Tag(tag.slug.clone()))
        .attr("aria-label", fill(words().all_of_section(), &tag.label))
        .child(tag.label.as_str());
    el("section")
        .class("section-block")
        .child(el("h2").child(name))
        .child(headlines(&items, Story::Brief))
}
