//! What a first article view weighs, and what is fetched later, each against its budget.

use std::{fs, process::ExitCode};

use anyhow::{Context, Result};
use walkdir::WalkDir;

use crate::build::{self, bundle::brotli};

/// Files that are fetched together, and the most bytes of brotli that they may weigh.
struct Budget {
    title: &'static str,
    limit: usize,
    /// The beginning and the end of a file's name, and what it is for.
    files: &'static [(&'static str, &'static str, &'static str)],
    /// The split point whose modules are among them: `src/split.rs`.
    module: Option<&'static str>,
}

/// Font, feed and pictures are not counted.
const BUDGETS: [Budget; 9] = [
    Budget {
        title: "a first article view",
        // 550 bytes play recordings, 280 have an article's own page stand until the portal is there.
        limit: 169_000,
        files: &[
            ("index", ".html", "the page"),
            ("assets/main-", ".css", "its styles"),
            ("assets/ask-", ".js", "what asks for the news"),
            ("assets/app-", ".js", "what starts it, and the sanitiser"),
            ("assets/app-", ".wasm", "article, archive, search field"),
            ("recover", ".js", "where it cannot run"),
        ],
        module: None,
    },
    Budget {
        title: "the other pages",
        limit: 67_200,
        files: &[("assets/pages-", ".css", "their styles")],
        module: Some("pages"),
    },
    Budget {
        title: "what an article's reader can do",
        limit: 23_500,
        files: &[],
        module: Some("tools"),
    },
    Budget {
        title: "reading offline, newer builds",
        limit: 16_000,
        files: &[
            ("assets/begin-", ".js", "notices, what is read is kept"),
            ("sw", ".js", "the service worker"),
        ],
        module: None,
    },
    Budget {
        title: "RSS and Atom",
        limit: 26_000,
        files: &[],
        module: Some("xml"),
    },
    Budget {
        title: "older news: further pages, an archive",
        // 3 KB of it read files side by side.
        limit: 21_000,
        files: &[],
        module: Some("older"),
    },
    Budget {
        title: "pages that few open: the doctor, the site map",
        limit: 49_000,
        files: &[],
        module: Some("seldom"),
    },
    Budget {
        title: "a page around a widget",
        limit: 2_048,
        files: &[("embed", ".js", "the element")],
        module: None,
    },
    Budget {
        title: "a widget, beside the module of a view",
        limit: 44_500,
        files: &[
            ("assets/embed-", ".js", "its start, and the sanitiser"),
            ("assets/embed-", ".css", "its styles"),
        ],
        module: Some("widget"),
    },
];

pub fn size() -> Result<ExitCode> {
    Ok(if print()? {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Prints the tables; whether the budgets are kept.
pub fn print() -> Result<bool> {
    let portal = build::portal();
    let names: Vec<String> = WalkDir::new(&portal)
        .into_iter()
        .filter_map(|entry| Some(entry.ok()?.path().strip_prefix(&portal).ok()?.to_owned()))
        .filter_map(|path| path.into_os_string().into_string().ok())
        .collect();
    let mut kept = true;
    for budget in &BUDGETS {
        let mut files = Vec::new();
        for (start, end, what) in budget.files {
            let name = names
                .iter()
                .find(|name| name.starts_with(start) && name.ends_with(end))
                .with_context(|| format!("the build has no {start}*{end}"))?;
            files.push((name.clone(), *what));
        }
        let modules = budget.module.map(build::modules_of).transpose()?;
        files.extend(modules.into_iter().flatten().map(|name| (name, "")));
        kept &= table(budget, &files)?;
    }
    Ok(kept)
}

fn table(budget: &Budget, files: &[(String, &str)]) -> Result<bool> {
    let Budget { title, limit, .. } = budget;
    println!("{title:<40} {:>9} {:>9}", "raw", "brotli");
    let mut sum = 0;
    for (name, what) in files {
        let bytes = fs::read(build::portal().join(name))?;
        let small = brotli(&bytes)?.len();
        sum += small;
        println!("  {name:<38} {:>9} {small:>9}  {what}", bytes.len());
    }
    let verdict = if sum <= *limit { "within" } else { "OVER" };
    println!("  {:<38} {:>9} {sum:>9}  {verdict} {limit}", "sum", "");
    Ok(sum <= *limit)
}
