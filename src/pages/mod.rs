//! One file a page. Pages read the newsroom and the session; they hold no rules.

mod archive;
mod article;
mod date;
mod doctor;
mod embed;
mod growing;
mod home;
mod not_found;
mod older;
mod saved;
mod search;
mod sign_in;
mod tag;
mod title;

use feed::{Edition, Key};
use leptos::{prelude::*, task::spawn_local};

pub use title::title;

use crate::{
    browser::chunks::{Chunk, arrived},
    context::portal,
    el::{El, el, live},
    navigate::Navigator,
    newsroom::{Front, Newsroom},
    parts::{failure, link, messages, search_field, skeleton},
    route::Route,
    text::{Words, feed_advice},
};

fn newsroom() -> Newsroom {
    portal().newsroom
}

/// The words of the language that is shown, of pages that lie with them in a later chunk.
fn words() -> &'static Words {
    messages().lang.words()
}

fn navigator() -> Navigator {
    portal().navigator
}

/// The page of a route.
pub fn page(route: Route) -> AnyView {
    match route {
        Route::Home => home::home(),
        Route::Article { slug, key } => article::article_page(slug, key),
        Route::Archive => archive::archive(),
        Route::Day(day) => date::day_page(day),
        Route::Month(month) => date::month_page(month),
        Route::Tag(slug) => tag::tag_page(slug),
        Route::Search(typed) => search::search_page(typed),
        Route::Saved => saved::saved_page(),
        Route::Doctor(asked) => doctor::doctor_page(asked),
        Route::Embed => embed_once_here(),
        Route::SignIn { next } => sign_in::sign_in_page(*next),
        Route::NotFound(address) => not_found::not_found(address),
    }
}

/// The page lies in the widget's chunk.
fn embed_once_here() -> AnyView {
    if cfg!(not(target_arch = "wasm32")) {
        return embed::embed_page();
    }
    let here = RwSignal::new(false);
    spawn_local(async move {
        arrived(Chunk::Embed).await;
        here.try_set(true);
    });
    live(move || {
        if here.get() {
            embed::embed_page()
        } else {
            skeleton().draw()
        }
    })
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
    let front = Memo::new(move |_| match newsroom.front() {
        Front::Ahead(key) if enough == Some(key) => Front::Ready,
        front => front,
    });
    live(move || match front.get() {
        Front::Loading | Front::Ahead(_) => skeleton(),
        Front::Failed(fault) => {
            let messages = messages();
            narrow()
                .child(page_heading().child(messages.below().feed_failed()))
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
                navigator.go(Route::Search(typed));
            },
        ))
        .child(
            el("p")
                .class("ways")
                .child(link(&Route::Archive).child(messages.archive))
                .child(link(&Route::Home).child(messages.home)),
        )
}
