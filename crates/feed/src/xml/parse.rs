//! The tree by `roxmltree`.

use roxmltree::{Document, Node, NodeType, ParsingOptions};

use super::mended_xml;
use super::tree::{Element, TreeBuilder};
use crate::reader::NotAFeed;

/// Nodes of the largest document that is read.
const MOST_NODES: u32 = 4_000_000;

/// The document's root, and whether its text had to be mended.
pub fn parse(text: &str) -> Result<(Element, bool), NotAFeed> {
    let text = text.trim_start_matches('\u{FEFF}');
    match root(text) {
        Ok(root) => Ok((root, false)),
        Err(refused) => match mended_xml(text).map(|mended| root(&mended)) {
            Some(Ok(root)) => Ok((root, true)),
            _ => Err(refused),
        },
    }
}

fn root(text: &str) -> Result<Element, NotAFeed> {
    let options = ParsingOptions {
        // RSS 0.91 has one; nothing that it names is fetched.
        allow_dtd: true,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        let place = error.pos();
        NotAFeed::NotXml {
            place: Some((place.row as usize, place.col as usize)),
        }
    })?;
    let mut builder = TreeBuilder::default();
    let mut node = document.root_element();
    loop {
        if enter(&mut builder, node)
            && let Some(child) = node.first_child()
        {
            node = child;
            continue;
        }
        // Up, until there is a way on.
        loop {
            if node.is_element() {
                builder.close();
            }
            if node == document.root_element() {
                return builder.finish().ok_or(NotAFeed::NotAnXmlFeed);
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => return Err(NotAFeed::NotAnXmlFeed),
            }
        }
    }
}

/// Tells the builder of a node; whether it is an element.
fn enter(builder: &mut TreeBuilder, node: Node<'_, '_>) -> bool {
    match node.node_type() {
        NodeType::Element => {
            let tag = node.tag_name();
            let attributes = node.attributes().map(|attribute| {
                // The only attributes with a namespace that anyone reads are xml:base and xml:lang.
                let name = match attribute.namespace() {
                    Some("http://www.w3.org/XML/1998/namespace") => "xml:",
                    Some("http://www.w3.org/1999/02/22-rdf-syntax-ns#") => "rdf:",
                    _ => "",
                };
                (
                    [name, attribute.name()].concat(),
                    attribute.value().to_owned(),
                )
            });
            builder.open(tag.namespace().unwrap_or_default(), tag.name(), attributes);
            true
        }
        NodeType::Text => {
            builder.text(node.text().unwrap_or_default());
            false
        }
        _ => false,
    }
}
