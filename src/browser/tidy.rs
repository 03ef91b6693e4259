//! What is done to cleaned HTML so that it sits well in the page: addresses, litter, headings,
//! tables, pictures. Each step takes time in proportion to the nodes, whatever their nesting.

use feed::{allowed::SHOWN, fold};
use wasm_bindgen::JsCast;
use web_sys::{Document, DocumentFragment, Element, Node};

use super::{
    address,
    chunks::{Chunk, when_here},
    frame::{Taken, fill_places},
    sanitise::CleanHtml,
};
use crate::text::Messages;

/// What the page around the article has already, or knows.
pub struct Surroundings<'a> {
    /// What relative addresses start from; absolute.
    pub base: &'a str,
    /// Path of the page shown: in-page links need it because of `<base href>`.
    pub page: &'a str,
    /// Texts that stand above the body already: a first paragraph that only says one of them again is dropped.
    pub said: &'a [&'a str],
    /// The words for what the HTML leaves unsaid.
    pub messages: &'static Messages,
}

pub fn tidy(html: &CleanHtml, around: &Surroundings) {
    let fragment = html.fragment();
    let Some(document) = fragment.owner_document() else {
        return;
    };
    links(fragment, around);
    pictures(fragment, around);
    divisions(&document, fragment);
    empties(fragment);
    repetitions(fragment, around);
    headings(&document, fragment);
    tables(&document, fragment, around);
    frames(&document, fragment, around);
}

fn all(fragment: &DocumentFragment, selector: &str) -> impl Iterator<Item = Element> + use<> {
    let list = fragment.query_selector_all(selector).ok();
    let length = list.as_ref().map_or(0, |list| list.length());
    (0..length).filter_map(move |index| list.as_ref()?.item(index)?.dyn_into().ok())
}

/// Sets an attribute; only a malformed name could be refused, and none here is.
fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

fn links(fragment: &DocumentFragment, around: &Surroundings) {
    let own = address::own_origin();
    for link in all(fragment, "a[href]") {
        let href = link.get_attribute("href").unwrap_or_default();
        let href = href.trim();
        if let Some(place) = href.strip_prefix('#') {
            // Ids of articles are prefixed (DOM clobbering); their links follow.
            set(
                &link,
                "href",
                &[around.page, "#user-content-", place].concat(),
            );
            continue;
        }
        match address::resolve(around.base, href).filter(|url| leads(url)) {
            Some(url) => {
                let outside = url.starts_with("http") && !url.starts_with(&own);
                set(&link, "href", &url);
                if outside {
                    set(&link, "rel", "noopener");
                }
            }
            None => {
                let _ = link.remove_attribute("href");
            }
        }
    }
}

/// The sanitiser has looked at addresses as they were written; this is the last look at where
/// they lead.
fn leads(url: &str) -> bool {
    ["https:", "http:", "mailto:", "tel:"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}

fn pictures(fragment: &DocumentFragment, around: &Surroundings) {
    for media in all(fragment, "img, source, audio, video, track") {
        for name in ["src", "poster"] {
            let Some(written) = media.get_attribute(name) else {
                continue;
            };
            match address::resolve(around.base, written.trim()).filter(|url| shows(url)) {
                Some(url) => set(&media, name, &url),
                None => {
                    let _ = media.remove_attribute(name);
                }
            }
        }
        if let Some(written) = media.get_attribute("srcset") {
            set(&media, "srcset", &candidates(&written, around.base));
        }
        match media.tag_name().as_str() {
            "IMG" => {
                if !media.has_attribute("src") && !media.has_attribute("srcset") {
                    media.remove();
                    continue;
                }
                set(&media, "loading", "lazy");
                set(&media, "decoding", "async");
                if !media.has_attribute("alt") {
                    set(&media, "alt", "");
                }
            }
            "AUDIO" | "VIDEO" => {
                set(&media, "controls", "");
                set(&media, "preload", "none");
            }
            _ => {}
        }
    }
}

fn shows(url: &str) -> bool {
    let mut beginnings = SHOWN.split_ascii_whitespace();
    beginnings.any(|beginning| url.starts_with(beginning))
}

/// The image candidates of a `srcset` whose addresses hold. A comma inside an address would need
/// the standard's whole parser; such a candidate is dropped and `src` shown.
fn candidates(srcset: &str, base: &str) -> String {
    // More sizes than any picture has.
    const MOST: usize = 32;
    let mut kept: Vec<String> = Vec::new();
    for candidate in srcset.split(',').take(MOST) {
        let mut parts = candidate.split_ascii_whitespace();
        let url = parts.next().and_then(|url| address::resolve(base, url));
        if let Some(url) = url.filter(|url| shows(url)) {
            kept.push([&url, " ", parts.next().unwrap_or("")].concat());
        }
    }
    kept.join(", ")
}

const DIVISIONS: &str = "div, section, article, header, footer, aside, main, nav, address";

const BLOCKS: &str = "p, div, section, article, header, footer, aside, main, nav, address, ul, ol, dl, table, figure, \
                      blockquote, pre, details, h1, h2, h3, h4, h5, h6, hr, audio, video";

/// SharePoint and Word write paragraphs as divisions: a division of text becomes a paragraph,
/// one of blocks makes way for them.
fn divisions(document: &Document, fragment: &DocumentFragment) {
    // Outermost first: then nothing is moved more than once for each place that it has.
    for division in all(fragment, DIVISIONS) {
        let holds_blocks = division.query_selector(BLOCKS).ok().flatten().is_some();
        if holds_blocks {
            let _ = division.replace_with_with_node_1(&contents(document, &division));
        } else {
            rename(document, &division, "p");
        }
    }
}

/// Takes the children out of an element.
fn contents(document: &Document, element: &Element) -> DocumentFragment {
    let moved = document.create_document_fragment();
    while let Some(child) = element.first_child() {
        let _ = moved.append_child(&child);
    }
    moved
}

fn rename(document: &Document, element: &Element, name: &str) {
    let Ok(renamed) = document.create_element(name) else {
        return;
    };
    let _ = renamed.append_child(&contents(document, element));
    for attribute in ["id", "lang", "dir"] {
        if let Some(value) = element.get_attribute(attribute) {
            set(&renamed, attribute, &value);
        }
    }
    let _ = element.replace_with_with_node_1(&renamed);
}

fn is_blank(node: &Node) -> bool {
    node.text_content().is_none_or(|text| {
        text.chars()
            .all(|c| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}')
    })
}

/// Paragraphs, headings and list items that only make room.
fn empties(fragment: &DocumentFragment) {
    const ROOMS: &str = "p, h1, h2, h3, h4, h5, h6, li, blockquote, figure, b, strong, em, i, u";
    const FULL: &str = "img, picture, audio, video, iframe, hr, table, [id], \
        p, h1, h2, h3, h4, h5, h6, li, blockquote, figure, b, strong, em, i, u";
    let mut rooms: Vec<Element> = all(fragment, ROOMS).collect();
    // Innermost first: a room that is still there by then is not empty, and its text need not be
    // read again for each one around it.
    rooms.reverse();
    for room in rooms {
        let full = room.has_attribute("id") || room.query_selector(FULL).ok().flatten().is_some();
        if !full && is_blank(&room) {
            room.remove();
        }
    }
}

/// The start of the body that repeats the headline or the lead.
fn repetitions(fragment: &DocumentFragment, around: &Surroundings) {
    let said: Vec<String> = around.said.iter().map(|text| fold(text)).collect();
    // Marks and spaces make a text longer than what is folded of it, but not without end.
    let longest = 8 * said.iter().map(String::len).max().unwrap_or(0);
    for _ in &said {
        let Some(first) = fragment.first_element_child() else {
            return;
        };
        let text = first.text_content().unwrap_or_default();
        if text.len() > longest {
            return;
        }
        let text = fold(&text);
        // Whatever is more than text, a quote or a picture, stays.
        let plain = first
            .matches("p, h1, h2, h3, h4, h5, h6, b, strong")
            .unwrap_or(false)
            && first
                .query_selector("img, picture, audio, video, iframe")
                .ok()
                .flatten()
                .is_none();
        if !plain || text.is_empty() || !said.contains(&text) {
            return;
        }
        first.remove();
    }
}

/// The highest heading of the body comes right under the page's h1, the others keep their distance.
fn headings(document: &Document, fragment: &DocumentFragment) {
    let found: Vec<(Element, u8)> = all(fragment, "h1, h2, h3, h4, h5, h6")
        .filter_map(|heading| {
            let level = heading.tag_name().as_bytes().get(1)? - b'0';
            Some((heading, level))
        })
        .collect();
    let Some(highest) = found.iter().map(|(_, level)| *level).min() else {
        return;
    };
    for (heading, level) in found {
        let now = (level - highest + 2).min(6);
        if now != level {
            rename(
                document,
                &heading,
                ["h2", "h3", "h4", "h5", "h6"][usize::from(now) - 2],
            );
        }
    }
}

/// A wide table scrolls in a box of its own, which a keyboard can reach.
fn tables(document: &Document, fragment: &DocumentFragment, around: &Surroundings) {
    for table in all(fragment, "table") {
        let Ok(scroller) = document.create_element("div") else {
            continue;
        };
        let caption = table.query_selector(":scope > caption").ok().flatten();
        let caption = caption.and_then(|caption| caption.text_content());
        let name = caption
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty());
        for (attribute, value) in [
            ("class", "table"),
            ("role", "region"),
            ("tabindex", "0"),
            (
                "aria-label",
                name.unwrap_or(around.messages.below().table()),
            ),
        ] {
            set(&scroller, attribute, value);
        }
        let _ = table.replace_with_with_node_1(&scroller);
        let _ = scroller.append_child(&table);
    }
}

/// Takes the frames out. What comes into their places is for later: it lies in another chunk.
fn frames(document: &Document, fragment: &DocumentFragment, around: &Surroundings) {
    let mut taken = Vec::new();
    for frame in all(fragment, "iframe") {
        let Ok(place) = document.create_element("div") else {
            continue;
        };
        place.set_class_name("embedded");
        let _ = frame.replace_with_with_node_1(&place);
        taken.push(Taken { frame, place });
    }
    if taken.is_empty() {
        return;
    }
    let (base, messages) = (around.base.to_owned(), around.messages);
    let fill = move || fill_places(&taken, &base, messages);
    when_here(Chunk::Pages, Box::new(fill));
}
