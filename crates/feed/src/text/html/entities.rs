//! Character references (HTML, section 13.5): every numeric one, and the named
//! ones that editors write.

use std::borrow::Cow;

/// Names and code points, in the order of names: all of Latin 1, the letters of
/// Vietnamese that have names, and common punctuation and symbols.
#[rustfmt::skip]
const NAMED: [(&str, u16); 175] = [
    ("AElig", 0xC6), ("Aacute", 0xC1), ("Abreve", 0x102), ("Acirc", 0xC2), ("Agrave", 0xC0),
    ("Aring", 0xC5), ("Atilde", 0xC3), ("Auml", 0xC4), ("Ccedil", 0xC7), ("Dagger", 0x2021),
    ("Dstrok", 0x110), ("ETH", 0xD0), ("Eacute", 0xC9), ("Ecirc", 0xCA), ("Egrave", 0xC8),
    ("Euml", 0xCB), ("Iacute", 0xCD), ("Icirc", 0xCE), ("Igrave", 0xCC), ("Itilde", 0x128),
    ("Iuml", 0xCF), ("NewLine", 0xA), ("Ntilde", 0xD1), ("OElig", 0x152), ("Oacute", 0xD3),
    ("Ocirc", 0xD4), ("Ograve", 0xD2), ("Oslash", 0xD8), ("Otilde", 0xD5), ("Ouml", 0xD6),
    ("Prime", 0x2033), ("Scaron", 0x160), ("THORN", 0xDE), ("Tab", 0x9), ("Uacute", 0xDA),
    ("Ucirc", 0xDB), ("Ugrave", 0xD9), ("Utilde", 0x168), ("Uuml", 0xDC), ("Yacute", 0xDD),
    ("Yuml", 0x178), ("aacute", 0xE1), ("abreve", 0x103), ("acirc", 0xE2), ("acute", 0xB4),
    ("aelig", 0xE6), ("agrave", 0xE0), ("amp", 0x26), ("apos", 0x27), ("aring", 0xE5),
    ("ast", 0x2A), ("asymp", 0x2248), ("atilde", 0xE3), ("auml", 0xE4), ("bdquo", 0x201E),
    ("brvbar", 0xA6), ("bull", 0x2022), ("ccedil", 0xE7), ("cedil", 0xB8), ("cent", 0xA2),
    ("check", 0x2713), ("colon", 0x3A), ("comma", 0x2C), ("commat", 0x40), ("copy", 0xA9),
    ("curren", 0xA4), ("dagger", 0x2020), ("darr", 0x2193), ("deg", 0xB0), ("divide", 0xF7),
    ("dollar", 0x24), ("dstrok", 0x111), ("eacute", 0xE9), ("ecirc", 0xEA), ("egrave", 0xE8),
    ("emsp", 0x2003), ("ensp", 0x2002), ("equals", 0x3D), ("eth", 0xF0), ("euml", 0xEB),
    ("euro", 0x20AC), ("excl", 0x21), ("frac12", 0xBD), ("frac14", 0xBC), ("frac34", 0xBE),
    ("ge", 0x2265), ("gt", 0x3E), ("harr", 0x2194), ("hellip", 0x2026), ("horbar", 0x2015),
    ("hyphen", 0x2010), ("iacute", 0xED), ("icirc", 0xEE), ("iexcl", 0xA1), ("igrave", 0xEC),
    ("infin", 0x221E), ("iquest", 0xBF), ("itilde", 0x129), ("iuml", 0xEF), ("laquo", 0xAB),
    ("larr", 0x2190), ("ldquo", 0x201C), ("le", 0x2264), ("lowbar", 0x5F), ("lpar", 0x28),
    ("lrm", 0x200E), ("lsaquo", 0x2039), ("lsqb", 0x5B), ("lsquo", 0x2018), ("lt", 0x3C),
    ("macr", 0xAF), ("mdash", 0x2014), ("micro", 0xB5), ("middot", 0xB7), ("minus", 0x2212),
    ("nbsp", 0xA0), ("ndash", 0x2013), ("ne", 0x2260), ("not", 0xAC), ("ntilde", 0xF1),
    ("num", 0x23), ("oacute", 0xF3), ("ocirc", 0xF4), ("oelig", 0x153), ("ograve", 0xF2),
    ("ordf", 0xAA), ("ordm", 0xBA), ("oslash", 0xF8), ("otilde", 0xF5), ("ouml", 0xF6),
    ("para", 0xB6), ("percnt", 0x25), ("period", 0x2E), ("permil", 0x2030), ("plus", 0x2B),
    ("plusmn", 0xB1), ("pound", 0xA3), ("prime", 0x2032), ("quest", 0x3F), ("quot", 0x22),
    ("raquo", 0xBB), ("rarr", 0x2192), ("rdquo", 0x201D), ("reg", 0xAE), ("rlm", 0x200F),
    ("rpar", 0x29), ("rsaquo", 0x203A), ("rsqb", 0x5D), ("rsquo", 0x2019), ("sbquo", 0x201A),
    ("scaron", 0x161), ("sect", 0xA7), ("semi", 0x3B), ("shy", 0xAD), ("sol", 0x2F),
    ("sup1", 0xB9), ("sup2", 0xB2), ("sup3", 0xB3), ("szlig", 0xDF), ("thinsp", 0x2009),
    ("thorn", 0xFE), ("times", 0xD7), ("trade", 0x2122), ("uacute", 0xFA), ("uarr", 0x2191),
    ("ucirc", 0xFB), ("ugrave", 0xF9), ("uml", 0xA8), ("utilde", 0x169), ("uuml", 0xFC),
    ("yacute", 0xFD), ("yen", 0xA5), ("yuml", 0xFF), ("zwj", 0x200D), ("zwnj", 0x200C),
];

/// U+0080 to U+009F in numeric references mean windows-1252 (HTML, section
/// 13.2.5.80); a blank keeps the number.
const WINDOWS_1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The character that the reference at the start of `rest` (an `&`) stands for,
/// and the reference's length in bytes. A numeric one may lack its semicolon.
pub fn reference(rest: &str) -> Option<(char, usize)> {
    if let Some(number) = rest.strip_prefix("&#") {
        let (digits, radix) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16),
            None => (number, 10),
        };
        let start = rest.len() - digits.len();
        let count = digits
            .bytes()
            .take_while(|&byte| (byte as char).is_digit(radix))
            .count();
        if count == 0 {
            return None;
        }
        let code = u32::from_str_radix(&digits[..count], radix).unwrap_or(u32::MAX);
        let semicolon = digits[count..].starts_with(';');
        return Some((numbered(code), start + count + usize::from(semicolon)));
    }
    // No name here is longer than eight letters.
    let end = rest.bytes().take(12).position(|byte| byte == b';')?;
    Some((named(&rest[1..end])?, end + 1))
}

fn numbered(code: u32) -> char {
    let windows = match code {
        0x80..=0x9F => WINDOWS_1252
            .chars()
            .nth(code as usize - 0x80)
            .filter(|&c| c != ' '),
        0 => None,
        _ => return char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    windows.unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn named(name: &str) -> Option<char> {
    let place = NAMED
        .binary_search_by_key(&name, |&(known, _)| known)
        .ok()?;
    char::from_u32(NAMED[place].1.into())
}

/// `text` with its references decoded once: `&amp;lt;` becomes `&lt;`.
pub fn decode(text: &str) -> Cow<'_, str> {
    let mut decoded = String::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = rest[from..].find('&') {
        let at = from + at;
        match reference(&rest[at..]) {
            Some((character, length)) => {
                decoded.push_str(&rest[..at]);
                decoded.push(character);
                rest = &rest[at + length..];
                from = 0;
            }
            None => from = at + 1,
        }
    }
    if decoded.is_empty() {
        return Cow::Borrowed(text);
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        let table = [
            ("AT&amp;T", "AT&T"),
            ("Blog &#8211; Tin", "Blog – Tin"),
            ("&#x2013;&#X2013;&#8211", "–––"),
            ("&amp;lt;", "&lt;"),
            ("&nbsp;", "\u{A0}"),
            ("&yuml;&Agrave;&times;", "ÿÀ×"),
            ("&abreve;&Dstrok;", "ăĐ"),
            ("&#150;&#128;&#159;", "–€Ÿ"),
            ("&#0;&#xD800;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&bogus; & &; &#; &#x; &amp", "&bogus; & &; &#; &#x; &amp"),
            ("&amp;&amp;", "&&"),
        ];
        for (text, expected) in table {
            assert_eq!(decode(text), expected, "{text}");
        }
        assert!(NAMED.is_sorted());
        assert_eq!(WINDOWS_1252.chars().count(), 0x20);
    }
}
