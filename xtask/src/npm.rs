//! What comes from npm, into `target/npm`; `xtask/package.json` pins it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{debian::find, root, run::quietly, say, target};

fn folder() -> PathBuf {
    target().join("npm")
}

/// A file of a package.
pub fn file(path: &str) -> PathBuf {
    folder().join("node_modules").join(path)
}

pub fn modules() -> PathBuf {
    folder().join("node_modules")
}

/// A program of a package.
pub fn program(name: &str) -> Command {
    Command::new(folder().join("node_modules/.bin").join(name))
}

pub fn set_up() -> Result<()> {
    let source = root().join("xtask");
    let lock = fs::read_to_string(source.join("package-lock.json"))?;
    let stamp = folder().join("installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    find("npm").context("npm is not there: install Node.js 20 or newer")?;
    say("Installing the npm packages of the build (seconds, once)");
    fs::create_dir_all(folder())?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(source.join(name), folder().join(name))?;
    }
    let mut install = Command::new("npm");
    install
        .args(["ci", "--no-audit", "--no-fund"])
        .current_dir(folder());
    quietly(&mut install, Path::new(&target().join("logs/npm.log")))?;
    // Under an ending that every test server knows as JavaScript.
    fs::copy(
        file("dompurify/dist/purify.es.mjs"),
        folder().join("dompurify.js"),
    )?;
    fs::write(stamp, lock)?;
    Ok(())
}
