//! The newsroom over a host that is made up: what it asks for, and what it then shows.

mod archive;

use std::{
    cell::RefCell,
    collections::{BTreeMap, VecDeque},
    pin::Pin,
    task::{Context, Waker},
};

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};

use super::*;
use crate::{
    browser::http::{Abort, FeedRequest, FetchedText, Fetching},
    fault::Transport,
};

const FEED: &str = "https://tin.example/feed.json";
const SECOND: &str = "https://tin.example/feed-2.json";
const THIRD: &str = "https://tin.example/feed-3.json";
const MEMBERS: &str = "https://tin.example/api/members/feed.json";

thread_local! {
    static TASKS: RefCell<VecDeque<PinnedLocalFuture<()>>> = const { RefCell::new(VecDeque::new()) };
    static HOST: RefCell<BTreeMap<String, Result<String, Transport>>> = const { RefCell::new(BTreeMap::new()) };
    /// Addresses, `members ` before those that were asked for as somebody.
    static ASKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

struct Tasks;

impl CustomExecutor for Tasks {
    fn spawn(&self, task: PinnedFuture<()>) {
        TASKS.with_borrow_mut(|tasks| tasks.push_back(task));
    }

    fn spawn_local(&self, task: PinnedLocalFuture<()>) {
        TASKS.with_borrow_mut(|tasks| tasks.push_back(task));
    }

    fn poll_local(&self) {}
}

/// Polls every task once; whether any is left.
fn step() -> bool {
    let mut context = Context::from_waker(Waker::noop());
    for mut task in TASKS.take() {
        if Pin::new(&mut task).poll(&mut context).is_pending() {
            TASKS.with_borrow_mut(|tasks| tasks.push_back(task));
        }
    }
    TASKS.with_borrow(|tasks| !tasks.is_empty())
}

fn run() {
    while step() {}
}

/// Answers once somebody has waited for it.
fn fetch(request: FeedRequest, _: Abort) -> Fetching {
    let prefix = if request.members { "members " } else { "" };
    ASKED.with_borrow_mut(|asked| asked.push([prefix, &request.url].concat()));
    Box::pin(async move {
        crate::browser::pace::yield_now().await;
        let gone = Err(Transport::Status {
            code: 404,
            retry_after: None,
        });
        let answer = HOST.with_borrow(|host| host.get(&request.url).cloned());
        Ok(FetchedText {
            bytes: answer.unwrap_or(gone)?.into_bytes(),
            address: request.url,
            content_type: None,
        })
    })
}

fn resolve(_: &str, reference: &str) -> Option<String> {
    Some(reference.to_owned())
}

/// A newsroom over an empty host, and the owner that it belongs to.
fn newsroom() -> (Owner, Newsroom) {
    // Each test has a thread of its own.
    let _ = Executor::init_local_custom_executor(Tasks);
    let owner = Owner::new();
    owner.set();
    let source = Source {
        feed: FEED.into(),
        members_feed: Some(MEMBERS.into()),
        zone: Rc::new(PortalZone::AsWritten),
        time_zone: None,
    };
    (
        owner,
        Newsroom::over(Store::new(source, Platform { fetch, resolve })),
    )
}

fn serves(address: &str, answer: Result<String, Transport>) {
    HOST.with_borrow_mut(|host| host.insert(address.into(), answer));
}

/// A page with an item of each day, which leads to the next.
fn page(days: &[&str], next: Option<&str>) -> Result<String, Transport> {
    let items: Vec<String> = days
        .iter()
        .map(|day| {
            format!(r#"{{"id":"{day}","content_text":"a","date_published":"{day}T08:00:00Z"}}"#)
        })
        .collect();
    let next = next.map_or_else(String::new, |next| format!(r#""next_url":"{next}","#));
    Ok(format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"Tin",{next}"items":[{}]}}"#,
        items.join(",")
    ))
}

fn down() -> Result<String, Transport> {
    Err(Transport::Status {
        code: 503,
        retry_after: Some(60),
    })
}

fn count(newsroom: Newsroom) -> usize {
    newsroom
        .edition()
        .with_untracked(|edition| edition.items().len())
}

fn asked() -> Vec<String> {
    ASKED.take()
}

fn day(text: &str) -> Day {
    text.parse().expect("it is a day")
}

/// The key of the item of a day.
fn key(newsroom: Newsroom, of: &str) -> Option<Key> {
    newsroom
        .edition()
        .with_untracked(|edition| edition.on_day(day(of)).first().map(|item| item.key))
}

#[test]
fn the_feed_is_shown_once_it_is_read() {
    let (_owner, newsroom) = newsroom();
    serves(FEED, page(&["2021-03-22", "2021-03-21"], None));
    newsroom.open(None);
    assert_eq!(newsroom.front(), Front::Loading);
    run();
    assert_eq!(newsroom.front(), Front::Ready);
    assert_eq!((count(newsroom), newsroom.older()), (2, Older::None));
}

#[test]
fn the_article_of_the_address_is_there_before_the_rest() {
    let (_owner, newsroom) = newsroom();
    serves(FEED, page(&["2021-03-22", "2021-03-21"], None));
    newsroom.open(None);
    run();
    let wanted = key(newsroom, "2021-03-21");
    let (_owner, newsroom) = self::newsroom();
    newsroom.open(wanted);
    let mut seen = Vec::new();
    while step() {
        seen.push((newsroom.front(), count(newsroom)));
    }
    let ahead = Front::Ahead(wanted.expect("it was read"));
    assert!(seen.contains(&(ahead, 0)), "{seen:?}");
    assert_eq!((newsroom.front(), count(newsroom)), (Front::Ready, 2));
}

#[test]
fn a_feed_that_fails_says_why_and_can_be_asked_for_again() {
    let (_owner, newsroom) = newsroom();
    serves(FEED, down());
    newsroom.open(None);
    run();
    assert!(matches!(newsroom.front(), Front::Failed(_)));
    serves(FEED, page(&["2021-03-22"], None));
    newsroom.try_again();
    // The notice stays until there is something else to show.
    assert!(matches!(newsroom.front(), Front::Failed(_)));
    run();
    assert_eq!((newsroom.front(), newsroom.missing()), (Front::Ready, None));
}

#[test]
fn what_did_not_fail_is_not_asked_for_again() {
    let (_owner, newsroom) = newsroom();
    serves(FEED, page(&["2021-03-22"], Some(SECOND)));
    serves(SECOND, down());
    newsroom.open(None);
    run();
    newsroom.load_older(Goal::OnePage);
    run();
    assert!(matches!(newsroom.older(), Older::Failed(_)));
    assert_eq!(count(newsroom), 1, "what was loaded stays");
    asked();
    serves(SECOND, page(&["2021-03-21"], None));
    newsroom.try_again();
    run();
    assert_eq!(asked(), [SECOND]);
    assert_eq!((count(newsroom), newsroom.older()), (2, Older::None));
}

#[test]
fn one_page_more_is_one_page() {
    let (_owner, newsroom) = newsroom();
    serves(FEED, page(&["2021-03-22"], Some(SECOND)));
    serves(SECOND, page(&["2021-03-21"], Some(THIRD)));
    serves(THIRD, page(&["2021-03-20"], None));
    newsroom.open(None);
    run();
    newsroom.load_older(Goal::OnePage);
    newsroom.load_older(Goal::OnePage);
    run();
    assert_eq!((count(newsroom), newsroom.older()), (2, Older::Some));
}

#[test]
fn pages_are_loaded_until_all_goals_are_reached() {
    let (_owner, newsroom) = newsroom();
    serves(FEED, page(&["2021-03-22"], Some(SECOND)));
    serves(SECOND, page(&["2021-03-21"], Some(THIRD)));
    serves(
        THIRD,
        page(&["2021-03-01"], Some("https://tin.example/feed-4.json")),
    );
    newsroom.open(None);
    run();
    newsroom.load_older(Goal::Between(Some(day("2021-03-10")), None));
    // The page that is shown says again what it wants, with each that comes.
    newsroom.load_older(Goal::Between(Some(day("2021-03-22")), None));
    run();
    assert_eq!(asked(), [FEED, SECOND, THIRD]);
    assert!(!newsroom.may_hold(Goal::Between(Some(day("2021-03-10")), None)));
    assert!(newsroom.may_hold(Goal::Between(Some(day("2021-03-01")), None)));
}

#[test]
fn a_chain_that_leads_back_ends() {
    let (_owner, newsroom) = newsroom();
    serves(FEED, page(&["2021-03-22"], Some(SECOND)));
    serves(SECOND, page(&["2021-03-21"], Some(FEED)));
    newsroom.open(None);
    run();
    newsroom.load_older(Goal::Between(Some(day("2000-01-01")), None));
    run();
    assert_eq!((count(newsroom), newsroom.older()), (2, Older::None));
}

#[test]
fn what_nobody_waits_for_is_not_taken() {
    let (_owner, newsroom) = newsroom();
    serves(FEED, page(&["2021-03-22"], Some(SECOND)));
    serves(SECOND, page(&["2021-03-21"], None));
    newsroom.open(None);
    run();
    newsroom.load_older(Goal::OnePage);
    assert_eq!(newsroom.older(), Older::Loading);
    newsroom.stop_looking();
    run();
    assert_eq!((count(newsroom), newsroom.older()), (1, Older::Some));
}

#[test]
fn who_leaves_does_not_end_the_search_of_another() {
    let (_owner, first) = newsroom();
    let second = Newsroom::over(first.store());
    serves(FEED, page(&["2021-03-22"], Some(SECOND)));
    serves(SECOND, page(&["2021-03-21"], Some(THIRD)));
    serves(THIRD, page(&["2021-03-20"], None));
    first.open(None);
    run();
    first.load_older(Goal::Between(Some(day("2021-03-21")), None));
    second.load_older(Goal::OnePage);
    second.stop_looking();
    run();
    assert_eq!(asked(), [FEED, SECOND, THIRD]);
    assert_eq!(count(first), 3);
}

#[test]
fn members_news_are_marked_and_go_with_the_session() {
    let (_owner, newsroom) = newsroom();
    serves(FEED, page(&["2021-03-22"], None));
    serves(MEMBERS, page(&["2021-03-20"], None));
    newsroom.open(None);
    newsroom.open_members();
    run();
    let members = |edition: &Edition| edition.items().iter().filter(|item| item.members).count();
    assert_eq!(newsroom.edition().with_untracked(members), 1);
    assert_eq!(asked(), [FEED, &["members ", MEMBERS].concat()]);
    newsroom.close_members();
    assert_eq!(count(newsroom), 1);
}

#[test]
fn that_nobody_is_signed_in_is_no_fault_of_the_news() {
    let (_owner, newsroom) = newsroom();
    let refused = Transport::Status {
        code: 401,
        retry_after: None,
    };
    serves(MEMBERS, Err(refused));
    newsroom.open_members();
    run();
    assert!(newsroom.is_signed_out());
    assert_eq!(newsroom.members_fault(), None);
    newsroom.close_members();
    assert!(!newsroom.is_signed_out());
}

#[test]
fn a_public_feed_that_leads_to_the_members_is_asked_as_nobody() {
    let (_owner, newsroom) = newsroom();
    let led = [MEMBERS, "?x"].concat();
    serves(FEED, page(&["2021-03-22"], Some(&led)));
    // A host that gives it to anybody.
    serves(&led, page(&["2021-03-21"], None));
    newsroom.open(None);
    run();
    newsroom.load_older(Goal::OnePage);
    run();
    assert_eq!(asked(), [FEED, &led]);
    let marked = newsroom.edition().with_untracked(|edition| {
        let items = edition.items().iter();
        items.map(|item| item.members).collect::<Vec<_>>()
    });
    assert_eq!(marked, [false, true]);
}

#[test]
fn who_shares_a_store_sees_the_same_and_leaves_it_to_the_others() {
    let (owner, first) = newsroom();
    let store = first.store();
    serves(FEED, page(&["2021-03-22"], None));
    let other = Owner::new_root(None);
    let second = other.with(|| Newsroom::over(store.clone()));
    first.open(None);
    run();
    assert_eq!((count(first), count(second)), (1, 1));
    owner.cleanup();
    store.pages.set(Vec::new());
    assert_eq!(second.front(), Front::Loading);
    let kept = Rc::downgrade(&store);
    drop(store);
    other.cleanup();
    assert!(kept.upgrade().is_none(), "the last has gone");
}
