//! Titles with HTML, text with lines, marks upon marks.

use feed::Content;

use crate::support::findings;
use crate::{headlines, only, read, rss};

#[test]
fn titles_are_plain_text() {
    let table = [
        (
            "Phát hiện loài <em>Nanhaia</em> mới",
            "Phát hiện loài Nanhaia mới",
        ),
        ("Dòng một<br>dòng hai", "Dòng một dòng hai"),
        ("Hướng dẫn dùng thẻ <head>", "Hướng dẫn dùng thẻ <head>"),
        (
            "Hướng dẫn dùng thẻ <head> và <main>",
            "Hướng dẫn dùng thẻ <head> và <main>",
        ),
        ("Thẻ <title> trong <b>HTML</b>", "Thẻ <title> trong HTML"),
        ("Vì sao a < b và b > c", "Vì sao a < b và b > c"),
        (
            "Mức phát thải CO<sub>2</sub> giảm",
            "Mức phát thải CO2 giảm",
        ),
        (
            "<span class='label'>Nóng</span> Giá xăng &amp; dầu",
            "Nóng Giá xăng & dầu",
        ),
    ];
    for (title, expected) in table {
        let json = serde_json::json!({
            "version": "https://jsonfeed.org/version/1.1", "title": title,
            "items": [{
                "id": "1", "title": title, "content_text": "x",
                "authors": [{ "name": title }], "tags": [title],
                "attachments": [{ "url": "https://vidu.example/a.pdf", "mime_type": "application/pdf", "title": title }],
            }],
        });
        let reading = read(&json.to_string());
        let item = only(&reading);
        assert_eq!(item.title.as_deref(), Some(expected));
        assert_eq!(reading.feed.title, expected);
        assert_eq!(item.authors[0].name.as_deref(), Some(expected));
        assert_eq!(item.tags[0].label, expected);
        assert_eq!(item.attachments[0].title.as_deref(), Some(expected));
        let in_rss = rss(&format!(
            "<item><guid>1</guid><title><![CDATA[{title}]]></title></item>"
        ));
        assert_eq!(headlines(&read(&in_rss)), [expected]);
    }
}

#[test]
fn a_description_without_tags_keeps_its_lines() {
    let lines = "Dòng một.\n\nDòng hai: xem https://vidu.example/a\n\n- mục một\n- mục hai";
    let reading = read(&rss(&format!(
        "<item><guid>1</guid><description>{lines}</description></item>"
    )));
    assert_eq!(only(&reading).content, Content::Text(lines.to_owned()));
    let table = [
        ("&amp;lt;p&amp;gt;Đoạn&amp;lt;/p&amp;gt;", "<p>Đoạn</p>"),
        (
            "<![CDATA[<![CDATA[<p>Đoạn</p>]]]]><![CDATA[>]]>",
            "<p>Đoạn</p>",
        ),
        ("&lt;p&gt;Đoạn&lt;/p&gt;", "<p>Đoạn</p>"),
    ];
    for (written, expected) in table {
        let reading = read(&rss(&format!(
            "<item><guid>1</guid><description>{written}</description></item>"
        )));
        let Content::Html { html, .. } = &only(&reading).content else {
            panic!("{written}")
        };
        assert_eq!(html, expected, "{written}");
    }
}

#[test]
fn marks_do_not_pile_up_on_a_title() {
    let pile = "\u{337}".repeat(200);
    let text = crate::support::item_of(&format!(r#""title":"T{pile}in {pile} Ma\u0323\u0302u""#));
    let reading = read(&text);
    let title = only(&reading).title.as_deref().unwrap_or_default();
    assert!(title.chars().count() <= 20, "{title}");
    assert!(title.starts_with('T') && title.ends_with("Mậu"), "{title}");
    assert_eq!(findings(&reading), ["/items/0/title TextUnclean"]);
}
