//! Pictures, files and links beside an item's text, in either format.

use serde_json::Value;

use super::name::Name;
use super::tree::Element;
use crate::read::json::Object;
use crate::read::media_type::media_type_of;
use crate::read::reader::Reader;

/// Where a document of RSS leads by Atom's links: itself, its next page (RFC 5005), its hub.
pub fn links(feed: &mut Object, reader: &Reader<'_>, channel: &Element) {
    feed.put("feed_url", link(reader, channel, "self"));
    feed.put(
        "next_url",
        link(reader, channel, "next").or_else(|| link(reader, channel, "prev-archive")),
    );
    let hub = link(reader, channel, "hub").map(|url| {
        let mut hub = Object::default();
        hub.put("type", Some("WebSub"));
        hub.put("url", Some(url));
        hub.into_value()
    });
    feed.list("hubs", hub);
}

/// The address of the first of Atom's links of this relation.
pub fn link(reader: &Reader<'_>, element: &Element, relation: &str) -> Option<String> {
    element
        .all(Name::AtomLink)
        .filter(|link| link.attribute("rel").unwrap_or("alternate") == relation)
        .find_map(|link| Some(link.resolve(reader, link.attribute("href")?)))
}

/// Puts an item's picture and its files: enclosures, and what Media RSS and podcasts say.
pub fn put(item: &mut Object, reader: &Reader<'_>, element: &Element) {
    let mut found = Found::default();
    for enclosure in element.all(Name::Enclosure) {
        found.file(enclosure, address(reader, enclosure, "url"), "length", None);
    }
    for link in element.all(Name::AtomLink) {
        if link.attribute("rel") == Some("enclosure") {
            let url = address(reader, link, "href");
            found.file(link, url, "length", link.attribute("title"));
        }
    }
    // A podcast's length is its one sound's.
    let duration = element.first(&[Name::ItunesDuration]);
    if let Some(seconds) = duration.as_deref().and_then(seconds) {
        for file in &mut found.files {
            file.seconds.get_or_insert(seconds);
        }
    }
    found.media(reader, element, None);
    for group in element.all(Name::MediaGroup) {
        // Forms of one thing share a title.
        let title = group.first(&[Name::MediaTitle]);
        let title = title.or_else(|| element.first(&[Name::Title, Name::AtomTitle]));
        found.media(reader, group, title.as_deref());
    }
    let picture = element
        .all(Name::ItunesImage)
        .find_map(|image| address(reader, image, "href"));
    let own = found.picture.map(|(_, url)| url);
    let plain = || {
        // An address, or what a channel's picture has.
        let image = element.all(Name::Image).next()?;
        let url = image.first_address(reader, &[Name::Url]);
        let url = url.or_else(|| address(reader, image, "href"));
        let url = url.or_else(|| element.first_address(reader, &[Name::Image]));
        url.filter(|url| !url.contains(char::is_whitespace))
    };
    let picture = own.or(picture).or(found.thumbnail);
    item.put("image", picture.or_else(plain));
    item.list("attachments", found.files.into_iter().map(File::into_value));
}

/// The address that an attribute has.
fn address(reader: &Reader<'_>, element: &Element, name: &str) -> Option<String> {
    Some(element.resolve(reader, element.attribute(name)?))
}

#[derive(Default)]
struct Found {
    thumbnail: Option<String>,
    /// The widest file that is one; the first, where none says how wide it is.
    picture: Option<(u32, String)>,
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
    fn media(&mut self, reader: &Reader<'_>, element: &Element, title: Option<&str>) {
        let thumbnail = element
            .all(Name::MediaThumbnail)
            .find_map(|thumbnail| address(reader, thumbnail, "url"));
        if self.thumbnail.is_none() {
            self.thumbnail = thumbnail;
        }
        for content in element.all(Name::MediaContent) {
            let own = content.first(&[Name::MediaTitle, Name::MediaDescription]);
            let url = address(reader, content, "url");
            self.file(content, url, "filesize", own.as_deref().or(title));
            self.media(reader, content, title);
        }
    }

    /// One file; the first picture is the item's, or a wider one. The same address counts once.
    fn file(&mut self, element: &Element, url: Option<String>, length: &str, title: Option<&str>) {
        let Some(url) = url else { return };
        let is_picture = |name| element.attribute(name) == Some("image");
        let by_medium = (is_picture("medium") || is_picture("type")).then_some("image/*");
        let kind = element.attribute("type").map(str::to_ascii_lowercase);
        let kind = kind.filter(|kind| kind.contains('/'));
        let known = || media_type_of(&url).or(by_medium).map(str::to_owned);
        let kind = kind.or_else(known);
        let is_picture = kind.as_ref().is_some_and(|kind| kind.starts_with("image/"));
        if by_medium.is_some() || is_picture {
            let width = element.attribute("width");
            let width = width.and_then(|width| width.parse().ok()).unwrap_or(0);
            if self
                .picture
                .as_ref()
                .is_none_or(|(widest, _)| width > *widest)
            {
                self.picture = Some((width, url.clone()));
            }
        }
        // What has neither is a page that plays something, not a file.
        let known = kind.is_some() || element.name != Name::MediaContent;
        if known && self.files.iter().all(|file| file.url != url) {
            let number = |name| element.attribute(name)?.parse().ok();
            self.files.push(File {
                url,
                kind,
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
