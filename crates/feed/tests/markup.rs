//! RSS and Atom: what of them becomes what of a feed.

mod support;

use feed::{Content, Feed, Format, Item, NotAFeed, Reading, is_markup};
use support::{ADDRESS, findings, try_read_any};

fn read(text: &str) -> Reading {
    try_read_any(text).unwrap_or_else(|error| panic!("{error}: {text:.200}"))
}

fn text<T: ToString>(value: &Option<T>) -> Option<String> {
    value.as_ref().map(T::to_string)
}

/// A document of RSS around the given items.
fn rss(items: &str) -> String {
    format!(
        r#"<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:a="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Tin</title><link>https://tin.example/</link><description>x</description>{items}</channel></rss>"#
    )
}

/// The one item of RSS that has these elements.
fn rss_item(elements: &str) -> (Item, Vec<String>) {
    only(&rss(&format!("<item>{elements}</item>")))
}

/// The one entry of Atom that has these elements.
fn entry(elements: &str) -> (Item, Vec<String>) {
    only(&format!(
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>Tin</title><entry><id>1</id>{elements}</entry></feed>"#
    ))
}

fn only(text: &str) -> (Item, Vec<String>) {
    let reading = read(text);
    assert_eq!(reading.feed.items.len(), 1, "{text}");
    (Item::clone(&reading.feed.items[0]), findings(&reading))
}

fn html(item: &Item) -> &str {
    match &item.content {
        Content::Html { html, .. } => html,
        other => panic!("{other:?}"),
    }
}

/// A feed's head, as lines.
fn head(feed: &Feed) -> Vec<String> {
    let authors = feed.authors.iter().map(|author| {
        let name = author.name.clone().unwrap_or_default();
        format!("{name} {}", text(&author.url).unwrap_or_default())
    });
    [
        Some(feed.title.clone()),
        feed.description.clone(),
        text(&feed.home_page_url),
        text(&feed.feed_url),
        text(&feed.next_url),
        text(&feed.icon),
        text(&feed.favicon),
        feed.language.clone(),
    ]
    .into_iter()
    .map(Option::unwrap_or_default)
    .chain(authors)
    .collect()
}

#[test]
fn a_full_document_of_rss() {
    let reading = read(include_str!("fixtures/rss.xml"));
    assert_eq!(reading.format, Format::Rss);
    assert_eq!(findings(&reading), ["/items/2 IdMissing"]);
    assert_eq!(reading.discarded, 1);
    assert_eq!(
        head(&reading.feed),
        [
            "Cổng Tin",
            "Tin tức và thông báo",
            "https://tin.example/",
            "https://tin.example/feeds/rss.xml",
            "https://tin.example/feeds/rss-2.xml",
            "https://tin.example/icon.png",
            "",
            "vi",
            "Tòa soạn ",
        ]
    );
    assert_eq!(reading.feed.hubs[0].url.as_str(), "https://hub.example/");
    let [first, second] = reading.feed.items.as_slice() else {
        panic!("{} items", reading.feed.items.len())
    };
    assert_eq!(first.id.as_str(), "hoi-nghi");
    assert_eq!(
        text(&first.url).as_deref(),
        Some("https://tin.example/hoi-nghi")
    );
    assert_eq!(
        text(&first.published).as_deref(),
        Some("2021-03-22T23:30:00+07:00")
    );
    assert_eq!(text(&first.modified_day).as_deref(), Some("2021-03-24"));
    assert_eq!(html(first), "<p>Một</p><p>hai &amp; ba</p>");
    assert_eq!(
        first.summary.as_deref(),
        Some("Sáng 22/3, hội nghị đã họp.")
    );
    assert_eq!(
        text(&first.image).as_deref(),
        Some("https://tin.example/a.jpg")
    );
    let authors: Vec<_> = first
        .authors
        .iter()
        .filter_map(|author| author.name.as_deref())
        .collect();
    assert_eq!(authors, ["Ban biên tập", "Văn phòng"]);
    let tags: Vec<_> = first.tags.iter().map(|tag| tag.label.as_str()).collect();
    assert_eq!(tags, ["Thi hành án", "Hội nghị"]);
    assert_eq!(first.attachments.len(), 1);
    assert_eq!(first.attachments[0].mime_type, "application/pdf");
    assert_eq!(first.attachments[0].size_in_bytes, Some(12_345));

    assert_eq!(
        text(&second.url).as_deref(),
        Some("https://tin.example/ban-tin")
    );
    assert_eq!(html(second), "Chỉ có <b>mô tả</b>.");
    assert_eq!(second.authors, reading.feed.authors, "inherited");
    assert_eq!(
        text(&second.image).as_deref(),
        Some("https://tin.example/bia.jpg")
    );
    let forms: Vec<_> = second
        .attachments
        .iter()
        .map(|file| {
            (
                file.mime_type.as_str(),
                file.title.as_deref(),
                file.duration_in_seconds,
            )
        })
        .collect();
    assert_eq!(
        forms,
        [
            ("audio/mpeg", Some("Bản tin"), None),
            ("audio/ogg", Some("Bản tin"), Some(61)),
        ]
    );
}

#[test]
fn a_full_document_of_atom() {
    let reading = read(include_str!("fixtures/atom.xml"));
    assert_eq!(reading.format, Format::Atom);
    assert_eq!(findings(&reading), [""; 0]);
    assert_eq!(
        head(&reading.feed),
        [
            "Cổng Tin",
            "Tin tức và thông báo",
            "https://tin.example/",
            "https://tin.example/feeds/atom.xml",
            "https://tin.example/feeds/atom-2.xml",
            "https://tin.example/icon.png",
            "https://tin.example/favicon.png",
            "vi",
            "Tòa soạn https://tin.example/toa-soan",
        ]
    );
    let [first, second] = reading.feed.items.as_slice() else {
        panic!("{} items", reading.feed.items.len())
    };
    assert_eq!(
        text(&first.url).as_deref(),
        Some("https://tin.example/bai/hoi-nghi")
    );
    assert_eq!(
        text(&first.external_url).as_deref(),
        Some("https://bao.example/bai")
    );
    assert_eq!(text(&first.day).as_deref(), Some("2021-03-22"));
    assert_eq!(text(&first.modified_day).as_deref(), Some("2021-03-24"));
    assert_eq!(html(first), "<p class=\"x\">Một &amp; hai<br></p><p>ba</p>");
    assert_eq!(
        first.summary.as_deref(),
        Some("Sáng 22/3, hội nghị đã họp.")
    );
    assert_eq!(
        text(&first.authors[0].url).as_deref(),
        Some("mailto:bbt@tin.example")
    );
    let tags: Vec<_> = first.tags.iter().map(|tag| tag.label.as_str()).collect();
    assert_eq!(tags, ["Thi hành án", "Hội nghị"]);
    assert_eq!(first.attachments[0].title.as_deref(), Some("Báo cáo"));

    assert_eq!(second.title.as_deref(), Some("Two words"));
    assert_eq!(second.language.as_deref(), Some("en"));
    assert_eq!(
        second.content,
        Content::Text("Line one\nline two < three".to_owned())
    );
    assert_eq!(second.authors, reading.feed.authors, "inherited");
}

#[test]
fn rss_1_0_has_its_items_beside_the_channel() {
    let reading = read(
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="x"><title>Tin</title><link>https://tin.example/</link></channel>
        <image rdf:about="y"><url>https://tin.example/icon.png</url></image>
        <item rdf:about="https://tin.example/1"><title>Một</title><link>https://tin.example/1</link><description>a</description><dc:date>2021-03-22</dc:date></item>
        </rdf:RDF>"#,
    );
    assert_eq!(reading.format, Format::Rdf);
    assert_eq!(
        text(&reading.feed.icon).as_deref(),
        Some("https://tin.example/icon.png")
    );
    let item = &reading.feed.items[0];
    assert_eq!(item.id.as_str(), "https://tin.example/1");
    assert_eq!(text(&item.day).as_deref(), Some("2021-03-22"));
}

#[test]
fn what_makes_an_item_of_rss() {
    let id = |elements| rss_item(elements).0.id.as_str().to_owned();
    assert_eq!(id("<guid>g</guid><link>https://a.example/1</link>"), "g");
    assert_eq!(
        id("<link>https://a.example/1</link><title>T</title>"),
        "https://a.example/1"
    );
    assert_eq!(id("<title>T</title>"), "T");

    let url = |elements| text(&rss_item(elements).0.url);
    let table = [
        (
            "<guid>https://a.example/1</guid>",
            Some("https://a.example/1"),
        ),
        ("<guid isPermaLink='false'>https://a.example/1</guid>", None),
        ("<guid isPermaLink='true'>17</guid>", None),
        (
            "<guid>1</guid><link>/bai/1</link>",
            Some("https://tin.example/bai/1"),
        ),
        (
            "<guid>1</guid><a:link href='https://a.example/2'/>",
            Some("https://a.example/2"),
        ),
        ("<guid>1</guid><link>javascript:alert(1)</link>", None),
    ];
    for (elements, expected) in table {
        assert_eq!(url(elements).as_deref(), expected, "{elements}");
    }
}

#[test]
fn dates_of_rss_keep_to_its_rules_and_others_are_judged_by_the_reader() {
    let table = [
        (
            "Mon, 22 Mar 2021 23:30:00 +0700",
            Some("2021-03-22T23:30:00+07:00"),
            None,
        ),
        ("22 Mar 21 16:30 GMT", Some("2021-03-22T16:30:00Z"), None),
        (
            "2021-03-22T23:30:00+07:00",
            Some("2021-03-22T23:30:00+07:00"),
            None,
        ),
        // Without a zone it is in the portal's.
        (
            "Mon, 22 Mar 2021 23:30:00",
            Some("2021-03-22T23:30:00Z"),
            Some("DateLenient"),
        ),
        ("hôm qua", None, Some("DateUnreadable")),
    ];
    for (written, expected, rule) in table {
        let (item, found) = rss_item(&format!(
            "<guid>1</guid><description>x</description><pubDate>{written}</pubDate>"
        ));
        assert_eq!(text(&item.published).as_deref(), expected, "{written}");
        let rules: Vec<_> = rule
            .iter()
            .map(|rule| format!("/items/0/date_published {rule}"))
            .collect();
        assert_eq!(found, rules, "{written}");
    }
}

#[test]
fn contents_of_rss() {
    let table = [
        (
            "<description>a &lt;b&gt;c&lt;/b&gt;</description>",
            "a <b>c</b>",
        ),
        (
            "<description><![CDATA[a <b>c</b>]]></description>",
            "a <b>c</b>",
        ),
        // Against the rules, and met all the same.
        (
            "<description>a <b title='\"'>c &lt; d</b><br/></description>",
            "a <b title=\"&quot;\">c &lt; d</b><br></description>",
        ),
        (
            "<description>a</description><content:encoded>b</content:encoded>",
            "b",
        ),
    ];
    for (elements, expected) in table {
        let (item, _) = rss_item(&format!("<guid>1</guid>{elements}"));
        let expected = expected.trim_end_matches("</description>");
        assert_eq!(html(&item), expected, "{elements}");
    }
    let (item, found) = rss_item("<guid>1</guid><title>T</title>");
    assert_eq!(item.content, Content::Empty);
    assert_eq!(found, ["/items/0 ContentMissing"]);
    let (item, _) = rss_item("<guid>1</guid><itunes:summary>Tập một</itunes:summary>");
    assert_eq!(item.content, Content::Text("Tập một".to_owned()));
}

#[test]
fn authors_of_rss() {
    let table = [
        ("<author>a@tin.example (Lan)</author>", "Lan"),
        ("<author>Lan (Hà Nội)</author>", "Lan (Hà Nội)"),
        ("<author>a@tin.example</author>", "a@tin.example"),
        ("<author>a</author><dc:creator>b</dc:creator>", "b"),
        ("<itunes:author>c</itunes:author>", "c"),
    ];
    for (elements, expected) in table {
        let (item, _) = rss_item(&format!("<guid>1</guid>{elements}"));
        assert_eq!(
            item.authors[0].name.as_deref(),
            Some(expected),
            "{elements}"
        );
    }
}

#[test]
fn pictures_and_files_of_rss() {
    let (item, _) = rss_item(
        "<guid>1</guid><media:content url='https://a.example/1.jpg' medium='image'><media:thumbnail url='https://a.example/nho.jpg'/></media:content>\
         <media:content url='https://a.example/xem'/>\
         <media:content url='https://a.example/1.mp4' type='video/mp4' duration='1:02:03'/>\
         <enclosure url='https://a.example/1.mp4' type='video/mp4' length='7'/>",
    );
    assert_eq!(
        text(&item.image).as_deref(),
        Some("https://a.example/nho.jpg")
    );
    assert_eq!(item.attachments.len(), 1, "the same file, named twice");
    assert_eq!(item.attachments[0].size_in_bytes, Some(7));
    let (item, _) = rss_item(
        "<guid>1</guid><enclosure url='https://a.example/1.mp3' type='audio/mpeg' length='0'/><itunes:duration>62:03</itunes:duration>",
    );
    let file = &item.attachments[0];
    assert_eq!(
        (file.size_in_bytes, file.duration_in_seconds),
        (None, Some(3_723))
    );
}

#[test]
fn texts_of_atom() {
    let table = [
        ("<title>a &amp;lt; b</title>", "a < b"),
        (
            "<title type='html'>&lt;b&gt;a&lt;/b&gt; &amp;amp; b</title>",
            "a & b",
        ),
        (
            "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a &lt; <b>b</b></div></title>",
            "a < b",
        ),
        ("<title type='html'/>", "x"),
    ];
    for (title, expected) in table {
        let (item, _) = entry(&format!("{title}<content>x</content>"));
        assert_eq!(item.headline.as_deref(), Some(expected), "{title}");
    }
    let contents = [
        ("<content type='html'>&lt;p&gt;a</content>", "<p>a"),
        (
            "<content type='xhtml'><x:div xmlns:x='http://www.w3.org/1999/xhtml'><x:p>a</x:p></x:div></content>",
            "<p>a</p>",
        ),
        (
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>a</p></div><p xmlns='http://www.w3.org/1999/xhtml'>b</p></content>",
            "<div><p>a</p></div><p>b</p>",
        ),
        ("<summary type='html'>&lt;i&gt;a</summary>", "<i>a"),
        (
            "<content type='application/zip'>UEsD</content><summary type='html'>&lt;i&gt;a</summary>",
            "<i>a",
        ),
    ];
    for (content, expected) in contents {
        let (item, _) = entry(content);
        assert_eq!(html(&item), expected, "{content}");
        assert_eq!(item.summary, None, "{content}");
    }
}

#[test]
fn a_tree_knows_where_it_leads_on() {
    let next = |links: &str| {
        let reading = read(&format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>{links}</feed>"
        ));
        text(&reading.feed.next_url)
    };
    let archive = "<link rel='prev-archive' href='/2.xml'/>";
    assert_eq!(next(archive).as_deref(), Some("https://tin.example/2.xml"));
    let both = format!("{archive}<link rel='next' href='/1.xml'/>");
    assert_eq!(next(&both).as_deref(), Some("https://tin.example/1.xml"));
    assert_eq!(next(&format!("<link rel='next' href='{ADDRESS}'/>")), None);
}

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
    assert!(matches!(
        try_read_any(&laughs),
        Err(NotAFeed::NotXml { .. })
    ));
}
