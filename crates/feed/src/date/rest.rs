//! What is left of a written date.

use crate::text::fold;

/// From one to ten; January and December have names of their own.
const VIETNAMESE: &str = "mot hai ba tu nam sau bay tam chin muoi";

/// A run of digits.
#[derive(Clone, Copy)]
pub struct Number {
    pub value: u64,
    pub digits: usize,
}

impl Number {
    pub fn new(value: u64, digits: usize) -> Number {
        Number { value, digits }
    }
}

/// Which word of a list it is, from 1.
pub fn place(list: &str, word: &str) -> Option<u64> {
    (1..)
        .zip(list.split(' '))
        .find_map(|(place, known)| (known == word).then_some(place))
}

/// The sign and digits of an offset, where one begins.
pub fn rest_offset(text: &str) -> Option<&str> {
    let digits = text.strip_prefix(['+', '-', '\u{2212}'])?;
    let length = digits
        .bytes()
        .take_while(|b| b.is_ascii_digit() || *b == b':')
        .count();
    (length > 0).then(|| &text[..text.len() - digits.len() + length])
}

/// What is left to read.
pub struct Rest<'t>(pub &'t str);

impl<'t> Rest<'t> {
    pub fn take(&mut self, wanted: impl Fn(char) -> bool) -> &'t str {
        let end = self.0.find(|c| !wanted(c)).unwrap_or(self.0.len());
        let (taken, rest) = self.0.split_at(end);
        self.0 = rest;
        taken
    }

    pub fn number(&mut self) -> Option<Number> {
        let digits = self.take(|c| c.is_ascii_digit());
        Some(Number::new(digits.parse().ok()?, digits.len()))
    }

    /// Whether one of these characters and a digit come next.
    pub fn continues(&self, points: &str) -> bool {
        let mut chars = self.0.chars();
        chars.next().is_some_and(|c| points.contains(c))
            && chars.next().is_some_and(|c| c.is_ascii_digit())
    }

    /// The number behind one of these characters.
    pub fn after(&mut self, points: &str) -> Option<Number> {
        self.0 = self.0.strip_prefix(|c| points.contains(c))?;
        self.number()
    }

    /// The month after `tháng`: a number or a word for one.
    pub fn vietnamese_month(&mut self) -> Option<u64> {
        self.0 = self.0.trim_start();
        if self.0.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(self.number()?.value);
        }
        let month = match fold(self.take(char::is_alphabetic)).as_str() {
            "gieng" => 1,
            "bon" => 4,
            "chap" => 12,
            word => place(VIETNAMESE, word)?,
        };
        let spaced = Rest(self.0.trim_start()).take(char::is_alphabetic);
        let unit = place("mot hai", &fold(spaced)).filter(|_| month == 10);
        if unit.is_some() {
            self.0 = &self.0.trim_start()[spaced.len()..];
        }
        Some(month + unit.unwrap_or(0))
    }

    /// What follows `thứ`, which says nothing new.
    pub fn vietnamese_weekday(&mut self) {
        self.0 = self.0.trim_start();
        if self.0.as_bytes().get(1).is_none_or(|b| !b.is_ascii_digit()) {
            self.take(|c| c.is_ascii_digit());
        }
        self.take(char::is_alphabetic);
    }
}
