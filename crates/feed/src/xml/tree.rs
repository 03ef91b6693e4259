//! The neutral tree.

use super::name::Name;

/// An element of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    pub(super) name: Name,
    /// The name without its namespace, in small letters.
    pub(super) local: String,
    /// Names in small letters; only `xml:` and `rdf:` are prefixes.
    pub(super) attributes: Vec<(String, String)>,
    pub(super) nodes: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Element(Element),
    /// References resolved, CDATA sections taken as text.
    Text(String),
}

/// Elements deeper than this are left out: no article is nested so deep, and a tree is descended
/// by recursion.
const DEPTH: usize = 200;

/// Makes a tree of what a parser meets, in the order of the document.
#[derive(Default)]
pub struct TreeBuilder {
    /// From the root to the element being filled.
    open: Vec<Element>,
    /// How many elements are open below the deepest that is kept.
    too_deep: usize,
    root: Option<Element>,
}

impl TreeBuilder {
    /// An element begins: its namespace, its name without prefix, and pairs of names and values.
    pub fn open(
        &mut self,
        namespace: &str,
        name: &str,
        attributes: impl Iterator<Item = (String, String)>,
    ) {
        if self.open.len() == DEPTH {
            self.too_deep += 1;
            return;
        }
        let local = name.to_ascii_lowercase();
        self.open.push(Element {
            name: Name::of(namespace, &local),
            local,
            attributes: attributes
                .map(|(name, value)| (name.to_ascii_lowercase(), value))
                .collect(),
            nodes: Vec::new(),
        });
    }

    pub fn text(&mut self, text: &str) {
        let Some(element) = self.open.last_mut().filter(|_| self.too_deep == 0) else {
            return;
        };
        match element.nodes.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => element.nodes.push(Node::Text(text.to_owned())),
        }
    }

    /// The element that began last ends.
    pub fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(element) = self.open.pop() else {
            return;
        };
        match self.open.last_mut() {
            Some(parent) => parent.nodes.push(Node::Element(element)),
            None => self.root = Some(element),
        }
    }

    /// The root, once it has ended.
    pub fn finish(self) -> Option<Element> {
        self.root
    }
}

impl Element {
    /// The value of an attribute, trimmed; `None` when it is blank.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The children of a name.
    pub(super) fn all(&self, name: Name) -> impl Iterator<Item = &Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The text of the first child of one of these names that has any; the names in the order of
    /// preference.
    pub(super) fn first(&self, names: &[Name]) -> Option<String> {
        names
            .iter()
            .find_map(|name| self.all(*name).find_map(Element::text))
    }

    /// All text below, trimmed; `None` when it is blank.
    pub(super) fn text(&self) -> Option<String> {
        let mut text = String::new();
        self.collect(&mut text);
        let trimmed = text.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    fn collect(&self, text: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(own) => text.push_str(own),
                Node::Element(element) => element.collect(text),
            }
        }
    }
}
