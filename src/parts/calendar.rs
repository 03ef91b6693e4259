//! The date grid of the ARIA Authoring Practices: one tab stop, arrows, Home and End, Page Up and
//! Page Down, with Shift the year.

use std::sync::Arc;

use feed::{Day, Edition, Month};
use leptos::{ev, prelude::*};
use web_sys::KeyboardEvent;

use super::{button, link, messages, words};
use crate::{
    browser::page,
    el::{El, ElementRef, changing, el, live},
    route::Route,
    text::{day_in_words, fill, month_in_words},
};

/// What a calendar is about.
pub struct Calendar {
    pub edition: Memo<Edition>,
    /// The day that the grid starts at.
    pub start: Day,
    /// The day whose news is shown, if one is.
    pub selected: Option<Day>,
    pub today: Day,
    /// Whether all news since a day is loaded: else nothing is said of how many there are. Tracked.
    pub is_known: IsKnown,
}

pub type IsKnown = Arc<dyn Fn(Day) -> bool + Send + Sync>;

/// A month of days, each a link to its news and spoken with their number. `choose` follows a day
/// chosen by key; `turned` hears which month is shown, whose news may have to be loaded.
pub fn calendar(
    about: Calendar,
    choose: impl Fn(Day) + 'static,
    turned: impl Fn(Month) + Copy + 'static,
) -> El {
    let messages = messages();
    let Calendar {
        edition,
        start,
        selected,
        today,
        is_known,
    } = about;
    // The reader's clock may be behind the news.
    let newest = edition
        .with_untracked(Edition::span)
        .map(|(_, newest)| newest);
    let last = newest.map_or(today, |newest| newest.max(today));
    let cursor = RwSignal::new(start);
    let month = Memo::new(move |_| cursor.get().month());
    let grid = ElementRef::default();

    let keydown = move |event: KeyboardEvent| match pressed(&event, cursor.get_untracked()) {
        Some(Pressed::Choose(day)) if day > last => {}
        Some(Pressed::Choose(day)) => choose(day),
        Some(Pressed::Move(day)) => {
            turn_to(cursor, day, &turned);
            page::focus_inside(grid, ["[data-day='", &day.to_string(), "']"].concat());
        }
        None => {}
    };
    let page_by = move |months: i32| {
        let day = cursor.get_untracked().plus_months(months);
        turn_to(cursor, day, &turned);
    };
    let turn = |label: &'static str, sign: &'static str, months: i32| {
        let sign = el("span").attr("aria-hidden", "true").child(sign);
        button("", move || page_by(months))
            .class("quiet")
            .attr("aria-label", label)
            .child(sign)
    };
    let weekdays: Vec<El> = messages
        .weekdays
        .iter()
        .zip(messages.weekdays_short)
        .map(|(name, short)| {
            el("th")
                .attr("scope", "col")
                .attr("abbr", *name)
                .child(short)
        })
        .collect();
    // Only another month draws other cells: the focus is in one of them while news comes in.
    let about_days = Days {
        edition,
        cursor,
        selected,
        today,
        last,
        is_known: is_known.clone(),
    };
    let weeks = move || -> Vec<El> {
        let day = |day| cell(&about_days, day);
        let week =
            |week: [Option<Day>; 7]| el("tr").child(week.into_iter().map(day).collect::<Vec<_>>());
        month.get().weeks().into_iter().map(week).collect()
    };
    let head = el("div")
        .class("calendar-head")
        .child(turn(words().previous_month, "‹", -1))
        .child(
            el("p")
                .class("calendar-month")
                .attr("id", "calendar-month")
                .attr("aria-live", "polite")
                .child(live(move || month_in_words(messages, month.get()))),
        )
        .child(turn(words().next_month, "›", 1));
    let table = el("table")
        .attr("role", "grid")
        .attr("aria-labelledby", "calendar-month")
        .attr("aria-describedby", "calendar-help")
        .on(ev::keydown, keydown)
        .node_ref(grid)
        .child(el("thead").child(el("tr").child(weekdays)))
        .child(el("tbody").child(live(weeks)));
    let help = el("p")
        .class("visually-hidden")
        .attr("id", "calendar-help")
        .child(words().calendar_help);
    let whole_month = live(move || {
        let month = month.get();
        let name = month_in_words(messages, month);
        let count = edition.with(|edition| edition.month_count(month));
        let text = fill(words().whole_month, &name);
        let count = is_known(month.first()).then(|| [" (", &messages.stories(count), ")"].concat());
        (month.first() <= last).then(|| link(&Route::Month(month)).child(text).child(count))
    });
    el("div")
        .class("calendar")
        .attr("role", "group")
        .attr("aria-label", words().calendar)
        .child(head)
        .child(table)
        .child(help)
        .child(
            el("p")
                .class("calendar-links")
                .child(link(&Route::Day(today)).child(words().today))
                .child(whole_month),
        )
}

/// What the days of a month are drawn from.
struct Days {
    edition: Memo<Edition>,
    cursor: RwSignal<Day>,
    selected: Option<Day>,
    today: Day,
    /// What comes after it has no news yet.
    last: Day,
    is_known: IsKnown,
}

fn cell(days: &Days, day: Option<Day>) -> El {
    let Some(day) = day else {
        return el("td");
    };
    let messages = messages();
    let &Days {
        edition,
        cursor,
        selected,
        today,
        last,
        ..
    } = days;
    let is_known = days.is_known.clone();
    let is_ahead = day > last;
    let count = move || edition.with(|edition| edition.count(day));
    let label = move || {
        let mut label = day_in_words(messages, day);
        if !is_ahead && (count() > 0 || is_known(day)) {
            label = [&label, ", ", &messages.stories(count())].concat();
        }
        Some(label)
    };
    // Drawn by the style: as text it would have to be part of the name as it stands.
    let number = move || (count() > 0).then(|| count().to_string());
    let tab_stop = move || Some(if cursor.get() == day { "0" } else { "-1" });
    // A day ahead is no link, but the keys pass over it.
    let link = match is_ahead {
        false => link(&Route::Day(day)),
        true => el("a").attr("role", "link").attr("aria-disabled", "true"),
    };
    let link = link
        .attr("data-count", changing(number))
        .attr("data-day", day.to_string())
        .attr("tabindex", changing(tab_stop))
        .attr("aria-label", changing(label))
        .attr("aria-current", (day == today).then_some("date"))
        .child(day.number().to_string());
    let selected = if selected == Some(day) {
        "true"
    } else {
        "false"
    };
    el("td")
        .attr("role", "gridcell")
        .attr("aria-selected", selected)
        .child(link)
}

/// What a key asks of the grid.
enum Pressed {
    Choose(Day),
    Move(Day),
}

fn pressed(event: &KeyboardEvent, at: Day) -> Option<Pressed> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let key = event.key();
    let pressed = match key.as_str() {
        " " => Pressed::Choose(at),
        key => Pressed::Move(moved(at, key, event.shift_key())?),
    };
    event.prevent_default();
    Some(pressed)
}

fn turn_to(cursor: RwSignal<Day>, day: Day, turned: &dyn Fn(Month)) {
    cursor.set(day);
    turned(day.month());
}

/// Where a key leads from a day (ARIA Authoring Practices, date grid).
fn moved(day: Day, key: &str, shift: bool) -> Option<Day> {
    let weekday = i32::from(day.weekday());
    Some(match key {
        "ArrowLeft" => day.plus_days(-1),
        "ArrowRight" => day.plus_days(1),
        "ArrowUp" => day.plus_days(-7),
        "ArrowDown" => day.plus_days(7),
        "Home" => day.plus_days(-weekday),
        "End" => day.plus_days(6 - weekday),
        "PageUp" if shift => day.plus_years(-1),
        "PageDown" if shift => day.plus_years(1),
        "PageUp" => day.plus_months(-1),
        "PageDown" => day.plus_months(1),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_as_the_date_grid_has_it() {
        let monday = Day::new(2021, 3, 22).unwrap();
        let leap = Day::new(2024, 2, 29).unwrap();
        for (day, key, shift, expected) in [
            (monday, "ArrowLeft", false, "2021-03-21"),
            (monday, "ArrowRight", false, "2021-03-23"),
            (monday, "ArrowUp", false, "2021-03-15"),
            (monday, "ArrowDown", false, "2021-03-29"),
            (monday, "Home", false, "2021-03-22"),
            (monday, "End", false, "2021-03-28"),
            (monday, "PageUp", false, "2021-02-22"),
            (monday, "PageDown", false, "2021-04-22"),
            (monday, "PageUp", true, "2020-03-22"),
            (leap, "PageDown", true, "2025-02-28"),
        ] {
            let moved = moved(day, key, shift).map(|day| day.to_string());
            assert_eq!(moved.as_deref(), Some(expected), "{key}");
        }
        assert_eq!(moved(monday, "a", false), None);
    }
}
