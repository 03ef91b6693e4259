//! An item written as JSON Feed again, to be kept apart from the feed that it came in.

use crate::key::Key;
use crate::model::{Address, Attachment, Author, Content, Item};

/// A JSON Feed 1.1 of this item alone, which reads as the same item. The feed's home page is what
/// the item's relative addresses resolve against; `_key` has the item's key, for whoever keeps it.
pub fn written(item: &Item) -> String {
    let mut feed = Object::new();
    feed.text("version", "https://jsonfeed.org/version/1.1");
    feed.text("_key", &Key::to_string(&item.key));
    if let Content::Html {
        base: Some(base), ..
    } = &item.content
    {
        feed.text("home_page_url", base.as_str());
    }
    feed.list("items", [whole(item)]);
    feed.close()
}

fn whole(item: &Item) -> String {
    let mut object = Object::new();
    object.text("id", item.id.as_str());
    object.address("url", &item.url);
    object.address("external_url", &item.external_url);
    object.line("title", &item.title);
    object.line("summary", &item.summary);
    match &item.content {
        Content::Html { html, .. } => object.text("content_html", html),
        Content::Text(text) => object.text("content_text", text),
        Content::Empty => {}
    }
    object.address("image", &item.image);
    object.address("banner_image", &item.banner_image);
    for (name, stamp) in [
        ("date_published", item.published),
        ("date_modified", item.modified),
    ] {
        object.line(name, &stamp.map(|stamp| stamp.to_string()));
    }
    object.list("authors", item.authors.iter().map(author));
    object.list("tags", item.tags.iter().map(|tag| line(&tag.label)));
    object.line("language", &item.language);
    object.list("attachments", item.attachments.iter().map(attachment));
    object.close()
}

fn author(author: &Author) -> String {
    let mut object = Object::new();
    object.line("name", &author.name);
    object.address("url", &author.url);
    object.address("avatar", &author.avatar);
    object.close()
}

fn attachment(file: &Attachment) -> String {
    let mut object = Object::new();
    object.text("url", file.url.as_str());
    object.text("mime_type", &file.mime_type);
    object.line("title", &file.title);
    for (name, count) in [
        ("size_in_bytes", file.size_in_bytes),
        ("duration_in_seconds", file.duration_in_seconds),
    ] {
        if let Some(count) = count {
            object.member(name, &count.to_string());
        }
    }
    object.close()
}

/// A JSON object under construction.
struct Object(String);

impl Object {
    fn new() -> Object {
        Object("{".into())
    }

    /// `value` is JSON already.
    fn member(&mut self, name: &str, value: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push_str(&quoted(name));
        self.0.push(':');
        self.0.push_str(value);
    }

    fn text(&mut self, name: &str, text: &str) {
        self.member(name, &quoted(text));
    }

    /// A line of plain text.
    fn line(&mut self, name: &str, text: &Option<String>) {
        if let Some(text) = text {
            self.member(name, &line(text));
        }
    }

    fn address(&mut self, name: &str, address: &Option<Address>) {
        if let Some(address) = address {
            self.text(name, address.as_str());
        }
    }

    /// `values` are JSON already; an empty list is left out.
    fn list(&mut self, name: &str, values: impl IntoIterator<Item = String>) {
        let values: Vec<String> = values.into_iter().collect();
        if !values.is_empty() {
            self.member(name, &["[", &values.join(","), "]"].concat());
        }
    }

    fn close(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// Readers take a plain text for HTML should it look so.
fn line(text: &str) -> String {
    quoted(&text.replace('&', "&amp;").replace('<', "&lt;"))
}

/// A JSON string (RFC 8259, section 7).
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\0'..='\u{1F}' => {
                let digit = |four: u32| char::from_digit(four, 16).unwrap_or('0');
                let code = u32::from(letter);
                quoted.push_str("\\u00");
                quoted.extend([digit(code >> 4), digit(code & 15)]);
            }
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
