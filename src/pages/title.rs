use feed::Edition;

use crate::{
    parts::headline,
    route::Route,
    text::{Messages, day_numeric, fill, month_in_words},
};

/// What the page is called: in the browser's tab, in its history, and when it is announced.
pub fn title(
    route: &Route,
    edition: &Edition,
    portal: &str,
    messages: &'static Messages,
) -> String {
    let page = match route {
        Route::Home => return portal.to_owned(),
        Route::Article { key, .. } => match edition.find(*key) {
            Some(item) => headline(&item, messages),
            None => messages.article_missing.into(),
        },
        Route::Archive => messages.archive.into(),
        Route::Day(day) => fill(messages.news_of_day, &day_numeric(*day)),
        Route::Month(month) => fill(messages.news_of_month, &month_in_words(messages, *month)),
        Route::Tag(slug) => tag_label(edition, slug),
        Route::Search(typed) if typed.is_empty() => messages.search.into(),
        Route::Search(typed) => [messages.search, ": ", typed].concat(),
        Route::Saved => messages.saved.into(),
        // Nothing links there: they are always shown from the first, when all chunks are there.
        Route::Doctor(_) => messages.lang.words().doctor().into(),
        Route::Embed => messages.lang.words().embed().into(),
        Route::SignIn { .. } => messages.sign_in.into(),
        Route::NotFound(_) => messages.not_found.into(),
    };
    [&page, " – ", portal].concat()
}

/// What a section is called; its address where no news bears it.
pub fn tag_label(edition: &Edition, slug: &feed::Slug) -> String {
    edition
        .tags()
        .into_iter()
        .find(|(tag, _)| tag.slug == *slug)
        .map_or_else(|| slug.as_str().to_owned(), |(tag, _)| tag.label)
}
