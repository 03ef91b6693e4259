//! The archive that a feed names: what pages ask for is read from the files that hold it.

use std::{any::Any, sync::Arc};

use archive::{Fault, File, Manifest, Rule, Shelf};
use feed::{Edition, Feed, Goal};
use futures::future::join_all;
use leptos::prelude::*;

use super::{
    load::{ABANDONED, Origin},
    paging::wanted,
    store::{Page, Run, Store},
};
use crate::{
    browser::{console, http::FeedRequest},
    fault::{ArchiveFault, FeedFault, Transport},
};

/// Files that are asked for at the same time, where none has to wait for another.
const AT_ONCE: usize = 6;

/// Files that a search reads before the reader is asked: some 2 MB.
const SEARCHED: usize = 96;

/// Reads one file after another until nothing more is wanted.
pub async fn read(store: &Store, run: &Run) -> Result<(), FeedFault> {
    let manifest = |pages: &Vec<Page>| pages.first()?.feed.manifest.clone();
    let Some(manifest) = store.pages.with_untracked(manifest) else {
        return Ok(());
    };
    let room = Room {
        store,
        run,
        manifest: manifest.as_str(),
    };
    let mut shelf = room.begin().await?;
    let mut searched = 0;
    while let Some(goal) = wanted(store) {
        let files = shelf.next(goal, AT_ONCE);
        if files.is_empty() {
            break;
        }
        let is_search = matches!(goal, Goal::Between(..));
        let before = room.shown(goal);
        let taken = room.take(&mut shelf, &files, is_search).await;
        if !run.abort.done() {
            room.show(&shelf);
        }
        taken?;
        let is_of_pages = matches!(goal, Goal::OnePage | Goal::Tag(_));
        if is_of_pages && room.shown(goal) > before {
            store.wanted.borrow_mut().page_came();
        }
        if is_search {
            searched += files.len();
        }
        if searched >= SEARCHED {
            searched = 0;
            store.wanted.borrow_mut().pause_searches();
        }
    }
    Ok(())
}

/// Where an archive is read.
struct Room<'a> {
    store: &'a Store,
    run: &'a Run,
    /// Its address.
    manifest: &'a str,
}

impl Room<'_> {
    /// What was read so far. After a fault the manifest is asked for anew: it may name other files by now.
    async fn begin(&self) -> Result<Shelf, FeedFault> {
        let archived = |pages: &Vec<Page>| pages.first()?.archive.clone();
        let known = self.store.archived.with_untracked(archived);
        let known = known.and_then(|known| {
            let known: Arc<dyn Any + Send + Sync> = known;
            Some(Shelf::clone(&*known.downcast().ok()?))
        });
        if let Some(shelf) = known.as_ref().filter(|_| !self.run.again) {
            return Ok(shelf.clone());
        }
        let text = self.fetch(self.manifest, false).await?;
        let read = Manifest::read(self.manifest, &text).map_err(|fault| logged(&fault))?;
        if read.zone != self.store.source.time_zone {
            console::warn(self.manifest, &"its days are of another zone");
        }
        let shelf = match known {
            Some(mut shelf) => {
                shelf.renew(read);
                shelf
            }
            None => Shelf::new(read),
        };
        self.show(&shelf);
        Ok(shelf)
    }

    /// Takes in the files that come; the first fault of the others.
    async fn take(
        &self,
        shelf: &mut Shelf,
        files: &[File],
        in_passing: bool,
    ) -> Result<(), FeedFault> {
        let resolve = self.store.platform.resolve;
        let address = |file: &File| {
            let path = file.path();
            // A path is made of letters, which any base takes.
            resolve(self.manifest, &path).unwrap_or(path)
        };
        let addresses: Vec<String> = files.iter().map(address).collect();
        let fetched = addresses
            .iter()
            .map(|address| self.fetch(address, in_passing));
        let texts = join_all(fetched).await;
        let mut outcome = Ok(());
        for ((file, address), text) in files.iter().zip(addresses).zip(texts) {
            let text = match text {
                Ok(text) => text,
                Err(fault) => {
                    outcome = outcome.and(Err(fault));
                    continue;
                }
            };
            let origin = Origin {
                members: self.store.is_members(&address),
                address,
                zone: self.store.source.zone.clone(),
                resolve,
            };
            let mut taken = Ok(());
            origin.with_reader(&mut |reader| taken = shelf.take(*file, &text, reader));
            outcome = outcome.and(taken.map_err(|fault| logged(&fault)));
        }
        outcome
    }

    async fn fetch(&self, address: &str, in_passing: bool) -> Result<String, FeedFault> {
        let request = FeedRequest {
            url: address.to_owned(),
            members: false,
            again: self.run.again,
            in_passing,
        };
        let fetched = (self.store.platform.fetch)(request, self.run.abort.clone()).await;
        match fetched {
            // One that took too long has ended all; that is a fault, and no leaving.
            Ok(_) if self.run.abort.done() => Err(ABANDONED),
            Err(Transport::Abandoned) => Err(ABANDONED),
            Ok(fetched) => Ok(fetched.into_utf8()),
            Err(Transport::Status {
                code: 404 | 410, ..
            }) => Err(logged(&Fault::new(address, Rule::Missing))),
            Err(fault) => {
                console::error(address, &fault);
                Err(fault.into())
            }
        }
    }

    fn show(&self, shelf: &Shelf) {
        let heads = Feed {
            items: shelf.heads().to_vec(),
            ..Feed::default()
        };
        self.store.archived.set(vec![Page {
            address: self.manifest.to_owned(),
            feed: Arc::new(heads),
            bytes: 0,
            archive: Some(Arc::new(shelf.clone())),
        }]);
    }

    /// How much a page of a list shows.
    fn shown(&self, goal: Goal) -> usize {
        let count = |edition: &Edition| match goal {
            Goal::OnePage => edition.unbroken().len(),
            _ => edition.items().len(),
        };
        self.store.edition.with_untracked(count)
    }
}

/// A fault, logged with its file and rule.
fn logged(fault: &Fault) -> FeedFault {
    console::error(&fault.file, &fault.rule);
    FeedFault::Archive(match fault.rule {
        Rule::FutureVersion(_) => ArchiveFault::Later,
        _ => ArchiveFault::Broken,
    })
}
