//! The order of Vietnamese dictionaries.

use std::cmp::Ordering;

use crate::text::fold::fold_char;
use crate::text::unicode::nfd;

/// Orders as a Vietnamese dictionary does: letters first (a ă â b c d đ e ê …),
/// then tones (none, huyền, hỏi, ngã, sắc, nặng), then small before capital.
pub fn vietnamese_order(a: &str, b: &str) -> Ordering {
    sort_key(a).cmp(&sort_key(b))
}

/// A key of which the order is [`vietnamese_order`]; for sorting many.
pub(crate) fn sort_key(text: &str) -> SortKey {
    let mut key = SortKey::default();
    for c in nfd(text).chars() {
        match c {
            '\u{306}' => key.raise(1),
            '\u{302}' => key.raise(2),
            '\u{31B}' => key.raise(3),
            '\u{300}' => key.tone(1),
            '\u{309}' => key.tone(2),
            '\u{303}' => key.tone(3),
            '\u{301}' => key.tone(4),
            '\u{323}' => key.tone(5),
            _ => fold_char(c, |folded| {
                let stroke = u32::from(matches!(c, 'đ' | 'Đ'));
                key.letters.push(folded as u32 * 4 + stroke);
                key.tones.push(0);
                key.capitals.push(folded != c && stroke == 0 || c == 'Đ');
            }),
        }
    }
    key
}

#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SortKey {
    letters: Vec<u32>,
    tones: Vec<u8>,
    capitals: Vec<bool>,
}

impl SortKey {
    /// The last letter is one of ă, â and ê and ô, ơ and ư.
    fn raise(&mut self, quality: u32) {
        if let Some(letter) = self.letters.last_mut() {
            *letter = *letter / 4 * 4 + quality;
        }
    }

    fn tone(&mut self, tone: u8) {
        if let Some(last) = self.tones.last_mut() {
            *last = tone;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dictionary_order() {
        let sorted = [
            "",
            "12",
            "a",
            "A",
            "à",
            "ả",
            "ã",
            "á",
            "ạ",
            "an",
            "ă",
            "â",
            "ban",
            "bàn",
            "bạn",
            "Bắc",
            "cá",
            "da",
            "đá",
            "Đá",
            "em",
            "ê",
            "ô",
            "ơ",
            "pháp",
            "thi đua",
            "thi hành",
            "tin",
            "u",
            "ư",
            "y",
        ];
        for pair in sorted.windows(2) {
            assert_eq!(
                vietnamese_order(pair[0], pair[1]),
                Ordering::Less,
                "{pair:?}"
            );
            assert_eq!(
                vietnamese_order(pair[1], pair[0]),
                Ordering::Greater,
                "{pair:?}"
            );
        }
        assert_eq!(vietnamese_order("ệ", "e\u{302}\u{323}"), Ordering::Equal);
    }
}
