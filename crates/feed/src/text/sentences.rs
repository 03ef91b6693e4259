//! Sentences, as they are read aloud one by one.

use std::ops::Range;

/// Letters of a sentence, at most: an engine that reads aloud may stop after some 14 seconds of one.
const MOST: usize = 200;

/// Where the sentences of a text are, in bytes, without the blanks around them. One that is too long is
/// cut where a part of it ends, else between two words.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        let end = match c {
            '\n' => Some(after),
            _ if is_end(c) && at >= start => {
                end(&text[start..at], &text[after..]).map(|more| after + more)
            }
            _ => None,
        };
        if let Some(end) = end {
            push(text, start..end, &mut found);
            start = end;
        }
    }
    push(text, start..text.len(), &mut found);
    found
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

/// How many bytes after such a sign belong to the sentence that it ends: more signs, and quotes that close.
/// `None` where what stands before and after are one sentence: after "TP." or "1.", or before a small letter.
fn end(before: &str, after: &str) -> Option<usize> {
    let next = after.trim_start_matches(|c: char| is_end(c) || "\"'”’»)]".contains(c));
    let closing = after.len() - next.len();
    let is_apart = next.is_empty() || next.starts_with(char::is_whitespace);
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let is_short = word.chars().count() < 3 && !word.chars().any(char::is_lowercase);
    let goes_on = next.trim_start().starts_with(char::is_lowercase);
    (is_apart && !is_short && !goes_on).then_some(closing)
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut start = range.start;
    while let Some(rest) = text.get(start..range.end) {
        let blank = rest.len() - rest.trim_start().len();
        let rest = rest.trim();
        if rest.is_empty() {
            return;
        }
        start += blank;
        let piece = &rest[..piece(rest)];
        if piece.contains(char::is_alphanumeric) {
            found.push(start..start + piece.trim_end().len());
        }
        start += piece.len();
    }
}

/// How much of a sentence is read at once, in bytes.
fn piece(sentence: &str) -> usize {
    let Some((most, _)) = sentence.char_indices().nth(MOST) else {
        return sentence.len();
    };
    let beginning = &sentence[..most];
    let part = beginning.rfind([';', ':', ',', '–']);
    let cut = part.or_else(|| beginning.rfind(char::is_whitespace));
    cut.map_or(most, |at| {
        at + beginning[at..].chars().next().map_or(0, char::len_utf8)
    })
}
