//! `index.html`: what trunk made of it, with everything that a first view needs in its head.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use super::{
    bundle::{bundle, integrity},
    contrast, worker,
};
use crate::root;

/// What stands around that part of the head that only `trunk serve` needs.
const DEVELOP: [&str; 2] = ["<!-- develop -->", "<!-- /develop -->"];

/// Bundles the app's script and the styles, and writes the page; the name of the build.
pub fn make(portal: &Path, module: &str) -> Result<String> {
    contrast::check(&fs::read_to_string(root().join("style/tokens.css"))?)?;
    let ask = bundle(&root().join("src/js/ask.js"), "ask", portal)?;
    let script = bundle(&root().join("src/js/start.js"), "app", portal)?;
    let begin = bundle(&root().join("src/js/offline/begin.js"), "begin", portal)?;
    let standing = bundle(&root().join("src/js/standing.js"), "standing", portal)?;
    let style = bundle(&root().join("style/main.css"), "main", portal)?;
    let pages = bundle(&root().join("style/pages.css"), "pages", portal)?;
    let face = bundle(&root().join("style/face.css"), "face", portal)?;
    let path = portal.join("index.html");
    let text = fs::read_to_string(&path)?;
    let (before, rest) = text
        .split_once(DEVELOP[0])
        .context("no part to develop by")?;
    let (_, after) = rest.split_once(DEVELOP[1]).context("it has no end")?;
    let files = [&ask, &script, &begin, &standing, &style, &pages, &face];
    let head = head(portal, files, module)?;
    let text = [before, &policy(), "\n    ", &head, after].concat();
    let (text, build) = worker::named(&without_blank_lines(&text));
    fs::write(&path, text)?;
    Ok(build)
}

/// The page's own policy, for hosts that send no headers.
fn policy() -> String {
    let policy = hosting::content_security([]);
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\" />")
}

/// What was taken out leaves empty lines.
fn without_blank_lines(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Everything starts at once, and whatever is run is what was built.
fn head(
    portal: &Path,
    [ask, script, begin, standing, style, pages, face]: [&String; 7],
    module: &str,
) -> Result<String> {
    let verified = |address: &str| -> Result<String> {
        let integrity = integrity(portal, address)?;
        Ok(format!("\"{address}\" integrity=\"{integrity}\""))
    };
    Ok(format!(
        r#"<link rel="stylesheet" href={style} />
    <link rel="preload" as="fetch" type="application/wasm" crossorigin href={module} />
    <script async type="module" src={ask}></script>
    <link data-pages href={pages} />
    <link data-face href={face} />
    <template id="late"><script type="module" src={begin}></script><script type="module" src={standing}></script></template>
    <script async type="module" src="recover.js"></script>
    <script type="module" src={script}></script>"#,
        style = verified(style)?,
        // Only Chromium serves a request that says its digest from a preload: the script verifies it.
        module = verified(module)?.replace(" integrity=", " data-integrity="),
        ask = verified(ask)?,
        pages = verified(pages)?,
        face = verified(face)?,
        begin = verified(begin)?,
        standing = verified(standing)?,
        script = verified(script)?,
    ))
}
