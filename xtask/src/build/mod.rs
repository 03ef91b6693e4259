//! The portal, built: `target/portal`, of which `xtask/src/dist.rs` makes what is published.
//!
//! trunk makes the page and has cargo compile the module; the module is split and shrunk, scripts and
//! styles are bundled, and everything gets a name made of its content. What comes out holds the
//! demonstration's settings and lies at the root of its host.

pub mod bundle;
mod contrast;
mod modules;
mod names;
mod page;
pub mod wasm_std;
mod widget;
mod worker;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use anyhow::Result;
use walkdir::WalkDir;

use crate::{
    dist::{self, Publication},
    licences, npm, root,
    run::quietly,
    say, size, target,
    tools::{path, trunk, wasm_bindgen},
};
pub use modules::of as modules_of;
use wasm_std::{Flavour, TRIPLE};

pub fn set_up() -> Result<()> {
    wasm_std::set_up()?;
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
    say("Building the portal (two minutes from cold)");
    let started = SystemTime::now();
    let portal = portal();
    for folder in [&portal, &work()] {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
    }
    compile(&portal)?;
    fs::create_dir_all(portal.join(bundle::ASSETS))?;
    let module = modules::make(&whole_module(), &portal)?;
    widget::make(&portal, &module)?;
    worker::bundle_recover(&portal)?;
    let build = page::make(&portal, &module)?;
    worker::bundle_worker(&portal, &build)?;
    licences::write(&portal, &bundle::accounts()?)?;
    bundle::compress(&portal)?;
    fs::write(&stamp, "")?;
    // What was edited meanwhile is not in it.
    fs::File::open(&stamp)?.set_modified(started)?;
    size::print()?;
    Ok(())
}

/// Has trunk make the page, and cargo the module. trunk knows nothing of splitting: what it makes of the
/// module, and what only `trunk serve` needs, goes.
fn compile(portal: &Path) -> Result<()> {
    let mut trunk = Command::new(trunk().set_up()?);
    trunk
        .args(["build", "--release", "--features", "split", "--dist"])
        .arg(portal)
        .current_dir(root())
        .env("PATH", path())
        .envs(Flavour::Small.environment())
        .env("CONG_TIN_IS_SET_UP", "1")
        // trunk reads it as a boolean of its own.
        .env_remove("NO_COLOR");
    quietly(&mut trunk, &target().join("logs/trunk.log"))?;
    for name in ["cong-tin.js", "cong-tin_bg.wasm"] {
        fs::remove_file(portal.join(name))?;
    }
    for name in ["snippets", "develop"] {
        fs::remove_dir_all(portal.join(name))?;
    }
    Ok(())
}

/// What the compiler made, with the relocations that the splitter needs.
fn whole_module() -> PathBuf {
    let made = Flavour::Small.folder().join(TRIPLE);
    made.join("release/cong-tin.wasm")
}

/// Where the build works.
fn work() -> PathBuf {
    target().join("build")
}

/// Whether nothing that the portal is made of is newer than it: what cargo and esbuild say that they have
/// read, the page with all that is copied, and this program.
fn up_to_date(built: &Path) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let Some(built) = changed(built) else {
        return false;
    };
    let mut sources = bundle::sources();
    let compiled = fs::read_to_string(whole_module().with_extension("d")).unwrap_or_default();
    sources.extend(compiled.split_ascii_whitespace().skip(1).map(PathBuf::from));
    sources.extend(["index.html", "Trunk.toml", "Cargo.lock"].map(|name| root().join(name)));
    let copied = WalkDir::new(root().join("public")).into_iter();
    sources.extend(copied.filter_map(|entry| Some(entry.ok()?.into_path())));
    sources.extend(env::current_exe());
    sources
        .iter()
        .all(|source| changed(source).is_some_and(|changed| changed <= built))
}
