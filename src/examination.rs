//! A feed examined for its operator, by the reader that reads for the page. All of this lies in the
//! doctor's chunk (`xtask/src/split.rs`).

use std::{pin::Pin, sync::Arc};

use feed::{Removed, Report};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

use crate::{
    browser::{
        address, encoding,
        fetch::{self, Abort},
        file::Chosen,
        pace::{Turn, rest},
        purifier, removed,
    },
    fault::Transport,
    newsroom::Newsroom,
};

/// How far an examination has come.
#[derive(Clone)]
pub enum State {
    /// Nothing was given.
    Idle,
    Running,
    /// There is nothing to examine: it did not come.
    Failed(Transport),
    Done(Arc<Report>),
}

/// Examines one thing after another; what was begun before is given up.
#[derive(Clone, Copy)]
pub struct Examination {
    newsroom: Newsroom,
    state: RwSignal<State>,
    running: StoredValue<Option<Abort>, LocalStorage>,
}

/// A document on its way: its address and its text.
type Document = Pin<Box<dyn Future<Output = Result<(String, String), Transport>>>>;

impl Examination {
    pub fn new(newsroom: Newsroom) -> Examination {
        Examination {
            newsroom,
            state: RwSignal::new(State::Idle),
            running: StoredValue::new_local(None),
        }
    }

    /// Tracked.
    pub fn state(self) -> State {
        self.state.get()
    }

    /// Examines the feed at an address; a relative one starts from the portal's own.
    pub fn of_address(self, written: &str) {
        let abort = Abort::new(true);
        let running = abort.clone();
        let address = address::resolve(&address::of_page(), written);
        let document = async move {
            let address = address.ok_or(Transport::Unreachable)?;
            let sent = fetch::text(&address, false, &running).await?;
            let address = sent.address().unwrap_or(address);
            let text = encoding::told(sent).await.ok_or(Transport::Unreachable)?;
            Ok((address, text))
        };
        self.begin(abort, Box::pin(document));
    }

    /// Examines a text as if it lay where the feed is.
    pub fn of_text(self, text: String) {
        if text.trim().is_empty() {
            return self.stop();
        }
        let address = self.newsroom.feed_address();
        let document = async move {
            if text.len() > fetch::MOST_BYTES as usize {
                return Err(Transport::TooLarge);
            }
            Ok((address, text))
        };
        self.begin(Abort::new(true), Box::pin(document));
    }

    /// Examines a file as if it lay beside the feed.
    pub fn of_file(self, chosen: Option<Chosen>) {
        let Some(Chosen { name, size, parts }) = chosen else {
            return self.stop();
        };
        let feed = self.newsroom.feed_address();
        let document = async move {
            if size > f64::from(fetch::MOST_BYTES) {
                return Err(Transport::TooLarge);
            }
            let text = encoding::text_of(parts, None).await;
            let text = text.ok_or(Transport::Unreachable)?;
            Ok((address::resolve(&feed, &name).unwrap_or(feed), text))
        };
        self.begin(Abort::new(true), Box::pin(document));
    }

    /// Gives up what is under way.
    pub fn stop(self) {
        if let Some(abort) = self.running.try_update_value(Option::take).flatten() {
            abort.abort();
        }
        self.state.try_set(State::Idle);
    }

    fn begin(self, abort: Abort, document: Document) {
        self.stop();
        self.running.set_value(Some(abort.clone()));
        self.state.set(State::Running);
        spawn_local(async move {
            let read = match document.await {
                Ok((address, text)) => self.examined(address, text, &abort).await,
                Err(Transport::Abandoned) => None,
                Err(fault) => Some(State::Failed(fault)),
            };
            if let Some(read) = read {
                self.state.try_set(read);
            }
        });
    }

    /// `None` when it was given up.
    async fn examined(self, address: String, text: String, abort: &Abort) -> Option<State> {
        let begun = self.newsroom.begin(&address, &text);
        drop(text);
        let mut report = Report {
            address,
            read: Err(feed::NotAFeed::Empty),
            removed: Vec::new(),
        };
        let mut progress = match begun {
            Ok(progress) => progress,
            Err(refused) => {
                report.read = Err(refused);
                return Some(State::Done(Arc::new(report)));
            }
        };
        while self.newsroom.read_on(&report.address, &mut progress) {
            rest().await;
            if abort.done() {
                return None;
            }
        }
        let reading = progress.finish();
        if JsFuture::from(purifier::arrive()).await.is_err() {
            return Some(State::Failed(Transport::Unreachable));
        }
        let mut turn = Turn::begin();
        for item in &reading.feed.items {
            if turn.is_over() {
                rest().await;
                if abort.done() {
                    return None;
                }
                turn = Turn::begin();
            }
            let removed = Removed::of(item, &mut removed::names);
            report.removed.extend(removed);
        }
        report.read = Ok(reading);
        Some(State::Done(Arc::new(report)))
    }
}
