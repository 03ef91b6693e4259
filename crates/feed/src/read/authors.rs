//! Who is credited: `authors` of 1.1 before `author` of 1.0, and what is written for them.

use serde_json::Value;

use super::fields::{At, Desk, Fields, clean_line};
use crate::finding::Rule;
use crate::model::Author;
use crate::text::clean;

const FIELDS: &[&str] = &["name", "url", "avatar"];

/// The authors an object names.
pub fn read(fields: &Fields<'_>) -> Vec<Author> {
    let mut authors = Vec::new();
    if let Some(value) = fields.get("authors") {
        let at = fields.at.key("authors");
        if !value.is_array() {
            fields.desk.note(&at, Rule::AuthorMalformed);
        }
        collect(fields.desk, &at, value, &mut authors);
    }
    if let Some(value) = fields.get("author") {
        let at = fields.at.key("author");
        // Feeds for readers of both versions rightly carry both.
        if !fields.desk.version_1_0 && !fields.map.contains_key("authors") {
            fields.desk.note(&at, Rule::AuthorObsolete);
        }
        if authors.is_empty() {
            if !value.is_object() {
                fields.desk.note(&at, Rule::AuthorMalformed);
            }
            collect(fields.desk, &at, value, &mut authors);
        }
    }
    authors
}

/// Authors as an object, a list or a text.
fn collect(desk: &Desk<'_>, at: &At<'_>, value: &Value, authors: &mut Vec<Author>) {
    match value {
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                let at = At::Index(at, index);
                match value {
                    _ if authors.len() == clean::MOST => desk.note(&at, Rule::AuthorsTooMany),
                    Value::Object(_) => collect(desk, &at, value, authors),
                    Value::String(_) => {
                        desk.note(&at, Rule::AuthorMalformed);
                        collect(desk, &at, value, authors);
                    }
                    _ => desk.note(&at, Rule::WrongType),
                }
            }
        }
        Value::Object(map) => {
            let fields = Fields { desk, map, at };
            fields.note_unknown(FIELDS);
            let author = Author {
                name: fields.line("name", clean::LONGEST_NAME),
                url: fields.address("url", &["http", "https", "mailto", "tel"]),
                avatar: fields.web_address("avatar"),
            };
            match author {
                Author {
                    name: None,
                    url: None,
                    avatar: None,
                } => desk.note(at, Rule::AuthorEmpty),
                _ => authors.push(author),
            }
        }
        Value::String(text) => match clean_line(desk, at, text, clean::LONGEST_NAME) {
            None => desk.note(at, Rule::AuthorEmpty),
            name => authors.push(Author {
                name,
                url: None,
                avatar: None,
            }),
        },
        _ => desk.note(at, Rule::WrongType),
    }
}
