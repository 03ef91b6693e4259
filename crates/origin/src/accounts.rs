//! Who may sign in: names and hashed passwords, in SQLite.

use std::{
    fmt,
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use argon2::{
    Argon2, PasswordHasher, PasswordVerifier,
    password_hash::{self, phc::PasswordHash},
};
use tokio::{
    sync::Semaphore,
    task::{JoinError, spawn_blocking},
};
use tokio_rusqlite::{Connection, OptionalExtension, Row, params, rusqlite};

/// How many passwords are hashed at once; one takes 19 MiB and a processor.
const HASHING_AT_ONCE: usize = 2;

/// Why an account could not be made, found or checked.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Another account has the name.
    #[error("there is an account of that name")]
    NameTaken,
    /// The database refused.
    #[error(transparent)]
    Database(#[from] tokio_rusqlite::Error),
    /// Argon2 refused, or a stored hash is damaged.
    #[error("hashing the password: {0}")]
    Hashing(#[from] password_hash::Error),
    /// The origin is shutting down.
    #[error("hashing was stopped: {0}")]
    Stopped(#[from] JoinError),
}

/// The name typed to sign in: 1 to 64 characters, none of them a control;
/// spaces around it and upper case are dropped.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccountName(String);

/// A text that is no [`AccountName`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a name has 1 to 64 characters")]
pub struct InvalidName;

impl FromStr for AccountName {
    type Err = InvalidName;

    fn from_str(text: &str) -> Result<Self, InvalidName> {
        let name = text.trim().to_lowercase();
        let length = name.chars().count();
        if (1..=64).contains(&length) && !name.chars().any(char::is_control) {
            Ok(Self(name))
        } else {
            Err(InvalidName)
        }
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// What the reader types.
    pub name: AccountName,
    /// What the portal shows.
    pub display_name: String,
    /// In plain text; only its Argon2id hash is kept.
    pub password: String,
    /// Whether signing in is refused although the password is right.
    pub locked: bool,
}

/// An account as kept.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub id: i64,
    pub display_name: String,
    pub locked: bool,
    password_hash: String,
}

impl Account {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            display_name: row.get("display_name")?,
            locked: row.get("locked")?,
            password_hash: row.get("password_hash")?,
        })
    }
}

/// The handle to the accounts; cheap to clone.
#[derive(Clone)]
pub struct Accounts(Arc<Inner>);

struct Inner {
    database: Connection,
    /// The hash that the password for an unknown name is compared with, so
    /// that the answer takes as long as for a known one.
    decoy: String,
    hashing: Arc<Semaphore>,
    verifications: AtomicU64,
}

impl Accounts {
    pub(crate) async fn open(database: Connection) -> Result<Self, AccountError> {
        database
            .call(|db| {
                db.execute(
                    "create table if not exists accounts (
                         id integer primary key,
                         name text not null unique,
                         display_name text not null,
                         password_hash text not null,
                         locked integer not null
                     ) strict",
                    [],
                )
            })
            .await?;
        Ok(Self(Arc::new(Inner {
            database,
            decoy: spawn_blocking(|| hash("")).await??,
            hashing: Arc::new(Semaphore::new(HASHING_AT_ONCE)),
            verifications: AtomicU64::new(0),
        })))
    }

    /// Makes an account.
    pub async fn add(&self, account: NewAccount) -> Result<(), AccountError> {
        let NewAccount {
            name,
            display_name,
            password,
            locked,
        } = account;
        let hash = self.hashing(move || hash(&password)).await?;
        let rows = self
            .0
            .database
            .call(move |db| {
                db.execute(
                    "insert into accounts (name, display_name, password_hash, locked)
                     values (?1, ?2, ?3, ?4) on conflict (name) do nothing",
                    params![name.0, display_name, hash, locked],
                )
            })
            .await?;
        if rows == 1 {
            Ok(())
        } else {
            Err(AccountError::NameTaken)
        }
    }

    /// Locks or unlocks an account; its sessions end when it is locked. Says
    /// whether there is an account of that name.
    pub async fn set_locked(&self, name: &AccountName, locked: bool) -> Result<bool, AccountError> {
        let name = name.clone();
        let rows = self
            .0
            .database
            .call(move |db| {
                db.execute(
                    "update accounts set locked = ?2 where name = ?1",
                    params![name.0, locked],
                )
            })
            .await?;
        Ok(rows == 1)
    }

    /// How many passwords have been compared with a hash since the start.
    pub fn verifications(&self) -> u64 {
        self.0.verifications.load(Ordering::Relaxed)
    }

    /// The account of that name and password. One hash is computed whether or
    /// not there is such a name.
    pub(crate) async fn authenticate(
        &self,
        name: &AccountName,
        password: String,
    ) -> Result<Option<Account>, AccountError> {
        let name = name.clone();
        let account = self
            .0
            .database
            .call(move |db| {
                let sql = "select * from accounts where name = ?1";
                db.query_row(sql, [name.0], Account::from_row).optional()
            })
            .await?;
        let hash = account.as_ref().map_or(&self.0.decoy, |a| &a.password_hash);
        let hash = hash.clone();
        let counted = self.clone();
        let right = self
            .hashing(move || {
                counted.0.verifications.fetch_add(1, Ordering::Relaxed);
                match Argon2::default().verify_password(password.as_bytes(), hash.as_str()) {
                    Ok(()) => Ok(true),
                    Err(password_hash::Error::PasswordInvalid) => Ok(false),
                    Err(error) => Err(error),
                }
            })
            .await?;
        Ok(account.filter(|_| right))
    }

    /// The account of that id, if it may be used.
    pub(crate) async fn open_account(&self, id: i64) -> Result<Option<Account>, AccountError> {
        let account = self
            .0
            .database
            .call(move |db| {
                let sql = "select * from accounts where id = ?1 and not locked";
                db.query_row(sql, [id], Account::from_row).optional()
            })
            .await?;
        Ok(account)
    }

    /// Runs a slow computation off the threads that answer requests.
    async fn hashing<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> password_hash::Result<T> + Send + 'static,
    ) -> Result<T, AccountError> {
        // The semaphore is never closed, so a permit always comes.
        let permit = self.0.hashing.clone().acquire_owned().await.ok();
        // It goes with the work: whoever asked may leave, and the work goes on.
        let permitted = move || {
            let done = work();
            drop(permit);
            done
        };
        Ok(spawn_blocking(permitted).await??)
    }
}

/// The Argon2id hash of a password as a PHC string, with a salt of its own.
fn hash(password: &str) -> password_hash::Result<String> {
    let hash: PasswordHash = Argon2::default().hash_password(password.as_bytes())?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test]
    async fn a_permit_to_hash_is_kept_by_the_work_and_not_by_who_asked() {
        let database = Connection::open_in_memory().await.expect("a database");
        let accounts = Accounts::open(database).await.expect("accounts");
        let mut ends = Vec::new();
        for _ in 0..HASHING_AT_ONCE {
            let (begun, has_begun) = oneshot::channel();
            let (end, may_end) = mpsc::channel::<()>();
            ends.push(end);
            let asked = accounts.hashing(move || {
                let _ = begun.send(());
                let _ = may_end.recv();
                Ok(())
            });
            // Who asked goes away as soon as the work has begun.
            tokio::select! {
                _ = asked => panic!("the work ended by itself"),
                begun = has_begun => begun.expect("the work begins"),
            }
        }
        assert_eq!(accounts.0.hashing.available_permits(), 0);
        drop(ends);
        let next = accounts.hashing(|| Ok("hashed")).await;
        assert_eq!(next.expect("a permit comes back"), "hashed");
    }
}
