//! Any text as a feed of any format, a date, a title, a search and a text with addresses in it:
//! nothing panics, nothing hangs, and what the types promise holds.
//!
//! `cargo +nightly fuzz run text`, in `crates/feed`.
#![no_main]

use std::sync::Arc;

use feed::{
    Edition, Query, Reader, Report, Slug, Zone, encoding, fold, linkify, nfc, plain_text,
    read_stamp, read_typed_day,
};
use libfuzzer_sys::fuzz_target;
use url::Url;

fn resolve(base: &str, reference: &str) -> Option<String> {
    Some(Url::parse(base).ok()?.join(reference).ok()?.into())
}

fuzz_target!(|text: &str| {
    let reader = Reader {
        address: "https://tin.example/feed",
        zone: &Zone::AsWritten,
        resolve: &resolve,
        members: false,
    };
    if let Ok(reading) = reader.read_any(text) {
        for item in &reading.feed.items {
            assert_eq!(item.key, item.id.key());
            assert!(item.attachments.iter().all(|file| file.url.is_web()));
            assert!(item.title.iter().all(|title| title.chars().count() <= 500));
        }
        let count = reading.feed.items.len();
        let edition = Edition::new(vec![Arc::new(reading.feed)]);
        assert_eq!(edition.items().len(), count, "ids are unique");
        edition.search(&Query::new(text));
    }
    let report = Report::of(&reader, text, |html| {
        html.split('<').map(str::to_owned).collect()
    });
    let written = report.to_json_text();
    let read: serde_json::Value = serde_json::from_str(&written).expect("a report is JSON");
    assert_eq!(read, report.to_json());
    assert!(encoding(text, Some(text)).is_none_or(|name| !name.is_empty()));

    let pieces = linkify(text);
    let whole: String = pieces.iter().map(|piece| piece.text).collect();
    assert_eq!(whole, text);
    for piece in pieces.iter().filter(|piece| piece.is_address) {
        // What the URL Standard makes of it, if anything, has the scheme that was seen.
        if let Ok(url) = Url::parse(piece.text) {
            assert!(["http", "https", "mailto"].contains(&url.scheme()), "{url}");
            assert!(
                url.username().is_empty() && url.password().is_none(),
                "{url}"
            );
        }
    }

    if let Some(stamp) = read_stamp(text, &Zone::AsWritten) {
        let again = read_stamp(&stamp.to_string(), &Zone::AsWritten);
        assert_eq!(again.map(|again| again.unix), Some(stamp.unix), "{text:?}");
    }
    let _ = read_typed_day(text);

    let slug = Slug::of(text);
    assert!(slug.as_str().len() <= 60);
    assert_eq!(Slug::of(slug.as_str()).as_str(), slug.as_str());

    let folded = fold(text);
    assert_eq!(fold(&folded), folded);
    assert_eq!(fold(&nfc(text)), folded);
    assert!(plain_text(text, 200).chars().count() <= 200);
});
