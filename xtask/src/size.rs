//! What a first article view weighs.

use std::{fs, process::ExitCode};

use anyhow::{Context, Result};

use crate::{finish::brotli, root};

/// Bytes of brotli for HTML, CSS, JS and WASM together; font, feed and pictures are not counted.
const BUDGET: usize = 130_000;

pub fn size() -> Result<ExitCode> {
    let sum = print()?;
    Ok(if sum <= BUDGET {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Prints the table; the sum in bytes.
pub fn print() -> Result<usize> {
    let dist = root().join("dist");
    let mut files: Vec<String> = fs::read_dir(&dist)
        .context("there is no dist/: run `cargo xtask build`")?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| {
            name == "index.html"
                || (name.starts_with("main-") && name.ends_with(".css"))
                || (name.starts_with("app-") && (name.ends_with(".js") || name.ends_with(".wasm")))
        })
        .collect();
    files.sort();
    let mut sum = 0;
    println!(
        "{:<28} {:>9} {:>9}",
        "a first article view", "raw", "brotli"
    );
    for name in files {
        let bytes = fs::read(dist.join(&name))?;
        let small = brotli(&bytes)?.len();
        sum += small;
        println!("{name:<28} {:>9} {small:>9}", bytes.len());
    }
    let verdict = if sum <= BUDGET { "within" } else { "OVER" };
    println!("{:<28} {:>9} {sum:>9}", "sum", "");
    println!("{verdict} the budget of {BUDGET} bytes (font, feed and pictures not counted)");
    Ok(sum)
}
