//! What pages are made of. Parts get what they show as arguments; they know neither the newsroom
//! nor the session.

mod calendar;
mod day_field;
mod files;
mod headlines;
mod load_more;
mod marked;
mod month_field;
mod notice;
mod picture;
mod player;
mod search_field;

use feed::{Day, Item};
use leptos::prelude::*;

pub use calendar::{Calendar, calendar};
pub use day_field::day_field;
pub use files::files;
pub use headlines::{
    Story, badge, dateline, found_entry, headlines, kicker, published, story_entry,
};
pub use load_more::{BATCH, DrawEntry, batched_list, ends_between, some_at_first};
pub use marked::marked;
pub use month_field::month_field;
pub use notice::{bones, failure, skeleton};
pub use picture::picture;
pub use player::player;
pub use search_field::{quick_search, search_field};

use crate::{
    el::{El, changing, el, live},
    route::{Base, Route},
    text::{Lang, Messages, Words, clock, day_numeric},
};

/// The portal's day now, which ends while a page stands. A context.
#[derive(Clone, Copy)]
pub struct Today(pub Memo<Day>);

/// The words of the language that is shown. Wants `Lang` as context.
pub fn messages() -> &'static Messages {
    expect_context::<Lang>().messages()
}

/// The words of what lies in the module `pages`.
pub fn words() -> &'static Words {
    messages().lang.words()
}

/// The link to a page. Wants `Base` as context.
pub fn href(route: &Route) -> String {
    expect_context::<Base>().href(route)
}

/// A link to a page.
pub fn link(route: &Route) -> El {
    el("a").attr("href", href(route))
}

/// A button that sends no form.
pub fn button(label: &str, press: impl FnMut() + 'static) -> El {
    el("button")
        .attr("type", "button")
        .on_press(press)
        .child(label)
}

/// A list whose look is not that of one: `role` keeps it a list for VoiceOver.
pub fn list() -> El {
    el("ul").attr("role", "list")
}

/// The page of an item.
pub fn article(item: &Item) -> Route {
    Route::Article {
        slug: item.slug.clone(),
        key: item.key,
    }
}

/// What an item is called in a list.
pub fn headline(item: &Item, messages: &'static Messages) -> String {
    item.headline
        .clone()
        .unwrap_or_else(|| messages.untitled.into())
}

/// `<span class="clock">08:15</span>`, of the minute of a day.
pub fn clock_time(minute: u16) -> El {
    el("span").class("clock").child(clock(minute))
}

/// `<time datetime="2021-03-22">22/03/2021</time>`.
pub fn day_time(day: Day) -> El {
    el("time")
        .attr("datetime", day.to_string())
        .child(day_numeric(day))
}

/// The same, but today and yesterday by their names, for as long as they are; the date appears where the entry
/// of a list is pointed at or has the focus (`style/stories.css`). Wants [`Today`] as context, without which no
/// day has a name.
pub fn near_day_time(day: Day) -> El {
    let named = use_context::<Today>().map(|Today(today)| move || day_name(today.get(), day));
    let named = named.filter(|named| untrack(named).is_some());
    let Some(named) = named else {
        return day_time(day);
    };
    let date = day_numeric(day);
    let besides = date.clone();
    el("time")
        .attr("datetime", day.to_string())
        .attr(
            "data-date",
            changing(move || named().map(|_| besides.clone())),
        )
        .child(live(move || named().map_or(date.clone(), str::to_owned)))
}

fn day_name(today: Day, day: Day) -> Option<&'static str> {
    if day == today {
        Some(words().today)
    } else if day.plus_days(1) == today {
        Some(words().yesterday)
    } else {
        None
    }
}
