//! What a first article view weighs, and what comes after it.

use std::{fs, process::ExitCode};

use anyhow::{Context, Result};

use walkdir::WalkDir;

use crate::{build, finish::brotli};

/// Bytes of brotli for HTML, CSS, JS and WASM together; font, feed and pictures are not counted.
const BUDGET: usize = 130_000;

/// Bytes of brotli for what a page around a widget loads before there is one to be seen.
const WIDGET_BUDGET: usize = 2_048;

pub fn size() -> Result<ExitCode> {
    Ok(if print()? {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What is fetched for the first article view: all that is there when it is whole.
const VIEW: [(&str, &str); 7] = [
    ("index", ".html"),
    ("assets/main-", ".css"),
    ("assets/app-", ".js"),
    ("assets/app-", ".wasm"),
    ("assets/article-", ".wasm"),
    ("assets/purify", ".js"),
    ("mend", ".js"),
];

/// What is fetched when it is whole, for the reader who goes on.
const AFTER: [(&str, &str); 3] = [
    ("assets/pages-", ".wasm"),
    ("assets/begin-", ".js"),
    ("sw", ".js"),
];

/// What only readers of RSS and Atom fetch.
const RSS: [(&str, &str); 1] = [("assets/feeds-", ".wasm")];

/// What only operators fetch.
const DOCTOR: [(&str, &str); 1] = [("assets/doctor-", ".wasm")];

/// What is fetched when a widget comes near the viewport, beside the first view's script and modules.
const WIDGET: [(&str, &str); 3] = [
    ("assets/embed-", ".js"),
    ("assets/embed-", ".css"),
    ("assets/embed-", ".wasm"),
];

/// Prints the tables; whether the budgets are kept.
pub fn print() -> Result<bool> {
    let view = within(table("a first article view", &VIEW)?, BUDGET);
    table("after it", &AFTER)?;
    table("for RSS and Atom", &RSS)?;
    table("for the doctor's page", &DOCTOR)?;
    let widget = within(
        table("a page around a widget", &[("embed", ".js")])?,
        WIDGET_BUDGET,
    );
    table("for a widget", &WIDGET)?;
    Ok(view && widget)
}

fn within(sum: usize, budget: usize) -> bool {
    let verdict = if sum <= budget { "within" } else { "OVER" };
    println!("{verdict} the budget of {budget} bytes (font, feed and pictures not counted)");
    sum <= budget
}

fn table(title: &str, files: &[(&str, &str)]) -> Result<usize> {
    let portal = build::portal();
    let names: Vec<String> = WalkDir::new(&portal)
        .into_iter()
        .filter_map(|entry| Some(entry.ok()?.path().strip_prefix(&portal).ok()?.to_owned()))
        .filter_map(|path| path.into_os_string().into_string().ok())
        .collect();
    println!("{title:<36} {:>9} {:>9}", "raw", "brotli");
    let mut sum = 0;
    for (start, end) in files {
        let mut matching = names
            .iter()
            .filter(|name| name.starts_with(start) && name.ends_with(end));
        let name = matching
            .next()
            .with_context(|| format!("the build has no {start}*{end}: run `cargo xtask build`"))?;
        let bytes = fs::read(portal.join(name))?;
        let small = brotli(&bytes)?.len();
        sum += small;
        println!("{name:<36} {:>9} {small:>9}", bytes.len());
    }
    println!("{:<36} {:>9} {sum:>9}", "sum", "");
    Ok(sum)
}
