//! Fields that stand elsewhere, or are written otherwise, than they should.

use feed::Content;

use crate::support::{feed_of, findings};
use crate::{only, read, rss};

fn content(text: &str) -> String {
    match &only(&read(text)).content {
        Content::Html { html, .. } => ["html ", html].concat(),
        Content::Text(text) => ["text ", text].concat(),
        Content::Empty => String::new(),
    }
}

fn entry(inside: &str) -> String {
    format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><author><name>Tòa soạn</name></author><entry><id>1</id><title>x</title>{inside}</entry></feed>"
    )
}

#[test]
fn html_that_nobody_escaped_has_breaks_and_pictures_without_an_end() {
    let text = rss(
        "<item><guid>1</guid><description>a<br>b <img src=\"c.png\">d<hr></hr>e</br></description></item>",
    );
    assert_eq!(content(&text), "html a<br>b <img src=\"c.png\">d<hr>e");
    assert!(findings(&read(&text)).contains(&" XmlMended".to_owned()));
    let closed = rss("<item><guid>1</guid><description>a<br/>b<br></br></description></item>");
    assert_eq!(content(&closed), "html a<br>b<br>");
    assert!(!findings(&read(&closed)).contains(&" XmlMended".to_owned()));
}

#[test]
fn content_is_what_it_says_it_is_or_looks_like() {
    let table = [
        (
            "<content type='HTML'>&lt;p&gt;a&lt;/p&gt;</content>",
            "html <p>a</p>",
        ),
        (
            "<content type='text/html; charset=utf-8'>&lt;p&gt;a&lt;/p&gt;</content>",
            "html <p>a</p>",
        ),
        (
            "<content type='xhtml'>&lt;p&gt;a&lt;/p&gt;</content>",
            "html <p>a</p>",
        ),
        ("<content>&lt;p&gt;a&lt;/p&gt;</content>", "html <p>a</p>"),
        ("<content>a &lt;b&gt; b</content>", "text a <b> b"),
        (
            "<content type='text'>&lt;p&gt;a&lt;/p&gt;</content>",
            "text <p>a</p>",
        ),
        ("<content type='text/markdown'>*a*</content>", "text *a*"),
    ];
    for (inside, expected) in table {
        assert_eq!(content(&entry(inside)), expected, "{inside}");
    }
    let lines = "<item><guid>1</guid><description>giá &lt; 5\n\n- hai</description></item>";
    assert_eq!(content(&rss(lines)), "text giá < 5\n\n- hai");
    let own = "<item><guid>1</guid><content>&lt;p&gt;a&lt;/p&gt;</content></item>";
    assert_eq!(content(&rss(own)), "html <p>a</p>");
}

#[test]
fn an_author_is_a_name() {
    let in_rss = |author: &str| rss(&format!("<item><guid>1</guid>{author}</item>"));
    let table = [
        (
            in_rss("<author>Lan Anh &lt;lan@vidu.example&gt;</author>"),
            "Lan Anh",
        ),
        (
            in_rss("<author><name>Lan</name><email>lan@vidu.example</email></author>"),
            "Lan",
        ),
        (entry("<author>Lan</author>"), "Lan"),
        (
            entry("<source><author><name>Nguồn</name></author></source>"),
            "Nguồn",
        ),
        (
            entry("<d:creator xmlns:d='http://purl.org/dc/elements/1.1/'>Minh</d:creator>"),
            "Minh",
        ),
        (entry(""), "Tòa soạn"),
    ];
    for (text, expected) in table {
        let reading = read(&text);
        let names = only(&reading).authors.iter();
        let names: Vec<_> = names.filter_map(|author| author.name.as_deref()).collect();
        assert_eq!(names, [expected], "{text}");
    }
    let tagged = read(&entry("<category>Thuế</category>"));
    assert_eq!(only(&tagged).tags[0].label, "Thuế");
}

#[test]
fn addresses_of_rss_are_relative_to_its_bases_and_stand_where_they_do() {
    let based = |item: &str| rss(item).replace("<rss", "<rss xml:base='https://vidu.example/kho/'");
    let table = [
        ("<link>1</link>", Some("https://vidu.example/kho/1"), None),
        ("<link href='2'/>", Some("https://vidu.example/kho/2"), None),
        (
            "<enclosure url='a.jpg' type='IMAGE/JPEG'/>",
            None,
            Some("https://vidu.example/kho/a.jpg"),
        ),
        (
            "<enclosure url='thumb?id=1' type='image'/>",
            None,
            Some("https://vidu.example/kho/thumb?id=1"),
        ),
        (
            "<image><url>b.png</url><title>B</title></image>",
            None,
            Some("https://vidu.example/kho/b.png"),
        ),
        (
            "<image href='c.png'/>",
            None,
            Some("https://vidu.example/kho/c.png"),
        ),
        (
            "<image>d.png</image>",
            None,
            Some("https://vidu.example/kho/d.png"),
        ),
    ];
    for (inside, url, image) in table {
        let reading = read(&based(&format!("<item><guid>x</guid>{inside}</item>")));
        let item = only(&reading);
        assert_eq!(item.url.as_ref().map(|url| url.as_str()), url, "{inside}");
        assert_eq!(
            item.image.as_ref().map(|url| url.as_str()),
            image,
            "{inside}"
        );
    }
}

#[test]
fn json_whose_html_has_lines_alone_or_was_escaped_twice() {
    let table = [
        ("Dòng 1\\nGiá &lt; 5 &amp; 6", "text Dòng 1\nGiá < 5 & 6"),
        ("Dòng 1<br>\\nDòng 2", "html Dòng 1<br>\nDòng 2"),
        ("Một dòng &amp; hai", "html Một dòng &amp; hai"),
        (
            "&lt;p&gt;a\\nb &amp;amp; c&lt;/p&gt;",
            "html <p>a\nb &amp; c</p>",
        ),
        ("thẻ &lt;b&gt;", "html thẻ &lt;b&gt;"),
    ];
    for (html, expected) in table {
        let item = format!(r#"{{"id":"1","content_html":"{html}"}}"#);
        assert_eq!(content(&feed_of(&item)), expected, "{html}");
    }
}

#[test]
fn addresses_that_were_escaped_or_lack_their_scheme() {
    let table = [
        (
            "https://vidu.example/?a=1&amp;b=2",
            "https://vidu.example/?a=1&b=2",
        ),
        ("www.vidu.example/bai/1", "https://www.vidu.example/bai/1"),
    ];
    for (url, expected) in table {
        let item = format!(r#"{{"id":"1","content_text":"x","url":"{url}"}}"#);
        let reading = read(&feed_of(&item));
        let url = only(&reading).url.as_ref();
        assert_eq!(url.map(|url| url.as_str()), Some(expected));
    }
}

#[test]
fn a_picture_that_a_script_makes_smaller_is_the_same() {
    for html in [
        "<img src='/thumb.php?src=https://vidu.example/a.png&amp;w=300'>",
        "<amp-img src='/a.png'></amp-img>",
        "<img src='https://vidu.example/zoom/80_50/a.png'>",
        "<img src='https://vidu.example/thumb_w/640/a.png'>",
    ] {
        let item =
            format!(r#"{{"id":"1","content_html":"{html}","image":"https://vidu.example/a.png"}}"#);
        assert_eq!(only(&read(&feed_of(&item))).first_picture(), None, "{html}");
    }
}
