//! Paths of a kind, in the words that every host understands.

use std::fmt;

/// A path below the portal's base path, without its leading slash. One `*` stands for any text,
/// slashes too.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pattern(pub(crate) &'static str);

impl Pattern {
    pub fn fits(self, path: &str) -> bool {
        match self.0.split_once('*') {
            None => path == self.0,
            Some((start, end)) => path
                .strip_prefix(start)
                .is_some_and(|rest| rest.ends_with(end)),
        }
    }

    /// As a regular expression, for what comes after the base path.
    pub fn expression(self) -> String {
        let literal = |text: &str| text.replace('.', "\\.");
        match self.0.split_once('*') {
            None => format!("{}$", literal(self.0)),
            Some((start, "")) => literal(start),
            Some((start, end)) => format!("{}.*{}$", literal(start), literal(end)),
        }
    }

    /// The same, for an address that may have a query.
    pub fn expression_of_address(self) -> String {
        match self.expression().strip_suffix('$') {
            Some(path) => format!("{path}(\\?|$)"),
            None => self.expression(),
        }
    }
}

/// As `_headers`, `_redirects` and Caddy write it.
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, path, fits) in [
            ("", "", true),
            ("", "date", false),
            ("date", "date", true),
            ("date", "date/2021", false),
            ("date/*", "date/2021-03-22", true),
            ("date/*", "date", false),
            ("*.json", "en/feed.json", true),
            ("*.json", "feed.json.br", false),
        ] {
            assert_eq!(Pattern(pattern).fits(path), fits, "{pattern} {path}");
        }
    }

    #[test]
    fn a_pattern_is_a_regular_expression_too() {
        assert_eq!(Pattern("date").expression(), "date$");
        assert_eq!(Pattern("date/*").expression(), "date/");
        assert_eq!(Pattern("*.json").expression(), ".*\\.json$");
        assert_eq!(Pattern("date").expression_of_address(), "date(\\?|$)");
        assert_eq!(Pattern("date/*").expression_of_address(), "date/");
    }
}
