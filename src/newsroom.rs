//! What is loaded of the news, as signals; the only caller of fetch for news.

use std::{cell::Cell, rc::Rc, sync::Arc};

use feed::{
    Day, Edition, Feed, Finding, Key, NotAFeed, Progress, Reader, Rule, Severity, is_markup,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{
        address,
        chunks::{Chunk, arrived, came, when_here},
        console,
        encoding::decoded,
        fetch::{self, Abort},
        pace::{Turn, painted, rest},
        zone::PortalZone,
    },
    config::Config,
    fault::{FeedFault, Transport},
};

/// Pages of one feed that are read in a visit, at the most: a chain of `next_url` may be endless.
const MOST_PAGES: usize = 200;
/// Bytes of feed that are read in a visit, about: what they become stays in memory.
const MOST_BYTES: usize = 64_000_000;

/// Bytes of a text that is long enough to be taken in in several turns.
const LONG: usize = 1_000_000;

/// What is loaded, and the ways to load more. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Newsroom {
    sources: StoredValue<Rc<Sources>, LocalStorage>,
    pages: RwSignal<Vec<Page>>,
    /// The members' feed, while somebody is signed in.
    members: RwSignal<Vec<Page>>,
    /// Articles that have left the feed, and are kept on this device.
    aside: RwSignal<Vec<Page>>,
    /// While the feed is still being read: its head, and the article that the address names.
    ahead: RwSignal<Vec<Page>>,
    front: Errand,
    older: Errand,
    for_members: Errand,
    edition: Memo<Edition>,
    today: RwSignal<Day>,
}

struct Sources {
    feed: String,
    members_feed: Option<String>,
    zone: Rc<PortalZone>,
    /// As in the config.
    time_zone: Option<String>,
    /// What older pages are loaded for; it outlives a failure.
    goal: Cell<Option<Goal>>,
    /// The newsroom that loads for this one.
    main: Option<Newsroom>,
}

/// A page of the feed, and where it was read.
#[derive(Clone)]
pub struct Page {
    /// Where it lies, perhaps after it had moved.
    address: String,
    pub feed: Arc<Feed>,
    /// Of its text.
    bytes: usize,
}

/// What a newsroom has to show, for another to show it, too.
pub struct Shown {
    pages: Vec<Page>,
    front: Request,
    older: Request,
}

/// What is shown of a request.
#[derive(Clone, PartialEq, Debug)]
pub enum Request {
    Idle,
    Running,
    Failed(FeedFault),
}

/// Requests of one kind, of which one at a time is under way.
#[derive(Clone, Copy)]
struct Errand {
    shown: RwSignal<Request>,
    running: StoredValue<Option<Abort>, LocalStorage>,
}

/// Whether the reader sees that something is loaded. What is tried again by itself is not shown
/// until it has come: a notice that is being read would move, and be read out again.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    Shown,
    Quiet,
}

impl Errand {
    fn new() -> Errand {
        Errand {
            shown: RwSignal::new(Request::Idle),
            running: StoredValue::new_local(None),
        }
    }

    fn show(self, request: Request) {
        if self.shown.with_untracked(|shown| *shown != request) {
            self.shown.set(request);
        }
    }

    /// `None` while another is under way.
    fn begin(self, manner: Manner) -> Option<Abort> {
        let again = untrack(|| self.fault().is_some());
        if manner == Manner::Shown {
            self.show(Request::Running);
        }
        if self.running.with_value(Option::is_some) {
            return None;
        }
        let abort = Abort::new(again);
        self.running.set_value(Some(abort.clone()));
        Some(abort)
    }

    /// What was abandoned has been followed by something else, perhaps.
    fn end(self, outcome: Result<(), FeedFault>) {
        let request = match outcome {
            Ok(()) => Request::Idle,
            Err(FeedFault::Transport(Transport::Abandoned)) => return,
            Err(fault) => Request::Failed(fault),
        };
        self.running.set_value(None);
        self.show(request);
    }

    /// Nobody waits for it any more.
    fn abandon(self) {
        if let Some(abort) = self.running.try_update_value(Option::take).flatten() {
            abort.abort();
        }
        self.show(Request::Idle);
    }

    fn fault(self) -> Option<FeedFault> {
        match self.shown.get() {
            Request::Failed(fault) => Some(fault),
            _ => None,
        }
    }
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

/// An article that is wanted before the rest of its feed, and what is done with the feed's head and
/// with the article.
struct Wanted<'a> {
    key: Key,
    show: &'a dyn Fn([Page; 2]),
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
            zone: Rc::new(zone),
            time_zone: config.time_zone.clone(),
            goal: Cell::new(None),
            main: None,
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
            zone: Rc::new(zone),
            time_zone: None,
            goal: Cell::new(None),
            main: None,
        };
        let page = Page {
            address,
            feed,
            bytes: 0,
        };
        Newsroom::holding(vec![page], sources)
    }

    /// A newsroom that shows what this one has, and has it load. Its signals are of whoever asks
    /// for it: this one's would keep a trace of every reader that they ever had. What changes here
    /// has to be told it, by [`Newsroom::repeat`].
    pub fn seat(self) -> Newsroom {
        let sources = self.sources.get_value();
        let seat = Newsroom::holding(
            Vec::new(),
            Sources {
                feed: sources.feed.clone(),
                members_feed: None,
                zone: sources.zone.clone(),
                time_zone: sources.time_zone.clone(),
                goal: Cell::new(None),
                main: Some(self),
            },
        );
        seat.repeat(&untrack(|| self.shown()));
        seat
    }

    /// What there is to show. Tracked.
    pub fn shown(self) -> Shown {
        Shown {
            pages: self.pages.get(),
            front: self.front.shown.get(),
            older: self.older.shown.get(),
        }
    }

    /// Shows what another newsroom has. Nothing happens where this one has gone.
    pub fn repeat(self, shown: &Shown) {
        let known = self.pages.try_with_untracked(Vec::len);
        if known != Some(shown.pages.len()) {
            self.pages.try_set(shown.pages.clone());
        }
        for (errand, now) in [(self.front, &shown.front), (self.older, &shown.older)] {
            if errand.shown.try_get_untracked().as_ref() != Some(now) {
                errand.shown.try_set(now.clone());
            }
        }
    }

    /// Whether no request is under way.
    pub fn is_idle(self) -> bool {
        [self.front, self.older, self.for_members]
            .iter()
            .all(|errand| errand.running.with_value(Option::is_none))
    }

    /// The feed's absolute address, and the zone of the config.
    pub fn source(self) -> (String, Option<String>) {
        let sources = self.sources.get_value();
        (sources.feed.clone(), sources.time_zone.clone())
    }

    /// Who loads: another newsroom, or this one.
    fn loader(self) -> Newsroom {
        self.sources
            .with_value(|sources| sources.main)
            .unwrap_or(self)
    }

    fn holding(pages: Vec<Page>, sources: Sources) -> Newsroom {
        let pages = RwSignal::new(pages);
        let members = RwSignal::new(Vec::new());
        let aside = RwSignal::new(Vec::new());
        let ahead = RwSignal::new(Vec::<Page>::new());
        Newsroom {
            today: RwSignal::new(sources.zone.today()),
            sources: StoredValue::new_local(Rc::new(sources)),
            pages,
            members,
            aside,
            ahead,
            front: Errand::new(),
            older: Errand::new(),
            for_members: Errand::new(),
            edition: Memo::new(move |_| {
                let mut loaded = pages.get();
                let mut unlisted = aside.get();
                if loaded.is_empty() {
                    loaded = ahead.get();
                    // In a list it would be alone, until the others push it away.
                    unlisted.extend(loaded.pop());
                }
                loaded.extend(members.get());
                Edition::with_aside(feeds_of(loaded), feeds_of(unlisted))
            }),
        }
    }

    pub fn edition(self) -> Memo<Edition> {
        self.edition
    }

    /// The portal's day now.
    pub fn today(self) -> Day {
        self.today.get()
    }

    /// Looks at the clock again: a page may stand for days.
    pub fn look_at_the_clock(self) {
        let today = self.sources.with_value(|sources| sources.zone.today());
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
    }

    pub fn front(self) -> Front {
        if self.pages.with(|pages| !pages.is_empty()) {
            return Front::Ready;
        }
        if let Some(fault) = self.front.fault() {
            return Front::Failed(fault);
        }
        self.ahead.with(|ahead| {
            let item = ahead.last().and_then(|page| page.feed.items.first());
            item.map_or(Front::Loading, |item| Front::Ahead(item.key))
        })
    }

    pub fn older(self) -> Older {
        if self.next().is_none() {
            return Older::None;
        }
        match self.older.shown.get() {
            Request::Idle => Older::Some,
            Request::Running => Older::Loading,
            Request::Failed(fault) => Older::Failed(fault),
        }
    }

    pub fn members_fault(self) -> Option<FeedFault> {
        self.for_members.fault()
    }

    /// Loads the first page of the feed; again, after it failed. An article that is named is there
    /// before the rest has been read.
    pub fn open(self, article: Option<Key>) {
        self.loader().open_front(Manner::Shown, article);
    }

    fn open_front(self, manner: Manner, article: Option<Key>) {
        let Some(abort) = self.front.begin(manner) else {
            return;
        };
        let sources = self.sources.get_value();
        spawn_local(async move {
            let show = |pages| self.ahead.set(Vec::from(pages));
            let wanted = article.map(|key| Wanted { key, show: &show });
            let read = read(&sources, &sources.feed, false, &abort, wanted).await;
            let read = read.map(|page| self.pages.set(vec![page]));
            self.front.end(read);
        });
    }

    /// Loads older pages, one at a time, until the goal is reached or there are no more.
    pub fn load_older(self, goal: Goal) {
        let loader = self.loader();
        let goal_now = move || loader.sources.try_with_value(|sources| sources.goal.get());
        loader
            .sources
            .with_value(|sources| sources.goal.set(Some(goal)));
        // What looks lies in that chunk; until it is there the reader may have left.
        let look = move || {
            if let Some(Some(goal)) = goal_now() {
                loader.look_for(goal, Manner::Shown);
            }
        };
        when_here(Chunk::Pages, Box::new(look));
    }

    #[inline(never)]
    fn look_for(self, goal: Goal, manner: Manner) {
        let sources = self.sources.get_value();
        sources.goal.set(Some(goal));
        if untrack(|| self.reached(goal) || self.next().is_none()) {
            return;
        }
        let Some(abort) = self.older.begin(manner) else {
            return;
        };
        spawn_local(async move {
            let read = self.read_older(&sources, &abort).await;
            self.older.end(read);
        });
    }

    async fn read_older(self, sources: &Sources, abort: &Abort) -> Result<(), FeedFault> {
        while let Some(goal) = sources.goal.get()
            && untrack(|| !self.reached(goal))
            && let Some(next) = untrack(|| self.next())
        {
            let page = read(sources, &next, false, abort, None).await?;
            self.pages.update(|pages| pages.push(page));
            if sources.goal.get() == Some(Goal::OnePage) {
                sources.goal.set(None);
            }
        }
        Ok(())
    }

    /// Whether older pages may still hold what is looked for. Tracked.
    pub fn may_hold(self, goal: Goal) -> bool {
        !self.reached(goal) && !matches!(self.older(), Older::None | Older::Failed(_))
    }

    /// The reader has left what older pages were loaded for.
    pub fn stop_looking(self) {
        let loader = self.loader();
        loader.sources.with_value(|sources| sources.goal.set(None));
        loader.older.abandon();
    }

    /// Loads the members' feed, if there is one. `refused` is called when the session has ended.
    pub fn open_members(self, refused: impl Fn() + 'static) {
        self.load_members(Manner::Shown, refused);
    }

    fn load_members(self, manner: Manner, refused: impl Fn() + 'static) {
        let sources = self.sources.get_value();
        if sources.members_feed.is_none() {
            return;
        }
        let Some(abort) = self.for_members.begin(manner) else {
            return;
        };
        spawn_local(async move {
            let address = sources.members_feed.as_deref().unwrap_or_default();
            let read = match read(&sources, address, true, &abort, None).await {
                Err(FeedFault::Transport(Transport::Status { code: 401, .. })) => {
                    refused();
                    Ok(())
                }
                read => read.map(|page| self.members.set(vec![page])),
            };
            self.for_members.end(read);
        });
    }

    /// Takes members' news off the page.
    pub fn close_members(self) {
        self.for_members.abandon();
        if self.members.with_untracked(|pages| !pages.is_empty()) {
            self.members.set(Vec::new());
        }
    }

    /// Reads what does not belong to the news of the page. That it is not there is no fault.
    pub async fn read_apart(self, address: &str) -> Result<Page, FeedFault> {
        let sources = self.sources.get_value();
        read_page(&sources, address, false, &Abort::new(false), None).await
    }

    /// Where the feed is.
    pub fn feed_address(self) -> String {
        self.sources.with_value(|sources| sources.feed.clone())
    }

    /// Begins to read a text from some address, by the reader that reads for the page.
    pub fn begin(self, address: &str, text: &str) -> Result<Progress, NotAFeed> {
        self.sources
            .with_value(|sources| sources.begin(address, false, text))
    }

    /// Reads on for a turn; whether there may be more.
    pub fn read_on(self, address: &str, progress: &mut Progress) -> bool {
        self.sources
            .with_value(|sources| sources.read_on(address, false, progress))
    }

    /// Adds what can be found by its key, but is in no list.
    pub fn put_aside(self, page: Page) {
        self.aside.update(|pages| pages.push(page));
    }

    /// What is missing because a request for it failed; of several the first. Tracked.
    pub fn missing(self) -> Option<FeedFault> {
        let errands = [self.front, self.older, self.for_members];
        errands.into_iter().find_map(Errand::fault)
    }

    /// Tries again what failed; it shows only once it has come.
    pub fn try_again(self, refused: impl Fn() + 'static) {
        let failed = |errand: Errand| untrack(|| errand.fault().is_some());
        if failed(self.front) {
            self.open_front(Manner::Quiet, None);
        }
        if failed(self.older)
            && let Some(goal) = self.sources.with_value(|sources| sources.goal.get())
        {
            self.look_for(goal, Manner::Quiet);
        }
        if failed(self.for_members) {
            self.load_members(Manner::Quiet, refused);
        }
    }

    /// The next page of the feed, unless it was read already.
    fn next(self) -> Option<String> {
        self.pages.with(|pages| {
            let (last, before) = pages.split_last()?;
            let next = last.feed.next_url.as_ref()?;
            // Each was asked for by the address that the one before gave, and may lie at another.
            let seen = pages.iter().any(|page| page.address == next.as_str())
                || before
                    .iter()
                    .any(|page| page.feed.next_url.as_ref() == Some(next));
            let bytes: usize = pages.iter().map(|page| page.bytes).sum();
            let room = pages.len() < MOST_PAGES && bytes < MOST_BYTES;
            (!seen && room).then(|| next.to_string())
        })
    }

    fn reached(self, goal: Goal) -> bool {
        self.edition.with(|edition| match goal {
            Goal::OnePage => false,
            Goal::Item(key) => edition.find(key).is_some(),
            Goal::Since(day) => edition.span().is_some_and(|(oldest, _)| oldest < day),
        })
    }
}

fn feeds_of(pages: Vec<Page>) -> Vec<Arc<Feed>> {
    pages.into_iter().map(|page| page.feed).collect()
}

/// Reads a page of a feed; a fault is told to the operator.
async fn read(
    sources: &Sources,
    address: &str,
    members: bool,
    abort: &Abort,
    wanted: Option<Wanted<'_>>,
) -> Result<Page, FeedFault> {
    match read_page(sources, address, members, abort, wanted).await {
        Ok(page) if !abort.done() => Ok(page),
        Ok(_) | Err(FeedFault::Transport(Transport::Abandoned)) => {
            Err(FeedFault::Transport(Transport::Abandoned))
        }
        Err(fault) => {
            console::error(address, &fault);
            Err(fault)
        }
    }
}

async fn read_page(
    sources: &Sources,
    address: &str,
    members: bool,
    abort: &Abort,
    wanted: Option<Wanted<'_>>,
) -> Result<Page, FeedFault> {
    let sent = fetch::text(address, members, abort)
        .await
        .map_err(FeedFault::Transport)?;
    let asked = address;
    let address = sent.address().unwrap_or_default();
    let text = if !is_markup(&sent.text) {
        sent.text
    } else if came(Chunk::Feeds).await {
        decoded(sent).await
    } else {
        return Err(FeedFault::Transport(Transport::Unreachable));
    };
    let bytes = text.len();
    let begun = sources.begin(&address, members, &text);
    drop(text);
    let mut progress = begun.map_err(FeedFault::NotAFeed)?;
    let page_of = |feed| Page {
        address: address.clone(),
        feed: Arc::new(feed),
        bytes,
    };
    if let Some(Wanted { key, show }) = wanted {
        let mut ahead = None;
        sources.with_reader(&address, members, &mut |reader| {
            ahead = progress.read_ahead(reader, key);
        });
        if let Some((head, item)) = ahead {
            let alone = Feed {
                items: vec![item],
                ..Feed::default()
            };
            show([page_of(head), page_of(alone)]);
            painted().await;
        }
    }
    arrived(Chunk::Article).await;
    // A feed of the usual size is read in one turn. For a long text the parser has had one already.
    let mut tired = bytes > LONG;
    loop {
        if tired {
            rest().await;
            if abort.done() {
                return Err(FeedFault::Transport(Transport::Abandoned));
            }
        }
        if !sources.read_on(&address, members, &mut progress) {
            break;
        }
        tired = true;
    }
    Ok(page_of(finish(progress, asked)))
}

/// What was read; what the operator should know of it is told. It lies in a chunk that comes after an
/// article's headline.
#[inline(never)]
fn finish(progress: Progress, asked: &str) -> Feed {
    let reading = progress.finish();
    let findings = reading.findings.iter();
    let later =
        |finding: &Finding| matches!(finding.rule, Rule::VersionLater | Rule::VersionUnknown);
    if reading.findings.iter().any(later) {
        console::warn(asked, &"a version of JSON Feed not known here");
    }
    let count = findings
        .filter(|finding| finding.rule.severity() == Severity::Error)
        .count();
    if count > 0 {
        console::warn(asked, &format_args!("{count} findings in the feed"));
    }
    if reading.beyond > 0 {
        let beyond = reading.beyond;
        console::warn(asked, &format_args!("{beyond} entries beyond 10,000"));
    }
    reading.feed
}

impl Sources {
    #[inline(never)]
    fn begin(&self, address: &str, members: bool, text: &str) -> Result<Progress, NotAFeed> {
        let mut begun = Err(NotAFeed::Empty);
        self.with_reader(address, members, &mut |reader| {
            begun = reader.begin_any(text);
        });
        begun
    }

    /// Reads items for a turn; whether there may be more.
    #[inline(never)]
    fn read_on(&self, address: &str, members: bool, progress: &mut Progress) -> bool {
        let mut more = false;
        self.with_reader(address, members, &mut |reader| {
            let turn = Turn::begin();
            more = loop {
                if !progress.step(reader) {
                    break false;
                }
                if turn.is_over() {
                    break true;
                }
            };
        });
        more
    }

    /// Not generic, for it would be there three times.
    fn with_reader(&self, address: &str, members: bool, work: &mut dyn FnMut(&Reader<'_>)) {
        self.zone.with(|zone| {
            work(&Reader {
                address,
                zone,
                resolve: &address::resolve,
                members,
            })
        })
    }
}
