//! What is asked of a bucket.

use std::collections::BTreeMap;

use anyhow::Result;
use futures_util::{StreamExt, stream};
use object_store::{
    Error, ObjectMeta, ObjectStore, ObjectStoreExt, PutMode, PutOptions, UpdateVersion,
    path::Path as Key,
};

use crate::connect::{Connection, refusal};
use crate::object;
use crate::store::is_named;

/// Requests by our paths.
pub struct Requests(Connection);

impl Requests {
    pub fn of(connection: Connection) -> Requests {
        Requests(connection)
    }

    /// A file, as messages name it.
    pub fn name(&self, path: &str) -> String {
        [&self.0.address, path].concat()
    }

    fn key(&self, path: &str) -> Key {
        self.0.root.parts().chain(Key::from(path).parts()).collect()
    }

    fn refused(&self, path: &str, error: &Error) -> anyhow::Error {
        refusal(&self.name(path), error)
    }

    /// All that is there.
    pub async fn list(&self) -> Result<BTreeMap<String, ObjectMeta>> {
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

    /// A file and its version, if it is there.
    pub async fn get(&self, path: &str) -> Result<Option<(UpdateVersion, String)>> {
        let got = self.0.store.get(&self.key(path)).await;
        let got = match got {
            Ok(got) => {
                let version = UpdateVersion {
                    e_tag: got.meta.e_tag.clone(),
                    version: got.meta.version.clone(),
                };
                got.bytes().await.map(|bytes| (version, bytes))
            }
            Err(error) => Err(error),
        };
        match got {
            Ok((version, bytes)) => {
                let text = object::text(&self.name(path), &bytes)?;
                Ok(Some((version, text)))
            }
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.refused(path, &error)),
        }
    }

    /// Sends a file, unless it is there with this very content: how many bytes its text has, or 0. `there` is the
    /// size of what is there.
    pub async fn send(&self, path: &str, text: &str, there: Option<u64>) -> Result<u64> {
        let body = object::body(path, text)?;
        // What is named by its content has it: a file comes whole or not at all. Its size tells what was cut since.
        if there == Some(body.len() as u64) && (is_named(path) || self.has(path, text).await?) {
            return Ok(0);
        }
        let sent = self.put(path, body, PutMode::Overwrite).await;
        sent.map_err(|error| self.refused(path, &error))?;
        Ok(text.len() as u64)
    }

    /// Puts a file in the place of this version of it, or of none. `false`: another has come there.
    pub async fn replace(
        &self,
        path: &str,
        text: &str,
        version: Option<UpdateVersion>,
    ) -> Result<bool> {
        let body = object::body(path, text)?;
        let mode = version.map_or(PutMode::Create, PutMode::Update);
        let sent = match self.put(path, body.clone(), mode).await {
            // A store that has no conditions, or is told to have none (AWS_CONDITIONAL_PUT=disabled).
            Err(Error::NotImplemented { .. }) => self.put(path, body, PutMode::Overwrite).await,
            sent => sent,
        };
        match sent {
            Ok(()) => Ok(true),
            // It may be our own, if the answer was lost and the request sent again.
            Err(Error::Precondition { .. } | Error::AlreadyExists { .. }) => {
                self.has(path, text).await
            }
            Err(error) => Err(self.refused(path, &error)),
        }
    }

    async fn has(&self, path: &str, text: &str) -> Result<bool> {
        let there = self.get(path).await?;
        Ok(there.is_some_and(|(_, there)| there == text))
    }

    async fn put(&self, path: &str, body: Vec<u8>, mode: PutMode) -> object_store::Result<()> {
        let options = PutOptions {
            mode,
            attributes: object::attributes(path),
            ..PutOptions::default()
        };
        let (store, key) = (&self.0.store, self.key(path));
        store.put_opts(&key, body.into(), options).await?;
        Ok(())
    }

    /// Removes files, many with one request.
    pub async fn remove(&self, paths: Vec<String>) -> Result<()> {
        let keys: Vec<_> = paths.iter().map(|path| Ok(self.key(path))).collect();
        let mut removed = self.0.store.delete_stream(stream::iter(keys).boxed());
        while let Some(removed) = removed.next().await {
            match removed {
                // It is not there, as it should be.
                Ok(_) | Err(Error::NotFound { .. }) => {}
                Err(error) => return Err(self.refused("", &error)),
            }
        }
        Ok(())
    }
}
