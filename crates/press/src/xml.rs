//! RSS 2.0 and Atom (RFC 4287).

use std::io;
use std::sync::Arc;

use feed::{Content, Item, Stamp};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::feeds::Channel;
use crate::site::Site;

/// An XML document being made, in memory.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    pub fn new() -> Xml {
        let mut writer = Writer::new(Vec::new());
        // Nothing that is written into memory fails.
        let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        Xml(writer)
    }

    /// An element with attributes, and what `fill` puts into it.
    pub fn within(&mut self, name: &str, attributes: &[(&str, &str)], fill: impl FnOnce(&mut Xml)) {
        let attributes: Vec<(&str, String)> = attributes
            .iter()
            .map(|(name, value)| (*name, allowed(value)))
            .collect();
        let attributes = attributes
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let element = self.0.create_element(name).with_attributes(attributes);
        let _ = element.write_inner_content(|writer| {
            let mut inner = Xml(Writer::new(Vec::new()));
            fill(&mut inner);
            io::Write::write_all(writer.get_mut(), &inner.0.into_inner())
        });
    }

    /// An element with a text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.element(name, &[], text);
    }

    /// An element with attributes and a text.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        let text = allowed(text);
        self.within(name, attributes, |xml| {
            let _ = xml.0.write_event(Event::Text(BytesText::new(&text)));
        });
    }

    pub fn finish(self) -> String {
        String::from_utf8(self.0.into_inner()).unwrap_or_default()
    }
}

/// Without characters that XML 1.0 does not know, however they are written.
fn allowed(text: &str) -> String {
    text.chars()
        .filter(|c| match c {
            '\t' | '\n' | '\r' => true,
            '\u{FFFE}' | '\u{FFFF}' => false,
            c => *c >= ' ',
        })
        .collect()
}

/// The item's page in the portal, else where the sources have it.
fn link(site: Option<&Site>, item: &Item) -> Option<String> {
    let own = site.map(|site| site.article(item));
    own.or_else(|| item.url.as_ref().map(ToString::to_string))
}

fn home(channel: &Channel) -> Option<String> {
    let home = channel.site.as_ref().map(Site::home);
    let of_feed = channel.feed.home_page_url.as_ref().map(ToString::to_string);
    home.or(of_feed)
}

/// What is told of an item: as HTML, and whether that is all of it.
fn told(item: &Item) -> (String, bool) {
    match &item.content {
        Content::Html { html, .. } => (html.clone(), true),
        Content::Text(text) => (in_html(text), true),
        Content::Empty => (in_html(item.summary.as_deref().unwrap_or_default()), false),
    }
}

fn in_html(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('\n', "<br>\n")
}

/// RSS 2.0.
pub fn rss(channel: &Channel, path: &str, title: &str, items: &[Arc<Item>]) -> String {
    let site = channel.site.as_ref();
    let mut xml = Xml::new();
    let names = [
        ("version", "2.0"),
        ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ];
    xml.within("rss", &names, |xml| {
        xml.within("channel", &[], |xml| {
            xml.text("title", title);
            xml.text("link", &home(channel).unwrap_or_default());
            let description = channel.feed.description.as_deref();
            xml.text("description", description.unwrap_or(title));
            if let Some(language) = &channel.feed.language {
                xml.text("language", language);
            }
            if let Some(site) = site {
                let own = site.file(&[path, ".xml"].concat());
                let link = [
                    ("rel", "self"),
                    ("type", "application/rss+xml"),
                    ("href", own.as_str()),
                ];
                xml.element("atom:link", &link, "");
            }
            for item in items {
                xml.within("item", &[], |xml| rss_item(xml, site, item));
            }
        });
    });
    xml.finish()
}

fn rss_item(xml: &mut Xml, site: Option<&Site>, item: &Item) {
    xml.text("title", item.headline.as_deref().unwrap_or("…"));
    if let Some(link) = link(site, item) {
        xml.text("link", &link);
    }
    xml.element("guid", &[("isPermaLink", "false")], item.id.as_str());
    if let Some(published) = item.published {
        xml.text("pubDate", &rfc_822(published));
    }
    for tag in &item.tags {
        xml.text("category", &tag.label);
    }
    xml.text("description", &told(item).0);
}

/// `Mon, 22 Mar 2021 08:00:00 +0700`: RFC 822 with years of four digits, as RSS 2.0 has it.
fn rfc_822(stamp: Stamp) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let written = stamp.to_string();
    let (date, rest) = written.split_once('T').unwrap_or((&written, ""));
    let (time, zone) = rest.split_at(rest.len().min(8));
    let zone = match zone {
        "Z" | "" => "+0000".to_owned(),
        offset => offset.replace(':', ""),
    };
    match date.parse::<feed::Day>() {
        Ok(day) => format!(
            "{}, {:02} {} {:04} {time} {zone}",
            DAYS[usize::from(day.weekday())],
            day.number(),
            MONTHS[day.month().number() as usize - 1],
            day.year(),
        ),
        Err(_) => written,
    }
}

/// Atom. Where the portal lies is not known, the feed is known by its title.
pub fn atom(channel: &Channel, path: &str, title: &str, items: &[Arc<Item>]) -> String {
    let site = channel.site.as_ref();
    let own = site.map(|site| site.file(&[path, ".atom.xml"].concat()));
    let mut xml = Xml::new();
    let names = [("xmlns", "http://www.w3.org/2005/Atom")];
    xml.within("feed", &names, |xml| {
        xml.text("title", title);
        let id = own.clone().unwrap_or_else(|| {
            let key = feed::Key::hash(&[title, "\n", path].concat());
            format!("urn:cong-tin:{key}")
        });
        xml.text("id", &id);
        let newest = items
            .iter()
            .filter_map(|item| item.modified.max(item.published));
        xml.text(
            "updated",
            &newest.max().map_or(NEVER.into(), |it| it.to_string()),
        );
        if let Some(own) = &own {
            xml.element("link", &[("rel", "self"), ("href", own)], "");
        }
        if let Some(home) = home(channel) {
            xml.element("link", &[("rel", "alternate"), ("href", &home)], "");
        }
        let by_all = channel
            .feed
            .authors
            .iter()
            .filter_map(|author| author.name.as_deref());
        xml.within("author", &[], |xml| {
            xml.text("name", by_all.clone().next().unwrap_or(title));
        });
        for item in items {
            xml.within("entry", &[], |xml| atom_entry(xml, site, item));
        }
    });
    xml.finish()
}

/// An Atom feed has to say when it was changed.
const NEVER: &str = "1970-01-01T00:00:00Z";

fn atom_entry(xml: &mut Xml, site: Option<&Site>, item: &Item) {
    xml.text("title", item.headline.as_deref().unwrap_or("…"));
    xml.text("id", &format!("urn:cong-tin:article:{}", item.key));
    let updated = item.modified.max(item.published);
    xml.text(
        "updated",
        &updated.map_or(NEVER.into(), |it| it.to_string()),
    );
    if let Some(published) = item.published {
        xml.text("published", &published.to_string());
    }
    if let Some(link) = link(site, item) {
        xml.element("link", &[("rel", "alternate"), ("href", &link)], "");
    }
    for author in item
        .authors
        .iter()
        .filter_map(|author| author.name.as_deref())
    {
        xml.within("author", &[], |xml| xml.text("name", author));
    }
    for tag in &item.tags {
        let tag = [("term", tag.slug.as_str()), ("label", tag.label.as_str())];
        xml.element("category", &tag, "");
    }
    if let Some(summary) = &item.summary {
        xml.text("summary", summary);
    }
    let (html, is_all) = told(item);
    if is_all {
        xml.element("content", &[("type", "html")], &html);
    }
}
