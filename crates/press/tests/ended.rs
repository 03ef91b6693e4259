//! Whatever ends press in the middle, the archive that is served is whole.

mod support;

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use press::check;
use support::{Desk, News, all, news, published};

const PRESS: &str = env!("CARGO_BIN_EXE_press");
const KILLS: usize = 100;

/// So many items; those of a later round are told anew, moved to other days, tagged otherwise.
fn items(round: usize, count: usize) -> Vec<News> {
    let item = |id: usize| {
        let day = (id + round * (id % 7)) % 28 + 1;
        let mut item = news(
            id,
            &format!("2021-{:02}-{day:02}T08:00:00+07:00", id % 3 + 1),
        );
        item.title.push_str(&format!(" ({})", round * (id % 5)));
        item.tags.push(format!("Thẻ {}", (id + round) % 4));
        item
    };
    (0..count).map(item).collect()
}

#[test]
fn killed_at_any_moment_it_leaves_an_archive_that_is_whole() {
    let desk = Desk::new();
    let out = desk.path("out");
    let press = |source: &std::path::Path| {
        let mut command = Command::new(PRESS);
        command.arg(source).arg("--out").arg(&out);
        command.args(["--site", "https://tin.example/"]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let begun = Instant::now();
    let first = desk.source("0.json", &items(0, 80));
    assert!(press(&first).status().unwrap().success());
    let mut whole_run = begun.elapsed();
    let mut published_before = 80;
    // A generator of Lehmer's: the moments are other ones each time, and the same in each run.
    let mut random = 48_271_u64;
    let (mut killed, mut finished) = (0, 0);
    for round in 1..=KILLS {
        let count = 80 + round;
        let source = desk.source("feed.json", &items(round, count));
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
    let last = desk.source("feed.json", &items(KILLS, count));
    assert!(press(&last).status().unwrap().success());
    let anew = desk.path("anew");
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
    let desk = Desk::new();
    let out = desk.path("out");
    let few = desk.source("few.json", &items(0, 20));
    support::press_into(&[&few], &out);
    let before = published(&out);
    let many = desk.source("many.json", &items(0, 2000));
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
    let desk = Desk::new();
    let good = desk.source("good.json", &items(0, 3));
    let code = |arguments: &[&std::ffi::OsStr]| {
        let ended = Command::new(PRESS).args(arguments).output().unwrap();
        ended.status.code()
    };
    let out = desk.path("out");
    let (good, out_dir) = (good.as_os_str(), out.as_os_str());
    assert_eq!(code(&[good, "--out".as_ref(), out_dir]), Some(0));
    assert_eq!(
        code(&["--check".as_ref(), "--out".as_ref(), out_dir]),
        Some(0)
    );
    let nothing = desk.path("nothing.json");
    assert_eq!(
        code(&[nothing.as_os_str(), "--out".as_ref(), out_dir]),
        Some(1)
    );
    assert_eq!(code(&["--out".as_ref(), out_dir]), Some(2));
    assert_eq!(code(&[good, "--out".as_ref(), good]), Some(3));
    assert_eq!(all(&out).len(), published(&out).len());
}

/// One press at a time writes into a folder.
#[test]
fn a_second_press_is_told_of_the_first() {
    let desk = Desk::new();
    let out = desk.path("out");
    let source = desk.source("feed.json", &items(0, 3));
    support::press_into(&[&source], &out);
    let lock = std::fs::File::open(out.join(".press/lock")).unwrap();
    lock.lock().unwrap();
    let refused = press::press(&support::options(&[&source], &out)).unwrap_err();
    assert!(refused.to_string().contains("another press"), "{refused}");
    drop(lock);
    sleep(Duration::from_millis(1));
    support::press_into(&[&source], &out);
}
