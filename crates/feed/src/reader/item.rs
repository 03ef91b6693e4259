//! One item.

use std::sync::OnceLock;

use serde_json::Value;

use super::authors;
use super::fields::{At, Fields, clean_line};
use crate::clean;
use crate::finding::Rule;
use crate::json;
use crate::key::Key;
use crate::model::{Address, Attachment, Content, Feed, Item, ItemId, Tag};
use crate::slug::Slug;
use crate::stamp::{self, Stamp};

const FIELDS: &[&str] = &[
    "id",
    "url",
    "external_url",
    "title",
    "content_html",
    "content_text",
    "summary",
    "image",
    "banner_image",
    "date_published",
    "date_modified",
    "author",
    "authors",
    "tags",
    "language",
    "attachments",
];

const ATTACHMENT_FIELDS: &[&str] = &[
    "url",
    "mime_type",
    "title",
    "size_in_bytes",
    "duration_in_seconds",
];

/// The id, by which an item stands or falls: a text that is not blank, or a
/// number ("a JSON Feed reader must coerce it to a string").
pub fn read_id(fields: &Fields<'_>) -> Option<ItemId> {
    let Some(written) = fields.map.get("id") else {
        fields.note_whole(Rule::IdMissing);
        return None;
    };
    let id = id_of(written);
    if id.is_none() {
        fields.note("id", Rule::IdMissing);
    } else if written.is_number() {
        fields.note("id", Rule::IdNotText);
    }
    id
}

/// What is written as an id, if it is one.
pub fn id_of(written: &Value) -> Option<ItemId> {
    match written {
        Value::String(id) if !id.trim().is_empty() => Some(ItemId::checked(id.clone())),
        Value::Number(number) => Some(ItemId::checked(json::digits(number))),
        _ => None,
    }
}

pub fn read(fields: &Fields<'_>, feed: &Feed, id: ItemId, key: Key) -> Item {
    fields.note_unknown(FIELDS);
    let reader = fields.desk.reader;
    let title = fields.line("title", clean::LONGEST_LINE);
    let summary = fields.plain("summary");
    let url = fields.web_address("url");
    let content = read_content(fields, feed, url.as_ref());
    let headline = headline(title.as_deref(), summary.as_deref(), &content);
    let lead = summary
        .clone()
        .filter(|summary| headline.as_ref() != Some(summary));

    let modified = read_stamp(fields, "date_modified");
    let published = read_stamp(fields, "date_published").or(modified);
    let day = published.map(|stamp| reader.zone.day_of(&stamp));
    let modified_day = modified
        .map(|stamp| reader.zone.day_of(&stamp))
        .filter(|&modified| day.is_some_and(|day| day < modified));

    let mut authors = authors::read(fields);
    if authors.is_empty() {
        authors.clone_from(&feed.authors);
    }
    Item {
        slug: Slug::of(headline.as_deref().unwrap_or_default()),
        title,
        headline,
        summary,
        lead,
        content,
        url,
        external_url: fields.web_address("external_url"),
        image: fields.web_address("image"),
        banner_image: fields.web_address("banner_image"),
        published,
        modified,
        day,
        modified_day,
        authors,
        tags: read_tags(fields),
        language: fields.language().or_else(|| feed.language.clone()),
        attachments: read_attachments(fields),
        members: reader.members,
        text: OnceLock::new(),
        folded: OnceLock::new(),
        id,
        key,
    }
}

/// What the item is called: its title, else the first words it has.
fn headline(title: Option<&str>, summary: Option<&str>, content: &Content) -> Option<String> {
    title
        .map(str::to_owned)
        .or_else(|| {
            let words = summary.map_or_else(|| content.plain(), str::to_owned);
            Some(clean::cut(&words, clean::LONGEST_HEADLINE).into_owned())
        })
        .filter(|headline| !headline.is_empty())
}

/// The content; HTML is preferred when there are both.
fn read_content(fields: &Fields<'_>, feed: &Feed, url: Option<&Address>) -> Content {
    let html = fields.text("content_html").map(clean::markup);
    let text = fields.text("content_text");
    if let Some(html) = html.filter(|html| !html.trim().is_empty()) {
        let reader = fields.desk.reader;
        let base = url
            .or(feed.home_page_url.as_ref())
            .cloned()
            .or_else(|| Some(Address::checked(reader.address.to_owned())).filter(Address::is_web));
        return Content::Html { html, base };
    }
    match text.map(clean::block).filter(|text| !text.is_empty()) {
        Some(text) => Content::Text(text),
        None => {
            fields.note_whole(Rule::ContentMissing);
            Content::Empty
        }
    }
}

fn read_stamp(fields: &Fields<'_>, key: &str) -> Option<Stamp> {
    let text = fields.text(key)?;
    match stamp::read(text, fields.desk.reader.zone) {
        Some((stamp, strict)) => {
            if !strict {
                fields.note(key, Rule::DateLenient);
            }
            Some(stamp)
        }
        None => {
            fields.note(key, Rule::DateUnreadable);
            None
        }
    }
}

/// Tags as a list of texts, or as one text with commas.
fn read_tags(fields: &Fields<'_>) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let Some(value) = fields.get("tags") else {
        return tags;
    };
    let list_at = fields.at.key("tags");
    let mut add = |at: &At<'_>, label: &str| {
        let Some(label) = clean_line(fields.desk, at, label, clean::LONGEST_NAME) else {
            return;
        };
        let tag = Tag::new(label);
        if tags.iter().any(|known| known.slug == tag.slug) {
            fields.desk.note(at, Rule::TagDuplicate);
        } else if tags.len() == clean::MOST {
            fields.desk.note(at, Rule::TagsTooMany);
        } else {
            tags.push(tag);
        }
    };
    match value {
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                let at = At::Index(&list_at, index);
                match value {
                    Value::String(label) => add(&at, label),
                    Value::Number(number) => add(&at, &json::digits(number)),
                    _ => fields.desk.note(&at, Rule::WrongType),
                }
            }
        }
        Value::String(labels) => {
            fields.desk.note(&list_at, Rule::TagsAsText);
            labels.split(',').for_each(|label| add(&list_at, label));
        }
        _ => fields.desk.note(&list_at, Rule::WrongType),
    }
    tags
}

fn read_attachments(fields: &Fields<'_>) -> Vec<Attachment> {
    let mut attachments = Vec::new();
    fields.each_object("attachments", |attachment| {
        if attachments.len() == clean::MOST {
            return attachment.note_whole(Rule::AttachmentsTooMany);
        }
        attachment.note_unknown(ATTACHMENT_FIELDS);
        let Some(url) = attachment.web_address("url") else {
            return attachment.note_whole(Rule::AttachmentWithoutUrl);
        };
        attachments.push(Attachment {
            url,
            mime_type: mime_type(attachment),
            title: attachment.line("title", clean::LONGEST_LINE),
            size_in_bytes: attachment.count("size_in_bytes"),
            duration_in_seconds: attachment.count("duration_in_seconds"),
        });
    });
    attachments
}

/// The essence of a media type (RFC 6838, section 4.2), or the one for any bytes.
fn mime_type(attachment: &Fields<'_>) -> String {
    let is_name = |name: &str| {
        (1..=127).contains(&name.len())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    let written = attachment.text("mime_type").unwrap_or_default();
    let essence = written
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match essence.split_once('/') {
        Some((kind, subtype)) if is_name(kind) && is_name(subtype) => essence,
        _ => {
            attachment.note_whole(Rule::AttachmentWithoutType);
            "application/octet-stream".to_owned()
        }
    }
}
