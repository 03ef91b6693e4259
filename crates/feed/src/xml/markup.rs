//! Elements back to HTML, for content that stands in the document as XHTML.

use super::name::Name;
use super::tree::{Element, Node};

crate::late!(
    /// Elements that have no end tag (HTML, section 13.1.2).
    static VOID in "feeds":
        "area base br col embed hr img input link meta param source track wbr"
);

impl Element {
    /// What is inside as HTML: text alone is HTML already, written as text; `None` when it is blank.
    pub(super) fn html(&self) -> Option<String> {
        match self.elements().next() {
            None => self.text(),
            Some(_) => self.markup(),
        }
    }

    /// What is inside, all text escaped; of a lone `div`, which only holds it, what is inside that.
    pub(super) fn markup(&self) -> Option<String> {
        let mut html = String::new();
        self.holder().write_inside(&mut html);
        let trimmed = html.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    /// Atom (RFC 4287, section 3.1.1.3) wants one `div` around XHTML, which is no part of it.
    fn holder(&self) -> &Element {
        let mut elements = self.elements();
        match (elements.next(), elements.next()) {
            (Some(only), None) if only.name == Name::XhtmlDiv && !self.has_text() => only,
            _ => self,
        }
    }

    fn has_text(&self) -> bool {
        self.nodes
            .iter()
            .any(|node| matches!(node, Node::Text(text) if !text.trim().is_empty()))
    }

    fn write_inside(&self, html: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(text) => escape(text, html),
                Node::Element(element) => element.write(html),
            }
        }
    }

    fn write(&self, html: &mut String) {
        let name = self.local.as_str();
        html.push('<');
        html.push_str(name);
        for (attribute, value) in &self.attributes {
            html.push(' ');
            html.push_str(attribute);
            html.push_str("=\"");
            escape(value, html);
            html.push('"');
        }
        html.push('>');
        if VOID.text().split(' ').all(|known| known != name) {
            self.write_inside(html);
            html.push_str("</");
            html.push_str(name);
            html.push('>');
        }
    }
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}
