//! The members' feed, while somebody is signed in.

use std::rc::Rc;

use leptos::{prelude::*, task::spawn_local};

use super::{
    load::read_members,
    retry,
    store::{Run, Store, Visibility},
};
use crate::fault::{FeedFault, Transport};

/// Loads the members' feed, if there is one.
pub fn open(store: &Rc<Store>, visibility: Visibility) {
    if store.source.members_feed.is_none() {
        return;
    }
    let Some(run) = store.for_members.begin(visibility) else {
        return;
    };
    let store = store.clone();
    spawn_local(async move {
        let read = read(&store, &run).await;
        store.for_members.end(read);
        retry::watch(&store);
    });
}

/// That nobody is signed in is no fault: it is for the session to know.
pub(super) async fn read(store: &Store, run: &Run) -> Result<(), FeedFault> {
    match read_members(store, run).await {
        Err(FeedFault::Transport(Transport::Status { code: 401, .. })) => {
            store.signed_out.set(true);
            Ok(())
        }
        read => read.map(|page| store.members.set(vec![page])),
    }
}

/// Takes members' news off the page.
pub fn close(store: &Store) {
    store.for_members.abandon();
    store.signed_out.set(false);
    if store.members.with_untracked(|pages| !pages.is_empty()) {
        store.members.set(Vec::new());
    }
}
