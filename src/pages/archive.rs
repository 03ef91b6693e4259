use leptos::prelude::*;

use super::{
    date::{First, month_page},
    newsroom, with_news,
};
use crate::el::el;

/// The entrance of the archive: the calendar of the newest month with news, else of this month, and its news.
pub fn archive() -> AnyView {
    with_news(|edition| {
        let newest = edition.with_untracked(|edition| edition.span().map(|(_, newest)| newest));
        let day = newest.unwrap_or_else(|| newsroom().today());
        el("div").child(month_page(day.month(), First::Calendar))
    })
}
