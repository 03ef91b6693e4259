//! An item written as JSON Feed again, to be kept apart from the feed that it came in.

use serde_json::Value;

use crate::model::{Address, Attachment, Author, Content, Item};
use crate::notice::Notice;
use crate::read::{EXTENSION, Layout, Object, write_json};
use crate::text::clean::cut;

/// Characters of the lead that a list has room for.
const LONGEST_LEAD: usize = 300;

/// A JSON Feed 1.1 of this item alone, which reads as the same item; `_base` is what its relative
/// addresses are relative to, and `_key` has its key, for whoever keeps it.
pub fn to_json_feed(item: &Item) -> String {
    let mut feed = Object::default();
    feed.put("version", Some("https://jsonfeed.org/version/1.1"));
    feed.put("_key", Some(item.key.to_string()));
    feed.list("items", [to_json_item(item)]);
    write_json(&feed.into_value(), Layout::Compact)
}

/// The item as an item of a JSON Feed, which reads as the same item in any feed.
pub fn to_json_item(item: &Item) -> Value {
    let mut object = Object::default();
    object.put("id", Some(item.id.as_str()));
    address(&mut object, "url", &item.url);
    address(&mut object, "external_url", &item.external_url);
    line(&mut object, "title", item.title.as_deref());
    line(&mut object, "summary", item.summary.as_deref());
    match &item.content {
        Content::Html { html, base } => {
            object.put("content_html", Some(html.as_str()));
            address(&mut object, "_base", base);
        }
        Content::Text(text) => object.put("content_text", Some(text.as_str())),
        Content::Empty => {}
    }
    address(&mut object, "image", &item.image);
    address(&mut object, "banner_image", &item.banner_image);
    for (name, stamp) in [
        ("date_published", item.published),
        ("date_modified", item.modified),
    ] {
        object.put(name, stamp.map(|stamp| stamp.to_string()));
    }
    object.list("authors", item.authors.iter().map(author));
    object.list("tags", item.tags.iter().map(|tag| escaped(&tag.label)));
    object.put("language", item.language.as_deref());
    object.list("attachments", item.attachments.iter().map(attachment));
    if let Some(notice) = item.notice {
        let mut extension = Object::default();
        write_notice(&mut extension, notice);
        object.put(EXTENSION, Some(extension.into_value()));
    }
    object.into_value()
}

/// The item as an entry of an archive's list: what a card shows. It says that it is no whole article,
/// and its text is the summary, for an item of a JSON Feed has one.
pub fn to_json_head(item: &Item) -> Value {
    let mut object = Object::default();
    let mut extension = Object::default();
    extension.put("head", Some(true));
    if let Some(notice) = item.notice {
        write_notice(&mut extension, notice);
    }
    object.put(EXTENSION, Some(extension.into_value()));
    object.put("id", Some(item.id.as_str()));
    address(&mut object, "url", &item.url);
    line(&mut object, "title", item.headline.as_deref());
    let lead = item
        .lead
        .as_deref()
        .map(|lead| cut(lead, LONGEST_LEAD).into_owned());
    line(&mut object, "summary", lead.as_deref());
    let text = lead.as_deref().or(item.headline.as_deref());
    object.put("content_text", Some(text.unwrap_or("…")));
    address(&mut object, "image", &item.image);
    for (name, stamp) in [
        ("date_published", item.published),
        ("date_modified", item.modified),
    ] {
        object.put(name, stamp.map(|stamp| stamp.to_string()));
    }
    object.list("tags", item.tags.iter().map(|tag| escaped(&tag.label)));
    object.put("language", item.language.as_deref());
    object.into_value()
}

fn write_notice(extension: &mut Object, notice: Notice) {
    let kind = if notice.is_urgent { "urgent" } else { "pinned" };
    extension.put(kind, Some(true));
    extension.put("until", notice.until.map(|until| until.to_string()));
}

fn author(author: &Author) -> Value {
    let mut object = Object::default();
    line(&mut object, "name", author.name.as_deref());
    address(&mut object, "url", &author.url);
    address(&mut object, "avatar", &author.avatar);
    object.into_value()
}

fn attachment(file: &Attachment) -> Value {
    let mut object = Object::default();
    object.put("url", Some(file.url.as_str()));
    object.put("mime_type", Some(file.mime_type.as_str()));
    line(&mut object, "title", file.title.as_deref());
    object.put("size_in_bytes", file.size_in_bytes);
    object.put("duration_in_seconds", file.duration_in_seconds);
    object.into_value()
}

/// Plain text that readers would take for HTML should it look so.
fn line(object: &mut Object, name: &str, text: Option<&str>) {
    object.put(name, text.map(escaped));
}

fn address(object: &mut Object, name: &str, address: &Option<Address>) {
    object.put(name, address.as_ref().map(Address::as_str));
}

fn escaped(text: &str) -> Value {
    text.replace('&', "&amp;").replace('<', "&lt;").into()
}
