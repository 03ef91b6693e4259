//! The addresses of the portal, for hosts that have to be told.

use crate::Pattern;

/// The addresses of articles.
pub const ARTICLE: Pattern = Pattern("article/*");

/// The addresses that `index.html` answers: those of `src/route.rs`, which a test holds to it.
pub const PAGES: &[Pattern] = &[
    Pattern(""),
    ARTICLE,
    Pattern("date"),
    Pattern("date/*"),
    Pattern("doctor"),
    Pattern("saved"),
    Pattern("sitemap"),
    Pattern("accessibility"),
    Pattern("embed"),
    Pattern("embed/*"),
    Pattern("search"),
    Pattern("sign-in"),
    Pattern("tag/*"),
];

/// An article's address, as a regular expression for what comes after the base path. Its group is the
/// key, ten letters and digits after the words of the title: what the service worker tells articles by.
pub fn article_expression() -> String {
    format!("^{}(?:[^/]*-)?([0-9a-z]{{10}})$", ARTICLE.expression())
}

/// What the page of an article ends with, beside its address: `cargo xtask press --pages` (docs/PAGES.md).
pub const OWN_PAGE: &str = ".html";

/// Where the page of its own lies that the article at a path below the base path may have. Its name is made of small
/// letters, digits and hyphens.
pub fn own_page(path: &str) -> Option<String> {
    let name = path.strip_prefix("article/")?;
    let is_plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
    let is_name = !name.is_empty() && name.bytes().all(is_plain);
    is_name.then(|| [path, OWN_PAGE].concat())
}

/// Those of them that other sites may show in a frame.
pub const FRAMED: &[Pattern] = &[Pattern("embed/*")];

/// Answers that may ask any host, whatever the settings say: the doctor examines any feed, and the
/// service worker fetches an article's pictures.
pub const ASKING: &[Pattern] = &[Pattern("doctor"), Pattern("doctor/"), Pattern("sw.js")];

/// What is in the folder for its host to read, and not for readers: below the host's root, wherever
/// the portal lies.
pub const HIDDEN: &[Pattern] = &[
    Pattern("hosts/*"),
    Pattern("_headers"),
    Pattern("_redirects"),
];

/// What the policies tell apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    /// One of [`FRAMED`].
    Framed,
    /// One of [`ASKING`].
    Asking,
    Other,
}

impl Answer {
    /// The answer at the addresses of a kind.
    pub fn of(page: Pattern) -> Answer {
        if FRAMED.contains(&page) {
            Answer::Framed
        } else if ASKING.contains(&page) {
            Answer::Asking
        } else {
            Answer::Other
        }
    }

    /// The answer at a path below the base path, as the address has it: neither decoded nor cleaned
    /// up, for so the page decides what it draws there (`Base::framed`). `//embed/x` and
    /// `/embed%2fx` are addresses of nothing, and the whole portal says so.
    pub fn at(path: &str) -> Answer {
        let one_of = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.fits(path));
        if one_of(FRAMED) {
            Answer::Framed
        } else if one_of(ASKING) {
            Answer::Asking
        } else {
            Answer::Other
        }
    }
}

/// Whether a path names a file: addresses of the portal hold no dot in their last segment. A file
/// that is missing is never answered with a page, so that it is not run as a script or read as a
/// feed.
pub fn names_file(path: &str) -> bool {
    let last = path.rsplit(['/', '\\']).next();
    last.is_some_and(|name| name.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_article_has_a_page_of_its_own() {
        let page = "article/hoi-nghi-k3x9q2m7ab";
        assert_eq!(own_page(page), Some([page, ".html"].concat()));
        for path in [
            "",
            "article/",
            "article/..",
            "article/a/b",
            "article/a.html",
            "article/A",
            "article/%2e",
            "date/2021",
        ] {
            assert_eq!(own_page(path), None, "{path}");
        }
    }

    #[test]
    fn an_answer_is_told_by_its_address_as_it_is_written() {
        for (path, answer) in [
            ("embed/latest", Answer::Framed),
            ("embed/", Answer::Framed),
            ("embed", Answer::Other),
            ("/embed/latest", Answer::Other),
            ("embed%2flatest", Answer::Other),
            ("x/..%2fembed/y", Answer::Other),
            ("Embed/latest", Answer::Other),
            ("doctor", Answer::Asking),
            ("doctor/x", Answer::Other),
            ("sw.js", Answer::Asking),
        ] {
            assert_eq!(Answer::at(path), answer, "{path}");
        }
    }
}
