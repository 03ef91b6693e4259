//! The portal, built: `target/portal`, of which `xtask/src/dist.rs` makes what is published.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use anyhow::Result;
use walkdir::WalkDir;

use crate::{
    dist::{self, Publication},
    finish, npm, root,
    run::quietly,
    say, size, target,
    tools::{path, trunk, wasm_bindgen},
    wasm_std::{self, Flavour},
};

/// What a build is made of, and what makes it.
const SOURCES: [&str; 17] = [
    "src",
    "style",
    "public",
    "crates/feed/src",
    "crates/hosting/src",
    "index.html",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "xtask/package-lock.json",
    "xtask/src/build.rs",
    "xtask/src/finish.rs",
    "xtask/src/glue.rs",
    "xtask/src/licences.rs",
    "xtask/src/split.rs",
    "xtask/src/wasm_std.rs",
    "xtask/src/worker.rs",
];

pub fn set_up() -> Result<()> {
    wasm_std::set_up(Flavour::Small)?;
    npm::set_up()?;
    trunk().set_up()?;
    wasm_bindgen()?.set_up()?;
    Ok(())
}

/// The built portal, with the demonstration's settings.
pub fn portal() -> PathBuf {
    target().join("portal")
}

/// `dist/` with the demonstration, as the tests and `serve` use it.
pub fn build() -> Result<()> {
    build_portal()?;
    dist::publish(&Publication::default())
}

/// Builds the portal, unless it is newer than all that it is made of.
pub fn build_portal() -> Result<()> {
    set_up()?;
    // Written last: a build that broke off is no build.
    let stamp = target().join("portal.built");
    if up_to_date(&stamp) {
        say("The build is up to date");
        return Ok(());
    }
    say("Building the portal (one minute and a half from cold)");
    let started = SystemTime::now();
    let mut build = Command::new(trunk().set_up()?);
    build
        .args(["build", "--release", "--dist"])
        .arg(portal())
        .current_dir(root())
        .env("PATH", path())
        .envs(Flavour::Small.environment())
        // trunk reads it as a boolean of its own.
        .env_remove("NO_COLOR");
    quietly(&mut build, &target().join("logs/trunk.log"))?;
    finish::finish(&portal())?;
    fs::write(&stamp, "")?;
    // What was edited meanwhile is not in it.
    fs::File::open(&stamp)?.set_modified(started)?;
    size::print()?;
    Ok(())
}

fn up_to_date(built: &Path) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let Some(built) = changed(built) else {
        return false;
    };
    let newest = SOURCES
        .iter()
        .flat_map(|source| WalkDir::new(root().join(source)))
        .filter_map(|entry| changed(entry.ok()?.path()))
        .max();
    newest.unwrap_or(SystemTime::UNIX_EPOCH) <= built
}
