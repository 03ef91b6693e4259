//! Pictures, files and links beside an item's text, in either format.

use serde_json::Value;

use super::name::Name;
use super::object::Object;
use super::tree::Element;

/// Where a document of RSS leads by Atom's links: itself, its next page (RFC 5005), its hub.
pub fn links(feed: &mut Object, channel: &Element) {
    feed.put("feed_url", link(channel, "self"));
    feed.put(
        "next_url",
        link(channel, "next").or_else(|| link(channel, "prev-archive")),
    );
    let hub = link(channel, "hub").map(|url| {
        let mut hub = Object::default();
        hub.put("type", Some("WebSub"));
        hub.put("url", Some(url));
        hub.into_value()
    });
    feed.list("hubs", hub.into_iter().collect());
}

/// The address of the first of Atom's links of this relation.
pub fn link(element: &Element, relation: &str) -> Option<String> {
    element
        .all(Name::AtomLink)
        .filter(|link| link.attribute("rel").unwrap_or("alternate") == relation)
        .find_map(|link| link.attribute("href"))
        .map(str::to_owned)
}

/// Puts an item's picture and its files: enclosures, and what Media RSS and podcasts say.
pub fn put(item: &mut Object, element: &Element) {
    let mut found = Found::default();
    for enclosure in element.all(Name::Enclosure) {
        found.file(enclosure, "url", "length", None);
    }
    for link in element.all(Name::AtomLink) {
        if link.attribute("rel") == Some("enclosure") {
            found.file(link, "href", "length", link.attribute("title"));
        }
    }
    // A podcast's length is its one sound's.
    let duration = element.first(&[Name::ItunesDuration]);
    if let Some(seconds) = duration.as_deref().and_then(seconds) {
        for file in &mut found.files {
            file.seconds.get_or_insert(seconds);
        }
    }
    found.media(element, None);
    for group in element.all(Name::MediaGroup) {
        // Forms of one thing share a title.
        let title = group.first(&[Name::MediaTitle]);
        let title = title.or_else(|| element.first(&[Name::Title, Name::AtomTitle]));
        found.media(group, title.as_deref());
    }
    let picture = element
        .all(Name::ItunesImage)
        .find_map(|image| image.attribute("href"));
    let picture = picture.map(str::to_owned).or(found.picture);
    let plain = || {
        element
            .first(&[Name::Image])
            .filter(|text| !text.contains(char::is_whitespace))
    };
    item.put("image", found.thumbnail.or(picture).or_else(plain));
    item.list(
        "attachments",
        found.files.into_iter().map(File::into_value).collect(),
    );
}

#[derive(Default)]
struct Found {
    thumbnail: Option<String>,
    /// The first file that is one.
    picture: Option<String>,
    files: Vec<File>,
}

struct File {
    url: String,
    kind: Option<String>,
    title: Option<String>,
    bytes: Option<u64>,
    seconds: Option<u64>,
}

impl Found {
    fn media(&mut self, element: &Element, title: Option<&str>) {
        let thumbnail = element
            .all(Name::MediaThumbnail)
            .find_map(|thumbnail| thumbnail.attribute("url"));
        if self.thumbnail.is_none() {
            self.thumbnail = thumbnail.map(str::to_owned);
        }
        for content in element.all(Name::MediaContent) {
            let own = content.first(&[Name::MediaTitle]);
            self.file(content, "url", "filesize", own.as_deref().or(title));
            self.media(content, title);
        }
    }

    /// One file; a picture is the item's picture instead. The same address counts once.
    fn file(&mut self, element: &Element, url: &str, length: &str, title: Option<&str>) {
        let Some(url) = element.attribute(url) else {
            return;
        };
        let kind = element.attribute("type");
        let medium = element.attribute("medium");
        if medium == Some("image") || kind.is_some_and(|kind| kind.starts_with("image/")) {
            self.picture.get_or_insert_with(|| url.to_owned());
            return;
        }
        // What has neither is a page that plays something, not a file.
        let known = kind.is_some() || element.name != Name::MediaContent;
        if known && self.files.iter().all(|file| file.url != url) {
            let number = |name| element.attribute(name)?.parse().ok();
            self.files.push(File {
                url: url.to_owned(),
                kind: kind.map(str::to_owned),
                title: title.map(str::to_owned),
                // Many write 0 for what they do not know.
                bytes: number(length).filter(|bytes| *bytes > 0),
                seconds: element.attribute("duration").and_then(seconds),
            });
        }
    }
}

impl File {
    fn into_value(self) -> Value {
        let mut file = Object::default();
        file.put("url", Some(self.url));
        file.put("mime_type", self.kind);
        file.put("title", self.title);
        file.put("size_in_bytes", self.bytes);
        file.put("duration_in_seconds", self.seconds);
        file.into_value()
    }
}

/// `3723`, `62:03`, `1:02:03`.
fn seconds(written: &str) -> Option<u64> {
    written.trim().split(':').try_fold(0_u64, |sum, part| {
        let part: u64 = part.split('.').next()?.parse().ok()?;
        sum.checked_mul(60)?.checked_add(part)
    })
}
