//! One item.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde_json::Value;

use super::authors;
use super::fields::{At, Fields, clean_line};
use super::json;
use super::media_type::media_type_of;
use crate::address::Slug;
use crate::date::Form;
use crate::finding::Rule;
use crate::model::{Address, Attachment, Content, Feed, Item, ItemId, Tag};
use crate::notice::Notice;
use crate::stamp::{self, Stamp};
use crate::text::{clean, html};

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
    // An extension of the portal's own: what relative addresses in the content are relative to.
    "_base",
    json::EXTENSION,
];

const ATTACHMENT_FIELDS: &[&str] = &[
    "url",
    "mime_type",
    "title",
    "size_in_bytes",
    "duration_in_seconds",
];

/// An item that is known by `id`, which others may share.
pub fn read(fields: &Fields<'_>, feed: &Feed, id: ItemId, is_shared: bool) -> Item {
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

    let modified = read_stamp(fields, feed, "date_modified");
    let published = read_stamp(fields, feed, "date_published").or(modified);
    let day = published.map(|stamp| stamp.day_in(reader.zone));
    let minute = published.and_then(|stamp| stamp.minute_in(reader.zone));
    let modified_day = modified
        .map(|stamp| stamp.day_in(reader.zone))
        .filter(|&modified| day.is_some_and(|day| day < modified));

    let mut authors = authors::read(fields);
    if authors.is_empty() {
        authors.clone_from(&feed.authors);
    }
    let mut item = Item {
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
        minute,
        modified_day,
        authors,
        tags: read_tags(fields),
        language: fields.language().or_else(|| feed.language.clone()),
        attachments: read_attachments(fields),
        members: reader.members,
        head_only: extension(fields, "head") == Some(&Value::Bool(true)),
        notice: read_notice(fields),
        text: OnceLock::new(),
        folded: OnceLock::new(),
        key: id.key(),
        id,
    };
    if is_shared {
        item.id = item.id_with_more();
        item.key = item.id.key();
    }
    item
}

/// What our own object says.
fn extension<'a>(fields: &Fields<'a>, key: &str) -> Option<&'a Value> {
    fields.map.get(json::EXTENSION)?.get(key)
}

/// With a date that cannot be read it would be noticed for ever: then it is not at all.
fn read_notice(fields: &Fields<'_>) -> Option<Notice> {
    let says = |key| extension(fields, key) == Some(&Value::Bool(true));
    let is_urgent = says("urgent");
    if !is_urgent && !says("pinned") {
        return None;
    }
    let until = match extension(fields, "until") {
        None | Some(Value::Null) => None,
        Some(until) => {
            let day = until.as_str().and_then(|until| until.parse().ok());
            if day.is_none() {
                fields.note(json::EXTENSION, Rule::DateUnreadable);
            }
            Some(day?)
        }
    };
    Some(Notice { is_urgent, until })
}

/// What the item is called: its title, else the first words it has.
fn headline(title: Option<&str>, summary: Option<&str>, content: &Content) -> Option<String> {
    title
        .map(str::to_owned)
        .or_else(|| {
            let words = summary.map_or_else(|| content.plain(), str::to_owned);
            Some(clean::line(&clean::cut(&words, clean::LONGEST_HEADLINE)))
        })
        .filter(|headline| !headline.is_empty())
}

/// The content; HTML is preferred when there are both.
fn read_content(fields: &Fields<'_>, feed: &Feed, url: Option<&Address>) -> Content {
    let html = fields.text("content_html").map(clean::markup);
    let html = html.filter(|html| !html.trim().is_empty());
    let mut text = fields.text("content_text").map(Cow::Borrowed);
    let html = match html {
        // Without any tag its lines would run together.
        Some(lines) if lines.trim().contains('\n') && !html::has_markup(&lines) => {
            text = Some(Cow::Owned(html::decode(&lines).into_owned()));
            None
        }
        Some(html) => Some(html::unescaped(html)),
        None => None,
    };
    if let Some(html) = html {
        let reader = fields.desk.reader;
        let base = fields.web_address("_base");
        let base = base
            .as_ref()
            .or(url)
            .or(feed.home_page_url.as_ref())
            .cloned()
            .or_else(|| Some(Address::checked(reader.address.to_owned())).filter(Address::is_web));
        return Content::Html { html, base };
    }
    match text
        .map(|text| clean::block(&text))
        .filter(|text| !text.is_empty())
    {
        Some(text) => Content::Text(text),
        None => {
            fields.note_whole(Rule::ContentMissing);
            Content::Empty
        }
    }
}

/// The date at `key`, in the order of numbers that the item's language has.
fn read_stamp(fields: &Fields<'_>, feed: &Feed, key: &str) -> Option<Stamp> {
    let digits;
    let text = match fields.map.get(key) {
        Some(Value::Number(number)) => {
            digits = json::digits(number);
            digits.as_str()
        }
        _ => fields.text(key)?,
    };
    let own = fields.map.get("language").and_then(Value::as_str);
    let day_first = is_day_first(own.or(feed.language.as_deref()));
    match stamp::read(text, fields.desk.reader.zone, day_first) {
        Some((stamp, form)) => {
            match form {
                Form::Rfc3339 => {}
                Form::Other => fields.note(key, Rule::DateLenient),
                Form::Guessed => fields.note(key, Rule::DateGuessed),
            }
            Some(stamp)
        }
        None => {
            fields.note(key, Rule::DateUnreadable);
            None
        }
    }
}

/// English puts the month first, but for those who write it elsewhere than in the United States.
fn is_day_first(language: Option<&str>) -> bool {
    let language = language.unwrap_or_default().trim().replace('_', "-");
    !["en", "en-us"]
        .iter()
        .any(|american| american.eq_ignore_ascii_case(&language))
}

/// Tags as a list of texts, or as one text with commas.
fn read_tags(fields: &Fields<'_>) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let Some(value) = fields.get("tags") else {
        return tags;
    };
    let list_at = fields.at.key("tags");
    let mut add = |at: &At<'_>, label: &str| {
        // Before it is looked at: there may be very many.
        if tags.len() == clean::MOST {
            return fields.desk.note(at, Rule::TagsTooMany);
        }
        let Some(label) = clean_line(fields.desk, at, label, clean::LONGEST_NAME) else {
            return;
        };
        let tag = Tag::new(label);
        if tags.iter().any(|known| known.is(&tag)) {
            fields.desk.note(at, Rule::TagDuplicate);
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
            mime_type: media_type(attachment, &url),
            url,
            title: attachment.line("title", clean::LONGEST_LINE),
            size_in_bytes: attachment.count("size_in_bytes"),
            duration_in_seconds: attachment.count("duration_in_seconds"),
        });
    });
    attachments
}

/// The essence of a media type (RFC 6838, section 4.2), else that of the file's name, else the one for
/// any bytes. `image/*` says as much as is known.
fn media_type(attachment: &Fields<'_>, url: &Address) -> String {
    let is_name = |name: &str| {
        (1..=127).contains(&name.len())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+*".contains(&byte))
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
            let named = media_type_of(url.as_str());
            named.unwrap_or("application/octet-stream").to_owned()
        }
    }
}
