//! What pages are made of. Parts get what they show as arguments; they know neither the newsroom
//! nor the session.

mod calendar;
mod day_field;
mod files;
mod growing;
mod headlines;
mod marked;
mod month_field;
mod notice;
mod picture;
mod search_field;
mod tools;

use feed::{Day, Item};
use leptos::prelude::*;

pub use calendar::{Calendar, calendar};
pub use day_field::day_field;
pub use files::files;
pub use growing::{BATCH, DrawEntry, growing, some_at_first};
pub use headlines::{Story, badge, dateline, found_entry, headlines, story_entry};
pub use marked::marked;
pub use month_field::month_field;
pub use notice::{failure, skeleton};
pub use picture::picture;
pub use search_field::search_field;
pub use tools::tools;

use crate::{
    el::{El, el},
    route::{Base, Route},
    text::{Below, Lang, Messages, day_numeric},
};

/// The words of the language that is shown.
pub fn messages() -> &'static Messages {
    use_context::<Lang>().unwrap_or_default().messages()
}

/// The words of what comes after an article's headline.
pub fn below() -> &'static Below {
    messages().below()
}

/// The link to a page.
pub fn href(route: &Route) -> String {
    use_context::<Base>()
        .unwrap_or_else(|| Base::new("/"))
        .href(route)
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

/// `<time datetime="2021-03-22">22/03/2021</time>`.
pub fn day_time(day: Day) -> El {
    el("time")
        .attr("datetime", day.to_string())
        .child(day_numeric(day))
}
