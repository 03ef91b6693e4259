//! Numbers that a double would round.

use std::borrow::Cow;

/// Digits that every double holds.
const MOST_DIGITS: usize = 15;

/// `text` with every number in quotes that a double may not hold, so that its digits stay: ids of 64
/// bits would become those of their neighbours. Both parsers are given the same text, and browsers
/// without access to the source of a value read it too. What is not JSON stays so.
pub fn quote_long(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut quoted = String::new();
    let (mut copied, mut at) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => at = end_of_text(bytes, at + 1),
            b'-' | b'0'..=b'9' => {
                let start = at;
                at += bytes[at..]
                    .iter()
                    .take_while(|byte| is_of_number(**byte))
                    .count();
                let number = &text[start..at];
                // Before a colon it would be taken for the name of a member.
                let names = || text[at..].trim_ascii_start().starts_with(':');
                if is_long(number) && is_number(number) && !names() {
                    quoted.push_str(&text[copied..start]);
                    quoted.push('"');
                    quoted.push_str(number);
                    quoted.push('"');
                    copied = at;
                }
            }
            _ => at += 1,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    quoted.push_str(&text[copied..]);
    Cow::Owned(quoted)
}

/// Behind the quote that ends the text in which `at` lies.
fn end_of_text(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        match bytes[at] {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E')
}

/// Whether it has many digits or an exponent, which may be of any size.
fn is_long(number: &str) -> bool {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    digits > MOST_DIGITS || number.contains(['e', 'E'])
}

/// Whether it is a number as JSON has it (RFC 8259, section 6).
fn is_number(number: &str) -> bool {
    let number = number.strip_prefix('-').unwrap_or(number);
    let (number, exponent) = match number.split_once(['e', 'E']) {
        Some((number, exponent)) => (
            number,
            exponent.strip_prefix(['+', '-']).unwrap_or(exponent),
        ),
        None => (number, "0"),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let is_run = |run: &str| !run.is_empty() && run.bytes().all(|byte| byte.is_ascii_digit());
    is_run(whole)
        && is_run(fraction)
        && is_run(exponent)
        && (whole.len() == 1 || !whole.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    #[test]
    fn only_what_would_be_rounded_is_quoted() {
        let table = [
            ("[123456789012345]", "[123456789012345]"),
            ("[9007199254740993]", r#"["9007199254740993"]"#),
            ("[-9007199254740993]", r#"["-9007199254740993"]"#),
            ("[0.1234567890123456]", r#"["0.1234567890123456"]"#),
            ("[1e999,1.5]", r#"["1e999",1.5]"#),
            (r#"{"a":"9007199254740993"}"#, r#"{"a":"9007199254740993"}"#),
            (r#"["\"9007199254740993"]"#, r#"["\"9007199254740993"]"#),
            // What is not JSON is not made JSON.
            ("{9007199254740993 :1}", "{9007199254740993 :1}"),
            ("[09007199254740993]", "[09007199254740993]"),
            ("[1e]", "[1e]"),
            (r#"["9007199254740993\"#, r#"["9007199254740993\"#),
        ];
        for (text, expected) in table {
            assert_eq!(quote_long(text), expected, "{text}");
        }
    }

    /// What JavaScript's `JSON.parse` and `String` make of a number with few digits is what its text
    /// says, and every other number is a text.
    fn holds_its_digits(value: &Value) -> bool {
        match value {
            Value::Number(number) => number.as_f64().is_some_and(|double| {
                let written = number.to_string();
                written.parse() == Ok(double) && written.len() <= MOST_DIGITS + 3
            }),
            Value::Array(list) => list.iter().all(holds_its_digits),
            Value::Object(map) => map.values().all(holds_its_digits),
            _ => true,
        }
    }

    proptest! {
        #[test]
        fn a_quoted_text_is_json_as_before(
            numbers in prop::collection::vec("-?(0|[1-9][0-9]{0,24})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?", 1..5),
            texts in prop::collection::vec("[0-9\"\\\\a:,-]{0,20}", 5),
        ) {
            let members = numbers.iter().zip(&texts).enumerate();
            let members: Vec<String> = members
                .map(|(at, (number, text))| format!("\"{at}\" : [{number} ,{}]", Value::from(text.as_str())))
                .collect();
            let text = format!("{{{}}}", members.join(","));
            let value: Value = serde_json::from_str(&quote_long(&text)).expect("JSON");
            prop_assert!(holds_its_digits(&value), "{value}");
            for (at, (number, text)) in numbers.iter().zip(&texts).enumerate() {
                let found = &value[at.to_string()];
                prop_assert_eq!(&found[1], &Value::from(text.as_str()));
                if let Some(digits) = found[0].as_str() {
                    prop_assert_eq!(digits, number);
                }
            }
        }

        #[test]
        fn what_is_not_json_stays_so(text in "[\\[\\]{}:, \"\\\\0-9eE.+-]{0,40}") {
            let is_json = |text: &str| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
            prop_assert_eq!(is_json(&quote_long(&text)), is_json(&text), "{}", text);
        }
    }
}
