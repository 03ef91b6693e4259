//! RSS.

use super::*;

#[test]
fn a_full_document_of_rss() {
    let reading = read(include_str!("../fixtures/rss.xml"));
    assert_eq!(reading.format, Format::Rss);
    assert_eq!(findings(&reading), ["/items/2 IdMissing"]);
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
    let [first, second, third] = reading.feed.items.as_slice() else {
        panic!("{} items", reading.feed.items.len())
    };
    assert_eq!(third.headline.as_deref(), Some("Không có gì khác"));
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
    let kinds: Vec<_> = first
        .attachments
        .iter()
        .map(|file| file.mime_type.as_str())
        .collect();
    assert_eq!(kinds, ["application/pdf", "image/jpeg"]);
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
        Some("https://a.example/1.jpg")
    );
    let [film, picture] = item.attachments.as_slice() else {
        panic!("the same file, named twice: {:?}", item.attachments)
    };
    assert_eq!((film.size_in_bytes, picture.is_picture()), (Some(7), true));
    let (item, _) = rss_item(
        "<guid>1</guid><enclosure url='https://a.example/1.mp3' type='audio/mpeg' length='0'/><itunes:duration>62:03</itunes:duration>",
    );
    let file = &item.attachments[0];
    assert_eq!(
        (file.size_in_bytes, file.duration_in_seconds),
        (None, Some(3_723))
    );
}
