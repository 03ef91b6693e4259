//! The portal's own extension of JSON Feed: the archive's manifest, and entries of its lists.

mod support;

use feed::{Key, Notice, to_json_head, to_json_item};
use serde_json::json;
use support::{feed_of, findings, item_of, read};

#[test]
fn a_feed_names_its_archive() {
    for (written, expected) in [
        (
            json!({"manifest": "archive/manifest.json"}),
            Some("https://tin.example/feeds/archive/manifest.json"),
        ),
        (
            json!({"manifest": "https://cdn.example/m.json", "more": 1}),
            Some("https://cdn.example/m.json"),
        ),
        (json!({"manifest": "javascript:alert(1)"}), None),
        (json!({"manifest": 7}), None),
        (json!({}), None),
        (json!("archive"), None),
    ] {
        let text = feed_of("").replacen('{', &format!(r#"{{"_cong_tin":{written},"#), 1);
        let reading = read(&text);
        let manifest = reading
            .feed
            .manifest
            .as_ref()
            .map(|manifest| manifest.as_str());
        assert_eq!(manifest, expected, "{written}");
        assert_eq!(findings(&reading), Vec::<String>::new(), "{written}");
    }
}

#[test]
fn an_entry_of_a_list_is_told_from_a_whole_article() {
    let text = item_of(
        r#""title":"1 < 2","summary":"Tóm tắt &lt;b>","tags":["a & b"],"date_published":"2021-03-22T08:00:00+07:00","image":"https://tin.example/i.png""#,
    );
    let whole = read(&text).feed.items[0].clone();
    assert!(!whole.head_only);
    let again = read(&feed_of(&to_json_item(&whole).to_string()));
    assert_eq!(again.feed.items[0], whole);
    let head = read(&feed_of(&to_json_head(&whole).to_string()));
    assert_eq!(
        findings(&head),
        [
            "/items/0/title TextEscaped",
            "/items/0/summary TextEscaped",
            "/items/0/tags/0 TextEscaped"
        ]
    );
    let head = head.feed.items[0].clone();
    assert!(head.head_only);
    assert_eq!(
        (
            &head.key,
            &head.slug,
            &head.headline,
            &head.lead,
            &head.day,
            &head.tags,
            &head.image
        ),
        (
            &whole.key,
            &whole.slug,
            &whole.headline,
            &whole.lead,
            &whole.day,
            &whole.tags,
            &whole.image
        )
    );
}

#[test]
fn an_item_asks_to_be_noticed() {
    let day = |text: &str| text.parse().unwrap();
    let notice = |is_urgent, until: Option<&str>| Notice {
        is_urgent,
        until: until.map(day),
    };
    for (written, expected) in [
        (json!({"pinned": true}), Some(notice(false, None))),
        (
            json!({"urgent": true, "until": "2026-12-31"}),
            Some(notice(true, Some("2026-12-31"))),
        ),
        (
            json!({"pinned": true, "urgent": true, "until": null}),
            Some(notice(true, None)),
        ),
        (json!({"pinned": false}), None),
        (json!({"pinned": "yes"}), None),
        (json!({"until": "2026-12-31"}), None),
        (json!("urgent"), None),
    ] {
        let reading = read(&item_of(&format!(r#""title":"A","_cong_tin":{written}"#)));
        let item = reading.feed.items[0].clone();
        assert_eq!(item.notice, expected, "{written}");
        assert_eq!(findings(&reading), Vec::<String>::new(), "{written}");
        // It stays so where it is kept.
        for kept in [to_json_item(&item), to_json_head(&item)] {
            let again = read(&feed_of(&kept.to_string()));
            assert_eq!(again.feed.items[0].notice, expected, "{kept}");
        }
    }
    let holds = |day: &str| notice(true, Some("2026-12-31")).holds_on(day.parse().unwrap());
    assert!(holds("2026-12-31") && !holds("2027-01-01"));
    // Nobody would see when it has to end.
    let unread = read(&item_of(
        r#""title":"A","_cong_tin":{"urgent":true,"until":"tomorrow"}"#,
    ));
    assert_eq!(unread.feed.items[0].notice, None);
    assert_eq!(findings(&unread), ["/items/0/_cong_tin DateUnreadable"]);
}

#[test]
fn the_first_bits_of_a_key_are_those_of_its_letters() {
    let key: Key = "zg00000000".parse().unwrap();
    for (bits, expected) in [
        (0, 0),
        (1, 1),
        (5, 31),
        (6, 63),
        (10, 31 * 32 + 16),
        (40, 0b111111 << 26),
    ] {
        assert_eq!(key.prefix(bits), expected, "{bits}");
    }
}
