//! docs/SECURITY.md says why each element and attribute is allowed; these tests hold it to the
//! list that the sanitiser reads.

use std::collections::{BTreeMap, BTreeSet};

use markup::allowed::{ELEMENTS, EVERYWHERE};

const PAGE: &str = include_str!("../../../docs/SECURITY.md");

/// The rows of the table under a heading, cell by cell, without its head.
fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let (_, below) = PAGE.split_once(heading).expect("the heading is there");
    let lines = below.lines().skip(1).skip_while(|line| line.is_empty());
    let rows = lines.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

/// The names that a cell gives in code.
fn names(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

fn own_attributes() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let entries = ELEMENTS.split_ascii_whitespace();
    entries
        .map(|entry| {
            let (element, own) = entry.split_once(':').unwrap_or((entry, ""));
            (
                element,
                own.split(',').filter(|own| !own.is_empty()).collect(),
            )
        })
        .collect()
}

#[test]
fn every_element_has_its_reason() {
    let mut reasoned = BTreeSet::new();
    for row in table("### Elements") {
        assert!(!row[1].is_empty(), "no reason for {}", row[0]);
        for name in names(row[0]) {
            assert!(reasoned.insert(name), "{name} is there twice");
        }
    }
    let allowed: BTreeSet<&str> = own_attributes().into_keys().collect();
    assert_eq!(reasoned, allowed);
}

#[test]
fn every_attribute_has_its_reason() {
    let mut own: BTreeMap<&str, BTreeSet<&str>> = own_attributes()
        .into_keys()
        .map(|element| (element, BTreeSet::new()))
        .collect();
    let mut everywhere = BTreeSet::new();
    for row in table("### Attributes") {
        assert!(!row[2].is_empty(), "no reason for {}", row[0]);
        let attribute = names(row[0]).next().expect("a row names its attribute");
        if row[1] == "every element" {
            everywhere.insert(attribute);
        }
        for element in names(row[1]) {
            let of_element = own.get_mut(element).expect("a row names allowed elements");
            of_element.insert(attribute);
        }
    }
    assert_eq!(own, own_attributes());
    assert_eq!(everywhere, EVERYWHERE.split_ascii_whitespace().collect());
}
