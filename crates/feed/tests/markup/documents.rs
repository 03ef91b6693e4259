//! What a document is, and whether it can be read at all.

use super::*;

#[test]
fn what_is_xml_and_what_is_no_feed() {
    let markup = [
        "<rss/>",
        "\u{FEFF}\n <?xml version='1.0'?>",
        "<!-- x --><feed/>",
        "<html>",
    ];
    assert!(markup.into_iter().all(is_markup));
    assert!(!["{}", "", " &lt;rss&gt;"].into_iter().any(is_markup));
    let old = "<!DOCTYPE rss PUBLIC \"x\" \"y\"><rss/>";
    assert_eq!(read(old).format, Format::Rss);
    let refused = |text| try_read_any(text).expect_err(text);
    assert_eq!(refused("<opml/>"), NotAFeed::NotAnXmlFeed);
    assert_eq!(refused("<feed/>"), NotAFeed::NotAnXmlFeed);
    assert_eq!(
        refused("<rss>\n<channel></rss>"),
        NotAFeed::NotXml {
            place: Some((2, 10))
        }
    );
    let page = NotAFeed::NotJson {
        place: None,
        html: true,
    };
    for text in ["<!DOCTYPE HTML><p>", " <HTML>", "<p>502"] {
        assert_eq!(refused(text), page, "{text}");
    }
    let xhtml = "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>";
    assert_eq!(refused(xhtml), page);
    // An empty feed is one.
    assert_eq!(read("<rss><channel/></rss>").feed.items.len(), 0);
    assert_eq!(findings(&read("<rss/>")), [" TitleMissing"]);
}

#[test]
fn xml_that_is_not_well_formed_is_mended() {
    let (item, found) =
        rss_item("<guid>1</guid><title>Q&A&nbsp;– é</title><description>\u{7}x</description>");
    assert_eq!(item.title.as_deref(), Some("Q&A – é"));
    assert_eq!(found, [" XmlMended"]);
}

#[test]
fn nesting_without_end_and_entities_that_multiply() {
    let deep = format!(
        "<guid>1</guid><description>{}sâu{}</description>",
        "<div>".repeat(20_000),
        "</div>".repeat(20_000)
    );
    let (item, _) = rss_item(&deep);
    assert!(html(&item).starts_with("<div><div>"));
    let mut laughs = String::from("<!DOCTYPE rss [<!ENTITY a 'ha'>");
    for (name, before) in ('b'..='k').zip('a'..) {
        let ten = format!("&{before};").repeat(10);
        laughs.push_str(&format!("<!ENTITY {name} '{ten}'>"));
    }
    laughs.push_str("]>");
    laughs.push_str(&rss("<item><guid>1</guid><title>&k;</title></item>"));
    // Entities of the document's own are never expanded.
    assert_eq!(read(&laughs).feed.items[0].title.as_deref(), Some("&k;"));
}
