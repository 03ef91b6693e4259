//! The licences of all that is inside the portal, with their texts: `licences/`. The texts are those
//! that the packages bring; of one that brings none, SPDX's of the licence that it names.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use cargo_metadata::{Metadata, MetadataCommand};
use serde_json::Value;
use spdx::{Expression, ParseMode};
use xshell::cmd;

use crate::{build::wasm_std::TRIPLE, npm, root, run::shell};

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
    list.push_str("Rust's standard library: texts in std.html\n");
    fs::write(folder.join("std.html"), standard_library()?)?;
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
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for package in packages {
        let mut texts = package.texts.clone();
        if texts.is_empty() {
            texts = by_spdx(&package.licence).with_context(|| package.line())?;
        }
        for text in texts {
            owners.entry(text).or_default().push_str(&package.line());
        }
    }
    let rule = "=".repeat(80);
    let sections = owners
        .iter()
        .map(|(text, owners)| format!("{rule}\n{owners}\n{}\n\n", text.trim()));
    Ok(sections.collect())
}

/// The texts of a package that brings none, with a word that says so.
fn by_spdx(licence: &str) -> Result<Vec<String>> {
    let expression = Expression::parse_mode(licence, ParseMode::LAX)?;
    let named = expression.requirements().map(|part| part.req.license.id());
    let texts = named.map(|id| {
        let (name, text) = id
            .map(|id| (id.name, id.text()))
            .context("no text is known")?;
        let word = "The package has no file with its licence: this is SPDX's text of";
        Ok(format!("({word} {name}.)\n\n{text}"))
    });
    texts.collect()
}

fn metadata() -> Result<Metadata> {
    let mut command = MetadataCommand::new();
    command
        .current_dir(root())
        .other_options(["--locked".into()]);
    Ok(command.exec()?)
}

/// The crates that are compiled into the module; what only runs while it is compiled is not inside.
fn crates() -> Result<Vec<Package>> {
    let sh = shell()?;
    let only = ["--package", "cong-tin", "--edges", "normal,no-proc-macro"];
    let inside = cmd!(
        sh,
        "cargo tree --locked --prefix none --target {TRIPLE} {only...}"
    );
    let inside = inside.quiet().read()?;
    // `leptos v0.8.2`, and for some a word on what they are.
    let inside: BTreeSet<(&str, &str)> = inside
        .lines()
        .filter_map(|line| line.split_once(" v"))
        .map(|(name, rest)| (name, rest.split(' ').next().unwrap_or(rest)))
        .collect();
    let mut found = Vec::new();
    for package in metadata()?.packages {
        let version = package.version.to_string();
        // What has no source is of this project.
        if package.source.is_none() || !inside.contains(&(&**package.name, &*version)) {
            continue;
        }
        let folder = package.manifest_path.parent();
        let folder = folder.context("a package has no folder")?;
        found.push(Package {
            name: package.name.to_string(),
            version,
            licence: package.license.unwrap_or_default(),
            texts: texts_in(folder.as_std_path())?,
        });
    }
    found.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    Ok(found)
}

/// Rust's own, which is compiled in as well: what its makers say of it and of what is in it.
fn standard_library() -> Result<String> {
    let sh = shell()?;
    let toolchain = cmd!(sh, "rustc --print sysroot").quiet().read()?;
    let path = Path::new(&toolchain).join("share/doc/rust/COPYRIGHT-library.html");
    fs::read_to_string(&path).with_context(|| format!("{} is not there", path.display()))
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
        let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
        packages.push(Package {
            name: text("name"),
            version: text("version"),
            licence: text("license"),
            texts: texts_in(&folder)?,
        });
    }
    Ok(packages)
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

    fn package(name: &str, licence: &str, texts: &[&str]) -> Package {
        Package {
            name: name.into(),
            version: "1.0.0".into(),
            licence: licence.into(),
            texts: texts.iter().map(|text| (*text).into()).collect(),
        }
    }

    #[test]
    fn a_text_that_many_share_stands_once() {
        let packages = [
            package("a", "MIT", &["one"]),
            package("b", "MIT", &["one", "two"]),
        ];
        let all = texts(&packages).unwrap();
        assert_eq!(all.matches("\none\n").count(), 1);
        assert!(all.contains("a 1.0.0: MIT\nb 1.0.0: MIT\n\none\n"), "{all}");
    }

    #[test]
    fn a_package_without_a_text_has_spdx_s_of_each_licence_it_names() {
        let all = texts(&[package("c", "MIT OR Apache-2.0", &[])]).unwrap();
        assert_eq!(all.matches("c 1.0.0: MIT OR Apache-2.0").count(), 2);
        assert!(all.contains("text of MIT.") && all.contains("text of Apache-2.0."));
        assert!(all.contains("THE SOFTWARE IS PROVIDED \"AS IS\""), "{all}");
    }

    #[test]
    fn a_package_without_a_text_or_a_licence_is_named() {
        let error = texts(&[package("c", "", &[])]).unwrap_err();
        assert!(format!("{error:#}").contains("c 1.0.0"), "{error:#}");
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
