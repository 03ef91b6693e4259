//! Nesting, broken characters and sheer size.

use std::sync::Arc;

use feed::{NotAFeed, Reader, Reading, Zone};

use crate::only_item;
use crate::support::{ADDRESS, feed_of, findings, item_of, read, resolve, try_read};

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
        assert_eq!(only_item(&reading).text(), "x");
        assert_eq!(findings(&reading), rules);
    }
    // Deep or not, what is not JSON is not read.
    let unclosed = item_of(&format!(r#""_mine":{}1"#, "[".repeat(10_000)));
    assert!(matches!(try_read(&unclosed), Err(NotAFeed::NotJson { .. })));
    let html = item_of(&format!(
        r#""content_html":"{}sâu""#,
        "<div>".repeat(10_000)
    ));
    assert_eq!(only_item(&read(&html)).text(), "sâu");
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
    let reading = read(&text);
    assert_eq!(reading.feed.items.len(), 10_000);
    assert_eq!(reading.beyond, 90_000);
    assert_eq!(findings(&reading)[0], " TooMany");
    assert_eq!(reading.findings.len(), Reading::MOST_FINDINGS);
    assert!(reading.unlisted > 50_000);
}

#[test]
fn long_lists_are_cut_wherever_they_are() {
    let tags = vec!["\"a\""; 10_003].join(",");
    let members: Vec<String> = (0..10_002).map(|n| format!(r#""x{n}":1"#)).collect();
    let fields = format!(r#""tags":[{tags}],"image":{{{}}}"#, members.join(","));
    let reading = read(&item_of(&fields));
    assert_eq!(only_item(&reading).tags.len(), 1);
    assert_eq!(reading.beyond, 5);
    let rules = findings(&reading);
    assert_eq!(rules[0], " TooMany");
    assert_eq!(rules.iter().filter(|rule| *rule == " TooMany").count(), 1);
}

#[test]
fn a_reading_that_rests_reads_the_same() {
    let text = feed_of(r#"{"id":"1","content_text":"a"},7,{"id":"1"},{"id":"2","title":"\ud83d"}"#);
    let reader = Reader {
        address: ADDRESS,
        zone: &Zone::AsWritten,
        resolve: &resolve,
        members: false,
    };
    let mut progress = reader.begin(&text).expect("it is a feed");
    let mut steps = 0;
    while progress.step(&reader) {
        steps += 1;
    }
    assert_eq!(steps, 4);
    assert_eq!(progress.finish(), read(&text));
}

#[test]
fn an_item_read_before_its_turn_is_the_one_of_the_reading() {
    let text =
        feed_of(r#"{"id":"1","content_text":"a"},7,{"id":2,"tags":3},{"id":"2","title":"b"}"#);
    let reader = Reader {
        address: ADDRESS,
        zone: &Zone::AsWritten,
        resolve: &resolve,
        members: false,
    };
    let whole = read(&text);
    for item in &whole.feed.items {
        let mut progress = reader.begin(&text).expect("it is a feed");
        let (head, ahead) = progress
            .read_ahead(&reader, item.key)
            .expect("it is in the feed");
        assert_eq!(ahead, *item);
        assert_eq!(head.items, []);
        assert_eq!(head.title, whole.feed.title);
        let reading = progress.read_on(&reader);
        assert_eq!(reading, whole);
        assert!(
            reading
                .feed
                .items
                .iter()
                .any(|kept| Arc::ptr_eq(kept, &ahead))
        );
    }
    let mut progress = reader.begin(&text).expect("it is a feed");
    let nowhere = whole.feed.items[0].id.key();
    while progress.step(&reader) {}
    assert_eq!(
        progress.read_ahead(&reader, nowhere),
        None,
        "its turn is over"
    );
}

#[test]
fn a_title_of_two_megabytes_is_cut() {
    let reading = read(&item_of(&format!(
        r#""title":"{}""#,
        "dài ".repeat(400_000)
    )));
    let title = only_item(&reading).title.as_deref().unwrap_or_default();
    assert!(
        (400..=500).contains(&title.chars().count()),
        "{}",
        title.len()
    );
    assert_eq!(findings(&reading), ["/items/0/title TextTooLong"]);
}
