//! RSS and Atom: a neutral tree of the document, and the JSON Feed that says the same.
//!
//! What a feed says is read in one way, whatever it was written in. XML is parsed here, in the page as
//! natively: browsers' own parsers are sinks of Trusted Types, apply the page's policy to the styles
//! in what they parse, and report even those of their own message that a text is not well-formed.

mod atom;
mod encoding;
mod markup;
mod media;
mod name;
mod object;
mod parse;
mod rss;
mod tree;
mod unescaped;

use super::format::Format;
use super::json::Document;
use super::progress::{Progress, Whole};
use super::reader::{NotAFeed, Reader};
use crate::finding::Rule;
pub use encoding::encoding;
use name::Name;

impl Reader<'_> {
    /// Begins to read a document of RSS or Atom, as [`Reader::begin`] does JSON. Pointers of
    /// findings lead into the JSON Feed that it is read as.
    pub fn begin_xml(&self, text: &str) -> Result<Progress, NotAFeed> {
        const PAGE: NotAFeed = NotAFeed::NotJson {
            place: None,
            html: true,
        };
        let (text, marked) = match text.strip_prefix('\u{FEFF}') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        if is_page(text) {
            return Err(PAGE);
        }
        let (root, mut broken) = parse::parse(self, text)?;
        let (format, feed) = match root.name {
            Name::Rss => (Format::Rss, rss::feed(self, &root)),
            Name::Rdf => (Format::Rdf, rss::feed(self, &root)),
            Name::Atom if atom::is_feed(&root) => (Format::Atom, atom::feed(self, &root)),
            Name::Html | Name::XhtmlPage => return Err(PAGE),
            _ => return Err(NotAFeed::NotAnXmlFeed),
        };
        if marked {
            broken.insert(0, Rule::ByteOrderMark);
        }
        let whole = Whole {
            format,
            broken,
            written_replacements: true,
        };
        self.begin_document(Document::of(feed.into_value()), whole)
    }
}

/// Whether a page of HTML begins here, with no feed in it: a portal's or proxy's error page, often.
fn is_page(text: &str) -> bool {
    let text = text.trim_start();
    let is_page = ["<!doctype html", "<html", "<head", "<body", "<p"]
        .iter()
        .any(|start| {
            let found = text.as_bytes().get(..start.len());
            found.is_some_and(|found| found.eq_ignore_ascii_case(start.as_bytes()))
        });
    is_page && !parse::has_root(text)
}
