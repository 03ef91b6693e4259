//! Fetching and reading: an address becomes a page of news.

use std::{rc::Rc, sync::Arc};

use feed::{Feed, Finding, Key, NotAFeed, Progress, Reader, Reading, Rule, Severity};
use leptos::{prelude::*, task::spawn_local};

use super::{
    retry,
    store::{Page, Run, Store, Visibility},
};
use crate::{
    browser::{
        address, console,
        http::{Abort, FeedRequest, FetchedText, Fetching, fetch_feed},
        pace::{TimeSlice, idle, yield_now},
        zone::PortalZone,
    },
    fault::{FeedFault, Transport},
    split,
};

/// Bytes of a text that is long enough to be taken in in several time slices.
const LONG: usize = 1_000_000;

/// How a feed is fetched.
pub type Fetch = fn(FeedRequest, Abort) -> Fetching;

/// How a reference (second) is made absolute against a base (first).
pub type Resolve = fn(&str, &str) -> Option<String>;

/// What the platform does for a newsroom.
pub struct Platform {
    pub fetch: Fetch,
    pub resolve: Resolve,
}

impl Platform {
    /// The browser, wherever there is one.
    pub const BROWSER: Platform = Platform {
        fetch: fetch_feed,
        resolve: address::resolve,
    };
}

/// Where the news comes from. Addresses are absolute.
pub struct Source {
    pub feed: String,
    pub members_feed: Option<String>,
    pub zone: Rc<PortalZone>,
    /// As in the config.
    pub time_zone: Option<String>,
}

/// Where a text came from, and with that how it is read.
#[derive(Clone)]
pub struct Origin {
    /// Absolute.
    pub address: String,
    /// It is for members.
    pub members: bool,
    pub(super) zone: Rc<PortalZone>,
    pub(super) resolve: Resolve,
}

impl Origin {
    /// Begins to read JSON Feed.
    pub fn begin_json(&self, text: &str) -> Result<Progress, NotAFeed> {
        let mut begun = Err(NotAFeed::Empty);
        self.with_reader(&mut |reader| begun = reader.begin(text));
        begun
    }

    /// Begins to read RSS or Atom.
    pub fn begin_xml(&self, text: &str) -> Result<Progress, NotAFeed> {
        let mut begun = Err(NotAFeed::Empty);
        self.with_reader(&mut |reader| begun = reader.begin_xml(text));
        begun
    }

    /// Begins to read a feed of any format.
    pub fn begin(&self, text: &str) -> Result<Progress, NotAFeed> {
        let mut begun = Err(NotAFeed::Empty);
        self.with_reader(&mut |reader| begun = reader.begin_any(text));
        begun
    }

    /// Reads items for a time slice; whether there may be more.
    pub fn read_on(&self, progress: &mut Progress) -> bool {
        let mut more = false;
        self.with_reader(&mut |reader| {
            let slice = TimeSlice::begin();
            more = loop {
                if !progress.step(reader) {
                    break false;
                }
                if slice.is_over() {
                    break true;
                }
            };
        });
        more
    }

    /// The head of the feed and one article, before the rest of it is read.
    fn read_ahead(&self, progress: &mut Progress, key: Key) -> Option<(Feed, Feed)> {
        let mut ahead = None;
        self.with_reader(&mut |reader| ahead = progress.read_ahead(reader, key));
        let (head, item) = ahead?;
        let alone = Feed {
            items: vec![item],
            ..Feed::default()
        };
        Some((head, alone))
    }

    /// Not generic, for it would be there four times.
    pub(super) fn with_reader(&self, work: &mut dyn FnMut(&Reader<'_>)) {
        self.zone.with(|zone| {
            work(&Reader {
                address: &self.address,
                zone,
                resolve: &self.resolve,
                members: self.members,
            })
        })
    }
}

/// Loads the first page of the feed. An article that is named is there before the rest has been
/// read.
pub fn open(store: &Rc<Store>, visibility: Visibility, article: Option<Key>) {
    let Some(run) = store.first.begin(visibility) else {
        return;
    };
    let store = store.clone();
    spawn_local(async move {
        let read = read_first(&store, article, &run).await;
        store.first.end(read);
        retry::watch(&store);
    });
}

pub(super) async fn read_first(
    store: &Store,
    article: Option<Key>,
    run: &Run,
) -> Result<(), FeedFault> {
    let asked = Asked {
        article,
        ..Asked::public(&store.source.feed)
    };
    let page = logged(store, asked, run).await?;
    store.pages.set(vec![page]);
    Ok(())
}

/// Reads a page of the public feed.
pub(super) async fn read_page(store: &Store, address: &str, run: &Run) -> Result<Page, FeedFault> {
    logged(store, Asked::public(address), run).await
}

/// Reads the members' feed.
pub(super) async fn read_members(store: &Store, run: &Run) -> Result<Page, FeedFault> {
    let address = store.source.members_feed.as_deref().unwrap_or_default();
    let asked = Asked {
        members: true,
        ..Asked::public(address)
    };
    logged(store, asked, run).await
}

/// Reads what does not belong to the news of the page. That it is not there is no fault.
pub(super) async fn read_aside(store: &Store, address: &str) -> Result<Page, FeedFault> {
    let run = Run {
        abort: Abort::default(),
        again: false,
    };
    read(store, &Asked::public(address), &run).await
}

/// What is asked for.
struct Asked<'a> {
    address: &'a str,
    /// As whoever is signed in.
    members: bool,
    /// This is wanted before the rest.
    article: Option<Key>,
}

impl<'a> Asked<'a> {
    fn public(address: &'a str) -> Asked<'a> {
        Asked {
            address,
            members: false,
            article: None,
        }
    }
}

pub(super) const ABANDONED: FeedFault = FeedFault::Transport(Transport::Abandoned);

/// Reads a page; a fault is logged.
async fn logged(store: &Store, asked: Asked<'_>, run: &Run) -> Result<Page, FeedFault> {
    match read(store, &asked, run).await {
        Ok(page) if !run.abort.done() => Ok(page),
        Ok(_) => Err(ABANDONED),
        Err(fault) => {
            if fault != ABANDONED {
                console::error(asked.address, &fault);
            }
            Err(fault)
        }
    }
}

async fn read(store: &Store, asked: &Asked<'_>, run: &Run) -> Result<Page, FeedFault> {
    let request = FeedRequest {
        in_passing: false,
        url: asked.address.to_owned(),
        members: asked.members,
        again: run.again,
    };
    let fetched = (store.platform.fetch)(request, run.abort.clone()).await?;
    let origin = Origin {
        members: asked.members || store.is_members(&fetched.address),
        address: fetched.address.clone(),
        zone: store.source.zone.clone(),
        resolve: store.platform.resolve,
    };
    let bytes = fetched.bytes.len();
    let page_of = |feed| Page {
        address: origin.address.clone(),
        feed: Arc::new(feed),
        bytes,
        archive: None,
    };
    let mut progress = begin(fetched, &origin).await?;
    let ahead = asked
        .article
        .and_then(|key| origin.read_ahead(&mut progress, key));
    let mut pause = bytes > LONG;
    if let Some((head, article)) = ahead {
        store.ahead.set(vec![page_of(head), page_of(article)]);
        // It is shown before the rest is read.
        idle().await;
    }
    // A feed of the usual size is read in one time slice. For a long text the parser has had one.
    loop {
        if pause {
            yield_now().await;
            if run.abort.done() {
                return Err(ABANDONED);
            }
        }
        if !origin.read_on(&mut progress) {
            break;
        }
        pause = true;
    }
    let reading = progress.finish();
    log_findings(asked.address, &reading);
    Ok(page_of(reading.feed))
}

/// Begins to read what came, in whatever format.
async fn begin(fetched: FetchedText, origin: &Origin) -> Result<Progress, FeedFault> {
    let begun = if fetched.is_markup() {
        split::read_markup(fetched, origin.clone()).await?
    } else {
        origin.begin_json(&fetched.into_utf8())
    };
    Ok(begun?)
}

/// What the operator should know of a feed is logged.
fn log_findings(address: &str, reading: &Reading) {
    let later =
        |finding: &Finding| matches!(finding.rule, Rule::VersionLater | Rule::VersionUnknown);
    if reading.findings.iter().any(later) {
        console::warn(address, &"a version of JSON Feed not known here");
    }
    let errors = reading.findings.iter();
    let errors = errors.filter(|finding| finding.rule.severity() == Severity::Error);
    let count = errors.count();
    if count > 0 {
        console::warn(address, &format_args!("{count} findings in the feed"));
    }
    if reading.beyond > 0 {
        let beyond = reading.beyond;
        console::warn(address, &format_args!("{beyond} entries beyond 10,000"));
    }
}
