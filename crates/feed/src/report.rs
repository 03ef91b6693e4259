//! What the doctor says of a feed: for an operator, on a terminal or on a page, and for machines.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use crate::finding::{Finding, Severity};
use crate::json::pretty;
use crate::model::{Content, Item, ItemId};
use crate::reader::{NotAFeed, Reader, Reading};

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
    #[inline(never)]
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
        let address = self.address.as_str().into();
        let reading = match &self.read {
            Ok(reading) => reading,
            Err(refused) => {
                return object(REFUSED.text(), vec![address, refused.to_string().into()]);
            }
        };
        let count = |severity| self.count(severity).into();
        let findings = reading.findings.iter().map(|Finding { pointer, rule }| {
            let values = [
                &**pointer,
                rule.severity().name(),
                rule.name(),
                rule.section(),
                rule.text(),
            ];
            object(FINDING.text(), values.map(Value::from).into())
        });
        let removed = self.removed.iter().map(|Removed { item, parts }| {
            let counts = parts.iter().map(|(part, count)| (part.clone(), *count));
            object(REMOVED.text(), vec![item.as_str().into(), counts.collect()])
        });
        let values = vec![
            address,
            reading.format.to_string().into(),
            reading.feed.title.clone().into(),
            reading.feed.items.len().into(),
            reading.discarded.into(),
            reading.duplicates.into(),
            reading.beyond.into(),
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Note),
            findings.collect(),
            reading.unlisted.into(),
            removed.collect(),
        ];
        object(REPORT.text(), values)
    }

    /// The text of [`Report::to_json`], with line breaks.
    pub fn to_json_text(&self) -> String {
        pretty(&self.to_json())
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

/// An object of these names, parted by spaces, and their values.
fn object(names: &str, values: Vec<Value>) -> Value {
    names.split(' ').zip(values).collect()
}

crate::late!(static REFUSED in "doctor": "address refused");
crate::late!(static FINDING in "doctor": "pointer severity rule section text");
crate::late!(static REMOVED in "doctor": "item parts");
crate::late!(
    static REPORT in "doctor": "address format title items discarded duplicates beyond errors \
        warnings notes findings unlisted removed"
);
