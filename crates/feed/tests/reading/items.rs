//! Items: their ids, and what one bad field costs.

use chrono::FixedOffset;
use feed::{Reader, Rule, Zone};

use crate::support::{ADDRESS, feed_of, findings, item_of, read, read_in, resolve};
use crate::{only_item, text};

#[test]
fn ids() {
    let table = [
        (r#"{"id":"a","content_text":"x"}"#, vec!["a"], vec![]),
        (
            r#"{"id":42,"content_text":"x"}"#,
            vec!["42"],
            vec!["/items/0/id IdNotText"],
        ),
        (
            r#"{"id":-1,"content_text":"x"}"#,
            vec!["-1"],
            vec!["/items/0/id IdNotText"],
        ),
        // No double holds it.
        (
            r#"{"id":18446744073709551615,"content_text":"x"}"#,
            vec!["18446744073709551615"],
            vec![" NumberLong"],
        ),
        (
            r#"{"id":1.5,"content_text":"x"}"#,
            vec!["1.5"],
            vec!["/items/0/id IdNotText"],
        ),
        (
            r#"{"id":true,"content_text":"x"}"#,
            vec!["true"],
            vec!["/items/0/id IdNotText"],
        ),
        (r#"{"id":""}"#, vec![], vec!["/items/0 ItemEmpty"]),
        (r#"{"id":" \n"}"#, vec![], vec!["/items/0 ItemEmpty"]),
        (r#"{"id":null}"#, vec![], vec!["/items/0 ItemEmpty"]),
        (r#"{"id":["a"]}"#, vec![], vec!["/items/0 ItemEmpty"]),
        (r#""a""#, vec![], vec!["/items/0 ItemNotAnObject"]),
        ("null", vec![], vec!["/items/0 ItemNotAnObject"]),
        // The same item twice.
        (
            r#"{"id":"1","content_text":"x"},{"id":1,"content_text":"x"},{"id":"2","content_text":"x"}"#,
            vec!["1", "2"],
            vec!["/items/1/id IdNotText", "/items/1 IdDuplicate"],
        ),
    ];
    for (items, expected, expected_findings) in table {
        let reading = read(&feed_of(items));
        let ids: Vec<_> = reading
            .feed
            .items
            .iter()
            .map(|item| item.id.as_str())
            .collect();
        assert_eq!(ids, expected, "{items}");
        assert_eq!(findings(&reading), expected_findings, "{items}");
        let duplicates = reading
            .findings
            .iter()
            .filter(|finding| finding.rule == Rule::IdDuplicate)
            .count();
        assert_eq!(reading.duplicates, duplicates, "{items}");
        let discarded = [Rule::ItemEmpty, Rule::ItemNotAnObject];
        let discarded = reading
            .findings
            .iter()
            .filter(|finding| discarded.contains(&finding.rule))
            .count();
        assert_eq!(reading.discarded, discarded, "{items}");
    }
}

#[test]
fn a_field_of_the_wrong_type_costs_that_field_alone() {
    for field in [
        "url",
        "external_url",
        "title",
        "content_html",
        "summary",
        "image",
        "banner_image",
        "date_published",
        "date_modified",
        "authors",
        "author",
        "tags",
        "language",
        "attachments",
    ] {
        for value in [
            "true",
            "{\"x\":[]}",
            "[{}]",
            "[[]]",
            "[true]",
            "null",
            "\"\"",
            "\"\\u0000\"",
        ] {
            let reading = read(&feed_of(&format!(
                r#"{{"id":"1","content_text":"còn","{field}":{value}}},{{"id":"2","content_text":"y"}}"#
            )));
            assert_eq!(reading.feed.items.len(), 2, "{field}: {value}");
            assert_eq!(reading.feed.items[0].text(), "còn", "{field}: {value}");
            let strays = findings(&reading)
                .into_iter()
                .filter(|finding| !finding.starts_with(&format!("/items/0/{field}")));
            assert_eq!(
                strays.count(),
                0,
                "{field}: {value}: {:?}",
                findings(&reading)
            );
        }
    }
    let reading = read(&item_of(
        r#""title":7,"tags":[{}],"date_published":1616430600,"attachments":{}"#,
    ));
    assert_eq!(
        findings(&reading),
        [
            "/items/0/title WrongType",
            "/items/0/date_published DateLenient",
            "/items/0/tags/0 WrongType",
            "/items/0/attachments WrongType",
        ]
    );
}

#[test]
fn dates() {
    let hanoi = FixedOffset::east_opt(7 * 3600).map_or(Zone::AsWritten, Zone::Fixed);
    let table = [
        (
            r#""date_published":"2021-03-22T23:30:00+07:00""#,
            Some("2021-03-22"),
            None,
            vec![],
        ),
        (
            r#""date_published":"2021-03-22T17:30:00Z""#,
            Some("2021-03-23"),
            None,
            vec![],
        ),
        (
            r#""date_published":"2021-03-22T08:00""#,
            Some("2021-03-22"),
            None,
            vec!["/items/0/date_published DateLenient"],
        ),
        (
            r#""date_published":"Mon, 22 Mar 2021 16:30:00 GMT""#,
            Some("2021-03-22"),
            None,
            vec!["/items/0/date_published DateLenient"],
        ),
        (
            r#""date_published":"2021-02-31T08:00:00Z""#,
            None,
            None,
            vec!["/items/0/date_published DateUnreadable"],
        ),
        (
            r#""date_modified":"2021-03-22T08:00:00Z""#,
            Some("2021-03-22"),
            None,
            vec![],
        ),
        (
            r#""date_published":"2021-03-22T23:30:00+07:00","date_modified":"2021-03-22T23:50:00+07:00""#,
            Some("2021-03-22"),
            None,
            vec![],
        ),
        (
            r#""date_published":"2021-03-22T23:30:00+07:00","date_modified":"2021-03-23T00:10:00+07:00""#,
            Some("2021-03-22"),
            Some("2021-03-23"),
            vec![],
        ),
        (
            r#""date_published":"2021-03-22T23:30:00+07:00","date_modified":"2021-03-01T00:10:00+07:00""#,
            Some("2021-03-22"),
            None,
            vec![],
        ),
        (
            r#""date_published":"2999-01-01T00:00:00+07:00""#,
            Some("2999-01-01"),
            None,
            vec![],
        ),
    ];
    for (fields, day, modified_day, expected) in table {
        let reading = read_in(&hanoi, &item_of(fields)).expect("a feed");
        let item = only_item(&reading);
        assert_eq!(text(&item.day).as_deref(), day, "{fields}");
        assert_eq!(
            text(&item.modified_day).as_deref(),
            modified_day,
            "{fields}"
        );
        assert_eq!(findings(&reading), expected, "{fields}");
    }
}

#[test]
fn members_news_are_marked() {
    let zone = Zone::AsWritten;
    let reader = Reader {
        address: ADDRESS,
        zone: &zone,
        resolve: &resolve,
        members: true,
    };
    let reading = reader.read(&item_of(r#""title":"T""#)).expect("a feed");
    assert!(only_item(&reading).members);
}

#[test]
fn the_recording_is_the_first_in_all_its_forms() {
    let file = |name: &str, kind: &str, title: &str| {
        format!(r#"{{"url":"https://a.example/{name}","mime_type":"{kind}","title":"{title}"}}"#)
    };
    let mp3 = file("a.mp3", "audio/mpeg", "Bản tin");
    let ogg = file("a.ogg", "audio/ogg", "Bản tin");
    let film = file("a.mp4", "video/mp4", "Bản tin");
    let other = file("b.mp3", "audio/mpeg", "Phỏng vấn");
    let pdf = file("a.pdf", "application/pdf", "Bản tin");
    for (html, files, recording) in [
        ("<p>x</p>", vec![&pdf], vec![]),
        (
            "<p>x</p>",
            vec![&pdf, &mp3, &film, &other, &ogg],
            vec!["a.mp3", "a.ogg"],
        ),
        ("<p>x</p>", vec![&film, &mp3], vec!["a.mp4"]),
        ("<audio src=c.mp3></audio>", vec![&mp3], vec![]),
    ] {
        let files: Vec<&str> = files.into_iter().map(String::as_str).collect();
        let item = format!(
            r#"{{"id":"1","content_html":"{html}","attachments":[{}]}}"#,
            files.join(",")
        );
        let reading = read(&feed_of(&item));
        let item = only_item(&reading);
        let names = item.recording().into_iter().map(|file| {
            let url = file.url.as_str();
            url.rsplit('/').next().unwrap_or(url).to_owned()
        });
        assert_eq!(names.collect::<Vec<_>>(), recording, "{html}");
    }
}
