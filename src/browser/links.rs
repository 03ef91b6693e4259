//! Addresses in an article of plain text become links, once the code for it has come: until then
//! the text stands there without.

use feed::linked;
use web_sys::{Document, Element, Node};

use super::chunks::{Chunk, when_here};

/// Makes links of the addresses in an element that holds text alone.
pub fn come(element: &Element) {
    let element = element.clone();
    // Without it the text is as readable as before.
    when_here(Chunk::Pages, Box::new(move || link_text(&element)));
}

#[inline(never)]
fn link_text(element: &Element) {
    let text = element.text_content().unwrap_or_default();
    let pieces = linked(&text);
    let Some(document) = element.owner_document() else {
        return;
    };
    if !pieces.iter().any(|piece| piece.is_address) {
        return;
    }
    let whole = document.create_document_fragment();
    for piece in pieces {
        let link = piece.is_address.then(|| link(&document, piece.text));
        let node: Node = match link.flatten() {
            Some(link) => link.into(),
            None => document.create_text_node(piece.text).into(),
        };
        let _ = whole.append_child(&node);
    }
    element.replace_children_with_node_1(&whole);
}

/// Only a malformed name could be refused, and none here is.
fn link(document: &Document, address: &str) -> Option<Element> {
    let link = document.create_element("a").ok()?;
    link.set_attribute("href", address).ok()?;
    link.set_attribute("rel", "noopener").ok()?;
    link.set_text_content(Some(address));
    Some(link)
}
