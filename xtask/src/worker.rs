//! What lasts under its own name, whatever the build: the script that mends a page whose files are
//! gone, and the service worker, which knows the build and all its files.

use std::{fs, path::Path};

use anyhow::Result;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha384};

use crate::{
    finish::{ASSETS, BROWSERS, account, asset},
    npm, root,
    run::run,
};

const MEND: &str = "mend.js";

/// The page with the name of its build, and the name: ten letters and digits, made from the page,
/// which names all files of the build.
pub fn named(page: &str) -> (String, String) {
    let digest = Sha256::digest(page);
    let build: String = digest.iter().take(5).map(|b| format!("{b:02x}")).collect();
    let marked = format!("<body data-build=\"{build}\"");
    (page.replacen("<body", &marked, 1), build)
}

/// `mend.js`.
pub fn bundle_mend(portal: &Path) -> Result<()> {
    bundle("src/mend.js", MEND, portal, &[])
}

/// `sw.js`, Workbox and what it is to have in stock in it.
pub fn bundle_worker(portal: &Path, build: &str) -> Result<()> {
    let defined = [
        format!("--define:BUILD={}", json!(build)),
        format!("--define:FILES={}", stock(portal)?),
        format!("--define:PAGES={}", json!(pages())),
        "--define:process.env.NODE_ENV=\"production\"".into(),
    ];
    bundle("src/worker/sw.js", "sw.js", portal, &defined)
}

fn bundle(entry: &str, name: &str, portal: &Path, defined: &[String]) -> Result<()> {
    let mut esbuild = npm::program("esbuild");
    esbuild
        .arg(root().join(entry))
        .args(["--bundle", "--minify", "--format=esm", BROWSERS])
        .args(defined)
        .arg(format!("--outfile={}", portal.join(name).display()))
        .arg(format!("--metafile={}", account(name).display()))
        .args(["--log-level=warning", "--legal-comments=none"])
        .env("NODE_PATH", npm::modules());
    run(&mut esbuild)
}

/// The files that make the portal run, as Workbox's precache manifest.
fn stock(portal: &Path) -> Result<Value> {
    let mut names: Vec<String> = fs::read_dir(portal.join(ASSETS))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| is_stock(name))
        .map(|name| asset(&name))
        .collect();
    names.sort();
    names.push(MEND.into());
    names
        .iter()
        .map(|name| {
            let bytes = fs::read(portal.join(name))?;
            let integrity = STANDARD.encode(Sha384::digest(&bytes));
            // The name itself tells of a change, but for the one name that lasts.
            let revision = (name == MEND).then(|| integrity[..10].to_owned());
            let integrity = format!("sha384-{integrity}");
            Ok(json!({ "url": name, "revision": revision, "integrity": integrity }))
        })
        .collect()
}

/// Code of the portal, and neither the siblings that are packed, nor the widget's, nor what only an
/// operator needs.
fn is_stock(name: &str) -> bool {
    let is_code = name
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ["js", "css", "wasm", "woff2"].contains(&ending));
    is_code
        && !["embed", "doctor"]
            .iter()
            .any(|start| name.starts_with(start))
}

/// The portal's addresses, as a regular expression for what comes after the base path.
fn pages() -> String {
    let pages = hosting::PAGES.iter().map(|page| page.expression());
    format!("^(?:{})", pages.collect::<Vec<_>>().join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_is_named_by_its_page() {
        let (page, build) = named("<html lang=\"vi\"><body>a");
        let expected = format!("<html lang=\"vi\"><body data-build=\"{build}\">a");
        assert_eq!(page, expected);
        assert_eq!(build.len(), 10);
        assert_ne!(build, named("<html lang=\"vi\"><body>b").1);
    }

    #[test]
    fn the_first_read_is_dropped_first() {
        let limits = fs::read_to_string(root().join("src/worker/limits.js")).unwrap();
        let kept = |sizes: &str| {
            let call = format!("within({sizes}.map((bytes) => ({{ bytes }})), 3, 100)");
            let script =
                format!("{limits}\nconsole.log({call}.map(({{ bytes }}) => bytes).join())");
            let mut node = std::process::Command::new("node");
            let said = node.args(["--input-type=module", "-e", &script]).output();
            String::from_utf8(said.expect("node runs").stdout).unwrap()
        };
        for (sizes, expected) in [
            ("[]", "\n"),
            ("[40, 40, 40]", "40,40\n"),
            ("[1, 2, 3, 4]", "1,2,3\n"),
            // What is being read is kept, however large.
            ("[500, 1]", "500\n"),
        ] {
            assert_eq!(kept(sizes), expected, "{sizes}");
        }
    }

    #[test]
    fn the_portal_s_own_files_are_in_stock() {
        for (name, expected) in [
            ("app-2V4BMZGR.js", true),
            ("app-046AFBDE5E.wasm", true),
            ("source-serif-4-vietnamese-wght-normal-A1B2C3D4.woff2", true),
            ("embed-2V4BMZGR.js", false),
            ("doctor-046AFBDE5E.wasm", false),
            ("app-2V4BMZGR.js.br", false),
        ] {
            assert_eq!(is_stock(name), expected, "{name}");
        }
    }
}
