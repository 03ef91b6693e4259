//! The feeds and sitemaps beside an archive.

mod support;

use std::fs;

use feed::{Reader, Severity, Zone};
use press::{Run, press, press_with};
use support::{Workspace, many, news, options};

#[test]
fn the_feeds_read_without_errors_and_say_the_same() {
    let workspace = Workspace::new();
    let mut items = many(120);
    items[119].title = "A <b> & ]]> \u{1}".into();
    let out = workspace.path("out");
    let mut wanted = options(&[&workspace.source("feed.json", &items)], &out);
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
    let workspace = Workspace::new();
    let out = workspace.path("out");
    let mut items = vec![
        news(1, "2021-03-20T23:59:59+07:00"),
        news(2, "2021-03-21T00:00:00+07:00"),
        news(3, "2021-03-22T08:00:00+07:00"),
        news(4, "2021-03-23T00:30:00+07:00"),
    ];
    items[1].title = "A & <b>".into();
    let mut wanted = options(&[&workspace.source("feed.json", &items)], &out);
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
    let workspace = Workspace::new();
    let items: Vec<_> = (0..1200)
        .map(|id| news(id, &format!("2021-03-22T{:02}:{:02}:00Z", id / 60, id % 60)))
        .collect();
    let out = workspace.path("out");
    let run = Run {
        now: std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_616_364_000),
        ..Run::silent()
    };
    press_with(
        &options(&[&workspace.source("feed.json", &items)], &out),
        &run,
    )
    .unwrap();
    let text = fs::read_to_string(out.join("sitemap-news.xml")).unwrap();
    assert_eq!(text.matches("<url>").count(), 1000);
    assert!(text.contains("Tin số 1199<") && !text.contains("Tin số 199<"));
}
