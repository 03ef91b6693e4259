//! A text in a text.

/// Where `part`, which is not empty, first stands in `text`. The standard library's way (`str::find`)
/// bears with any part and weighs 1 KB of brotli; what is looked for here is short, and seldom
/// begun without being meant.
pub fn find(text: &str, part: &str) -> Option<usize> {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    let mut from = 0;
    loop {
        from += text[from..].iter().position(|byte| *byte == part[0])?;
        if text[from..].starts_with(part) {
            return Some(from);
        }
        from += 1;
    }
}

/// Whether `part` stands in `text`.
pub fn has(text: &str, part: &str) -> bool {
    find(text, part).is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_part_is_found_where_the_standard_library_finds_it(
            text in "[aăâ—>-]{0,12}", part in "[aăâ—>-]{1,3}",
        ) {
            prop_assert_eq!(find(&text, &part), text.find(&part));
        }
    }

    #[test]
    fn a_text_does_not_have_what_is_longer() {
        assert!(!has("-", "-->"));
        assert!(!has("", "a"));
    }
}
