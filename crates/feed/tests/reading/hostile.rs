//! Nesting, broken characters and sheer size.

use feed::{NotAFeed, Reading};

use crate::only_item;
use crate::support::{feed_of, findings, item_of, read, try_read};

#[test]
fn nesting_without_end_costs_only_what_is_nested() {
    let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    let objects = "{\"a\":".repeat(10_000) + "1" + &"}".repeat(10_000);
    for (value, rules) in [
        (deep(10), vec!["/items/0/title WrongType"]),
        (deep(200), vec![" TooDeep", "/items/0/title WrongType"]),
        (deep(100_000), vec![" TooDeep", "/items/0/title WrongType"]),
        (objects, vec![" TooDeep", "/items/0/title WrongType"]),
    ] {
        let reading = read(&item_of(&format!(r#""title":{value},"_mine":{value}"#)));
        assert_eq!(only_item(&reading).text, "x");
        assert_eq!(findings(&reading), rules);
    }
    // Deep or not, what is not JSON is not read.
    let unclosed = item_of(&format!(r#""_mine":{}1"#, "[".repeat(10_000)));
    assert!(matches!(try_read(&unclosed), Err(NotAFeed::NotJson { .. })));
    let html = item_of(&format!(
        r#""content_html":"{}sâu""#,
        "<div>".repeat(10_000)
    ));
    assert_eq!(only_item(&read(&html)).text, "sâu");
}

#[test]
fn halves_of_surrogate_pairs() {
    let table = [
        (r"a\ud83d", "a\u{FFFD}"),
        (r"a\ude00b", "a\u{FFFD}b"),
        (r"\ud83d\ud83d\ude00", "\u{FFFD}😀"),
        (r"\\ud83d \ud83d", "\\ud83d \u{FFFD}"),
    ];
    for (title, expected) in table {
        let reading = read(&item_of(&format!(r#""title":"{title}""#)));
        assert_eq!(
            only_item(&reading).title.as_deref(),
            Some(expected),
            "{title}"
        );
        assert_eq!(findings(&reading), [" LoneSurrogate"], "{title}");
    }
    assert_eq!(
        findings(&read(&item_of(r#""title":"\ud83d\ude00""#))),
        [""; 0]
    );
    assert!(try_read(&item_of(r#""title":"\ud83d" oops"#)).is_err());
}

#[test]
fn a_hundred_thousand_bad_items_are_read_within_bounds() {
    let item = |n: usize| {
        format!(
            r#"{{"id":{n},"title":"Tin &amp; {n}","content_html":"<p>Thi hành án {n}</p>","url":"/tin/{n}","date_published":"2021-03-22 10:00","tags":"a,b","author":"X"}}"#
        )
    };
    let items: Vec<_> = (0..100_000).map(item).collect();
    let text = feed_of(&items.join(","));
    let started = std::time::Instant::now();
    let reading = read(&text);
    assert_eq!(reading.feed.items.len(), 100_000);
    assert_eq!(reading.findings.len(), Reading::MOST_FINDINGS);
    assert!(reading.unlisted > 500_000);
    // Unoptimised this takes seconds; anything quadratic takes many minutes.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
