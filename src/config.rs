//! The operator's settings: the JSON block `#cong-tin-config` of `index.html`.

mod settings;

use std::fmt;

use feed::{Day, read_json};
use serde_json::Value;

use crate::text::Lang;
use settings::{Settings, fault, found};

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

const KEYS: [&str; 18] = [
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
    "socialCard",
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

#[cfg(test)]
mod tests;
