//! What was read on this device: the service worker keeps it (`src/js/worker/saved.js`), to be read without a
//! network: the last that was read, and what the reader has saved.

use std::sync::Arc;

use feed::{Item, Key, to_json_feed};
use gloo_net::http::Method;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::prelude::*;

use crate::{
    browser::{address, http::ask, worker},
    context::shared,
    route::Route,
    state::newsroom::{Newsroom, Page, Request},
    text::Lang,
};

/// The article that is shown, as a JSON Feed of one item; nothing on other pages, nor for members'
/// news, which is never saved.
pub fn shown_article() -> Option<String> {
    let portal = shared()?;
    let Route::Article { key, .. } = untrack(|| portal.navigator.route()) else {
        return None;
    };
    let item = portal
        .newsroom
        .edition()
        .with_untracked(|edition| edition.find(key))?;
    (!item.members).then(|| to_json_feed(&item))
}

/// Whether what is shown is everybody's: nobody is signed in. `src/js/offline/keep.js` asks.
#[wasm_bindgen]
pub fn shown_to_all() -> bool {
    shared().is_some_and(|portal| untrack(|| portal.session.user()).is_none())
}

/// Looks for an article that has left the feed; it is then found in the edition.
pub async fn look_for(newsroom: Newsroom, key: Key) {
    let name = [&key.to_string(), ".json"].concat();
    let Some(address) = address_of(&name) else {
        return;
    };
    // It is not there, most often: then it stays missing.
    if let Ok(page) = newsroom.read_aside(&address).await {
        newsroom.put_aside(page);
    }
}

/// Whether an article can be saved here: not by who is a member, and not before the service worker is in charge.
pub fn is_possible(item: &Item) -> bool {
    !item.members && address_of("feed.json").is_some()
}

/// The keys of what the reader has saved.
pub async fn saved_keys() -> Vec<Key> {
    let Some(address) = address_of("keys.json") else {
        return Vec::new();
    };
    let answer = ask(Method::GET, &address, None).await;
    let keys = answer.map(|answer| answer.body).unwrap_or_default();
    // A list of texts; no key has a quotation mark.
    keys.split('"').filter_map(|key| key.parse().ok()).collect()
}

/// Saves an article until the reader removes it; whether that could be done.
pub async fn save(item: &Item) -> bool {
    send(Method::PUT, item.key, Some(to_json_feed(item))).await
}

/// Removes an article from what is kept; whether that could be done.
pub async fn remove(key: Key) -> bool {
    send(Method::DELETE, key, None).await
}

async fn send(method: Method, key: Key, body: Option<String>) -> bool {
    match address_of(&[&key.to_string(), ".json"].concat()) {
        Some(address) => {
            let answer = ask(method, &address, body).await;
            answer.is_ok_and(|answer| answer.status == 204)
        }
        None => false,
    }
}

/// All that is kept, as a page shows it.
#[derive(Clone, Copy)]
pub struct Saved {
    pages: RwSignal<Vec<Page>>,
    /// What of it the reader has saved.
    keys: RwSignal<Vec<Key>>,
    request: RwSignal<Request>,
}

impl Saved {
    /// Loads what is saved, described in a language.
    pub fn load(newsroom: Newsroom, lang: Lang) -> Saved {
        let saved = Saved {
            pages: RwSignal::new(Vec::new()),
            keys: RwSignal::new(Vec::new()),
            request: RwSignal::new(Request::Idle),
        };
        if let Some(address) = address_of(&["feed.json?lang=", lang.tag()].concat()) {
            saved.request.set(Request::Running);
            spawn_local(async move {
                saved.keys.set(saved_keys().await);
                if let Ok(page) = newsroom.read_aside(&address).await {
                    saved.pages.set(vec![page]);
                }
                saved.request.set(Request::Idle);
            });
        }
        saved
    }

    /// Whether it is still on its way. Tracked.
    pub fn is_loading(self) -> bool {
        self.request.get() == Request::Running
    }

    /// What the reader has saved, and what was only read; of each the last read first. Tracked.
    pub fn items(self) -> [Vec<Arc<Item>>; 2] {
        let items = self
            .pages
            .with(|pages| pages.first().map(|page| page.feed.items.clone()));
        let items = items.unwrap_or_default().into_iter();
        let (saved, read) = self
            .keys
            .with(|keys| items.partition(|item| keys.contains(&item.key)));
        [saved, read]
    }

    /// Removes one of them; `done` hears of it.
    pub fn remove(self, key: Key, done: impl FnOnce() + 'static) {
        spawn_local(async move {
            if remove(key).await {
                done();
                self.pages.update(|pages| {
                    for page in pages {
                        Arc::make_mut(&mut page.feed)
                            .items
                            .retain(|item| item.key != key);
                    }
                });
            }
        });
    }

    /// What is said of it.
    pub fn description(self) -> Option<String> {
        self.pages
            .with(|pages| pages.first()?.feed.description.clone())
    }

    /// Forgets all of it.
    pub fn clear(self) {
        let Some(address) = address_of("feed.json") else {
            return;
        };
        spawn_local(async move {
            if ask(Method::DELETE, &address, None).await.is_ok() {
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
