//! Older news, as far as it is wanted: the next pages of the feed, or its archive.

use std::rc::Rc;

use leptos::prelude::*;

use super::{
    archive,
    load::read_page,
    paging::{has_archive, next, wanted},
    store::{Run, Store},
};
use crate::fault::FeedFault;

/// Whose goals are to be reached.
pub struct Asked {
    pub(super) store: Rc<Store>,
    pub(super) run: Run,
}

/// Reads until nothing more is wanted, or there is no more. What was read before a fault stays.
pub async fn read(asked: Asked) -> Result<(), FeedFault> {
    let Asked { store, run } = &asked;
    if store.pages.with_untracked(|pages| has_archive(pages)) {
        return archive::read(store, run).await;
    }
    while wanted(store).is_some() {
        let Some(next) = store.pages.with_untracked(|pages| next(pages)) else {
            break;
        };
        let page = read_page(store, &next, run).await?;
        store.pages.update(|pages| pages.push(page));
        store.wanted.borrow_mut().page_came();
    }
    Ok(())
}
