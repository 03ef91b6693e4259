//! Plain text out of HTML, in one pass over it. Never shown as markup and never
//! trusted: showing HTML is the sanitiser's work.

mod entities;

use crate::text::find::find;

pub(crate) use entities::{decode, reference};

/// The text of `html` on one line, at most `max_chars` characters: tags gone (a
/// space where they part blocks), scripts, styles and comments gone, character
/// references decoded, white space collapsed.
pub fn plain_text(html: &str, max_chars: usize) -> String {
    let mut out = Line {
        text: String::new(),
        room: max_chars,
        gap: false,
    };
    let mut rest = html;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'<' | b'&')) {
        out.push(&rest[..at]);
        if out.room == 0 {
            return out.text;
        }
        rest = &rest[at..];
        let length = if rest.starts_with('&') {
            match entities::reference(rest) {
                Some((decoded, length)) => {
                    out.push(decoded.encode_utf8(&mut [0; 4]));
                    length
                }
                None => {
                    out.push("&");
                    1
                }
            }
        } else {
            match markup(rest) {
                Some((length, parts)) => {
                    out.gap |= parts;
                    length
                }
                None => {
                    out.push("<");
                    1
                }
            }
        };
        rest = &rest[length..];
    }
    out.push(rest);
    out.text
}

/// `text` without the tags of elements that texts are made of; others are what it is about, and so is
/// a "less than" sign.
pub(crate) fn untagged(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let closing = rest.starts_with("</");
        let name = &rest[if closing { 2 } else { 1 }..];
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = &name[..length];
        let is_other = ["br", "img", "hr"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name));
        let length = if is_inline(name) {
            tag_end(rest)
        } else if is_block(name) || is_other {
            kept.push(' ');
            tag_end(rest)
        } else {
            kept.push('<');
            1
        };
        rest = &rest[length..];
    }
    kept.push_str(rest);
    kept
}

/// Whether a tag or a comment begins in `html`; a "less than" sign alone does not.
pub(crate) fn has_tag(html: &str) -> bool {
    let begins = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!');
    html.split('<').skip(1).any(|rest| rest.starts_with(begins))
}

/// Whether there is more than text in `html`: a tag, or one that was escaped.
pub(crate) fn has_markup(html: &str) -> bool {
    has_tag(html) || is_html(&decode(html))
}

/// Whether a text is HTML from its first tag to its last: nobody writes so of tags.
pub(crate) fn is_whole(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('<') && text.ends_with('>') && is_html(text)
}

/// HTML whose tags were escaped once too often, with tags.
pub(crate) fn unescaped(html: String) -> String {
    if !html.contains('<') {
        let decoded = decode(&html);
        if is_whole(&decoded) {
            return decoded.into_owned();
        }
    }
    html
}

/// Whether plain text is HTML after all: an element ends in it, or a line breaks.
/// Text about HTML (`the <b> tag`) names elements but seldom ends one.
pub(crate) fn is_html(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = &text[at + 1..];
        let closed = rest.strip_prefix('/');
        let rest = closed.unwrap_or(rest);
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (name, rest) = rest.split_at(length);
        if closed.is_some() {
            (is_inline(name) || is_block(name)) && rest.starts_with('>')
        } else {
            name.eq_ignore_ascii_case("br") && rest.starts_with(['>', '/', ' '])
        }
    })
}

/// The block elements that articles are made of.
fn is_block(name: &str) -> bool {
    const NAMES: [&str; 12] = [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "blockquote",
        "figure",
        "table",
    ];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Elements that stand inside a word; around all others words end.
fn is_inline(name: &str) -> bool {
    const NAMES: [&str; 28] = [
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "ins", "kbd", "mark", "q", "ruby", "s", "samp", "small", "span", "strong", "sub",
        "sup", "u", "wbr",
    ];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The length of the tag, comment or hidden element at the start of `rest` (which
/// starts with `<`), and whether it parts words. `None`: a "less than" sign.
fn markup(rest: &str) -> Option<(usize, bool)> {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return Some((end_of(rest, find(comment, "-->").map(|at| at + 7)), false));
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        return Some((end_of(rest, rest.find('>').map(|at| at + 1)), false));
    }
    let closing = rest.starts_with("</");
    let after = &rest[if closing { 2 } else { 1 }..];
    if !after.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name = after
        .bytes()
        .take_while(|byte| !b" \t\n\r\x0C/>".contains(byte))
        .count();
    let name = &after[..name];
    let mut length = tag_end(rest);
    let hides = [
        "script", "style", "template", "iframe", "noscript", "noembed", "noframes", "xmp",
    ];
    if !closing && hides.iter().any(|hidden| hidden.eq_ignore_ascii_case(name)) {
        length += hidden_body(&rest[length..], name);
    }
    Some((length, !is_inline(name)))
}

fn end_of(rest: &str, end: Option<usize>) -> usize {
    end.unwrap_or(rest.len())
}

/// Where the tag at the start of `rest` ends; a `>` inside quotes is part of it.
pub(crate) fn tag_end(rest: &str) -> usize {
    let mut quote = None;
    let mut last = b' ';
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            // A quote opens only a value: in `<p it's>` it is part of a name.
            (None, b'"' | b'\'') if last == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
    }
    rest.len()
}

/// The length of a body that is not text, up to its closing tag or the end of all.
fn hidden_body(rest: &str, name: &str) -> usize {
    let mut places = rest.as_bytes().windows(2 + name.len());
    let closes =
        |place: &[u8]| place.starts_with(b"</") && place[2..].eq_ignore_ascii_case(name.as_bytes());
    end_of(rest, places.position(closes))
}

/// Collapses white space while it is written.
struct Line {
    text: String,
    room: usize,
    gap: bool,
}

impl Line {
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            if c == ' ' || c.is_whitespace() {
                self.gap = true;
            } else if !c.is_control() && !matches!(c, '\u{AD}' | '\u{FEFF}') {
                let needed = if self.gap && !self.text.is_empty() {
                    2
                } else {
                    1
                };
                if self.room < needed {
                    self.room = 0;
                    return;
                }
                if needed == 2 {
                    self.text.push(' ');
                }
                self.room -= needed;
                self.gap = false;
                self.text.push(c);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_texts() {
        let table = [
            ("<p>Một</p><p>hai</p>", "Một hai"),
            ("đậm <b>n</b>hạt", "đậm nhạt"),
            ("a<br>b<br/>c", "a b c"),
            ("<ul><li>a<li>b</ul>", "a b"),
            ("<script>if (a < b) {}</script>x<STYLE>p{}</Style >y", "x y"),
            ("a<!-- <p> -->b", "ab"),
            ("a<!-- never closed", "a"),
            ("<script>never closed", ""),
            ("<a title=\"a > b\" href='x'>c</a>", "c"),
            ("<p it's>c</p>", "c"),
            ("3 < 4 > 2 <3", "3 < 4 > 2 <3"),
            (
                "&lt;b&gt; &amp;amp; &eacute;&agrave;&#x1EC7;&#7879;",
                "<b> &amp; éàệệ",
            ),
            ("a&nbsp;&nbsp; b&shy;c", "a bc"),
            ("AT&T &unknown; & &;", "AT&T &unknown; & &;"),
            ("<!DOCTYPE html><?xml?>a", "a"),
            ("a<", "a<"),
            ("a</", "a</"),
            ("a<b", "a"),
            ("\u{0}a\r\n\tb", "a b"),
        ];
        for (html, expected) in table {
            assert_eq!(plain_text(html, 100), expected, "{html}");
        }
    }

    #[test]
    fn stops_at_the_limit() {
        assert_eq!(plain_text("<p>một hai ba</p>", 7), "một hai");
        assert_eq!(plain_text("<p>một hai ba</p>", 8), "một hai");
        assert_eq!(plain_text(&"x".repeat(100_000), 20).len(), 20);
    }

    #[test]
    fn hostile_markup_takes_linear_time() {
        for part in [
            "<",
            "<a",
            "</",
            "<!--",
            "<script>",
            "&",
            "&#",
            "<a href=\"",
            "<style></",
            "<b>",
        ] {
            let html = part.repeat(1_000_000 / part.len());
            assert!(plain_text(&html, 20_000).len() <= 20_000, "{part}");
        }
    }

    #[test]
    fn tags_told_from_text() {
        let table = [
            ("<p>a</p>", true),
            ("a <br/> b", true),
            ("a<BR>b", true),
            ("a</strong>", true),
            ("the <b> and <i> tags", false),
            ("a < b > c", false),
            ("Vec<String>", false),
            ("<3 </3", false),
            ("<p", false),
        ];
        for (text, expected) in table {
            assert_eq!(is_html(text), expected, "{text}");
        }
    }
}
