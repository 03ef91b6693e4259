//! `cargo xtask doctor FILE-or-ADDRESS [--json] [--time]`: what the portal makes of a feed, and what
//! it takes out of it. The exit code is 1 when the feed has errors, 2 when there is none to examine.

mod removed;

use std::{env, fs, path::Path, process::ExitCode, time::Instant};

use anyhow::{Context, Result, bail};
use encoding_rs::Encoding;
use feed::{Reader, Report, Zone, is_markup};
use ureq::ResponseExt;
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
    match Url::parse(source) {
        Ok(url) if ["http", "https"].contains(&url.scheme()) => fetch(&url),
        _ => {
            let bytes = fs::read(source).with_context(|| format!("{source} cannot be read"))?;
            Ok((address_of(Path::new(source)), decoded(&bytes, None)))
        }
    }
}

/// The text of a document. As in the page only markup is in another encoding than UTF-8, and what
/// is none becomes U+FFFD.
fn decoded(bytes: &[u8], content_type: Option<&str>) -> String {
    let text = String::from_utf8_lossy(bytes);
    let name = is_markup(&text).then(|| feed::encoding(&text, content_type));
    let other = name
        .flatten()
        .and_then(|name| Encoding::for_label(name.as_bytes()));
    match other {
        Some(encoding) => encoding.decode_with_bom_removal(bytes).0.into_owned(),
        None => text.into_owned(),
    }
}

/// Where it was in the end, and the text.
fn fetch(url: &Url) -> Result<(String, String)> {
    let answer = ureq::get(url.as_str())
        .header("Accept", "application/feed+json, application/json, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.8")
        .call();
    let mut answer = answer.with_context(|| format!("{url} does not answer"))?;
    let address = answer.get_uri().to_string();
    let content_type = answer.headers().get("Content-Type").cloned();
    let content_type = content_type.as_ref().and_then(|value| value.to_str().ok());
    let body = answer.body_mut().with_config().limit(LARGEST);
    let bytes = body.read_to_vec();
    let bytes = bytes.with_context(|| format!("{url} breaks off"))?;
    Ok((address, decoded(&bytes, content_type)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_is_read_in_its_own_encoding() {
        let declared = |name: &str| ["<?xml version='1.0' encoding='", name, "'?><a>Đĩa"].concat();
        for name in ["windows-1258", "utf-8", "x-unknown"] {
            let text = declared(name);
            // In windows-1258 the tilde stands after its letter.
            let bytes = match name {
                "windows-1258" => {
                    [&text.as_bytes()[..text.len() - "Đĩa".len()], b"\xD0i\xDEa"].concat()
                }
                _ => text.clone().into_bytes(),
            };
            assert_eq!(feed::nfc(&decoded(&bytes, None)), text);
        }
        let wide = "\u{FEFF}<a>Đĩa".encode_utf16().flat_map(u16::to_be_bytes);
        assert_eq!(decoded(&wide.collect::<Vec<u8>>(), None), "<a>Đĩa");
        let json = decoded(
            b"{\"a\":\"\xE9\"}",
            Some("application/json; charset=latin1"),
        );
        assert_eq!(json, "{\"a\":\"\u{FFFD}\"}");
    }
}
