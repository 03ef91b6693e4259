//! The operator's settings: the JSON block `#cong-tin-config` of `index.html`.

use std::fmt;

use feed::{Day, read_json};
use serde_json::{Map, Value};

use crate::text::Lang;

/// Settings that hold; made only by [`Config::parse`].
#[derive(Clone, PartialEq, Debug)]
pub struct Config {
    /// Address of the feed; a relative one is relative to the base path.
    pub feed: String,
    /// Address of the feed that only signed-in members may read.
    pub members_feed: Option<String>,
    /// Address of the session endpoint; without it the portal has no sign-in.
    pub session: Option<String>,
    pub language: Lang,
    /// IANA name or offset (`+07:00`); without it each item keeps the day it was written on.
    pub time_zone: Option<String>,
    /// Overrides the feed's title in the masthead.
    pub name: Option<String>,
    /// Address of a picture for the masthead; else the feed's icon.
    pub logo: Option<String>,
    /// The sections of the bar, by their names; else those of the first page of the feed.
    pub sections: Vec<String>,
    /// Links for the footer, in order.
    pub links: Vec<Link>,
    /// What is told on every page.
    pub notices: Vec<Told>,
    /// Who answers for the portal: what is said of them, in the order of the footer.
    pub publisher: Vec<(PublisherDetail, String)>,
    /// Hosts whose frames in articles may be shown when the reader asks for it.
    pub frames: Vec<String>,
    /// Where the portal lies on its host, `/tin-tuc/`; else what `<base href>` says.
    pub base_path: Option<String>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    pub text: String,
    pub url: String,
}

/// A notice of the operator's own, beside those that the feed marks as urgent.
#[derive(Clone, PartialEq, Debug)]
pub struct Told {
    pub text: String,
    pub url: Option<String>,
    /// The last day that it is told.
    pub until: Option<Day>,
}

/// A value that cannot be used. Its `Display` names the key, the value and what was expected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConfigFault {
    /// The key as written in the block, `links[0].url` for one further in.
    pub key: String,
    pub found: String,
    pub expected: &'static str,
}

impl fmt::Display for ConfigFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ConfigFault {
            key,
            found,
            expected,
        } = self;
        write!(f, "{key}: {found} (expected {expected})")
    }
}

/// What the block says, and the keys in it that mean nothing to the portal.
#[derive(Clone, PartialEq, Debug)]
pub struct Configured {
    pub config: Config,
    pub unknown_keys: Vec<String>,
}

/// What may be said of a publisher.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PublisherDetail {
    Name,
    Address,
    /// The person who is responsible for what is published.
    Responsible,
    Phone,
    Email,
    Licence,
}

/// Its keys, in the order of the footer.
const PUBLISHER: [(PublisherDetail, &str); 6] = [
    (PublisherDetail::Name, "name"),
    (PublisherDetail::Address, "address"),
    (PublisherDetail::Responsible, "responsible"),
    (PublisherDetail::Phone, "phone"),
    (PublisherDetail::Email, "email"),
    (PublisherDetail::Licence, "licence"),
];

const KEYS: [&str; 17] = [
    "feed",
    "membersFeed",
    "session",
    "language",
    "timeZone",
    "name",
    "logo",
    "sections",
    "links",
    "notices",
    "publisher",
    "frames",
    "basePath",
    "offline",
    // What hosts are told by `cargo xtask dist`.
    "connect",
    "framedBy",
    "reportTo",
];

impl Config {
    /// Reads the block's text. `null` and an absent key mean the same. All faults are told at once.
    pub fn parse(block: &str) -> Result<Configured, Vec<ConfigFault>> {
        let object = match read_json(block) {
            Some(Value::Object(object)) => object,
            Some(other) => return Err(vec![fault("(block)", &other, "a JSON object")]),
            None => {
                return Err(vec![ConfigFault {
                    key: "(block)".into(),
                    found: "not JSON".into(),
                    expected: "a JSON object",
                }]);
            }
        };
        let mut settings = Settings {
            object: &object,
            faults: Vec::new(),
        };
        let config = Config {
            feed: settings.feed(),
            members_feed: settings.text("membersFeed", "an address"),
            session: settings.text("session", "an address"),
            language: settings.language(),
            time_zone: settings.text("timeZone", "an IANA time zone or an offset like +07:00"),
            name: settings.text("name", "a text"),
            logo: settings.text("logo", "an address"),
            sections: settings.sections(),
            links: settings.links(),
            notices: settings.notices(),
            publisher: settings.publisher(),
            frames: settings.frames(),
            base_path: settings.base_path(),
        };
        // src/offline reads it, before there is a portal.
        settings.switch("offline");
        if !settings.faults.is_empty() {
            return Err(settings.faults);
        }
        let unknown_keys = object
            .keys()
            .filter(|key| !KEYS.contains(&key.as_str()))
            .cloned()
            .collect();
        Ok(Configured {
            config,
            unknown_keys,
        })
    }
}

/// The fault of a time zone that the browser does not know: only the edge can tell.
pub fn unknown_time_zone(name: &str) -> ConfigFault {
    ConfigFault {
        key: "timeZone".into(),
        found: found(&Value::from(name)),
        expected: "an IANA time zone or an offset like +07:00",
    }
}

fn fault(key: &str, value: &Value, expected: &'static str) -> ConfigFault {
    ConfigFault {
        key: key.into(),
        found: found(value),
        expected,
    }
}

/// A value as the operator knows it again. Not its JSON: writing numbers out costs 3 KB of brotli.
fn found(value: &Value) -> String {
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

struct Settings<'a> {
    object: &'a Map<String, Value>,
    faults: Vec<ConfigFault>,
}

impl Settings<'_> {
    fn text(&mut self, key: &'static str, expected: &'static str) -> Option<String> {
        match self.object.get(key)? {
            Value::Null => None,
            Value::String(text) if !text.trim().is_empty() => Some(text.trim().into()),
            other => {
                self.faults.push(fault(key, other, expected));
                None
            }
        }
    }

    fn switch(&mut self, key: &'static str) {
        match self.object.get(key) {
            None | Some(Value::Null | Value::Bool(_)) => {}
            Some(other) => self.faults.push(fault(key, other, "true or false")),
        }
    }

    fn feed(&mut self) -> String {
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

    fn language(&mut self) -> Lang {
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

    fn base_path(&mut self) -> Option<String> {
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

    fn links(&mut self) -> Vec<Link> {
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

    fn notices(&mut self) -> Vec<Told> {
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

    fn publisher(&mut self) -> Vec<(PublisherDetail, String)> {
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

    fn frames(&mut self) -> Vec<String> {
        self.texts("frames", "a list of hosts like www.example.org", is_host)
    }

    fn sections(&mut self) -> Vec<String> {
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

#[cfg(test)]
mod tests;
