//! RSS and Atom: what of them becomes what of a feed.

#[path = "../support/mod.rs"]
mod support;

mod atom;
mod documents;
mod rss;

use feed::{Content, Feed, Format, Item, NotAFeed, Reading, is_markup};
use support::{ADDRESS, findings, try_read_any};

fn read(text: &str) -> Reading {
    try_read_any(text).unwrap_or_else(|error| panic!("{error}: {text:.200}"))
}

fn text<T: ToString>(value: &Option<T>) -> Option<String> {
    value.as_ref().map(T::to_string)
}

/// A document of RSS around the given items.
fn rss(items: &str) -> String {
    format!(
        r#"<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:a="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Tin</title><link>https://tin.example/</link><description>x</description>{items}</channel></rss>"#
    )
}

/// The one item of RSS that has these elements.
fn rss_item(elements: &str) -> (Item, Vec<String>) {
    only(&rss(&format!("<item>{elements}</item>")))
}

/// The one entry of Atom that has these elements.
fn entry(elements: &str) -> (Item, Vec<String>) {
    only(&format!(
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>Tin</title><entry><id>1</id>{elements}</entry></feed>"#
    ))
}

fn only(text: &str) -> (Item, Vec<String>) {
    let reading = read(text);
    assert_eq!(reading.feed.items.len(), 1, "{text}");
    (Item::clone(&reading.feed.items[0]), findings(&reading))
}

fn html(item: &Item) -> &str {
    match &item.content {
        Content::Html { html, .. } => html,
        other => panic!("{other:?}"),
    }
}

/// A feed's head, as lines.
fn head(feed: &Feed) -> Vec<String> {
    let authors = feed.authors.iter().map(|author| {
        let name = author.name.clone().unwrap_or_default();
        format!("{name} {}", text(&author.url).unwrap_or_default())
    });
    [
        Some(feed.title.clone()),
        feed.description.clone(),
        text(&feed.home_page_url),
        text(&feed.feed_url),
        text(&feed.next_url),
        text(&feed.icon),
        text(&feed.favicon),
        feed.language.clone(),
    ]
    .into_iter()
    .map(Option::unwrap_or_default)
    .chain(authors)
    .collect()
}
