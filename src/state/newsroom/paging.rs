//! Older news: who wants what of it, and where there is more.

use std::rc::Rc;

use feed::{Edition, Goal};
use leptos::{prelude::*, task::spawn_local};

use super::{
    older::Asked,
    retry,
    store::{Page, Store, Visibility},
};
use crate::split;

/// Pages of one feed that are read in a visit, at the most: a chain of `next_url` may be endless.
const MOST_PAGES: usize = 200;
/// Bytes of feed that are read in a visit, about: what they become stays in memory.
const MOST_BYTES: usize = 64_000_000;

/// One of those who share a store.
pub type Asker = u32;

/// The goals of whoever has asked for older pages. A page may have several: all news of its day, and
/// of the month that its calendar shows.
#[derive(Default, Debug)]
pub struct Wanted {
    goals: Vec<(Asker, Goal)>,
    askers: Asker,
}

impl Wanted {
    /// Somebody else who may ask.
    pub fn asker(&mut self) -> Asker {
        self.askers += 1;
        self.askers
    }

    /// Wants this, too, before what was wanted earlier: one that cannot be had holds up no other.
    pub fn add(&mut self, asker: Asker, goal: Goal) {
        self.goals.retain(|known| *known != (asker, goal));
        self.goals.insert(0, (asker, goal));
    }

    /// Somebody has left; whether nobody wants anything now.
    pub fn leave(&mut self, asker: Asker) -> bool {
        self.goals.retain(|(of, _)| *of != asker);
        self.goals.is_empty()
    }

    /// What is still wanted of what is loaded, the first of it.
    pub fn next(&mut self, edition: &Edition) -> Option<Goal> {
        self.goals.retain(|(_, goal)| !edition.has(*goal));
        self.goals.first().map(|(_, goal)| *goal)
    }

    /// Much has been searched: whoever searches is to ask again.
    pub fn pause_searches(&mut self) {
        let is_search = |goal| matches!(goal, Goal::Between(..));
        self.goals.retain(|(_, goal)| !is_search(*goal));
    }

    /// A page has come.
    pub fn page_came(&mut self) {
        let is_of_pages = |goal| matches!(goal, Goal::OnePage | Goal::Tag(_));
        self.goals.retain(|(_, goal)| !is_of_pages(*goal));
    }
}

/// Whether there is older news: in an archive, else on a next page.
pub fn is_more(pages: &[Page]) -> bool {
    has_archive(pages) || next(pages).is_some()
}

pub fn has_archive(pages: &[Page]) -> bool {
    let first = pages.first();
    first.is_some_and(|page| page.feed.manifest.is_some())
}

/// The next page of the feed, unless it was read already.
pub fn next(pages: &[Page]) -> Option<String> {
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
}

/// Loads older pages, one at a time, until the goal is reached or there are no more.
pub fn load(store: &Rc<Store>, asker: Asker, goal: Goal, visibility: Visibility) {
    store.wanted.borrow_mut().add(asker, goal);
    go_on(store, visibility);
}

/// Loads what is wanted and not there yet.
pub fn go_on(store: &Rc<Store>, visibility: Visibility) {
    let may_come = store.pages.with_untracked(|pages| is_more(pages));
    if !may_come || wanted(store).is_none() {
        return;
    }
    let Some(run) = store.older_pages.begin(visibility) else {
        return;
    };
    let store = store.clone();
    spawn_local(async move {
        let asked = Asked {
            store: store.clone(),
            run,
        };
        let read = match split::read_older(asked).await {
            Ok(reading) => reading.await,
            Err(missing) => Err(missing.into()),
        };
        store.older_pages.end(read);
        retry::watch(&store);
    });
}

/// What somebody asked for is not wanted any more. Others may still wait.
pub fn stop(store: &Store, asker: Asker) {
    let nobody_waits = store.wanted.borrow_mut().leave(asker);
    if nobody_waits {
        store.older_pages.abandon();
    }
}

/// What is still wanted, the first of it.
pub fn wanted(store: &Store) -> Option<Goal> {
    store
        .edition
        .with_untracked(|edition| store.wanted.borrow_mut().next(edition))
}
