//! A headline, and its place among others.

use std::cmp::Reverse;
use std::rc::Rc;
use std::sync::Arc;

use anyhow::Result;
use archive::{Folder, Name, items};
use document::{NOWHERE, resolve};
use feed::{Day, Item, Key, NotAFeed, Reader, Slug, Zone, to_json_head};
use serde_json::Value;

use crate::store::Store;

/// Where news stands in a list: the newest day first, in it the newest moment, news without a date last.
/// The key makes it one order, whatever order it came in.
pub type Order = (Reverse<Option<Day>>, Reverse<Option<i64>>, Key);

/// The place of an item.
pub fn order(item: &Item) -> Order {
    let unix = item.published.map(|stamp| stamp.unix);
    (Reverse(item.day), Reverse(unix), item.key)
}

/// A headline in a list.
#[derive(Clone, Debug)]
pub struct Head {
    pub order: Order,
    pub title: Rc<str>,
    pub json: Value,
}

impl Head {
    /// Of a whole article.
    pub fn of(item: &Item) -> Head {
        Head::new(item, to_json_head(item))
    }

    fn new(item: &Item, json: Value) -> Head {
        Head {
            order: order(item),
            title: item.headline.as_deref().unwrap_or_default().into(),
            json,
        }
    }

    pub fn key(&self) -> Key {
        self.order.2
    }

    /// What the newest of a list's articles calls a tag.
    pub fn label(item: &Item, slug: &Slug) -> Option<String> {
        let tag = item.tags.iter().find(|tag| tag.slug == *slug)?;
        Some(tag.label.clone())
    }
}

/// Reads what is in the archive, or comes into it.
pub fn reader<'z>(address: &'z str, zone: &'z Zone<'z>) -> Reader<'z> {
    Reader {
        address,
        zone,
        resolve: &resolve,
        members: false,
    }
}

/// An item that was written by [`feed::to_json_item`].
pub fn item_of(json: &str, zone: &Zone<'_>) -> Result<Arc<Item>, NotAFeed> {
    let text = [
        r#"{"version":"https://jsonfeed.org/version/1.1","items":["#,
        json,
        "]}",
    ]
    .concat();
    let mut reading = reader(NOWHERE, zone).read(&text)?;
    reading.feed.items.pop().ok_or(NotAFeed::Empty)
}

/// The next older page of a list, and how many headlines it and those below it have.
pub type Older = Option<(Name, usize)>;

/// A page of a list in the archive: its headlines, and what is older.
pub fn page(store: &Store, zone: &Zone<'_>, name: Name) -> Result<(Vec<Head>, Older)> {
    let (file, text) = store.read(Folder::Lists, name)?;
    let list = archive::List::read(&file, &text)?;
    let items = items(&reader(NOWHERE, zone), &file, &text)?;
    let heads = items.iter().zip(list.heads);
    let heads = heads.map(|(item, json)| Head::new(item, json)).collect();
    Ok((heads, list.older.map(|older| (older, list.left))))
}
