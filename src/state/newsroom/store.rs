//! What is loaded of the news, as signals, and how far each request has come.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    sync::Arc,
};

use feed::{Archive, Day, Edition, Feed, Key};
use leptos::prelude::*;

use super::{
    load::{Platform, Source},
    paging::{self, Wanted},
};
use crate::{
    browser::http::Abort,
    fault::{FeedFault, Transport},
};

/// A page of a feed, and where it was read.
#[derive(Clone)]
pub struct Page {
    /// Where it lies, perhaps after it had moved.
    pub address: String,
    /// What was read there.
    pub feed: Arc<Feed>,
    /// Of its text.
    pub bytes: usize,
    /// What is known of the archive whose headlines these are.
    pub archive: Option<Arc<dyn Archive>>,
}

/// Whether there is anything to show.
#[derive(Clone, PartialEq, Debug)]
pub enum Front {
    Loading,
    Failed(FeedFault),
    /// This article is there; the rest of the feed is being read.
    Ahead(Key),
    Ready,
}

/// Older pages of the feed, or its archive.
#[derive(Clone, PartialEq, Debug)]
pub enum Older {
    /// Nothing more can be loaded.
    None,
    Some,
    Loading,
    Failed(FeedFault),
}

/// What is shown of a request.
#[derive(Clone, PartialEq, Debug)]
pub enum Request {
    Idle,
    Running,
    Failed(FeedFault),
}

/// Whether the reader sees that something is loaded. What is tried again by itself is not shown
/// until it has come: a notice that is being read would move, and be read out again.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Visibility {
    Shown,
    Quiet,
}

/// Requests of one kind, of which one at a time is under way.
pub struct Task {
    pub shown: ArcRwSignal<Request>,
    running: RefCell<Option<Abort>>,
}

/// One run of a task.
pub struct Run {
    /// Ends it.
    pub abort: Abort,
    /// The one before failed.
    pub again: bool,
}

impl Task {
    fn new() -> Task {
        Task {
            shown: ArcRwSignal::new(Request::Idle),
            running: RefCell::new(None),
        }
    }

    fn show(&self, request: Request) {
        if self.shown.with_untracked(|shown| *shown != request) {
            self.shown.set(request);
        }
    }

    /// `None` while another run is under way.
    pub fn begin(&self, visibility: Visibility) -> Option<Run> {
        let again = self.fault().is_some();
        if visibility == Visibility::Shown {
            self.show(Request::Running);
        }
        let mut running = self.running.borrow_mut();
        if running.is_some() {
            return None;
        }
        let abort = Abort::default();
        *running = Some(abort.clone());
        Some(Run { abort, again })
    }

    /// What was abandoned has been followed by something else, perhaps.
    pub fn end(&self, outcome: Result<(), FeedFault>) {
        let request = match outcome {
            Ok(()) => Request::Idle,
            Err(FeedFault::Transport(Transport::Abandoned)) => return,
            Err(fault) => Request::Failed(fault),
        };
        *self.running.borrow_mut() = None;
        self.show(request);
    }

    /// Nobody waits for it any more.
    pub fn abandon(&self) {
        if let Some(abort) = self.running.borrow_mut().take() {
            abort.abort();
        }
        self.show(Request::Idle);
    }

    /// Why the last run failed. Not tracked.
    pub fn fault(&self) -> Option<FeedFault> {
        self.shown.with_untracked(fault_of)
    }
}

pub fn fault_of(request: &Request) -> Option<FeedFault> {
    match request {
        Request::Failed(fault) => Some(fault.clone()),
        _ => None,
    }
}

/// All that is loaded of one feed. It goes with the last that holds it: a portal has one, widgets
/// over the same feed share one.
pub struct Store {
    pub source: Source,
    pub platform: Platform,
    /// Of the feed, the newest first.
    pub pages: ArcRwSignal<Vec<Page>>,
    /// The members' feed, while somebody is signed in.
    pub members: ArcRwSignal<Vec<Page>>,
    /// Articles that have left the feed, and are saved on this device.
    pub aside: ArcRwSignal<Vec<Page>>,
    /// While the feed is still being read: its head, and the article that the address names.
    pub ahead: ArcRwSignal<Vec<Page>>,
    /// What was read of the archive that the feed names: one page.
    pub archived: ArcRwSignal<Vec<Page>>,
    pub today: ArcRwSignal<Day>,
    /// The endpoint of the members' feed says that nobody is signed in.
    pub signed_out: ArcRwSignal<bool>,
    pub edition: ArcMemo<Edition>,
    pub front: ArcMemo<Front>,
    pub older: ArcMemo<Older>,
    pub first: Task,
    pub older_pages: Task,
    pub for_members: Task,
    /// What older pages are loaded for; it outlives a failure.
    pub wanted: RefCell<Wanted>,
    /// Whether a time is set at which to ask again for what failed.
    pub will_retry: Cell<bool>,
}

impl Store {
    /// A store that has read nothing yet.
    pub fn new(source: Source, platform: Platform) -> Rc<Store> {
        let [pages, members, aside, ahead, archived] = [(); 5].map(|()| ArcRwSignal::default());
        let [first, older_pages, for_members] = [(); 3].map(|()| Task::new());
        let edition = edition(
            pages.clone(),
            members.clone(),
            aside.clone(),
            ahead.clone(),
            archived.clone(),
        );
        Rc::new(Store {
            today: ArcRwSignal::new(source.zone.today()),
            signed_out: ArcRwSignal::new(false),
            edition,
            front: front(pages.clone(), ahead.clone(), &first),
            older: older(pages.clone(), &older_pages),
            source,
            platform,
            pages,
            members,
            aside,
            ahead,
            archived,
            first,
            older_pages,
            for_members,
            wanted: RefCell::default(),
            will_retry: Cell::new(false),
        })
    }

    /// Looks at the clock again: a page may stand for days.
    pub fn look_at_the_clock(&self) {
        let today = self.source.zone.today();
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
    }

    /// What is missing because a request for it failed; of several the first. Not tracked.
    pub fn fault(&self) -> Option<FeedFault> {
        let tasks = [&self.first, &self.older_pages, &self.for_members];
        tasks.into_iter().find_map(Task::fault)
    }

    /// Whether an address is the members' feed's, whatever its query says.
    pub fn is_members(&self, address: &str) -> bool {
        let feed = self.source.members_feed.as_deref();
        feed.is_some_and(|feed| without_query(feed) == without_query(address))
    }
}

/// The news, in order.
fn edition(
    pages: ArcRwSignal<Vec<Page>>,
    members: ArcRwSignal<Vec<Page>>,
    aside: ArcRwSignal<Vec<Page>>,
    ahead: ArcRwSignal<Vec<Page>>,
    archived: ArcRwSignal<Vec<Page>>,
) -> ArcMemo<Edition> {
    ArcMemo::new(move |_| {
        let mut loaded = pages.get();
        let mut unlisted = aside.get();
        if loaded.is_empty() {
            loaded = ahead.get();
            // In a list it would be alone, until the others push it away.
            unlisted.extend(loaded.pop());
        }
        loaded.extend(members.get());
        loaded.extend(archived.get());
        let archive = loaded.last().and_then(|page| page.archive.clone());
        Edition::with_archive(feeds_of(loaded), feeds_of(unlisted), archive)
    })
}

fn front(
    pages: ArcRwSignal<Vec<Page>>,
    ahead: ArcRwSignal<Vec<Page>>,
    first: &Task,
) -> ArcMemo<Front> {
    let first = first.shown.clone();
    ArcMemo::new(move |_| {
        if pages.with(|pages| !pages.is_empty()) {
            return Front::Ready;
        }
        if let Some(fault) = first.with(fault_of) {
            return Front::Failed(fault);
        }
        ahead.with(|ahead| {
            let item = ahead.last().and_then(|page| page.feed.items.first());
            item.map_or(Front::Loading, |item| Front::Ahead(item.key))
        })
    })
}

fn older(pages: ArcRwSignal<Vec<Page>>, older: &Task) -> ArcMemo<Older> {
    let older = older.shown.clone();
    ArcMemo::new(move |_| {
        if !pages.with(|pages| paging::is_more(pages)) {
            return Older::None;
        }
        match older.get() {
            Request::Idle => Older::Some,
            Request::Running => Older::Loading,
            Request::Failed(fault) => Older::Failed(fault),
        }
    })
}

fn without_query(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

fn feeds_of(pages: Vec<Page>) -> Vec<Arc<Feed>> {
    pages.into_iter().map(|page| page.feed).collect()
}
