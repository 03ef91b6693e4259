//! Browsers that have signed in before, so that nobody's wrong passwords elsewhere lock out the
//! owner of a name: each is known by a cookie, for the account that it has signed in as.

use time::{Duration, OffsetDateTime};
use tokio_rusqlite::{Connection, OptionalExtension, params};

use crate::AccountName;

/// How long a browser is known after it has signed in.
pub(crate) const KNOWN_FOR: Duration = Duration::days(180);

/// The value of a browser's cookie: 128 random bits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct BrowserId(String);

impl BrowserId {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// The handle to the known browsers; cheap to clone.
#[derive(Clone)]
pub(crate) struct Browsers(Connection);

impl Browsers {
    pub(crate) async fn open(database: Connection) -> Result<Self, tokio_rusqlite::Error> {
        database
            .call(|db| {
                db.execute_batch(
                    "create table if not exists browsers (
                         id text primary key,
                         account integer not null,
                         ends_at integer not null
                     ) strict;
                     create index if not exists browsers_ends_at on browsers (ends_at);",
                )
            })
            .await?;
        Ok(Self(database))
    }

    /// The browser of that cookie, if it has signed in as that name.
    pub(crate) async fn known(
        &self,
        cookie: &str,
        name: &AccountName,
    ) -> Result<Option<BrowserId>, tokio_rusqlite::Error> {
        let (cookie, name) = (cookie.to_owned(), name.to_string());
        self.0
            .call(move |db| {
                let sql = "select browsers.id from browsers
                           join accounts on accounts.id = browsers.account
                           where browsers.id = ?1 and accounts.name = ?2 and ends_at > ?3";
                let values = params![cookie, name, now()];
                db.query_row(sql, values, |row| Ok(BrowserId(row.get(0)?)))
                    .optional()
            })
            .await
    }

    /// A new id for a browser that has signed in, in the place of the one it had.
    pub(crate) async fn renew(
        &self,
        known: Option<BrowserId>,
        account: i64,
    ) -> Result<BrowserId, tokio_rusqlite::Error> {
        let id = BrowserId(format!("{:032x}", rand::random::<u128>()));
        let kept = id.clone();
        self.0
            .call(move |db| {
                let both = db.transaction()?;
                if let Some(BrowserId(old)) = known {
                    both.execute("delete from browsers where id = ?1", [old])?;
                }
                both.execute(
                    "insert into browsers (id, account, ends_at) values (?1, ?2, ?3)",
                    params![kept.0, account, now() + KNOWN_FOR.whole_seconds()],
                )?;
                both.commit()
            })
            .await?;
        Ok(id)
    }

    /// Forgets those that have not signed in for long.
    pub(crate) async fn delete_expired(&self) -> Result<(), tokio_rusqlite::Error> {
        let ended = "delete from browsers where ends_at <= ?1";
        self.0.call(move |db| db.execute(ended, [now()])).await?;
        Ok(())
    }
}

fn now() -> i64 {
    OffsetDateTime::now_utc().unix_timestamp()
}
