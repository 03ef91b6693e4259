//! `cargo xtask doctor FILE-or-ADDRESS [--json] [--time]`: what the portal makes of a feed, and what
//! it takes out of it. The exit code is 1 when the feed has errors, 2 when there is none to examine.

mod removed;

use std::{env, fs, path::Path, process::ExitCode, time::Instant};

use anyhow::{Context, Result, bail};
use document::{ACCEPT, LARGEST, address_of, decoded, resolve, web_address};
use feed::{Reader, Report, Zone};
use ureq::ResponseExt;
use url::Url;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match examine(&arguments) {
        Ok(report) if report.has_errors() => ExitCode::from(1),
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn examine(arguments: &[String]) -> Result<Report> {
    let (options, sources): (Vec<&str>, Vec<&str>) = arguments
        .iter()
        .map(String::as_str)
        .partition(|argument| argument.starts_with("--"));
    if let Some(unknown) = options.iter().find(|o| !["--json", "--time"].contains(o)) {
        bail!("there is no option {unknown}");
    }
    let [source] = sources[..] else {
        bail!("one file or address is wanted");
    };
    let (address, text) = text_of(source)?;
    let reader = Reader {
        address: &address,
        zone: &Zone::AsWritten,
        resolve: &resolve,
        members: false,
    };
    let start = Instant::now();
    let report = Report::of(&reader, &text, removed::from);
    let took = start.elapsed();
    if options.contains(&"--json") {
        println!("{}", report.to_json_text());
    } else {
        print!("{report}");
    }
    if options.contains(&"--time") {
        eprintln!("{} bytes examined in {took:.2?}", text.len());
    }
    Ok(report)
}

/// A source's address and text.
fn text_of(source: &str) -> Result<(String, String)> {
    match web_address(source) {
        Some(url) => fetch(&url),
        None => {
            let bytes = fs::read(source).with_context(|| format!("{source} cannot be read"))?;
            Ok((address_of(Path::new(source)), decoded(&bytes, None)))
        }
    }
}

/// Where it was in the end, and the text.
fn fetch(url: &Url) -> Result<(String, String)> {
    let answer = ureq::get(url.as_str()).header("Accept", ACCEPT).call();
    let mut answer = answer.with_context(|| format!("{url} does not answer"))?;
    let address = answer.get_uri().to_string();
    let content_type = answer.headers().get("Content-Type").cloned();
    let content_type = content_type.as_ref().and_then(|value| value.to_str().ok());
    let body = answer.body_mut().with_config().limit(LARGEST);
    let bytes = body.read_to_vec();
    let bytes = bytes.with_context(|| format!("{url} breaks off"))?;
    Ok((address, decoded(&bytes, content_type)))
}
