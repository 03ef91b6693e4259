//! How a text is cut for reading it aloud, and how long it takes to read.

use feed::{Content, reading_minutes, sentences};
use proptest::prelude::*;

fn cut(text: &str) -> Vec<&str> {
    sentences(text)
        .into_iter()
        .map(|range| &text[range])
        .collect()
}

#[test]
fn sentences_end_where_they_do() {
    let text = "Chiều ngày 22/3, tại TP. Bắc Giang, Ban Chỉ đạo họp. Ông Nguyễn Văn A. phát biểu! Tỷ lệ đạt 84.47%… \
                Vì sao? “Vì vậy.” Hết";
    assert_eq!(
        cut(text),
        [
            "Chiều ngày 22/3, tại TP. Bắc Giang, Ban Chỉ đạo họp.",
            "Ông Nguyễn Văn A. phát biểu!",
            "Tỷ lệ đạt 84.47%…",
            "Vì sao?",
            "“Vì vậy.”",
            "Hết"
        ]
    );
}

#[test]
fn lines_end_sentences() {
    assert_eq!(
        cut("Đầu đề\nCâu một\n\n— \nCâu hai"),
        ["Đầu đề", "Câu một", "Câu hai"]
    );
}

#[test]
fn a_long_sentence_is_cut_where_a_part_ends() {
    let part = "phần thứ nhất của một câu rất dài, ";
    let text = part.repeat(20);
    let pieces = cut(&text);
    assert!(pieces.len() > 2);
    assert!(
        pieces.iter().all(|piece| piece.ends_with(',')),
        "{pieces:?}"
    );
}

#[test]
fn a_sentence_without_parts_is_cut_between_words() {
    // The blank is the last that there is room for.
    let text = ["x".repeat(199), "y".repeat(20)].join(" ");
    assert_eq!(cut(&text), ["x".repeat(199), "y".repeat(20)]);
}

#[test]
fn a_short_text_takes_a_minute() {
    let minutes = |text: &str| reading_minutes(&Content::Text(text.into()));
    assert_eq!(minutes("một hai ba"), Some(1));
    assert_eq!(minutes(&"từ ".repeat(231)), Some(2));
    assert_eq!(reading_minutes(&Content::Empty), None);
}

#[test]
fn tags_are_not_read() {
    let html = "<p class=\"a b c d\">từ <b title=\"x y\">từ</b></p>\n".repeat(116);
    let content = Content::Html { html, base: None };
    assert_eq!(reading_minutes(&content), Some(2));
}

proptest! {
    #[test]
    fn no_letter_is_lost(text in "(\\PC|[ .!?…,\n]){0,600}") {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let pieces = cut(&text);
        prop_assert_eq!(letters(&pieces.concat()), letters(&text));
        for piece in pieces {
            prop_assert!(piece.chars().count() <= 200);
            prop_assert_eq!(piece.trim(), piece);
        }
    }
}
