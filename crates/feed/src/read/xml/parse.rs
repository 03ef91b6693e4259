//! A document of XML to the neutral tree, by `quick-xml`. It is read as far as it can be told what is
//! meant: names without a namespace, references of HTML, what a server wrote before or behind it.

use std::borrow::Cow;

use quick_xml::Error;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader as XmlReader;

use super::name::{Name, Namespace};
use super::tree::{Element, TreeBuilder};
use super::unescaped::with_tags_alone;
use crate::finding::Rule;
use crate::read::reader::{NotAFeed, Reader};
use crate::text::html;

/// The document's root, and the rules that it breaks as a whole.
pub fn parse(reader: &Reader<'_>, text: &str) -> Result<(Element, Vec<Rule>), NotAFeed> {
    let mended = with_tags_alone(text);
    let text = &*mended;
    let start = start(text);
    let mut parser = Parser {
        tree: TreeBuilder::new(reader),
        scope: Vec::new(),
        marks: Vec::new(),
        starts: Vec::new(),
        voids: 0,
        broken: Vec::new(),
    };
    if !text[..start].trim().is_empty() {
        parser.note(Rule::XmlJunk);
    }
    if matches!(mended, Cow::Owned(_)) {
        parser.note(Rule::XmlMended);
    }
    let mut xml = XmlReader::from_str(&text[start..]);
    let config = xml.config_mut();
    config.allow_dangling_amp = true;
    // Names are compared here, where some need no end.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.expand_empty_elements = true;
    loop {
        let at = start + xml.buffer_position() as usize;
        let event = xml.read_event().map_err(|error| {
            let place = Some(place(text, start + xml.error_position() as usize));
            match error {
                Error::Syntax(_) => NotAFeed::XmlCutOff { place },
                _ => NotAFeed::NotXml { place },
            }
        })?;
        match event {
            Event::Start(tag) => {
                let name = tag.name();
                let name: &str = name.as_ref();
                parser.starts.push((at, name.to_owned()));
                parser.open(&tag);
                if is_void(name) {
                    parser.voids += 1;
                    parser.close();
                }
            }
            Event::End(tag) => {
                let name = tag.name();
                let name: &str = name.as_ref();
                if is_void(name) {
                    parser.voids -= 1;
                    continue;
                }
                if parser.starts.last().is_none_or(|(_, open)| open != name) {
                    let place = Some(place(text, at));
                    return Err(NotAFeed::NotXml { place });
                }
                parser.close();
                if let Some(root) = parser.tree.root() {
                    let end = start + xml.buffer_position() as usize;
                    if parser.voids != 0 {
                        parser.note(Rule::XmlMended);
                    }
                    if has_junk(&text[end..]) {
                        parser.note(Rule::XmlJunk);
                    }
                    return Ok((root, parser.broken));
                }
            }
            Event::Text(text) => {
                // One that begins no reference.
                if text.contains('&') {
                    parser.note(Rule::XmlMended);
                }
                parser.text(&text);
            }
            Event::CData(text) => parser.text(&text),
            Event::GeneralRef(name) => parser.reference(&name),
            Event::Eof => {
                return Err(match parser.starts.last() {
                    Some((at, _)) => NotAFeed::XmlCutOff {
                        place: Some(place(text, *at)),
                    },
                    None => NotAFeed::NotAnXmlFeed,
                });
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            // With the setting above there are none.
            Event::Empty(_) => {}
        }
    }
}

/// Bytes before a document; who writes more sends something else.
const MOST_JUNK: usize = 100_000;

/// Bytes of a root's name; no feed has a longer one.
const LONGEST_NAME: usize = 40;

/// Where the document begins: warnings of a server's scripts may stand before it.
fn start(text: &str) -> usize {
    near_tags(text)
        .find(|at| {
            let tag = &text[at + 1..];
            let doctype = tag.strip_prefix("!DOCTYPE ");
            tag.starts_with("?xml ") || is_root(doctype.unwrap_or(tag))
        })
        .or_else(|| text.find('<'))
        .unwrap_or(text.len())
}

/// Whether a feed begins somewhere near the beginning.
pub fn has_root(text: &str) -> bool {
    near_tags(text).any(|at| is_root(&text[at + 1..]))
}

fn near_tags(text: &str) -> impl Iterator<Item = usize> {
    let tags = text.match_indices('<').map(|(at, _)| at);
    tags.take_while(|at| *at < MOST_JUNK)
}

/// Whether a name begins here that a feed's root has.
fn is_root(tag: &str) -> bool {
    let tag = &tag[..tag.floor_char_boundary(LONGEST_NAME)];
    let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
    let name = &tag[..end.unwrap_or(tag.len())];
    let local = name.rsplit(':').next().unwrap_or_default();
    ["rss", "feed", "rdf"]
        .iter()
        .any(|root| root.eq_ignore_ascii_case(local))
}

/// Whether more than comments comes behind the document.
fn has_junk(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment
            .split_once("-->")
            .map_or("", |(_, rest)| rest)
            .trim_start();
    }
    !rest
        .trim_matches(['\0', '\u{1A}', '\u{FEFF}'])
        .trim()
        .is_empty()
}

/// Whether an element of HTML has no end, as is left of it where nobody escaped the HTML.
fn is_void(name: &str) -> bool {
    let known = ["br", "hr", "img", "wbr"];
    known.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Line and column, from 1, the column in characters.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at)];
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// Namespaces in scope at once; no feed has as many, and each prefix is looked for among them.
const MOST_NAMESPACES: usize = 200;

struct Parser<'r> {
    tree: TreeBuilder<'r>,
    /// Prefixes and their namespaces, `None` where nobody here reads it.
    scope: Vec<(String, Option<Namespace>)>,
    /// How many there are outside of each open element.
    marks: Vec<usize>,
    /// Where each open element begins, and its name as it is written.
    starts: Vec<(usize, String)>,
    /// How many elements of HTML without an end there were, less the ends that were written.
    voids: i64,
    broken: Vec<Rule>,
}

impl Parser<'_> {
    fn note(&mut self, rule: Rule) {
        if !self.broken.contains(&rule) {
            self.broken.push(rule);
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        self.marks.push(self.scope.len());
        let mut attributes = Vec::new();
        // Checks would compare each with each.
        for attribute in tag.html_attributes().with_checks(false).flatten() {
            let name: &str = attribute.key.as_ref();
            let value = html::decode(&attribute.value).into_owned();
            match name.strip_prefix("xmlns") {
                Some("") => self.bind("", &value),
                Some(prefix) if prefix.starts_with(':') => self.bind(&prefix[1..], &value),
                _ => attributes.push((name.to_ascii_lowercase(), value)),
            }
        }
        for (name, _) in &mut attributes {
            if let Some((prefix, local)) = name.split_once(':') {
                // Others have no namespace that anyone reads.
                let prefix = match self.namespace(prefix) {
                    Some(space @ (Namespace::XML | Namespace::RDF)) => space.prefix(),
                    _ => "",
                };
                *name = [prefix, local].concat();
            }
        }
        let name = tag.name();
        let name: &str = name.as_ref();
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let local = local.to_ascii_lowercase();
        let mut namespace = self.namespace(prefix);
        if self.marks.len() == 1 {
            namespace = self.namespace_of_root(prefix, &local, namespace);
        }
        let name = namespace.map_or(Name::Other, |namespace| Name::of(namespace, &local));
        self.tree.open(name, local, attributes);
    }

    fn close(&mut self) {
        self.tree.close();
        self.starts.pop();
        self.scope.truncate(self.marks.pop().unwrap_or_default());
    }

    fn bind(&mut self, prefix: &str, address: &str) {
        let address = address.trim();
        let namespace = match Namespace::of(address) {
            Some((namespace, is_as_written)) => {
                if !is_as_written {
                    self.note(Rule::NamespaceMended);
                }
                Some(namespace)
            }
            None if address.is_empty() => Some(Namespace::NONE),
            None => {
                let usual = Namespace::of_prefix(prefix);
                if usual.is_some() {
                    self.note(Rule::NamespaceMended);
                }
                usual
            }
        };
        if self.scope.len() < MOST_NAMESPACES {
            self.scope.push((prefix.to_owned(), namespace));
        }
    }

    fn namespace(&mut self, prefix: &str) -> Option<Namespace> {
        let mut scope = self.scope.iter().rev();
        if let Some((_, namespace)) = scope.find(|(known, _)| known == prefix) {
            return *namespace;
        }
        match prefix {
            "" => Some(Namespace::NONE),
            "xml" => Some(Namespace::XML),
            _ => {
                self.note(Rule::PrefixUnbound);
                Namespace::of_prefix(prefix)
            }
        }
    }

    /// The root says what it is by its name alone: RSS has no namespace whatever is written, and Atom
    /// may have lost its own.
    fn namespace_of_root(
        &mut self,
        prefix: &str,
        local: &str,
        written: Option<Namespace>,
    ) -> Option<Namespace> {
        let meant = match local {
            "rss" => Namespace::NONE,
            "feed" => Namespace::ATOM,
            _ => return written,
        };
        if written != Some(meant) {
            self.note(Rule::NamespaceMended);
            self.scope.push((prefix.to_owned(), Some(meant)));
        }
        Some(meant)
    }

    fn text(&mut self, text: &str) {
        if text.contains(is_forbidden) {
            self.note(Rule::XmlMended);
            return self.tree.text(&text.replace(is_forbidden, ""));
        }
        self.tree.text(text);
    }

    /// `name` stands between `&` and `;`.
    fn reference(&mut self, name: &str) {
        let written = ["&", name, ";"].concat();
        let c = html::reference(&written).map(|(c, _)| c);
        let is_known =
            name.starts_with('#') || matches!(name, "lt" | "gt" | "amp" | "quot" | "apos");
        if !is_known || c.is_none_or(is_forbidden) {
            self.note(Rule::XmlMended);
        }
        match c {
            Some(c) if is_forbidden(c) => {}
            Some(c) => self.tree.text(c.encode_utf8(&mut [0; 4])),
            None => self.tree.text(&written),
        }
    }
}

/// XML 1.0, section 2.2.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}
