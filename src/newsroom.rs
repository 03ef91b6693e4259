//! What is loaded of the news, as signals; the only caller of fetch for news.

use std::{rc::Rc, sync::Arc};

use feed::{Address, Day, Edition, Feed, Key, Reader, Severity, is_markup};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{
        address,
        chunks::{Chunk, came},
        console,
        fetch::{self, Abort},
        zone::PortalZone,
    },
    config::Config,
    fault::{FeedFault, Transport},
};

/// Pages of one feed that are read in a visit, at the most: a chain of `next_url` may be endless.
const MOST_PAGES: usize = 200;

/// What is loaded, and the ways to load more. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Newsroom {
    sources: StoredValue<Rc<Sources>, LocalStorage>,
    pages: RwSignal<Vec<Page>>,
    /// The members' feed, while somebody is signed in.
    members: RwSignal<Vec<Page>>,
    /// Articles that have left the feed, and are kept on this device.
    aside: RwSignal<Vec<Page>>,
    front: RwSignal<Request>,
    older: RwSignal<Request>,
    members_request: RwSignal<Request>,
    goal: StoredValue<Option<(Goal, Abort)>, LocalStorage>,
    edition: Memo<Edition>,
}

struct Sources {
    feed: String,
    members_feed: Option<String>,
    zone: PortalZone,
}

/// A page of the feed, and where it was read.
#[derive(Clone)]
pub struct Page {
    pub address: String,
    pub feed: Arc<Feed>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Request {
    Idle,
    Running,
    Failed(FeedFault),
}

/// Whether there is anything to show.
#[derive(Clone, PartialEq, Debug)]
pub enum Front {
    Loading,
    Failed(FeedFault),
    Ready,
}

/// Older pages of the feed.
#[derive(Clone, PartialEq, Debug)]
pub enum Older {
    /// The feed names no further page.
    None,
    Some,
    Loading,
    Failed(FeedFault),
}

/// What older pages are loaded for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Goal {
    OnePage,
    /// All news of this day and later.
    Since(Day),
    Item(Key),
}

impl Newsroom {
    /// Relative addresses of the config start from `base`, the page's own.
    pub fn new(config: &Config, zone: PortalZone, base: &str) -> Newsroom {
        let absolute =
            |written: &str| address::resolve(base, written).unwrap_or_else(|| written.to_owned());
        let sources = Sources {
            feed: absolute(&config.feed),
            members_feed: config.members_feed.as_deref().map(absolute),
            zone,
        };
        Newsroom::holding(Vec::new(), sources)
    }

    /// A newsroom that has read a feed already, for pages that are drawn natively.
    pub fn of(feed: Arc<Feed>, zone: PortalZone) -> Newsroom {
        let address = feed
            .feed_url
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let sources = Sources {
            feed: address.clone(),
            members_feed: None,
            zone,
        };
        Newsroom::holding(vec![Page { address, feed }], sources)
    }

    fn holding(pages: Vec<Page>, sources: Sources) -> Newsroom {
        let pages = RwSignal::new(pages);
        let members = RwSignal::new(Vec::new());
        let aside = RwSignal::new(Vec::new());
        Newsroom {
            sources: StoredValue::new_local(Rc::new(sources)),
            pages,
            members,
            aside,
            front: RwSignal::new(Request::Idle),
            older: RwSignal::new(Request::Idle),
            members_request: RwSignal::new(Request::Idle),
            goal: StoredValue::new_local(None),
            edition: Memo::new(move |_| {
                let mut loaded = pages.get();
                loaded.extend(members.get());
                Edition::with_aside(feeds_of(loaded), feeds_of(aside.get()))
            }),
        }
    }

    pub fn edition(self) -> Memo<Edition> {
        self.edition
    }

    /// The portal's day now.
    pub fn today(self) -> Day {
        self.sources.with_value(|sources| sources.zone.today())
    }

    pub fn front(self) -> Front {
        if self.pages.with(|pages| !pages.is_empty()) {
            return Front::Ready;
        }
        match self.front.get() {
            Request::Failed(fault) => Front::Failed(fault),
            Request::Idle | Request::Running => Front::Loading,
        }
    }

    pub fn older(self) -> Older {
        if self.next().is_none() {
            return Older::None;
        }
        match self.older.get() {
            Request::Idle => Older::Some,
            Request::Running => Older::Loading,
            Request::Failed(fault) => Older::Failed(fault),
        }
    }

    pub fn members_fault(self) -> Option<FeedFault> {
        match self.members_request.get() {
            Request::Failed(fault) => Some(fault),
            _ => None,
        }
    }

    /// Loads the first page of the feed; again, after it failed.
    pub fn open(self) {
        if self
            .front
            .with_untracked(|front| *front == Request::Running)
        {
            return;
        }
        self.front.set(Request::Running);
        let sources = self.sources.get_value();
        spawn_local(async move {
            let read = read(&sources, &sources.feed, false, &Abort::default()).await;
            self.settle(self.front, &sources.feed, read, |feed| {
                let address = sources.feed.clone();
                self.pages.set(vec![Page { address, feed }]);
            });
        });
    }

    /// Loads older pages, one at a time, until the goal is reached or there are no more.
    pub fn load_older(self, goal: Goal) {
        let running = self
            .older
            .with_untracked(|older| *older == Request::Running);
        let abort = self
            .goal
            .with_value(|goal| goal.as_ref().map(|(_, abort)| abort.clone()))
            .filter(|_| running)
            .unwrap_or_default();
        self.goal.set_value(Some((goal, abort.clone())));
        if running || self.reached(goal) {
            return;
        }
        let sources = self.sources.get_value();
        spawn_local(async move {
            while let Some(next) = untrack(|| self.next()) {
                self.older.set(Request::Running);
                let read = read(&sources, next.as_str(), false, &abort).await;
                let failed = read.is_err();
                self.settle(self.older, next.as_str(), read, |feed| {
                    let address = next.as_str().to_owned();
                    self.pages
                        .update(|pages| pages.push(Page { address, feed }));
                });
                let goal = self
                    .goal
                    .with_value(|goal| goal.as_ref().map(|(goal, _)| *goal));
                match goal {
                    Some(Goal::OnePage) | None => break,
                    Some(goal) if failed || self.reached(goal) => break,
                    Some(_) => {}
                }
            }
        });
    }

    /// Whether older pages may still hold what is looked for. Tracked.
    pub fn may_hold(self, goal: Goal) -> bool {
        !self.reached(goal) && !matches!(self.older(), Older::None | Older::Failed(_))
    }

    /// The reader has left what older pages were loaded for.
    pub fn stop_looking(self) {
        if let Some((_, abort)) = self.goal.try_update_value(Option::take).flatten() {
            abort.abort();
        }
    }

    /// Loads the members' feed, if there is one. `refused` is called when the session has ended.
    pub fn open_members(self, refused: impl Fn() + 'static) {
        let sources = self.sources.get_value();
        spawn_local(async move {
            let Some(address) = &sources.members_feed else {
                return;
            };
            self.members_request.set(Request::Running);
            let read = read(&sources, address, true, &Abort::default()).await;
            if let Err(FeedFault::Transport(Transport::Status { code: 401, .. })) = read {
                self.members_request.set(Request::Idle);
                refused();
                return;
            }
            self.settle(self.members_request, address, read, |feed| {
                let address = address.clone();
                self.members.set(vec![Page { address, feed }]);
            });
        });
    }

    /// Takes members' news off the page.
    pub fn close_members(self) {
        self.members_request.set(Request::Idle);
        if self.members.with_untracked(|pages| !pages.is_empty()) {
            self.members.set(Vec::new());
        }
    }

    /// Reads what does not belong to the news of the page.
    pub async fn read_apart(self, address: &str) -> Result<Arc<Feed>, FeedFault> {
        let sources = self.sources.get_value();
        read(&sources, address, false, &Abort::default()).await
    }

    /// Adds what can be found by its key, but is in no list.
    pub fn put_aside(self, page: Page) {
        self.aside.update(|pages| pages.push(page));
    }

    /// The next page of the feed, unless it was read already.
    fn next(self) -> Option<Address> {
        self.pages.with(|pages| {
            let next = pages.last()?.feed.next_url.clone()?;
            let seen = pages.iter().any(|page| page.address == next.as_str());
            (!seen && pages.len() < MOST_PAGES).then_some(next)
        })
    }

    fn reached(self, goal: Goal) -> bool {
        self.edition.with(|edition| match goal {
            Goal::OnePage => false,
            Goal::Item(key) => edition.find(key).is_some(),
            Goal::Since(day) => edition.span().is_some_and(|(oldest, _)| oldest < day),
        })
    }

    fn settle(
        self,
        request: RwSignal<Request>,
        address: &str,
        read: Result<Arc<Feed>, FeedFault>,
        keep: impl FnOnce(Arc<Feed>),
    ) {
        match read {
            Ok(feed) => {
                keep(feed);
                request.set(Request::Idle);
            }
            Err(FeedFault::Transport(Transport::Abandoned)) => request.set(Request::Idle),
            Err(fault) => {
                console::error(address, &fault);
                request.set(Request::Failed(fault));
            }
        }
    }
}

fn feeds_of(pages: Vec<Page>) -> Vec<Arc<Feed>> {
    pages.into_iter().map(|page| page.feed).collect()
}

async fn read(
    sources: &Sources,
    address: &str,
    members: bool,
    abort: &Abort,
) -> Result<Arc<Feed>, FeedFault> {
    let text = fetch::text(address, members, abort)
        .await
        .map_err(FeedFault::Transport)?;
    if is_markup(&text) && !came(Chunk::Feeds).await {
        return Err(FeedFault::Transport(Transport::Unreachable));
    }
    let reading = sources.zone.with(|zone| {
        Reader {
            address,
            zone,
            resolve: &address::resolve,
            members,
        }
        .read_any(&text)
    });
    let reading = reading.map_err(FeedFault::NotAFeed)?;
    let findings = reading.findings.iter();
    let count = findings
        .filter(|finding| finding.rule.severity() == Severity::Error)
        .count();
    if count > 0 {
        console::warn(address, &format_args!("{count} findings in the feed"));
    }
    Ok(Arc::new(reading.feed))
}
