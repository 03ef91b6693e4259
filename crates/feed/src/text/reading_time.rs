//! How long a text takes to read.

use crate::Content;

/// Words of a text that are read in a minute, silently; in Vietnamese each syllable is written as one.
const WORDS_A_MINUTE: usize = 230;

/// Minutes that it takes to read, at least one; `None` where there is no text.
pub fn reading_minutes(content: &Content) -> Option<usize> {
    let words = match content {
        Content::Html { html, .. } => words_of_html(html),
        Content::Text(text) => text.split_whitespace().count(),
        Content::Empty => return None,
    };
    Some(words.div_ceil(WORDS_A_MINUTE).max(1))
}

/// As good as a count needs: between tags, without a parser.
fn words_of_html(html: &str) -> usize {
    let mut is_tag = false;
    let parts = html.split(|c: char| {
        is_tag = (is_tag || c == '<') && c != '>';
        is_tag || c == '>' || c.is_whitespace()
    });
    parts.filter(|word| !word.is_empty()).count()
}
