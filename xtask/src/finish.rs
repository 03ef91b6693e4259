//! From what trunk made to the portal: bundled, small, named by content.
//!
//! What comes out holds the demonstration's settings and lies at the root of its host;
//! `xtask/src/dist.rs` makes of it the folder to publish.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::{
    dist::page,
    glue::{self, Published},
    lean, licences, npm, root,
    run::run,
    target, widget, worker,
};

/// The oldest browsers that know all that the styles use.
pub const BROWSERS: &str = "--target=chrome123,firefox120,safari17.5";

/// How the files end in which esbuild accounts for what it bundled, in `target/finish`.
const ACCOUNT: &str = ".meta.json";

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
    widget::finish(portal, &chunks)?;
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
    licences::write(portal, &accounts(&work)?)?;
    compress(portal)
}

/// Where the build works.
pub fn work() -> PathBuf {
    target().join("finish")
}

/// The page's own policy, for hosts that send no headers.
fn policy() -> String {
    let policy = hosting::content_security([]);
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\" />")
}

/// Bundles and minifies a script or a style with all that it imports; the result's address below
/// the base path.
pub fn bundle(entry: &Path, name: &str, portal: &Path) -> Result<String> {
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
    esbuild.arg(format!("--metafile={}", account(name).display()));
    run(&mut esbuild)?;
    let prefix = format!("{name}-");
    let ending = entry.extension().unwrap_or_default();
    fs::read_dir(&assets)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension() == Some(ending) && file_name(path).starts_with(&prefix))
        .map(|path| asset(&file_name(&path)))
        .with_context(|| format!("esbuild made no {name}"))
}

/// Where esbuild accounts for what it put into a file.
pub fn account(name: &str) -> PathBuf {
    work().join([name, ACCOUNT].concat())
}

/// esbuild's accounts of what it bundled.
fn accounts(work: &Path) -> Result<Vec<PathBuf>> {
    let mut accounts: Vec<PathBuf> = fs::read_dir(work)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(ACCOUNT))
        .collect();
    accounts.sort();
    Ok(accounts)
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

/// What was taken out leaves empty lines.
fn without_blank_lines(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// What stands in the head instead of its mark: everything starts at once, and whatever is run is
/// what was built.
fn head(
    page: &str,
    portal: &Path,
    [script, style, face]: [&String; 3],
    chunks: &[Published],
) -> Result<String> {
    let verified = |address: &String| -> Result<String> {
        let integrity = integrity(portal, address)?;
        Ok(format!("\"{address}\" integrity=\"{integrity}\""))
    };
    let (first, others) = chunks.split_first().context("there is no module")?;
    let (late, shared) = scripts(portal, script)?;
    let modules = |addresses: &[String]| -> Result<String> {
        let one = |address| {
            Ok(format!(
                "<script type=\"module\" src={}></script>",
                verified(address)?
            ))
        };
        addresses.iter().map(one).collect()
    };
    let others: Result<Vec<String>> = others
        .iter()
        .map(|Published { address, late }| {
            let when = if *late { "=\"late\"" } else { "" };
            Ok(format!(
                "<link data-chunk{when} href={} />",
                verified(address)?
            ))
        })
        .collect();
    Ok(format!(
        r#"<link rel="stylesheet" href={style} />
    <link rel="preload" as="fetch" type="application/wasm" crossorigin href={first} />
    {others}
    <link rel="preload" as="fetch" crossorigin id="feed-preload" href="{feed}" />
    <link data-face href={face} />
    {shared}
    <template id="late">{late}</template>
    <script async type="module" src="mend.js"></script>
    <script type="module" src={script}></script>"#,
        style = verified(style)?,
        // An engine that knows no digest of a preload would fetch it twice.
        first = verified(&first.address)?.replace(" integrity=", " data-integrity="),
        others = others?.join("\n    "),
        feed = page::feed(page)?,
        face = verified(face)?,
        shared = modules(&shared)?,
        late = modules(&late)?,
        script = verified(script)?,
    ))
}

/// What the `integrity` of a built file has to be.
pub fn integrity(portal: &Path, address: &str) -> Result<String> {
    let digest = Sha256::digest(fs::read(portal.join(address))?);
    Ok(["sha256-", &STANDARD.encode(digest)].concat())
}

/// What the entry imports late, and what it and they share: an import verifies nothing, so each
/// script has an element of its own that does.
fn scripts(portal: &Path, entry: &str) -> Result<(Vec<String>, Vec<String>)> {
    let mut names = BTreeSet::new();
    for file in fs::read_dir(portal.join(ASSETS))? {
        let path = file?.path();
        if path.extension().is_some_and(|ending| ending == "js") {
            names.insert(file_name(&path));
        }
    }
    let (mut late, mut shared) = (Vec::new(), Vec::new());
    let mut ahead = vec![entry.to_owned()];
    while let Some(script) = ahead.pop() {
        let text = fs::read_to_string(portal.join(script))?;
        for name in names.clone() {
            let imported_late = text.contains(&format!("import(\"./{name}\")"));
            if imported_late || text.contains(&format!("\"./{name}\"")) {
                let kind = if imported_late {
                    &mut late
                } else {
                    &mut shared
                };
                kind.push(asset(&name));
                ahead.push(asset(&name));
                names.remove(&name);
            }
        }
    }
    Ok((late, shared))
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
