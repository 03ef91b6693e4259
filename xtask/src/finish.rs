//! From what trunk made to the portal: bundled, small, named by content.
//!
//! What comes out holds the demonstration's settings and lies at the root of its host;
//! `xtask/src/dist.rs` makes of it the folder to publish.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha384};
use walkdir::WalkDir;

use crate::{
    dist::page,
    glue::{self, Published},
    lean, npm, root,
    run::run,
    target, worker,
};

/// The oldest browsers that know all that the styles use.
pub const BROWSERS: &str = "--target=chrome123,firefox120,safari17.5";

/// The folder of the files whose names hold the hash of their content.
pub const ASSETS: &str = "assets";

/// DOMPurify, in the folder that the build works in.
const PURIFIER: &str = "purify.js";

pub fn finish(portal: &Path) -> Result<()> {
    let work = work();
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;
    fs::create_dir_all(portal.join(ASSETS))?;

    let chunks = glue::shrink(portal, &work)?;
    lean::dompurify(&work.join(PURIFIER))?;
    let script = bundle(&root().join("src/start.js"), "app", portal)?;
    let style = bundle(&root().join("style/main.css"), "main", portal)?;
    let face = bundle(&root().join("style/face.css"), "face", portal)?;
    for name in [glue::SCRIPT, glue::WASM] {
        fs::remove_file(portal.join(name))?;
    }
    fs::remove_dir_all(portal.join("snippets"))?;

    let page = portal.join("index.html");
    let text = fs::read_to_string(&page)?;
    let head = head(&text, portal, [&script, &style, &face], &chunks)?;
    let text = text
        .replace("<script type=\"module\" src=\"start.js\"></script>", "")
        .replace("<!-- build:policy -->", &policy())
        .replace("<!-- build:head -->", &head);
    worker::bundle_mend(portal)?;
    let (text, build) = worker::named(&without_blank_lines(&text));
    fs::write(&page, text)?;
    worker::bundle_worker(portal, &build)?;
    licences(portal)?;
    compress(portal)
}

fn work() -> PathBuf {
    target().join("finish")
}

/// The page's own policy, for hosts that send no headers.
fn policy() -> String {
    let policy = hosting::content_security([]);
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\" />")
}

/// Bundles and minifies a script or a style with all that it imports; the result's address below
/// the base path.
fn bundle(entry: &Path, name: &str, portal: &Path) -> Result<String> {
    let assets = portal.join(ASSETS);
    let mut esbuild = npm::program("esbuild");
    esbuild
        .arg(entry)
        .args(["--bundle", "--splitting", "--minify", "--format=esm"])
        .arg(BROWSERS)
        .arg(format!(
            "--alias:cong-tin={}",
            portal.join(glue::SCRIPT).display()
        ))
        // A script's own style is put up by the script.
        .args((name == "app").then_some("--loader:.css=text"))
        .arg(format!("--entry-names={name}-[hash]"))
        .args(["--chunk-names=[name]-[hash]", "--asset-names=[name]-[hash]"])
        .arg("--loader:.woff2=file")
        .arg(format!("--outdir={}", assets.display()))
        .arg(format!(
            "--alias:dompurify={}",
            work().join(PURIFIER).display()
        ))
        .args(["--log-level=warning", "--legal-comments=none"])
        .env("NODE_PATH", npm::modules());
    run(&mut esbuild)?;
    let prefix = format!("{name}-");
    let ending = entry.extension().unwrap_or_default();
    fs::read_dir(&assets)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension() == Some(ending) && file_name(path).starts_with(&prefix))
        .map(|path| asset(&file_name(&path)))
        .with_context(|| format!("esbuild made no {name}"))
}

/// The address of a file among the assets.
pub fn asset(name: &str) -> String {
    [ASSETS, "/", name].concat()
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// What was taken out leaves empty lines.
fn without_blank_lines(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// What stands in the head instead of its mark: everything starts at once.
fn head(
    page: &str,
    portal: &Path,
    [script, style, face]: [&String; 3],
    chunks: &[Published],
) -> Result<String> {
    let integrity = |name: &str| -> Result<String> {
        let digest = Sha384::digest(fs::read(portal.join(name))?);
        Ok(format!("integrity=\"sha384-{}\"", STANDARD.encode(digest)))
    };
    let feed = page::feed(page)?;
    let script_integrity = integrity(script)?;
    let style_integrity = integrity(style)?;
    let (first, others) = chunks.split_first().context("there is no module")?;
    let others: Vec<String> = others
        .iter()
        .map(|Published { address, late }| {
            let when = if *late { "=\"late\"" } else { "" };
            format!("<link data-chunk{when} href=\"{address}\" />")
        })
        .collect();
    let others = others.join("\n    ");
    Ok(format!(
        r#"<link rel="stylesheet" href="{style}" {style_integrity} />
    <link rel="preload" as="fetch" type="application/wasm" crossorigin href="{}" />
    {others}
    <link rel="preload" as="fetch" crossorigin id="feed-preload" href="{feed}" />
    <link data-face href="{face}" />
    <script async type="module" src="mend.js"></script>
    <script type="module" src="{script}" {script_integrity}></script>"#,
        first.address
    ))
}

/// The licences of what is inside.
fn licences(portal: &Path) -> Result<()> {
    let folder = portal.join("licences");
    fs::create_dir_all(&folder)?;
    for (package, name) in [
        (
            "@fontsource-variable/source-serif-4/LICENSE",
            "source-serif-4.txt",
        ),
        ("dompurify/LICENSE", "dompurify.txt"),
        ("workbox-core/LICENSE", "workbox.txt"),
    ] {
        fs::copy(npm::file(package), folder.join(name))?;
    }
    Ok(())
}

/// A `.br` and a `.gz` beside every file that shrinks, but for pages: operators edit them, and a
/// host would go on sending the siblings of the old ones.
fn compress(portal: &Path) -> Result<()> {
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
