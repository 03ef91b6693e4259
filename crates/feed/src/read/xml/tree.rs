//! The neutral tree.

use std::rc::Rc;

use super::name::Name;
use crate::read::reader::Reader;

/// An element of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    pub(super) name: Name,
    /// The name without its namespace, in small letters.
    pub(super) local: String,
    /// Names in small letters; only `xml:` and `rdf:` are prefixes.
    pub(super) attributes: Vec<(String, String)>,
    /// What addresses in it are relative to, where an `xml:base` says so.
    pub(super) base: Option<Rc<str>>,
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
pub struct TreeBuilder<'r> {
    reader: &'r Reader<'r>,
    /// From the root to the element being filled.
    open: Vec<Element>,
    /// How many elements are open below the deepest that is kept.
    too_deep: usize,
    root: Option<Element>,
}

impl<'r> TreeBuilder<'r> {
    pub fn new(reader: &'r Reader<'r>) -> TreeBuilder<'r> {
        TreeBuilder {
            reader,
            open: Vec::new(),
            too_deep: 0,
            root: None,
        }
    }

    /// An element begins: its name, that without prefix in small letters, and its attributes.
    pub fn open(&mut self, name: Name, local: String, attributes: Vec<(String, String)>) {
        if self.open.len() == DEPTH {
            self.too_deep += 1;
            return;
        }
        let around = self.open.last().and_then(|parent| parent.base.clone());
        let mut element = Element {
            name,
            local,
            attributes,
            base: None,
            nodes: Vec::new(),
        };
        let own = element.attribute("xml:base").and_then(|base| {
            let around = around.as_deref().unwrap_or(self.reader.address);
            Some((self.reader.resolve)(around, base)?.into())
        });
        element.base = own.or(around);
        self.open.push(element);
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
    pub fn root(&mut self) -> Option<Element> {
        self.root.take()
    }
}

impl Element {
    /// An address that is written here, resolved against the nearest `xml:base`.
    pub(super) fn resolve(&self, reader: &Reader<'_>, written: &str) -> String {
        let resolved = self
            .base
            .as_deref()
            .and_then(|base| (reader.resolve)(base, written));
        resolved.unwrap_or_else(|| written.to_owned())
    }

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

    /// The address that is the text of such a child.
    pub(super) fn first_address(&self, reader: &Reader<'_>, names: &[Name]) -> Option<String> {
        names.iter().find_map(|name| {
            let mut elements = self.all(*name);
            elements.find_map(|element| Some(element.resolve(reader, &element.text()?)))
        })
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
