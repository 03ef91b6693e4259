//! The reader's shelf: what was read is kept by the service worker (`src/worker/shelf.js`), to be
//! read without a network. All of this lies in the last chunk (`xtask/src/split.rs`).

use std::sync::Arc;

use feed::{Item, Key, written};
use gloo_net::http::Method;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::prelude::*;

use crate::{
    browser::{address, endpoint, worker},
    context::shared,
    newsroom::{Newsroom, Page, Request},
    route::Route,
    text::Lang,
};

/// The article that is shown, as a JSON Feed of one item; nothing on other pages, nor for members'
/// news, which is never kept. `src/offline/keep.js` asks.
#[wasm_bindgen]
pub fn shown_article() -> Option<String> {
    let portal = shared()?;
    let Route::Article { key, .. } = untrack(|| portal.navigator.route()) else {
        return None;
    };
    let item = portal
        .newsroom
        .edition()
        .with_untracked(|edition| edition.find(key))?;
    (!item.members).then(|| written(&item))
}

/// Whether what is shown is everybody's: nobody is signed in. `src/offline/keep.js` asks.
#[wasm_bindgen]
pub fn shown_to_all() -> bool {
    shared().is_some_and(|portal| untrack(|| portal.session.user()).is_none())
}

/// Looks for an article that has left the feed; it is then found in the edition. To be called once
/// this chunk is there.
pub fn looking_for(newsroom: Newsroom, key: Key) -> Box<dyn FnOnce()> {
    Box::new(move || look_for(newsroom, key))
}

fn look_for(newsroom: Newsroom, key: Key) {
    let name = [&key.to_string(), ".json"].concat();
    let Some(address) = address_of(&name) else {
        return;
    };
    spawn_local(async move {
        // It is not there, most often: then it stays missing.
        if let Ok(page) = newsroom.read_apart(&address).await {
            newsroom.put_aside(page);
        }
    });
}

/// All that is on the shelf, as a page shows it.
#[derive(Clone, Copy)]
pub struct Shelf {
    pages: RwSignal<Vec<Page>>,
    request: RwSignal<Request>,
}

impl Shelf {
    /// The shelf, described in a language.
    pub fn open(newsroom: Newsroom, lang: Lang) -> Shelf {
        let shelf = Shelf {
            pages: RwSignal::new(Vec::new()),
            request: RwSignal::new(Request::Idle),
        };
        if let Some(address) = address_of(&["feed.json?lang=", lang.tag()].concat()) {
            shelf.request.set(Request::Running);
            spawn_local(async move {
                if let Ok(page) = newsroom.read_apart(&address).await {
                    shelf.pages.set(vec![page]);
                }
                shelf.request.set(Request::Idle);
            });
        }
        shelf
    }

    pub fn is_opening(self) -> bool {
        self.request.get() == Request::Running
    }

    /// Last read first.
    pub fn items(self) -> Vec<Arc<Item>> {
        self.pages
            .with(|pages| pages.first().map(|page| page.feed.items.clone()))
            .unwrap_or_default()
    }

    /// What the shelf says of itself.
    pub fn description(self) -> Option<String> {
        self.pages
            .with(|pages| pages.first()?.feed.description.clone())
    }

    /// Takes everything off.
    pub fn clear(self) {
        let Some(address) = address_of("feed.json") else {
            return;
        };
        spawn_local(async move {
            if endpoint::ask(Method::DELETE, &address, None).await.is_ok() {
                self.pages.set(Vec::new());
            }
        });
    }
}

/// An address that only the service worker answers; none where it is not in charge of the page.
fn address_of(name: &str) -> Option<String> {
    // Another site's page has a service worker of its own.
    shared()?;
    let page = address::of_page();
    let is_there = worker::is_in_charge();
    is_there
        .then(|| address::resolve(&page, &["saved/", name].concat()))
        .flatten()
}
