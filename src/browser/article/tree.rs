//! The DOM as the rules of [`markup`] see it.

use markup::Tree;
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Document, Element, Node};

/// A tree of the DOM. Its new elements are made by an empty document of our own: no name of an article's takes
/// the place of a method there, and what is moved into them before it is checked stays where nothing is
/// fetched and nothing runs.
pub struct Dom(Document);

impl Dom {
    /// `None` outside a browser.
    pub fn new() -> Option<Dom> {
        let page = crate::browser::window()?.document()?;
        let inert = page.implementation().ok()?.create_html_document();
        Some(Dom(inert.ok()?))
    }
}

fn element(node: &Node) -> Option<&Element> {
    node.dyn_ref()
}

impl Tree for Dom {
    type Node = Node;

    fn name(&self, node: &Node) -> String {
        let mut name = node.node_name();
        name.make_ascii_lowercase();
        name
    }

    fn parent(&self, node: &Node) -> Option<Node> {
        node.parent_node()
    }

    fn first_child(&self, node: &Node) -> Option<Node> {
        node.first_child()
    }

    fn next(&self, node: &Node) -> Option<Node> {
        node.next_sibling()
    }

    fn previous(&self, node: &Node) -> Option<Node> {
        node.previous_sibling()
    }

    fn attribute(&self, node: &Node, name: &str) -> Option<String> {
        element(node)?.get_attribute(name)
    }

    fn set(&self, node: &Node, name: &str, value: &str) {
        if let Some(element) = element(node) {
            // Only a malformed name would be refused, and none of ours is.
            let _ = element.set_attribute(name, value);
        }
    }

    fn unset(&self, node: &Node, name: &str) {
        if let Some(element) = element(node) {
            let _ = element.remove_attribute(name);
        }
    }

    fn text(&self, node: &Node) -> String {
        node.node_value().unwrap_or_default()
    }

    fn set_text(&self, node: &Node, text: &str) {
        node.set_node_value(Some(text));
    }

    fn element(&self, name: &'static str) -> Node {
        self.0.create_element(name).unwrap_throw().into()
    }

    fn text_node(&self, text: &str) -> Node {
        self.0.create_text_node(text).into()
    }

    fn insert(&self, node: &Node, parent: &Node, before: Option<&Node>) {
        // Refused only where the node holds its parent.
        let _ = parent.insert_before(node, before);
    }

    fn remove(&self, node: &Node) {
        if let Some(parent) = node.parent_node() {
            let _ = parent.remove_child(node);
        }
    }
}
