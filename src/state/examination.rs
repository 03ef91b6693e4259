//! A feed examined for its operator, by the reader that reads for the page.

use std::{pin::Pin, sync::Arc};

use feed::{Removed, Report};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{
        address,
        article::removed,
        encoding,
        file::{self, Chosen},
        http::{self, Abort, FeedRequest, fetch_feed},
        pace::{TimeSlice, yield_now},
    },
    fault::Transport,
    state::newsroom::Newsroom,
};

/// How far an examination has come.
#[derive(Clone)]
pub enum State {
    /// Nothing was given.
    Idle,
    Running,
    /// Not the address of something that a host has.
    Refused,
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

/// An address absolute, unless it is a file of the device, a script or the like.
fn web_address(written: &str) -> Option<String> {
    let address = address::resolve(&address::of_page(), written)?;
    let is_web = address.starts_with("https:") || address.starts_with("http:");
    is_web.then_some(address)
}

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

    /// Whether a host can be asked for what is written.
    pub fn is_possible(written: &str) -> bool {
        web_address(written).is_some()
    }

    /// Examines the feed at an address; a relative one starts from the portal's own.
    pub fn of_address(self, written: &str) {
        let Some(address) = web_address(written) else {
            self.stop();
            self.state.set(State::Refused);
            return;
        };
        let abort = Abort::default();
        let running = abort.clone();
        let document = async move {
            let request = FeedRequest {
                in_passing: false,
                url: address,
                members: false,
                again: true,
            };
            let fetched = fetch_feed(request, running).await?;
            let text = encoding::text_of(&fetched.bytes, fetched.content_type.as_deref());
            Ok((fetched.address, text))
        };
        self.begin(abort, Box::pin(document));
    }

    /// Examines a text as if it lay where the feed is.
    pub fn of_text(self, text: String) {
        if text.trim().is_empty() {
            return self.stop();
        }
        let address = self.newsroom.source().0;
        let document = async move {
            if text.len() > http::MOST_BYTES {
                return Err(Transport::TooLarge);
            }
            Ok((address, text))
        };
        self.begin(Abort::default(), Box::pin(document));
    }

    /// Examines a file as if it lay beside the feed.
    pub fn of_file(self, chosen: Option<Chosen>) {
        let Some(Chosen { name, size, parts }) = chosen else {
            return self.stop();
        };
        let feed = self.newsroom.source().0;
        let document = async move {
            if size > http::MOST_BYTES as f64 {
                return Err(Transport::TooLarge);
            }
            let bytes = file::bytes_of(&parts).await;
            let text = encoding::text_of(&bytes.ok_or(Transport::Unreachable)?, None);
            Ok((address::resolve(&feed, &name).unwrap_or(feed), text))
        };
        self.begin(Abort::default(), Box::pin(document));
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
        let origin = self.newsroom.origin(address.clone());
        let begun = origin.begin(&text);
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
        while origin.read_on(&mut progress) {
            yield_now().await;
            if abort.done() {
                return None;
            }
        }
        let reading = progress.finish();
        let mut slice = TimeSlice::begin();
        for item in &reading.feed.items {
            if slice.is_over() {
                yield_now().await;
                if abort.done() {
                    return None;
                }
                slice = TimeSlice::begin();
            }
            let removed = Removed::of(item, &mut removed::names);
            report.removed.extend(removed);
        }
        report.read = Ok(reading);
        Some(State::Done(Arc::new(report)))
    }
}
