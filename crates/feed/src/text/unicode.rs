//! Unicode normalisation: the browser's own tables in WebAssembly, a crate natively.

use std::borrow::Cow;

/// Normalization Form C, the form in which text is shown. Text without combining
/// marks and without the few letters that NFC replaces is returned as it is.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || text.chars().all(is_stable) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(platform::nfc(text))
    }
}

/// Normalization Form D: letters and their marks apart.
pub fn nfd(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(platform::nfd(text))
    }
}

/// Small letters. The standard library's tables would weigh 8 KB of brotli in WebAssembly.
pub(crate) fn lower(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Owned(platform::lower(text))
    }
}

/// One letter with case folded away: down, up and down again, so that ẞ, ß and SS meet, and σ and ς.
pub(crate) fn caseless(letter: char) -> String {
    platform::caseless(letter)
}

/// A quick check: blocks of which every character has `NFC_Quick_Check=Yes` and
/// stands alone (UAX #15, section 9). What is missing here is only slower.
fn is_stable(c: char) -> bool {
    c < '\u{300}'
        || matches!(c,
            '\u{0400}'..='\u{0482}'
            | '\u{048A}'..='\u{0590}'
            | '\u{1E00}'..='\u{1EFF}'
            | '\u{2002}'..='\u{20CF}'
            | '\u{2190}'..='\u{2328}'
            | '\u{2460}'..='\u{2ADB}'
            | '\u{3000}'..='\u{3029}'
            | '\u{3030}'..='\u{3098}'
            | '\u{309B}'..='\u{A66E}'
            | '\u{AC00}'..='\u{D7A3}'
            | '\u{FE0F}'
            | '\u{FF00}'..='\u{FFFF}'
            | '\u{1F000}'..='\u{1FAFF}'
        )
}

#[cfg(not(target_arch = "wasm32"))]
mod platform {
    use unicode_normalization::UnicodeNormalization;

    pub fn nfc(text: &str) -> String {
        text.nfc().collect()
    }

    pub fn nfd(text: &str) -> String {
        text.nfd().collect()
    }

    pub fn lower(text: &str) -> String {
        text.chars().flat_map(char::to_lowercase).collect()
    }

    pub fn caseless(letter: char) -> String {
        letter
            .to_lowercase()
            .flat_map(char::to_uppercase)
            .flat_map(char::to_lowercase)
            .collect()
    }
}

#[cfg(target_arch = "wasm32")]
mod platform {
    use js_sys::JsString;

    pub fn nfc(text: &str) -> String {
        JsString::from(text).normalize("NFC").into()
    }

    pub fn nfd(text: &str) -> String {
        JsString::from(text).normalize("NFD").into()
    }

    pub fn lower(text: &str) -> String {
        JsString::from(text).to_lower_case().into()
    }

    pub fn caseless(letter: char) -> String {
        let text = JsString::from(letter.encode_utf8(&mut [0; 4]) as &str);
        // A final capital sigma would come down as ς: the standard library's letter-wise rule does not.
        let folded: String = text.to_lower_case().to_upper_case().to_lower_case().into();
        folded.replace('ς', "σ")
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use unicode_normalization::char::canonical_combining_class;
    use unicode_normalization::{IsNormalized, is_nfc_quick};

    #[test]
    fn every_stable_character_is_its_own_nfc() {
        for c in (0..=0x10FFFF)
            .filter_map(char::from_u32)
            .filter(|&c| is_stable(c))
        {
            let quick = is_nfc_quick([c].into_iter());
            assert_eq!(quick, IsNormalized::Yes, "U+{:04X}", c as u32);
            assert_eq!(canonical_combining_class(c), 0, "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn both_forms() {
        for (composed, decomposed) in [
            ("Hành", "Ha\u{300}nh"),
            ("ệ", "e\u{323}\u{302}"),
            ("a", "a"),
        ] {
            assert_eq!(nfc(decomposed), composed);
            assert_eq!(nfd(composed), decomposed);
        }
    }
}
