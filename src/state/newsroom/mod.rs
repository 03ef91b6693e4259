//! What is loaded of the news, as signals; the only caller of fetch for news.
//!
//! `store` holds what is loaded, `load` fetches and reads it, `paging` knows what older news is wanted,
//! `older` and `archive` read it, `members` adds the members' feed, `retry` asks again for what failed.

mod archive;
mod load;
mod members;
pub(crate) mod older;
mod paging;
mod retry;
mod store;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
    sync::Arc,
};

pub use feed::Goal;
use feed::{Archive, Day, Edition, Feed, Key};
use leptos::{
    prelude::*,
    reactive::graph::{Subscriber, ToAnySubscriber},
};

pub use load::Origin;
pub use store::{Front, Older, Page, Request};

use crate::{
    browser::{address, zone::PortalZone},
    config::Config,
    fault::FeedFault,
};
use load::{Platform, Source};
use paging::Asker;
use store::{Store, Visibility, fault_of};

/// What is loaded, and the ways to load more. Cheap to copy; it belongs to the owner that it was made
/// in.
#[derive(Clone, Copy)]
pub struct Newsroom {
    store: StoredValue<Rc<Store>, LocalStorage>,
    edition: Memo<Edition>,
    front: Memo<Front>,
    older: Memo<Older>,
    members_fault: Memo<Option<FeedFault>>,
    signed_out: Memo<bool>,
    today: Memo<Day>,
    /// Who this is to the store.
    asker: Asker,
}

thread_local! {
    /// What widgets share. Who holds a store keeps it: the last to go takes it along.
    static SHARED: RefCell<Vec<Weak<Store>>> = const { RefCell::new(Vec::new()) };
}

impl Newsroom {
    /// Relative addresses of the config start from `base`, the page's own.
    pub fn new(config: &Config, zone: PortalZone, base: &str) -> Newsroom {
        let absolute =
            |written: &str| address::resolve(base, written).unwrap_or_else(|| written.to_owned());
        let source = Source {
            feed: absolute(&config.feed),
            members_feed: config.members_feed.as_deref().map(absolute),
            zone: Rc::new(zone),
            time_zone: config.time_zone.clone(),
        };
        Newsroom::over(Store::new(source, Platform::BROWSER))
    }

    /// The newsroom of a public feed, which whoever names the same feed and zone shares; its first
    /// page is on its way. `feed` is absolute.
    pub fn shared(feed: &str, zone: PortalZone, time_zone: Option<&str>) -> Newsroom {
        let known = SHARED.with_borrow_mut(|stores| {
            stores.retain(|store| store.strong_count() > 0);
            stores.iter().filter_map(Weak::upgrade).find(|store| {
                let source = &store.source;
                source.feed == feed && source.time_zone.as_deref() == time_zone
            })
        });
        let store = known.unwrap_or_else(|| {
            let source = Source {
                feed: feed.to_owned(),
                members_feed: None,
                zone: Rc::new(zone),
                time_zone: time_zone.map(str::to_owned),
            };
            let store = Store::new(source, Platform::BROWSER);
            SHARED.with_borrow_mut(|stores| stores.push(Rc::downgrade(&store)));
            load::open(&store, Visibility::Shown, None);
            store
        });
        Newsroom::over(store)
    }

    /// A newsroom that has read a feed already, for pages that are drawn natively.
    pub fn of(feed: Arc<Feed>, zone: PortalZone) -> Newsroom {
        Newsroom::read(feed, zone, None)
    }

    /// The same, with what is known of the archive that its items are of.
    pub fn archived(feed: Arc<Feed>, zone: PortalZone, archive: Arc<dyn Archive>) -> Newsroom {
        Newsroom::read(feed, zone, Some(archive))
    }

    fn read(feed: Arc<Feed>, zone: PortalZone, archive: Option<Arc<dyn Archive>>) -> Newsroom {
        let address = feed.feed_url.as_ref().map(ToString::to_string);
        let address = address.unwrap_or_default();
        let source = Source {
            feed: address.clone(),
            members_feed: None,
            zone: Rc::new(zone),
            time_zone: None,
        };
        let store = Store::new(source, Platform::BROWSER);
        store.pages.set(vec![Page {
            address,
            feed,
            bytes: 0,
            archive,
        }]);
        Newsroom::over(store)
    }

    fn over(store: Rc<Store>) -> Newsroom {
        let (edition, front, older) = (
            store.edition.clone(),
            store.front.clone(),
            store.older.clone(),
        );
        let for_members = store.for_members.shown.clone();
        let (signed_out, today) = (store.signed_out.clone(), store.today.clone());
        let asker = store.wanted.borrow_mut().asker();
        Newsroom {
            edition: view(move || edition.get()),
            front: view(move || front.get()),
            older: view(move || older.get()),
            members_fault: view(move || for_members.with(fault_of)),
            signed_out: view(move || signed_out.get()),
            today: view(move || today.get()),
            asker,
            store: StoredValue::new_local(store),
        }
    }

    fn store(self) -> Rc<Store> {
        self.store.get_value()
    }

    /// The feed's absolute address, and the zone of the config.
    pub fn source(self) -> (String, Option<String>) {
        let store = self.store();
        (store.source.feed.clone(), store.source.time_zone.clone())
    }

    /// All news that is loaded, in order.
    pub fn edition(self) -> Memo<Edition> {
        self.edition
    }

    /// The portal's day now. Tracked.
    pub fn today(self) -> Day {
        self.today.get()
    }

    /// The same, for whoever is lent it.
    pub fn day(self) -> Memo<Day> {
        self.today
    }

    /// Looks at the clock again: a page may stand for days.
    pub fn look_at_the_clock(self) {
        self.store().look_at_the_clock();
    }

    /// Whether there is anything to show. Tracked.
    pub fn front(self) -> Front {
        self.front.get()
    }

    /// Whether there is more to load. Tracked.
    pub fn older(self) -> Older {
        self.older.get()
    }

    /// Why the members' news are not there. Tracked.
    pub fn members_fault(self) -> Option<FeedFault> {
        self.members_fault.get()
    }

    /// Whether the members' feed was refused because nobody is signed in any more. Tracked.
    pub fn is_signed_out(self) -> bool {
        self.signed_out.get()
    }

    /// Loads the first page of the feed; again, after it failed. An article that is named is there
    /// before the rest has been read.
    pub fn open(self, article: Option<Key>) {
        load::open(&self.store(), Visibility::Shown, article);
    }

    /// Whether the first page of the feed has been read, or will not be. Tracked.
    pub fn is_whole(self) -> bool {
        matches!(self.front.get(), Front::Ready | Front::Failed(_))
    }

    /// Loads older pages, one at a time, until the goal is reached or there are no more.
    pub fn load_older(self, goal: Goal) {
        paging::load(&self.store(), self.asker, goal, Visibility::Shown);
    }

    /// The same; nothing is shown of it but what has come, or failed.
    pub fn load_quietly(self, goal: Goal) {
        paging::load(&self.store(), self.asker, goal, Visibility::Quiet);
    }

    /// Whether there is more to load of what is looked for. Tracked.
    pub fn older_of(self, goal: Goal) -> Older {
        match self.edition.with(|edition| edition.has(goal)) {
            true => Older::None,
            false => self.older(),
        }
    }

    /// Whether what is not loaded may still hold what is looked for. Tracked.
    pub fn may_hold(self, goal: Goal) -> bool {
        matches!(self.older_of(goal), Older::Some | Older::Loading)
    }

    /// Whether nothing of it can be missing. Tracked.
    pub fn has_all(self, goal: Goal) -> bool {
        self.older_of(goal) == Older::None
    }

    /// The reader has left what older pages were loaded for.
    pub fn stop_looking(self) {
        // It is asked for when a page goes, perhaps with everything else.
        if let Some(store) = self.store.try_get_value() {
            paging::stop(&store, self.asker);
        }
    }

    /// Loads the members' feed, if there is one.
    pub fn open_members(self) {
        members::open(&self.store(), Visibility::Shown);
    }

    /// Takes members' news off the page.
    pub fn close_members(self) {
        members::close(&self.store());
    }

    /// Asks again for what failed; it shows only once it has come.
    pub fn try_again(self) {
        retry::try_again(&self.store());
    }

    /// What is missing because a request for it failed; of several the first. Not tracked.
    pub fn missing(self) -> Option<FeedFault> {
        self.store().fault()
    }

    /// Reads what does not belong to the news of the page. That it is not there is no fault.
    pub async fn read_aside(self, address: &str) -> Result<Page, FeedFault> {
        let store = self.store();
        load::read_aside(&store, address).await
    }

    /// Adds what can be found by its key, but is in no list.
    pub fn put_aside(self, page: Page) {
        self.store().aside.update(|pages| pages.push(page));
    }

    /// How a text from some address is read for the page.
    pub fn origin(self, address: String) -> Origin {
        let store = self.store();
        Origin {
            address,
            members: false,
            zone: store.source.zone.clone(),
            resolve: store.platform.resolve,
        }
    }
}

/// What a store says, as it is read in one place: a memo of the current owner.
///
/// A signal keeps an entry of everybody who reads it, and a memo or effect that goes leaves its entry
/// behind until the signal changes. A store outlives widgets, and its feed may never change: so
/// nobody but these memos reads a store, and each takes its entry back when its owner goes. Readers in
/// the owner are in the memo's list, which goes with it.
fn view<T: Clone + PartialEq + Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    let memo = ArcMemo::new(move |_| read());
    let leaving = memo.clone();
    on_cleanup(move || {
        let subscriber = leaving.to_any_subscriber();
        subscriber.clear_sources(&subscriber);
    });
    memo.into()
}
