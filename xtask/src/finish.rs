//! From what trunk made to what is published: bundled, small, named by content.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;
use sha2::{Digest, Sha384};
use walkdir::WalkDir;

use crate::{glue, npm, root, run::run, target};

/// The oldest browsers that know all that the styles use.
const BROWSERS: &str = "--target=chrome123,firefox120,safari17.5";

pub fn finish(dist: &Path) -> Result<()> {
    let work = target().join("finish");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;
    fs::copy(root().join("src/start.js"), dist.join("start.js"))?;

    let chunks = glue::shrink(dist, &work)?;
    let script = bundle(&dist.join("start.js"), "app", dist)?;
    let style = bundle(&root().join("style/main.css"), "main", dist)?;
    let face = bundle(&root().join("style/face.css"), "face", dist)?;
    for name in ["start.js", glue::SCRIPT, glue::WASM] {
        fs::remove_file(dist.join(name))?;
    }
    fs::remove_dir_all(dist.join("snippets"))?;

    let page = dist.join("index.html");
    let text = fs::read_to_string(&page)?;
    let head = head(&text, dist, [&script, &style, &face], &chunks)?;
    let text = text
        .replace("<script type=\"module\" src=\"start.js\"></script>", "")
        .replace("<!-- build:head -->", &head);
    fs::write(&page, without_blank_lines(&text))?;
    licences(dist)?;
    compress(dist)
}

/// Bundles and minifies a script or a style with all that it imports; the name of the result.
fn bundle(entry: &Path, name: &str, dist: &Path) -> Result<String> {
    let mut esbuild = npm::program("esbuild");
    esbuild
        .arg(entry)
        .args(["--bundle", "--splitting", "--minify", "--format=esm"])
        .arg(BROWSERS)
        .arg(format!("--entry-names={name}-[hash]"))
        .args(["--chunk-names=[name]-[hash]", "--asset-names=[name]-[hash]"])
        .arg("--loader:.woff2=file")
        .arg(format!("--outdir={}", dist.display()))
        .args(["--log-level=warning", "--legal-comments=none"])
        .env("NODE_PATH", npm::modules());
    run(&mut esbuild)?;
    let prefix = format!("{name}-");
    let ending = entry.extension().unwrap_or_default();
    fs::read_dir(dist)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.extension() == Some(ending) && file_name(path).starts_with(&prefix))
        .map(|path| file_name(&path))
        .with_context(|| format!("esbuild made no {name}"))
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
    dist: &Path,
    [script, style, face]: [&String; 3],
    chunks: &[String],
) -> Result<String> {
    let integrity = |name: &str| -> Result<String> {
        let digest = Sha384::digest(fs::read(dist.join(name))?);
        Ok(format!("integrity=\"sha384-{}\"", STANDARD.encode(digest)))
    };
    let feed = feed(page)?;
    let script_integrity = integrity(script)?;
    let style_integrity = integrity(style)?;
    let (first, others) = chunks.split_first().context("there is no module")?;
    let others: Vec<String> = others
        .iter()
        .map(|name| format!("<link data-chunk href=\"{name}\" />"))
        .collect();
    let others = others.join("\n    ");
    Ok(format!(
        r#"<link rel="stylesheet" href="{style}" {style_integrity} />
    <link rel="preload" as="fetch" type="application/wasm" crossorigin href="{first}" />
    {others}
    <link rel="preload" as="fetch" crossorigin id="feed-preload" href="{feed}" />
    <link data-face href="{face}" />
    <script type="module" src="{script}" {script_integrity}></script>"#
    ))
}

/// The feed that the page's config block names, as an attribute's value.
fn feed(page: &str) -> Result<String> {
    let (_, block) = page
        .split_once("id=\"cong-tin-config\"")
        .context("index.html has no config block")?;
    let start = block.find('>').context("the config block has no start")? + 1;
    let end = block
        .find("</script>")
        .context("the config block has no end")?;
    let config: BTreeMap<String, Value> =
        serde_json::from_str(&block[start..end]).context("the config block is not JSON")?;
    let feed = config.get("feed").and_then(Value::as_str);
    let feed = feed.context("the config block names no feed")?;
    Ok(feed.replace('&', "&amp;").replace('"', "&quot;"))
}

/// The licences of what is inside.
fn licences(dist: &Path) -> Result<()> {
    let folder = dist.join("licences");
    fs::create_dir_all(&folder)?;
    for (package, name) in [
        (
            "@fontsource-variable/source-serif-4/LICENSE",
            "source-serif-4.txt",
        ),
        ("dompurify/LICENSE", "dompurify.txt"),
    ] {
        fs::copy(npm::file(package), folder.join(name))?;
    }
    Ok(())
}

/// A `.br` and a `.gz` beside every file that shrinks.
fn compress(dist: &Path) -> Result<()> {
    let files: Vec<PathBuf> = WalkDir::new(dist)
        .into_iter()
        .filter_map(|entry| Some(entry.ok()?.into_path()))
        .filter(|path| {
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            ["html", "js", "css", "wasm", "json", "svg", "txt"].contains(&&*ending)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_feed_to_preload_is_the_config_s() {
        let page = r#"<script type="application/json" id="cong-tin-config">
            {"feed":"a.json?b=1&c=2"}</script>"#;
        assert_eq!(feed(page).unwrap(), "a.json?b=1&amp;c=2");
        assert!(feed("<p>").is_err());
    }
}
