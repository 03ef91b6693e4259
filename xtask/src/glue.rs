//! The module that wasm-bindgen made, and the script that it talks to, both made smaller.
//!
//! Their imports and exports bear long names with hashes; both sides get short ones. What the page
//! never calls goes: leptos brings server functions, and those bring streams that export themselves;
//! js-sys brings closures of every type that some function of the platform takes.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::Result;
use walrus::{ExportItem, FunctionBuilder, FunctionId, FunctionKind, Module};

use crate::{
    finish::hashed,
    npm,
    run::quietly,
    split::{FETCH, GATES, called_by, split},
    target,
};

/// The files by the names that trunk gives them.
pub const SCRIPT: &str = "cong-tin.js";
pub const WASM: &str = "cong-tin_bg.wasm";

/// What begins the names of the streams' classes, in the script and in the module.
const STREAMS: &str = "IntoUnderlying";

/// What the script calls closures by, one for every type; after the crate's name and its hash.
const INVOKE: &str = "::convert::closures::_::invoke::<";

/// Where wasm-bindgen keeps the project's own scripts.
const SNIPPETS: &str = "./snippets/";

/// What browsers have had since 2024; `--all-features` would emit what they refuse.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// A chunk as it is published.
pub struct Published {
    /// Where its file lies below the base path.
    pub address: String,
    /// It is fetched only when it is asked for.
    pub late: bool,
}

/// Makes small chunks of the module and brings the script into step; the chunks, the first one
/// first.
pub fn shrink(portal: &Path, work: &Path) -> Result<Vec<Published>> {
    let script = portal.join(SCRIPT);
    let text = without_streams(&fs::read_to_string(&script)?);

    let mut module = Module::from_file(portal.join(WASM))?;
    cut_streams(&mut module);
    cut_closures(&mut module);
    let text = shorten(&mut module, text);
    let cut = work.join("cut.wasm");
    module.emit_wasm_file(&cut)?;
    fs::write(&script, text)?;

    let whole = work.join("whole.wasm");
    let mut optimise = npm::program("wasm-opt");
    optimise
        .arg(&cut)
        .args(FEATURES)
        .args(GATES.map(|gate| format!("--no-inline={gate}")))
        // Flattening first lets the size passes see through the locals of LLVM and wasm-bindgen.
        .args([
            "--flatten",
            "--simplify-locals-notee-nostructure",
            "--local-cse",
        ])
        .args([
            "--flatten",
            "--rereloop",
            "-Oz",
            "--converge",
            "--gufa-optimizing",
            "-Oz",
        ])
        // Of two functions that are the same it would keep one, by a name that misleads the split.
        .arg("--skip-pass=duplicate-function-elimination")
        .args(["--low-memory-unused", "-g", "-o"])
        .arg(&whole);
    quietly(&mut optimise, &target().join("logs/wasm-opt.log"))?;

    let (mut first, others) = split(&fs::read(&whole)?)?;
    let address = publish(&mut first, "app", portal, work)?;
    let mut chunks = vec![Published {
        address,
        late: false,
    }];
    for mut other in others {
        let address = publish(&mut other.module, other.name, portal, work)?;
        let late = other.late;
        chunks.push(Published { address, late });
    }
    Ok(chunks)
}

/// Writes `NAME-HASH.wasm`, without the names of functions; the result's address.
fn publish(module: &mut Module, name: &str, portal: &Path, work: &Path) -> Result<String> {
    let named = work.join(format!("{name}-named.wasm"));
    let small = work.join(format!("{name}.wasm"));
    module.emit_wasm_file(&named)?;
    let mut optimise = npm::program("wasm-opt");
    optimise
        .arg(&named)
        .args(FEATURES)
        // In the order of the compiler, which keeps what is alike together: brotli has less to say.
        .args(["-Oz", "--gufa-optimizing", "--low-memory-unused", "-Oz"])
        .args(["--strip-debug", "--strip-producers"])
        .args(["--strip-target-features", "-o"])
        .arg(&small);
    quietly(&mut optimise, &target().join("logs/wasm-opt.log"))?;

    hashed(portal, name, "wasm", &fs::read(&small)?)
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

/// Takes the streams out of the module: their exports, and the bodies of their functions, which a
/// table still names. Nothing can call them once the exports are gone.
fn cut_streams(module: &mut Module) {
    let exported = STREAMS.to_lowercase();
    let exports: Vec<_> = module
        .exports
        .iter()
        .filter(|export| export.name.contains(&exported))
        .map(|export| export.id())
        .collect();
    for export in exports {
        module.exports.delete(export);
    }
    let cut = |name: &str| name.contains("wasm_streams");
    let functions = local(module, cut);
    trap(module, functions);
}

/// Takes out the bodies of the functions that call closures of a type the portal has none of: a table
/// names all of them, by which wasm-bindgen learnt of them; the script calls them by their exports alone.
fn cut_closures(module: &mut Module) {
    let exported = module
        .exports
        .iter()
        .filter_map(|export| match export.item {
            ExportItem::Function(id) => Some(id),
            _ => None,
        });
    let mut called: BTreeSet<FunctionId> = exported.collect();
    for (id, _) in module.funcs.iter_local() {
        called.extend(called_by(module, id));
    }
    let mut functions = local(module, |name| name.contains(INVOKE));
    functions.retain(|id| !called.contains(id));
    trap(module, functions);
}

/// The module's own functions by their names.
fn local(module: &Module, named: impl Fn(&str) -> bool) -> Vec<FunctionId> {
    let local = module.funcs.iter_local().map(|(id, _)| id);
    let named = |id: &FunctionId| module.funcs.get(*id).name.as_deref().is_some_and(&named);
    local.filter(named).collect()
}

/// Takes out the bodies of functions that a table still names, and that nothing can call.
fn trap(module: &mut Module, functions: Vec<FunctionId>) {
    for function in functions {
        let ty = module.types.get(module.funcs.get(function).ty());
        let (parameters, results) = (ty.params().to_vec(), ty.results().to_vec());
        let mut trap = FunctionBuilder::new(&mut module.types, &parameters, &results);
        trap.func_body().unreachable();
        let locals = parameters.iter().map(|ty| module.locals.add(*ty)).collect();
        module.funcs.get_mut(function).kind = FunctionKind::Local(trap.local_func(locals));
    }
    walrus::passes::gc::run(module);
}

/// Gives imports and exports short names, in the module and in the script, where imports are
/// members of one object and exports are written `wasm.name`.
fn shorten(module: &mut Module, mut script: String) -> String {
    script = script.replace("\"./cong-tin_bg.js\": import0", "a: import0");
    // A function can be imported more than once, by the same name.
    let mut shorts = BTreeMap::new();
    for import in module.imports.iter_mut() {
        let next = short(shorts.len());
        let short = shorts.entry(import.name.clone()).or_insert(next);
        if import.module.starts_with(SNIPPETS) {
            script = with_member(&script, short, &import.module, &import.name);
        } else {
            script = script.replacen(&format!(" {}: ", import.name), &format!(" {short}: "), 1);
        }
        import.module = "a".into();
        import.name.clone_from(short);
    }
    let exports = module.exports.iter_mut();
    for (number, export) in exports.filter(|export| export.name != FETCH).enumerate() {
        let short = short(number);
        script = replace_word(
            &script,
            &format!("wasm.{}", export.name),
            &format!("wasm.{short}"),
        );
        export.name = short;
    }
    without_uncalled(&script)
}

/// A snippet's function becomes a member of the object that all imports come from. Here stood a
/// member for every snippet instead.
fn with_member(script: &str, short: &str, snippet: &str, name: &str) -> String {
    let from = format!(" from \"{snippet}\"");
    let imported = script
        .lines()
        .find_map(|line| line.strip_suffix(&from)?.strip_prefix("import * as "));
    let opening = "const import0 = {\n";
    let member = format!(
        "{opening}        {short}: {}.{name},\n",
        imported.unwrap_or_default()
    );
    without_lines(
        &script.replacen(opening, &member, 1),
        &format!("        \"{SNIPPETS}"),
    )
}

fn without_lines(script: &str, start: &str) -> String {
    let kept = script.lines().filter(|line| !line.starts_with(start));
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// Imports that kept their long names are no longer in the module: they go from the script, too.
fn without_uncalled(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut lines = script.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("        __wb") && line.ends_with('{') {
            lines.find(|line| line.starts_with("        }"));
        } else {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// A short name that no other number has. It is only ever a member's.
fn short(number: usize) -> String {
    let letter = |number: usize| char::from(b'a' + (number % 26) as u8);
    format!("{}{}", letter(number / 26), letter(number))
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_replaced_as_a_whole() {
        assert_eq!(
            replace_word("wasm.main(wasm.main_2, wasm.main)", "wasm.main", "wasm.aa"),
            "wasm.aa(wasm.main_2, wasm.aa)"
        );
    }

    #[test]
    fn what_is_no_longer_imported_goes() {
        let script = "        __wbg_a_1: function() {\n            b;\n        },\n        \
                      __wbg_b_2: function() { return handleError(function () {\n            c;\n        \
                      }, arguments); },\n        aa: function() {\n        },\n";
        let kept = "        aa: function() {\n        },\n";
        assert_eq!(without_uncalled(script), kept);
    }

    #[test]
    fn a_snippet_s_function_is_imported_like_any_other() {
        let script = "import * as import1 from \"./snippets/a.js\"\nconst import0 = {\n};\n        \
                      \"./snippets/a.js\": import1,\n";
        let expected = "import * as import1 from \"./snippets/a.js\"\nconst import0 = {\n        \
                        ab: import1.go,\n};\n";
        assert_eq!(with_member(script, "ab", "./snippets/a.js", "go"), expected);
    }

    #[test]
    fn short_names_differ() {
        let names: std::collections::BTreeSet<String> = (0..500).map(short).collect();
        assert_eq!(names.len(), 500);
    }

    #[test]
    fn the_streams_go_with_all_that_is_said_of_them() {
        let script = "a\nexport class IntoUnderlyingSink {\n  b;\n}\n\
                      if (Symbol.dispose) IntoUnderlyingSink.prototype = 1;\n\
                      const IntoUnderlyingSinkFinalization = x\n    : y;\nc\n";
        assert_eq!(without_streams(script), "a\nc\n");
    }
}
