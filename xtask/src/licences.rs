//! The licences of all that is inside the portal, with their texts: `licences/`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{npm, root, wasm_std::TRIPLE};

/// What is said first.
const HEAD: &str =
    "Cổng Tin: MIT OR Apache-2.0\n\nInside it are, by name, version and licence:\n\n";

/// How files that hold a licence are called.
const NAMES: [&str; 6] = [
    "LICENSE",
    "LICENCE",
    "COPYING",
    "NOTICE",
    "UNLICENSE",
    "COPYRIGHT",
];

/// The text of a licence that some packages only name (SPDX, `MIT`).
const MIT: &str = "\
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the \"Software\"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
";

/// A package that is inside, with the texts that it brings.
struct Package {
    name: String,
    version: String,
    /// An SPDX expression.
    licence: String,
    texts: Vec<String>,
}

/// Writes `licences/`; `bundled` are esbuild's accounts of what it put into the assets.
pub fn write(portal: &Path, bundled: &[PathBuf]) -> Result<()> {
    let folder = portal.join("licences");
    fs::create_dir_all(&folder)?;
    let mut list = String::from(HEAD);
    for (file, packages) in [
        ("rust.txt", crates()?),
        ("npm.txt", bundled_packages(bundled)?),
    ] {
        ensure!(!packages.is_empty(), "nothing is inside for {file}");
        let lines = packages.iter().map(Package::line);
        list.push_str(&format!("{}texts in {file}\n\n", lines.collect::<String>()));
        fs::write(folder.join(file), texts(&packages)?)?;
    }
    fs::write(folder.join("index.txt"), list)?;
    Ok(())
}

impl Package {
    fn line(&self) -> String {
        format!("{} {}: {}\n", self.name, self.version, self.licence)
    }
}

/// Each text once, with the packages that it is of.
fn texts(packages: &[Package]) -> Result<String> {
    let mut owners: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for package in packages {
        ensure!(
            !package.texts.is_empty(),
            "{} {} has no text of its licence, {}",
            package.name,
            package.version,
            package.licence
        );
        for text in &package.texts {
            owners.entry(text).or_default().push(package.line());
        }
    }
    let rule = "=".repeat(80);
    let sections = owners
        .iter()
        .map(|(text, owners)| format!("{rule}\n{}\n{}\n\n", owners.concat(), text.trim()));
    Ok(sections.collect())
}

/// The crates that are compiled into the module; what only runs while it is compiled is not inside.
fn crates() -> Result<Vec<Package>> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", TRIPLE])
        .current_dir(root())
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "cargo metadata failed: {said}");
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let by_id = |list: &'static str| -> BTreeMap<&str, &Value> {
        let list = metadata.pointer(list).and_then(Value::as_array);
        let list = list.into_iter().flatten();
        list.filter_map(|entry| Some((entry["id"].as_str()?, entry)))
            .collect()
    };
    let (packages, nodes) = (by_id("/packages"), by_id("/resolve/nodes"));
    let portal = packages
        .values()
        .find(|package| package["name"] == "cong-tin");
    let portal = portal.and_then(|package| package["id"].as_str());
    let mut ahead = vec![portal.context("cargo metadata does not know the portal")?];
    let mut inside = BTreeSet::new();
    while let Some(id) = ahead.pop() {
        let package = packages.get(id).context("a package is missing")?;
        let targets = package["targets"].as_array().into_iter().flatten();
        let mut kinds = targets
            .filter_map(|target| target["kind"].as_array())
            .flatten();
        if kinds.any(|kind| kind == "proc-macro") || !inside.insert(id) {
            continue;
        }
        let needed = nodes.get(id).and_then(|node| node["deps"].as_array());
        let needed = needed.into_iter().flatten().filter(|needed| {
            let kinds = needed["dep_kinds"].as_array().into_iter().flatten();
            kinds.into_iter().any(|kind| kind["kind"].is_null())
        });
        ahead.extend(needed.filter_map(|needed| needed["pkg"].as_str()));
    }
    let mut found = Vec::new();
    for package in inside.iter().filter_map(|id| packages.get(id)) {
        // What has no source is of this project.
        if package["source"].is_null() {
            continue;
        }
        let manifest = package["manifest_path"].as_str().unwrap_or_default();
        let folder = Path::new(manifest)
            .parent()
            .context("a package has no folder")?;
        let authors: Vec<&str> = package["authors"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let licence = text(package, "license");
        let mut texts = texts_in(folder)?;
        if texts.is_empty() && licence.contains("MIT") {
            let authors = if authors.is_empty() {
                "its authors".into()
            } else {
                authors.join(", ")
            };
            texts.push(format!("Copyright (c) {authors}\n\n{MIT}"));
        }
        found.push(Package {
            name: text(package, "name"),
            version: text(package, "version"),
            licence,
            texts,
        });
    }
    found.push(standard_library()?);
    found.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    Ok(found)
}

/// Rust's own, which is compiled in as well.
fn standard_library() -> Result<Package> {
    let version = Command::new("rustc").arg("--version").output()?.stdout;
    let version = String::from_utf8_lossy(&version).into_owned();
    Ok(Package {
        name: "std (Rust's standard library)".into(),
        version: version.split_whitespace().nth(1).unwrap_or_default().into(),
        licence: "MIT OR Apache-2.0".into(),
        texts: vec![format!(
            "Copyright (c) The Rust Project Contributors\n\n{MIT}"
        )],
    })
}

/// The npm packages whose files esbuild put into the assets.
fn bundled_packages(accounts: &[PathBuf]) -> Result<Vec<Package>> {
    let mut folders = BTreeSet::new();
    for account in accounts {
        let account: Value = serde_json::from_str(&fs::read_to_string(account)?)?;
        let inputs = account["inputs"]
            .as_object()
            .context("esbuild names no inputs")?;
        for path in inputs.keys() {
            let Some((_, inside)) = path.rsplit_once("node_modules/") else {
                continue;
            };
            let depth = if inside.starts_with('@') { 2 } else { 1 };
            let name: Vec<&str> = inside.split('/').take(depth).collect();
            folders.insert(npm::file(&name.join("/")));
        }
    }
    let mut packages = Vec::new();
    for folder in folders {
        let package = fs::read_to_string(folder.join("package.json"))?;
        let package: Value = serde_json::from_str(&package)?;
        packages.push(Package {
            name: text(&package, "name"),
            version: text(&package, "version"),
            licence: text(&package, "license"),
            texts: texts_in(&folder)?,
        });
    }
    Ok(packages)
}

fn text(package: &Value, key: &str) -> String {
    package[key].as_str().unwrap_or_default().to_owned()
}

/// The licences that lie in a package's folder, in the order of their names.
fn texts_in(folder: &Path) -> Result<Vec<String>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let name = name.to_uppercase();
            path.is_file() && NAMES.iter().any(|start| name.starts_with(start))
        })
        .collect();
    files.sort();
    let texts = files.iter().map(|file| Ok(fs::read_to_string(file)?));
    texts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, texts: &[&str]) -> Package {
        Package {
            name: name.into(),
            version: "1.0.0".into(),
            licence: "MIT".into(),
            texts: texts.iter().map(|text| (*text).into()).collect(),
        }
    }

    #[test]
    fn a_text_that_many_share_stands_once() {
        let all = texts(&[package("a", &["one"]), package("b", &["one", "two"])]).unwrap();
        assert_eq!(all.matches("\none\n").count(), 1);
        assert!(all.contains("a 1.0.0: MIT\nb 1.0.0: MIT\n\none\n"), "{all}");
    }

    #[test]
    fn a_package_without_a_text_is_named() {
        let error = texts(&[package("c", &[])]).unwrap_err();
        assert!(error.to_string().contains("c 1.0.0"), "{error}");
    }

    #[test]
    fn the_crates_that_are_inside_are_found() {
        let crates = crates().unwrap();
        let names: Vec<&str> = crates.iter().map(|package| &*package.name).collect();
        assert!(names.contains(&"leptos") && names.contains(&"wasm-bindgen"));
        // Neither macros nor the tests' and the origin's.
        for outside in ["leptos_macro", "serde_derive", "fantoccini", "axum", "feed"] {
            assert!(!names.contains(&outside), "{outside}");
        }
    }
}
