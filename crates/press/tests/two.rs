//! Two presses into one bucket at the same time: for folders tests/ended.rs has it.

#[path = "support/s3.rs"]
mod s3;
mod support;

use std::path::Path;
use std::process::{Child, Stdio};

use s3::{S3, done, refused, texts};
use support::{Workspace, items};

const OUT: &str = "s3://tin/news";
const SITE: [&str; 2] = ["--site", "https://tin.example/báo"];

fn start(s3: &S3, source: &Path) -> Child {
    let mut command = s3.press(OUT);
    command.arg(source).args(SITE);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn told_of_the_other(child: Child) {
    let ended = child.wait_with_output().unwrap();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(3), "{told}");
    let line = "error: another press has published into s3://tin/news/ meanwhile";
    assert!(
        told.starts_with(line) && told.lines().count() == 1,
        "{told}"
    );
}

fn feed(s3: &S3) -> String {
    let path = "feed.json".to_owned();
    let bytes = std::fs::read(s3.files().join("news/feed.json")).unwrap();
    texts([(path.clone(), bytes)].into()).remove(&path).unwrap()
}

/// However far the first has come when the second publishes.
#[test]
fn the_one_that_publishes_later_is_refused() {
    for (there, at) in [
        (0, "/archive/articles/"),
        (0, "/archive/manifest.json"),
        (20, "/archive/articles/"),
        (20, "/archive/manifest.json"),
    ] {
        let (workspace, s3) = (Workspace::new(), S3::start());
        if there > 0 {
            done(
                s3.press(OUT)
                    .args(SITE)
                    .arg(workspace.source("0.json", &items(0, there))),
            );
        }
        let [early, late] = [40, 30].map(|count| {
            let all = items(0, count);
            workspace.source(&format!("{count}.json"), &all[count - 10..])
        });
        let held = s3.hold(at);
        let first = start(&s3, &early);
        held.wait();
        let told = done(s3.press(OUT).args(SITE).arg(&late));
        assert!(told.contains("10 articles new"), "{told}");
        let published = feed(&s3);
        held.go();
        told_of_the_other(first);
        let told = done(s3.press(OUT).arg("--check"));
        assert!(
            told.starts_with(&format!("{} articles", there + 10)),
            "{told}"
        );
        if at.ends_with('/') {
            assert_eq!(feed(&s3), published);
        }
        // Run again it adds its own, and all is as if they had run one after the other.
        done(s3.press(OUT).args(SITE).arg(&early));
        done(s3.press(OUT).args(["--clean", "0"]));
        let mut sources = vec![late.as_path(), early.as_path()];
        let zero = workspace.path("0.json");
        if there > 0 {
            sources.push(&zero);
        }
        support::press_into(&sources, &workspace.path("anew"));
        let anew = support::all(&workspace.path("anew"));
        let manifest = |path: &Path| std::fs::read(path.join("archive/manifest.json")).unwrap();
        let name = "archive/manifest.json".to_owned();
        let there = texts([(name.clone(), manifest(&s3.files().join("news")))].into());
        assert_eq!(there[&name], anew[&name], "{at}");
        assert!(feed(&s3) == anew["feed.json"], "{at}");
    }
}

/// With nothing new to publish there is nothing to refuse, unless there is something newer.
#[test]
fn one_that_has_nothing_to_say_disturbs_nobody() {
    let (workspace, s3) = (Workspace::new(), S3::start());
    let few = workspace.source("few.json", &items(0, 20));
    done(s3.press(OUT).args(SITE).arg(&few));
    let held = s3.hold("/archive/manifest.json");
    let first = start(&s3, &workspace.source("more.json", &items(0, 30)));
    held.wait();
    done(s3.press(OUT).args(SITE).arg(&few));
    held.go();
    let ended = first.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{told}");
    let told = done(s3.press(OUT).arg("--check"));
    assert!(told.starts_with("30 articles"), "{told}");
}

/// A store without conditions is written without them.
#[test]
fn a_store_without_conditions_is_no_fault() {
    let (workspace, s3) = (Workspace::new(), S3::start());
    for count in [20, 30] {
        let mut press = s3.press(OUT);
        press.env("AWS_CONDITIONAL_PUT", "disabled");
        done(press.arg(workspace.source("feed.json", &items(0, count))));
    }
    let told = done(s3.press(OUT).arg("--check"));
    assert!(told.starts_with("30 articles"), "{told}");
    let (told, exit) = refused(s3.press("s3://nowhere").arg("--check"));
    assert!(exit == 3 && told.contains("NoSuchBucket"), "{told}");
}
