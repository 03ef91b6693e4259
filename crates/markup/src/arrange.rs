//! What the page adds to an article that has been checked: by constants of its own, to elements
//! whose values stay as they were.

use super::{Surroundings, enumeration, is_blank, listed, numbers, tree::Tree};

/// A frame that was taken out of an article, and the empty element in its place.
pub struct Frame<N> {
    pub frame: N,
    pub place: N,
}

/// Puts wide things into boxes in which they scroll, says how pictures and media load, makes lists of
/// what paragraphs count up, and tells columns of figures. The frames are taken out, for the page to fill
/// their places.
pub fn arrange<T: Tree>(tree: &T, root: &T::Node, around: &Surroundings) -> Vec<Frame<T::Node>> {
    let mut frames = Vec::new();
    let mut next = tree.first_child(root);
    while let Some(node) = next {
        next = tree.after(&node, root);
        match tree.name(&node).as_str() {
            "a" => {
                let href = tree.attribute(&node, "href").unwrap_or_default();
                if href.starts_with("http") && !leads_to(around.origin, &href) {
                    tree.set(&node, "rel", "noopener");
                }
            }
            "img" => {
                tree.set(&node, "loading", "lazy");
                tree.set(&node, "decoding", "async");
                if stands_alone(tree, &node, root) {
                    tree.set(&node, "class", "alone");
                }
            }
            "audio" | "video" => {
                tree.set(&node, "controls", "");
                tree.set(&node, "preload", "none");
            }
            "p" => enumeration::part(tree, &node, root),
            "table" => {
                numbers::tell(tree, &node);
                let name = caption(tree, &node);
                let scroller = wrap(tree, &node, "div", "table");
                tree.set(&scroller, "tabindex", "0");
                tree.set(&scroller, "role", "region");
                tree.set(
                    &scroller,
                    "aria-label",
                    name.as_deref().unwrap_or(around.table),
                );
            }
            "math" => {
                let scroller = wrap(tree, &node, "span", "formula");
                // One in a line is a few letters: it need not stop who goes from link to link.
                if tree.attribute(&node, "display").as_deref() == Some("block") {
                    tree.set(&scroller, "class", "formula apart");
                    tree.set(&scroller, "tabindex", "0");
                }
                next = tree.over(&node, root);
            }
            "pre" => tree.set(&node, "tabindex", "0"),
            "iframe" => {
                next = tree.over(&node, root);
                let place = tree.element("div");
                tree.set(&place, "class", "embedded");
                tree.insert_before(&place, &node);
                tree.remove(&node);
                frames.push(Frame { frame: node, place });
            }
            _ => {}
        }
    }
    frames
}

fn leads_to(origin: &str, href: &str) -> bool {
    let rest = href.strip_prefix(origin);
    !origin.is_empty()
        && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}

/// Puts an element into a box.
fn wrap<T: Tree>(tree: &T, node: &T::Node, name: &'static str, class: &str) -> T::Node {
    let scroller = tree.element(name);
    tree.set(&scroller, "class", class);
    tree.insert_before(&scroller, node);
    tree.insert(node, &scroller, None);
    scroller
}

fn caption<T: Tree>(tree: &T, table: &T::Node) -> Option<String> {
    let mut child = tree.first_child(table);
    while let Some(node) = child.as_ref().filter(|node| tree.name(node) != "caption") {
        child = tree.next(node);
    }
    let text = tree.whole_text(&child?);
    (!is_blank(&text)).then(|| text.trim().to_owned())
}

/// Whether a picture is not part of a line of text, and may take the room of a paragraph.
fn stands_alone<T: Tree>(tree: &T, picture: &T::Node, root: &T::Node) -> bool {
    let mut node = picture.clone();
    loop {
        for before in [true, false] {
            let other = tree.neighbour(&node, before);
            let is_apart = other.is_none_or(|other| {
                let name = tree.name(&other);
                listed(
                    "br source figcaption p h2 h3 h4 h5 h6 ul ol div table figure blockquote hr",
                    &name,
                )
            });
            if !is_apart {
                return false;
            }
        }
        let Some(parent) = tree.parent(&node) else {
            return true;
        };
        if parent == *root || !listed("a picture b strong em i u s span", &tree.name(&parent)) {
            return true;
        }
        node = parent;
    }
}
