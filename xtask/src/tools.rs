//! Programs that cargo installs, into `target/tools/bin`.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{
    debian::find,
    root,
    run::{output, quietly},
    say, target,
};

/// A program that cargo installs, in the one version that is used.
pub struct Tool {
    pub package: &'static str,
    pub program: &'static str,
    pub version: String,
    options: &'static [&'static str],
    minutes: &'static str,
}

/// trunk 0.22 wants a newer compiler.
pub fn trunk() -> Tool {
    Tool {
        package: "trunk",
        program: "trunk",
        version: "0.21.14".into(),
        options: &["--locked"],
        minutes: "about 3 minutes",
    }
}

/// It must be of the very version of the crate in Cargo.lock. Not `--locked`: its own Cargo.lock asks for
/// a `webpki-roots` (of its test server, which is left out) that mirrors of the registry do not have.
pub fn wasm_bindgen() -> Result<Tool> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock"))?;
    let (_, after) = lock
        .split_once("name = \"wasm-bindgen\"\nversion = \"")
        .context("Cargo.lock has no wasm-bindgen")?;
    let version = after.split('"').next().unwrap_or_default().to_owned();
    Ok(Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version,
        options: &["--no-default-features"],
        minutes: "about 2 minutes",
    })
}

pub fn geckodriver() -> Tool {
    Tool {
        package: "geckodriver",
        program: "geckodriver",
        version: "0.37.1".into(),
        options: &["--locked"],
        minutes: "about 2 minutes",
    }
}

pub fn cargo_deny() -> Tool {
    Tool {
        package: "cargo-deny",
        program: "cargo-deny",
        version: "0.20.2".into(),
        options: &["--locked"],
        minutes: "about 3 minutes",
    }
}

fn bin() -> PathBuf {
    target().join("tools/bin")
}

/// `PATH` with our programs in front.
pub fn path() -> OsString {
    let own = [bin(), target().join("npm/node_modules/.bin")];
    let path = env::var_os("PATH").unwrap_or_default();
    env::join_paths(own.into_iter().chain(env::split_paths(&path))).unwrap_or(path)
}

impl Tool {
    fn is(&self, program: &Path) -> bool {
        let said = output(program, &["--version"]).unwrap_or_default();
        said.split_whitespace().any(|word| word == self.version)
    }

    /// Installs it, unless it is there in the right version.
    pub fn set_up(&self) -> Result<PathBuf> {
        let own = bin().join(self.program);
        if self.is(&own) {
            return Ok(own);
        }
        if let Some(found) = find(self.program).filter(|found| self.is(found)) {
            return Ok(found);
        }
        let Tool {
            package,
            program,
            version,
            minutes,
            ..
        } = self;
        say(&format!("Installing {package} {version} ({minutes}, once)"));
        let mut install = Command::new("cargo");
        install
            .args(["install", package, "--version", version])
            .args(["--bin", program])
            .args(self.options)
            .arg("--root")
            .arg(target().join("tools"))
            // Used a few times a day: minutes of optimising are never won back.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64")
            .env("CARGO_TARGET_DIR", target().join("tools/build"))
            .current_dir(env::temp_dir());
        quietly(&mut install, &target().join(format!("logs/{package}.log")))?;
        Ok(own)
    }
}
