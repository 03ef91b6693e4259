//! Vietnamese words that are spelt in two ways.

/// `text` (NFC, small letters) in one of the ways: tones on the second vowel of oa, oe and uy (`hòa` →
/// `hoà`), and i for y where a syllable ends after a consonant (`kỹ` → `kĩ`).
pub fn spelling(text: &str) -> String {
    let mut spelt = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    // The two letters before.
    let (mut first, mut last) = (' ', ' ');
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let moved = match next {
            'a' => tone(c, "òóỏõọ").map(|tone| ('o', tone.of("àáảãạ"))),
            'e' => tone(c, "òóỏõọ").map(|tone| ('o', tone.of("èéẻẽẹ"))),
            'y' => tone(c, "ùúủũụ").map(|tone| ('u', tone.of("ỳýỷỹỵ"))),
            _ => None,
        };
        let ends = !next.is_alphabetic();
        let after_consonant = "bcdđfghjklmnpqrstvwxz".contains(last) || (first, last) == ('q', 'u');
        let written = match (moved, tone(c, "yỳýỷỹỵ")) {
            (Some((vowel, toned)), _) => {
                chars.next();
                spelt.push(vowel);
                toned
            }
            (None, Some(tone)) if ends && after_consonant => tone.of("iìíỉĩị"),
            _ => c,
        };
        spelt.push(written);
        (first, last) = (last, written);
    }
    spelt
}

/// Which of some letters one is.
struct Tone(usize);

impl Tone {
    fn of(&self, letters: &str) -> char {
        letters.chars().nth(self.0).unwrap_or_default()
    }
}

fn tone(c: char, letters: &str) -> Option<Tone> {
    letters.chars().position(|letter| letter == c).map(Tone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_the_ways() {
        let table = [
            ("hòa thúy loè", "hoà thuý loè"),
            ("hoà thuý", "hoà thuý"),
            ("kỹ mỹ quý lý", "kĩ mĩ quí lí"),
            ("máy tây thủy ý", "máy tây thuỷ ý"),
            ("kỹ-thuật", "kĩ-thuật"),
            ("", ""),
        ];
        for (text, expected) in table {
            assert_eq!(spelling(text), expected, "{text}");
        }
    }
}
