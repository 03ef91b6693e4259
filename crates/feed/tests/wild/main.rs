//! Feeds from the wild, made small: faults that people have reported of readers, portals and feeds,
//! and what has to come of each.

#[path = "../support/mod.rs"]
mod support;

mod dates;
mod forms;
mod identity;
mod numbers;
mod pictures;
mod search;
mod tags;
mod texts;
mod xml;

use feed::{Item, Reading};
use support::try_read_any;

fn read(text: &str) -> Reading {
    try_read_any(text).unwrap_or_else(|error| panic!("{error}: {text:.200}"))
}

/// A feed's items by the words they are headed with.
fn headlines(reading: &Reading) -> Vec<&str> {
    let items = reading.feed.items.iter();
    items
        .map(|item| item.headline.as_deref().unwrap_or_default())
        .collect()
}

fn only(reading: &Reading) -> &Item {
    assert_eq!(reading.feed.items.len(), 1);
    &reading.feed.items[0]
}

fn rss(items: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Tin</title><link>https://vidu.example/</link><description>x</description>{items}</channel></rss>"#
    )
}

const ITEM: &str = "<item><title>Bài</title><link>https://vidu.example/1</link><description>Chữ</description></item>";
