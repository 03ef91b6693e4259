//! A bucket of an object store. Files are sent many at once, while press goes on; what was sent or fetched is put
//! aside on this machine, so that nothing is fetched twice.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use chrono::Utc;
use futures_util::{StreamExt, TryStreamExt, stream};
use object_store::{ObjectMeta, UpdateVersion};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::task::{JoinError, JoinSet};

use crate::connect::connect;
use crate::requests::Requests;
use crate::scratch::{Piece, Scratch};
use crate::store::{Place, is_named};

/// Requests at once: what a bucket takes for a fraction of a second each, one after another takes hours.
const AT_ONCE: usize = 32;
/// By it press knows what it has made.
const MARK: (&str, &str) = (".press/mark", "Made by cargo xtask press.\n");

/// A bucket, or a part of it whose paths begin alike.
pub struct Bucket {
    requests: Arc<Requests>,
    /// What was there when it was opened, by its path.
    there: BTreeMap<String, ObjectMeta>,
    /// What was put since.
    put: BTreeSet<String>,
    sending: JoinSet<Result<u64>>,
    may_send: Arc<Semaphore>,
    written: (usize, u64),
    aside: RefCell<Aside>,
    /// The manifest as it was last read: its version, and its text.
    manifest: RefCell<Option<(UpdateVersion, String)>>,
    runtime: Runtime,
}

/// What was sent or fetched, of what never changes.
struct Aside {
    scratch: Scratch,
    pieces: BTreeMap<String, Piece>,
}

impl Bucket {
    /// Looks at all that is there. To write, it must be empty or made by press.
    pub fn open(out: &Path, to_write: bool) -> Result<Bucket> {
        let requests = Arc::new(Requests::of(connect(out)?));
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()?;
        let there = runtime.block_on(requests.list())?;
        let is_marked = there.contains_key(MARK.0);
        let mut bucket = Bucket {
            requests,
            there,
            put: BTreeSet::new(),
            sending: JoinSet::new(),
            may_send: Arc::new(Semaphore::new(AT_ONCE)),
            written: (0, 0),
            aside: RefCell::new(Aside {
                scratch: scratch()?,
                pieces: BTreeMap::new(),
            }),
            manifest: RefCell::new(None),
            runtime,
        };
        if to_write && !is_marked {
            ensure!(
                bucket.there.is_empty(),
                "{} holds something that press has not made: name a new folder",
                bucket.name("")
            );
            // It is the first, so that a key that may not write is told before any work.
            bucket.put(MARK.0, MARK.1)?;
            bucket.settle()?;
        }
        Ok(bucket)
    }

    /// Counts what was sent, or tells why not.
    fn took(&mut self, sent: Result<Result<u64>, JoinError>) -> Result<()> {
        let bytes = sent.context("an upload was ended")??;
        if bytes > 0 {
            self.written.0 += 1;
            self.written.1 += bytes;
        }
        Ok(())
    }

    fn has_aside(&self, path: &str) -> bool {
        self.aside.borrow().pieces.contains_key(path)
    }

    fn aside(&self, path: &str) -> Result<Option<String>> {
        let aside = self.aside.borrow();
        let piece = aside.pieces.get(path);
        let text = piece.map(|piece| aside.scratch.read(*piece));
        text.transpose()
            .context("what was put aside cannot be read")
    }

    /// What never changes is put aside.
    fn put_aside(&self, path: &str, text: &str) -> Result<()> {
        if is_named(path) {
            let mut aside = self.aside.borrow_mut();
            let piece = aside.scratch.add(text);
            let piece = piece.context("no file can be put aside on this machine")?;
            aside.pieces.insert(path.to_owned(), piece);
        }
        Ok(())
    }
}

/// Where this machine has its temporary files.
fn scratch() -> Result<Scratch> {
    let folder = env::temp_dir();
    Scratch::new(&folder).with_context(|| format!("{} cannot be written", folder.display()))
}

impl Place for Bucket {
    fn name(&self, path: &str) -> String {
        self.requests.name(path)
    }

    fn is_private(&self) -> bool {
        false
    }

    fn read(&self, path: &str) -> Result<Option<String>> {
        if let Some(text) = self.aside(path)? {
            return Ok(Some(text));
        }
        let got = self.runtime.block_on(self.requests.get(path))?;
        Ok(match got {
            Some((_, text)) => {
                self.put_aside(path, &text)?;
                Some(text)
            }
            None => None,
        })
    }

    fn read_manifest(&self, path: &str) -> Result<Option<String>> {
        let got = self.runtime.block_on(self.requests.get(path))?;
        let text = got.as_ref().map(|(_, text)| text.clone());
        self.manifest.replace(got);
        Ok(text)
    }

    fn is_as_read(&self, path: &str) -> Result<bool> {
        let now = self.runtime.block_on(self.requests.get(path))?;
        let read = self.manifest.borrow();
        Ok(now.map(|(_, text)| text) == read.as_ref().map(|(_, text)| text.clone()))
    }

    fn publish(&mut self, path: &str, text: &str) -> Result<bool> {
        let read = self.manifest.take();
        if read.as_ref().is_some_and(|(_, there)| there == text) {
            return Ok(true);
        }
        let version = read.map(|(version, _)| version);
        let is_ours = self.requests.replace(path, text, version);
        let is_ours = self.runtime.block_on(is_ours)?;
        if is_ours {
            self.written.0 += 1;
            self.written.1 += text.len() as u64;
        }
        Ok(is_ours)
    }

    fn ahead(&self, paths: Vec<String>) -> Result<()> {
        let mut wanted: BTreeSet<String> = paths.into_iter().collect();
        wanted.retain(|path| is_named(path) && !self.has_aside(path));
        // What is one is as soon read when it is asked for.
        if wanted.len() < 2 {
            return Ok(());
        }
        let fetched = stream::iter(wanted).map(|path| async move {
            let got = self.requests.get(&path).await?;
            anyhow::Ok((path, got))
        });
        let mut fetched = fetched.buffer_unordered(AT_ONCE);
        self.runtime.block_on(async {
            while let Some((path, got)) = fetched.try_next().await? {
                if let Some((_, text)) = got {
                    self.put_aside(&path, &text)?;
                }
            }
            Ok(())
        })
    }

    fn put(&mut self, path: &str, text: &str) -> Result<()> {
        if !self.put.insert(path.to_owned()) {
            if is_named(path) {
                return Ok(());
            }
            // Two at once would come in any order.
            self.settle()?;
        }
        self.put_aside(path, text)?;
        let permit = self.may_send.clone().acquire_owned();
        let permit = self.runtime.block_on(permit)?;
        while let Some(sent) = self.sending.try_join_next() {
            self.took(sent)?;
        }
        let there = self.there.remove(path).map(|there| there.size);
        let (requests, path, text) = (self.requests.clone(), path.to_owned(), text.to_owned());
        let send = async move {
            let sent = requests.send(&path, &text, there).await;
            drop(permit);
            sent
        };
        self.sending.spawn_on(send, self.runtime.handle());
        Ok(())
    }

    fn settle(&mut self) -> Result<()> {
        while let Some(sent) = self.runtime.block_on(self.sending.join_next()) {
            self.took(sent)?;
        }
        Ok(())
    }

    fn written(&self) -> (usize, u64) {
        self.written
    }

    fn files(&self, folder: &str) -> Result<Vec<(String, Duration)>> {
        let now = Utc::now();
        let start = [folder, "/"].concat();
        let files = self.there.iter().filter_map(|(path, meta)| {
            let file = path.strip_prefix(&start)?.to_owned();
            let age = now.signed_duration_since(meta.last_modified);
            Some((file, age.to_std().unwrap_or_default()))
        });
        Ok(files.collect())
    }

    fn remove(&mut self, paths: Vec<String>) -> Result<()> {
        self.runtime.block_on(self.requests.remove(paths))
    }

    fn scratch(&self) -> Result<Scratch> {
        scratch()
    }
}
