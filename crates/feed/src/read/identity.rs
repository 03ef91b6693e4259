//! What tells items apart.
//!
//! An item is known by its id; without one by its address, else its title, else its text. Where items
//! that are not the same share that, address, title and text are added for all of them. What an item
//! is known by depends on it alone, and on whether another shares it: not on their order.

use std::ops::Range;

use serde_json::Value;

use super::json;
use crate::address::Key;
use crate::finding::Rule;
use crate::model::ItemId;
use crate::text::{clean, plain_text};

/// What an item is known by.
pub struct Identity {
    pub id: ItemId,
    /// What is wrong with it.
    pub rule: Option<Rule>,
}

impl Identity {
    /// `member` has the members of an item by their names.
    pub fn of(member: impl Fn(&str) -> Option<Value>) -> Option<Identity> {
        // "If an id is presented as a number or other type, a JSON Feed reader must coerce it to a string."
        let coerced = match member("id") {
            Some(Value::String(id)) if !id.trim().is_empty() => {
                let id = ItemId::checked(id);
                return Some(Identity { id, rule: None });
            }
            Some(Value::Number(number)) => Some(json::digits(&number)),
            Some(Value::Bool(truth)) => Some(truth.to_string()),
            _ => None,
        };
        let (id, rule) = match coerced {
            Some(id) => (id, Rule::IdNotText),
            None => {
                let text = |name: &str| text_of(member(name));
                let id = text("url")
                    .or_else(|| text("title"))
                    .or_else(|| content(&member));
                (id?, Rule::IdMissing)
            }
        };
        let id = ItemId::checked(id);
        Some(Identity {
            id,
            rule: Some(rule),
        })
    }
}

/// The keys that items have which are not the same, in order.
pub fn shared(places: Range<usize>, member: impl Fn(usize, &str) -> Option<Value>) -> Vec<Key> {
    let keys = places.filter_map(|place| {
        let identity = Identity::of(|name| member(place, name))?;
        Some((identity.id.key(), place))
    });
    let mut keys: Vec<(Key, usize)> = keys.collect();
    keys.sort_unstable();
    let says = |place: usize| {
        let text = |name: &str| text_of(member(place, name));
        let (url, title) = (text("url"), text("title"));
        let content = match (&url, &title) {
            (Some(_), Some(_)) => None,
            _ => content(|name| member(place, name)),
        };
        (url, title, content)
    };
    let mut shared = Vec::new();
    for alike in keys.chunk_by(|(a, _), (b, _)| a == b) {
        if let [(key, first), others @ ..] = alike
            && others.iter().any(|(_, other)| says(*first) != says(*other))
        {
            shared.push(*key);
        }
    }
    shared
}

fn text_of(value: Option<Value>) -> Option<String> {
    match value {
        Some(Value::String(text)) => {
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        }
        _ => None,
    }
}

/// A short name of what an item says.
fn content(member: impl Fn(&str) -> Option<Value>) -> Option<String> {
    let text = |name: &str| text_of(member(name));
    let html = text("content_html").map(|html| plain_text(&html, clean::LONGEST_TEXT));
    let content = html
        .filter(|text| !text.is_empty())
        .or_else(|| text("content_text"))
        .or_else(|| text("summary"))?;
    Some(Key::hash(&content).to_string())
}
