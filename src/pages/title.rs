use feed::Edition;

use crate::{
    parts::headline,
    route::{Route, parameter},
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
            // It may be on its way, or for members only.
            None => return portal.to_owned(),
        },
        Route::Archive => messages.archive.into(),
        Route::Day(day) => fill(messages.news_of_day, &day_numeric(*day)),
        Route::Month(month) => fill(messages.news_of_month, &month_in_words(messages, *month)),
        Route::Tag(slug) => tag_label(edition, slug),
        Route::Search(query) => match parameter(query, "q") {
            Some(typed) if !typed.is_empty() => [messages.search, ": ", &typed].concat(),
            _ => messages.search.into(),
        },
        Route::Saved => messages.saved.into(),
        Route::Sitemap => messages.sitemap.into(),
        Route::Accessibility => messages.accessibility.into(),
        Route::Doctor(_) => messages.doctor.into(),
        Route::Embed => messages.embed.into(),
        Route::SignIn { .. } => messages.sign_in.into(),
        Route::NotFound(_) => messages.not_found.into(),
    };
    [&page, " – ", portal].concat()
}

/// What a section is called; its address where no news bears it.
pub fn tag_label(edition: &Edition, slug: &feed::Slug) -> String {
    edition
        .tag(slug)
        .map_or_else(|| slug.as_str().to_owned(), |tag| tag.label.clone())
}
