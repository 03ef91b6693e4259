//! How much of an article is shown.

/// Elements that a browser builds, checks and lays out without a pause that is felt.
const MOST_ELEMENTS: usize = 10_000;
/// Bytes of text, likewise; a book has more, no news.
const MOST_TEXT: usize = 400_000;

/// As much of `html` as can be shown at once, from its beginning: all of it, of an article. Where
/// it is cut an element may stay open; browsers close it.
pub fn beginning_of_html(html: &str) -> &str {
    let (mut elements, mut room, mut at) = (0, MOST_TEXT, 0);
    for (index, part) in html.split('<').enumerate() {
        // What stands in a tag is not laid out; a picture may be written into one.
        let is_tag = index > 0
            && part.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        let text = match part.split_once('>') {
            Some((_, text)) if is_tag => text,
            None if is_tag => "",
            _ => part,
        };
        elements += usize::from(is_tag && part.starts_with(|c: char| c.is_ascii_alphabetic()));
        if elements > MOST_ELEMENTS {
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

/// As much of a plain text as can be shown at once, from its beginning.
pub fn beginning_of_text(text: &str) -> &str {
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
            &picture,
        ] {
            assert_eq!(beginning_of_html(html).len(), html.len());
        }
    }

    #[test]
    fn a_book_is_cut() {
        let nested = "<div>".repeat(100_000);
        assert_eq!(beginning_of_html(&nested), "<div>".repeat(MOST_ELEMENTS));
        let text = ["<p>", &"ữ".repeat(1_000_000)].concat();
        assert_eq!(
            beginning_of_html(&text).len(),
            "<p>".len() + MOST_TEXT / 3 * 3
        );
        // No tags at all, and what only looks like one.
        for long in ["ữ".repeat(1_000_000), "< a".repeat(1_000_000)] {
            let shown = beginning_of_html(&long);
            assert!(shown.len() <= 2 * MOST_TEXT, "{}", shown.len());
            assert!(long.starts_with(shown));
        }
        assert!(beginning_of_text(&"ữ".repeat(1_000_000)).len() <= MOST_TEXT);
        assert_eq!(beginning_of_text("Một"), "Một");
    }
}
