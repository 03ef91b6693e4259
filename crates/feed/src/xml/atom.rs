//! Atom 1.0 (RFC 4287), and of 0.3 what is named differently.

use serde_json::Value;

use super::media;
use super::name::Name;
use super::object::{Object, address, author, date};
use super::tree::Element;
use crate::clean::{LONGEST_LINE, LONGEST_TEXT};
use crate::html::plain_text;
use crate::reader::Reader;

pub fn feed(reader: &Reader<'_>, root: &Element) -> Object {
    let around = &[root][..];
    let resolved = |written: String| address(reader, around, &written);
    let mut feed = Object::default();
    feed.put("title", plain(root, Name::AtomTitle, LONGEST_LINE));
    let about = plain(root, Name::AtomSubtitle, LONGEST_TEXT);
    feed.put(
        "description",
        about.or_else(|| plain(root, Name::AtomTagline, LONGEST_TEXT)),
    );
    media::links(&mut feed, root);
    feed.resolve("feed_url", resolved);
    feed.resolve("next_url", resolved);
    feed.put("home_page_url", page(root).map(resolved));
    feed.put("icon", root.first(&[Name::AtomLogo]).map(resolved));
    feed.put("favicon", root.first(&[Name::AtomIcon]).map(resolved));
    feed.put("language", language(root));
    feed.list("authors", authors(root));
    let entries = root.all(Name::AtomEntry);
    let items: Vec<Value> = entries.map(|entry| item(reader, root, entry)).collect();
    feed.put("version", Some("https://jsonfeed.org/version/1.1"));
    feed.put("items", Some(items));
    feed
}

fn item(reader: &Reader<'_>, root: &Element, entry: &Element) -> Value {
    let around = &[root, entry][..];
    let resolved = |written: String| address(reader, around, &written);
    let mut item = Object::default();
    item.put("id", entry.first(&[Name::AtomId]).or_else(|| page(entry)));
    item.put("url", page(entry).map(resolved));
    item.put("external_url", media::link(entry, "related").map(resolved));
    let title = plain(entry, Name::AtomTitle, LONGEST_LINE);
    item.put("title", title.or_else(|| entry.first(&[Name::MediaTitle])));
    content(&mut item, entry);
    let published = entry.first(&[Name::AtomPublished, Name::AtomIssued]);
    item.put("date_published", date(reader, published));
    let updated = entry.first(&[Name::AtomUpdated, Name::AtomModified]);
    item.put("date_modified", date(reader, updated));
    item.list("authors", authors(entry));
    item.list("tags", tags(entry));
    item.put("language", language(entry));
    media::put(&mut item, entry);
    item.into_value()
}

/// The page for people: a link of relation `alternate`, of HTML where there are several.
fn page(element: &Element) -> Option<String> {
    let links = || {
        element
            .all(Name::AtomLink)
            .filter(|link| link.attribute("rel").unwrap_or("alternate") == "alternate")
    };
    let html = links().find(|link| {
        link.attribute("type")
            .is_none_or(|kind| kind == "text/html")
    });
    html.or_else(|| links().next())?
        .attribute("href")
        .map(str::to_owned)
}

fn language(element: &Element) -> Option<String> {
    element.attribute("xml:lang").map(str::to_owned)
}

/// Content, else the summary, which then is no summary.
fn content(item: &mut Object, entry: &Element) {
    let whole = entry.all(Name::AtomContent).find_map(written);
    let summary = entry.all(Name::AtomSummary).find_map(written);
    let (whole, summary) = match whole {
        Some(whole) => (Some(whole), summary),
        None => (summary, None),
    };
    match whole {
        Some(Text::Html(html)) => item.put("content_html", Some(html)),
        Some(Text::Plain(text)) => item.put("content_text", Some(text)),
        // YouTube and its like.
        None => {
            let in_group = entry.all(Name::MediaGroup);
            let about = in_group.filter_map(|group| group.first(&[Name::MediaDescription]));
            item.put(
                "content_text",
                about.chain(entry.first(&[Name::MediaDescription])).next(),
            );
        }
    }
    item.put("summary", summary.map(|text| text.plain(LONGEST_TEXT)));
}

/// A text construct (RFC 4287, section 3.1), and content in the document (section 4.1.3).
enum Text {
    Plain(String),
    Html(String),
}

impl Text {
    fn plain(self, max: usize) -> String {
        match self {
            Text::Plain(text) => text,
            Text::Html(html) => plain_text(&html, max),
        }
    }
}

fn written(element: &Element) -> Option<Text> {
    match element.attribute("type").unwrap_or("text") {
        "xhtml" | "application/xhtml+xml" => element.markup().map(Text::Html),
        "html" | "text/html" => element.html().map(Text::Html),
        // Elements in plain text are against the rules, and mean themselves.
        _ if element.elements().next().is_some() => element.markup().map(Text::Html),
        "text" | "text/plain" => element.text().map(Text::Plain),
        // Some other file, in base64.
        _ => None,
    }
}

fn plain(element: &Element, name: Name, max: usize) -> Option<String> {
    let text = element.all(name).find_map(written)?;
    Some(text.plain(max))
}

fn authors(element: &Element) -> Vec<Value> {
    let persons = element.all(Name::AtomAuthor);
    let authors = persons.filter_map(|person| {
        let url = person.first(&[Name::AtomUri, Name::AtomUrl]);
        let mail = || Some(["mailto:", &person.first(&[Name::AtomEmail])?].concat());
        author(person.first(&[Name::AtomNamed]), url.or_else(mail))
    });
    authors.collect()
}

/// Categories by their labels, which people read, else by their terms.
fn tags(entry: &Element) -> Vec<Value> {
    let categories = entry.all(Name::AtomCategory);
    let labels = categories.filter_map(|category| {
        category
            .attribute("label")
            .or_else(|| category.attribute("term"))
    });
    labels.map(Value::from).collect()
}
