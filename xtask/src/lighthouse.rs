//! Lighthouse's mobile audit of the published folder behind nginx, and the reason of every missing
//! point. Not part of the suite: its first score is a stopwatch, and depends on the machine.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use feed::{Reader, Zone};
use serde_json::Value;

use crate::{build, debian, dist::Publication, hosts, npm, root, run::quietly, target};

pub fn audit() -> Result<()> {
    debian::install(&["chromium"], &["chromium"])?;
    npm::LIGHTHOUSE.set_up()?;
    hosts::set_up_nginx()?;
    build::build()?;
    let host = hosts::Program::Nginx.start(&Publication::default())?;
    let article = article()?;
    for (name, path) in [
        ("home", ""),
        ("article", &*article),
        ("archive", "date/2026-11"),
    ] {
        let report = target().join(format!("lighthouse/{name}.json"));
        fs::create_dir_all(report.parent().unwrap_or(Path::new(".")))?;
        let mut lighthouse = npm::LIGHTHOUSE.program("lighthouse");
        lighthouse
            .arg(format!("{}/{path}", host.address))
            .args(["--output=json", "--quiet", "--no-enable-error-reporting"])
            .arg(format!("--output-path={}", report.display()))
            .arg("--chrome-flags=--headless=new --no-sandbox --disable-gpu")
            .env("CHROME_PATH", chromium()?);
        quietly(&mut lighthouse, &target().join("logs/lighthouse.log"))?;
        let report: Value = serde_json::from_str(&fs::read_to_string(report)?)?;
        print(name, &report);
    }
    Ok(())
}

fn chromium() -> Result<std::path::PathBuf> {
    debian::find("chromium").context("chromium is not there")
}

/// The address of the demonstration's newest article.
fn article() -> Result<String> {
    let text = fs::read_to_string(root().join("public/feed.json"))?;
    let reader = Reader {
        address: "https://tin.example/feed.json",
        zone: &Zone::AsWritten,
        resolve: &|_, reference| Some(reference.to_owned()),
        members: false,
    };
    let reading = reader
        .read(&text)
        .ok()
        .context("the demonstration is no feed")?;
    let item = reading
        .feed
        .items
        .first()
        .context("the demonstration has no item")?;
    Ok(format!("article/{}-{}", item.slug.as_str(), item.key))
}

/// The four scores, and under each what is missing to a hundred.
fn print(name: &str, report: &Value) {
    let categories = report["categories"].as_object().into_iter().flatten();
    for (_, category) in categories {
        let points = |score: &Value| score.as_f64().map_or(0.0, |score| score * 100.0);
        let title = category["title"].as_str().unwrap_or_default();
        println!("{name:<8} {title:<16} {:>3.0}", points(&category["score"]));
        let parts = category["auditRefs"].as_array().into_iter().flatten();
        for part in parts.filter(|part| part["weight"].as_f64() > Some(0.0)) {
            let audit = &report["audits"][part["id"].as_str().unwrap_or_default()];
            if audit["score"].as_f64().is_some_and(|score| score < 1.0) {
                let said = |key: &str| audit[key].as_str().unwrap_or_default();
                println!(
                    "    {} {}: {:.0}",
                    said("title"),
                    said("displayValue"),
                    points(&audit["score"])
                );
            }
        }
    }
}
