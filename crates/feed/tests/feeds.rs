//! Feeds from the wild and from other projects' tests, kept beside this
//! repository; a clone without them skips this table.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use feed::Rule::{self, *};
use feed::{NotAFeed, Reading, Severity};
use support::try_read;

/// How often each rule is broken.
type Broken = &'static [(Rule, usize)];

/// What a file gives.
enum Outcome {
    Read {
        title: &'static str,
        items: usize,
        /// For want of an id.
        discarded: usize,
        findings: Broken,
    },
    Refused(NotAFeed),
}

/// Title, items, discarded, findings by rule.
const fn read(title: &'static str, items: usize, discarded: usize, findings: Broken) -> Outcome {
    Outcome::Read {
        title,
        items,
        discarded,
        findings,
    }
}

#[rustfmt::skip]
const EXPECTED: [(&str, Outcome); 23] = [
    // None of its items has an id; its title has a character reference.
    ("feedrs-jsonfeed_elastic_1.1.json", read("Blog – InfluxData", 3, 0, &[(IdMissing, 3), (ContentMissing, 1), (DateLenient, 4), (AuthorObsolete, 1), (AddressRelative, 2), (TextEscaped, 1)])),
    ("feedrs-jsonfeed_example_1.json", read("Daring Fireball", 2, 0, &[])),
    ("feedrs-jsonfeed_spec_1.json", read("JSON Feed", 1, 0, &[])),
    // A summary about HTML, which is none.
    ("netnewswire-3960.json", read("fboës - Der Blog | Startseite", 20, 0, &[])),
    // RSS in JSON.
    ("netnewswire-ScriptingNews.json", Outcome::Refused(NotAFeed::NotAJsonFeed)),
    // Cut off in the middle.
    ("netnewswire-allthis-partial.json", Outcome::Refused(NotAFeed::NotJson { place: Some((2, 1)), html: false })),
    // Dates without seconds and zone.
    ("netnewswire-curt.json", read("curtclifton.net", 26, 0, &[(DateLenient, 27)])),
    // Tags as one text, references in titles, null addresses.
    ("netnewswire-rose.json", read("Rosemary Orchard", 84, 0, &[(TagsAsText, 84), (Null, 55), (TextEscaped, 8)])),
    ("schema-v1-microblog.json", read("Brent Simmons’s Microblog", 1, 0, &[])),
    ("schema-v1-podcast.json", read("The Record", 1, 0, &[])),
    ("schema-v1-simple.json", read("My Example Feed", 2, 0, &[])),
    ("schema-v1.1-microblog.json", read("Brent Simmons’s Microblog", 1, 0, &[])),
    ("schema-v1.1-podcast.json", read("The Record", 1, 0, &[])),
    ("schema-v1.1-simple.json", read("My Example Feed", 2, 0, &[])),
    ("seed-page.json", read("Cục Thi hành án dân sự tỉnh Bắc Giang", 1, 0, &[])),
    // A host without a scheme: a relative address.
    ("validator-invalid-home-page-url-format.json", read("invalid-home-page-url-format", 1, 0, &[(AddressRelative, 1)])),
    ("validator-invalid-incorrect-version.json", read("invalid-incorrect-version", 1, 0, &[(VersionUnknown, 1)])),
    ("validator-invalid-missing-item-content.json", read("invalid-missing-item-content", 1, 0, &[(ContentMissing, 1)])),
    ("validator-invalid-missing-item-id.json", read("invalid-missing-item-id", 1, 0, &[(IdMissing, 1)])),
    ("validator-invalid-missing-items.json", read("invalid-missing-items", 0, 0, &[(ItemsMissing, 1)])),
    ("validator-invalid-missing-title.json", read("", 1, 0, &[(TitleMissing, 1)])),
    ("validator-invalid-missing-version.json", read("invalid-missing-version", 1, 0, &[(VersionMissing, 1)])),
    ("validator-valid-basic.json", read("valid-basic", 1, 0, &[])),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/feeds")
}

fn by_rule(reading: &Reading) -> BTreeMap<Rule, usize> {
    let mut counts = BTreeMap::new();
    for finding in &reading.findings {
        *counts.entry(finding.rule).or_default() += 1;
    }
    counts
}

#[test]
fn every_shared_feed_has_its_outcome() {
    if !folder().is_dir() {
        println!("skipped: shared feeds are not beside this clone");
        return;
    }
    for (name, expected) in &EXPECTED {
        let text = fs::read_to_string(folder().join(name))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        match (try_read(&text), expected) {
            (
                Ok(reading),
                Outcome::Read {
                    title,
                    items,
                    discarded,
                    findings,
                },
            ) => {
                assert_eq!(reading.feed.title, *title, "{name}");
                assert_eq!(reading.feed.items.len(), *items, "{name}: items");
                assert_eq!(reading.discarded, *discarded, "{name}: discarded");
                assert_eq!(reading.duplicates, 0, "{name}: duplicates");
                let findings = findings.iter().copied().collect();
                assert_eq!(by_rule(&reading), findings, "{name}: findings");
            }
            (Err(error), Outcome::Refused(refused)) => assert_eq!(error, *refused, "{name}"),
            (Ok(_), Outcome::Refused(refused)) => panic!("{name} was read, not refused: {refused}"),
            (Err(error), Outcome::Read { .. }) => panic!("{name} was refused: {error}"),
        }
    }
}

#[test]
fn no_shared_feed_is_without_an_expectation() {
    let Ok(entries) = fs::read_dir(folder()) else {
        println!("skipped: shared feeds are not beside this clone");
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let known = EXPECTED.iter().any(|(known, _)| name == **known);
        let is_feed = entry
            .path()
            .extension()
            .is_some_and(|extension| extension == "json");
        assert!(known || !is_feed, "{}", name.display());
    }
}

#[test]
fn our_own_demo_has_nothing_worse_than_notes() {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public");
    for name in ["feed.json", "feed-2.json", "feed-3.json", "en/feed.json"] {
        let text = fs::read_to_string(public.join(name)).expect("the demo has this feed");
        let reading = try_read(&text).expect("it is one");
        for finding in &reading.findings {
            assert_eq!(
                finding.rule.severity(),
                Severity::Note,
                "{name}: {finding:?}"
            );
        }
    }
}
