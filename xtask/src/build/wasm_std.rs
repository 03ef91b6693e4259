//! The standard library for WebAssembly, which cargo builds from its source with the app (`-Zbuild-std`).
//!
//! rustup's ready-made one carries the machinery of panic messages, a fifth of the app's bytes. Ours traps
//! at once (`start.js` tells the reader) and prefers small code. The source is rustup's `rust-src` where it
//! can be had, else Debian's package of the very same version; the user's toolchain stays as it is, and
//! cargo is given an overlay: a folder of links to the toolchain, with the source where it looks for it.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};

use crate::{
    debian, root,
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
    /// The compiler's flags, the crates of the library, and the folder where cargo builds.
    fn parts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            // The splitter wants the relocations.
            Flavour::Small => (
                "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none \
                 -Clink-args=--emit-relocs",
                "std,panic_abort",
                "wasm-small",
            ),
            Flavour::Telling => ("", "std,panic_abort,test", "wasm-telling"),
        }
    }

    /// Where cargo builds. Apart from the native builds: some crates look at RUSTC_BOOTSTRAP and would be
    /// built anew at every change between the two.
    pub fn folder(self) -> PathBuf {
        target().join(self.parts().2)
    }

    /// What cargo has to be told to build for WebAssembly with this library.
    pub fn environment(self) -> [(&'static str, String); 6] {
        let (flags, crates, _) = self.parts();
        [
            ("RUSTC", rustc().display().to_string()),
            ("RUSTC_BOOTSTRAP", "1".into()),
            ("CARGO_UNSTABLE_BUILD_STD", crates.into()),
            (
                "CARGO_UNSTABLE_BUILD_STD_FEATURES",
                "optimize_for_size".into(),
            ),
            (
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                flags.into(),
            ),
            ("CARGO_TARGET_DIR", self.folder().display().to_string()),
        ]
    }
}

fn overlay() -> PathBuf {
    target().join("tools/wasm-std")
}

/// The compiler, which looks for its libraries and their source in the overlay.
fn rustc() -> PathBuf {
    overlay().join("rustc")
}

pub fn set_up() -> Result<()> {
    let wanted = output("rustc", &["-Vv"]).context("rustc is not there: install Rust by rustup")?;
    let stamp = overlay().join("made-for");
    if fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(());
    }
    let toolchain = output("rustc", &["--print", "sysroot"]).context("rustc has no sysroot")?;
    let toolchain = PathBuf::from(toolchain);
    let source = source(&toolchain)?;
    lay_over(&toolchain, &source)?;
    fetch_crates()?;
    fs::write(stamp, wanted)?;
    Ok(())
}

/// What the library itself is built on: trunk has cargo build without a network.
fn fetch_crates() -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["fetch", "--locked", "--target", TRIPLE])
        .current_dir(root())
        .envs(Flavour::Telling.environment());
    quietly(&mut cargo, &target().join("logs/std-crates.log"))
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
    let folder = target().join("tools/rust-src");
    debian::unpack("rust-src", &version, "trixie-backports", &folder)?;
    ensure!(
        unpacked.exists(),
        "Debian's rust-src of {version} does not hold {}",
        unpacked.display()
    );
    Ok(unpacked)
}

fn lay_over(toolchain: &Path, source: &Path) -> Result<()> {
    let overlay = overlay();
    if overlay.exists() {
        fs::remove_dir_all(&overlay)?;
    }
    let rustlib = overlay.join("lib/rustlib");
    fs::create_dir_all(rustlib.join("src/rust"))?;
    symlink(toolchain.join("bin"), overlay.join("bin"))?;
    link_all(&toolchain.join("lib"), &overlay.join("lib"), "rustlib")?;
    link_all(&toolchain.join("lib/rustlib"), &rustlib, "src")?;
    symlink(source, rustlib.join("src/rust/library"))?;
    let call = format!(
        "#!/bin/sh\nexec '{}' --sysroot '{}' \"$@\"\n",
        toolchain.join("bin/rustc").display(),
        overlay.display()
    );
    fs::write(rustc(), call)?;
    run(Command::new("chmod").arg("+x").arg(rustc()))
}

fn link_all(from: &Path, to: &Path, but: &str) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_name() != but {
            symlink(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
