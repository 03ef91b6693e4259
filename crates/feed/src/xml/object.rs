//! The JSON Feed being written.

use serde_json::{Map, Value};

use super::tree::Element;
use crate::reader::Reader;
use crate::stamp;

/// An object of a JSON Feed; members without a value are left out.
#[derive(Default)]
pub struct Object(Map<String, Value>);

impl Object {
    pub fn put(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value.into());
        }
    }

    /// A list; an empty one is left out.
    pub fn list(&mut self, name: &str, values: Vec<Value>) {
        self.put(name, (!values.is_empty()).then_some(values));
    }

    /// Rewrites a text that was put.
    pub fn resolve(&mut self, name: &str, resolved: impl Fn(String) -> String) {
        if let Some(Value::String(written)) = self.0.get_mut(name) {
            *written = resolved(std::mem::take(written));
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn into_value(self) -> Value {
        Value::Object(self.0)
    }
}

/// An author by name, address and picture.
pub fn author(name: Option<String>, url: Option<String>) -> Option<Value> {
    let mut author = Object::default();
    author.put("name", name);
    author.put("url", url);
    (!author.is_empty()).then(|| author.into_value())
}

/// A date as JSON Feed has it, where its moment is certain; else as it is written, for the reader
/// to judge.
pub fn date(reader: &Reader<'_>, written: Option<String>) -> Option<String> {
    let written = written?;
    match stamp::read_stamp(&written, reader.zone) {
        Some(stamp) if stamp.offset.is_some() => Some(stamp.to_string()),
        _ => Some(written),
    }
}

/// The address in an attribute, resolved against the nearest `xml:base`.
pub fn address(reader: &Reader<'_>, around: &[&Element], written: &str) -> String {
    let bases = around
        .iter()
        .filter_map(|element| element.attribute("xml:base"));
    let mut base = None;
    for inner in bases {
        base = (reader.resolve)(base.as_deref().unwrap_or(reader.address), inner);
    }
    base.and_then(|base| (reader.resolve)(&base, written))
        .unwrap_or_else(|| written.to_owned())
}
