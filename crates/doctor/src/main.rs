//! `cargo xtask doctor FILE-or-ADDRESS [--json] [--time]`: what the portal makes of a feed, and what
//! it takes out of it. The exit code is 1 when the feed has errors, 2 when there is none to examine.

mod removed;

use std::{env, fs, path::Path, process::ExitCode, time::Instant};

use anyhow::{Context, Result, bail};
use feed::{Reader, Report, Zone};
use url::Url;

/// Bytes of the largest feed that is fetched.
const LARGEST: u64 = 100_000_000;

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
        println!("{:#}", report.to_json());
    } else {
        print!("{report}");
    }
    if options.contains(&"--time") {
        eprintln!("{} bytes examined in {took:.2?}", text.len());
    }
    Ok(report)
}

/// A source's address and text. What is no UTF-8 becomes U+FFFD, as in the page.
fn text_of(source: &str) -> Result<(String, String)> {
    let (address, bytes) = match Url::parse(source) {
        Ok(url) if ["http", "https"].contains(&url.scheme()) => (url.to_string(), fetch(&url)?),
        _ => {
            let bytes = fs::read(source).with_context(|| format!("{source} cannot be read"))?;
            (address_of(Path::new(source)), bytes)
        }
    };
    Ok((address, String::from_utf8_lossy(&bytes).into_owned()))
}

fn fetch(url: &Url) -> Result<Vec<u8>> {
    let answer = ureq::get(url.as_str())
        .header("Accept", "application/feed+json, application/json, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.8")
        .call();
    let mut answer = answer.with_context(|| format!("{url} does not answer"))?;
    let body = answer.body_mut().with_config().limit(LARGEST);
    body.read_to_vec()
        .with_context(|| format!("{url} breaks off"))
}

/// What a file's relative addresses start from: it will lie on some host.
fn address_of(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut url = Url::parse("http://localhost/").expect("an address");
    url.set_path(&name);
    url.into()
}

/// As a browser resolves.
fn resolve(base: &str, reference: &str) -> Option<String> {
    let resolved = Url::parse(base).ok()?.join(reference).ok()?;
    Some(resolved.into())
}
