//! What comes from npm. Each group is pinned by a `package.json` and its lock, and installed when
//! something asks for it.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context, Result};

use crate::{debian::find, root, run::quietly, say, target};

/// Packages that are installed together.
pub struct Group {
    /// The folder of its `package.json`, in the project.
    source: &'static str,
    /// Where it is installed, in `target/`.
    folder: &'static str,
    what: &'static str,
}

const BUILD: Group = Group {
    source: "xtask",
    folder: "npm",
    what: "the npm packages of the build (seconds, once)",
};

/// Cloudflare's own runtime.
pub const HOSTS: Group = Group {
    source: "xtask/npm/hosts",
    folder: "npm-hosts",
    what: "Cloudflare's runtime from npm (200 MB, seconds, once)",
};

/// What the pages around widgets are made with, in the tests.
pub const AROUND: Group = Group {
    source: "xtask/npm/around",
    folder: "npm-around",
    what: "React, Vite and jQuery from npm, for the tests (seconds, once)",
};

/// The audit of `cargo xtask lighthouse`.
pub const LIGHTHOUSE: Group = Group {
    source: "xtask/npm/lighthouse",
    folder: "npm-lighthouse",
    what: "Lighthouse from npm (190 MB, seconds, once)",
};

impl Group {
    pub fn folder(&self) -> PathBuf {
        target().join(self.folder)
    }

    fn modules(&self) -> PathBuf {
        self.folder().join("node_modules")
    }

    /// A program of a package.
    pub fn program(&self, name: &str) -> Command {
        Command::new(self.modules().join(".bin").join(name))
    }

    /// Installs it, unless it is there; whether it had to be.
    pub fn set_up(&self) -> Result<bool> {
        let source = root().join(self.source);
        let lock = fs::read_to_string(source.join("package-lock.json"))?;
        let stamp = self.folder().join("installed");
        if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
            return Ok(false);
        }
        find("npm").context("npm is not there: install Node.js 20 or newer")?;
        say(&format!("Installing {}", self.what));
        fs::create_dir_all(self.folder())?;
        for name in ["package.json", "package-lock.json"] {
            fs::copy(source.join(name), self.folder().join(name))?;
        }
        let mut install = Command::new("npm");
        install
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(self.folder());
        quietly(&mut install, &target().join("logs/npm.log"))?;
        fs::write(stamp, lock)?;
        Ok(true)
    }
}

/// A file of a package of the build.
pub fn file(path: &str) -> PathBuf {
    modules().join(path)
}

pub fn modules() -> PathBuf {
    BUILD.modules()
}

/// A program of a package of the build.
pub fn program(name: &str) -> Command {
    BUILD.program(name)
}

/// DOMPurify, for pages that no bundler makes: `trunk serve`, the tests of the DOM.
pub fn sanitiser() -> PathBuf {
    BUILD.folder().join("dompurify.js")
}

/// Installs the packages of the build.
pub fn set_up() -> Result<()> {
    if BUILD.set_up()? {
        // Under an ending that every test server knows as JavaScript.
        fs::copy(file("dompurify/dist/purify.es.mjs"), sanitiser())?;
    }
    Ok(())
}
