//! Scripts and styles, bundled by esbuild, and files named by their content.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::{modules, work};
use crate::{npm, root, run::run};

/// The oldest browsers that know all that the styles use.
pub const BROWSERS: &str = "--target=chrome123,firefox120,safari17.5";

/// How the files end in which esbuild accounts for what it bundled.
const ACCOUNT: &str = ".meta.json";

/// The folder of the files whose names hold the hash of their content.
pub const ASSETS: &str = "assets";

/// esbuild, told to bundle and minify `entry` with all that it imports; `name` is the account's.
pub fn esbuild(entry: &Path, name: &str) -> Command {
    let account = work().join([name, ACCOUNT].concat());
    let mut esbuild = npm::program("esbuild");
    esbuild
        .arg(entry)
        .args(["--bundle", "--minify", "--format=esm", BROWSERS])
        .arg(format!(
            "--alias:cong-tin={}",
            work().join(modules::SCRIPT).display()
        ))
        .arg(format!("--metafile={}", account.display()))
        .args(["--log-level=warning", "--legal-comments=none"])
        // wasm-bindgen's script names the splitter's once for each function.
        .arg("--log-override:duplicate-object-key=silent")
        .env("NODE_PATH", npm::modules());
    esbuild
}

/// Bundles a script or a style into `NAME-HASH`; the result's address below the base path.
pub fn bundle(entry: &Path, name: &str, portal: &Path) -> Result<String> {
    let assets = portal.join(ASSETS);
    let mut esbuild = esbuild(entry, name);
    esbuild
        // A script's own style is put up by the script.
        .args((name == "begin").then_some("--loader:.css=text"))
        .arg(format!("--entry-names={name}-[hash]"))
        .arg("--asset-names=[name]-[hash]")
        .arg("--loader:.woff2=file")
        // Icons, as masks of the styles.
        .arg("--loader:.svg=dataurl")
        .arg(format!("--outdir={}", assets.display()));
    run(&mut esbuild)?;
    let prefix = format!("{name}-");
    let ending = entry.extension().unwrap_or_default();
    fs::read_dir(&assets)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension() == Some(ending) && file_name(path).starts_with(&prefix))
        .map(|path| asset(&file_name(&path)))
        .with_context(|| format!("esbuild made no {name}"))
}

/// esbuild's accounts of what it bundled.
pub fn accounts() -> Result<Vec<PathBuf>> {
    let mut accounts: Vec<PathBuf> = fs::read_dir(work())?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(ACCOUNT))
        .collect();
    accounts.sort();
    Ok(accounts)
}

/// All files of the project that esbuild has read.
pub fn sources() -> Vec<PathBuf> {
    let inputs = |account: PathBuf| -> Option<Vec<String>> {
        let account: Value = serde_json::from_slice(&fs::read(account).ok()?).ok()?;
        Some(
            account
                .get("inputs")?
                .as_object()?
                .keys()
                .cloned()
                .collect(),
        )
    };
    let accounts = accounts().unwrap_or_default().into_iter();
    let inputs = accounts.filter_map(inputs).flatten();
    // esbuild names them as they lie from where it was started.
    let sources = inputs.map(|input| root().join(input));
    sources
        .filter(|source| {
            source.starts_with(root().join("src")) || source.starts_with(root().join("style"))
        })
        .collect()
}

/// The address of a file among the assets.
pub fn asset(name: &str) -> String {
    [ASSETS, "/", name].concat()
}

/// Writes an asset under the hash of its content; its address below the base path.
pub fn hashed(portal: &Path, name: &str, ending: &str, content: &[u8]) -> Result<String> {
    let hash = Sha256::digest(content);
    let hash: String = hash
        .iter()
        .take(5)
        .map(|byte| format!("{byte:02X}"))
        .collect();
    let address = asset(&format!("{name}-{hash}.{ending}"));
    fs::write(portal.join(&address), content)?;
    Ok(address)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// What the `integrity` of a built file has to be.
pub fn integrity(portal: &Path, address: &str) -> Result<String> {
    let digest = Sha256::digest(fs::read(portal.join(address))?);
    Ok(["sha256-", &STANDARD.encode(digest)].concat())
}

/// A `.br` and a `.gz` beside every file that shrinks, but for pages: operators edit them, and a
/// host would go on sending the siblings of the old ones.
pub fn compress(portal: &Path) -> Result<()> {
    let files: Vec<PathBuf> = WalkDir::new(portal)
        .into_iter()
        .filter_map(|entry| Some(entry.ok()?.into_path()))
        .filter(|path| {
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            ["js", "css", "wasm", "json", "svg", "txt", "webmanifest"].contains(&&*ending)
        })
        .collect();
    for path in files {
        let bytes = fs::read(&path)?;
        fs::write(with_ending(&path, "br"), brotli(&bytes)?)?;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut gzip, &bytes)?;
        fs::write(with_ending(&path, "gz"), gzip.finish()?)?;
    }
    Ok(())
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

/// Brotli at its best, 11.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut small = Vec::new();
    let options = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut small, &options)?;
    Ok(small)
}
