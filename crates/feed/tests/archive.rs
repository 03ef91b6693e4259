//! The edition: order, days, tags and neighbours.

mod support;

use std::sync::Arc;

use feed::{Day, Edition, Item, Key, Month, Query, Slug};
use support::{edition, feed_of, read};

/// An item with a date (or none), a title and tags.
fn item(id: &str, date: &str, tags: &str) -> String {
    let date = match date {
        "" => String::new(),
        date => format!(r#""date_published":"{date}","#),
    };
    format!(r#"{{"id":"{id}",{date}"title":"{id}","content_text":"x","tags":"{tags}"}}"#)
}

fn feed(items: &[(&str, &str, &str)]) -> String {
    let items: Vec<_> = items
        .iter()
        .map(|(id, date, tags)| item(id, date, tags))
        .collect();
    feed_of(&items.join(","))
}

fn ids<'i>(items: impl IntoIterator<Item = &'i Arc<Item>>) -> Vec<&'i str> {
    items.into_iter().map(|item| item.id.as_str()).collect()
}

fn day(text: &str) -> Day {
    text.parse()
        .unwrap_or_else(|_| panic!("{text} is not a day"))
}

fn month(text: &str) -> Month {
    text.parse()
        .unwrap_or_else(|_| panic!("{text} is not a month"))
}

fn sample() -> Edition {
    edition(&[
        &feed(&[
            ("undated", "", "Tin"),
            ("march-22-late", "2021-03-22T23:30:00+07:00", "Thi đua, Tin"),
            ("march-22-early", "2021-03-22T08:00:00+07:00", "Tin"),
            ("may", "2021-05-01T08:00:00+07:00", "Ảnh, Tin"),
        ]),
        &feed(&[
            ("may", "2020-01-01T08:00:00+07:00", ""),
            ("tie-a", "2021-03-22T08:00:00+07:00", "An ninh"),
            ("old", "2020-12-31T08:00:00+07:00", "ảnh"),
            ("undated-too", "", ""),
        ]),
    ])
}

#[test]
fn newest_first_undated_last_repeats_gone() {
    let edition = sample();
    assert_eq!(
        ids(edition.items()),
        [
            "may",
            "march-22-late",
            "march-22-early",
            "tie-a",
            "old",
            "undated",
            "undated-too"
        ]
    );
    let may = &edition.items()[0];
    assert_eq!(may.day, Some(day("2021-05-01")), "the first feed's");
    assert!(!edition.is_empty());
    assert_eq!(edition.head().title, "Tin");
}

#[test]
fn found_by_key_with_its_neighbours() {
    let edition = sample();
    for (place, item) in edition.items().iter().enumerate() {
        let key: Key = item.key.to_string().parse().expect("a key");
        assert_eq!(edition.find(key).as_ref(), Some(item));
        let key_at = |place: usize| Some(edition.items().get(place)?.key);
        let newer = place.checked_sub(1).and_then(key_at);
        assert_eq!(edition.newer(key).map(|newer| newer.key), newer);
        let older = edition.older(key).map(|older| older.key);
        assert_eq!(older, key_at(place + 1));
    }
    let unknown: Key = "0123456789".parse().expect("a key");
    assert_eq!(edition.find(unknown), None);
    assert_eq!(edition.newer(unknown), None);
    assert_eq!(edition.older(unknown), None);
}

#[test]
fn by_day_and_month() {
    let edition = sample();
    let of_march = ["march-22-late", "march-22-early", "tie-a"];
    assert_eq!(ids(&edition.on_day(day("2021-03-22"))), of_march);
    assert_eq!(ids(&edition.in_month(month("2021-03"))), of_march);
    assert_eq!(edition.on_day(day("2021-03-23")), []);
    assert_eq!(edition.in_month(month("2021-04")), []);
    assert_eq!(edition.count(day("2021-03-22")), 3);
    assert_eq!(edition.count(day("2021-03-21")), 0);
    assert_eq!(edition.month_count(month("2021-03")), 3);
    assert_eq!(edition.month_count(month("2021-04")), 0);
    assert_eq!(
        edition.months(),
        [
            (month("2021-05"), 1),
            (month("2021-03"), 3),
            (month("2020-12"), 1)
        ]
    );
    assert_eq!(edition.span(), Some((day("2020-12-31"), day("2021-05-01"))));
    let table = [
        ("2021-03-22", Some("2020-12-31"), Some("2021-05-01")),
        ("2021-03-25", Some("2021-03-22"), Some("2021-05-01")),
        ("2020-12-31", None, Some("2021-03-22")),
        ("2019-01-01", None, Some("2020-12-31")),
        ("2022-01-01", Some("2021-05-01"), None),
    ];
    for (from, before, after) in table {
        assert_eq!(edition.day_before(day(from)), before.map(day), "{from}");
        assert_eq!(edition.day_after(day(from)), after.map(day), "{from}");
    }
}

#[test]
fn a_day_is_the_written_one_even_where_moments_disagree() {
    // 23 March in Tokyo begins before 22 March in Hanoi ends.
    let edition = edition(&[&feed(&[
        ("hanoi-22", "2021-03-22T23:30:00+07:00", ""),
        ("tokyo-23", "2021-03-23T00:10:00+09:00", ""),
        ("hanoi-22-noon", "2021-03-22T12:00:00+07:00", ""),
    ])]);
    assert_eq!(
        ids(edition.items()),
        ["hanoi-22", "tokyo-23", "hanoi-22-noon"]
    );
    assert_eq!(
        ids(&edition.on_day(day("2021-03-22"))),
        ["hanoi-22", "hanoi-22-noon"]
    );
    assert_eq!(ids(&edition.on_day(day("2021-03-23"))), ["tokyo-23"]);
}

#[test]
fn tags_by_use_then_alphabet() {
    let edition = sample();
    let tags: Vec<_> = edition
        .tags()
        .into_iter()
        .map(|(tag, count)| (tag.label, count))
        .collect();
    let expected = [("Tin", 4), ("Ảnh", 2), ("An ninh", 1), ("Thi đua", 1)];
    assert_eq!(
        tags,
        expected.map(|(label, count)| (label.to_owned(), count))
    );
    assert_eq!(ids(&edition.with_tag(&Slug::of("ANH"))), ["may", "old"]);
    assert_eq!(edition.with_tag(&Slug::of("không có")), []);
}

#[test]
fn the_first_page_stays_whatever_comes_later() {
    let first = feed(&[
        ("1", "2021-03-22", "Nhiều"),
        ("2", "2021-03-21", "Nhiều, Ít"),
    ]);
    let older = feed(&[("3", "2021-02-01", "Ít, Mới"), ("4", "2021-01-01", "Ít")]);
    let labels = |edition: Edition| -> Vec<String> {
        let sections = edition.first_page().tags().into_iter();
        sections.map(|(tag, _)| tag.label).collect()
    };
    assert_eq!(labels(edition(&[&first])), ["Nhiều", "Ít"]);
    assert_eq!(labels(edition(&[&first, &older])), ["Nhiều", "Ít"]);
}

#[test]
fn an_empty_edition() {
    for empty in [Edition::new(Vec::new()), edition(&[&feed_of("")])] {
        assert!(empty.is_empty());
        assert_eq!(
            (empty.span(), empty.months(), empty.tags().len()),
            (None, vec![], 0)
        );
        assert_eq!(empty.day_before(Day::MAX), None);
        assert_eq!(empty.day_after(Day::MIN), None);
    }
    assert_eq!(Edition::new(Vec::new()).head().title, "");
}

#[test]
fn editions_are_shared_and_equal_by_identity() {
    fn shared<T: Clone + Send + Sync>(value: &T) -> T {
        value.clone()
    }
    let feed = Arc::new(read(&feed_of("")).feed);
    let edition = Edition::new(vec![Arc::clone(&feed)]);
    assert!(shared(&edition) == edition);
    assert!(Edition::new(vec![feed]) != edition);
}

#[test]
fn keys_and_slugs() {
    let table = [
        ("Thi hành án dân sự", "thi-hanh-an-dan-su"),
        ("  --Tin!--  ", "tin"),
        ("Đ/c A: 100%", "d-c-a-100"),
        ("", ""),
        ("新聞", ""),
        ("新聞 2021 新聞x", "2021-x"),
        ("Straße", "strasse"),
    ];
    for (text, expected) in table {
        assert_eq!(Slug::of(text).as_str(), expected, "{text}");
    }
    let long = "Ban chỉ đạo Thi hành án dân sự tỉnh Bắc Giang tổ chức Hội nghị đánh giá";
    assert_eq!(
        Slug::of(long).as_str(),
        "ban-chi-dao-thi-hanh-an-dan-su-tinh-bac-giang-to-chuc-hoi"
    );
    assert_eq!(Slug::of(&"a".repeat(1000)).as_str().len(), 60);

    // Addresses that were handed out must go on working: these never change.
    let key = |id: &str| {
        let reading = read(&feed_of(&format!(r#"{{"id":"{id}","content_text":"x"}}"#)));
        reading.feed.items[0].key.to_string()
    };
    assert_eq!(key("hoi-nghi-ban-chi-dao-2021"), "62wnehhvjt");
    assert_eq!(key("https://tin.example/1"), "v09r5b5z7t");
    for (text, expected) in [
        ("O1iLabcdeF", Some("0111abcdef")),
        ("u123456789", None),
        ("012345678", None),
        ("01234567890", None),
        ("é12345678", None),
    ] {
        let key = text.parse::<Key>().ok().map(|key| key.to_string());
        assert_eq!(key.as_deref(), expected, "{text}");
    }
}

#[test]
fn what_is_put_aside_is_found_but_in_no_list() {
    let feed = |id: &str| {
        let item = format!(
            r#"{{"id":"{id}","title":"Tin {id}","content_text":"x","date_published":"2021-03-22T08:00:00+07:00"}}"#
        );
        Arc::new(read(&feed_of(&item)).feed)
    };
    let (shown, aside) = (feed("1"), feed("2"));
    let key = aside.items[0].key;
    let edition = Edition::with_aside(vec![shown], vec![aside]);
    let found = edition.find(key).expect("it is found");
    assert_eq!(found.title.as_deref(), Some("Tin 2"));
    assert_eq!(edition.items().len(), 1);
    assert_eq!(edition.on_day(found.day.expect("it is dated")).len(), 1);
    assert!(edition.search(&Query::new("Tin 2")).is_empty());
    assert_eq!((edition.newer(key), edition.older(key)), (None, None));
}
