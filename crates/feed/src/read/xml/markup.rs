//! Elements back to HTML, for content that stands in the document as XHTML.

use super::name::Name;
use super::tree::{Element, Node};
use crate::read::reader::Reader;
use crate::text::html;

/// Elements that have no end tag (HTML, section 13.1.2).
static VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Attributes that are addresses.
static ADDRESSES: &[&str] = &["href", "src", "poster", "cite", "data"];

impl Element {
    /// What is inside as HTML: text alone is HTML already, written as text; `None` when it is blank.
    pub(super) fn html(&self, reader: &Reader<'_>) -> Option<String> {
        match self.elements().next() {
            None => self.text().map(unwrapped),
            Some(_) => self.markup(reader),
        }
    }

    /// What is inside, all text escaped; of a lone `div`, which only holds it, what is inside that.
    pub(super) fn markup(&self, reader: &Reader<'_>) -> Option<String> {
        let mut html = String::new();
        self.holder()
            .write_inside(reader, self.base.as_deref(), &mut html);
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

    /// `base` is what addresses in the whole are relative to.
    fn write_inside(&self, reader: &Reader<'_>, base: Option<&str>, html: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(text) => escape(text, html),
                Node::Element(element) => element.write(reader, base, html),
            }
        }
    }

    fn write(&self, reader: &Reader<'_>, base: Option<&str>, html: &mut String) {
        let name = self.local.as_str();
        html.push('<');
        html.push_str(name);
        for (attribute, value) in &self.attributes {
            let attribute = match attribute.as_str() {
                "xml:base" => continue,
                "xml:lang" => "lang",
                other => other,
            };
            html.push(' ');
            html.push_str(attribute);
            html.push_str("=\"");
            if self.base.as_deref() != base && ADDRESSES.contains(&attribute) {
                escape(&self.resolve(reader, value), html);
            } else {
                escape(value, html);
            }
            html.push('"');
        }
        html.push('>');
        if !VOID.contains(&name) {
            self.write_inside(reader, base, html);
            html.push_str("</");
            html.push_str(name);
            html.push('>');
        }
    }
}

/// HTML out of what was written around it once too often: a CDATA section in another one, references
/// to the characters that tags are made of.
fn unwrapped(html: String) -> String {
    let inside = html.strip_prefix("<![CDATA[");
    if let Some(inside) = inside.and_then(|inside| inside.strip_suffix("]]>")) {
        return inside.trim().to_owned();
    }
    html::unescaped(html)
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
