//! Text as it is shown: NFC, no control characters, white space in order.

use std::borrow::Cow;

use crate::text::fold::is_mark;
use crate::text::unicode::nfc;

/// Characters of a title; no headline needs more.
pub const LONGEST_LINE: usize = 500;
/// Characters of a name of someone or a tag.
pub const LONGEST_NAME: usize = 200;
/// Characters of a headline made of other text.
pub const LONGEST_HEADLINE: usize = 90;
/// Characters of a summary, and of the text kept for search.
pub const LONGEST_TEXT: usize = 20_000;
/// Tags, authors, attachments: no news has more, all of them are drawn, and each is compared with
/// those before.
pub const MOST: usize = 100;

/// Marks on one letter; what has more paints over the lines around it. Vietnamese has two, Hebrew
/// with all its signs four.
const MOST_MARKS: usize = 4;

/// `text` on one line: white space collapsed, control and bidirectional control
/// characters dropped (they would turn the text around them), marks beyond the fourth on a letter
/// too, NFC.
pub fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let start = line.len();
        let mut marks = 0;
        line.extend(word.chars().filter(|&c| {
            marks = if is_mark(c) { marks + 1 } else { 0 };
            marks <= MOST_MARKS && !is_unshown(c)
        }));
        if start > 0 && line.len() > start {
            line.insert(start, ' ');
        }
    }
    composed(line)
}

/// `text` with its line breaks as `\n`: control characters dropped, trimmed, NFC.
pub fn block(text: &str) -> String {
    let mut block = String::with_capacity(text.len());
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => block.push('\n'),
            '\n' | '\t' => block.push(c),
            c if c.is_control() || c == '\u{FEFF}' => {}
            c => block.push(c),
        }
    }
    composed(block)
}

/// The first `max` characters of `text`, white space collapsed.
pub fn collapsed(text: &str, max: usize) -> String {
    let mut line = String::new();
    let mut gap = false;
    for c in text.chars().take(max) {
        if c.is_whitespace() {
            gap = true;
        } else {
            if gap && !line.is_empty() {
                line.push(' ');
            }
            gap = false;
            line.push(c);
        }
    }
    line
}

/// Markup as it came but for control characters. Not composed: that is for whoever shows it.
pub fn markup(html: &str) -> String {
    let unwanted = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    html.replace(unwanted, "")
}

/// Whether [`line`] drops characters of `text` that are not mere white space.
pub fn has_unshown(text: &str) -> bool {
    let mut marks = 0;
    text.contains(|c: char| {
        marks = if is_mark(c) { marks + 1 } else { 0 };
        marks > MOST_MARKS || is_unshown(c) && !c.is_whitespace()
    })
}

fn is_unshown(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The first `max` characters of `text`, to the end of a word where one is near, with `…`.
pub fn cut(text: &str, max: usize) -> Cow<'_, str> {
    if text.len() <= max || text.char_indices().nth(max).is_none() {
        return Cow::Borrowed(text);
    }
    let end = text
        .char_indices()
        .nth(max.saturating_sub(1))
        .map_or(0, |(at, _)| at);
    let head = &text[..end];
    let at_word = match head.rfind(char::is_whitespace) {
        Some(space) if space >= end / 2 && !text[end..].starts_with(char::is_whitespace) => {
            &head[..space]
        }
        _ => head,
    };
    let mut cut = at_word
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–'))
        .to_owned();
    cut.push('…');
    Cow::Owned(cut)
}

/// `text` in NFC.
pub fn composed(text: String) -> String {
    match nfc(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(composed) => composed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        let table = [
            ("  a\n\tb\u{A0} c ", "a b c"),
            ("a \u{0} b", "a b"),
            ("\u{202E}gpj.exe\u{202C}", "gpj.exe"),
            ("Ha\u{300}nh", "Hành"),
            ("\u{FEFF}a", "a"),
            ("a\u{7}b", "ab"),
            ("👩\u{200D}👧", "👩\u{200D}👧"),
            (
                "Z\u{334}\u{335}\u{336}\u{337}\u{338}\u{339}a",
                "Z\u{334}\u{335}\u{336}\u{337}a",
            ),
            ("e\u{323}\u{302}", "ệ"),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(line(text), expected, "{text:?}");
        }
    }

    #[test]
    fn blocks() {
        let table = [
            (" a\r\nb\rc\n\nd ", "a\nb\nc\n\nd"),
            ("a\tb\u{0}\u{2028}c", "a\tb\nc"),
        ];
        for (text, expected) in table {
            assert_eq!(block(text), expected, "{text:?}");
        }
    }

    #[test]
    fn cuts() {
        let table = [
            ("một hai ba", 20, "một hai ba"),
            ("một hai ba", 10, "một hai ba"),
            ("một hai ba", 9, "một hai…"),
            ("một hai, ba", 9, "một hai…"),
            ("mộthaibabốn", 5, "mộth…"),
        ];
        for (text, max, expected) in table {
            assert_eq!(cut(text, max), expected, "{text} {max}");
        }
    }
}
