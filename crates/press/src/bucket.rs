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
use object_store::{
    Error, ObjectMeta, ObjectStore, ObjectStoreExt, PutOptions, PutPayload, path::Path as Key,
};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::task::{JoinError, JoinSet};

use crate::connect::{Connection, connect, refusal};
use crate::object;
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
    runtime: Runtime,
}

/// What was sent or fetched, of what never changes.
struct Aside {
    scratch: Scratch,
    pieces: BTreeMap<String, Piece>,
}

/// What is asked of the bucket.
struct Requests(Connection);

impl Bucket {
    /// Looks at all that is there. To write, it must be empty or made by press.
    pub fn open(out: &Path, to_write: bool) -> Result<Bucket> {
        let requests = Arc::new(Requests(connect(out)?));
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
        let text = self.runtime.block_on(self.requests.get(path))?;
        if let Some(text) = &text {
            self.put_aside(path, text)?;
        }
        Ok(text)
    }

    fn ahead(&self, paths: Vec<String>) -> Result<()> {
        let mut wanted: BTreeSet<String> = paths.into_iter().collect();
        wanted.retain(|path| is_named(path) && !self.has_aside(path));
        // What is one is as soon read when it is asked for.
        if wanted.len() < 2 {
            return Ok(());
        }
        let fetched = stream::iter(wanted).map(|path| async move {
            let text = self.requests.get(&path).await?;
            anyhow::Ok((path, text))
        });
        let mut fetched = fetched.buffer_unordered(AT_ONCE);
        self.runtime.block_on(async {
            while let Some((path, text)) = fetched.try_next().await? {
                if let Some(text) = text {
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
        let keys: Vec<_> = paths.iter().map(|path| self.requests.key(path)).collect();
        let keys = stream::iter(keys.into_iter().map(Ok)).boxed();
        let removed = self.requests.0.store.delete_stream(keys);
        let removed = self.runtime.block_on(removed.try_collect::<Vec<_>>());
        removed.map_err(|error| self.requests.refused("", &error))?;
        Ok(())
    }

    fn scratch(&self) -> Result<Scratch> {
        scratch()
    }
}

impl Requests {
    fn name(&self, path: &str) -> String {
        [&self.0.address, path].concat()
    }

    fn key(&self, path: &str) -> Key {
        self.0.root.parts().chain(Key::from(path).parts()).collect()
    }

    fn refused(&self, path: &str, error: &Error) -> anyhow::Error {
        refusal(&self.name(path), error)
    }

    /// All that is there.
    async fn list(&self) -> Result<BTreeMap<String, ObjectMeta>> {
        let Connection { store, root, .. } = &self.0;
        let mut there = BTreeMap::new();
        let mut listed = store.list(Some(root));
        while let Some(meta) = listed.next().await {
            let meta = meta.map_err(|error| self.refused("", &error))?;
            let parts = meta.location.prefix_match(root).into_iter().flatten();
            let path = Key::from_iter(parts).to_string();
            // Some programs make an empty file in the place of a folder.
            if !path.is_empty() {
                there.insert(path, meta);
            }
        }
        Ok(there)
    }

    async fn get(&self, path: &str) -> Result<Option<String>> {
        let got = self.0.store.get(&self.key(path)).await;
        let bytes = match got {
            Ok(got) => got.bytes().await,
            Err(error) => Err(error),
        };
        match bytes {
            Ok(bytes) => object::text(&self.name(path), &bytes).map(Some),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.refused(path, &error)),
        }
    }

    /// Sends a file, unless it is there with this very content: how many bytes its text has, or 0. `there` is the
    /// size of what is there.
    async fn send(&self, path: &str, text: &str, there: Option<u64>) -> Result<u64> {
        let body = object::body(path, text)?;
        // What is named by its content has it: a file comes whole or not at all. Its size tells what was cut since.
        if there == Some(body.len() as u64)
            && (is_named(path) || self.get(path).await?.as_deref() == Some(text))
        {
            return Ok(0);
        }
        let options = PutOptions::from(object::attributes(path));
        let body = PutPayload::from(body);
        let sent = self.0.store.put_opts(&self.key(path), body, options).await;
        sent.map_err(|error| self.refused(path, &error))?;
        Ok(text.len() as u64)
    }
}
