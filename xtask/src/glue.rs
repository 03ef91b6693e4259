//! The module that wasm-bindgen made, and the script that it talks to, both made smaller.
//!
//! Their imports and exports bear long names with hashes; both sides get short ones. What the page
//! never calls goes: leptos brings server functions, and those bring streams that export themselves.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{npm, run::quietly, target};

/// The files by the names that trunk gives them.
pub const SCRIPT: &str = "cong-tin.js";
pub const WASM: &str = "cong-tin_bg.wasm";

/// What begins the names of the streams' classes, in the script and in the module.
const STREAMS: &str = "IntoUnderlying";

/// What browsers have had since 2024; `--all-features` would emit what they refuse.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Makes `app-HASH.wasm` of the module and brings the script into step; the name of the result.
pub fn shrink(dist: &Path, work: &Path) -> Result<String> {
    let script = dist.join(SCRIPT);
    let module = dist.join(WASM);
    let text = without_streams(&fs::read_to_string(&script)?);

    let called = work.join("called.wasm");
    drop_exports(&module, &called, work)?;
    let small = work.join("small.wasm");
    let mut optimise = wasm_opt(&called, &small);
    // Flattening first lets the size passes see through wasm-bindgen's and LLVM's locals.
    optimise.args([
        "--flatten",
        "--simplify-locals-notee-nostructure",
        "--local-cse",
    ]);
    optimise.args([
        "--flatten",
        "--rereloop",
        "-Oz",
        "--converge",
        "--low-memory-unused",
        "--strip-producers",
    ]);
    quietly(&mut optimise, &target().join("logs/wasm-opt.log"))?;
    // Once, and by itself: it prints the names it gives.
    let short = work.join("short.wasm");
    let mut rename = wasm_opt(&small, &short);
    rename.arg("--minify-imports-and-exports-and-modules");
    let log = target().join("logs/wasm-names.json");
    quietly(&mut rename, &log)?;
    let names =
        serde_json::from_str(&fs::read_to_string(&log)?).context("wasm-opt told no new names")?;
    fs::write(&script, renamed(&text, &names)?)?;

    let bytes = fs::read(&short)?;
    let hash = Sha256::digest(&bytes);
    let hash: String = hash
        .iter()
        .take(5)
        .map(|byte| format!("{byte:02X}"))
        .collect();
    let name = format!("app-{hash}.wasm");
    fs::write(dist.join(&name), bytes)?;
    Ok(name)
}

fn wasm_opt(from: &Path, to: &Path) -> Command {
    let mut command = npm::program("wasm-opt");
    command.arg(from).args(FEATURES).arg("-o").arg(to);
    command
}

/// The script without the streams' classes, and without what is said of them afterwards.
fn without_streams(script: &str) -> String {
    let class = format!("export class {STREAMS}");
    let said = [
        format!("if (Symbol.dispose) {STREAMS}"),
        format!("const {STREAMS}"),
    ];
    let mut kept = String::with_capacity(script.len());
    let mut lines = script.lines();
    while let Some(line) = lines.next() {
        if line.starts_with(&class) {
            lines.find(|line| *line == "}");
        } else if said.iter().any(|start| line.starts_with(start)) {
            if !line.ends_with(';') {
                lines.find(|line| line.ends_with(';'));
            }
        } else {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

fn drop_exports(module: &Path, called: &Path, work: &Path) -> Result<()> {
    let log = target().join("logs/wasm-metadce.log");
    let exports = exports(&fs::read(module)?).context("the module is cut short")?;
    let streams = STREAMS.to_lowercase();
    let reached: Vec<&String> = exports
        .iter()
        .filter(|name| !name.contains(&streams))
        .collect();
    let mut graph = vec![json!({ "name": "page", "root": true, "reaches": reached })];
    graph.extend(
        exports
            .iter()
            .map(|name| json!({ "name": name, "export": name })),
    );
    let roots = work.join("exports.json");
    fs::write(&roots, Value::from(graph).to_string())?;
    let mut metadce = npm::program("wasm-metadce");
    metadce
        .arg(module)
        .args(FEATURES)
        .arg(format!("--graph-file={}", roots.display()))
        .arg("-o")
        .arg(called);
    quietly(&mut metadce, &log)
}

/// The script with the names that wasm-opt gave: of the one module imported, of its members, and
/// of the exports, which the script writes as `wasm.name`.
fn renamed(script: &str, names: &Value) -> Result<String> {
    let rows = |key: &str| {
        names
            .get(key)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let text = |row: &Value, at: usize| -> Result<String> {
        let name = row.get(at).and_then(Value::as_str);
        Ok(name.context("a name is missing")?.to_owned())
    };
    let mut script = script.to_owned();
    for row in rows("imports") {
        let (old, new) = (text(&row, 1)?, text(&row, 2)?);
        script = script.replacen(
            &format!(" {old}: function("),
            &format!(" {new}: function("),
            1,
        );
        // Wrapped ones are given through a helper.
        script = script.replacen(&format!(" {old}: "), &format!(" {new}: "), 1);
    }
    for row in rows("exports") {
        let (old, new) = (text(&row, 0)?, text(&row, 1)?);
        script = replace_word(&script, &format!("wasm.{old}"), &format!("wasm.{new}"));
    }
    Ok(script.replace(&format!("\"./{SCRIPT_MODULE}\": import0"), "a: import0"))
}

/// The module that the WebAssembly imports from, by wasm-bindgen's name.
const SCRIPT_MODULE: &str = "cong-tin_bg.js";

/// Replaces `old` where no name goes on after it.
fn replace_word(text: &str, old: &str, new: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(old) {
        let (before, after) = (&rest[..at], &rest[at + old.len()..]);
        let goes_on = after.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$');
        replaced.push_str(before);
        replaced.push_str(if goes_on { old } else { new });
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}

/// The names that a module exports (WebAssembly core specification, section 5.5.10).
fn exports(module: &[u8]) -> Option<Vec<String>> {
    let mut bytes = Bytes(module.get(8..)?);
    loop {
        let section = bytes.take(1)?[0];
        let size = bytes.number()?;
        let mut content = Bytes(bytes.take(size)?);
        if section != 7 {
            continue;
        }
        let mut names = Vec::new();
        for _ in 0..content.number()? {
            let length = content.number()?;
            names.push(String::from_utf8(content.take(length)?.to_vec()).ok()?);
            content.take(1)?;
            content.number()?;
        }
        return Some(names);
    }
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.take(1)?[0];
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_read_from_the_module() {
        let module = b"\0asm\x01\0\0\0\x07\x0b\x02\x01a\x00\x00\x03mem\x02\x00";
        assert_eq!(exports(module), Some(vec!["a".into(), "mem".into()]));
        assert_eq!(exports(b"\0asm\x01\0\0\0\x07\x05\x02\x01a"), None);
    }

    #[test]
    fn both_sides_get_the_same_names() {
        let script = "{ __wbg_a_1: function() { wasm.main(); wasm.main_2(); }, __wbg_b_2: f }\n\
                      \"./cong-tin_bg.js\": import0";
        let names = json!({
            "imports": [["./cong-tin_bg.js", "__wbg_a_1", "b"], ["./cong-tin_bg.js", "__wbg_b_2", "c"]],
            "exports": [["main", "d"]],
        });
        assert_eq!(
            renamed(script, &names).unwrap(),
            "{ b: function() { wasm.d(); wasm.main_2(); }, c: f }\na: import0"
        );
    }

    #[test]
    fn the_streams_go_with_all_that_is_said_of_them() {
        let script = "a\nexport class IntoUnderlyingSink {\n  b;\n}\n\
                      if (Symbol.dispose) IntoUnderlyingSink.prototype = 1;\n\
                      const IntoUnderlyingSinkFinalization = x\n    : y;\nc\n";
        assert_eq!(without_streams(script), "a\nc\n");
    }
}
