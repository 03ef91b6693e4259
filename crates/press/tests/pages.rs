//! Pages of HTML: one for each article, and only those written anew that are others.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

use feed::Key;
use press::{Options, press};
use support::{News, Workspace, all, news, options};

/// A folder with the page of a portal.
fn portal(workspace: &Workspace, name: &str) -> std::path::PathBuf {
    let folder = workspace.path("portal");
    fs::create_dir_all(&folder).unwrap();
    let page = include_str!("../../../index.html")
        .replace("\"name\": null", &format!("\"name\": \"{name}\""));
    fs::write(folder.join("index.html"), page).unwrap();
    folder
}

fn wanted(workspace: &Workspace, items: &[News], out: &Path) -> Options {
    let source = workspace.source("feed.json", items);
    Options {
        site: Some("https://tin.example/".parse().unwrap()),
        pages: Some(portal(workspace, "Cổng")),
        ..options(&[&source], out)
    }
}

/// A row of news, a day each.
fn row(count: usize) -> Vec<News> {
    let at = |id: usize| format!("2021-03-{:02}T08:00:00+07:00", id + 1);
    (0..count).map(|id| news(id, &at(id))).collect()
}

fn pages(out: &Path) -> BTreeMap<String, String> {
    let mut files = all(out);
    files.retain(|path, _| path.starts_with("article/"));
    files
}

fn path(id: usize, slug: &str) -> String {
    format!("article/{slug}-{}.html", Key::hash(&format!("tin-{id}")))
}

#[test]
fn every_article_has_a_page_and_only_what_changes_is_written() {
    let workspace = Workspace::new();
    let out = workspace.path("out");
    let pressed = press(&wanted(&workspace, &row(5), &out)).unwrap();
    assert_eq!(pressed.drawn, 5);
    let first = pages(&out);
    let names: Vec<String> = (0..5).map(|id| path(id, &format!("tin-so-{id}"))).collect();
    let mut sorted = names.clone();
    sorted.sort();
    assert_eq!(first.keys().cloned().collect::<Vec<_>>(), sorted);
    let page = &first[&names[2]];
    for part in [
        "Nội dung 2",
        "Tin số 1</span>",
        "Tin số 3</span>",
        "/date/2021-03-03",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }

    let again = press(&wanted(&workspace, &row(5), &out)).unwrap();
    assert_eq!((again.drawn, again.written), (0, (0, 0)));

    // What is new has a page, and stands beside the newest until now.
    press(&wanted(&workspace, &row(6), &out)).unwrap();
    let second = pages(&out);
    let is_other = |path: &&String| first.get(*path) != second.get(*path);
    let others: Vec<_> = second.keys().filter(is_other).collect();
    assert_eq!(others.len(), 2, "{others:?}");
    assert!(second[&names[4]].contains("Tin số 5</span>"));
}

#[test]
fn an_article_with_another_headline_lies_elsewhere() {
    let workspace = Workspace::new();
    let out = workspace.path("out");
    press(&wanted(&workspace, &row(3), &out)).unwrap();
    let mut items = row(3);
    items[1].title = "Tin đính chính".into();
    press(&wanted(&workspace, &items, &out)).unwrap();
    let pages = pages(&out);
    assert_eq!(pages.len(), 3);
    assert!(!pages.contains_key(&path(1, "tin-so-1")));
    assert!(pages[&path(1, "tin-dinh-chinh")].contains("Tin đính chính</h1>"));
    assert!(pages[&path(0, "tin-so-0")].contains("Tin đính chính</span>"));
}

#[test]
fn another_build_or_other_settings_are_other_pages() {
    let workspace = Workspace::new();
    let out = workspace.path("out");
    let options = wanted(&workspace, &row(3), &out);
    press(&options).unwrap();
    let before = pages(&out);
    portal(&workspace, "Tên khác");
    assert_eq!(press(&options).unwrap().drawn, 3);
    let after = pages(&out);
    assert!(after.values().all(|page| page.contains("Tên khác</title>")));
    // As it was before it is as it was.
    portal(&workspace, "Cổng");
    press(&options).unwrap();
    assert_eq!(pages(&out), before);
}

#[test]
fn pages_that_were_left_out_for_a_run_are_made_up_for() {
    let workspace = Workspace::new();
    let out = workspace.path("out");
    press(&wanted(&workspace, &row(3), &out)).unwrap();
    let mut items = row(4);
    items[1].title = "Tin đính chính".into();
    let without = Options {
        pages: None,
        ..wanted(&workspace, &items, &out)
    };
    assert_eq!(press(&without).unwrap().drawn, 0);
    assert_eq!(pages(&out).len(), 3);
    assert_eq!(press(&wanted(&workspace, &items, &out)).unwrap().drawn, 4);
    assert_eq!(pages(&out).len(), 4);
    assert!(pages(&out).contains_key(&path(1, "tin-dinh-chinh")));
}

#[test]
fn killed_at_any_moment_it_leaves_nothing_behind() {
    const KILLS: u32 = 12;
    let workspace = Workspace::new();
    let (out, dist) = (workspace.path("out"), portal(&workspace, "Cổng"));
    let press = |items: &[News], out: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_press"));
        command
            .arg(workspace.source("feed.json", items))
            .arg("--out")
            .arg(out);
        command
            .args(["--site", "https://tin.example/", "--pages"])
            .arg(&dist);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    // Each round has one more, and other headlines.
    let round = |round: usize| {
        let mut items = row(12 + round);
        for (id, item) in items.iter_mut().enumerate() {
            item.title
                .push_str(&format!(" lần {}", round % (id % 3 + 2)));
        }
        items
    };
    let begun = Instant::now();
    assert!(press(&round(0), &out).status().unwrap().success());
    let whole_run = begun.elapsed();
    for kill in 1..=KILLS {
        let mut child = press(&round(kill as usize), &out).spawn().unwrap();
        sleep(whole_run * kill / KILLS);
        let _ = child.kill();
        child.wait().unwrap();
    }
    let last = round(KILLS as usize);
    assert!(press(&last, &out).status().unwrap().success());
    let anew = workspace.path("anew");
    assert!(press(&last, &anew).status().unwrap().success());
    assert_eq!(pages(&out), pages(&anew));
}

#[test]
fn a_folder_that_is_no_portal_changes_nothing() {
    let workspace = Workspace::new();
    let out = workspace.path("out");
    let mut options = wanted(&workspace, &row(3), &out);
    options.pages = Some(workspace.path("nothing"));
    let refused = format!("{:#}", press(&options).unwrap_err());
    assert!(
        refused.contains("--pages") && refused.contains("index.html"),
        "{refused}"
    );
    fs::create_dir_all(workspace.path("nothing")).unwrap();
    fs::write(workspace.path("nothing/index.html"), "<p>Trang khác</p>").unwrap();
    let refused = format!("{:#}", press(&options).unwrap_err());
    assert!(refused.contains("has no title"), "{refused}");
    assert!(!out.exists());
    options.pages = Some(portal(&workspace, "Cổng"));
    options.site = Some("https://tin.example/tin-tuc/".parse().unwrap());
    let refused = format!("{:#}", press(&options).unwrap_err());
    assert!(refused.contains("/tin-tuc/"), "{refused}");
    options.site = None;
    assert!(press(&options).is_err(), "a page has an address");
    assert!(!out.exists());
}
