//! How a file lies in a bucket: what a CDN in front of it tells browsers of it.

use std::io::{Read, Write};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use object_store::{Attribute, Attributes};

use crate::store::{ARCHIVE, is_named};

/// As in docs/ARCHIVE.md.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";
const ASKED_ANEW: &str = "no-cache";
/// What gzip begins with (RFC 1952, 2.3.1), and no text of ours does.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// What is said of a file at this path.
pub fn attributes(path: &str) -> Attributes {
    let cache = match is_named(path) {
        true => FOR_GOOD,
        false => ASKED_ANEW,
    };
    let mut attributes = Attributes::from_iter([
        (Attribute::ContentType, media_type(path)),
        (Attribute::CacheControl, cache),
    ]);
    if is_packed(path) {
        attributes.insert(Attribute::ContentEncoding, "gzip".into());
    }
    attributes
}

fn media_type(path: &str) -> &'static str {
    let is_feed = !path.starts_with(ARCHIVE);
    match path.rsplit_once('.') {
        Some((_, "json")) if is_feed => "application/feed+json",
        Some((_, "json")) => "application/json",
        Some((_, "html")) => "text/html; charset=utf-8",
        Some((feed, "xml")) if feed.ends_with(".atom") => "application/atom+xml",
        Some((feed, "xml")) if feed == "feed" || feed.starts_with("feeds/") => {
            "application/rss+xml"
        }
        Some((_, "xml")) => "application/xml",
        _ => "text/plain; charset=utf-8",
    }
}

/// JSON is read by browsers, which all know gzip; whoever reads RSS or a sitemap may not, and a bucket does not ask.
fn is_packed(path: &str) -> bool {
    path.ends_with(".json")
}

/// The bytes of a file at this path: always the same of the same text.
pub fn body(path: &str, text: &str) -> Result<Vec<u8>> {
    if !is_packed(path) {
        return Ok(text.as_bytes().to_vec());
    }
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(text.as_bytes())?;
    Ok(gzip.finish()?)
}

/// The text of such bytes; some stores unpack by themselves.
pub fn text(name: &str, bytes: &[u8]) -> Result<String> {
    let mut text = String::new();
    let read = match bytes.starts_with(&GZIP) {
        true => GzDecoder::new(bytes).read_to_string(&mut text),
        false => (&bytes[..]).read_to_string(&mut text),
    };
    read.with_context(|| format!("{name} cannot be read"))?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_told_what_it_is() {
        for (path, kind, for_good) in [
            ("archive/manifest.json", "application/json", false),
            (
                "archive/lists/0123456789abcdef.json",
                "application/json",
                true,
            ),
            ("feed.json", "application/feed+json", false),
            ("feed.xml", "application/rss+xml", false),
            ("feed.atom.xml", "application/atom+xml", false),
            ("feeds/tag-a.json", "application/feed+json", false),
            ("feeds/tag-a.xml", "application/rss+xml", false),
            ("feeds/tag-a.atom.xml", "application/atom+xml", false),
            (
                "article/a-k3x9q2m7ab.html",
                "text/html; charset=utf-8",
                false,
            ),
            ("sitemap.xml", "application/xml", false),
            ("sitemaps/2021-03-1.xml", "application/xml", false),
            (".press/site", "text/plain; charset=utf-8", false),
        ] {
            let told = attributes(path);
            let is = |name, value: &str| assert_eq!(&**told.get(&name).unwrap(), value, "{path}");
            is(Attribute::ContentType, kind);
            is(
                Attribute::CacheControl,
                if for_good { FOR_GOOD } else { ASKED_ANEW },
            );
            let packed = told.get(&Attribute::ContentEncoding).is_some();
            assert_eq!(packed, path.ends_with(".json"), "{path}");
        }
    }

    #[test]
    fn a_text_comes_back_as_it_was() {
        for path in ["feed.json", "feed.xml"] {
            let bytes = body(path, "{\"a\": \"Đĩa\"}").unwrap();
            assert_eq!(bytes, body(path, "{\"a\": \"Đĩa\"}").unwrap());
            assert_eq!(text(path, &bytes).unwrap(), "{\"a\": \"Đĩa\"}");
        }
        let bytes = body("a.json", &"x".repeat(9000)).unwrap();
        assert!(bytes.len() < 100);
        assert!(text("a.json", &bytes[..bytes.len() - 9]).is_err());
        assert!(text("a.json", b"\xff").is_err());
    }
}
