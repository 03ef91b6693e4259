use std::sync::Arc;

use feed::{Day, Edition, Item, Month};
use leptos::prelude::*;

use super::{
    load_more::LoadMore, navigator, newsroom, older::older_fault, page_heading, with_news, words,
};
use crate::{
    el::{El, all, effect, el, live},
    parts::{
        Calendar, Story, bones, calendar, day_field, headlines, link, list, messages, month_field,
    },
    route::Route,
    state::newsroom::{Front, Goal, Older},
    text::{day_in_words, day_numeric, fill, month_in_words},
};

/// The news of a day.
pub fn day_page(day: Day) -> AnyView {
    let heading = fill(messages().news_of_day, &day_numeric(day));
    let edition = newsroom().edition();
    let loaded = LoadMore::new(move || edition.with(|edition| edition.on_day(day)));
    let list = Arc::new(move |edition: &Edition, known| day_list(edition, day, loaded, known));
    archive_page(heading, day, Goal::Day(day), First::News, list)
}

/// What comes first on a narrow screen, by keyboard and when it is read out.
#[derive(Clone, Copy)]
pub enum First {
    News,
    Calendar,
}

/// The news of a month.
pub fn month_page(month: Month, first: First) -> AnyView {
    let messages = messages();
    let heading = fill(messages.news_of_month, &month_in_words(messages, month));
    let list = Arc::new(move |edition: &Edition, known| month_list(edition, month, known));
    archive_page(
        heading,
        month.first(),
        Goal::MonthOf(month.first()),
        first,
        list,
    )
}

/// Of what is loaded, and whether that is all.
type DrawList = Arc<dyn Fn(&Edition, bool) -> AnyView + Send + Sync>;

fn archive_page(heading: String, start: Day, goal: Goal, first: First, list: DrawList) -> AnyView {
    let newsroom = newsroom();
    let selected = (goal == Goal::Day(start)).then_some(start);
    // Older pages are loaded until all of the day's news is there, for as long as its page is shown.
    effect(move || {
        if newsroom.front() == Front::Ready && newsroom.may_hold(goal) {
            newsroom.load_older(goal);
        }
    });
    on_cleanup(move || newsroom.stop_looking());
    count_month(start.month());
    with_news(move |edition| {
        let list = list.clone();
        let news = el("div")
            .class("main-column")
            .child(live(move || {
                let list = edition.with(|edition| list(edition, newsroom.has_all(goal)));
                let pending = newsroom.may_hold(goal).then(|| {
                    el("p")
                        .class("notice")
                        .attr("role", "status")
                        .child(words().loading_older)
                });
                vec![list, all(pending)]
            }))
            .child(older_fault(goal));
        let archive = el("aside")
            .class("side-column")
            .attr("aria-labelledby", "archive-heading")
            .child(archive_block(start, selected, true));
        let columns = match first {
            First::News => vec![news, archive],
            First::Calendar => vec![archive, news],
        };
        el("div")
            .class("page date-page")
            .child(page_heading().child(heading.as_str()))
            .child(el("div").class("columns").child(columns))
    })
}

/// In the place of news that may be on its way: nothing is said of how much there is.
fn pending() -> Option<El> {
    (!matches!(newsroom().older(), Older::Failed(_))).then(bones)
}

fn day_list(edition: &Edition, day: Day, loaded: LoadMore, is_known: bool) -> AnyView {
    let items = edition.on_day(day);
    if items.is_empty() && !is_known {
        return all(pending());
    }
    if items.is_empty() {
        let message = fill(words().no_news_on_day, &day_numeric(day));
        return all(nothing(edition, &message, day, day));
    }
    let count = match is_known {
        true => messages().stories(items.len()),
        false => words().latest.to_owned(),
    };
    // The entries are of the third level; the list is the page's one section.
    all(el("section")
        .child(el("h2").class("visually-hidden").child(count))
        .child(loaded.stories(Story::Full))
        .child(el("div").class("older").child(loaded.button())))
}

fn month_list(edition: &Edition, month: Month, is_known: bool) -> AnyView {
    let messages = messages();
    let words = words();
    if edition.month_count(month) == 0 && !is_known {
        return all(pending());
    }
    if edition.month_count(month) == 0 {
        let name = month_in_words(messages, month);
        let message = fill(words.no_news_in_month, &name);
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
            .child(some_of_day(&edition.on_day(day), edition.count(day), day))
    };
    all(days.into_iter().map(day).collect::<Vec<_>>())
}

/// The first entries of a day, which has `count`; its own page has all of them.
pub fn some_of_day(items: &[Arc<Item>], count: usize, day: Day) -> Vec<El> {
    const SOME: usize = 20;
    let messages = messages();
    let items = &items[..items.len().min(SOME)];
    let mut shown = vec![headlines(items, Story::Brief)];
    if count > items.len() {
        let text = fill(words().whole_day, &messages.stories(count));
        shown.push(el("p").child(link(&Route::Day(day)).child(text)));
    }
    shown
}

/// No news from `first` to `last`: the nearest days that have some.
fn nothing(edition: &Edition, message: &str, first: Day, last: Day) -> El {
    let words = words();
    let neighbour = |day: Option<Day>, text: &str| {
        let day = day?;
        let name = link(&Route::Day(day)).child(fill(text, &day_numeric(day)));
        Some(el("li").child(name))
    };
    el("div")
        .class("notice")
        .child(el("p").child(message))
        .child(
            list()
                .child(neighbour(edition.day_before(first), words.nearest_earlier))
                .child(neighbour(edition.day_after(last), words.nearest_later)),
        )
}

/// The counts of a calendar's month, where they lie in an archive.
pub fn count_month(month: Month) {
    let newsroom = newsroom();
    let edition = newsroom.edition();
    let goal = Goal::MonthOf(month.first());
    effect(move || {
        if edition.with(Edition::has_archive) && newsroom.older_of(goal) == Older::Some {
            newsroom.load_quietly(goal);
        }
    });
}

/// "Các tin đã đưa ngày:": the calendar, and a typed day and a month and year jump, unfolded if `open`.
pub fn archive_block(start: Day, selected: Option<Day>, open: bool) -> El {
    let newsroom = newsroom();
    let navigator = navigator();
    let edition = newsroom.edition();
    let today = newsroom.today();
    let span = edition.with_untracked(Edition::span);
    // The reader's clock may be behind the news.
    let last = span.map_or(today, |(_, newest)| newest.max(today));
    // How far back there is news, an archive says only once it is read.
    let oldest = Memo::new(move |before: Option<&Month>| match before {
        Some(before) if !edition.with(Edition::has_archive) => *before,
        _ => {
            let span = edition.with(Edition::span);
            span.map_or(today, |(oldest, _)| oldest.min(today)).month()
        }
    });
    let show_day = move |day| navigator.go(Route::Day(day));
    let show_month = move |month| navigator.go(Route::Month(month));
    // The counts of an older month may lie on a page that is not loaded yet.
    let turned = move |month: Month| newsroom.load_older(Goal::MonthOf(month.first()));
    let about = Calendar {
        edition,
        start,
        selected,
        today,
        is_known: Arc::new(move |day| newsroom.has_all(Goal::MonthOf(day))),
    };
    let other_days = el("details")
        .class("other-days")
        .attr("open", open.then_some(""))
        .child(el("summary").child(words().other_days))
        .child(day_field(selected, show_day))
        .child(live(move || {
            let (first, last) = (oldest.get().year(), last.month().year());
            month_field(start.month(), first, last, show_month)
        }));
    el("section")
        .class("archive")
        .child(
            el("h2")
                .attr("id", "archive-heading")
                .child(words().news_of_the_day),
        )
        .child(calendar(about, show_day, turned))
        .child(other_days)
}
