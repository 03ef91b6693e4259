//! One file a page. Pages read the newsroom and the session; they hold no rules.

mod about;
mod archive;
pub(crate) mod article;
mod date;
mod doctor;
pub(crate) mod embed;
mod home;
mod load_more;
mod module;
mod not_found;
mod older;
mod saved;
mod search;
mod sign_in;
mod tag;
mod title;

use feed::{Edition, Key};
use leptos::prelude::*;

pub(crate) use module::{Instead, from_module};
pub use title::title;

use crate::{
    context::portal,
    el::{El, el, live},
    parts::{failure, link, messages, search_field, skeleton, words},
    route::Route,
    split,
    state::navigate::Navigator,
    state::newsroom::{Front, Newsroom},
    text::feed_advice,
};

fn newsroom() -> Newsroom {
    portal().newsroom
}

fn navigator() -> Navigator {
    portal().navigator
}

/// The page of a route. Most readers come for an article; the other pages lie in modules of their own.
pub fn page(route: Route) -> AnyView {
    match route {
        Route::Article { slug, key } => article::article_page(slug, key),
        Route::Embed => from_module(
            Instead::OfPage,
            || Box::pin(split::load_embed()),
            || Box::pin(split::embed_page()),
        ),
        route @ (Route::Doctor(_) | Route::Sitemap | Route::Accessibility) => from_module(
            Instead::OfPage,
            || Box::pin(split::load_seldom()),
            move || Box::pin(split::seldom_page(route.clone())),
        ),
        route => from_module(
            Instead::OfPage,
            || Box::pin(split::load_page()),
            move || Box::pin(split::page(route.clone())),
        ),
    }
}

/// The pages of the module `pages`.
pub fn other_page(route: Route) -> AnyView {
    match route {
        Route::Home => home::home(),
        Route::Archive => archive::archive(),
        Route::Day(day) => date::day_page(day),
        Route::Month(month) => date::month_page(month, date::First::News),
        Route::Tag(slug) => tag::tag_page(slug),
        Route::Search(query) => search::search_page(&query),
        Route::Saved => saved::saved_page(),
        Route::SignIn { next } => sign_in::sign_in_page(*next),
        Route::NotFound(address) => not_found::not_found(address),
        elsewhere @ (Route::Article { .. }
        | Route::Doctor(_)
        | Route::Embed
        | Route::Sitemap
        | Route::Accessibility) => page(elsewhere),
    }
}

/// The pages of the module `seldom`.
pub fn seldom_page(route: Route) -> AnyView {
    match route {
        Route::Doctor(asked) => doctor::doctor_page(asked),
        Route::Sitemap => about::sitemap(),
        Route::Accessibility => about::accessibility(),
        elsewhere => page(elsewhere),
    }
}

/// The one place of "not there yet" and "did not come": `draw` is called once there is news.
pub(crate) fn with_news(draw: impl Fn(Memo<Edition>) -> El + Send + 'static) -> AnyView {
    gate(None, Box::new(draw))
}

/// For a page of one article: that one is enough.
fn with_article(key: Key, draw: impl Fn(Memo<Edition>) -> El + Send + 'static) -> AnyView {
    gate(Some(key), Box::new(draw))
}

fn gate(enough: Option<Key>, draw: Box<dyn Fn(Memo<Edition>) -> El + Send>) -> AnyView {
    let newsroom = newsroom();
    let edition = newsroom.edition();
    // It may be saved on this device, though the feed cannot be had.
    let is_there =
        move || enough.is_some_and(|key| edition.with(|edition| edition.find(key).is_some()));
    let front = Memo::new(move |_| match newsroom.front() {
        Front::Ahead(key) if enough == Some(key) => Front::Ready,
        Front::Failed(_) if is_there() => Front::Ready,
        front => front,
    });
    live(move || match front.get() {
        Front::Loading | Front::Ahead(_) => skeleton(),
        Front::Failed(fault) => {
            let messages = messages();
            narrow()
                .child(page_heading().child(messages.feed_failed))
                .child(failure(feed_advice(messages, &fault), move || {
                    newsroom.open(None);
                }))
        }
        Front::Ready => draw(newsroom.edition()),
    })
}

/// The heading of a page, where the focus goes when the page is come to.
pub(crate) fn page_heading() -> El {
    el(navigator().heading()).attr("tabindex", "-1")
}

/// A page of one column.
fn narrow() -> El {
    el("div").class("page narrow")
}

/// Where to look for what is not there: a search, the archive, the home page.
fn ways_on() -> El {
    let messages = messages();
    let navigator = navigator();
    el("div")
        .child(search_field(
            "ways-on-search",
            String::new(),
            move |typed| {
                navigator.go(Route::search_for(&typed));
            },
        ))
        .child(
            el("p")
                .class("ways")
                .child(link(&Route::Archive).child(messages.archive))
                .child(link(&Route::Home).child(messages.home)),
        )
}
