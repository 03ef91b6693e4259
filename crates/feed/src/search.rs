//! Search without regard to case and marks, and what is shown of it.

use crate::text::clean;
use crate::text::fold::{decomposed, fold, fold_char, folds_alone, is_mark};
use crate::text::spelling::spelling;
use crate::text::unicode::{lower, nfc};

/// What a reader looks for: words, each of which must begin a word of the text
/// (`toa` finds `Toà` and `tòa`). Words in scripts without spaces may stand
/// anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    folded: String,
    /// With i for y at its end, or y for i; such words are found as a whole.
    other: Option<String>,
    /// As typed, but for case and form.
    exact: String,
    /// The same in one of its spellings.
    spelling: String,
}

impl Word {
    fn new(exact: &str) -> Word {
        let folded = fold(exact);
        let with = |ending, other| Some([folded.strip_suffix(ending)?, other].concat());
        let other = with("y", "i").or_else(|| with("i", "y"));
        let spelling = spelling(exact);
        // After a vowel they are two sounds.
        let is_one =
            |other: &String| fold(&self::spelling(other)) == fold(&self::spelling(&folded));
        Word {
            other: other.filter(is_one),
            folded,
            exact: exact.to_owned(),
            spelling,
        }
    }

    /// Whether `text`, in small letters, has `word` with its marks.
    fn is_in_as(&self, word: &str, text: &str) -> bool {
        let anywhere = !self.folded.is_ascii();
        let mut inside = false;
        text.char_indices().any(|(at, c)| {
            let begins = !inside || anywhere;
            inside = is_of_word(c);
            begins && inside && { text[at..].starts_with(word) }
        })
    }
}

/// How a text has the words of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spelt {
    /// With the very marks typed.
    Exactly,
    /// In another spelling of the same words: `hòa` and `hoà`, `kỹ` and `kĩ`.
    Otherwise,
    /// Without regard to marks.
    Unmarked,
}

/// More words than this are no query.
const MOST_WORDS: usize = 20;

/// A run of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'t> {
    pub text: &'t str,
    pub matched: bool,
}

impl Query {
    pub fn new(text: &str) -> Query {
        let mut words: Vec<Word> = Vec::new();
        for exact in with_marks(text).split(' ') {
            let folded = fold(exact);
            let known = words.iter().any(|word| word.exact == exact);
            if !folded.is_empty() && !known && words.len() < MOST_WORDS {
                words.push(Word::new(exact));
            }
        }
        Query { words }
    }

    /// Whether it has no word; it then finds nothing.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word is in one of the texts, which are [`fold`]ed.
    pub(crate) fn is_in(&self, folded: &[&str]) -> bool {
        self.words.iter().all(|word| {
            folded.iter().any(|text| {
                let other = word.other.as_deref();
                has_word(text, &word.folded) || other.is_some_and(|other| has_whole(text, other))
            })
        })
    }

    /// How the texts, which are as they are shown (NFC), have the words.
    pub(crate) fn spelt_in(&self, texts: &[&str]) -> Spelt {
        let texts: Vec<_> = texts.iter().map(|text| lower(text)).collect();
        let is_in = |word: &Word| texts.iter().any(|text| word.is_in_as(&word.exact, text));
        if self.words.iter().all(is_in) {
            return Spelt::Exactly;
        }
        let texts: Vec<_> = texts.iter().map(|text| spelling(text)).collect();
        let is_in = |word: &Word| texts.iter().any(|text| word.is_in_as(&word.spelling, text));
        if self.words.iter().all(is_in) {
            Spelt::Otherwise
        } else {
            Spelt::Unmarked
        }
    }

    /// `text` cut into what matches and what does not; together they are `text`.
    /// Matches with only white space between them are one.
    pub fn pieces<'t>(&self, text: &'t str) -> Vec<Piece<'t>> {
        let mut pieces = Vec::new();
        let mut done = 0;
        for (start, end) in self.matches(text) {
            if done < start {
                pieces.push(Piece {
                    text: &text[done..start],
                    matched: false,
                });
            }
            pieces.push(Piece {
                text: &text[start..end],
                matched: true,
            });
            done = end;
        }
        if done < text.len() {
            pieces.push(Piece {
                text: &text[done..],
                matched: false,
            });
        }
        pieces
    }

    /// At most `max_chars` characters of `text` around its longest match (of those
    /// the first), or from its beginning; cut at words, with `…` at the cuts.
    pub fn excerpt(&self, text: &str, max_chars: usize) -> String {
        if text.char_indices().nth(max_chars).is_none() {
            return text.to_owned();
        }
        let matches = self.matches(text).into_iter();
        // Of equals the last is the maximum, hence the reversal.
        let longest = matches.rev().max_by_key(|&(start, end)| end - start);
        let first = longest.map_or(0, |(start, _)| start);
        // A third of the room before the match, so that it is read in its context.
        let before = text[..first].char_indices().rev().nth(max_chars / 3);
        let start = before.map_or(0, |(at, c)| {
            let to_word = text[at..first].find(char::is_whitespace);
            at + to_word.unwrap_or(c.len_utf8())
        });
        let window = text[start..].trim_start();
        if start == 0 {
            return clean::cut(window, max_chars).into_owned();
        }
        let mut excerpt = String::from("…");
        excerpt.push_str(&clean::cut(window, max_chars.saturating_sub(1)));
        excerpt
    }

    /// Where the words match, as byte ranges of `text` in order.
    fn matches(&self, text: &str) -> Vec<(usize, usize)> {
        let mut matches: Vec<(usize, usize)> = Vec::new();
        if self.is_empty() {
            return matches;
        }
        let mut rest = 0;
        while let Some(found) = text[rest..].find(is_of_word) {
            let start = rest + found;
            let length = text[start..].find(|c| !is_of_word(c));
            let end = length.map_or(text.len(), |length| start + length);
            if let Some(length) = self.match_in(&text[start..end]) {
                match matches.last_mut() {
                    Some((_, last)) if text[*last..start].chars().all(char::is_whitespace) => {
                        *last = start + length;
                    }
                    _ => matches.push((start, start + length)),
                }
            }
            rest = end;
        }
        matches
    }

    /// How many bytes of `word`, from its beginning, match.
    fn match_in(&self, word: &str) -> Option<usize> {
        // Where each folded letter ends in the word, and the marks after it.
        let mut folded = String::new();
        let mut ends = Vec::new();
        if word.chars().all(folds_alone) {
            for (at, c) in word.char_indices() {
                let end = at + c.len_utf8();
                let before = folded.len();
                fold_char(c, |c| folded.push(c));
                if folded.len() == before {
                    if let Some((_, last)) = ends.last_mut() {
                        *last = end;
                    }
                } else {
                    ends.push((folded.len(), end));
                }
            }
        } else {
            for c in decomposed(word).chars() {
                fold_char(c, |c| folded.push(c));
            }
            ends.push((folded.len(), word.len()));
        }
        self.words
            .iter()
            .filter_map(|word| {
                if word.other.as_ref() == Some(&folded) {
                    Some(folded.len())
                } else if word.folded.is_ascii() {
                    folded
                        .starts_with(&word.folded)
                        .then_some(word.folded.len())
                } else {
                    folded.contains(&word.folded).then_some(folded.len())
                }
            })
            .max()
            .and_then(|length| ends.iter().find(|&&(folded, _)| folded >= length))
            .map(|&(_, end)| end)
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

/// Whether a word of `text` begins with `word`. Both are folded, so that words
/// stand after single spaces; a word in another script may stand anywhere.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| at == 0 || text.as_bytes()[at - 1] == b' ' || !word.is_ascii())
}

/// Whether a word of `text` is `word`, both folded.
fn has_whole(text: &str, word: &str) -> bool {
    text.split(' ').any(|known| known == word)
}

/// `text` as [`fold`] has it, but with its marks: NFC, small letters, single spaces.
fn with_marks(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut gap = false;
    for c in lower(&nfc(text)).chars() {
        if !is_of_word(c) {
            gap = true;
            continue;
        }
        if gap && !kept.is_empty() {
            kept.push(' ');
        }
        gap = false;
        kept.push(c);
    }
    kept
}
