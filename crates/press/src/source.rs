//! Where news comes from: files, folders, addresses.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use document::{address_of, decoded, web_address};
use feed::{Feed, NotAFeed, Reading, Rule, Severity, Zone};
use url::Url;
use walkdir::WalkDir;

use crate::fetch::{Answer, Fetcher};
use crate::head::reader;

/// Endings of the files of a folder that are read.
const ENDINGS: [&str; 5] = ["json", "xml", "rss", "atom", "feed"];
/// Pages of one feed that are read, at the most: a chain of `next_url` may be endless.
const MOST_PAGES: usize = 10_000;

/// What news is read from.
#[derive(Clone, Debug)]
pub enum Source {
    File(PathBuf),
    Folder(PathBuf),
    Address(Url),
}

/// A source that cannot be read: nothing is published.
#[derive(Debug, thiserror::Error)]
#[error("{source_name}: {why}")]
pub struct Unreadable {
    pub source_name: String,
    pub why: Why,
}

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum Why {
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("{0}")]
    NotAFeed(#[from] NotAFeed),
    #[error("{0}")]
    Fetch(#[from] Box<ureq::Error>),
    #[error("more than 10,000 items in one text; {0} would be lost: split it in pages")]
    TooLong(usize),
    #[error("over 10,000 pages, one after another")]
    Endless,
    #[error("no file in it is a feed")]
    Empty,
    #[error("neither a file, a folder nor an address")]
    Nothing,
}

/// What was noted of all sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    pub pages: usize,
    /// Pages that are as they were at the last time.
    pub unchanged: usize,
    pub items: usize,
    /// Items that repeat another.
    pub repeated: usize,
    /// Items with nothing to know them by.
    pub discarded: usize,
    /// How often each rule is broken, as the doctor finds it.
    pub findings: BTreeMap<Rule, usize>,
}

impl Noted {
    /// Findings of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        let findings = self.findings.iter();
        let those = findings.filter(|(rule, _)| rule.severity() == severity);
        those.map(|(_, count)| count).sum()
    }

    /// For an operator: how many findings there are, and of which rules, the worst and the most of them first.
    pub fn told(&self) -> String {
        let [errors, warnings, notes] =
            [Severity::Error, Severity::Warning, Severity::Note].map(|it| self.count(it));
        let mut told = format!("{errors} errors, {warnings} warnings, {notes} notes");
        if self.findings.is_empty() {
            return told + "\n";
        }
        told += " (cargo xtask doctor says where):\n";
        let mut rules: Vec<_> = self.findings.iter().collect();
        rules.sort_by_key(|(rule, count)| Reverse((rule.severity(), **count)));
        for (rule, count) in rules {
            // Nothing that is written into memory fails.
            let _ = writeln!(told, "  {} × {}: {}", count, rule.severity(), rule.text());
        }
        told
    }
}

impl Source {
    /// What is meant by an argument.
    pub fn of(written: &str) -> Result<Source, Unreadable> {
        if let Some(url) = web_address(written) {
            return Ok(Source::Address(url));
        }
        let path = PathBuf::from(written);
        if path.is_dir() {
            Ok(Source::Folder(path))
        } else if path.is_file() {
            Ok(Source::File(path))
        } else {
            Err(unreadable(written)(Why::Nothing))
        }
    }

    /// How many pages it has, if that is known before they are read.
    pub fn pages(&self) -> Option<usize> {
        match self {
            Source::Address(_) => None,
            Source::File(_) => Some(1),
            // One that cannot be read is told when it is read.
            Source::Folder(path) => files_of(path).ok().map(|files| files.len()),
        }
    }

    /// Hands each page to `take`, as it comes.
    pub fn read<E: From<Unreadable>>(
        &self,
        zone: &Zone<'_>,
        fetcher: &mut Fetcher,
        noted: &mut Noted,
        take: &mut dyn FnMut(Feed) -> Result<(), E>,
    ) -> Result<(), E> {
        let files = match self {
            Source::Address(url) => return follow(url, zone, fetcher, noted, take),
            Source::File(path) => vec![path.clone()],
            Source::Folder(path) => files_of(path)?,
        };
        for file in files {
            let name = file.display().to_string();
            let bytes = fs::read(&file).map_err(|error| unreadable(&name)(error.into()))?;
            let text = decoded(&bytes, None);
            take(read(&address_of(&file), &name, &text, zone, noted)?)?;
        }
        Ok(())
    }
}

fn unreadable(name: &str) -> impl Fn(Why) -> Unreadable {
    move |why| Unreadable {
        source_name: name.to_owned(),
        why,
    }
}

fn files_of(folder: &Path) -> Result<Vec<PathBuf>, Unreadable> {
    let name = folder.display().to_string();
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| unreadable(&name)(std::io::Error::from(error).into()))?;
        let ending = entry.path().extension().and_then(|ending| ending.to_str());
        if entry.file_type().is_file() && ending.is_some_and(|it| ENDINGS.contains(&it)) {
            files.push(entry.into_path());
        }
    }
    match files.is_empty() {
        true => Err(unreadable(&name)(Why::Empty)),
        false => Ok(files),
    }
}

/// A feed at an address, and the pages that follow it.
fn follow<E: From<Unreadable>>(
    first: &Url,
    zone: &Zone<'_>,
    fetcher: &mut Fetcher,
    noted: &mut Noted,
    take: &mut dyn FnMut(Feed) -> Result<(), E>,
) -> Result<(), E> {
    let mut seen = BTreeSet::new();
    let mut next = Some(first.to_string());
    while let Some(address) = next.filter(|next| seen.insert(next.clone())) {
        let why = unreadable(&address);
        if seen.len() > MOST_PAGES {
            return Err(why(Why::Endless).into());
        }
        let answer = fetcher.fetch(&address);
        next = match answer.map_err(|error| why(Why::Fetch(Box::new(error))))? {
            Answer::AsBefore { next } => {
                noted.pages += 1;
                noted.unchanged += 1;
                next
            }
            Answer::New { at, bytes, kind } => {
                let text = decoded(&bytes, kind.as_deref());
                let feed = read(&at, &address, &text, zone, noted)?;
                let next = feed.next_url.as_ref().map(ToString::to_string);
                fetcher.leads_to(&address, next.clone());
                take(feed)?;
                next
            }
        };
    }
    Ok(())
}

fn read(
    address: &str,
    name: &str,
    text: &str,
    zone: &Zone<'_>,
    noted: &mut Noted,
) -> Result<Feed, Unreadable> {
    let reading = reader(address, zone).read_any(text);
    let reading = reading.map_err(|refused| unreadable(name)(refused.into()))?;
    let Reading { feed, findings, .. } = reading;
    if reading.beyond > 0 {
        return Err(unreadable(name)(Why::TooLong(reading.beyond)));
    }
    noted.pages += 1;
    noted.items += feed.items.len();
    noted.repeated += reading.duplicates;
    noted.discarded += reading.discarded;
    for finding in &findings {
        *noted.findings.entry(finding.rule).or_default() += 1;
    }
    Ok(feed)
}
