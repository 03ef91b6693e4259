//! Articles without a browser: parsed by html5ever, sanitised by ammonia.

pub mod tree;

use std::{
    collections::{HashMap, HashSet},
    fmt,
    sync::LazyLock,
};

use ammonia::{Builder, UrlRelative};
use url::Url;

use self::tree::NativeTree;
use super::{
    PREFIX, Surroundings,
    allowed::{ELEMENTS, EVERYWHERE, SCHEMES, SHOWN, WITH_CONTENT},
    arrange, prepare,
    srcset::candidates,
    tree::Tree,
};

/// HTML that holds only what the allow-list names, and what the page adds by itself. Made by
/// [`body`] alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CleanHtml(String);

impl CleanHtml {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CleanHtml {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An article's HTML, tidied, sanitised and arranged. Where a frame stood there is a link.
pub fn body(html: &str, around: &Surroundings) -> CleanHtml {
    let tree = NativeTree::parse(html);
    prepare(&tree, &tree.root(), around);
    let clean = SANITISER.clean(&tree.html()).to_string();
    let tree = NativeTree::parse(&clean);
    for frame in arrange(&tree, &tree.root(), around) {
        link_frame(&tree, &frame.frame, &frame.place, around);
    }
    CleanHtml(tree.html())
}

/// As a browser resolves.
pub fn resolve(base: &str, reference: &str) -> Option<String> {
    let resolved = Url::parse(base).ok()?.join(reference).ok()?;
    Some(resolved.into())
}

fn link_frame<T: Tree>(tree: &T, frame: &T::Node, place: &T::Node, around: &Surroundings) {
    let address = tree.attribute(frame, "src").unwrap_or_default();
    if !address.starts_with("http") {
        return tree.remove(place);
    }
    if let Some(title) = tree
        .attribute(frame, "title")
        .filter(|title| !super::is_blank(title))
    {
        let called = tree.element("p");
        tree.insert(&tree.text_node(&title), &called, None);
        tree.insert(&called, place, None);
    }
    let link = tree.element("a");
    tree.set(&link, "href", &address);
    tree.set(&link, "rel", "noopener");
    let text = (around.open_at)(super::address::host(&address));
    tree.insert(&tree.text_node(&text), &link, None);
    tree.insert(&link, place, None);
}

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut own: HashMap<&str, HashSet<&str>> = HashMap::new();
    for entry in ELEMENTS.split_ascii_whitespace() {
        let (element, attributes) = entry.split_once(':').unwrap_or((entry, ""));
        let attributes = attributes.split(',').filter(|name| !name.is_empty());
        own.insert(element, attributes.collect());
    }
    let mut sanitiser = Builder::empty();
    sanitiser
        .tags(own.keys().copied().collect())
        .tag_attributes(own)
        .generic_attributes(EVERYWHERE.split_ascii_whitespace().collect())
        .clean_content_tags(WITH_CONTENT.split_ascii_whitespace().collect())
        // `data:` is for pictures: the filter below.
        .url_schemes(
            SCHEMES
                .split('|')
                .chain(["http", "https", "data"])
                .collect(),
        )
        .url_relative(UrlRelative::PassThrough)
        .id_prefix(Some(PREFIX))
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(|element, attribute, value| {
            let holds = match attribute {
                "src" | "poster" => is_shown(value),
                "srcset" => candidates(value)
                    .iter()
                    .all(|(address, _)| is_shown(address)),
                _ => element == "img" || !value.trim_start().starts_with("data:"),
            };
            holds.then_some(value.into())
        });
    sanitiser
});

/// The rules before the check made every address absolute.
fn is_shown(address: &str) -> bool {
    SHOWN
        .split_ascii_whitespace()
        .any(|beginning| address.starts_with(beginning))
}
