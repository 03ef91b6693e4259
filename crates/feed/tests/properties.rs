//! What holds for every text and every feed.

mod support;

use feed::{
    Edition, Item, NotAFeed, Query, Reading, Slug, fold, linkify, nfc, nfd, plain_text,
    to_json_feed, vietnamese_order,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::Arc;
use support::{feed_of, read, try_read, try_read_any};

/// Letters with marks in every form, and what else news are made of.
fn vietnamese() -> impl Strategy<Value = String> {
    "([a-zA-ZàảãáạăằẳẵắặâầẩẫấậđĐèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵẠỮỐ0-9\u{300}\u{301}\u{323}\u{302} ,./–-]{0,30})"
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![vietnamese(), "\\PC{0,40}", any::<String>()]
}

/// Any JSON of a few levels.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any_text().prop_map(Value::from),
        prop::sample::select(vec![
            "https://jsonfeed.org/version/1",
            "2021-03-22T23:30:00+07:00",
            "2021-03-22",
            "javascript:1",
            "https://tin.example/x",
            "../x",
            "<p>x",
            "&amp;",
            "vi",
            "mailto:a@b.example",
            "a/b",
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((any_key(), inner), 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn any_key() -> impl Strategy<Value = String> {
    prop_oneof![
        9 => prop::sample::select(vec![
            "version", "title", "home_page_url", "feed_url", "next_url", "icon", "author", "authors",
            "language", "expired", "hubs", "type", "items", "id", "url", "external_url", "content_html",
            "content_text", "summary", "image", "banner_image", "date_published", "date_modified", "tags",
            "attachments", "mime_type", "size_in_bytes", "duration_in_seconds", "name", "avatar", "_x",
        ])
        .prop_map(str::to_owned),
        1 => any_text(),
    ]
}

fn full() -> Value {
    serde_json::from_str(include_str!("fixtures/full.json")).expect("the fixture is JSON")
}

/// Puts `value` where the `at`-th value of the document is.
fn put(document: &mut Value, at: &mut usize, value: &Value) -> bool {
    if *at == 0 {
        *document = value.clone();
        return true;
    }
    *at -= 1;
    match document {
        Value::Array(list) => list.iter_mut().any(|inner| put(inner, at, value)),
        Value::Object(map) => map.values_mut().any(|inner| put(inner, at, value)),
        _ => false,
    }
}

/// What the model promises, whatever was read.
fn holds(text: &str) {
    holds_once_read(try_read(text));
}

fn holds_once_read(read: Result<Reading, NotAFeed>) {
    let Ok(reading) = read else { return };
    let feed = reading.feed;
    for item in &feed.items {
        assert!(!item.id.as_str().trim().is_empty());
        assert_eq!(item.key, item.id.key());
        assert!(
            item.title
                .iter()
                .all(|title| !title.is_empty() && title.chars().count() <= 500)
        );
        assert!(item.headline.iter().all(|headline| !headline.is_empty()));
        for address in [
            &item.url,
            &item.external_url,
            &item.image,
            &item.banner_image,
        ] {
            assert!(address.iter().all(|address| address.is_web()));
        }
        for attachment in &item.attachments {
            assert!(attachment.url.is_web() && attachment.mime_type.contains('/'));
        }
        for author in &item.authors {
            assert!(author.name.is_some() || author.url.is_some() || author.avatar.is_some());
        }
        assert!(
            item.tags
                .iter()
                .all(|tag| !tag.slug.is_empty() && !tag.label.is_empty())
        );
        assert!(
            item.modified_day
                .is_none_or(|modified| item.day.is_some_and(|day| day < modified))
        );
        for shown in item
            .title
            .iter()
            .chain(&item.summary)
            .chain([&item.text().to_owned()])
        {
            assert_eq!(nfc(shown), shown.as_str());
            assert!(!shown.contains(char::is_control));
        }
    }
    let count = feed.items.len();
    let edition = Edition::new(vec![Arc::new(feed)]);
    assert_eq!(edition.items().len(), count, "ids are unique");
}

/// Elements in elements, as RSS and Atom have them and as they do not.
fn any_elements() -> impl Strategy<Value = String> {
    let name = || {
        prop::sample::select(vec![
            "channel",
            "item",
            "title",
            "link",
            "guid",
            "description",
            "c:encoded",
            "d:creator",
            "category",
            "enclosure",
            "pubDate",
            "image",
            "url",
            "a:link",
            "m:group",
            "m:content",
            "i:duration",
            "a:entry",
            "a:id",
            "a:content",
            "a:summary",
            "a:title",
            "a:author",
            "a:name",
            "a:category",
            "x:div",
            "x:br",
            "odd",
        ])
    };
    let attribute = prop::sample::select(vec![
        "",
        " rel='enclosure' href='/x'",
        " rel='next' href='..'",
        " type='xhtml'",
        " type='html'",
        " isPermaLink='false'",
        " url='https://tin.example/a.mp3' type='audio/mpeg' length='-1'",
        " term='a' label=''",
        " xml:base='//'",
        " xml:lang='vi'",
    ]);
    let leaf = any_text().prop_map(|text| text.replace(['<', '&'], ""));
    leaf.prop_recursive(4, 40, 6, move |inner| {
        (
            name(),
            attribute.clone(),
            prop::collection::vec(inner, 0..5),
        )
            .prop_map(|(name, attributes, inner)| {
                format!("<{name}{attributes}>{}</{name}>", inner.concat())
            })
    })
}

/// A moment written without a zone is written again with one: the same moment.
fn with_zone(item: &Item) -> Item {
    let mut item = item.clone();
    for stamp in item.published.iter_mut().chain(&mut item.modified) {
        stamp.offset = stamp.offset.or(Some(0));
    }
    item
}

proptest! {
    #[test]
    fn any_xml_is_read_or_refused(elements in any_elements(), text in any_text()) {
        let spaces = r#"xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:a="http://www.w3.org/2005/Atom" xmlns:m="http://search.yahoo.com/mrss/" xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:x="http://www.w3.org/1999/xhtml""#;
        holds_once_read(try_read_any(&format!("<rss {spaces}>{elements}</rss>")));
        holds_once_read(try_read_any(&format!("<rss {spaces}><channel><item>{elements}</item></channel></rss>")));
        holds_once_read(try_read_any(&format!("<a:feed {spaces}><a:entry>{elements}</a:entry></a:feed>")));
        holds_once_read(try_read_any(&format!("<rss><channel>{text}</channel></rss>")));
        holds_once_read(try_read_any(&format!("<{text}")));
    }

    #[test]
    fn a_document_cut_and_joined_anywhere_is_read_or_refused(atom in any::<bool>(), at in 0..3000usize, length in 0..200usize, text in any_text()) {
        let document = if atom { include_str!("fixtures/atom.xml") } else { include_str!("fixtures/rss.xml") };
        let boundary = |at: usize| (0..=at.min(document.len())).rev().find(|&at| document.is_char_boundary(at)).unwrap_or(0);
        let (start, end) = (boundary(at), boundary(at + length));
        holds_once_read(try_read_any(&[&document[..start], &text, &document[end..]].concat()));
    }

    #[test]
    fn folding_is_idempotent(text in any_text()) {
        let folded = fold(&text);
        prop_assert_eq!(fold(&folded), folded.as_str());
        prop_assert!(!folded.starts_with(' ') && !folded.ends_with(' ') && !folded.contains("  "));
    }

    #[test]
    fn folding_knows_neither_form_nor_case(text in vietnamese(), other in "\\PC{0,40}") {
        for text in [&text, &other] {
            prop_assert_eq!(fold(&nfc(text)), fold(text));
            prop_assert_eq!(fold(&nfd(text)), fold(text));
        }
        prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
        prop_assert_eq!(fold(&text.to_lowercase()), fold(&text));
        prop_assert!(fold(&text).is_ascii());
    }

    #[test]
    fn a_slug_is_fit_for_an_address(text in any_text(), times in 1..40usize) {
        let slug = Slug::of(&text.repeat(times));
        let slug = slug.as_str();
        prop_assert!(slug.len() <= 60);
        prop_assert!(slug.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')));
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        let again = Slug::of(slug);
        prop_assert_eq!(again.as_str(), slug);
    }

    #[test]
    fn a_key_survives_its_text(id in "\\PC{0,30}[a-z]") {
        let reading = read(&feed_of(&json!({"id": id, "content_text": "x"}).to_string()));
        let key = reading.feed.items[0].key;
        let text = key.to_string();
        prop_assert!(text.len() == 10 && !text.contains(['i', 'l', 'o', 'u']));
        prop_assert_eq!(text.parse(), Ok(key));
        prop_assert_eq!(text.to_uppercase().parse(), Ok(key));
    }

    #[test]
    fn pieces_are_the_whole_text(query in any_text(), text in any_text()) {
        let query = Query::new(&query);
        let pieces = query.pieces(&text);
        let whole: String = pieces.iter().map(|piece| piece.text).collect();
        prop_assert_eq!(whole, text.as_str());
        prop_assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
                let alternate = pieces.windows(2).all(|pair| pair[0].matched != pair[1].matched);
        prop_assert!(alternate);
    }

    #[test]
    fn linked_pieces_are_the_whole_text(text in any_text(), path in "[a-z0-9./?=#()_,;:!-]{0,20}") {
        for text in [&text, &format!("{text} https://a.example/{path} {text}")] {
            let pieces = linkify(text);
            let whole: String = pieces.iter().map(|piece| piece.text).collect();
            prop_assert_eq!(&whole, text);
            for piece in pieces.iter().filter(|piece| piece.is_address) {
                let scheme = piece.text.split(':').next().unwrap_or_default().to_ascii_lowercase();
                prop_assert!(["http", "https", "mailto"].contains(&scheme.as_str()));
                prop_assert!(!piece.text.contains(char::is_whitespace));
            }
        }
    }

    #[test]
    fn a_text_matches_its_own_words(text in vietnamese()) {
        let query = Query::new(&text);
        let matched = query.pieces(&text).iter().any(|piece| piece.matched);
        prop_assert_eq!(matched, !query.is_empty());
    }

    #[test]
    fn an_excerpt_keeps_its_length(query in any_text(), text in any_text(), max in 1..60usize) {
        let text = text.repeat(5);
        let excerpt = Query::new(&query).excerpt(&text, max);
        prop_assert!(excerpt.chars().count() <= max.max(2), "{} of {}", excerpt, max);
    }

    #[test]
    fn the_order_is_an_order(a in vietnamese(), b in vietnamese(), c in vietnamese()) {
        let order = vietnamese_order;
        prop_assert_eq!(order(&a, &b), order(&b, &a).reverse());
        if order(&a, &b).is_le() && order(&b, &c).is_le() {
            prop_assert!(order(&a, &c).is_le());
        }
        prop_assert_eq!(order(&nfd(&a), &b), order(&nfc(&a), &b));
    }

    #[test]
    fn plain_text_is_plain(html in prop_oneof![any_text(), "[<>/a-z\"'=!&;# -]{0,80}"], max in 0..50usize) {
        let text = plain_text(&html, max);
        prop_assert!(text.chars().count() <= max);
        prop_assert!(!text.contains(char::is_control) && !text.contains("  "));
        prop_assert_eq!(text.trim(), text.as_str());
    }

    #[test]
    fn any_text_is_read_or_refused(text in any_text(), tail in any_text()) {
        holds(&text);
        holds(&format!("{{{text}"));
        holds(&feed_of(&text));
        holds(&feed_of(&format!(r#"{{"id":"1","title":{tail:?}}}"#)));
    }

    #[test]
    fn any_json_is_read_or_refused(value in any_json(), item in any_json()) {
        holds(&value.to_string());
        holds(&feed_of(&item.to_string()));
    }

    #[test]
    fn a_feed_with_anything_put_anywhere_is_read(values in prop::collection::vec((0..80usize, any_json()), 1..4)) {
        let mut document = full();
        for (at, value) in &values {
            put(&mut document, &mut at.clone(), value);
        }
        holds(&document.to_string());
    }

    #[test]
    fn what_is_written_reads_as_the_same(values in prop::collection::vec((0..80usize, any_json()), 0..3), texts in prop::collection::vec(any_text(), 4)) {
        let mut document = full();
        for (at, value) in &values {
            put(&mut document, &mut at.clone(), value);
        }
        let plain = json!({"id": 1, "title": &texts[0], "summary": &texts[1], "content_html": &texts[2], "tags": [&texts[3]]});
        for text in [document.to_string(), feed_of(&plain.to_string())] {
            let Ok(reading) = try_read(&text) else { continue };
            for item in &reading.feed.items {
                let again = read(&to_json_feed(item));
                prop_assert_eq!(&with_zone(&again.feed.items[0]), &with_zone(item));
            }
        }
    }

    #[test]
    fn a_feed_cut_anywhere_is_not_json(at in 1..2000usize) {
        let text = include_str!("fixtures/full.json").trim_end();
        let end = (0..=at.min(text.len() - 1)).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
        prop_assert!(try_read(&text[..end]).is_err());
    }
}
