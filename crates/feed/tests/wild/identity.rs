//! Items are told apart by what there is, today and tomorrow.

use std::sync::Arc;

use feed::{Edition, Key, Reader, Zone, to_json_feed};

use crate::support::{ADDRESS, feed_of, resolve};
use crate::{headlines, read, rss};

const SHARED: [&str; 3] = [
    "<item><title>Bài A</title><link>https://vidu.example/a</link><guid isPermaLink=\"false\">tin</guid><pubDate>Tue, 03 Mar 2026 08:00:00 +0700</pubDate><description>A</description></item>",
    "<item><title>Bài B</title><link>https://vidu.example/b</link><guid isPermaLink=\"false\">tin</guid><pubDate>Mon, 02 Mar 2026 08:00:00 +0700</pubDate><description>B</description></item>",
    "<item><title>Bài C</title><guid isPermaLink=\"False\">http://khong-phai.example/lien-ket</guid><pubDate>Sun, 01 Mar 2026 08:00:00 +0700</pubDate><description>C</description></item>",
];

const NOTES: [&str; 3] = [
    "<item><description>Sáng nay cầu số 3 thông xe.</description></item>",
    "<item><description>Chiều nay mưa to.</description><enclosure url='https://vidu.example/a.mp3' type='audio/mpeg'/></item>",
    "<item><title>Thông báo</title><description>Mất điện.</description></item>",
];

const ENTRIES: [&str; 4] = [
    "<entry xmlns='http://www.w3.org/2005/Atom'><title>Bài không có id</title><content>Chữ</content></entry>",
    "<entry xmlns='http://www.w3.org/2005/Atom'><title>Bài không có id</title><content>Chữ khác</content></entry>",
    "<entry xmlns='http://www.w3.org/2005/Atom'><content>Chỉ có chữ</content></entry>",
    "<entry xmlns='http://www.w3.org/2005/Atom'><link href='https://vidu.example/x'/><content>Có trang</content></entry>",
];

const JSON: [&str; 4] = [
    r#"{"id":"1","title":"Một","content_text":"a"}"#,
    r#"{"id":1,"title":"Khác","content_text":"a"}"#,
    r#"{"url":"https://vidu.example/1","title":"Không id","content_text":"a"}"#,
    r#"{"content_text":"Chỉ có chữ"}"#,
];

type Around = fn(&[&str]) -> String;

/// The items of each feed, and what stands around them.
fn feeds() -> [(Vec<&'static str>, Around); 4] {
    [
        (SHARED.to_vec(), |items| rss(&items.concat())),
        (NOTES.to_vec(), |items| rss(&items.concat())),
        (ENTRIES.to_vec(), |items| {
            format!(
                "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>{}</feed>",
                items.concat()
            )
        }),
        (JSON.to_vec(), |items| feed_of(&items.join(","))),
    ]
}

/// Headlines and texts with their keys, in an order of their own.
fn keys(text: &str) -> Vec<(String, Key)> {
    let items = read(text).feed.items;
    let named = items.iter().map(|item| {
        let headline = item.headline.clone().unwrap_or_default();
        ([&headline, " / ", item.text()].concat(), item.key)
    });
    let mut keys: Vec<_> = named.collect();
    keys.sort();
    keys
}

#[test]
fn all_items_are_there_and_keep_their_addresses() {
    for (items, around) in feeds() {
        let before = keys(&around(&items));
        assert_eq!(before.len(), items.len(), "{before:?}");
        let mut distinct: Vec<Key> = before.iter().map(|(_, key)| *key).collect();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), items.len(), "{before:?}");

        let mut reordered = items.clone();
        reordered.reverse();
        assert_eq!(keys(&around(&reordered)), before, "reordered");

        let twice = [items.as_slice(), &items[..1]].concat();
        assert_eq!(keys(&around(&twice)), before, "one item twice");
    }
}

#[test]
fn another_item_changes_no_address() {
    for (items, around) in feeds() {
        let all = keys(&around(&items));
        for left_out in 0..items.len() {
            let mut fewer = items.clone();
            fewer.remove(left_out);
            let feed = Arc::new(read(&around(&fewer)).feed);
            let edition = Edition::new(vec![feed]);
            for item in edition.items() {
                let headline = item.headline.clone().unwrap_or_default();
                let name = [&headline, " / ", item.text()].concat();
                let known = all.iter().find(|(known, _)| *known == name);
                let (_, key) = known.expect("it is among all");
                // Where it was the only one left to share an id, its address with the others goes on.
                assert_eq!(edition.find(*key).as_ref(), Some(item), "{name}");
            }
        }
    }
}

#[test]
fn the_address_from_before_an_id_was_shared_leads_to_the_oldest() {
    let alone = read(&rss(SHARED[1])).feed.items[0].key;
    let edition = Edition::new(vec![Arc::new(read(&rss(&SHARED.concat())).feed)]);
    let found = edition.find(alone).and_then(|item| item.title.clone());
    assert_eq!(found.as_deref(), Some("Bài B"));
    assert!(edition.newer(alone).is_some());
}

#[test]
fn good_ids_name_what_they_did() {
    let texts = [
        rss("<item><guid>https://tin.example/1</guid><title>T</title></item>"),
        rss("<item><link>https://tin.example/1</link><title>T</title></item>"),
        rss("<item><title>https://tin.example/1</title></item>"),
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><id>https://tin.example/1</id><title>T</title></entry></feed>".to_owned(),
        feed_of(r#"{"id":"https://tin.example/1","title":"T","content_text":"x"},{"id":"2","content_text":"x"}"#),
        feed_of(r#"{"url":"https://tin.example/1","title":"T","content_text":"x"}"#),
    ];
    for text in texts {
        let key = read(&text).feed.items[0].key.to_string();
        assert_eq!(key, "v09r5b5z7t", "{text}");
    }
}

#[test]
fn an_item_is_read_ahead_and_kept_whatever_it_is_known_by() {
    let reader = Reader {
        address: ADDRESS,
        zone: &Zone::AsWritten,
        resolve: &resolve,
        members: false,
    };
    for (items, around) in feeds() {
        let text = around(&items);
        for item in &read(&text).feed.items {
            let mut progress = reader.begin_any(&text).expect("a feed");
            let ahead = progress.read_ahead(&reader, item.key);
            assert_eq!(ahead.map(|(_, ahead)| ahead).as_ref(), Some(item));
            let kept = read(&to_json_feed(item));
            assert_eq!(kept.feed.items[0].key, item.key);
        }
    }
}

#[test]
fn a_guid_that_is_no_permalink_is_none() {
    let reading = read(&rss(SHARED[2]));
    assert_eq!(reading.feed.items[0].url, None);
    assert_eq!(headlines(&reading), ["Bài C"]);
}
