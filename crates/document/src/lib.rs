//! The document of a feed, as it lies in a file or at an address: for the programs that read feeds without
//! a browser.

use std::path::Path;

use encoding_rs::Encoding;
use feed::is_markup;
use url::Url;

/// Bytes of the largest that is fetched.
pub const LARGEST: u64 = 100_000_000;

/// The header `Accept` with which a feed is asked for.
pub const ACCEPT: &str = "application/feed+json, application/json, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.8";

/// What relative addresses of files start from: they will lie on some host.
pub const NOWHERE: &str = "http://localhost/";

/// The text of a document. As in the page only markup is in another encoding than UTF-8, and what
/// is none becomes U+FFFD.
pub fn decoded(bytes: &[u8], content_type: Option<&str>) -> String {
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

/// The web's address that is written, if it is one.
pub fn web_address(written: &str) -> Option<Url> {
    let url = Url::parse(written).ok()?;
    ["http", "https"].contains(&url.scheme()).then_some(url)
}

/// What a file's relative addresses start from: it will lie on some host.
pub fn address_of(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    match Url::parse(NOWHERE) {
        Ok(mut url) => {
            url.set_path(&name);
            url.into()
        }
        Err(_) => NOWHERE.to_owned(),
    }
}

/// As a browser resolves.
pub fn resolve(base: &str, reference: &str) -> Option<String> {
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
