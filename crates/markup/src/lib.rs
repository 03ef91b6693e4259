//! The markup of an article, pure: what it may be made of, and how it is tidied.
//!
//! HTML of a feed goes through three steps, the same in the browser and natively:
//!
//! 1. [`prepare`] works on the tree as it was parsed. It puts what the source says into the words of
//!    the allow-list: addresses made absolute, lazy pictures, old elements, divisions as paragraphs.
//! 2. A sanitiser checks the result by [`allowed`]. Nothing changes a value after that.
//! 3. [`arrange`] adds what the portal's own page needs, by constants of its own: boxes in which wide
//!    things scroll, places for frames, lists of what a paragraph counts up, names for columns of figures.
//!
//! The rules are written once over a [`Tree`]: the DOM in the browser, [`native`] elsewhere.

mod address;
pub mod allowed;
mod arrange;
mod blocks;
mod embedded;
mod enumeration;
mod formula;
mod media;
#[cfg(not(target_arch = "wasm32"))]
pub mod native;
mod numbers;
mod outline;
mod read;
mod spans;
mod srcset;
mod style;
mod tree;

use std::collections::BTreeSet;

pub use arrange::{Frame, arrange};
pub use tree::Tree;

/// What sanitisers put before each id of an article, so that none takes a name of the page's own.
pub const PREFIX: &str = "user-content-";

/// What the page around the article has already, or knows.
pub struct Surroundings<'a> {
    /// Makes an address of the article absolute.
    pub resolve: &'a dyn Fn(&str) -> Option<String>,
    /// Path of the page shown: in-page links need it because of `<base href>`.
    pub page: &'a str,
    /// The origin that links have to leave to count as outside.
    pub origin: &'a str,
    /// The article's address where it was first published.
    pub original: Option<&'a str>,
    /// The language of the element that the article is put into.
    pub language: &'a str,
    /// Texts that stand above the body already: a first paragraph that only says one of them again
    /// is dropped.
    pub said: &'a [&'a str],
    /// What a table without a caption is called.
    pub table: &'a str,
    /// The text of a link to something that stands on a host.
    pub open_at: &'a dyn Fn(&str) -> String,
}

/// Tidies what `root` holds, before it is sanitised. Each step takes time in proportion to the
/// nodes, whatever their nesting.
pub fn prepare<T: Tree>(tree: &T, root: &T::Node, around: &Surroundings) {
    let mut tidy = Tidy {
        tree,
        root,
        around,
        targets: BTreeSet::new(),
        tables: Vec::new(),
        headings: Vec::new(),
        last_picture: None,
        unscripted: None,
        players: 0,
    };
    tidy.find_targets();
    tidy.read();
    tidy.shape();
    tidy.drop_repetitions();
    tidy.level_headings();
    for table in &tidy.tables {
        spans::clamp(tree, table);
    }
}

/// The work on one article.
struct Tidy<'a, T: Tree> {
    tree: &'a T,
    root: &'a T::Node,
    around: &'a Surroundings<'a>,
    /// The ids that in-page links of the article lead to.
    targets: BTreeSet<String>,
    tables: Vec<T::Node>,
    /// With their levels.
    headings: Vec<(T::Node, u8)>,
    /// The last picture that stayed, with its address.
    last_picture: Option<(T::Node, String)>,
    /// The last `<noscript>`'s picture, which a script's may follow.
    unscripted: Option<T::Node>,
    /// Sounds and films that were met.
    players: usize,
}

/// The direction of an article's text: by its language, or by its first letters if that is not known.
pub fn direction(language: Option<&str>) -> Option<&'static str> {
    const FROM_RIGHT: &str = "ar arc ckb dv fa he iw ks ku-arab ps sd ug ur yi";
    let Some(language) = language else {
        return Some("auto");
    };
    let language = language.to_ascii_lowercase();
    let main = language.split('-').next().unwrap_or_default();
    (listed(FROM_RIGHT, main) || listed(FROM_RIGHT, &language)).then_some("rtl")
}

/// Whether a name is one of those in a list between spaces.
pub fn listed(list: &str, name: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == name)
}

/// Whether a text shows nothing.
fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}')
}
