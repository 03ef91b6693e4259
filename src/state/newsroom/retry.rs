//! What failed is asked for again, from time to time and when the reader or the network is back.

use std::rc::{Rc, Weak};

use super::{
    load, members, paging,
    store::{Store, Visibility},
};
use crate::state::waits::{Missing, keep_asking, wish};

/// Sees to it that what has failed, if anything has, is asked for again.
pub fn watch(store: &Rc<Store>) {
    if store.fault().is_some() && !store.will_retry.replace(true) {
        keep_asking(Rc::new(Failed(Rc::downgrade(store))));
    }
}

/// Asks again for what failed; it shows only once it has come.
pub fn try_again(store: &Rc<Store>) {
    if store.first.fault().is_some() {
        load::open(store, Visibility::Quiet, None);
    }
    if store.older_pages.fault().is_some() {
        paging::go_on(store, Visibility::Quiet);
    }
    if store.for_members.fault().is_some() {
        members::open(store, Visibility::Quiet);
    }
}

/// What failed in a store, for as long as somebody holds it.
struct Failed(Weak<Store>);

impl Missing for Failed {
    fn is_missing(&self) -> bool {
        let store = self.0.upgrade();
        store.is_some_and(|store| store.fault().is_some())
    }

    fn wish(&self) -> Option<u32> {
        wish(&self.0.upgrade()?.fault()?)
    }

    fn ask_again(&self) {
        if let Some(store) = self.0.upgrade() {
            try_again(&store);
        }
    }

    fn came(&self) {
        if let Some(store) = self.0.upgrade() {
            store.will_retry.set(false);
        }
    }
}
