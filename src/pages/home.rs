use std::sync::Arc;

use feed::{Day, Edition, Item, Tag};
use leptos::prelude::*;

use super::{
    date::{archive_block, count_month},
    load_more::LoadMore,
    newsroom,
    older::older_news,
    page_heading, with_news, words,
};
use crate::{
    app::Identity,
    el::{El, Part, all, el, live},
    parts::{Story, article, dateline, headline, headlines, kicker, link, messages, picture},
    route::Route,
    state::newsroom::Goal,
    text::fill,
};

/// Full entries under the lead; more are brief.
const LATEST: usize = 10;
/// Pinned items that come first.
const PINNED: usize = 3;
const SECTIONS: usize = 4;
const PER_SECTION: usize = 4;

/// The lead story, the latest news, the sections, all other news and the archive. No story is there twice.
pub fn home() -> AnyView {
    with_news(|edition| {
        let newest = edition.with_untracked(|edition| edition.span().map(|(_, newest)| newest));
        let newsroom = newsroom();
        let start = newest.unwrap_or_else(|| untrack(move || newsroom.today()));
        count_month(start.month());
        // Equal by what it shows: older pages of the feed leave it as it is.
        let front =
            Memo::new(move |_| edition.with(|edition| FrontPage::of(edition, newsroom.today())));
        let more = LoadMore::as_asked(move |has_asked| {
            edition.with(|edition| {
                // What an archive has that is newer than the feed comes with the next feed: nothing is put
                // in front of what is being read.
                let items = edition.unbroken().into_iter();
                let items = items.skip_while(|item| item.head_only);
                // Its month is read for the calendar, too: that must not push down the button that is
                // about to be pressed.
                let items = items.filter(|item| has_asked || !item.head_only);
                front.with(|front| items.filter(|item| !front.has(item)).collect())
            })
        });
        let has_more = Memo::new(move |_| more.count() > 0);
        let others = live(move || {
            has_more.get().then(|| {
                el("section")
                    .class("latest")
                    .attr("aria-labelledby", "others")
                    .child(el("h2").attr("id", "others").child(words().other_news))
                    .child(more.stories(Story::Brief))
            })
        });
        let news = el("div")
            .class("main-column")
            .child(live(move || {
                let name = edition
                    .with_untracked(|edition| expect_context::<Arc<Identity>>().name(edition));
                front.with(|front| front_page(&name, front))
            }))
            .child(others)
            .child(older_news(more, Goal::OnePage));
        let archive = el("aside")
            .class("side-column")
            .attr("aria-labelledby", "archive-heading")
            .child(archive_block(start, None, false));
        el("div")
            .class("page home")
            .child(el("div").class("columns").child(news).child(archive))
    })
}

/// What the front page begins with. Older pages of the feed leave it as it is.
#[derive(Clone)]
struct FrontPage {
    has_ended: bool,
    is_led_by_pinned: bool,
    /// The lead is the first.
    latest: Vec<Arc<Item>>,
    sections: Vec<(Tag, Vec<Arc<Item>>)>,
}

impl PartialEq for FrontPage {
    /// By what is seen of it.
    fn eq(&self, other: &FrontPage) -> bool {
        let seen = |front: &FrontPage| (front.has_ended, front.is_led_by_pinned);
        seen(self) == seen(other) && self.items().map(seen_of).eq(other.items().map(seen_of))
    }
}

/// What the front page shows of an item.
fn seen_of(item: &Arc<Item>) -> impl PartialEq + use<'_> {
    (
        item.key,
        (&item.headline, &item.summary),
        (&item.image, &item.banner_image),
        (item.published, &item.tags),
    )
}

impl FrontPage {
    fn of(edition: &Edition, today: Day) -> FrontPage {
        let is_pinned =
            |item: &&Arc<Item>| item.notice.is_some_and(|notice| notice.holds_on(today));
        let items = edition.items().iter().filter(|item| !item.head_only);
        let (pinned, others): (Vec<_>, Vec<_>) = items.partition(is_pinned);
        let is_led_by_pinned = !pinned.is_empty();
        let first = pinned.into_iter().take(PINNED).chain(others);
        let latest: Vec<Arc<Item>> = first.take(1 + LATEST).cloned().collect();
        let first_page = edition.first_page();
        let is_left = |item: &&Arc<Item>| latest.iter().all(|shown| shown.key != item.key);
        let mut left: Vec<&Arc<Item>> = first_page.items().iter().filter(is_left).collect();
        let mut sections = Vec::new();
        for (tag, _) in first_page.tags().into_iter().take(SECTIONS) {
            let is_of = |item: &Arc<Item>| item.tags.iter().any(|of| of.slug == tag.slug);
            let mut taken = Vec::new();
            left.retain(|item| {
                let take = taken.len() < PER_SECTION && is_of(item);
                if take {
                    taken.push(Arc::clone(item));
                }
                !take
            });
            if !taken.is_empty() {
                sections.push((tag, taken));
            }
        }
        FrontPage {
            has_ended: edition.head().expired,
            is_led_by_pinned,
            latest,
            sections,
        }
    }

    fn items(&self) -> impl Iterator<Item = &Arc<Item>> {
        self.latest
            .iter()
            .chain(self.sections.iter().flat_map(|(_, items)| items))
    }

    fn has(&self, item: &Item) -> bool {
        self.items().any(|shown| shown.key == item.key)
    }
}

fn front_page(portal: &str, front: &FrontPage) -> AnyView {
    let words = words();
    let notice = |text: &str| el("p").class("notice").child(text);
    let mut shown = Vec::new();
    // The masthead shows the name to the eye; the lead story is a part of the page.
    page_heading()
        .class("visually-hidden")
        .child(portal)
        .draw_into(&mut shown);
    if front.has_ended {
        notice(words.feed_ended).draw_into(&mut shown);
    }
    let Some((lead, latest)) = front.latest.split_first() else {
        notice(words.no_news_yet).draw_into(&mut shown);
        return all(shown);
    };
    lead_story(lead, front.is_led_by_pinned).draw_into(&mut shown);
    let latest = (!latest.is_empty()).then(|| {
        el("section")
            .class("latest")
            .attr("aria-labelledby", "latest")
            .child(el("h2").attr("id", "latest").child(words.latest))
            .child(headlines(latest, Story::Full))
    });
    latest.draw_into(&mut shown);
    let sections: Vec<El> = front.sections.iter().map(section).collect();
    el("div")
        .class("section-blocks")
        .child(sections)
        .draw_into(&mut shown);
    all(shown)
}

fn lead_story(item: &Arc<Item>, is_pinned: bool) -> El {
    let pinned = is_pinned.then(|| el("span").class("badge").child(words().pinned));
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
        .child(kicker(item))
        .child(
            el("h2")
                .class("lead-title")
                .attr("lang", item.language.clone())
                .child(title),
        )
        .child(summary)
        .child(dateline(item).child(pinned));
    el("article")
        .class("lead-story")
        .child(image.map(|image| picture(image, false)))
        .child(text)
}

fn section((tag, items): &(Tag, Vec<Arc<Item>>)) -> El {
    let name = link(&Route::Tag(tag.slug.clone()))
        .attr("aria-label", fill(words().all_of_section, &tag.label))
        .child(tag.label.as_str());
    el("section")
        .class("section-block")
        .child(el("h2").child(name))
        .child(headlines(items, Story::Brief))
}
