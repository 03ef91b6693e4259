//! How the portal stands in a page before it has begun: as what the service worker keeps (`src/js/offline/snapshot.js`),
//! but for what there would be no way to without scripts, as the footer, or must not be as old as the page.

use markup::{Tree, native::tree::NativeTree};

/// What the portal draws when it is there: what is only of use with it, or says which day it is. Classes, and an
/// element.
const LATER: [&str; 5] = ["of-the-day", "to-top", "urgent", "printed", "dialog"];

/// What would do nothing yet, or lose what is typed into it.
const DEAD: [&str; 5] = ["form", "button", "input", "select", "textarea"];

/// What was drawn, as it stands there. It is parsed and written anew: so it is nothing but whole elements, whatever
/// was drawn.
pub fn of(html: &str) -> String {
    let tree = NativeTree::parse(html);
    let root = tree.root();
    let mut next = tree.first_child(&root);
    while let Some(node) = next {
        if is_later(&tree, &node) {
            next = tree.over(&node, &root);
            tree.remove(&node);
            continue;
        }
        let name = tree.name(&node);
        if DEAD.contains(&&*name) {
            tree.set(&node, "inert", "");
        }
        if name == "audio" || name == "video" {
            tree.set(&node, "preload", "none");
        }
        // Nothing in it is news.
        if matches!(
            tree.attribute(&node, "role").as_deref(),
            Some("status" | "alert")
        ) {
            tree.unset(&node, "role");
        }
        next = tree.after(&node, &root);
    }
    tree.html()
}

fn is_later(tree: &NativeTree, node: &<NativeTree as Tree>::Node) -> bool {
    let name = tree.name(node);
    let classes = tree.attribute(node, "class").unwrap_or_default();
    let is_announcer =
        classes == "visually-hidden" && tree.attribute(node, "role").as_deref() == Some("status");
    let is_class = classes
        .split_ascii_whitespace()
        .any(|class| LATER.contains(&class));
    // The marks of the framework are comments.
    name == "#comment" || is_announcer || LATER.contains(&&*name) || is_class
}
