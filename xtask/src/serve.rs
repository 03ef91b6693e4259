//! The portal, running.

use std::{fs, path::Path, process::Command, time::SystemTime};

use anyhow::Result;
use walkdir::WalkDir;

use crate::{build, root, run::run, say, target};

/// What a build is made of.
const SOURCES: [&str; 9] = [
    "src",
    "style",
    "public",
    "crates/feed/src",
    "xtask",
    "index.html",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
];

pub fn serve(options: &[&str]) -> Result<()> {
    if up_to_date(&root().join("dist/index.html")) {
        say("dist/ is up to date");
    } else {
        build::build()?;
    }
    say("Starting the reference origin (building it takes 2 minutes, once)");
    let mut origin = Command::new("cargo");
    origin
        .args(["run", "--quiet", "--package", "origin", "--", "--dist"])
        .arg(root().join("dist"))
        .arg("--data")
        .arg(target().join("origin"))
        .args(options)
        .current_dir(root());
    run(&mut origin)
}

/// Whether the built page is newer than all that it is made of.
pub fn up_to_date(page: &Path) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let Some(built) = changed(page) else {
        return false;
    };
    let newest = SOURCES
        .iter()
        .flat_map(|source| WalkDir::new(root().join(source)))
        .filter_map(|entry| changed(entry.ok()?.path()))
        .max();
    newest.unwrap_or(SystemTime::UNIX_EPOCH) <= built
}
