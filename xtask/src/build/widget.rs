//! `embed.js`, the one file of the widget that has a name for good, and the styles for its shadow
//! root.

use std::{fs, path::Path};

use anyhow::Result;
use serde_json::{Value, json};

use super::{
    bundle::{bundle, esbuild, hashed, integrity},
    work,
};
use crate::{root, run::run};

/// What one `rem` is in a widget: the page around may have set its own to anything.
const REM: &str = "var(--cong-tin-rem)";
/// Pixels of a `rem` in the conditions of container queries, where no variable holds.
const REM_PX: f64 = 16.0;
/// What a host page calls a token.
const PREFIX: &str = "--cong-tin-";

/// Makes `embed.js`, its loader and its style, once the modules are there.
pub fn make(portal: &Path, module: &str) -> Result<()> {
    let style = style(portal)?;
    let file = |name: &str| -> Result<_> { Ok(json!([name, integrity(portal, name)?])) };
    let files = json!({ "style": file(&style)?, "module": file(module)? });
    let loader = script_with("js/widget/loader.js", "FILES", &files)?;
    let loader = hashed(portal, "embed", "js", loader.as_bytes())?;
    let embed = script_with("js/widget/element.js", "LOADER", &file(&loader)?)?;
    fs::write(portal.join("embed.js"), embed)?;
    Ok(())
}

/// Bundles and minifies a script of `src` with a value for a name that it leaves to the build; its
/// text.
fn script_with(source: &str, name: &str, value: &Value) -> Result<String> {
    let to = work().join("widget.js");
    let mut esbuild = esbuild(&root().join("src").join(source), name);
    esbuild
        .arg("--charset=utf8")
        .arg(format!("--define:{name}={value}"))
        .arg(format!("--outfile={}", to.display()));
    run(&mut esbuild)?;
    Ok(fs::read_to_string(to)?)
}

/// `embed-HASH.css`: the portal's styles, as they hold in a shadow root. Its address below the base
/// path.
fn style(portal: &Path) -> Result<String> {
    let entry = root().join("style/widget.css");
    let bundled = portal.join(bundle(&entry, "widget", portal)?);
    let text = with_open_tokens(&in_own_units(&fs::read_to_string(&bundled)?));
    fs::remove_file(bundled)?;
    hashed(portal, "embed", "css", text.as_bytes())
}

/// Lengths in `rem` follow the widget's own, and shares of the viewport become shares of the
/// widget's width.
fn in_own_units(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut in_condition = false;
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("@container") || rest.starts_with("@media") {
            in_condition = true;
        } else if next == '{' {
            in_condition = false;
        }
        let starts_word = out.ends_with(|c: char| c.is_alphanumeric() || "-_#.".contains(c));
        let number = if starts_word { "" } else { number(rest) };
        let unit_and_rest = &rest[number.len()..];
        if number.is_empty() {
            out.push(next);
            rest = &rest[next.len_utf8()..];
        } else if let Some(after) = after_unit(unit_and_rest, "rem") {
            match number.parse::<f64>() {
                Ok(count) if in_condition => out.push_str(&format!("{}px", count * REM_PX)),
                _ => out.push_str(&format!("calc({number}*{REM})")),
            }
            rest = after;
        } else if let Some(after) = after_unit(unit_and_rest, "vi") {
            out.push_str(&format!("{number}cqi"));
            rest = after;
        } else {
            out.push_str(number);
            rest = unit_and_rest;
        }
    }
    out
}

/// The number that a text starts with, its sign included; empty where there is none.
fn number(text: &str) -> &str {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let length = digits
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(digits.len());
    let number = &text[..text.len() - digits.len() + length];
    if digits[..length].contains(|c: char| c.is_ascii_digit()) {
        number
    } else {
        ""
    }
}

fn after_unit<'a>(text: &'a str, unit: &str) -> Option<&'a str> {
    let after = text.strip_prefix(unit)?;
    (!after.starts_with(|c: char| c.is_alphanumeric() || c == '-')).then_some(after)
}

/// Every custom property that the styles define takes what the page around says under its prefix.
fn with_open_tokens(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("--") {
        let (before, declaration) = rest.split_at(at);
        out.push_str(before);
        let starts = out.ends_with(['{', ';']);
        let Some((name, value)) = declaration.split_once(':').filter(|_| starts) else {
            out.push_str("--");
            rest = &declaration[2..];
            continue;
        };
        let end = value.find([';', '}']).unwrap_or(value.len());
        let (value, after) = value.split_at(end);
        let public = name.replacen("--", PREFIX, 1);
        out.push_str(&format!("{name}:var({public},{value})"));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_follow_the_widget() {
        assert_eq!(
            in_own_units("a{margin:-.5rem 1rem;width:calc(1rem + 2vi)}"),
            "a{margin:calc(-.5*var(--cong-tin-rem)) calc(1*var(--cong-tin-rem));\
             width:calc(calc(1*var(--cong-tin-rem)) + 2cqi)}"
        );
        assert_eq!(
            in_own_units("@container page (inline-size>=56rem){a{width:21rem}}"),
            "@container page (inline-size>=896px){a{width:calc(21*var(--cong-tin-rem))}}"
        );
    }

    #[test]
    fn what_only_looks_like_a_size_stays() {
        let css = "#a1rem{color:#1e2;font:400 1em a;--b2rem:0;transition:color .12s}.c-1vi{}";
        assert_eq!(in_own_units(css), css);
    }

    #[test]
    fn tokens_can_be_set_from_outside() {
        assert_eq!(
            with_open_tokens(
                ".widget{color-scheme:dark;--ink:light-dark(#000,#fff);--a:1px}b{color:var(--ink)}"
            ),
            ".widget{color-scheme:dark;--ink:var(--cong-tin-ink,light-dark(#000,#fff));\
             --a:var(--cong-tin-a,1px)}b{color:var(--ink)}"
        );
    }
}
