//! RSS 0.90 to 2.0, and what publishers add to it (RSS Advisory Board's specification 2.0.11).

use serde_json::Value;

use super::media;
use super::name::Name;
use super::object::{author, date, put_html};
use super::tree::Element;
use crate::model::has_scheme;
use crate::read::json::Object;
use crate::read::reader::Reader;
use crate::text::clean::LONGEST_TEXT;
use crate::text::html;

pub fn feed(reader: &Reader<'_>, root: &Element) -> Object {
    let nothing = Element::default();
    let channel = root.all(Name::Channel).next().unwrap_or(&nothing);
    let mut feed = Object::default();
    feed.put("title", channel.first(&[Name::Title]));
    feed.put(
        "description",
        channel.first(&[Name::Description, Name::ItunesSummary]),
    );
    feed.put(
        "home_page_url",
        channel.first_address(reader, &[Name::Link]),
    );
    feed.put(
        "language",
        channel.first(&[Name::Language, Name::DcLanguage]),
    );
    feed.put("icon", icon(channel).or_else(|| icon(root)));
    feed.list("authors", authors(channel));
    media::links(&mut feed, reader, channel);
    // RSS 1.0 has its items beside the channel.
    let items = channel.all(Name::Item).chain(root.all(Name::Item));
    let items: Vec<Value> = items.map(|element| item(reader, element)).collect();
    feed.put("version", Some("https://jsonfeed.org/version/1.1"));
    feed.put("items", Some(items));
    feed
}

fn icon(channel: &Element) -> Option<String> {
    let of_rss = channel
        .all(Name::Image)
        .find_map(|image| image.first(&[Name::Url]));
    let of_podcast = || {
        let image = channel.all(Name::ItunesImage).next()?;
        image.attribute("href").map(str::to_owned)
    };
    of_rss.or_else(of_podcast)
}

fn item(reader: &Reader<'_>, element: &Element) -> Value {
    let mut item = Object::default();
    let guid = element.all(Name::Guid).next();
    let url = element
        .first_address(reader, &[Name::Link])
        .or_else(|| {
            let link = element.all(Name::Link).next()?;
            Some(link.resolve(reader, link.attribute("href")?))
        })
        .or_else(|| media::link(reader, element, "alternate"))
        .or_else(|| permalink(guid?));
    let id = guid
        .and_then(Element::text)
        .or_else(|| element.attribute("rdf:about").map(str::to_owned));
    let title = element.first(&[Name::Title, Name::MediaTitle]);
    // Without a guid its address says which item it is, else its title, and else the reader finds
    // something.
    item.put("id", id.or_else(|| url.clone()).or_else(|| title.clone()));
    item.put("url", url);
    item.put("title", title);
    content(&mut item, reader, element);
    let published = element.first(&[
        Name::PubDate,
        Name::DcDate,
        Name::AtomPublished,
        Name::DcIssued,
    ]);
    item.put("date_published", date(reader, published));
    let modified = element.first(&[Name::AtomUpdated, Name::DcModified]);
    item.put("date_modified", date(reader, modified));
    item.list("authors", authors(element));
    item.list("tags", tags(element));
    item.put("language", element.first(&[Name::DcLanguage]));
    media::put(&mut item, reader, element);
    item.into_value()
}

/// A guid is an address unless it says that it is not.
fn permalink(guid: &Element) -> Option<String> {
    let is_address = guid
        .attribute("ispermalink")
        .is_none_or(|permalink| !permalink.eq_ignore_ascii_case("false"));
    guid.text()
        .filter(|text| is_address && has_scheme(text, &["http", "https"]))
}

/// `content:encoded` is the whole, and the description beside it a summary; alone the description
/// is what there is: HTML, or text.
fn content(item: &mut Object, reader: &Reader<'_>, element: &Element) {
    let html = |name| {
        let mut elements = element.all(name);
        elements.find_map(|element| Some((element, element.html(reader)?)))
    };
    let description = html(Name::Description);
    let whole = html(Name::ContentEncoded).or_else(|| html(Name::XhtmlBody));
    match whole.or_else(|| html(Name::Content)) {
        Some((element, whole)) => {
            put_html(item, reader, element, Some(whole));
            item.put(
                "summary",
                description.map(|(_, html)| html::plain_text(&html, LONGEST_TEXT)),
            );
        }
        None => match description {
            // Without any tag its lines would run together.
            Some((_, text)) if !html::has_tag(&text) => {
                item.put("content_text", Some(html::decode(&text).into_owned()));
            }
            Some((element, html)) => put_html(item, reader, element, Some(html)),
            None => item.put(
                "content_text",
                element.first(&[
                    Name::MediaDescription,
                    Name::ItunesSummary,
                    Name::ItunesSubtitle,
                ]),
            ),
        },
    }
}

fn authors(element: &Element) -> Vec<Value> {
    let names = [
        Name::DcCreator,
        Name::Author,
        Name::ManagingEditor,
        Name::ItunesAuthor,
    ];
    for name in names {
        let texts = element.all(name).filter_map(|author| {
            // As Atom has it.
            let mut parts = author.elements();
            let name = parts.find(|part| part.local == "name");
            name.unwrap_or(author).text()
        });
        let authors: Vec<Value> = texts
            .filter_map(|text| author(Some(person(&text).to_owned()), None))
            .collect();
        if !authors.is_empty() {
            return authors;
        }
    }
    Vec::new()
}

/// `toasoan@tin.example (Tòa soạn)` is how RSS writes a name, `Tòa soạn <toasoan@tin.example>` how mail does.
fn person(text: &str) -> &str {
    if let Some((name, mail)) = text.split_once('<')
        && mail.contains('@')
        && !name.trim().is_empty()
    {
        return name.trim();
    }
    let inside = text
        .split_once('(')
        .filter(|(before, _)| before.contains('@'))
        .and_then(|(_, rest)| rest.split_once(')'))
        .map(|(name, _)| name.trim());
    inside.filter(|name| !name.is_empty()).unwrap_or(text)
}

fn tags(element: &Element) -> Vec<Value> {
    element
        .all(Name::Category)
        .chain(element.all(Name::DcSubject))
        .filter_map(Element::text)
        .map(Value::from)
        .collect()
}
