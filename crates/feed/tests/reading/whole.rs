//! Documents: what is a feed at all, its version, and a feed with every field.

use feed::{Content, NotAFeed, Rule};

use crate::support::{findings, read, try_read};
use crate::text;

#[test]
fn what_is_no_feed() {
    let not_json = |line, column| NotAFeed::NotJson {
        place: Some((line, column)),
        html: false,
    };
    let table = [
        ("", NotAFeed::Empty),
        (" \n\t", NotAFeed::Empty),
        ("\u{FEFF}  ", NotAFeed::Empty),
        ("{", not_json(1, 1)),
        ("{\"version\":\n oops}", not_json(2, 2)),
        (
            "<?xml version='1.0'?><rss/>",
            NotAFeed::NotJson {
                place: Some((1, 1)),
                html: true,
            },
        ),
        (
            "<!DOCTYPE html><p>502",
            NotAFeed::NotJson {
                place: Some((1, 1)),
                html: true,
            },
        ),
        (
            "\n<html>",
            NotAFeed::NotJson {
                place: Some((2, 1)),
                html: true,
            },
        ),
        (
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[]} x",
            not_json(1, 59),
        ),
        (
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\"}",
            not_json(1, 65),
        ),
        ("{\"items\":[9007199254740993,1e]}", not_json(1, 30)),
        ("[]", NotAFeed::NotAJsonFeed),
        ("null", NotAFeed::NotAJsonFeed),
        ("\"https://jsonfeed.org/version/1\"", NotAFeed::NotAJsonFeed),
        ("{}", NotAFeed::NotAJsonFeed),
        ("{\"title\":\"x\"}", NotAFeed::NotAJsonFeed),
        ("{\"items\":{}}", NotAFeed::NotAJsonFeed),
        (
            "{\"version\":\"2.0\",\"items\":null}",
            NotAFeed::NotAJsonFeed,
        ),
        (
            "{\"rss\":{\"version\":\"2.0\",\"channel\":{\"item\":[]}}}",
            NotAFeed::NotAJsonFeed,
        ),
    ];
    for (text, expected) in table {
        assert_eq!(try_read(text).err(), Some(expected), "{text}");
    }
}

#[test]
fn versions_and_the_whole() {
    let v = "https://jsonfeed.org/version/";
    let table = [
        (
            format!(r#"{{"version":"{v}1","title":"T","items":[]}}"#),
            vec![],
        ),
        (
            format!(r#"{{"version":"{v}1.1","title":"T","items":[]}}"#),
            vec![],
        ),
        (
            format!(r#"{{"version":"{v}1.1/","title":"T","items":[]}}"#),
            vec![],
        ),
        (
            format!("\u{FEFF}{{\"version\":\"{v}1\",\"title\":\"T\",\"items\":[]}}"),
            vec![" ByteOrderMark"],
        ),
        (
            format!(r#"{{"version":"{v}2","title":"T","items":[]}}"#),
            vec!["/version VersionLater"],
        ),
        (
            r#"{"version":"1","title":"T","items":[]}"#.to_owned(),
            vec!["/version VersionUnknown"],
        ),
        (
            r#"{"version":1,"title":"T","items":[]}"#.to_owned(),
            vec!["/version VersionUnknown"],
        ),
        (
            r#"{"title":"T","items":[]}"#.to_owned(),
            vec![" VersionMissing"],
        ),
        (
            format!(r#"{{"version":"{v}1","items":[]}}"#),
            vec![" TitleMissing"],
        ),
        (
            format!(r#"{{"version":"{v}1","title":" ","items":[]}}"#),
            vec![" TitleMissing"],
        ),
        (
            format!(r#"{{"version":"{v}1","title":7,"items":[]}}"#),
            vec!["/title WrongType", " TitleMissing"],
        ),
        (
            format!(r#"{{"version":"{v}1","title":"T"}}"#),
            vec![" ItemsMissing"],
        ),
        (
            format!(r#"{{"version":"{v}1","title":"T","items":{{}}}}"#),
            vec![" ItemsMissing"],
        ),
        (
            format!(
                r#"{{"version":"{v}1","title":"T","items":[],"user_comment":3,"_x":{{"a":1}},"rss":1,"a/b~c":1}}"#
            ),
            vec!["/a~1b~0c UnknownField", "/rss UnknownField"],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(findings(&read(&text)), expected, "{text}");
    }
}

#[test]
fn a_full_feed() {
    let reading = read(include_str!("../fixtures/full.json"));
    assert_eq!(findings(&reading), [""; 0]);
    let feed = &reading.feed;
    assert_eq!(feed.title, "Cổng Tin");
    assert_eq!(feed.description.as_deref(), Some("Tin tức và thông báo"));
    assert_eq!(
        text(&feed.home_page_url).as_deref(),
        Some("https://tin.example/")
    );
    assert_eq!(
        text(&feed.feed_url).as_deref(),
        Some("https://tin.example/feeds/feed.json")
    );
    assert_eq!(
        text(&feed.next_url).as_deref(),
        Some("https://tin.example/feeds/2.json")
    );
    assert_eq!(
        text(&feed.icon).as_deref(),
        Some("https://tin.example/icon.png")
    );
    assert_eq!(
        text(&feed.favicon).as_deref(),
        Some("https://tin.example/favicon.png")
    );
    assert_eq!(feed.language.as_deref(), Some("vi"));
    assert!(feed.expired);
    assert_eq!(feed.hubs[0].kind, "WebSub");
    assert_eq!(feed.hubs[0].url.as_str(), "https://hub.example/");

    let [first, second] = feed.items.as_slice() else {
        panic!("{} items", feed.items.len())
    };
    assert_eq!(first.id.as_str(), "hoi-nghi");
    assert_eq!(first.slug.as_str(), "hoi-nghi-danh-gia");
    assert_eq!(first.title.as_deref(), Some("Hội nghị đánh giá"));
    assert_eq!(first.headline, first.title);
    assert_eq!(
        first.summary.as_deref(),
        Some("Sáng 22/3, hội nghị đã họp.")
    );
    assert_eq!(first.lead, first.summary);
    assert_eq!(
        text(&first.url).as_deref(),
        Some("https://tin.example/hoi-nghi")
    );
    assert_eq!(
        text(&first.external_url).as_deref(),
        Some("https://bao.example/bai")
    );
    assert_eq!(
        text(&first.image).as_deref(),
        Some("https://tin.example/a.jpg")
    );
    assert_eq!(
        text(&first.banner_image).as_deref(),
        Some("https://tin.example/b.jpg")
    );
    assert_eq!(
        text(&first.published).as_deref(),
        Some("2021-03-22T23:30:00+07:00")
    );
    assert_eq!(text(&first.day).as_deref(), Some("2021-03-22"));
    assert_eq!(text(&first.modified_day).as_deref(), Some("2021-03-24"));
    assert_eq!(first.language.as_deref(), Some("en-GB"));
    assert_eq!(first.text(), "Một hai");
    let Content::Html { html, base } = &first.content else {
        panic!("{:?}", first.content)
    };
    assert_eq!(html, "<p>Một</p><p>hai</p>");
    assert_eq!(text(base).as_deref(), Some("https://tin.example/hoi-nghi"));
    let labels: Vec<_> = first
        .tags
        .iter()
        .map(|tag| (tag.label.as_str(), tag.slug.as_str()))
        .collect();
    assert_eq!(
        labels,
        [("Thi hành án", "thi-hanh-an"), ("Hội nghị", "hoi-nghi")]
    );
    assert_eq!(
        text(&first.authors[0].name).as_deref(),
        Some("Ban biên tập")
    );
    assert_eq!(
        text(&first.authors[0].url).as_deref(),
        Some("mailto:bbt@tin.example")
    );
    let attachment = &first.attachments[0];
    assert_eq!(attachment.url.as_str(), "https://tin.example/bao-cao.pdf");
    assert_eq!(attachment.mime_type, "application/pdf");
    assert_eq!(attachment.title.as_deref(), Some("Báo cáo"));
    assert_eq!(attachment.size_in_bytes, Some(12_345));
    assert_eq!(attachment.duration_in_seconds, Some(61));

    assert_eq!(
        second.content,
        Content::Text("Dòng một\nDòng hai".to_owned())
    );
    assert_eq!(second.text(), "Dòng một Dòng hai");
    assert_eq!(second.headline.as_deref(), Some("Dòng một Dòng hai"));
    assert_eq!(second.authors, feed.authors, "inherited");
    assert_eq!(second.language.as_deref(), Some("vi"), "inherited");
    assert_eq!((second.day, second.modified_day), (None, None));
    assert!(!second.members);
}

#[test]
fn feed_fields() {
    let table = [
        (r#""expired":true"#, vec![]),
        (r#""expired":false"#, vec![]),
        (r#""expired":"true""#, vec!["/expired ExpiredNotBoolean"]),
        (r#""expired":1"#, vec!["/expired ExpiredNotBoolean"]),
        (
            r#""next_url":"https://tin.example/feeds/feed.json""#,
            vec!["/next_url NextUrlIsThisFeed"],
        ),
        (
            r#""next_url":"feed.json""#,
            vec!["/next_url AddressRelative", "/next_url NextUrlIsThisFeed"],
        ),
        (
            r#""feed_url":"https://b.example/1","next_url":"https://b.example/1""#,
            vec!["/next_url NextUrlIsThisFeed"],
        ),
        (
            r#""next_url":"HTTPS://TIN.example:443/x/../feeds/./feed.json#2""#,
            vec!["/next_url NextUrlIsThisFeed"],
        ),
        (
            r##""next_url":"#2""##,
            vec!["/next_url AddressRelative", "/next_url NextUrlIsThisFeed"],
        ),
        (
            r#""hubs":[{"type":"WebSub"}]"#,
            vec!["/hubs/0 HubIncomplete"],
        ),
        (r#""hubs":{"type":"WebSub"}"#, vec!["/hubs WrongType"]),
        (r#""icon":null"#, vec!["/icon Null"]),
    ];
    for (fields, expected) in table {
        let reading = read(&format!(
            r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[],{fields}}}"#
        ));
        assert_eq!(findings(&reading), expected, "{fields}");
        assert_eq!(reading.feed.next_url, None);
        assert_eq!(
            reading.feed.expired,
            fields == r#""expired":true"#,
            "{fields}"
        );
    }
}

#[test]
fn every_rule_is_explained() {
    let mut texts: Vec<_> = Rule::ALL.iter().map(|rule| rule.text()).collect();
    assert!(texts.iter().all(|text| text.ends_with('.')));
    assert!(Rule::ALL.iter().all(|rule| !rule.section().is_empty()));
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), Rule::ALL.len(), "two rules say the same");
}

/// By which the same page is known again, however it is written.
#[test]
fn a_next_page_has_one_address() {
    for written in [
        "https://tin.example/feeds/2.json",
        "2.json",
        "HTTPS://TIN.EXAMPLE/feeds/2.json",
        "https://tin.example:443/feeds/2.json",
        "https://tin.example/./x/../feeds/2.json",
        "/feeds/2.json#tin-moi",
        "https://tin.example/feeds/2.json#",
    ] {
        let reading = read(&format!(
            r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[],"next_url":"{written}"}}"#
        ));
        let next = reading.feed.next_url.expect("a next page");
        assert_eq!(
            next.as_str(),
            "https://tin.example/feeds/2.json",
            "{written}"
        );
    }
}
