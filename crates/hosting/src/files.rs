//! How long each file is kept, and who may read it.

use crate::{Pattern, names_file};

/// `Content-Type` of a feed (JSON Feed 1.1, "Suggestions for Publishers").
pub const FEED_TYPE: &str = "application/feed+json; charset=utf-8";

/// How long browsers and networks keep a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cache {
    /// Its name holds the hash of its content.
    ForGood,
    Hour,
    /// Under a lasting name, and in other people's pages: soon new, and seldom asked for.
    TenMinutes,
    /// Kept, but asked for before every use whether it has changed. What a host does by itself.
    Revalidated,
}

impl Cache {
    /// The value of `Cache-Control`.
    pub fn control(self) -> &'static str {
        match self {
            Cache::ForGood => "public, max-age=31536000, immutable",
            Cache::Hour => "public, max-age=3600",
            Cache::TenMinutes => "public, max-age=600",
            Cache::Revalidated => "no-cache",
        }
    }
}

/// What a host says of some files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule {
    pub files: Pattern,
    pub cache: Cache,
    /// Whether other sites may use it: the widget's files, feeds, pictures.
    pub shared: bool,
}

const fn rule_for(files: &'static str, cache: Cache, shared: bool) -> Rule {
    Rule {
        files: Pattern(files),
        cache,
        shared,
    }
}

/// No file has two: some hosts would send the headers of both. A file under a lasting name of its
/// own belongs here if it is to be kept or shared; all others are [`LASTING`].
pub const RULES: &[Rule] = &[
    rule_for("assets/*", Cache::ForGood, true),
    rule_for("embed.js", Cache::TenMinutes, true),
    rule_for("icons/*", Cache::Hour, true),
    rule_for("media/*", Cache::Hour, true),
    rule_for("favicon.ico", Cache::Hour, false),
    rule_for("*.json", Cache::Revalidated, true),
    rule_for("*.xml", Cache::Revalidated, true),
];

/// The page itself, and any file that no other rule names.
const LASTING: Rule = rule_for("*", Cache::Revalidated, false);

/// What is said of the answer at a path below the base path: a file, or the page.
pub fn rule(path: &str) -> Rule {
    let mut rules = RULES.iter().filter(|_| names_file(path));
    let fitting = rules.find(|rule| rule.files.fits(path));
    *fitting.unwrap_or(&LASTING)
}

/// Media types by the endings of the portal's own files, where hosts differ or know none.
pub const TYPES: &[(&str, &str)] = &[
    ("css", "text/css; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", FEED_TYPE),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json; charset=utf-8"),
    ("webp", "image/webp"),
    ("woff2", "font/woff2"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_how_long_a_file_is_kept() {
        for (path, cache, shared) in [
            ("", Cache::Revalidated, false),
            ("index.html", Cache::Revalidated, false),
            ("article/hoi-nghi-k3x9q2m7ab", Cache::Revalidated, false),
            ("feed.json", Cache::Revalidated, true),
            ("en/feed-2.json", Cache::Revalidated, true),
            ("assets/app-1F0C3A9B77.wasm", Cache::ForGood, true),
            ("media/hoi-nghi.jpg", Cache::Hour, true),
            ("embed.js", Cache::TenMinutes, true),
            ("media/", Cache::Revalidated, false),
            ("boot.js", Cache::Revalidated, false),
        ] {
            let rule = rule(path);
            assert_eq!((rule.cache, rule.shared), (cache, shared), "{path}");
        }
    }
}
