//! Addresses in plain text, found so that they can be links.

/// A piece of a text; the pieces together are the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Linkified<'t> {
    pub text: &'t str,
    /// Whether it is the address of a page (`http`, `https`) or a `mailto` address, as written.
    pub is_address: bool,
}

/// Characters of an address; what is longer is none that anybody wrote.
const LONGEST: usize = 1_000;

/// Cuts a text around the addresses in it.
pub fn linkify(text: &str) -> Vec<Linkified<'_>> {
    let mut pieces = Vec::new();
    let mut add = |text, is_address| pieces.push(Linkified { text, is_address });
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find(':') {
        let colon = at + found;
        at = colon + 1;
        let scheme = text[from..colon]
            .bytes()
            .rev()
            .take_while(u8::is_ascii_alphabetic)
            .count();
        let start = colon - scheme;
        let length = length(&text[start..], scheme);
        if length > 0 {
            if from < start {
                add(&text[from..start], false);
            }
            from = start + length;
            add(&text[start..from], true);
            at = from;
        }
    }
    if from < text.len() {
        add(&text[from..], false);
    }
    pieces
}

/// The length of the address at the start of `text`, of which the first `scheme` bytes and a colon
/// are its scheme; 0 when it is none.
fn length(text: &str, scheme: usize) -> usize {
    let (name, rest) = (&text[..scheme], &text[scheme + 1..]);
    let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
    let begins = match rest.strip_prefix("//") {
        Some(host) => (is("http") || is("https")) && host.starts_with(char::is_alphanumeric),
        None => is("mailto") && rest.starts_with(char::is_alphanumeric),
    };
    if !begins {
        return 0;
    }
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"“”«»".contains(c);
    let near = text.char_indices().take(LONGEST);
    let near = near.last().map_or(0, |(at, last)| at + last.len_utf8());
    let Some(end) = text[..near]
        .find(ends)
        .or((near == text.len()).then_some(near))
    else {
        return 0;
    };
    let mut address = &text[..end];
    // What ends a sentence ends no address, and a bracket only one that was opened in it.
    while let Some(last) = address.chars().next_back() {
        let opening = match last {
            ')' => Some('('),
            ']' => Some('['),
            _ => None,
        };
        let stays = match opening {
            Some(opening) => address.matches(opening).count() >= address.matches(last).count(),
            None => !".,;:!?…'’*_".contains(last),
        };
        if stays {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    let is_one = match address[scheme + 1..].strip_prefix("//") {
        Some(rest) => names_host(rest),
        None => address.contains('@'),
    };
    if is_one { address.len() } else { 0 }
}

/// Whether an address after its `//` begins with a host, and perhaps a port: no user, who would only
/// hide what the host is, and nothing that no name has.
fn names_host(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    host.chars()
        .all(|c| c.is_alphanumeric() || "-._".contains(c))
        && port.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The addresses of a text.
    fn addresses(text: &str) -> Vec<&str> {
        let pieces = linkify(text);
        let whole: String = pieces.iter().map(|piece| piece.text).collect();
        assert_eq!(whole, text);
        let found = pieces.into_iter().filter(|piece| piece.is_address);
        found.map(|piece| piece.text).collect()
    }

    #[test]
    fn addresses_in_texts() {
        let table = [
            ("Xem https://tin.example/a.", vec!["https://tin.example/a"]),
            ("(http://a.example/b)", vec!["http://a.example/b"]),
            ("http://a.example:8080/b", vec!["http://a.example:8080/b"]),
            ("http://bank.example@a.example/", vec![]),
            ("url(http://a.f)url(javascript:alert(1)", vec![]),
            (
                "https://a.example/b_(c), HTTPS://B.example",
                vec!["https://a.example/b_(c)", "HTTPS://B.example"],
            ),
            (
                "“https://a.example/?q=1&r=2#s”…",
                vec!["https://a.example/?q=1&r=2#s"],
            ),
            ("Thư: mailto:a@tin.example!", vec!["mailto:a@tin.example"]),
            ("mailto:x, mailto:", vec![]),
            ("javascript:alert(1) data:x ftp://a.example", vec![]),
            ("xjavascript:https://a.example", vec!["https://a.example"]),
            ("http:// https:///x http:x", vec![]),
            ("10:30: lúc 8:00", vec![]),
            ("<https://a.example>", vec!["https://a.example"]),
            (
                "https://việt.example/đường",
                vec!["https://việt.example/đường"],
            ),
            ("", vec![]),
        ];
        for (text, expected) in table {
            assert_eq!(addresses(text), expected, "{text}");
        }
    }

    #[test]
    fn hostile_text_takes_linear_time() {
        for part in [":", "http:", "http://", "http://a", "mailto:", "a:", ")"] {
            let text = part.repeat(100_000 / part.len());
            addresses(&text);
        }
        assert_eq!(
            addresses(&["http://a", &"b".repeat(2_000)].concat()),
            [""; 0]
        );
    }
}
