//! The newsroom over an archive that `press` has made.

use std::fs;

use feed::Edition;
use serde_json::{Value, json};

use super::*;
use crate::fault::ArchiveFault;

const MANIFEST: &str = "https://tin.example/archive/manifest.json";

/// Publishes articles of these days, as many as are said, with the newest 50 in the feed.
fn publishes(days: &[(&str, usize)]) {
    let item = |day: &str, number: usize| {
        json!({
            "id": format!("{day}/{number}"),
            "title": format!("Tin {number} ngày {day}"),
            "content_html": format!("<p>Cả bài {number}</p>"),
            "date_published": format!("{day}T08:{:02}:00Z", 59 - number),
            "tags": [format!("Mục {}", number % 2)],
        })
    };
    let items = days
        .iter()
        .flat_map(|&(day, count)| (0..count).map(move |number| item(day, number)));
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Tin",
        "items": items.collect::<Vec<Value>>(),
    });
    let folder = tempfile::tempdir().expect("a folder");
    let source = folder.path().join("source.json");
    fs::write(&source, feed.to_string()).expect("it is written");
    let out = folder.path().join("out");
    let options = press::Options {
        sources: vec![press::Source::File(source)],
        out: out.clone(),
        zone: None,
        site: None,
        pages: None,
    };
    press::press(&options).expect("it is pressed");
    let text = |path| fs::read_to_string(path).expect("it is text");
    let feed = text(out.join("feed.json")).replace("archive/manifest.json", MANIFEST);
    serves(FEED, Ok(feed));
    serves(MANIFEST, Ok(text(out.join("archive/manifest.json"))));
    for folder in ::archive::Folder::ALL {
        for file in fs::read_dir(out.join("archive").join(folder.name())).expect("a folder") {
            let file = file.expect("a file");
            let name = file.file_name().into_string().expect("a name");
            serves(&[folder.name(), "/", &name].concat(), Ok(text(file.path())));
        }
    }
}

/// Two years: a day with many stories, another with few, then more than the feed has.
fn published() -> (Owner, Newsroom) {
    let (owner, newsroom) = newsroom();
    publishes(&[
        ("2021-03-22", 55),
        ("2021-03-02", 3),
        ("2019-06-30", 12),
        ("2019-06-10", 1),
    ]);
    newsroom.open(None);
    run();
    asked();
    (owner, newsroom)
}

/// The folders of the files that were asked for, the manifest by its name.
fn folders() -> Vec<String> {
    let folder = |address: String| match address.split_once('/') {
        Some((folder, _)) if address != MANIFEST => folder.to_owned(),
        _ => "manifest".into(),
    };
    asked().into_iter().map(folder).collect()
}

fn wants(newsroom: Newsroom, goal: Goal) -> Vec<String> {
    newsroom.load_older(goal);
    run();
    folders()
}

fn with<T>(newsroom: Newsroom, read: impl FnOnce(&Edition) -> T) -> T {
    newsroom.edition().with_untracked(read)
}

/// Takes the files of a folder off the host; what they held.
fn remove(folder: &str) -> Vec<(String, Result<String, Transport>)> {
    HOST.with_borrow_mut(|host| {
        let held = host.extract_if(.., |address, _| address.starts_with(folder));
        held.collect()
    })
}

#[test]
fn what_the_feed_has_needs_no_archive() {
    let (_owner, newsroom) = published();
    let newest = with(newsroom, |edition| edition.items()[0].key);
    assert!(newsroom.has_all(Goal::Item(newest)));
    assert!(newsroom.has_all(Goal::Day(day("2021-03-23"))));
    assert_eq!(count(newsroom), 50);
    assert_eq!(folders(), [""; 0]);
}

#[test]
fn what_a_feed_keeps_to_be_noticed_does_not_stand_for_its_archive() {
    let (_owner, newsroom) = newsroom();
    publishes(&[("2021-03-22", 55), ("2019-06-30", 12)]);
    let text = HOST
        .with_borrow(|host| host[FEED].clone())
        .expect("it is served");
    let mut feed: Value = serde_json::from_str(&text).expect("it is JSON");
    let pinned = json!({
        "id": "pinned", "title": "Tin ghim", "content_text": "Nội dung",
        "date_published": "2018-01-01T08:00:00Z", "_cong_tin": { "pinned": true },
    });
    feed["items"].as_array_mut().expect("a list").push(pinned);
    serves(FEED, Ok(feed.to_string()));
    newsroom.open(None);
    run();
    asked();
    let goal = Goal::Day(day("2019-06-30"));
    assert!(!newsroom.has_all(goal));
    assert_eq!(wants(newsroom, goal), ["manifest", "months", "lists"]);
}

#[test]
fn a_day_is_two_files_behind_the_manifest() {
    let (_owner, newsroom) = published();
    let goal = Goal::Day(day("2019-06-30"));
    assert_eq!(newsroom.older_of(goal), Older::Some);
    assert_eq!(wants(newsroom, goal), ["manifest", "months", "lists"]);
    assert!(newsroom.has_all(goal));
    let on_day = |text: &str| with(newsroom, |edition| edition.on_day(day(text)).len());
    assert_eq!(on_day("2019-06-30"), 12);
    // Its month is known, and the manifest is not asked for twice.
    let goal = Goal::Day(day("2019-06-10"));
    assert_eq!(wants(newsroom, goal), [""; 0]);
    assert_eq!(on_day("2019-06-10"), 1);
}

#[test]
fn a_month_says_how_much_there_is_and_which_days_are_nearest() {
    let (_owner, newsroom) = published();
    let goal = Goal::MonthOf(day("2021-03-01"));
    assert_eq!(wants(newsroom, goal), ["manifest", "months"]);
    with(newsroom, |edition| {
        assert_eq!(edition.count(day("2021-03-22")), 55);
        assert_eq!(edition.month_count("2021-03".parse().unwrap()), 58);
        assert_eq!(edition.month_count("2019-06".parse().unwrap()), 13);
        assert_eq!(
            edition.day_before(day("2021-03-10")),
            Some(day("2021-03-02"))
        );
        assert_eq!(
            edition.day_before(day("2021-03-01")),
            Some(day("2019-06-30"))
        );
        assert_eq!(edition.span(), Some((day("2019-06-10"), day("2021-03-22"))));
    });
}

#[test]
fn an_article_is_found_from_its_address_with_its_neighbours() {
    let (_owner, newsroom) = published();
    let wanted = Key::hash("2019-06-30/3");
    let goal = Goal::Item(wanted);
    assert_eq!(wants(newsroom, goal), ["manifest", "indexes", "articles"]);
    with(newsroom, |edition| {
        let article = edition.find(wanted).expect("it was read");
        assert_eq!(article.text(), "Cả bài 3");
        let newer = edition.newer(wanted).expect("there is one");
        assert_eq!(newer.key, Key::hash("2019-06-30/2"));
        let older = edition.older(wanted).expect("there is one");
        assert_eq!(older.title, "Tin 4 ngày 2019-06-30");
        // What lies in the same file is in no list.
        assert_eq!(edition.items().len(), 50);
    });
}

#[test]
fn an_article_that_is_nowhere_is_looked_for_once() {
    let (_owner, newsroom) = published();
    let goal = Goal::Item(Key::hash("x"));
    wants(newsroom, goal);
    assert!(newsroom.has_all(goal), "it is known not to be there");
    assert!(!newsroom.may_hold(goal));
    assert_eq!(wants(newsroom, goal), [""; 0]);
}

#[test]
fn a_headline_is_not_the_article() {
    let (_owner, newsroom) = published();
    wants(newsroom, Goal::Day(day("2019-06-30")));
    let wanted = Key::hash("2019-06-30/3");
    with(newsroom, |edition| {
        assert!(edition.listed(wanted).is_some_and(|item| item.head_only));
        assert_eq!(edition.find(wanted), None);
    });
    assert_eq!(wants(newsroom, Goal::Item(wanted)), ["indexes", "articles"]);
    assert!(with(newsroom, |edition| edition.find(wanted)).is_some());
}

#[test]
fn a_tag_goes_on_in_its_own_list() {
    let (_owner, newsroom) = published();
    let slug = feed::Slug::of("Mục 1");
    let tagged = || with(newsroom, |edition| edition.with_tag(&slug).len());
    assert_eq!(tagged(), 25);
    // What was read for a day leaves no gap in the list.
    wants(newsroom, Goal::Day(day("2019-06-10")));
    wants(newsroom, Goal::Day(day("2019-06-30")));
    assert_eq!(tagged(), 25);
    let goal = Goal::Tag(Key::hash(slug.as_str()));
    assert_eq!(wants(newsroom, goal), ["tags", "lists"]);
    assert_eq!(tagged(), 34);
    assert_eq!(newsroom.older_of(goal), Older::None);
}

#[test]
fn older_news_goes_on_where_the_feed_ends() {
    let (_owner, newsroom) = published();
    let shown = || with(newsroom, |edition| edition.unbroken().len());
    wants(newsroom, Goal::Day(day("2019-06-30")));
    assert_eq!(shown(), 50);
    let goal = Goal::OnePage;
    let mut pages = vec![shown()];
    while newsroom.older_of(goal) == Older::Some {
        wants(newsroom, goal);
        pages.push(shown());
    }
    assert_eq!(pages.last(), Some(&71), "{pages:?}");
    assert!(pages.is_sorted_by(|a, b| a < b), "{pages:?}");
}

#[test]
fn a_file_that_is_missing_is_said_and_can_be_asked_for_again() {
    let (_owner, newsroom) = published();
    let goal = Goal::Item(Key::hash("2019-06-30/3"));
    let removed = remove("articles/");
    wants(newsroom, goal);
    let broken = FeedFault::Archive(ArchiveFault::Broken);
    assert_eq!(newsroom.older_of(goal), Older::Failed(broken));
    assert_eq!(count(newsroom), 50, "the feed's own news stays");
    for (address, answer) in removed {
        serves(&address, answer);
    }
    newsroom.load_older(goal);
    run();
    // The manifest may name other files by now.
    assert_eq!(folders(), ["manifest", "articles"]);
    assert!(newsroom.has_all(goal));
}

#[test]
fn what_is_no_archive_or_a_later_one_is_told_apart() {
    for (manifest, fault) in [
        ("{}", ArchiveFault::Broken),
        ("<html>", ArchiveFault::Broken),
        (
            r#"{"_cong_tin":{"version":9,"kind":"manifest"}}"#,
            ArchiveFault::Later,
        ),
    ] {
        let (_owner, newsroom) = published();
        serves(MANIFEST, Ok(manifest.into()));
        let goal = Goal::Day(day("2019-06-30"));
        wants(newsroom, goal);
        let failed = Older::Failed(FeedFault::Archive(fault));
        assert_eq!(newsroom.older_of(goal), failed);
        assert_eq!(count(newsroom), 50);
    }
}

#[test]
fn a_manifest_that_moved_on_is_read_again() {
    let (_owner, newsroom) = published();
    wants(newsroom, Goal::MonthOf(day("2021-03-01")));
    // Another archive has taken the place of this one, and its files are gone.
    remove("months/");
    publishes(&[("2021-03-22", 55), ("2019-06-30", 13)]);
    let goal = Goal::Day(day("2019-06-30"));
    wants(newsroom, goal);
    assert!(matches!(newsroom.older_of(goal), Older::Failed(_)));
    newsroom.try_again();
    run();
    assert!(newsroom.has_all(goal));
    let on_day = with(newsroom, |edition| edition.on_day(day("2019-06-30")).len());
    assert_eq!(on_day, 13);
}

#[test]
fn a_search_reads_the_days_that_it_is_kept_to() {
    let (_owner, newsroom) = published();
    let goal = Goal::Between(Some(day("2019-06-01")), Some(day("2019-06-30")));
    assert_eq!(wants(newsroom, goal), ["manifest", "months", "lists"]);
    assert!(newsroom.has_all(goal));
    let goal = Goal::Between(None, None);
    assert_eq!(wants(newsroom, goal), ["months", "lists"]);
    assert!(newsroom.has_all(goal));
    assert_eq!(count(newsroom), 71);
}

#[test]
fn a_long_search_pauses_until_it_is_asked_to_go_on() {
    let (_owner, newsroom) = newsroom();
    let days: Vec<String> = (2000..2015)
        .flat_map(|year| (1..=12).map(move |month| format!("{year}-{month:02}-02")))
        .collect();
    publishes(&days.iter().map(|day| (&**day, 1)).collect::<Vec<_>>());
    newsroom.open(None);
    run();
    asked();
    let goal = Goal::Between(None, None);
    assert_eq!(wants(newsroom, goal).len(), 1 + 96);
    assert_eq!(newsroom.older_of(goal), Older::Some);
    // Other pages go on.
    let other = Goal::Day(day("2000-01-02"));
    assert_eq!(wants(newsroom, other), ["months"]);
    assert_eq!(wants(newsroom, goal).len(), 180 - 96 - 1);
    assert!(newsroom.has_all(goal));
    assert_eq!(count(newsroom), 180);
}
