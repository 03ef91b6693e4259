//! Reading the settings, each with what is expected of it; all that is wrong is kept.

use serde_json::{Map, Value};

use super::{ConfigFault, Link, PUBLISHER, PublisherDetail, Told};
use crate::text::Lang;

/// What is wrong with a value.
pub fn fault(key: &str, value: &Value, expected: &'static str) -> ConfigFault {
    ConfigFault {
        key: key.into(),
        found: found(value),
        expected,
    }
}

/// A value as the operator knows it again. Not its JSON: writing numbers out costs 3 KB of brotli.
pub fn found(value: &Value) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Bool(true) => "true".into(),
        Value::Bool(false) => "false".into(),
        Value::Number(number) => match number.as_i64() {
            Some(number) => number.to_string(),
            None => "a number".into(),
        },
        Value::String(text) => ["\"", text, "\""].concat(),
        Value::Array(_) => "a list".into(),
        Value::Object(_) => "an object".into(),
    }
}

/// What a block, or an object in it, says, key by key.
pub struct Settings<'a> {
    pub object: &'a Map<String, Value>,
    pub faults: Vec<ConfigFault>,
}

impl Settings<'_> {
    pub fn text(&mut self, key: &'static str, expected: &'static str) -> Option<String> {
        match self.object.get(key)? {
            Value::Null => None,
            Value::String(text) if !text.trim().is_empty() => Some(text.trim().into()),
            other => {
                self.faults.push(fault(key, other, expected));
                None
            }
        }
    }

    pub fn switch(&mut self, key: &'static str) {
        match self.object.get(key) {
            None | Some(Value::Null | Value::Bool(_)) => {}
            Some(other) => self.faults.push(fault(key, other, "true or false")),
        }
    }

    pub fn feed(&mut self) -> String {
        let before = self.faults.len();
        let feed = self.text("feed", "the address of a JSON Feed");
        if feed.is_none() && self.faults.len() == before {
            self.faults.push(ConfigFault {
                key: "feed".into(),
                found: "(missing)".into(),
                expected: "the address of a JSON Feed",
            });
        }
        feed.unwrap_or_default()
    }

    pub fn language(&mut self) -> Lang {
        const EXPECTED: &str = "\"vi\" or \"en\"";
        let Some(tag) = self.text("language", EXPECTED) else {
            return Lang::default();
        };
        Lang::from_tag(&tag).unwrap_or_else(|| {
            self.faults
                .push(fault("language", &Value::from(tag), EXPECTED));
            Lang::default()
        })
    }

    pub fn base_path(&mut self) -> Option<String> {
        const EXPECTED: &str = "a path that starts and ends with /";
        let path = self.text("basePath", EXPECTED)?;
        if path.starts_with('/') && path.ends_with('/') && !path.starts_with("//") {
            Some(path)
        } else {
            self.faults
                .push(fault("basePath", &Value::from(path), EXPECTED));
            None
        }
    }

    pub fn links(&mut self) -> Vec<Link> {
        let mut links = Vec::new();
        self.list("links", "a list of {\"text\", \"url\"}", &mut |entry| {
            let field = |name: &str| entry.get(name).and_then(Value::as_str).map(str::trim);
            match (field("text"), field("url")) {
                (Some(text), Some(url)) if !text.is_empty() && is_link(url) => {
                    links.push(Link {
                        text: text.into(),
                        url: url.into(),
                    });
                    true
                }
                _ => false,
            }
        });
        links
    }

    pub fn notices(&mut self) -> Vec<Told> {
        const EXPECTED: &str = "a list of {\"text\", \"url\", \"until\": \"2026-12-31\"}";
        let mut notices = Vec::new();
        self.list("notices", EXPECTED, &mut |entry| {
            let field = |name: &str| match entry.get(name) {
                None | Some(Value::Null) => Some(None),
                Some(value) => value.as_str().map(|text| Some(text.trim())),
            };
            let (Some(Some(text)), Some(url), Some(until)) =
                (field("text"), field("url"), field("until"))
            else {
                return false;
            };
            let until = until.map(str::parse).transpose();
            let holds = !text.is_empty() && url.is_none_or(is_link) && until.is_ok();
            if holds {
                notices.push(Told {
                    text: text.into(),
                    url: url.map(str::to_owned),
                    until: until.ok().flatten(),
                });
            }
            holds
        });
        notices
    }

    pub fn publisher(&mut self) -> Vec<(PublisherDetail, String)> {
        let object = match self.object.get("publisher") {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Object(object)) => object,
            Some(other) => {
                self.faults.push(fault("publisher", other, "an object"));
                return Vec::new();
            }
        };
        let mut settings = Settings {
            object,
            faults: std::mem::take(&mut self.faults),
        };
        let mut told = Vec::new();
        for (detail, key) in PUBLISHER {
            if let Some(text) = settings.text(key, "a text of publisher") {
                told.push((detail, text));
            }
        }
        self.faults = settings.faults;
        told
    }

    pub fn frames(&mut self) -> Vec<String> {
        self.texts("frames", "a list of hosts like www.example.org", is_host)
    }

    pub fn sections(&mut self) -> Vec<String> {
        let is_name = |name: &str| !name.trim().is_empty();
        self.texts("sections", "a list of names of tags", is_name)
    }

    /// A list of texts that hold.
    fn texts(
        &mut self,
        key: &'static str,
        expected: &'static str,
        holds: fn(&str) -> bool,
    ) -> Vec<String> {
        let mut texts = Vec::new();
        self.list(key, expected, &mut |entry| match entry.as_str() {
            Some(text) if holds(text) => {
                texts.push(text.into());
                true
            }
            _ => false,
        });
        texts
    }

    /// Takes a list's entries one by one; those that `take` does not want are faults.
    fn list(
        &mut self,
        key: &'static str,
        expected: &'static str,
        take: &mut dyn FnMut(&Value) -> bool,
    ) {
        let list = match self.object.get(key) {
            None | Some(Value::Null) => return,
            Some(Value::Array(list)) => list,
            Some(other) => return self.faults.push(fault(key, other, expected)),
        };
        for (index, entry) in list.iter().enumerate() {
            if !take(entry) {
                let key = [key, "[", &index.to_string(), "]"].concat();
                self.faults.push(fault(&key, entry, expected));
            }
        }
    }
}

/// A host's name in small letters, with a port or without: it goes into the page's policy as it is.
fn is_host(host: &str) -> bool {
    !host.is_empty()
        && host
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b':'))
}

/// An address on this host, or one of the schemes a link of the portal may have.
fn is_link(url: &str) -> bool {
    let head = url.split(['/', '?', '#']).next().unwrap_or_default();
    match head.split_once(':') {
        None => !url.is_empty(),
        Some((scheme, _)) => ["http", "https", "mailto", "tel"]
            .iter()
            .any(|allowed| scheme.eq_ignore_ascii_case(allowed)),
    }
}
