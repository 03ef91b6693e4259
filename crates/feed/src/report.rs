//! What the doctor says of a feed: for an operator, on a terminal or on a page, and for machines.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use crate::finding::{Finding, Severity};
use crate::model::{Content, Item, ItemId};
use crate::read::{Layout, NotAFeed, Object, Reader, Reading, write_json};

/// A feed examined.
#[derive(Clone, Debug)]
pub struct Report {
    pub address: String,
    /// What was read, or why nothing was.
    pub read: Result<Reading, NotAFeed>,
    /// What the page's sanitiser takes out; items that keep all they have are left out.
    pub removed: Vec<Removed>,
}

/// What the sanitiser takes out of one item's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    pub item: ItemId,
    /// How often: an element (`script`), or an element and its attribute (`p style`).
    pub parts: BTreeMap<String, usize>,
}

impl Removed {
    /// What `removed` finds in an item's content; `None` when that is nothing.
    pub fn of(item: &Item, removed: &mut dyn FnMut(&str) -> Vec<String>) -> Option<Removed> {
        let Content::Html { html, .. } = &item.content else {
            return None;
        };
        let mut parts = BTreeMap::new();
        for part in removed(html) {
            *parts.entry(part).or_default() += 1;
        }
        let item = item.id.clone();
        (!parts.is_empty()).then_some(Removed { item, parts })
    }

    /// Each part and how often: `p style ×2`.
    pub fn parts(&self) -> String {
        let parts = self.parts.iter();
        let parts: Vec<String> = parts
            .map(|(part, count)| [part, " ×", &count.to_string()].concat())
            .collect();
        parts.join(", ")
    }
}

impl Report {
    /// Reads a text, by the reader that reads for the page, and names what of each content
    /// `removed` finds.
    pub fn of(
        reader: &Reader<'_>,
        text: &str,
        mut removed: impl FnMut(&str) -> Vec<String>,
    ) -> Report {
        let read = reader.read_any(text);
        let items = read.iter().flat_map(|reading| &reading.feed.items);
        let removed = items.filter_map(|item| Removed::of(item, &mut removed));
        Report {
            address: reader.address.to_owned(),
            removed: removed.collect(),
            read,
        }
    }

    pub fn findings(&self) -> &[Finding] {
        self.read
            .as_ref()
            .map_or(&[], |reading| reading.findings.as_slice())
    }

    /// How many of the findings listed are so severe.
    pub fn count(&self, severity: Severity) -> usize {
        let severities = self
            .findings()
            .iter()
            .map(|finding| finding.rule.severity());
        severities.filter(|other| *other == severity).count()
    }

    /// Whether the feed has to be mended: it is none, something is lost, or there are more findings
    /// than can be listed.
    pub fn has_errors(&self) -> bool {
        match &self.read {
            Err(_) => true,
            Ok(reading) => reading.unlisted > 0 || self.count(Severity::Error) > 0,
        }
    }

    /// For machines.
    pub fn to_json(&self) -> Value {
        let mut object = Object::default();
        object.put("address", Some(self.address.as_str()));
        match &self.read {
            Err(refused) => object.put("refused", Some(refused.to_string())),
            Ok(reading) => self.put_reading(&mut object, reading),
        }
        object.into_value()
    }

    fn put_reading(&self, object: &mut Object, reading: &Reading) {
        object.put("format", Some(reading.format.to_string()));
        object.put("title", Some(reading.feed.title.as_str()));
        for (name, count) in [
            ("items", reading.feed.items.len()),
            ("discarded", reading.discarded),
            ("duplicates", reading.duplicates),
            ("beyond", reading.beyond),
            ("errors", self.count(Severity::Error)),
            ("warnings", self.count(Severity::Warning)),
            ("notes", self.count(Severity::Note)),
            ("unlisted", reading.unlisted),
        ] {
            object.put(name, Some(count));
        }
        let findings = reading.findings.iter().map(|Finding { pointer, rule }| {
            let mut finding = Object::default();
            finding.put("pointer", Some(pointer.as_str()));
            finding.put("severity", Some(rule.severity().name()));
            finding.put("rule", Some(rule.name()));
            finding.put("section", Some(rule.section()));
            finding.put("text", Some(rule.text()));
            finding.into_value()
        });
        object.put("findings", Some(findings.collect::<Value>()));
        let removed = self.removed.iter().map(|Removed { item, parts }| {
            let mut counts = Object::default();
            for (part, count) in parts {
                counts.put(part, Some(*count));
            }
            let mut removed = Object::default();
            removed.put("item", Some(item.as_str()));
            removed.put("parts", Some(counts.into_value()));
            removed.into_value()
        });
        object.put("removed", Some(removed.collect::<Value>()));
    }

    /// The text of [`Report::to_json`], with line breaks.
    pub fn to_json_text(&self) -> String {
        write_json(&self.to_json(), Layout::Indented)
    }
}

/// For an operator's terminal.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reading = match &self.read {
            Ok(reading) => reading,
            Err(refused) => return writeln!(f, "{}\nerror: {refused}", self.address),
        };
        let Reading {
            format,
            feed,
            discarded,
            duplicates,
            beyond,
            unlisted,
            ..
        } = reading;
        writeln!(f, "{}\n{format}: {}", self.address, feed.title)?;
        writeln!(
            f,
            "{} items read, {discarded} discarded, {duplicates} duplicates, {beyond} entries beyond the limit",
            feed.items.len()
        )?;
        let mut findings: Vec<&Finding> = reading.findings.iter().collect();
        // The worst first; else in the order of the document.
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.rule.severity()));
        for Finding { pointer, rule } in findings {
            let place = if pointer.is_empty() {
                "(whole)"
            } else {
                pointer
            };
            writeln!(
                f,
                "{:7} {place}: {} [{}; {}]",
                rule.severity().to_string(),
                rule.text(),
                rule.name(),
                rule.section()
            )?;
        }
        if *unlisted > 0 {
            writeln!(f, "and {unlisted} findings more")?;
        }
        for removed in &self.removed {
            let (item, parts) = (removed.item.as_str(), removed.parts());
            writeln!(f, "removed from {item}: {parts}")?;
        }
        writeln!(
            f,
            "{} errors, {} warnings, {} notes",
            self.count(Severity::Error),
            self.count(Severity::Warning),
            self.count(Severity::Note)
        )
    }
}
