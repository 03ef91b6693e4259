//! The feeds beside the archive: all news, and every tag's, as JSON Feed, RSS 2.0 and Atom.

use std::sync::Arc;

use anyhow::{Context, Result};
use archive::MANIFEST;
use document::NOWHERE;
use feed::{Address, EXTENSION, Feed, Item, Layout, Slug, Zone, to_json_item, write_json};
use serde_json::{Value, json};

use crate::days::read;
use crate::head::{Head, item_of, page, reader};
use crate::lists;
use crate::progress::Stage;
use crate::site::Site;
use crate::store::{ARCHIVE, Store};
use crate::update::Updated;
use crate::xml::{atom, rss};

/// Items of a feed.
const LENGTH: usize = 50;
/// The feed of all news.
pub const FEED: &str = "feed.json";

/// What all feeds say of the whole.
pub struct Channel {
    pub feed: Feed,
    pub site: Option<Site>,
}

/// The head of the feed that is there, for when the sources have not changed.
pub fn head_there(store: &Store, zone: &Zone<'_>) -> Result<Option<Feed>> {
    let text = store.text(FEED)?;
    let reading = text.and_then(|text| reader(NOWHERE, zone).read(&text).ok());
    Ok(reading.map(|reading| Feed {
        items: Vec::new(),
        ..reading.feed
    }))
}

/// Writes the feed of all news, and those of the tags that changed; the former's text.
pub fn write(
    store: &mut Store,
    zone: &Zone<'_>,
    channel: &Channel,
    updated: &Updated,
) -> Result<String> {
    store.begin(Stage::Feeds, 1 + updated.tags.touched.len());
    let items = newest(store, zone, updated)?;
    let all = put(store, channel, "feed", &channel.feed.title, &items, true)?;
    for slug in &updated.tags.touched {
        store.step(1);
        let path = path_of(slug);
        let (title, items) = match updated.tags.tags.get(slug) {
            Some(tag) => {
                let (heads, _) = page(store, zone, tag.list.file)?;
                (tag.label.clone(), items_of(&heads, zone)?)
            }
            None => (slug.to_string(), Vec::new()),
        };
        let title = [&title, " – ", &channel.feed.title].concat();
        put(store, channel, &path, &title, &items, false)?;
    }
    Ok(all)
}

/// Where a tag's feeds lie: a slug has no more than letters, digits and hyphens, and before it stands
/// something, as some names are reserved.
fn path_of(slug: &Slug) -> String {
    format!("feeds/tag-{slug}")
}

fn items_of(heads: &[Head], zone: &Zone<'_>) -> Result<Vec<Arc<Item>>> {
    let heads = heads.iter().take(LENGTH);
    let item = |head: &Head| {
        // In a feed of its own it is an item like any other.
        let mut json = head.json.clone();
        if let Value::Object(map) = &mut json {
            map.remove(EXTENSION);
        }
        Ok(item_of(&json.to_string(), zone)?)
    };
    heads.map(item).collect()
}

/// The newest news, whole.
fn newest(store: &Store, zone: &Zone<'_>, updated: &Updated) -> Result<Vec<Arc<Item>>> {
    let mut keys = Vec::new();
    'months: for entry in updated.calendar.entries() {
        for day in read(store, &entry)?.days {
            let heads = lists::all(store, zone, day.list)?;
            keys.extend(heads.iter().map(Head::key));
            if keys.len() >= LENGTH {
                break 'months;
            }
        }
    }
    if let Some(list) = updated.manifest.undated.filter(|_| keys.len() < LENGTH) {
        let (heads, _) = page(store, zone, list.file)?;
        keys.extend(heads.iter().map(Head::key));
    }
    keys.truncate(LENGTH);
    let item = |key| {
        let item = updated.files.article(store, zone, key)?;
        item.with_context(|| format!("the article {key} is in a list, and in no file"))
    };
    keys.into_iter().map(item).collect()
}

fn put(
    store: &mut Store,
    channel: &Channel,
    path: &str,
    title: &str,
    items: &[Arc<Item>],
    of_all: bool,
) -> Result<String> {
    let json = json_feed(channel, title, items, of_all);
    store.put(&format!("{path}.json"), &json)?;
    store.put(&format!("{path}.xml"), &rss(channel, path, title, items))?;
    store.put(
        &format!("{path}.atom.xml"),
        &atom(channel, path, title, items),
    )?;
    Ok(json)
}

/// The feed of all news names the archive.
fn json_feed(channel: &Channel, title: &str, items: &[Arc<Item>], of_all: bool) -> String {
    let Feed {
        description,
        home_page_url,
        icon,
        favicon,
        language,
        expired,
        ..
    } = &channel.feed;
    let address = |address: &Option<Address>| address.as_ref().map(Address::to_string);
    let home = channel.site.as_ref().map(Site::home);
    let mut whole = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": escaped(title),
        "description": description.as_deref().map(escaped),
        "home_page_url": home.or_else(|| address(home_page_url)),
        "icon": address(icon),
        "favicon": address(favicon),
        "language": language,
        "expired": expired.then_some(true),
        "items": items.iter().map(|item| to_json_item(item)).collect::<Value>(),
    });
    if let Value::Object(map) = &mut whole {
        if of_all {
            let manifest = [ARCHIVE, "/", MANIFEST].concat();
            map.insert(EXTENSION.to_owned(), json!({ "manifest": manifest }));
        }
        map.retain(|_, value| !value.is_null());
    }
    write_json(&whole, Layout::Compact)
}

/// Plain text that readers would take for HTML should it look so.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
