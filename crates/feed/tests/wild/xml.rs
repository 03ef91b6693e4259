//! Documents that are not quite XML, or name their names otherwise.

use std::time::{Duration, Instant};

use feed::{Content, NotAFeed};

use crate::support::{findings, try_read_any};
use crate::{ITEM, headlines, only, read, rss};

#[test]
fn what_can_be_told_is_read_with_a_finding() {
    let whole = rss(ITEM);
    let atom = |namespace: &str| {
        format!(
            "<?xml version='1.0'?><feed{namespace}><title>T</title><id>x</id><entry><id>1</id><title>Bài</title><content type='html'>&lt;p&gt;Chữ&lt;/p&gt;</content></entry></feed>"
        )
    };
    let table = [
        (whole.clone(), vec![]),
        // junk-after-the-end
        (
            format!("{whole}\n<script>var a=1;</script>"),
            vec![" XmlJunk"],
        ),
        (format!("{whole}\n<!-- 0.2 s -->\n"), vec![]),
        (format!("{whole}\0"), vec![]),
        (format!("{whole} tràn & ra < ngoài"), vec![" XmlJunk"]),
        // junk-before-the-start
        (
            format!(
                "<br />\n<b>Notice</b>: Undefined index in /var/www/rss.php on line 3<br />\n{whole}"
            ),
            vec![" XmlJunk"],
        ),
        (
            format!("\nWarning: mysql_connect() in /x.php\n{whole}"),
            vec![" XmlJunk"],
        ),
        (format!("<p>Lỗi</p>{whole}"), vec![" XmlJunk"]),
        (format!("\n\n  {whole}"), vec![]),
        // unbound-prefix-atom, -attribute
        (
            atom(" xmlns='http://www.w3.org/2005/Atom'")
                .replace("<content", "<thr:total>3</thr:total><content"),
            vec![" PrefixUnbound"],
        ),
        (
            whole.replace("<description>Chữ", "<description g:custom=\"1\">Chữ"),
            vec![" PrefixUnbound"],
        ),
        // namespace-atom-https, -none, and others
        (atom(" xmlns='http://www.w3.org/2005/Atom'"), vec![]),
        (
            atom(" xmlns='https://www.w3.org/2005/Atom'"),
            vec![" NamespaceMended"],
        ),
        (atom(" xmlns='http://www.w3.org/2005/Atom/'"), vec![]),
        (atom(""), vec![" NamespaceMended"]),
        (atom(" xmlns='urn:khac'"), vec![" NamespaceMended"]),
        // namespace-rss-default, -in-atom
        (
            whole.replace(
                "<rss",
                "<rss xmlns='https://cyber.harvard.edu/rss/rss.html'",
            ),
            vec![" NamespaceMended"],
        ),
        (
            whole.replace("<rss", "<rss xmlns='http://www.w3.org/2005/Atom'"),
            vec![" NamespaceMended"],
        ),
        (
            whole.replace("<rss", "<rss xmlns='http://backend.userland.com/rss2'"),
            vec![],
        ),
        // Bare ampersands, attributes without quotes.
        (
            whole.replace("Chữ", "Chữ & <![CDATA[&]]>"),
            vec![" XmlMended"],
        ),
        // So are signs of less, but for those in CDATA and in comments.
        (
            whole.replace("Chữ", "Chữ < 5 triệu <3 <![CDATA[a < b]]><!-- < -->"),
            vec![" XmlMended"],
        ),
        (
            whole.replace("Chữ", "Chữ <![CDATA[a < b]]><!-- < -->"),
            vec![],
        ),
        (
            whole.replace("<description", "<description class=x lang='vi'"),
            vec![],
        ),
    ];
    for (text, expected) in table {
        let reading = read(&text);
        assert_eq!(headlines(&reading), ["Bài"], "{text}");
        assert!(reading.feed.items[0].text().starts_with("Chữ"), "{text}");
        let of_the_whole: Vec<String> = findings(&reading)
            .into_iter()
            .filter(|finding| finding.starts_with(' '))
            .collect();
        assert_eq!(of_the_whole, expected, "{text}");
    }
}

#[test]
fn the_usual_prefixes_mean_what_they_usually_do() {
    for bound in [
        "",
        // The address is wrong, the prefix says enough.
        " xmlns:media='http://search.yahoo.com/mrss/rss/' xmlns:dc='dc'",
        " xmlns:media='https://search.yahoo.com/mrss' xmlns:dc='https://purl.org/dc/elements/1.1'",
    ] {
        let text = rss(
            "<item><title>Bài</title><media:thumbnail url='https://vidu.example/nho.png'/><dc:creator>Bùi Thị Lan</dc:creator><x:y>z</x:y></item>",
        );
        let reading = read(&text.replace("<rss", &["<rss", bound].concat()));
        let item = only(&reading);
        assert_eq!(
            item.authors[0].name.as_deref(),
            Some("Bùi Thị Lan"),
            "{bound}"
        );
        assert!(item.image.is_some(), "{bound}");
        assert!(
            findings(&reading).contains(&" PrefixUnbound".to_owned()),
            "{bound}"
        );
    }
}

#[test]
fn addresses_are_relative_to_the_nearest_base() {
    let entry = |base: &str, inside: &str| {
        format!(
            "<entry{base}><title>Bài</title><id>1</id><link rel='alternate' href='bai/1?x'/>{inside}</entry>"
        )
    };
    let html = |base: &str| {
        format!("<content type='html'{base}>&lt;a href='phu-luc.html'&gt;x&lt;/a&gt;</content>")
    };
    let at = |path: &str| format!(" xml:base='{path}'");
    // The feed's own base, the entry with its content, its page and what the content's addresses
    // are relative to.
    let table = [
        (
            "",
            entry("", &html("")),
            "https://tin.example/feeds/bai/1?x",
            "https://tin.example/feeds/bai/1?x",
        ),
        (
            "",
            entry("", &html(&at("https://vidu.example/kho/2026/"))),
            "https://tin.example/feeds/bai/1?x",
            "https://vidu.example/kho/2026/",
        ),
        (
            "",
            entry(&at("https://vidu.example/kho/2025/"), &html("")),
            "https://vidu.example/kho/2025/bai/1?x",
            "https://vidu.example/kho/2025/",
        ),
        (
            "https://vidu.example/kho/",
            entry(&at("2025/"), &html(&at("phu/"))),
            "https://vidu.example/kho/2025/bai/1?x",
            "https://vidu.example/kho/2025/phu/",
        ),
        (
            "https://vidu.example/kho/",
            entry("", &html("").replace("content", "summary")),
            "https://vidu.example/kho/bai/1?x",
            "https://vidu.example/kho/",
        ),
    ];
    for (root, entry, url, expected) in table {
        let reading = read(&format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'{}><title>T</title>{entry}</feed>",
            if root.is_empty() {
                String::new()
            } else {
                at(root)
            }
        ));
        let item = only(&reading);
        assert_eq!(
            item.url.as_ref().map(|url| url.as_str()),
            Some(url),
            "{entry}"
        );
        let Content::Html { base, .. } = &item.content else {
            panic!("{entry}")
        };
        assert_eq!(
            base.as_ref().map(|base| base.as_str()),
            Some(expected),
            "{entry}"
        );
    }
}

#[test]
fn elements_inside_the_content_have_bases_of_their_own() {
    let reading = read(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><id>1</id><link href='https://vidu.example/xem?id=3'/>\
         <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml' xml:base='https://vidu.example/kho/2024/'>\
         <p>Xem <a href='phu-luc.html' xml:lang='vi'>phụ lục</a> <img src='/a.png' xml:base='https://anh.example/'/></p></div></content></entry></feed>",
    );
    let Content::Html { html, .. } = &only(&reading).content else {
        panic!("no HTML")
    };
    assert_eq!(
        html,
        "<p>Xem <a href=\"https://vidu.example/kho/2024/phu-luc.html\" lang=\"vi\">phụ lục</a> <img src=\"https://anh.example/a.png\"></p>"
    );
}

#[test]
fn what_is_broken_says_where() {
    let head = "<?xml version=\"1.0\"?>\n<rss><channel>\n<item><title>Hỏng</title>\n";
    let cut_off = |place| NotAFeed::XmlCutOff { place: Some(place) };
    let wrong = |place| NotAFeed::NotXml { place: Some(place) };
    let table = [
        // truncated
        (
            format!("{head}<link>https://vidu.example/1"),
            cut_off((4, 1)),
        ),
        (
            format!("{head}<link>https://vidu.example/1</link>"),
            cut_off((3, 1)),
        ),
        (format!("{head}<link hr"), cut_off((4, 1))),
        (
            format!("{head}é<description><![CDATA[<p>Chữ"),
            cut_off((4, 15)),
        ),
        (format!("{head}</rss>"), wrong((4, 1))),
        (format!("{head}<a></b>"), wrong((4, 4))),
    ];
    for (text, expected) in table {
        assert_eq!(try_read_any(&text).err(), Some(expected), "{text}");
    }
    let refused = cut_off((4, 1)).to_string();
    assert_eq!(
        refused,
        "XML that is cut off: an element does not end from line 4, column 1 on"
    );
}

#[test]
fn hostile_documents_take_linear_time() {
    let started = Instant::now();
    let many = |one: &dyn Fn(usize) -> String| (0..100_000).map(one).collect::<String>();
    let attributes = many(&|n| format!(" a{n}='{n}'"));
    let prefixes = many(&|n| format!(" xmlns:p{n}='urn:{n}'"));
    let nested = (0..50_000).map(|n| format!("<p{n}:x xmlns:p{n}='urn:{n}'>"));
    let unbound = many(&|n| format!("<p{n}:x/>"));
    for text in [
        rss(&format!(
            "<item><guid>1</guid><title{attributes}>Bài</title></item>"
        )),
        rss(&format!(
            "<item{prefixes}><guid>1</guid><title>Bài</title></item>"
        )),
        rss(&format!(
            "<item><guid>1</guid><title>Bài</title>{unbound}</item>"
        )),
    ] {
        assert_eq!(headlines(&read(&text)), ["Bài"]);
    }
    assert!(try_read_any(&rss(&nested.collect::<String>())).is_err());
    assert!(try_read_any(&"<".repeat(1_000_000)).is_err());
    assert!(try_read_any(&"<a><!--".repeat(100_000)).is_err());
    // Without optimisation; quadratic time would take minutes.
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
}
