//! Numbers are never rounded.

use crate::read;
use crate::support::numbers::NUMBERS;
use crate::support::{feed_of, findings};

#[test]
fn ids_of_64_bits_stay_apart() {
    let ids = [
        "1610521604143693812",
        "1610521604143693813",
        "1610521604143693814",
    ];
    let items = ids.map(|id| format!(r#"{{"id":{id},"title":"Bài","content_text":"x"}}"#));
    let reading = read(&feed_of(&items.join(",")));
    let found: Vec<_> = reading
        .feed
        .items
        .iter()
        .map(|item| item.id.as_str())
        .collect();
    assert_eq!(found, ids);
    assert_eq!(findings(&reading), [" NumberLong"]);
    // Written as text they name the same items.
    let as_text = items
        .join(",")
        .replace(r#""id":"#, r#""id":""#)
        .replace(r#","title""#, r#"","title""#);
    let again = read(&feed_of(&as_text));
    let keys = |reading: &feed::Reading| -> Vec<_> {
        reading.feed.items.iter().map(|item| item.key).collect()
    };
    assert_eq!(keys(&again), keys(&reading));
}

#[test]
fn numbers_as_ids_are_written_as_the_browser_does() {
    let items = NUMBERS.map(|(id, _)| format!(r#"{{"id":{id},"content_text":"a"}}"#));
    let reading = read(&feed_of(&items.join(",")));
    let ids: Vec<_> = reading
        .feed
        .items
        .iter()
        .map(|item| item.id.as_str())
        .collect();
    assert_eq!(ids, NUMBERS.map(|(_, expected)| expected));
}
