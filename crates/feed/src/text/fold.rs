//! Folding: the form in which texts are compared for search and addresses.

mod tables;

use std::borrow::Cow;

use crate::text::unicode::{caseless, nfd};
use tables::{LATIN, LATIN_ADDITIONAL, MARKS};

/// `Thi hành  ÁN, dân sự!` → `thi hanh an dan su`: marks dropped (Mn), đ Đ ð Ð → d,
/// case folded, then letters and digits alone; every other run is one space, none
/// at the ends. The same for NFC and NFD; idempotent.
pub fn fold(text: &str) -> String {
    let text = decomposed(text);
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    let mut take = |c: char| {
        if c.is_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            folded.push(c);
        } else {
            gap = true;
        }
    };
    text.chars().for_each(|c| fold_char(c, &mut take));
    folded
}

/// `text` in a form that [`fold_char`] can take letter by letter.
pub(crate) fn decomposed(text: &str) -> Cow<'_, str> {
    if text.chars().all(folds_alone) {
        Cow::Borrowed(text)
    } else {
        nfd(text)
    }
}

/// Whether `c` folds without a full decomposition of the text it is in.
pub(crate) fn folds_alone(c: char) -> bool {
    match c {
        '\0'..='\u{BF}' => true,
        '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => base(c) != Some(b'?'),
        '\u{250}'..='\u{36F}' => !matches!(c, '\u{340}'..='\u{345}'),
        '\u{2010}'..='\u{2070}' | '\u{20A0}'..='\u{20CF}' => true,
        '\u{4E00}'..='\u{9FFF}' | '\u{1F000}'..='\u{1FAFF}' => true,
        _ => false,
    }
}

/// Hands what `c` folds to, letter by letter, to `take`; nothing for a mark.
pub(crate) fn fold_char(c: char, mut take: impl FnMut(char)) {
    if c.is_ascii() {
        return take(c.to_ascii_lowercase());
    }
    match (c, base(c)) {
        ('đ' | 'Đ' | 'ð' | 'Ð', _) => take('d'),
        (_, Some(letter)) if letter.is_ascii_alphabetic() => take(letter.into()),
        _ if is_mark(c) => {}
        _ if !c.is_alphabetic() => take(c),
        _ => caseless(c).chars().filter(|&c| !is_mark(c)).for_each(take),
    }
}

/// Whether `c` belongs to the word it stands in but folds to nothing: a
/// non-spacing mark, a soft hyphen, a joiner.
pub(crate) fn is_mark(c: char) -> bool {
    match c {
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => true,
        '\0'..='\u{2FF}' | '\u{1E00}'..='\u{1EFF}' => false,
        '\u{300}'..='\u{FFFF}' => {
            let code = c as u16;
            let next = MARKS.partition_point(|&(_, last)| last < code);
            MARKS.get(next).is_some_and(|&(first, _)| first <= code)
        }
        _ => matches!(c, '\u{E0100}'..='\u{E01EF}'),
    }
}

/// The entry of a Latin letter with marks in the tables.
fn base(c: char) -> Option<u8> {
    match c {
        '\u{C0}'..='\u{24F}' => Some(LATIN[c as usize - 0xC0]),
        '\u{1E00}'..='\u{1EFF}' => Some(LATIN_ADDITIONAL[c as usize - 0x1E00]),
        _ => None,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    #[test]
    fn examples() {
        let table = [
            ("Thi hành  ÁN, dân sự!", "thi hanh an dan su"),
            ("Đường Điện Biên Phủ", "duong dien bien phu"),
            ("đĐðÐ", "dddd"),
            ("  —  ", ""),
            ("STRASSE straße STRAẞE", "strasse strasse strasse"),
            ("Ὀδυσσεύς ΟΔΥΣΣΕΥΣ", "οδυσσευσ οδυσσευσ"),
            ("tin\u{AD}tức", "tintuc"),
            ("08/CT-UBND", "08 ct ubnd"),
            ("Ærø ǼǾ", "ærø æø"),
            ("Ёлка", "елка"),
            ("新聞 2021", "新聞 2021"),
            ("🍏", ""),
        ];
        for (text, expected) in table {
            assert_eq!(fold(text), expected, "{text}");
        }
    }

    #[test]
    fn the_short_way_agrees_with_the_full_decomposition() {
        for c in (0..=0x10FFFF)
            .filter_map(char::from_u32)
            .filter(|&c| folds_alone(c))
        {
            let mut alone = String::new();
            fold_char(c, |c| alone.push(c));
            let mut full = String::new();
            for part in [c].into_iter().nfd() {
                fold_char(part, |c| full.push(c));
            }
            assert_eq!(alone, full, "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn only_marks_and_invisible_characters_are_dropped() {
        for c in (0..=0x10FFFF)
            .filter_map(char::from_u32)
            .filter(|&c| is_mark(c))
        {
            let invisible = matches!(c, '\u{AD}' | '\u{200B}'..='\u{2064}' | '\u{FEFF}');
            // The tables close over code points not assigned yet.
            assert!(
                invisible || is_combining_mark(c) || !c.is_alphanumeric(),
                "U+{:04X}",
                c as u32
            );
        }
        for c in "\u{300}\u{301}\u{303}\u{309}\u{323}\u{302}\u{306}\u{31B}\u{345}\u{94D}".chars() {
            assert!(is_mark(c), "U+{:04X}", c as u32);
        }
    }
}
