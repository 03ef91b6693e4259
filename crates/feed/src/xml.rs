//! RSS and Atom: a neutral tree of the document, and the JSON Feed that says the same.
//!
//! What a feed says is read by [`Reader`] alone, whatever it was written in. XML is parsed by
//! `roxmltree`, in the page as natively: browsers' own parsers are sinks of Trusted Types, apply
//! the page's policy to the styles in what they parse, and report even those of their own message
//! that a text is not well-formed.

mod atom;
mod encoding;
mod markup;
mod media;
mod name;
mod object;
mod parse;
mod rss;
mod tree;

use std::fmt;

use crate::html;
use crate::json::Document;
use crate::reader::{NotAFeed, Progress, Reader, Reading, Whole};
pub use encoding::encoding;
use name::Name;

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
    /// Reads a feed of any format.
    pub fn read_any(&self, text: &str) -> Result<Reading, NotAFeed> {
        Ok(self.begin_any(text)?.read_on(self))
    }

    /// Begins to read a feed of any format.
    pub fn begin_any(&self, text: &str) -> Result<Progress, NotAFeed> {
        if is_markup(text) {
            self.begin_xml(text)
        } else {
            self.begin(text)
        }
    }

    /// Begins to read a document of RSS or Atom, as [`Reader::begin`] does JSON. Pointers of
    /// findings lead into the JSON Feed that it is read as.
    // In the page the code lies in a chunk that comes late.
    #[inline(never)]
    pub fn begin_xml(&self, text: &str) -> Result<Progress, NotAFeed> {
        const PAGE: NotAFeed = NotAFeed::NotJson {
            place: None,
            html: true,
        };
        if is_page(text) {
            return Err(PAGE);
        }
        let (root, xml_mended) = parse::parse(text)?;
        let (format, feed) = match root.name {
            Name::Rss => (Format::Rss, rss::feed(self, &root)),
            Name::Rdf => (Format::Rdf, rss::feed(self, &root)),
            Name::Atom => (Format::Atom, atom::feed(self, &root)),
            Name::Html | Name::XhtmlPage => return Err(PAGE),
            _ => return Err(NotAFeed::NotAnXmlFeed),
        };
        let whole = Whole {
            format,
            marked: text.starts_with('\u{FEFF}'),
            xml_mended,
            written_replacements: true,
        };
        self.begin_document(Document::of(feed.into_value()), whole)
    }
}

/// Whether a text is markup and not JSON: how it begins decides, since servers' content types
/// cannot be relied on. JSON never begins with `<`.
pub fn is_markup(text: &str) -> bool {
    // What is no UTF-8, and what UTF-16 is as UTF-8, may begin with more.
    text.trim_start_matches([' ', '\t', '\r', '\n', '\u{FEFF}', '\u{FFFD}', '\0'])
        .starts_with('<')
}

/// Whether a page of HTML begins here: a portal's or proxy's error page, often.
fn is_page(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '\t', '\r', '\n', '\u{FEFF}']);
    PAGES.text().lines().any(|start| {
        let found = text.as_bytes().get(..start.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(start.as_bytes()))
    })
}

crate::late!(
    static PAGES in "feeds": "<!doctype html\n<html\n<head\n<body\n<p>"
);

/// `text` as a parser of XML may take it yet, after it refused it: nothing before the first `<`,
/// no control characters, HTML's named references as numeric ones, a bare `&` escaped. `None` when
/// there is nothing to mend.
fn mended_xml(text: &str) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_xml_is_mended_where_it_can_be() {
        let table = [
            ("a & b", "a &amp; b"),
            ("a &nbsp;b &eacute;", "a &#160;b &#233;"),
            ("&amp; &lt; &#65; &own;", "&#38; &#60; &#65; &own;"),
            ("a\u{0}\u{8}b", "ab"),
            ("&;&#;&", "&amp;;&amp;#;&amp;"),
        ];
        for (text, expected) in table {
            let mended = mended_xml(&["<a>", text, "</a>"].concat());
            let expected = ["<a>", expected, "</a>"].concat();
            assert_eq!(mended.as_deref(), Some(expected.as_str()));
        }
        assert_eq!(mended_xml("<a>b</a>"), None);
        assert_eq!(mended_xml("\n<a/>").as_deref(), Some("<a/>"));
        assert_eq!(mended_xml("no markup"), None);
    }
}
