//! From sources to an archive, and again.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use feed::Severity;
use press::{Unreadable, check, clean, press};
use proptest::prelude::*;
use support::{News, Workspace, all, feed_text, many, news, options, press_into, published};

fn date() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        1 => Just(None),
        8 => (1u32..=4, 1u32..=3, 0u32..24).prop_map(|(month, day, hour)| Some(format!(
            "2021-{month:02}-{day:02}T{hour:02}:00:00+07:00"
        ))),
        1 => Just(Some("0001-01-01T00:00:00Z".to_owned())),
        1 => Just(Some("9999-12-31T23:59:59Z".to_owned())),
    ]
}

fn item(ids: usize) -> impl Strategy<Value = News> {
    let tags = prop::collection::vec(
        prop::sample::select(vec!["Đời sống", "Doi song", "Thể thao", "con", "…"]),
        0..3,
    );
    (0..ids, "[a-zđ<&. ]{0,12}", 0u8..3, date(), tags).prop_map(|(id, title, text, date, tags)| {
        News {
            id: format!("tin-{id}"),
            title,
            text: format!("<p>{text}</p>"),
            date,
            tags: tags.into_iter().map(str::to_owned).collect(),
        }
    })
}

fn once(items: Vec<News>) -> Vec<News> {
    let mut seen = BTreeSet::new();
    items
        .into_iter()
        .filter(|item| seen.insert(item.id.clone()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn bit_by_bit_or_at_once_it_is_the_same(
        first in prop::collection::vec(item(250), 1..200),
        second in prop::collection::vec(item(250), 1..120),
        third in prop::collection::vec(item(250), 1..20),
    ) {
        let workspace = Workspace::new();
        let sources = [("1.json", first), ("2.json", second), ("3.json", third)];
        let sources = sources.map(|(name, items)| workspace.source(name, &once(items)));
        let [first, second, third] = sources.each_ref().map(|path| path.as_path());
        let (bits, whole) = (workspace.path("bits"), workspace.path("whole"));
        for source in [first, second, third] {
            press_into(&[source], &bits);
            prop_assert!(check(&bits).is_ok());
        }
        // Of what several have, the first source has the last word.
        press_into(&[third, second, first], &whole);
        let (bits, whole) = (published(&bits), published(&whole));
        let archive = |name: &&String| name.starts_with("archive/");
        let names: Vec<&String> = bits.keys().filter(archive).collect();
        prop_assert_eq!(names, whole.keys().filter(archive).collect::<Vec<_>>());
        prop_assert_eq!(&bits["archive/manifest.json"], &whole["archive/manifest.json"]);
        prop_assert_eq!(&bits["feed.json"], &whole["feed.json"]);
        prop_assert_eq!(&bits["sitemap.xml"], &whole["sitemap.xml"]);
    }
}

#[test]
fn a_second_run_writes_nothing_and_a_new_article_little() {
    let workspace = Workspace::new();
    let source = workspace.source("feed.json", &many(3000));
    let out = workspace.path("out");
    let pressed = press_into(&[&source], &out);
    assert_eq!(
        (pressed.added, pressed.changed, pressed.count),
        (3000, 0, 3000)
    );
    let again = press_into(&[&source], &out);
    assert_eq!((again.added, again.changed, again.written), (0, 0, (0, 0)));

    let mut items = many(3000);
    items.push(news(9999, "2021-12-28T08:00:00+07:00"));
    let source = workspace.source("feed.json", &items);
    let more = press_into(&[&source], &out);
    assert_eq!((more.added, more.changed, more.count), (1, 0, 3001));
    // The list, the month, the tag's page and file, two files of articles and their index, the manifest;
    // three feeds of all, three of the tag, two sitemaps.
    assert!(more.written.0 <= 8 + 6 + 2, "{:?}", more.written);
}

#[test]
fn the_order_of_the_sources_does_not_matter() {
    let workspace = Workspace::new();
    let items = many(200);
    let (a, b) = (
        workspace.source("a.json", &items[..120]),
        workspace.source("b.json", &items[120..]),
    );
    let (one, other) = (workspace.path("one"), workspace.path("other"));
    press_into(&[&a, &b], &one);
    press_into(&[&b, &a], &other);
    assert_eq!(all(&one), all(&other));
}

#[test]
fn a_folder_of_all_formats_is_read() {
    let workspace = Workspace::new();
    let folder = workspace.path("in");
    fs::create_dir_all(folder.join("2021")).unwrap();
    fs::write(folder.join("2021/a.json"), feed_text(&many(2))).unwrap();
    fs::write(folder.join("rss.xml"), "<rss version='2.0'><channel><title>R</title><item><guid>x</guid><title>RSS</title><description>Tin</description></item></channel></rss>").unwrap();
    fs::write(folder.join("readme.txt"), "no feed").unwrap();
    let pressed = press_into(&[&folder], &workspace.path("out"));
    assert_eq!((pressed.noted.pages, pressed.count), (2, 3));
    // What press writes is a source itself.
    let again = press_into(
        &[
            &workspace.path("out/feed.xml"),
            &workspace.path("out/feed.atom.xml"),
        ],
        &workspace.path("again"),
    );
    assert_eq!(again.noted.count(Severity::Error), 0);
}

#[test]
fn a_source_that_is_half_a_feed_changes_nothing() {
    let workspace = Workspace::new();
    let good = workspace.source("good.json", &many(100));
    let out = workspace.path("out");
    press_into(&[&good], &out);
    let before = all(&out);
    let text = feed_text(&many(200));
    for (name, text) in [
        ("half.json", &text[..text.len() / 2]),
        ("empty.json", ""),
        ("page.html.json", "<!doctype html><p>502"),
        ("half.xml", "<rss><channel><item><title>x</title></item>"),
    ] {
        let path = workspace.path(name);
        fs::write(&path, text).unwrap();
        let more = workspace.source("more.json", &many(150));
        let refused = press(&options(&[&more, &path], &out)).unwrap_err();
        assert!(refused.is::<Unreadable>(), "{refused:#}");
        assert!(refused.to_string().contains(name), "{refused:#}");
        assert_eq!(all(&out), before, "{name}");
    }
}

#[test]
fn an_archive_that_cannot_be_read_is_named_and_left_as_it_is() {
    let workspace = Workspace::new();
    let source = workspace.source("feed.json", &many(100));
    let out = workspace.path("out");
    press_into(&[&source], &out);
    let more = workspace.source("more.json", &many(101));
    let manifest = out.join("archive/manifest.json");
    let good = fs::read_to_string(&manifest).unwrap();
    for (bad, rule) in [
        (
            good.replace("\"version\":1", "\"version\":2"),
            "version 2 of the format",
        ),
        (good[..good.len() / 2].to_owned(), "not JSON"),
        ("{}".to_owned(), "not a file of an archive"),
    ] {
        fs::write(&manifest, &bad).unwrap();
        let refused = format!("{:#}", press(&options(&[&more], &out)).unwrap_err());
        assert!(
            refused.contains("manifest.json") && refused.contains(rule),
            "{refused}"
        );
        assert_eq!(fs::read_to_string(&manifest).unwrap(), bad);
    }
    fs::write(&manifest, &good).unwrap();
    for folder in ["articles", "lists", "months", "indexes", "tags"] {
        let files: Vec<_> = fs::read_dir(out.join("archive").join(folder))
            .unwrap()
            .collect();
        let kept: Vec<_> = files
            .iter()
            .map(|file| file.as_ref().unwrap().path())
            .collect();
        let kept: Vec<_> = kept
            .into_iter()
            .map(|path| (fs::read(&path).unwrap(), path))
            .collect();
        kept.iter()
            .for_each(|(_, path)| fs::remove_file(path).unwrap());
        let refused = format!(
            "{:#}",
            press(&options(&[&workspace.source("x.json", &many(400))], &out)).unwrap_err()
        );
        assert!(
            refused.contains(folder) && refused.contains("the file is missing"),
            "{refused}"
        );
        assert!(check(&out).is_err());
        assert_eq!(fs::read_to_string(&manifest).unwrap(), good);
        kept.iter()
            .for_each(|(bytes, path)| fs::write(path, bytes).unwrap());
        assert!(check(&out).is_ok());
    }
}

#[test]
fn nothing_in_a_feed_names_a_file() {
    let workspace = Workspace::new();
    let bad = [
        "../../etc/passwd",
        "/etc/passwd",
        "..",
        "con",
        "NUL",
        "a\0b",
        "C:\\x",
        "%2e%2e%2f",
        "\u{202e}",
        "x/../../y",
        "manifest",
        "index.html",
    ];
    let items = bad.iter().enumerate().map(|(at, bad)| News {
        id: (*bad).to_owned(),
        title: bad.repeat(if at == 0 { 1000 } else { 1 }),
        text: format!("<p>{bad}</p>"),
        date: Some("2021-03-22T08:00:00Z".to_owned()),
        tags: vec![(*bad).to_owned()],
    });
    let source = workspace.source("feed.json", &items.collect::<Vec<_>>());
    let out = workspace.path("deep/out");
    let pressed = press_into(&[&source], &out);
    assert_eq!(pressed.count, bad.len());
    let plain = |name: &str| {
        name.bytes()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || b"-./".contains(&c))
    };
    for path in all(&out).keys() {
        assert!(plain(path) && !path.contains(".."), "{path}");
        let first = path.split('/').next().unwrap();
        assert!(
            [
                "archive",
                "feeds",
                "feed.json",
                "feed.xml",
                "feed.atom.xml",
                "sitemap.xml",
                "sitemap-news.xml",
                "sitemaps"
            ]
            .contains(&first),
            "{path}"
        );
        let name = path.rsplit('/').next().unwrap().split('.').next().unwrap();
        assert!(!["con", "nul", "aux", "prn"].contains(&name), "{path}");
    }
    let beside: Vec<_> = fs::read_dir(workspace.path("deep")).unwrap().collect();
    assert_eq!(beside.len(), 1);
}

#[test]
fn a_folder_of_somebody_else_is_not_written_into() {
    let workspace = Workspace::new();
    let source = workspace.source("feed.json", &many(1));
    let refused = press(&options(&[&source], workspace.0.path())).unwrap_err();
    assert!(
        refused.to_string().contains("name a new folder"),
        "{refused}"
    );
}

#[test]
fn what_is_not_named_any_more_is_removed_when_it_is_asked_for() {
    let workspace = Workspace::new();
    let out = workspace.path("out");
    for count in [50, 60, 200] {
        press_into(&[&workspace.source("feed.json", &many(count))], &out);
    }
    let before = published(&out);
    assert!(all(&out).len() > before.len());
    let day = std::time::Duration::from_secs(86_400);
    assert_eq!(clean(&out, day).unwrap().unwrap().1, 0);
    let mine = out.join("archive/lists/mine.json");
    fs::write(&mine, "").unwrap();
    let (_, removed) = clean(&out, std::time::Duration::ZERO).unwrap().unwrap();
    assert!(removed > 0);
    assert!(mine.exists());
    fs::remove_file(mine).unwrap();
    assert_eq!(all(&out), before);
    assert!(
        clean(Path::new(&workspace.path("new")), day)
            .unwrap()
            .is_none()
    );
}
