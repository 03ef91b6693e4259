//! The standard library for WebAssembly, built from its source.
//!
//! rustup's ready-made one carries the machinery of panic messages, a fifth of the app's bytes.
//! Ours traps at once (`start.js` tells the reader), prefers small code, and is the same on every
//! machine. The source is rustup's `rust-src` where it can be had, else Debian's package of the
//! very same version. The user's toolchain stays as it is: the libraries lie in an overlay, a
//! folder of links to the toolchain with the new libraries beside them.

use std::{
    env, fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{
    debian,
    run::{output, quietly, run},
    say, target,
};

pub const TRIPLE: &str = "wasm32-unknown-unknown";

/// For whom the library is built.
#[derive(Clone, Copy)]
pub enum Flavour {
    /// For readers: small, a panic is a trap.
    Small,
    /// For tests: a panic says what it was.
    Telling,
}

impl Flavour {
    fn name(self) -> &'static str {
        match self {
            Flavour::Small => "small",
            Flavour::Telling => "telling",
        }
    }

    fn flags(self) -> &'static str {
        match self {
            Flavour::Small => {
                "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none"
            }
            Flavour::Telling => "",
        }
    }

    /// What cargo has to be told to build for WebAssembly with this library.
    pub fn environment(self) -> [(&'static str, String); 3] {
        let sysroot = overlay(self);
        // Functions that are the same become one after the split (glue.rs), by the right name.
        let merge = "-Zmerge-functions=disabled";
        let flags = format!("--sysroot {} {merge} {}", sysroot.display(), self.flags());
        // Apart from the native builds: some crates look at RUSTC_BOOTSTRAP and would be built
        // anew at every change between the two.
        let folder = target().join(format!("wasm-{}", self.name()));
        [
            ("RUSTC_BOOTSTRAP", "1".into()),
            ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags),
            ("CARGO_TARGET_DIR", folder.display().to_string()),
        ]
    }
}

fn overlay(flavour: Flavour) -> PathBuf {
    target().join("tools/wasm-std").join(flavour.name())
}

pub fn set_up(flavour: Flavour) -> Result<()> {
    let rustc = output("rustc", &["-Vv"]).context("rustc is not there: install Rust by rustup")?;
    let stamp = overlay(flavour).join("built-for");
    let wanted = format!("{rustc}\n{}", flavour.flags());
    if fs::read_to_string(&stamp).is_ok_and(|built| built == wanted) {
        return Ok(());
    }
    let toolchain = output("rustc", &["--print", "sysroot"]).context("rustc has no sysroot")?;
    let toolchain = PathBuf::from(toolchain);
    let source = source(&toolchain)?;
    say("Building the standard library for WebAssembly (about 30 s, once)");
    lay_over(&toolchain, &source, flavour)?;
    compile(&toolchain, flavour)?;
    fs::write(stamp, wanted)?;
    Ok(())
}

/// The folder `library` of the source.
fn source(toolchain: &Path) -> Result<PathBuf> {
    let own = toolchain.join("lib/rustlib/src/rust/library");
    if own.join("std").exists() {
        return Ok(own);
    }
    let version = output("rustc", &["--version"]).unwrap_or_default();
    let version = version.split(' ').nth(1).unwrap_or_default().to_owned();
    let unpacked = target().join(format!("tools/rust-src/usr/src/rustc-{version}/library"));
    if unpacked.join("std").exists() {
        return Ok(unpacked);
    }
    let log = target().join("logs/rust-src.log");
    let mut rustup = Command::new("rustup");
    if quietly(rustup.args(["component", "add", "rust-src"]), &log).is_ok() && own.exists() {
        return Ok(own);
    }
    say("Fetching the standard library's source from Debian (45 MB, once)");
    debian::unpack(
        "rust-src",
        &version,
        "trixie-backports",
        &target().join("tools/rust-src"),
    )?;
    if !unpacked.exists() {
        bail!(
            "Debian's rust-src of {version} does not hold {}",
            unpacked.display()
        );
    }
    Ok(unpacked)
}

fn lay_over(toolchain: &Path, source: &Path, flavour: Flavour) -> Result<()> {
    let overlay = overlay(flavour);
    if overlay.exists() {
        fs::remove_dir_all(&overlay)?;
    }
    let rustlib = overlay.join("lib/rustlib");
    fs::create_dir_all(rustlib.join("src/rust"))?;
    symlink(toolchain.join("bin"), overlay.join("bin"))?;
    link_all(&toolchain.join("lib"), &overlay.join("lib"), &["rustlib"])?;
    link_all(&toolchain.join("lib/rustlib"), &rustlib, &["src", TRIPLE])?;
    symlink(source, rustlib.join("src/rust/library"))?;
    fs::create_dir_all(rustlib.join(TRIPLE).join("lib"))?;
    Ok(())
}

fn link_all(from: &Path, to: &Path, but: &[&str]) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if but.iter().all(|name| entry.file_name() != *name) {
            symlink(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

fn compile(toolchain: &Path, flavour: Flavour) -> Result<()> {
    let overlay = overlay(flavour);
    let work = target().join(format!("tools/wasm-std/{}-build", flavour.name()));
    fs::create_dir_all(work.join("src"))?;
    fs::write(work.join("src/lib.rs"), "#![no_std]\n")?;
    // A workspace of its own: the project's settings are not the library's.
    let manifest = "[package]\nname = \"nothing\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
                    [workspace]\n[profile.release]\nopt-level = \"s\"\n";
    fs::write(work.join("Cargo.toml"), manifest)?;
    let rustc = work.join("rustc");
    let call = format!(
        "#!/bin/sh\nexec '{}' --sysroot '{}' \"$@\"\n",
        toolchain.join("bin/rustc").display(),
        overlay.display()
    );
    fs::write(&rustc, call)?;
    run(Command::new("chmod").arg("+x").arg(&rustc))?;
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build
        .current_dir(&work)
        .args(["build", "--release", "--target", TRIPLE])
        .arg("-Zbuild-std=std,panic_abort,test")
        .arg("-Zbuild-std-features=optimize_for_size")
        .env("RUSTC", &rustc)
        .env("RUSTC_BOOTSTRAP", "1")
        // Link-time optimisation reads the bitcode.
        .env(
            "RUSTFLAGS",
            format!("-Cembed-bitcode=yes {}", flavour.flags()),
        )
        .env("CARGO_TARGET_DIR", work.join("target"))
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    quietly(&mut build, &target().join("logs/wasm-std.log"))?;
    let built = work.join("target").join(TRIPLE).join("release/deps");
    let library = overlay.join("lib/rustlib").join(TRIPLE).join("lib");
    for entry in fs::read_dir(built)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "rlib") {
            fs::copy(&path, library.join(path.file_name().unwrap_or_default()))?;
        }
    }
    fs::remove_dir_all(work)?;
    Ok(())
}
