//! Into a bucket of an object store, and again.

#[path = "support/s3.rs"]
mod s3;
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Instant, SystemTime};

use object_store::{Attribute, ObjectStoreExt};
use s3::{S3, done, refused, texts};
use support::{Workspace, items, news};
use walkdir::WalkDir;

const OUT: &str = "s3://tin/news";
const KILLS: usize = 20;

/// The bytes of all files below a folder but press's own, by their paths, and when they were written.
fn all(folder: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let file = files.map(|entry| {
        let path = entry.path().strip_prefix(folder).unwrap();
        let changed = entry.metadata().unwrap().modified().unwrap();
        let bytes = fs::read(entry.path()).unwrap();
        (path.to_str().unwrap().to_owned(), (bytes, changed))
    });
    file.filter(|(path, _)| !path.starts_with(".press"))
        .collect()
}

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = all(folder).into_iter();
    files.map(|(path, (bytes, _))| (path, bytes)).collect()
}

#[test]
fn a_bucket_has_what_a_folder_has_and_says_what_it_is() {
    let (workspace, s3) = (Workspace::new(), S3::start());
    let source = workspace.source("feed.json", &items(0, 300));
    let site = ["--site", "https://tin.example/báo"];
    let told = done(s3.press(OUT).arg(&source).args(site));
    assert!(told.contains("300 articles new"), "{told}");
    support::press_into(&[&source], &workspace.path("out"));
    let folder = support::all(&workspace.path("out"));
    assert_eq!(texts(contents(&s3.files().join("news"))), folder);
    let told = done(s3.press(OUT).arg("--check"));
    assert!(told.starts_with("300 articles in "), "{told}");

    let store = s3.store();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for (path, kind, cache, packed) in [
        (
            "archive/manifest.json",
            "application/json",
            "no-cache",
            true,
        ),
        ("feed.json", "application/feed+json", "no-cache", true),
        ("feed.xml", "application/rss+xml", "no-cache", false),
        ("sitemap.xml", "application/xml", "no-cache", false),
    ] {
        let path = format!("news/{path}");
        let got = runtime.block_on(store.get(&path.as_str().into())).unwrap();
        let told = |name| got.attributes.get(&name).map(|value| value.to_string());
        assert_eq!(told(Attribute::ContentType).as_deref(), Some(kind));
        assert_eq!(told(Attribute::CacheControl).as_deref(), Some(cache));
        let encoding = packed.then_some("gzip");
        assert_eq!(told(Attribute::ContentEncoding).as_deref(), encoding);
    }
    let named = folder.keys().find(|path| path.contains("/articles/"));
    let path = format!("news/{}", named.unwrap());
    let got = runtime.block_on(store.get(&path.as_str().into())).unwrap();
    assert_eq!(
        got.attributes.get(&Attribute::CacheControl).map(|it| &**it),
        Some("public, max-age=31536000, immutable")
    );
}

#[test]
fn pages_lie_in_a_bucket_too() {
    let (workspace, s3) = (Workspace::new(), S3::start());
    let portal = workspace.path("portal");
    fs::create_dir_all(&portal).unwrap();
    let page = include_str!("../../../index.html");
    fs::write(portal.join("index.html"), page).unwrap();
    let press = |items: &[support::News]| {
        let mut command = s3.press(OUT);
        command.arg(workspace.source("feed.json", items));
        command.args(["--site", "https://tin.example/", "--pages"]);
        done(command.arg(&portal))
    };
    let pages = || {
        let mut files = texts(contents(&s3.files().join("news")));
        files.retain(|path, _| path.starts_with("article/"));
        files
    };
    let mut some = items(0, 40);
    let told = press(&some);
    assert!(told.contains("40 pages drawn"), "{told}");
    assert_eq!(pages().len(), 40);
    let told = press(&some);
    assert!(told.contains("\n0 files written, 0 bytes\n"), "{told}");
    some[7].title = "Tin đính chính".into();
    press(&some);
    let now = pages();
    assert_eq!(now.len(), 40);
    let corrected: Vec<_> = now
        .keys()
        .filter(|path| path.contains("/tin-dinh-chinh-"))
        .collect();
    assert_eq!(corrected.len(), 1);

    let path = format!("news/{}", corrected[0]);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let got = runtime
        .block_on(s3.store().get(&path.as_str().into()))
        .unwrap();
    let told = |name| got.attributes.get(&name).map(|value| value.to_string());
    assert_eq!(
        told(Attribute::ContentType).as_deref(),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(told(Attribute::CacheControl).as_deref(), Some("no-cache"));
    assert_eq!(told(Attribute::ContentEncoding), None);
}

#[test]
fn a_second_run_sends_only_what_changed() {
    let (workspace, s3) = (Workspace::new(), S3::start());
    let source = workspace.source("feed.json", &items(0, 1000));
    done(s3.press(OUT).arg(&source));
    let files = s3.files().join("news");
    let before = all(&files);
    let told = done(s3.press(OUT).arg(&source));
    assert!(told.contains("\n0 files written, 0 bytes\n"), "{told}");
    assert_eq!(all(&files), before);

    let more = [
        items(0, 1000),
        vec![news(9999, "2021-12-28T08:00:00+07:00")],
    ]
    .concat();
    let told = done(s3.press(OUT).arg(workspace.source("feed.json", &more)));
    assert!(told.contains("1 articles new, 0 changed, 1001"), "{told}");
    let now = all(&files);
    let sent = now
        .iter()
        .filter(|(path, file)| before.get(*path) != Some(*file));
    // As into a folder (tests/press.rs), without the sitemap.
    let sent: Vec<_> = sent.map(|(path, _)| path).collect();
    assert!((8..=14).contains(&sent.len()), "{sent:?}");
    let written = told.lines().last().unwrap().split(' ').next().unwrap();
    assert_eq!(written, sent.len().to_string());
}

#[test]
fn killed_at_any_moment_it_leaves_an_archive_that_is_whole() {
    let (workspace, s3) = (Workspace::new(), S3::start());
    let site = ["--site", "https://tin.example/báo"];
    let press = |source: &Path| {
        let mut command = s3.press(OUT);
        command.arg(source).args(site);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let begun = Instant::now();
    assert!(
        press(&workspace.source("0.json", &items(0, 80)))
            .status()
            .unwrap()
            .success()
    );
    let mut whole_run = begun.elapsed();
    let mut published = 80;
    // A generator of Lehmer's: the moments are other ones each time, and the same in each run.
    let mut random = 48_271_u64;
    let (mut killed, mut round) = (0, 0);
    while killed < KILLS {
        round += 1;
        assert!(round < 5 * KILLS, "{killed} killed of {round}");
        let count = 80 + round;
        let source = workspace.source("feed.json", &items(round, count));
        let begun = Instant::now();
        let mut child = press(&source).spawn().unwrap();
        random = random * 48_271 % 2_147_483_647;
        sleep(whole_run.mul_f64(random as f64 / 2_147_483_647.0));
        let _ = child.kill();
        match child.wait().unwrap().success() {
            // How long a run takes is as the machine is.
            true => whole_run = begun.elapsed(),
            false => killed += 1,
        }
        let told = done(s3.press(OUT).arg("--check"));
        let articles: usize = told.split(' ').next().unwrap().parse().unwrap();
        assert!([published, count].contains(&articles), "{round}: {told}");
        published = articles;
        // The next makes up for it, of the same or of other news.
        if round % 3 == 0 {
            assert!(press(&source).status().unwrap().success());
            published = count;
        }
    }
    let last = workspace.source("feed.json", &items(round, 80 + round));
    assert!(press(&last).status().unwrap().success());
    done(s3.press(OUT).args(["--clean", "0"]));
    support::press_into(&[&last], &workspace.path("anew"));
    let archive = |mut files: BTreeMap<String, String>| {
        files.retain(|path, _| path.starts_with("archive/"));
        files
    };
    let there = archive(texts(contents(&s3.files().join("news"))));
    assert_eq!(there, archive(support::all(&workspace.path("anew"))));
}

#[test]
fn a_bucket_that_refuses_says_why() {
    let (workspace, s3) = (Workspace::new(), S3::start());
    let source = workspace.source("feed.json", &items(0, 3));
    for (variable, wrong, code) in [
        ("AWS_ACCESS_KEY_ID", "nobody", "NotSignedUp"),
        ("AWS_SECRET_ACCESS_KEY", "wrong", "SignatureDoesNotMatch"),
    ] {
        let (told, exit) = refused(s3.press(OUT).arg(&source).env(variable, wrong));
        assert_eq!(exit, 3, "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(
            told.contains("s3://tin/news/: the key is refused: ") && told.contains(code),
            "{told}"
        );
    }
    let (told, exit) = refused(s3.press("s3://nowhere/news").arg(&source));
    assert_eq!(exit, 3, "{told}");
    assert!(
        told.contains("nowhere") && told.contains("NoSuchBucket"),
        "{told}"
    );
    let (told, exit) = refused(s3.press("ftp://tin/news").arg(&source));
    assert!(exit == 3 && told.contains("ftp://"), "{told}");
    assert!(all(&s3.files()).is_empty());
}

#[test]
fn a_bucket_without_its_server_is_left_as_it_is() {
    let (workspace, s3) = (Workspace::new(), S3::start());
    let source = workspace.source("feed.json", &items(0, 3));
    let mut press = s3.press(OUT);
    let (told, exit) = refused(press.arg(&source).env("AWS_ENDPOINT", "http://127.0.0.1:1"));
    assert_eq!(exit, 3, "{told}");
    assert!(told.starts_with("error: s3://tin/news/: "), "{told}");
}

#[test]
fn a_source_that_is_no_feed_ends_it_before_anything_is_sent() {
    let (workspace, s3) = (Workspace::new(), S3::start());
    done(
        s3.press(OUT)
            .arg(workspace.source("feed.json", &items(0, 3))),
    );
    let before = all(&s3.files());
    let bad = workspace.path("bad.json");
    fs::write(&bad, "{").unwrap();
    let good = workspace.source("good.json", &items(0, 30));
    let (told, exit) = refused(s3.press(OUT).arg(good).arg(bad));
    assert!(exit == 1 && told.contains("bad.json"), "{told}");
    assert_eq!(all(&s3.files()), before);
}

#[test]
fn what_is_not_named_any_more_is_removed_when_it_is_asked_for() {
    let (workspace, s3) = (Workspace::new(), S3::start());
    for count in [50, 60, 200] {
        done(
            s3.press(OUT)
                .arg(workspace.source("feed.json", &items(0, count))),
        );
    }
    let files = s3.files().join("news");
    let before = all(&files);
    let told = done(s3.press(OUT).args(["--clean", "1"]));
    assert_eq!(told, "200 articles, 0 old files removed\n");
    let mine = files.join("archive/lists/mine.json");
    fs::write(&mine, "").unwrap();
    let told = done(s3.press(OUT).args(["--clean", "0"]));
    assert!(!told.contains(", 0 old"), "{told}");
    assert!(mine.exists());
    fs::remove_file(mine).unwrap();
    assert!(all(&files).len() < before.len());
    support::press_into(&[&workspace.path("feed.json")], &workspace.path("out"));
    let anew = support::all(&workspace.path("out"));
    let archive = texts(contents(&files)).into_iter();
    for (path, text) in archive.filter(|(path, _)| path.starts_with("archive/")) {
        assert_eq!(anew.get(&path), Some(&text), "{path}");
    }
    done(s3.press(OUT).arg("--check"));
}

#[test]
fn a_file_that_is_missing_or_cut_is_found_by_the_check() {
    let (workspace, s3) = (Workspace::new(), S3::start());
    done(
        s3.press(OUT)
            .arg(workspace.source("feed.json", &items(0, 300))),
    );
    let files = s3.files().join("news");
    let named: Vec<String> = all(&files).into_keys().collect();
    for folder in ["articles", "lists", "months", "indexes", "tags"] {
        let path = named.iter().find(|path| path.contains(folder)).unwrap();
        let (file, bytes) = (files.join(path), fs::read(files.join(path)).unwrap());
        fs::remove_file(&file).unwrap();
        let (told, exit) = refused(s3.press(OUT).arg("--check"));
        assert!(exit == 3 && told.contains(path), "{told}");
        fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
        let (told, exit) = refused(s3.press(OUT).arg("--check"));
        assert!(exit == 3 && told.contains(path), "{told}");
        fs::write(&file, bytes).unwrap();
    }
    done(s3.press(OUT).arg("--check"));
}

#[test]
fn a_bucket_of_somebody_else_is_not_written_into() {
    let (workspace, s3) = (Workspace::new(), S3::start());
    let source = workspace.source("feed.json", &items(0, 3));
    fs::create_dir(s3.files().join("news")).unwrap();
    fs::write(s3.files().join("news/mine.txt"), "mine").unwrap();
    let (told, exit) = refused(s3.press(OUT).arg(&source));
    assert!(exit == 3 && told.contains("name a new folder"), "{told}");
    assert_eq!(all(&s3.files()).len(), 1);
    // A folder whose name begins alike is another.
    done(s3.press("s3://tin/news-2/").arg(&source));
    let told = done(s3.press("s3://tin/new").arg("--check"));
    assert_eq!(told, "s3://tin/new has no archive\n");
}
