//! Short names for what wasm-bindgen's script and the first module know each other by. wasm-bindgen ends
//! each with a hash, some 270 of them, which no compression takes away: 5 KB of a first view.
//!
//! esbuild renames the properties of the script and lists what it has called them; the module's imports and
//! exports are called the same. A name that one of them missed would keep the module from starting at all.

use std::{collections::BTreeMap, convert::Infallible, fs, path::Path};

use anyhow::{Context, Result};
use wasm_encoder::{
    ExportSection, ImportSection, Module,
    reencode::{Error, Reencode},
};
use wasmparser::Parser;

use super::work;
use crate::{npm, run::run};

/// How the names begin that wasm-bindgen makes, its calls of Rust's closures among them.
const MADE: &str = "^(__wbg_|__wbindgen_|_R)";

/// esbuild's list: what a property was called, and what it is called now.
const LIST: &str = "names.json";

/// Renames in both files.
pub fn shorten(script: &Path, module: &Path) -> Result<()> {
    let list = work().join(LIST);
    fs::write(&list, "{}")?;
    let mut esbuild = npm::program("esbuild");
    esbuild
        .arg(script)
        .arg(format!("--mangle-props={MADE}"))
        .arg(format!("--mangle-cache={}", list.display()))
        .arg(format!("--outfile={}", script.display()))
        .args(["--format=esm", "--allow-overwrite", "--log-level=warning"])
        // wasm-bindgen names the splitter's script once for each function.
        .arg("--log-override:duplicate-object-key=silent");
    run(&mut esbuild)?;
    let names: BTreeMap<String, String> = serde_json::from_slice(&fs::read(&list)?)?;
    let long = fs::read(module)?;
    let mut short = Module::new();
    Names(names)
        .parse_core_module(&mut short, Parser::new(0), &long)
        .with_context(|| format!("renaming in {}", module.display()))?;
    fs::write(module, short.finish())?;
    Ok(())
}

struct Names(BTreeMap<String, String>);

impl Names {
    fn of<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }
}

impl Reencode for Names {
    type Error = Infallible;

    fn parse_imports(
        &mut self,
        imports: &mut ImportSection,
        group: wasmparser::Imports<'_>,
    ) -> Result<(), Error<Infallible>> {
        for import in group {
            let (_, import) = import?;
            let ty = self.entity_type(import.ty)?;
            imports.import(import.module, self.of(import.name), ty);
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: wasmparser::Export<'_>,
    ) -> Result<(), Error<Infallible>> {
        let kind = self.export_kind(export.kind)?;
        let index = self.external_index(export.kind, export.index)?;
        exports.export(self.of(export.name), kind, index);
        Ok(())
    }
}
