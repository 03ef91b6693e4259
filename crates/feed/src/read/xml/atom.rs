//! Atom 1.0 (RFC 4287), and of 0.3 what is named differently.

use serde_json::Value;

use super::media;
use super::name::Name;
use super::object::{author, date, put_html};
use super::tree::Element;
use crate::read::json::Object;
use crate::read::reader::Reader;
use crate::text::clean::{LONGEST_LINE, LONGEST_TEXT};
use crate::text::html::{self, plain_text};

/// Whether it says more than the name of its root, which others have too.
pub fn is_feed(root: &Element) -> bool {
    let said = [Name::AtomTitle, Name::AtomId, Name::AtomEntry];
    root.elements().any(|element| said.contains(&element.name))
}

pub fn feed(reader: &Reader<'_>, root: &Element) -> Object {
    let mut feed = Object::default();
    feed.put("title", plain(reader, root, Name::AtomTitle, LONGEST_LINE));
    let about = plain(reader, root, Name::AtomSubtitle, LONGEST_TEXT);
    feed.put(
        "description",
        about.or_else(|| plain(reader, root, Name::AtomTagline, LONGEST_TEXT)),
    );
    media::links(&mut feed, reader, root);
    feed.put("home_page_url", page(root).map(|page| href(reader, page)));
    feed.put("icon", root.first_address(reader, &[Name::AtomLogo]));
    feed.put("favicon", root.first_address(reader, &[Name::AtomIcon]));
    feed.put("language", language(root));
    feed.list("authors", authors(reader, root));
    let entries = root.all(Name::AtomEntry);
    let items: Vec<Value> = entries.map(|entry| item(reader, entry)).collect();
    feed.put("version", Some("https://jsonfeed.org/version/1.1"));
    feed.put("items", Some(items));
    feed
}

fn item(reader: &Reader<'_>, entry: &Element) -> Value {
    let mut item = Object::default();
    let page = page(entry);
    let written = page.and_then(|page| page.attribute("href"));
    let id = entry.first(&[Name::AtomId]);
    item.put("id", id.or_else(|| written.map(str::to_owned)));
    item.put("url", page.map(|page| href(reader, page)));
    item.put("external_url", media::link(reader, entry, "related"));
    let title = plain(reader, entry, Name::AtomTitle, LONGEST_LINE);
    item.put("title", title.or_else(|| entry.first(&[Name::MediaTitle])));
    content(&mut item, reader, entry);
    let published = entry.first(&[Name::AtomPublished, Name::AtomIssued]);
    item.put("date_published", date(reader, published));
    let updated = entry.first(&[Name::AtomUpdated, Name::AtomModified]);
    item.put("date_modified", date(reader, updated));
    // RFC 4287, section 4.2.1: the source's author comes before the feed's.
    let mut persons = authors(reader, entry);
    if let Some(source) = entry
        .all(Name::AtomSource)
        .next()
        .filter(|_| persons.is_empty())
    {
        persons = authors(reader, source);
    }
    item.list("authors", persons);
    item.list("tags", tags(entry));
    item.put("language", language(entry));
    media::put(&mut item, reader, entry);
    item.into_value()
}

/// The page for people: a link of relation `alternate`, of HTML where there are several.
fn page(element: &Element) -> Option<&Element> {
    let links = || {
        element.all(Name::AtomLink).filter(|link| {
            link.attribute("rel").unwrap_or("alternate") == "alternate"
                && link.attribute("href").is_some()
        })
    };
    let html = links().find(|link| {
        link.attribute("type")
            .is_none_or(|kind| kind == "text/html")
    });
    html.or_else(|| links().next())
}

fn href(reader: &Reader<'_>, link: &Element) -> String {
    link.resolve(reader, link.attribute("href").unwrap_or_default())
}

fn language(element: &Element) -> Option<String> {
    element.attribute("xml:lang").map(str::to_owned)
}

/// Content, else the summary, which then is no summary.
fn content(item: &mut Object, reader: &Reader<'_>, entry: &Element) {
    let text = |name| {
        entry
            .all(name)
            .find_map(|element| Some((element, written(reader, element)?)))
    };
    let (whole, summary) = match (text(Name::AtomContent), text(Name::AtomSummary)) {
        (None, summary) => (summary, None),
        (whole, summary) => (whole, summary),
    };
    match whole {
        Some((element, Text::Html(html))) => put_html(item, reader, element, Some(html)),
        Some((_, Text::Plain(text))) => item.put("content_text", Some(text)),
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
    item.put("summary", summary.map(|(_, text)| text.plain(LONGEST_TEXT)));
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

fn written(reader: &Reader<'_>, element: &Element) -> Option<Text> {
    let kind = element.attribute("type").unwrap_or("text");
    let kind = kind.split(';').next().unwrap_or_default().trim_end();
    match kind.to_ascii_lowercase().as_str() {
        // Escaped, XHTML is HTML.
        "html" | "text/html" | "xhtml" | "application/xhtml+xml" => {
            element.html(reader).map(Text::Html)
        }
        // Elements in plain text are against the rules, and mean themselves.
        _ if element.elements().next().is_some() => element.markup(reader).map(Text::Html),
        kind if kind == "text" || kind.starts_with("text/") => {
            let text = element.text()?;
            // Many leave out that it is HTML.
            let is_html = element.attribute("type").is_none() && html::is_whole(&text);
            Some(match is_html {
                true => Text::Html(text),
                false => Text::Plain(text),
            })
        }
        // Some other file, in base64.
        _ => None,
    }
}

fn plain(reader: &Reader<'_>, element: &Element, name: Name, max: usize) -> Option<String> {
    let text = element
        .all(name)
        .find_map(|element| written(reader, element))?;
    Some(text.plain(max))
}

fn authors(reader: &Reader<'_>, element: &Element) -> Vec<Value> {
    let persons = element.all(Name::AtomAuthor);
    let authors = persons.filter_map(|person| {
        let url = person.first_address(reader, &[Name::AtomUri, Name::AtomUrl]);
        let mail = || Some(["mailto:", &person.first(&[Name::AtomEmail])?].concat());
        // A name without its element.
        let bare = || person.text().filter(|_| person.elements().next().is_none());
        let name = person.first(&[Name::AtomNamed]).or_else(bare);
        author(name, url.or_else(mail))
    });
    let creators = element.all(Name::DcCreator).filter_map(Element::text);
    let authors: Vec<Value> = authors.collect();
    match authors.is_empty() {
        true => creators
            .filter_map(|name| author(Some(name), None))
            .collect(),
        false => authors,
    }
}

/// Categories by their labels, which people read, else by their terms.
fn tags(entry: &Element) -> Vec<Value> {
    let categories = entry.all(Name::AtomCategory);
    let labels = categories.filter_map(|category| {
        let label = category.attribute("label");
        let label = label.or_else(|| category.attribute("term"));
        label.map(str::to_owned).or_else(|| category.text())
    });
    labels.map(Value::from).collect()
}
