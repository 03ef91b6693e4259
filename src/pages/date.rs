use std::sync::Arc;

use feed::{Day, Edition, Item, Month};
use leptos::prelude::*;

use super::{
    growing::Growing, navigator, newsroom, older::older_fault, page_heading, with_news, words,
};
use crate::{
    el::{El, all, el, live, watch},
    frames::last,
    newsroom::{Front, Goal},
    parts::{
        Calendar, Story, below, calendar, day_field, headlines, link, list, messages, month_field,
    },
    route::Route,
    text::{day_in_words, day_numeric, fill, month_in_words},
};

/// The news of a day.
pub fn day_page(day: Day) -> AnyView {
    let heading = fill(messages().news_of_day, &day_numeric(day));
    let growing = Growing::new();
    let list = Arc::new(move |edition: &Edition| day_list(edition, day, growing));
    archive_page(heading, day, Some(day), list)
}

/// The news of a month.
pub fn month_page(month: Month) -> AnyView {
    let messages = messages();
    let heading = fill(messages.news_of_month, &month_in_words(messages, month));
    let list = Arc::new(move |edition: &Edition| month_list(edition, month));
    archive_page(heading, month.first(), None, list)
}

type DrawList = Arc<dyn Fn(&Edition) -> AnyView + Send + Sync>;

fn archive_page(heading: String, start: Day, selected: Option<Day>, list: DrawList) -> AnyView {
    let newsroom = newsroom();
    let goal = Goal::Since(start);
    // Older pages are loaded until all of the day's news is there, for as long as its page is shown.
    watch(move || {
        if newsroom.front() == Front::Ready && newsroom.may_hold(goal) {
            newsroom.load_older(goal);
        }
    });
    on_cleanup(move || newsroom.stop_looking());
    with_news(move |edition| {
        let pending = live(move || {
            let pending = newsroom.may_hold(goal);
            pending.then(|| {
                el("p")
                    .class("notice")
                    .attr("role", "status")
                    .child(below().loading_older())
            })
        });
        let list = list.clone();
        let news = el("div")
            .class("main-column")
            .child(live(move || edition.with(|edition| list(edition))))
            .child(pending)
            .child(older_fault(goal));
        let archive = el("aside")
            .class("side-column")
            .attr("aria-labelledby", "archive-heading")
            .child(archive_block(start, selected));
        el("div")
            .class("page date-page")
            .child(page_heading().child(heading.as_str()))
            .child(el("div").class("columns").child(news).child(archive))
    })
}

fn day_list(edition: &Edition, day: Day, growing: Growing) -> AnyView {
    let items = edition.on_day(day);
    if items.is_empty() {
        let message = fill(words().no_news_on_day(), &day_numeric(day));
        return all(nothing(edition, &message, day, day));
    }
    let count = messages().stories(items.len());
    // The entries are of the third level; the list is the page's one section.
    all(el("section")
        .child(el("h2").class("visually-hidden").child(count))
        .child(growing.stories(items, Story::Full))
        .child(el("div").class("older").child(growing.button())))
}

fn month_list(edition: &Edition, month: Month) -> AnyView {
    let messages = messages();
    let words = words();
    if edition.month_count(month) == 0 {
        let name = month_in_words(messages, month);
        let message = fill(words.no_news_in_month(), &name);
        return all(nothing(edition, &message, month.first(), month.last()));
    }
    let mut days: Vec<Day> = edition
        .in_month(month)
        .iter()
        .filter_map(|item| item.day)
        .collect();
    days.dedup();
    let day = |day: Day| {
        let name = link(&Route::Day(day)).child(day_in_words(messages, day));
        el("section")
            .class("day-block")
            .child(el("h2").child(name))
            .child(some_of_day(&edition.on_day(day), day))
    };
    all(days.into_iter().map(day).collect::<Vec<_>>())
}

/// The first entries of a day; its own page has all of them.
pub fn some_of_day(items: &[Arc<Item>], day: Day) -> Vec<El> {
    const SOME: usize = 20;
    let messages = messages();
    let some = headlines(&items[..items.len().min(SOME)], Story::Brief);
    let whole = (items.len() > SOME).then(|| {
        let text = fill(messages.below().whole_day(), &messages.stories(items.len()));
        el("p").child(link(&Route::Day(day)).child(text))
    });
    [Some(some), whole].into_iter().flatten().collect()
}

/// No news from `first` to `last`: the nearest days that have some.
fn nothing(edition: &Edition, message: &str, first: Day, last: Day) -> El {
    let messages = messages();
    let words = words();
    let neighbour = |day: Option<Day>, text: &str| {
        let day = day?;
        let count = messages.stories(edition.count(day));
        let name = link(&Route::Day(day)).child(fill(text, &day_numeric(day)));
        Some(el("li").child(name).child([" (", &count, ")"].concat()))
    };
    el("div")
        .class("notice")
        .child(el("p").child(message))
        .child(
            list()
                .child(neighbour(
                    edition.day_before(first),
                    words.nearest_earlier(),
                ))
                .child(neighbour(edition.day_after(last), words.nearest_later())),
        )
}

/// "Các tin đã đưa ngày:": the calendar, a typed day, and a month and year jump.
pub fn archive_block(start: Day, selected: Option<Day>) -> AnyView {
    last(move || drawn_archive_block(start, selected))
}

fn drawn_archive_block(start: Day, selected: Option<Day>) -> El {
    let newsroom = newsroom();
    let navigator = navigator();
    let edition = newsroom.edition();
    let today = newsroom.today();
    let span = edition.with_untracked(Edition::span);
    // The reader's clock may be behind the news.
    let (first, last) = span.map_or((today, today), |(oldest, newest)| {
        (oldest.min(today), newest.max(today))
    });
    let show_day = move |day| navigator.go(Route::Day(day));
    let show_month = move |month| navigator.go(Route::Month(month));
    // The counts of an older month may lie on a page that is not loaded yet.
    let turned = move |month: Month| newsroom.load_older(Goal::Since(month.first()));
    let about = Calendar {
        edition,
        start,
        selected,
        today,
    };
    el("section")
        .class("archive")
        .child(
            el("h2")
                .attr("id", "archive-heading")
                .child(below().news_of_the_day()),
        )
        .child(calendar(about, show_day, turned))
        .child(day_field(selected, show_day))
        .child(month_field(
            start.month(),
            first.month().year(),
            last.month().year(),
            show_month,
        ))
}
