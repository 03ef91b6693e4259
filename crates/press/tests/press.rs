//! From sources to an archive, and again.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use feed::{Reader, Severity, Zone};
use press::{Run, Unreadable, check, clean, press, press_with};
use proptest::prelude::*;
use support::{Desk, News, all, feed_text, news, options, press_into, published};

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
        let desk = Desk::new();
        let sources = [("1.json", first), ("2.json", second), ("3.json", third)];
        let sources = sources.map(|(name, items)| desk.source(name, &once(items)));
        let [first, second, third] = sources.each_ref().map(|path| path.as_path());
        let (bits, whole) = (desk.path("bits"), desk.path("whole"));
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

fn many(count: usize) -> Vec<News> {
    let at = |id: usize| {
        format!(
            "2021-{:02}-{:02}T08:{:02}:00+07:00",
            id / 300 % 12 + 1,
            id / 60 % 5 + 1,
            id % 60
        )
    };
    (0..count).map(|id| news(id, &at(id))).collect()
}

#[test]
fn a_second_run_writes_nothing_and_a_new_article_little() {
    let desk = Desk::new();
    let source = desk.source("feed.json", &many(3000));
    let out = desk.path("out");
    let pressed = press_into(&[&source], &out);
    assert_eq!(
        (pressed.added, pressed.changed, pressed.count),
        (3000, 0, 3000)
    );
    let again = press_into(&[&source], &out);
    assert_eq!((again.added, again.changed, again.written), (0, 0, (0, 0)));

    let mut items = many(3000);
    items.push(news(9999, "2021-12-28T08:00:00+07:00"));
    let source = desk.source("feed.json", &items);
    let more = press_into(&[&source], &out);
    assert_eq!((more.added, more.changed, more.count), (1, 0, 3001));
    // The list, the month, the tag's page and file, two files of articles and their index, the manifest;
    // three feeds of all, three of the tag, two sitemaps.
    assert!(more.written.0 <= 8 + 6 + 2, "{:?}", more.written);
}

#[test]
fn the_order_of_the_sources_does_not_matter() {
    let desk = Desk::new();
    let items = many(200);
    let (a, b) = (
        desk.source("a.json", &items[..120]),
        desk.source("b.json", &items[120..]),
    );
    let (one, other) = (desk.path("one"), desk.path("other"));
    press_into(&[&a, &b], &one);
    press_into(&[&b, &a], &other);
    assert_eq!(all(&one), all(&other));
}

#[test]
fn a_folder_of_all_formats_is_read() {
    let desk = Desk::new();
    let folder = desk.path("in");
    fs::create_dir_all(folder.join("2021")).unwrap();
    fs::write(folder.join("2021/a.json"), feed_text(&many(2))).unwrap();
    fs::write(folder.join("rss.xml"), "<rss version='2.0'><channel><title>R</title><item><guid>x</guid><title>RSS</title><description>Tin</description></item></channel></rss>").unwrap();
    fs::write(folder.join("readme.txt"), "no feed").unwrap();
    let pressed = press_into(&[&folder], &desk.path("out"));
    assert_eq!((pressed.noted.pages, pressed.count), (2, 3));
    // What press writes is a source itself.
    let again = press_into(
        &[&desk.path("out/feed.xml"), &desk.path("out/feed.atom.xml")],
        &desk.path("again"),
    );
    assert_eq!(again.noted.count(Severity::Error), 0);
}

#[test]
fn a_source_that_is_half_a_feed_changes_nothing() {
    let desk = Desk::new();
    let good = desk.source("good.json", &many(100));
    let out = desk.path("out");
    press_into(&[&good], &out);
    let before = all(&out);
    let text = feed_text(&many(200));
    for (name, text) in [
        ("half.json", &text[..text.len() / 2]),
        ("empty.json", ""),
        ("page.html.json", "<!doctype html><p>502"),
        ("half.xml", "<rss><channel><item><title>x</title></item>"),
    ] {
        let path = desk.path(name);
        fs::write(&path, text).unwrap();
        let more = desk.source("more.json", &many(150));
        let refused = press(&options(&[&more, &path], &out)).unwrap_err();
        assert!(refused.is::<Unreadable>(), "{refused:#}");
        assert!(refused.to_string().contains(name), "{refused:#}");
        assert_eq!(all(&out), before, "{name}");
    }
}

#[test]
fn an_archive_that_cannot_be_read_is_named_and_left_as_it_is() {
    let desk = Desk::new();
    let source = desk.source("feed.json", &many(100));
    let out = desk.path("out");
    press_into(&[&source], &out);
    let more = desk.source("more.json", &many(101));
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
            press(&options(&[&desk.source("x.json", &many(400))], &out)).unwrap_err()
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
    let desk = Desk::new();
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
    let source = desk.source("feed.json", &items.collect::<Vec<_>>());
    let out = desk.path("deep/out");
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
    let beside: Vec<_> = fs::read_dir(desk.path("deep")).unwrap().collect();
    assert_eq!(beside.len(), 1);
}

#[test]
fn the_feeds_read_without_errors_and_say_the_same() {
    let desk = Desk::new();
    let mut items = many(120);
    items[119].title = "A <b> & ]]> \u{1}".into();
    let out = desk.path("out");
    let mut wanted = options(&[&desk.source("feed.json", &items)], &out);
    let site: press::Site = "https://tin.example/báo".parse().unwrap();
    wanted.site = Some(site.with_files_at(&"https://cdn.example/tin/".parse().unwrap()));
    press(&wanted).unwrap();
    let resolve = |base: &str, reference: &str| {
        Some(
            url::Url::parse(base)
                .ok()?
                .join(reference)
                .ok()?
                .to_string(),
        )
    };
    let read = |path: &str| {
        let address = ["https://tin.example/", path].concat();
        let reader = Reader {
            address: &address,
            zone: &Zone::AsWritten,
            resolve: &resolve,
            members: false,
        };
        let reading = reader
            .read_any(&fs::read_to_string(out.join(path)).unwrap())
            .unwrap();
        let errors: Vec<_> = reading
            .findings
            .iter()
            .filter(|found| found.rule.severity() == Severity::Error)
            .collect();
        assert!(errors.is_empty(), "{path}: {errors:?}");
        reading.feed
    };
    let whole = read("feed.json");
    assert_eq!(whole.title, "Tin <tức> & khác");
    assert_eq!(
        whole.manifest.as_ref().map(|it| it.as_str()),
        Some("https://tin.example/archive/manifest.json")
    );
    assert_eq!(whole.items.len(), 50);
    for path in [
        "feed.xml",
        "feed.atom.xml",
        "feeds/tag-thoi-su.json",
        "feeds/tag-thoi-su.xml",
        "feeds/tag-thoi-su.atom.xml",
    ] {
        let feed = read(path);
        let texts = |feed: &feed::Feed| {
            feed.items
                .iter()
                .map(|item| (item.headline.clone(), item.published))
                .collect::<Vec<_>>()
        };
        assert_eq!(texts(&feed), texts(&whole), "{path}");
    }
    let sitemap = fs::read_to_string(out.join("sitemap.xml")).unwrap();
    assert!(
        sitemap.contains("<loc>https://cdn.example/tin/sitemaps/2021-01-1.xml</loc>"),
        "{sitemap}"
    );
    let month = fs::read_to_string(out.join("sitemaps/2021-01-1.xml")).unwrap();
    assert_eq!(month.matches("<url>").count(), 120 + 2);
    let newest = &whole.items[0];
    assert!(month.contains(&format!(
        "<loc>https://tin.example/b%C3%A1o/article/{}-{}</loc>",
        newest.slug, newest.key
    )));
}

#[test]
fn the_news_sitemap_has_the_news_of_two_days() {
    let desk = Desk::new();
    let out = desk.path("out");
    let mut items = vec![
        news(1, "2021-03-20T23:59:59+07:00"),
        news(2, "2021-03-21T00:00:00+07:00"),
        news(3, "2021-03-22T08:00:00+07:00"),
        news(4, "2021-03-23T00:30:00+07:00"),
    ];
    items[1].title = "A & <b>".into();
    let mut wanted = options(&[&desk.source("feed.json", &items)], &out);
    wanted.zone = Some("+07:00".parse().unwrap());
    let at = |now: u64| {
        let now = std::time::UNIX_EPOCH + std::time::Duration::from_secs(now);
        let run = Run {
            now,
            ..Run::silent()
        };
        let written = press_with(&wanted, &run).unwrap().written.0;
        let text = fs::read_to_string(out.join("sitemap-news.xml")).unwrap();
        (text, written)
    };
    // 2021-03-22T05:00:00+07:00, and 23:00 of the day.
    let (text, _) = at(1_616_364_000);
    let (later, written) = at(1_616_364_000 + 18 * 3600);
    assert_eq!((&later, written), (&text, 0));
    let titles: Vec<_> = text.split("<news:title>").skip(1).collect();
    assert_eq!(titles.len(), 2, "{text}");
    assert!(titles[0].starts_with("Tin số 3<"), "{text}");
    assert!(titles[1].starts_with("A &amp; &lt;b&gt;<"), "{text}");
    let key = feed::Key::hash("tin-3");
    let whole = [
        "<url><loc>https://tin.example/b%C3%A1o/article/tin-so-3-",
        &key.to_string(),
        "</loc><news:news><news:publication><news:name>Tin &lt;tức&gt; &amp; khác</news:name>",
        "<news:language>vi</news:language></news:publication>",
        "<news:publication_date>2021-03-22T08:00:00+07:00</news:publication_date>",
        "<news:title>Tin số 3</news:title></news:news></url>",
    ];
    assert!(text.contains(&whole.concat()), "{text}");
    let sitemap = fs::read_to_string(out.join("sitemap.xml")).unwrap();
    assert!(sitemap.contains("<loc>https://tin.example/b%C3%A1o/sitemap-news.xml</loc>"));
    // The next day it is another; a year later there is none, and the sitemap stays.
    let (text, written) = at(1_616_364_000 + 86_400);
    assert!(written == 1 && text.contains("Tin số 4<") && !text.contains("A &amp;"));
    let (text, written) = at(1_650_000_000);
    assert!(written == 1 && !text.contains("<url>"), "{text}");
    assert_eq!(
        fs::read_to_string(out.join("sitemap.xml")).unwrap(),
        sitemap
    );
}

#[test]
fn the_news_sitemap_has_a_thousand_at_the_most() {
    let desk = Desk::new();
    let items: Vec<_> = (0..1200)
        .map(|id| news(id, &format!("2021-03-22T{:02}:{:02}:00Z", id / 60, id % 60)))
        .collect();
    let out = desk.path("out");
    let run = Run {
        now: std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_616_364_000),
        ..Run::silent()
    };
    press_with(&options(&[&desk.source("feed.json", &items)], &out), &run).unwrap();
    let text = fs::read_to_string(out.join("sitemap-news.xml")).unwrap();
    assert_eq!(text.matches("<url>").count(), 1000);
    assert!(text.contains("Tin số 1199<") && !text.contains("Tin số 199<"));
}

#[test]
fn a_folder_of_somebody_else_is_not_written_into() {
    let desk = Desk::new();
    let source = desk.source("feed.json", &many(1));
    let refused = press(&options(&[&source], desk.0.path())).unwrap_err();
    assert!(
        refused.to_string().contains("name a new folder"),
        "{refused}"
    );
}

#[test]
fn what_is_not_named_any_more_is_removed_when_it_is_asked_for() {
    let desk = Desk::new();
    let out = desk.path("out");
    for count in [50, 60, 200] {
        press_into(&[&desk.source("feed.json", &many(count))], &out);
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
    assert!(clean(Path::new(&desk.path("new")), day).unwrap().is_none());
}
