//! Atom.

use super::*;

#[test]
fn a_full_document_of_atom() {
    let reading = read(include_str!("../fixtures/atom.xml"));
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
