//! Feeds from the wild and from other projects' tests, kept beside this
//! repository; a clone without them skips this table.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use feed::{NotAFeed, Reading, Severity};
use support::try_read;

/// What a file gives.
enum Outcome {
    Read {
        title: &'static str,
        items: usize,
        /// For want of an id.
        discarded: usize,
        errors: usize,
        warnings: usize,
        notes: usize,
    },
    Refused(NotAFeed),
}

/// Title, items, discarded, then findings: errors, warnings, notes.
const fn read(
    title: &'static str,
    items: usize,
    discarded: usize,
    [errors, warnings, notes]: [usize; 3],
) -> Outcome {
    Outcome::Read {
        title,
        items,
        discarded,
        errors,
        warnings,
        notes,
    }
}

#[rustfmt::skip]
const EXPECTED: [(&str, Outcome); 23] = [
    // None of its items has an id; its title has a character reference.
    ("feedrs-jsonfeed_elastic_1.1.json", read("Blog – InfluxData", 0, 3, [3, 1, 0])),
    ("feedrs-jsonfeed_example_1.json", read("Daring Fireball", 2, 0, [0, 0, 0])),
    ("feedrs-jsonfeed_spec_1.json", read("JSON Feed", 1, 0, [0, 0, 0])),
    // A summary about HTML, which is none.
    ("netnewswire-3960.json", read("fboës - Der Blog | Startseite", 20, 0, [0, 0, 0])),
    // RSS in JSON.
    ("netnewswire-ScriptingNews.json", Outcome::Refused(NotAFeed::NotAJsonFeed)),
    // Cut off in the middle.
    ("netnewswire-allthis-partial.json", Outcome::Refused(NotAFeed::NotJson { place: Some((2, 1)), html: false })),
    // Dates without seconds and zone.
    ("netnewswire-curt.json", read("curtclifton.net", 26, 0, [0, 27, 0])),
    // Tags as one text, references in titles, null addresses.
    ("netnewswire-rose.json", read("Rosemary Orchard", 84, 0, [0, 92, 55])),
    ("schema-v1-microblog.json", read("Brent Simmons’s Microblog", 1, 0, [0, 0, 0])),
    ("schema-v1-podcast.json", read("The Record", 1, 0, [0, 0, 0])),
    ("schema-v1-simple.json", read("My Example Feed", 2, 0, [0, 0, 0])),
    ("schema-v1.1-microblog.json", read("Brent Simmons’s Microblog", 1, 0, [0, 0, 0])),
    ("schema-v1.1-podcast.json", read("The Record", 1, 0, [0, 0, 0])),
    ("schema-v1.1-simple.json", read("My Example Feed", 2, 0, [0, 0, 0])),
    ("seed-page.json", read("Cục Thi hành án dân sự tỉnh Bắc Giang", 1, 0, [0, 0, 0])),
    // A host without a scheme: a relative address.
    ("validator-invalid-home-page-url-format.json", read("invalid-home-page-url-format", 1, 0, [0, 1, 0])),
    ("validator-invalid-incorrect-version.json", read("invalid-incorrect-version", 1, 0, [1, 0, 0])),
    ("validator-invalid-missing-item-content.json", read("invalid-missing-item-content", 1, 0, [1, 0, 0])),
    ("validator-invalid-missing-item-id.json", read("invalid-missing-item-id", 0, 1, [1, 0, 0])),
    ("validator-invalid-missing-items.json", read("invalid-missing-items", 0, 0, [1, 0, 0])),
    ("validator-invalid-missing-title.json", read("", 1, 0, [1, 0, 0])),
    ("validator-invalid-missing-version.json", read("invalid-missing-version", 1, 0, [1, 0, 0])),
    ("validator-valid-basic.json", read("valid-basic", 1, 0, [0, 0, 0])),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/feeds")
}

fn count(reading: &Reading, severity: Severity) -> usize {
    let of = |rule: feed::Rule| rule.severity() == severity;
    reading
        .findings
        .iter()
        .filter(|finding| of(finding.rule))
        .count()
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
                    errors,
                    warnings,
                    notes,
                },
            ) => {
                assert_eq!(reading.feed.title, *title, "{name}");
                assert_eq!(reading.feed.items.len(), *items, "{name}: items");
                assert_eq!(reading.discarded, *discarded, "{name}: discarded");
                assert_eq!(reading.duplicates, 0, "{name}: duplicates");
                assert_eq!(count(&reading, Severity::Error), *errors, "{name}: errors");
                assert_eq!(
                    count(&reading, Severity::Warning),
                    *warnings,
                    "{name}: warnings"
                );
                assert_eq!(count(&reading, Severity::Note), *notes, "{name}: notes");
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
