//! A tree of html5ever's, as scraper keeps it.

use std::cell::RefCell;

use ego_tree::NodeId;
use html5ever::{
    LocalName, ParseOpts, QualName, driver::parse_fragment, local_name, ns, tendril::TendrilSink,
    tree_builder::TreeBuilderOpts,
};
use scraper::{
    Html, HtmlTreeSink,
    node::{Element, Node, Text},
};

use crate::tree::Tree;

/// HTML that is walked and changed in place.
pub struct NativeTree(RefCell<Html>);

impl NativeTree {
    /// As browsers parse a document that runs no scripts: `<noscript>` holds elements.
    pub fn parse(html: &str) -> NativeTree {
        let options = ParseOpts {
            tree_builder: TreeBuilderOpts {
                scripting_enabled: false,
                ..TreeBuilderOpts::default()
            },
            ..ParseOpts::default()
        };
        let parser = parse_fragment(
            HtmlTreeSink::new(Html::new_fragment()),
            options,
            QualName::new(None, ns!(html), local_name!("body")),
            Vec::new(),
            false,
        );
        NativeTree(RefCell::new(parser.one(html)))
    }

    /// The element that the parser puts around what it is given.
    pub fn root(&self) -> NodeId {
        self.0.borrow().root_element().id()
    }

    pub fn html(&self) -> String {
        self.0.borrow().root_element().inner_html()
    }

    fn step(
        &self,
        node: &NodeId,
        to: impl Fn(ego_tree::NodeRef<Node>) -> Option<NodeId>,
    ) -> Option<NodeId> {
        self.0.borrow().tree.get(*node).and_then(to)
    }

    fn with_element(&self, node: &NodeId, change: impl FnOnce(&mut Element)) {
        let html = &mut *self.0.borrow_mut();
        if let Some(mut node) = html.tree.get_mut(*node)
            && let Node::Element(element) = node.value()
        {
            change(element);
        }
    }
}

fn attribute_name(name: &str) -> QualName {
    QualName::new(None, ns!(), LocalName::from(name))
}

impl Tree for NativeTree {
    type Node = NodeId;

    fn name(&self, node: &NodeId) -> String {
        match self.0.borrow().tree.get(*node).map(|node| node.value()) {
            Some(Node::Element(element)) => element.name().to_ascii_lowercase(),
            Some(Node::Text(_)) => "#text".to_owned(),
            _ => "#comment".to_owned(),
        }
    }

    fn parent(&self, node: &NodeId) -> Option<NodeId> {
        self.step(node, |node| Some(node.parent()?.id()))
    }

    fn first_child(&self, node: &NodeId) -> Option<NodeId> {
        self.step(node, |node| Some(node.first_child()?.id()))
    }

    fn next(&self, node: &NodeId) -> Option<NodeId> {
        self.step(node, |node| Some(node.next_sibling()?.id()))
    }

    fn previous(&self, node: &NodeId) -> Option<NodeId> {
        self.step(node, |node| Some(node.prev_sibling()?.id()))
    }

    fn attribute(&self, node: &NodeId, name: &str) -> Option<String> {
        let html = self.0.borrow();
        let element = html.tree.get(*node)?.value().as_element()?;
        element.attr(name).map(str::to_owned)
    }

    fn set(&self, node: &NodeId, name: &str, value: &str) {
        self.with_element(node, |element| {
            let name = attribute_name(name);
            // Sorted by name, as scraper looks them up.
            match element
                .attrs
                .binary_search_by(|(other, _)| other.cmp(&name))
            {
                Ok(at) => element.attrs[at].1 = value.into(),
                Err(at) => element.attrs.insert(at, (name, value.into())),
            }
        });
    }

    fn unset(&self, node: &NodeId, name: &str) {
        self.with_element(node, |element| {
            let name = attribute_name(name);
            element.attrs.retain(|(other, _)| *other != name);
        });
    }

    fn text(&self, node: &NodeId) -> String {
        let html = self.0.borrow();
        let text = html.tree.get(*node).and_then(|node| node.value().as_text());
        text.map(|text| text.text.to_string()).unwrap_or_default()
    }

    fn set_text(&self, node: &NodeId, text: &str) {
        if let Some(mut node) = self.0.borrow_mut().tree.get_mut(*node) {
            *node.value() = Node::Text(Text { text: text.into() });
        }
    }

    fn element(&self, name: &'static str) -> NodeId {
        let name = QualName::new(None, ns!(html), LocalName::from(name));
        let element = Node::Element(Element::new(name, Vec::new()));
        self.0.borrow_mut().tree.orphan(element).id()
    }

    fn text_node(&self, text: &str) -> NodeId {
        let text = Node::Text(Text { text: text.into() });
        self.0.borrow_mut().tree.orphan(text).id()
    }

    fn insert(&self, node: &NodeId, parent: &NodeId, before: Option<&NodeId>) {
        let tree = &mut self.0.borrow_mut().tree;
        let Some(mut place) = tree.get_mut(*before.unwrap_or(parent)) else {
            return;
        };
        if before.is_some() {
            place.insert_id_before(*node);
        } else {
            place.append_id(*node);
        }
    }

    fn remove(&self, node: &NodeId) {
        if let Some(mut node) = self.0.borrow_mut().tree.get_mut(*node) {
            node.detach();
        }
    }
}
