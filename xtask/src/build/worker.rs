//! What lasts under its own name, whatever the build: the script of a page whose files are
//! gone, and the service worker, which knows the build and all its files.

use std::{fs, path::Path};

use anyhow::Result;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha384};

use super::bundle::{ASSETS, asset, esbuild};
use crate::{root, run::run};

const RECOVER: &str = "recover.js";

/// The page with the name of its build, and the name: ten letters and digits, made from the page,
/// which names all files of the build.
pub fn named(page: &str) -> (String, String) {
    let digest = Sha256::digest(page);
    let build: String = digest.iter().take(5).map(|b| format!("{b:02x}")).collect();
    let marked = format!("<body data-build=\"{build}\"");
    (page.replacen("<body", &marked, 1), build)
}

/// `recover.js`.
pub fn bundle_recover(portal: &Path) -> Result<()> {
    bundle("src/js/recover.js", RECOVER, portal, &[])
}

/// `sw.js`, with Workbox, and what it is to precache, in it.
pub fn bundle_worker(portal: &Path, build: &str) -> Result<()> {
    let defined = [
        format!("--define:BUILD={}", json!(build)),
        format!("--define:FILES={}", precached(portal)?),
        format!("--define:PAGES={}", json!(pages())),
        format!("--define:ARTICLE={}", json!(hosting::article_expression())),
        "--define:process.env.NODE_ENV=\"production\"".into(),
    ];
    bundle("src/js/worker/sw.js", "sw.js", portal, &defined)
}

fn bundle(entry: &str, name: &str, portal: &Path, defined: &[String]) -> Result<()> {
    let mut esbuild = esbuild(&root().join(entry), name);
    esbuild
        .args(defined)
        .arg(format!("--outfile={}", portal.join(name).display()));
    run(&mut esbuild)
}

/// The files that make the portal run, as Workbox's precache manifest.
fn precached(portal: &Path) -> Result<Value> {
    let mut names: Vec<String> = fs::read_dir(portal.join(ASSETS))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| is_precached(name))
        .map(|name| asset(&name))
        .collect();
    names.sort();
    names.push(RECOVER.into());
    names
        .iter()
        .map(|name| {
            let bytes = fs::read(portal.join(name))?;
            let integrity = STANDARD.encode(Sha384::digest(&bytes));
            // The name itself tells of a change, but for the one name that lasts.
            let revision = (name == RECOVER).then(|| integrity[..10].to_owned());
            let integrity = format!("sha384-{integrity}");
            Ok(json!({ "url": name, "revision": revision, "integrity": integrity }))
        })
        .collect()
}

/// Code of the portal, and neither the siblings that are packed, nor the widget's, nor what few open.
fn is_precached(name: &str) -> bool {
    let is_code = name
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ["js", "css", "wasm", "woff2"].contains(&ending));
    is_code
        && !["embed", "widget", "seldom"]
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

    /// What node says to an expression after one of the worker's modules.
    fn run_worker_s(module: &str, expression: &str) -> String {
        let module = fs::read_to_string(root().join("src/js/worker").join(module)).unwrap();
        let script = format!("{module}\nconsole.log({expression})");
        let mut node = std::process::Command::new("node");
        let said = node.args(["--input-type=module", "-e", &script]).output();
        String::from_utf8(said.expect("node runs").stdout).unwrap()
    }

    #[test]
    fn only_what_reads_as_a_feed_takes_the_place_of_one() {
        for (text, expected) in [
            (
                r#"{"version":"https://jsonfeed.org/version/1.1","items":[]}"#,
                true,
            ),
            ("\u{feff}{\"items\":[]}", true),
            (r#"{"error":"busy"}"#, false),
            (
                r#"{"version":"https://jsonfeed.org/version/1.1","items":[{"#,
                false,
            ),
            ("null", false),
            ("", false),
            (
                "<?xml version='1.0'?><!-- <html> --><rss version='2.0'><channel/></rss>\n",
                true,
            ),
            (
                "<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'></atom:feed>",
                true,
            ),
            ("<rdf:RDF\nxmlns:rdf='x'></rdf:RDF><!-- end -->", true),
            ("<rss version='2.0'><channel><item>", false),
            (
                "<html xmlns='http://www.w3.org/1999/xhtml'><body><rss ></rss></body></html>",
                false,
            ),
        ] {
            let call = format!("isFeedText(new TextEncoder().encode({}))", json!(text));
            let said = run_worker_s("is_feed.js", &call);
            assert_eq!(said.trim(), expected.to_string(), "{text}");
        }
        // As "<rss ></rss>" in UTF-16, and what is too long.
        let utf16 = "isFeedText(Buffer.from('\u{feff}<rss ></rss>', 'utf16le'))";
        assert_eq!(run_worker_s("is_feed.js", utf16), "true\n");
        let long = "isFeedText(new TextEncoder().encode('{\"items\":[]}'.padEnd(5_000_001)))";
        assert_eq!(run_worker_s("is_feed.js", long), "false\n");
    }

    #[test]
    fn the_worker_finds_the_key_in_an_article_s_address() {
        let key = feed::Key::hash("https://example.org/1").to_string();
        let pattern = json!(hosting::article_expression());
        for (path, expected) in [
            (format!("article/hoi-nghi-{key}"), &*key),
            (format!("article/{key}"), &key),
            (format!("tin/article/hoi-nghi-{key}"), "undefined"),
            (format!("article/hoi-nghi-{key}/x"), "undefined"),
            ("article/hoi-nghi".into(), "undefined"),
        ] {
            let call = format!("{}.match(new RegExp({pattern}))?.[1]", json!(path));
            assert_eq!(run_worker_s("limits.js", &call).trim(), expected, "{path}");
        }
    }

    #[test]
    fn the_first_read_is_dropped_first() {
        let kept = |sizes: &str| {
            let call = format!("within({sizes}.map((bytes) => ({{ bytes }})), 3, 100)");
            run_worker_s(
                "limits.js",
                &format!("{call}.map(({{ bytes }}) => bytes).join()"),
            )
        };
        for (sizes, expected) in [
            ("[]", "\n"),
            ("[40, 40, 40]", "40,40\n"),
            ("[1, 2, 3, 4]", "1,2,3\n"),
            // Of what is being read, too; smaller ones have room all the same.
            ("[500, 1]", "1\n"),
        ] {
            assert_eq!(kept(sizes), expected, "{sizes}");
        }
    }

    #[test]
    fn what_the_reader_has_saved_is_kept_first() {
        for (read, expected) in [("60, 20", "20,50\n"), ("20, 20, 20", "20,20,50\n")] {
            let entries = format!(
                "[...[{read}].map((bytes) => ({{ bytes }})), {{ bytes: 50, saved: true }}]"
            );
            let call = format!("within({entries}, 2, 100).map(({{ bytes }}) => bytes).join()");
            assert_eq!(run_worker_s("limits.js", &call), expected, "{read}");
        }
    }

    #[test]
    fn the_portal_s_own_files_are_precached() {
        for (name, expected) in [
            ("app-2V4BMZGR.js", true),
            ("app-046AFBDE5E.wasm", true),
            ("source-serif-4-vietnamese-wght-normal-A1B2C3D4.woff2", true),
            ("embed-2V4BMZGR.js", false),
            ("widget-046AFBDE5E.wasm", false),
            ("seldom-046AFBDE5E.wasm", false),
            ("app-2V4BMZGR.js.br", false),
        ] {
            assert_eq!(is_precached(name), expected, "{name}");
        }
    }
}
