//! RSS and Atom: a neutral tree of the document, and the JSON Feed that says the same.
//!
//! Who parses XML lends it: in the page the browser's own parser, natively `roxmltree`. Both walk
//! their document once and tell a [`TreeBuilder`] what they meet. All that follows is the same for
//! both, and what a feed says is read by [`Reader`] alone, whatever it was written in.

mod atom;
mod markup;
mod media;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod object;
mod rss;
mod tree;

use std::fmt;

pub use tree::{Element, TreeBuilder};

use crate::html;
use crate::json::Document;
#[cfg(not(target_arch = "wasm32"))]
use crate::reader::Reading;
use crate::reader::{NotAFeed, Progress, Reader, Whole};

/// What a document is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    #[default]
    JsonFeed,
    /// RSS 0.91 to 2.0.
    Rss,
    /// RSS 0.90 and 1.0.
    Rdf,
    Atom,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::JsonFeed => "JSON Feed",
            Format::Rss => "RSS",
            Format::Rdf => "RSS 1.0 (RDF)",
            Format::Atom => "Atom",
        })
    }
}

impl Reader<'_> {
    /// Begins to read a document of RSS or Atom by its root, as [`Reader::begin`] does JSON;
    /// `mended` if its text had to be ([`mended_xml`]). Pointers of findings lead into the JSON
    /// Feed that it is read as.
    #[inline(never)]
    pub fn begin_tree(&self, root: &Element, mended: bool) -> Result<Progress, NotAFeed> {
        let (format, feed) = match root.name.as_str() {
            "rss" => (Format::Rss, rss::feed(self, root)),
            "rdf:rdf" => (Format::Rdf, rss::feed(self, root)),
            "atom:feed" => (Format::Atom, atom::feed(self, root)),
            "html" | "xhtml:html" => {
                return Err(NotAFeed::NotJson {
                    place: None,
                    html: true,
                });
            }
            _ => return Err(NotAFeed::NotAnXmlFeed),
        };
        let whole = Whole {
            format,
            marked: false,
            xml_mended: mended,
            written_replacements: true,
        };
        self.begin_document(Document::of(feed.into_value()), whole)
    }

    /// Reads a feed of any format.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn read_any(&self, text: &str) -> Result<Reading, NotAFeed> {
        if !is_xml(text) {
            return self.read(text);
        }
        let (root, mended) = native::parse(text)?;
        Ok(self.begin_tree(&root, mended)?.read_on(self))
    }
}

/// Whether a text is XML and not JSON or a web page: how it begins decides, since servers' content
/// types cannot be relied on. JSON never begins with `<`.
pub fn is_xml(text: &str) -> bool {
    let text = text
        .trim_start_matches('\u{FEFF}')
        .trim_start_matches([' ', '\t', '\r', '\n']);
    text.starts_with('<') && !is_page(text)
}

/// Markup that begins as web pages do: a portal's or proxy's error page, often.
fn is_page(text: &str) -> bool {
    ["<!doctype html", "<html", "<head", "<body", "<p>"]
        .iter()
        .any(|start| {
            text.as_bytes()
                .get(..start.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(start.as_bytes()))
        })
}

/// `text` as a parser of XML may take it yet, after it refused it: nothing before the first `<`,
/// no control characters, HTML's named references as numeric ones, a bare `&` escaped. `None` when
/// there is nothing to mend.
pub fn mended_xml(text: &str) -> Option<String> {
    let mut rest = &text[text.find('<')?..];
    let mut mended = String::with_capacity(rest.len());
    while let Some(at) = rest.find(|c: char| c == '&' || is_forbidden(c)) {
        mended.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(after) = rest.strip_prefix('&') else {
            rest = rest.trim_start_matches(is_forbidden);
            continue;
        };
        match html::reference(rest) {
            Some((c, length)) if !is_forbidden(c) => {
                mended.push_str(&["&#", &(c as u32).to_string(), ";"].concat());
                rest = &rest[length..];
            }
            _ => {
                // An entity of the document's own is left to the parser.
                mended.push_str(if names_entity(after) { "&" } else { "&amp;" });
                rest = after;
            }
        }
    }
    mended.push_str(rest);
    (mended != text).then_some(mended)
}

/// XML 1.0, section 2.2.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether `name;` stands at the start.
fn names_entity(text: &str) -> bool {
    let length = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    length > 0 && text[length..].starts_with(';')
}
