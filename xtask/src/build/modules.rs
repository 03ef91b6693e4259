//! The WebAssembly: the one module that the compiler made becomes the main one and those of the split
//! points (`src/split.rs`), each small and named by its content.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use anyhow::{Context, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

use super::{
    bundle::{BROWSERS, hashed, integrity},
    names, work,
};
use crate::{
    npm, root,
    run::{quietly, run},
    target,
    tools::wasm_bindgen,
};

/// wasm-bindgen's script for the main module, in the folder that the build works in.
pub const SCRIPT: &str = "cong-tin.js";

/// The main module, as wasm-bindgen calls it.
const MAIN: &str = "cong-tin_bg";

/// The script that loads the others, which wasm-bindgen's imports by this name.
const LOADER: &str = "__wasm_split.js";

/// Which split point loads which of the published modules.
const LOADED: &str = "modules.json";

/// What browsers have had since 2024; `--all-features` would emit what they refuse.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What a split point loads: files, by its name.
type Loaded = BTreeMap<String, Vec<String>>;

/// Makes the modules of `whole` and the scripts that load them; the main one's address below the base
/// path.
pub fn make(whole: &Path, portal: &Path) -> Result<String> {
    let mut loaded = split(whole)?;
    let module = work().join(MAIN).with_extension("wasm");
    names::shorten(&work().join(SCRIPT), &module)?;
    let main = publish(MAIN, "app", portal)?;
    let mut others = BTreeMap::new();
    for name in loaded.values_mut().flatten() {
        if !others.contains_key(name) {
            let published = name.strip_prefix("split_").unwrap_or(name);
            others.insert(name.clone(), publish(name, published, portal)?);
        }
        name.clone_from(&others[name]);
    }
    verify_fetches(portal, &others)?;
    fs::write(work().join(LOADED), serde_json::to_string(&loaded)?)?;
    Ok(main)
}

/// The modules that a split point loads, below the base path.
pub fn of(split_point: &str) -> Result<Vec<String>> {
    let loaded = fs::read_to_string(work().join(LOADED)).context("nothing is built")?;
    let mut loaded: Loaded = serde_json::from_str(&loaded)?;
    let modules = loaded.remove(split_point);
    modules.with_context(|| format!("src/split.rs has no {split_point}"))
}

/// Splits the module and has wasm-bindgen make the main one's script.
fn split(whole: &Path) -> Result<Loaded> {
    let input = fs::read(whole).with_context(|| format!("{}", whole.display()))?;
    let folder = work();
    let main = folder.join("main.wasm");
    let main_script = format!("./{SCRIPT}");
    let mut options = Options::new(&input);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.main_module = &main_script;
    options.target.web();
    let made = transform(options).map_err(|error| anyhow!("splitting the module: {error:#}"))?;
    let mut bindgen = Command::new(wasm_bindgen()?.set_up()?);
    bindgen
        .args(["--target", "web", "--no-typescript"])
        // The other modules import from the main one what the linker put there, by its names.
        .args(["--keep-lld-exports", "--no-demangle", "--keep-debug"])
        .args(["--out-name", "cong-tin", "--out-dir"])
        .args([&folder, &main]);
    quietly(&mut bindgen, &target().join("logs/wasm-bindgen.log"))?;
    Ok(made.prefetch_map.into_iter().collect())
}

/// Shrinks a module and publishes it as `NAME-HASH.wasm`; the result's address.
fn publish(module: &str, name: &str, portal: &Path) -> Result<String> {
    let large = work().join(format!("{module}.wasm"));
    let small = work().join(format!("{module}.small.wasm"));
    let mut optimise = npm::program("wasm-opt");
    optimise
        .arg(&large)
        .args(FEATURES)
        // Flattening first lets the size passes see through the locals of LLVM.
        .args([
            "--flatten",
            "--simplify-locals-notee-nostructure",
            "--local-cse",
        ])
        .args(["--flatten", "--rereloop", "-Oz", "--converge"])
        .args(["--gufa-optimizing", "-Oz"])
        .args(["--low-memory-unused", "--strip-debug"])
        .args(["--strip-producers", "--strip-target-features", "-o"])
        .arg(&small);
    quietly(&mut optimise, &target().join("logs/wasm-opt.log"))?;
    hashed(portal, name, "wasm", &fs::read(&small)?)
}

/// Has the loader fetch what is published, and only that: for it, `fetch` is the one of
/// `src/js/fetch_module.js`.
fn verify_fetches(portal: &Path, modules: &BTreeMap<String, String>) -> Result<()> {
    let mut published = BTreeMap::new();
    for (name, address) in modules {
        let file = Path::new(address).file_name().unwrap_or_default();
        let verified = [file.to_string_lossy().into(), integrity(portal, address)?];
        published.insert(format!("{name}.wasm"), verified);
    }
    let list = work().join("published.json");
    fs::write(&list, serde_json::to_string(&published)?)?;
    let loader = work().join(LOADER);
    let fetch = root().join("src/js/fetch_module.js");
    let mut esbuild = npm::program("esbuild");
    esbuild
        .arg(&loader)
        .args(["--bundle", "--format=esm", BROWSERS, "--allow-overwrite"])
        .arg(format!("--external:./{SCRIPT}"))
        .arg(format!("--inject:{}", fetch.display()))
        .arg(format!("--alias:cong-tin-modules={}", list.display()))
        .arg(format!("--outfile={}", loader.display()))
        .args(["--log-level=warning", "--legal-comments=none"]);
    run(&mut esbuild)
}
