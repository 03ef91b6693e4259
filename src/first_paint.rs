//! When the first page of a visit takes the static skeleton's place: once, as soon as what is read of it is
//! there.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::page,
    pages::article,
    route::Route,
    split,
    state::{
        navigate::{NavigationKind, Navigator},
        newsroom::{Front, Newsroom},
    },
};

/// How long the static skeleton stands before the frame is drawn without news.
const PATIENCE: Duration = Duration::from_millis(400);

/// Whether the first page may be drawn; true for good once it is.
pub fn first_paint(navigator: Navigator, newsroom: Newsroom) -> Memo<bool> {
    // A place in the page where the reader has been, and an article that stands there already: the whole page is to
    // take its place in one step.
    let standing = page::standing();
    let whole = standing.is_some() || matches!(navigator.kind(), NavigationKind::Return(_));
    let article = match untrack(|| navigator.route()) {
        Route::Article { key, .. } => Some(key),
        _ => None,
    };
    // An article's own page has all of it: it stays until the portal has that, too.
    let awaited = article.filter(|_| standing.is_some_and(|standing| !standing.is_empty()));
    let module = RwSignal::new(article.is_some() && awaited.is_none());
    if !module.get_untracked() {
        spawn_local(async move {
            // Where it did not come, the page says so.
            let _ = split::load_page().await;
            if awaited.is_some() {
                let _ = split::load_tools().await;
            }
            module.try_set(true);
        });
    }
    if let Some(key) = awaited {
        article::seek(newsroom, key);
    }
    let edition = newsroom.edition();
    let patient = RwSignal::new(true);
    if !whole {
        set_timeout(
            move || {
                patient.try_set(false);
            },
            PATIENCE,
        );
    }
    Memo::new(move |drawn: Option<&bool>| {
        let there = match newsroom.front() {
            Front::Loading => false,
            Front::Ahead(_) => !whole,
            Front::Failed(_) | Front::Ready => {
                awaited.is_none_or(|key| edition.with(|edition| edition.find(key).is_some()))
            }
        };
        drawn == Some(&true) || !patient.get() || (there && module.get())
    })
}
