//! What a document of XML is written in. JSON is UTF-8 always (RFC 8259, section 8.1).

/// The encoding of a document, by a name that the Encoding Standard may know; `None` when it is UTF-8.
/// `text` is what its bytes are as UTF-8, with U+FFFD for what is none, and `content_type` the header.
///
/// The header counts before the XML declaration (RFC 7303, section 3), and what the bytes show before
/// both: what is UTF-8 all through was written as that, whatever it is called, and what is not, was
/// not.
pub fn encoding(text: &str, content_type: Option<&str>) -> Option<String> {
    let start = text.trim_start_matches(['\u{FFFD}', '\u{FEFF}']);
    // Every other byte of UTF-16 is zero where the document begins.
    match start.as_bytes() {
        [0, b'<', ..] => return Some("utf-16be".into()),
        [b'<', 0, ..] => return Some("utf-16le".into()),
        _ => {}
    }
    // ISO-2022 shifts by an escape, and is ASCII to the eye.
    if text.starts_with('\u{FEFF}') || !text.contains(['\u{FFFD}', '\u{1B}']) {
        return None;
    }
    let declared = || {
        let declaration = start.trim_ascii_start().strip_prefix("<?xml")?;
        let (declaration, _) = declaration.split_once("?>")?;
        value_of(declaration, "encoding")
    };
    let other = |name: &str| {
        let name = name.to_ascii_lowercase();
        (!name.starts_with("utf")).then_some(name)
    };
    let sent = content_type.and_then(|header| value_of(header, "charset"));
    sent.and_then(other).or_else(|| other(declared()?))
}

/// The value of `name=value`, in quotes or without.
fn value_of<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let at = text.to_ascii_lowercase().find(name)?;
    let value = text.get(at + name.len()..)?.trim_ascii_start();
    let value = value.strip_prefix('=')?.trim_ascii_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
    let value = &value[..end.unwrap_or(value.len())];
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_named_by_bytes_header_and_declaration() {
        let declared = |name: &str, rest: &[u8]| {
            let start = ["<?xml version='1.0' encoding='", name, "'?><rss>"].concat();
            [start.as_bytes(), rest].concat()
        };
        let wide = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(bytes).collect()
        };
        let (little, big) = (u16::to_le_bytes, u16::to_be_bytes);
        let table: [(Vec<u8>, Option<&str>, Option<&str>); 16] = [
            (
                declared("windows-1252", b"\xE9"),
                None,
                Some("windows-1252"),
            ),
            (
                declared("Windows-1258", b"\xEC"),
                None,
                Some("windows-1258"),
            ),
            // The header counts before the declaration...
            (
                declared("windows-1252", b"\xE9"),
                Some("text/xml; charset=\"ISO-8859-2\""),
                Some("iso-8859-2"),
            ),
            (
                b"<rss>\xE9".into(),
                Some("text/xml;Charset = latin1 ; x=y"),
                Some("latin1"),
            ),
            // ... but the bytes before both.
            (declared("windows-1252", "é".as_bytes()), None, None),
            (
                declared("utf-8", "é".as_bytes()),
                Some("text/xml; charset=latin1"),
                None,
            ),
            (
                declared("latin1", b"\xE9"),
                Some("text/xml; charset=utf-8"),
                Some("latin1"),
            ),
            (declared("utf-8", b"\xE9"), Some("text/xml"), None),
            (
                declared("utf-16", b"\xE9"),
                Some("text/xml; charset=utf-16"),
                None,
            ),
            (wide("\u{FEFF}<rss>", little), None, Some("utf-16le")),
            (wide("\u{FEFF}<rss>", big), None, Some("utf-16be")),
            (
                wide("<rss>", big),
                Some("text/xml; charset=utf-8"),
                Some("utf-16be"),
            ),
            (
                declared("iso-2022-jp", b"\x1B$B"),
                None,
                Some("iso-2022-jp"),
            ),
            (b"<rss>\xE9".into(), Some("text/xml; charset="), None),
            (b"<rss encoding='latin1'>\xE9".into(), None, None),
            (Vec::new(), None, None),
        ];
        for (bytes, content_type, expected) in table {
            let text = String::from_utf8_lossy(&bytes);
            let found = encoding(&text, content_type);
            assert_eq!(found.as_deref(), expected, "{text} {content_type:?}");
        }
    }
}
