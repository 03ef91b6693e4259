//! An object's fields, read one by one; each departure is noted where it stands.

use std::borrow::Cow;
use std::cell::RefCell;

use serde_json::{Map, Value};

use super::reader::{Reader, Reading};
use crate::finding::{Finding, Rule};
use crate::model::Address;
use crate::text::clean;
use crate::text::html;

/// What all parts of one reading share.
pub struct Desk<'r> {
    pub reader: &'r Reader<'r>,
    /// The feed says it is of 1.0, where `author` is no departure.
    pub version_1_0: bool,
    findings: RefCell<Findings>,
}

/// What was noted so far.
#[derive(Default)]
pub struct Findings {
    pub listed: Vec<Finding>,
    /// How many there were beyond [`Reading::MOST_FINDINGS`].
    pub unlisted: usize,
}

impl<'r> Desk<'r> {
    /// Goes on from what was noted before.
    pub fn new(reader: &'r Reader<'r>, version_1_0: bool, findings: Findings) -> Desk<'r> {
        Desk {
            reader,
            version_1_0,
            findings: RefCell::new(findings),
        }
    }

    pub fn note(&self, at: &At<'_>, rule: Rule) {
        let findings = &mut *self.findings.borrow_mut();
        if findings.listed.len() < Reading::MOST_FINDINGS {
            findings.listed.push(Finding {
                pointer: at.pointer(),
                rule,
            });
        } else {
            findings.unlisted += 1;
        }
    }

    pub fn into_findings(self) -> Findings {
        self.findings.into_inner()
    }
}

/// A place in the document; spelt out only when something is found there.
pub enum At<'a> {
    Root,
    Key(&'a At<'a>, &'a str),
    Index(&'a At<'a>, usize),
}

impl At<'_> {
    pub fn key<'a>(&'a self, key: &'a str) -> At<'a> {
        At::Key(self, key)
    }

    /// RFC 6901.
    fn pointer(&self) -> String {
        match self {
            At::Root => String::new(),
            At::Key(parent, key) => {
                let mut pointer = parent.pointer();
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
                pointer
            }
            At::Index(parent, index) => {
                let mut pointer = parent.pointer();
                pointer.push('/');
                pointer.push_str(&index.to_string());
                pointer
            }
        }
    }
}

/// One object of the document.
pub struct Fields<'a> {
    pub desk: &'a Desk<'a>,
    pub map: &'a Map<String, Value>,
    pub at: &'a At<'a>,
}

impl<'a> Fields<'a> {
    pub fn note(&self, key: &str, rule: Rule) {
        self.desk.note(&self.at.key(key), rule);
    }

    pub fn note_whole(&self, rule: Rule) {
        self.desk.note(self.at, rule);
    }

    /// Notes fields that are none of `known`; a misspelt one is found so.
    pub fn note_unknown(&self, known: &[&str]) {
        for key in self.map.keys() {
            if !known.contains(&key.as_str()) {
                self.note(key, Rule::UnknownField);
            }
        }
    }

    /// The value, unless it is absent or null.
    pub fn get(&self, key: &str) -> Option<&'a Value> {
        let value = self.map.get(key)?;
        if value.is_null() {
            self.note(key, Rule::Null);
            return None;
        }
        Some(value)
    }

    /// A text that is not blank.
    pub fn text(&self, key: &str) -> Option<&'a str> {
        match self.get(key)? {
            Value::String(text) => Some(text.as_str()).filter(|text| !text.trim().is_empty()),
            _ => {
                self.note(key, Rule::WrongType);
                None
            }
        }
    }

    /// Plain text on one line, not empty, at most `max` characters.
    pub fn line(&self, key: &str, max: usize) -> Option<String> {
        let text = self.text(key)?;
        clean_line(self.desk, &self.at.key(key), text, max)
    }

    /// Plain text on one line, out of HTML should it be that.
    pub fn plain(&self, key: &str) -> Option<String> {
        let text = self.text(key)?;
        if html::is_html(text) {
            self.note(key, Rule::TextIsHtml);
            let text = clean::line(&html::plain_text(text, clean::LONGEST_TEXT));
            return Some(text).filter(|text| !text.is_empty());
        }
        clean_line(self.desk, &self.at.key(key), text, clean::LONGEST_TEXT)
    }

    /// An `http` or `https` address.
    pub fn web_address(&self, key: &str) -> Option<Address> {
        self.address(key, &["http", "https"])
    }

    /// A well-formed language tag (RFC 5646, section 2.1, without its registry).
    pub fn language(&self) -> Option<String> {
        let language = self.text("language")?.trim();
        if is_language(language) {
            return Some(language.to_owned());
        }
        let hyphened = language.replace('_', "-");
        if is_language(&hyphened) {
            self.note("language", Rule::LanguageUnderscore);
            return Some(hyphened);
        }
        self.note("language", Rule::LanguageUnknown);
        None
    }

    /// A whole number that counts something; fractions are cut off.
    pub fn count(&self, key: &str) -> Option<u64> {
        let number = match self.get(key)? {
            Value::Number(number) => number.as_u64().or_else(|| whole(number.as_f64()?)),
            Value::String(text) => {
                let number = text.trim().parse().ok();
                if number.is_some() {
                    self.note(key, Rule::NumberAsText);
                }
                number
            }
            _ => None,
        };
        if number.is_none() {
            self.note(key, Rule::WrongType);
        }
        number
    }

    /// Calls `read` with each object of a list.
    pub fn each_object(&self, key: &str, mut read: impl FnMut(&Fields<'_>)) {
        let Some(value) = self.get(key) else { return };
        let Value::Array(list) = value else {
            return self.note(key, Rule::WrongType);
        };
        let list_at = self.at.key(key);
        for (index, value) in list.iter().enumerate() {
            let at = At::Index(&list_at, index);
            match value {
                Value::Object(map) => read(&Fields {
                    desk: self.desk,
                    map,
                    at: &at,
                }),
                _ => self.desk.note(&at, Rule::WrongType),
            }
        }
    }
}

/// `text` as plain text on one line: tags taken out and references decoded should it be HTML,
/// cleaned, cut to `max` characters; `None` when nothing is left.
pub fn clean_line(desk: &Desk<'_>, at: &At<'_>, text: &str, max: usize) -> Option<String> {
    let untagged;
    let text = if html::is_html(text) {
        desk.note(at, Rule::TextIsHtml);
        untagged = html::untagged(text);
        &untagged
    } else {
        text
    };
    let decoded = html::decode(text);
    if let Cow::Owned(_) = decoded {
        desk.note(at, Rule::TextEscaped);
    }
    if clean::has_unshown(&decoded) {
        desk.note(at, Rule::TextUnclean);
    }
    let line = clean::line(&decoded);
    if line.is_empty() {
        return None;
    }
    let cut = match clean::cut(&line, max) {
        Cow::Borrowed(_) => return Some(line),
        Cow::Owned(cut) => cut,
    };
    desk.note(at, Rule::TextTooLong);
    Some(cut)
}

fn whole(number: f64) -> Option<u64> {
    (number >= 0.0 && number < u64::MAX as f64).then_some(number as u64)
}

fn is_language(tag: &str) -> bool {
    let is_subtag = |subtag: &str| {
        (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let primary = tag.split('-').next().unwrap_or_default();
    let is_primary = primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (primary.len() >= 2 || tag.len() > 2 && matches!(primary, "x" | "i" | "X" | "I"));
    tag.len() <= 64 && is_primary && tag.split('-').all(is_subtag)
}
