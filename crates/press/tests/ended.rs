//! Whatever ends press in the middle, the archive that is served is whole.

mod support;

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use press::check;
use support::{Workspace, all, items, published};

const PRESS: &str = env!("CARGO_BIN_EXE_press");
const KILLS: usize = 100;

#[test]
fn killed_at_any_moment_it_leaves_an_archive_that_is_whole() {
    let workspace = Workspace::new();
    let out = workspace.path("out");
    let press = |source: &std::path::Path| {
        let mut command = Command::new(PRESS);
        command.arg(source).arg("--out").arg(&out);
        command.args(["--site", "https://tin.example/"]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let begun = Instant::now();
    let first = workspace.source("0.json", &items(0, 80));
    assert!(press(&first).status().unwrap().success());
    let mut whole_run = begun.elapsed();
    let mut published_before = 80;
    // A generator of Lehmer's: the moments are other ones each time, and the same in each run.
    let mut random = 48_271_u64;
    let (mut killed, mut finished) = (0, 0);
    for round in 1..=KILLS {
        let count = 80 + round;
        let source = workspace.source("feed.json", &items(round, count));
        let mut child = press(&source).spawn().unwrap();
        random = random * 48_271 % 2_147_483_647;
        sleep(whole_run.mul_f64(random as f64 / 2_147_483_647.0));
        let _ = child.kill();
        match child.wait().unwrap().success() {
            true => finished += 1,
            false => killed += 1,
        }
        // How long a run takes is as the machine is.
        if round % 10 == 0 {
            let begun = Instant::now();
            assert!(press(&source).status().unwrap().success());
            whole_run = begun.elapsed();
        }
        let whole = check(&out).unwrap().unwrap();
        assert!(
            whole.articles == published_before || whole.articles == count,
            "round {round}: {} articles",
            whole.articles
        );
        published_before = whole.articles;
    }
    assert!(killed > KILLS / 2, "{killed} killed, {finished} finished");
    // And in the end it is as if nothing had happened.
    let count = 80 + KILLS;
    let last = workspace.source("feed.json", &items(KILLS, count));
    assert!(press(&last).status().unwrap().success());
    let anew = workspace.path("anew");
    support::press_into(&[&last], &anew);
    let archive = |files: std::collections::BTreeMap<String, String>| {
        let files = files.into_iter();
        files
            .filter(|(name, _)| name.starts_with("archive/"))
            .collect::<Vec<_>>()
    };
    assert_eq!(archive(published(&out)), archive(published(&anew)));
}

/// A limit to the size of files fails as a full disk does: in the middle of a write.
#[cfg(unix)]
#[test]
fn a_disk_that_is_full_is_told_and_nothing_is_lost() {
    let workspace = Workspace::new();
    let out = workspace.path("out");
    let few = workspace.source("few.json", &items(0, 20));
    support::press_into(&[&few], &out);
    let before = published(&out);
    let many = workspace.source("many.json", &items(0, 2000));
    let line = format!(
        "trap '' XFSZ; ulimit -f 8; exec {PRESS} {} --out {}",
        many.display(),
        out.display()
    );
    let ended = Command::new("sh").args(["-c", &line]).output().unwrap();
    assert_eq!(ended.status.code(), Some(3));
    let told = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(told.starts_with("error: "), "{told}");
    assert_eq!(published(&out), before);
}

#[test]
fn what_it_ends_with_says_what_was_wrong() {
    let workspace = Workspace::new();
    let good = workspace.source("good.json", &items(0, 3));
    let code = |arguments: &[&std::ffi::OsStr]| {
        let ended = Command::new(PRESS).args(arguments).output().unwrap();
        ended.status.code()
    };
    let out = workspace.path("out");
    let (good, out_dir) = (good.as_os_str(), out.as_os_str());
    assert_eq!(code(&[good, "--out".as_ref(), out_dir]), Some(0));
    assert_eq!(
        code(&["--check".as_ref(), "--out".as_ref(), out_dir]),
        Some(0)
    );
    let nothing = workspace.path("nothing.json");
    assert_eq!(
        code(&[nothing.as_os_str(), "--out".as_ref(), out_dir]),
        Some(1)
    );
    assert_eq!(code(&["--out".as_ref(), out_dir]), Some(2));
    assert_eq!(code(&[good, "--out".as_ref(), good]), Some(3));
    assert_eq!(all(&out).len(), published(&out).len());
}

/// What Ctrl-C sends.
#[cfg(unix)]
fn interrupt(child: &std::process::Child) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status();
    assert!(sent.unwrap().success());
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_it_while_it_waits_and_while_it_writes() {
    let workspace = Workspace::new();
    let out = workspace.path("out");
    let few = workspace.source("few.json", &items(0, 20));
    support::press_into(&[&few], &out);
    let before = published(&out);
    let start = |source: &str| {
        let mut command = Command::new(PRESS);
        command.arg(source).arg("--out").arg(&out);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    let stopped = |child: std::process::Child| {
        interrupt(&child);
        let ended = child.wait_with_output().unwrap();
        let told = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(130), "{told}");
        assert!(told.starts_with("stopped: "), "{told}");
        assert!(ended.stdout.is_empty());
        assert_eq!(published(&out), before);
    };
    // A host that says nothing.
    let host = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let child = start(&format!("http://{}/feed.json", host.local_addr().unwrap()));
    let _asked = host.accept().unwrap();
    let begun = Instant::now();
    stopped(child);
    assert!(begun.elapsed() < Duration::from_secs(5));

    let many = workspace.source("many.json", &items(0, 3000));
    let child = start(many.to_str().unwrap());
    let files = || {
        std::fs::read_dir(out.join("archive/lists"))
            .unwrap()
            .count()
    };
    let there = files();
    let begun = Instant::now();
    while files() == there {
        assert!(begun.elapsed() < Duration::from_secs(60));
        sleep(Duration::from_millis(1));
    }
    stopped(child);
    support::press_into(&[&many], &out);
    assert_eq!(check(&out).unwrap().unwrap().articles, 3000);
}

/// Without a terminal there is no bar; what the sources break is counted.
#[test]
fn the_summary_counts_what_the_doctor_finds() {
    let workspace = Workspace::new();
    let source = workspace.path("feed.json");
    let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[
        {"id":"1","content_text":"a","date_published":"yesterday","tags":["x","x"]},
        {"id":"2","content_text":"b","date_published":"never"}]}"#;
    std::fs::write(&source, feed).unwrap();
    let mut command = Command::new(PRESS);
    let ended = command.arg(&source).arg("--out").arg(workspace.path("out"));
    let ended = ended.output().unwrap();
    assert_eq!(String::from_utf8(ended.stderr).unwrap(), "");
    let told = String::from_utf8(ended.stdout).unwrap();
    let findings = "\
2 errors, 0 warnings, 1 notes (cargo xtask doctor says where):
  2 × error: The date cannot be read or does not exist; it was ignored.
  1 × note: The tag repeats one before; it was left out.
2 articles new, 0 changed, 2 in all
";
    assert!(told.contains(findings), "{told}");
}

/// One press at a time writes into a folder.
#[test]
fn a_second_press_is_told_of_the_first() {
    let workspace = Workspace::new();
    let out = workspace.path("out");
    let source = workspace.source("feed.json", &items(0, 3));
    support::press_into(&[&source], &out);
    let lock = std::fs::File::open(out.join(".press/lock")).unwrap();
    lock.lock().unwrap();
    let refused = press::press(&support::options(&[&source], &out)).unwrap_err();
    assert!(refused.to_string().contains("another press"), "{refused}");
    drop(lock);
    sleep(Duration::from_millis(1));
    support::press_into(&[&source], &out);
}
