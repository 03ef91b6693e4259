//! How much of an article is shown.

/// Elements that a browser builds, checks and lays out without a pause that is felt.
const MOST_ELEMENTS: usize = 10_000;
/// Elements within each other, likewise; browsers themselves flatten what lies twice as deep.
const MOST_LEVELS: usize = 256;
/// Elements that articles have many of and need not close, so that a tag says nothing of a level; and none.
const UNCLOSED: [u32; 14] = [
    0,
    number("br"),
    number("dd"),
    number("dt"),
    number("hr"),
    number("img"),
    number("li"),
    number("p"),
    number("source"),
    number("tbody"),
    number("td"),
    number("th"),
    number("thead"),
    number("tr"),
];
/// Bytes of text, likewise; a book has more, no news.
const MOST_TEXT: usize = 400_000;

/// As much of `html` as can be shown at once, from its beginning: all of it, of an article. Where
/// it is cut an element may stay open; browsers close it.
pub fn truncate_html(html: &str) -> &str {
    let (mut elements, mut levels, mut room, mut at) = (0, 0_usize, MOST_TEXT, 0);
    for (index, part) in html.split('<').enumerate() {
        // What stands in a tag is not laid out; a picture may be written into one.
        let first = part.bytes().next().unwrap_or_default();
        let is_tag =
            index > 0 && (first.is_ascii_alphabetic() || matches!(first, b'/' | b'!' | b'?'));
        let text = match part.split_once('>') {
            Some((_, text)) if is_tag => text,
            None if is_tag => "",
            _ => part,
        };
        if is_tag {
            let closes = first == b'/';
            elements += usize::from(!closes);
            if makes_a_level(&part.as_bytes()[usize::from(closes)..]) {
                levels = if closes {
                    levels.saturating_sub(1)
                } else {
                    levels + 1
                };
            }
        }
        if elements > MOST_ELEMENTS || levels > MOST_LEVELS {
            return &html[..at - 1];
        }
        at += part.len();
        if text.len() > room {
            let text_at = at - text.len();
            return &html[..text_at + beginning(text, room).len()];
        }
        room -= text.len();
        at += 1;
    }
    html
}

/// Whether an element of this name, at the beginning of a tag, ends only where it is closed.
fn makes_a_level(tag: &[u8]) -> bool {
    let length = tag
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let name = tag[..length].iter();
    let name = name.fold(0, |name: u32, byte| name << 8 | u32::from(byte | 0x20));
    !UNCLOSED.contains(&name)
}

/// The last four of a name's small letters, as a number.
const fn number(name: &str) -> u32 {
    let (mut number, mut at) = (0, 0);
    while at < name.len() {
        number = number << 8 | name.as_bytes()[at] as u32;
        at += 1;
    }
    number
}

/// As much of a plain text as can be shown at once, from its beginning.
pub fn truncate_text(text: &str) -> &str {
    beginning(text, MOST_TEXT)
}

fn beginning(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_whole() {
        let picture = [
            "<img src=\"data:image/png;base64,",
            &"A".repeat(2_000_000),
            "\">",
        ]
        .concat();
        for html in [
            "",
            "a < b",
            "<p>Một</p>",
            "<",
            &"<p>Một đoạn.</p>".repeat(5_000),
            &"<P>Một <b>đoạn</b>.<br><li>".repeat(2_000),
            &"<div><span>".repeat(100),
            &picture,
        ] {
            assert_eq!(truncate_html(html).len(), html.len());
        }
    }

    #[test]
    fn a_book_is_cut() {
        let listed = "<li>".repeat(100_000);
        assert_eq!(truncate_html(&listed), "<li>".repeat(MOST_ELEMENTS));
        let nested = ["<p>Trước</p>", &"<div>".repeat(100_000)].concat();
        let shown = ["<p>Trước</p>", &"<div>".repeat(MOST_LEVELS)].concat();
        assert_eq!(truncate_html(&nested), shown);
        let text = ["<p>", &"ữ".repeat(1_000_000)].concat();
        assert_eq!(truncate_html(&text).len(), "<p>".len() + MOST_TEXT / 3 * 3);
        // No tags at all, and what only looks like one.
        for long in ["ữ".repeat(1_000_000), "< a".repeat(1_000_000)] {
            let shown = truncate_html(&long);
            assert!(shown.len() <= 2 * MOST_TEXT, "{}", shown.len());
            assert!(long.starts_with(shown));
        }
        assert!(truncate_text(&"ữ".repeat(1_000_000)).len() <= MOST_TEXT);
        assert_eq!(truncate_text("Một"), "Một");
    }
}
