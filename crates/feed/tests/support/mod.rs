//! What the tests share.
#![allow(dead_code, reason = "each test binary uses a part")]

pub mod numbers;

use std::sync::Arc;

use feed::{Edition, Feed, NotAFeed, Reader, Reading, Zone};
use url::Url;

pub const ADDRESS: &str = "https://tin.example/feeds/feed.json";

/// As a browser resolves.
pub fn resolve(base: &str, reference: &str) -> Option<String> {
    let resolved = Url::parse(base).ok()?.join(reference).ok()?;
    Some(resolved.into())
}

pub fn try_read(text: &str) -> Result<Reading, NotAFeed> {
    read_in(&Zone::AsWritten, text)
}

/// Of any format.
pub fn try_read_any(text: &str) -> Result<Reading, NotAFeed> {
    reader(&Zone::AsWritten).read_any(text)
}

fn reader<'z>(zone: &'z Zone<'z>) -> Reader<'z> {
    Reader {
        address: ADDRESS,
        zone,
        resolve: &resolve,
        members: false,
    }
}

pub fn read_in(zone: &Zone<'_>, text: &str) -> Result<Reading, NotAFeed> {
    reader(zone).read(text)
}

pub fn read(text: &str) -> Reading {
    try_read(text).unwrap_or_else(|error| panic!("{error}: {text:.200}"))
}

/// A feed of 1.1 around the given items (JSON objects, with commas between).
pub fn feed_of(items: &str) -> String {
    format!(r#"{{"version":"https://jsonfeed.org/version/1.1","title":"Tin","items":[{items}]}}"#)
}

/// One item with the given further fields (`"key": value`, with commas between).
pub fn item_of(fields: &str) -> String {
    feed_of(&format!(r#"{{"id":"1","content_text":"x",{fields}}}"#))
}

/// The findings as `pointer Rule`, in order.
pub fn findings(reading: &Reading) -> Vec<String> {
    reading
        .findings
        .iter()
        .map(|finding| format!("{} {:?}", finding.pointer, finding.rule))
        .collect()
}

pub fn edition(texts: &[&str]) -> Edition {
    let feeds: Vec<Arc<Feed>> = texts.iter().map(|text| Arc::new(read(text).feed)).collect();
    Edition::new(feeds)
}
