//! Pictures beside an item's text.

use crate::support::feed_of;
use crate::{read, rss};

/// The last parts of the addresses of an item's pictures, with what is said of them.
fn pictures(text: &str) -> Vec<String> {
    let reading = read(text);
    let item = crate::only(&reading);
    let first = item.first_picture().into_iter();
    first
        .chain(item.other_pictures())
        .map(|picture| {
            let name = picture.url.as_str().rsplit('/').next().unwrap_or_default();
            [name, picture.title.unwrap_or_default()]
                .join(" ")
                .trim()
                .to_owned()
        })
        .collect()
}

#[test]
fn pictures_of_rss_are_offered_unless_the_text_has_them() {
    let enclosure = |name: &str, kind: &str| {
        format!("<enclosure url='https://vidu.example/img/{name}' length='1000' type='{kind}'/>")
    };
    let one = enclosure("1.png", "image/png");
    let table = [
        (format!("<description>Chữ.</description>{one}"), vec!["1.png"]),
        (
            format!("<description>Chữ.</description>{one}{}", enclosure("2.png", "image/png")),
            vec!["1.png", "2.png"],
        ),
        (
            "<media:content url='https://vidu.example/img/4.png' medium='image'><media:description>Chú thích</media:description></media:content>".to_owned(),
            vec!["4.png Chú thích"],
        ),
        // Of one picture in sizes the widest.
        (
            "<media:group><media:content url='https://vidu.example/c-300x200.jpg' medium='image' width='300'/><media:content url='https://vidu.example/c-1200x800.jpg' medium='image' width='1200'/></media:group>".to_owned(),
            vec!["c-1200x800.jpg"],
        ),
        (enclosure("5.png", ""), vec!["5.png"]),
        (enclosure("5.JPG?w=1", ""), vec!["5.JPG?w=1"]),
        (enclosure("a.mp3", ""), vec![]),
        (
            format!("<description>&lt;img src=\"https://vidu.example/img/1.png\"&gt; Chữ.</description>{one}"),
            vec![],
        ),
        (
            format!("<description>&lt;img src=\"/img/1.png\"&gt; Chữ.</description>{one}"),
            vec![],
        ),
        (
            format!("<description>&lt;img src=\"http://vidu.example/img/11.png\"&gt; Chữ.</description>{one}"),
            vec!["1.png"],
        ),
    ];
    for (elements, expected) in table {
        let text = rss(&format!("<item><guid>1</guid>{elements}</item>"));
        assert_eq!(pictures(&text), expected, "{elements}");
    }
}

#[test]
fn a_picture_is_known_whatever_its_size() {
    let shown = |body: &str, image: &str| {
        let body = body.replace('"', "\\\"");
        let text = feed_of(&format!(
            r#"{{"id":"1","title":"T","url":"https://vidu.example/bai/1","content_html":"{body}","image":"{image}"}}"#
        ));
        pictures(&text).is_empty()
    };
    let same = [
        (
            "https://vidu.example/img/lon-6.png",
            "//vidu.example/img/lon-6.png?w=100&amp;h=2",
        ),
        ("https://vidu.example/img/lon-6.png", "/img/lon-6.png"),
        ("https://vidu.example/img/lon-6.png", "../img/lon-6.png"),
        (
            "https://vidu.example/img/lon-6.png",
            "https://cdn.vidu.example/img/lon-6.png",
        ),
        (
            "https://vidu.example/u/2021/cau-150x150.jpg",
            "https://vidu.example/u/2021/cau-1024x768.jpg",
        ),
        (
            "https://vidu.example/u/2021/cau.jpg",
            "https://vidu.example/u/2021/cau-scaled.jpg",
        ),
        (
            "https://vidu.example/u/cau-600.webp",
            "https://vidu.example/u/cau.webp",
        ),
        ("https://vidu.example/u/cau.webp", "u/cau-1200.webp"),
        ("https://vidu.example/u/cau@2x.png", "/u/cau.png"),
        (
            "https://vidu.example/u/cau.jpg",
            "https://i0.wp.com/vidu.example/u/cau.jpg?resize=300",
        ),
        ("https://vidu.example/u/c%E1%BA%A7u.jpg", "/u/cầu.jpg"),
        (
            "https://res.example/x/upload/v1/cau.jpg",
            "https://res.example/x/upload/w_400,c_limit/v1/cau.jpg",
        ),
        (
            "https://bp.example/a/s1600/cau.jpg",
            "https://bp.example/a/w640-h480/cau.jpg",
        ),
        (
            "https://vidu.example/u/cau.jpg",
            "https://vidu.example/_next/image?url=%2Fu%2Fcau.jpg&amp;w=640&amp;q=75",
        ),
        (
            "https://vidu.example/anh?id=4&w=600",
            "https://vidu.example/anh?id=4&amp;w=80",
        ),
    ];
    for (image, src) in same {
        assert!(
            shown(&format!("<p><img src=\"{src}\" alt='x'></p>"), image),
            "{image} {src}"
        );
    }
    let other = [
        ("https://vidu.example/img/lon-6.png", "/img/kolon-6.png"),
        ("https://vidu.example/img/lon-6.png", "/img/lon-6.png.jpg"),
        (
            "https://vidu.example/img/lon-6.png",
            "https://vidu.example/khac/lon-6.png",
        ),
        ("https://vidu.example/img/lon-6.png", "/img/lon-7.png"),
        ("https://vidu.example/img/IMG_2031.jpg", "/img/IMG_2032.jpg"),
        (
            "https://vidu.example/2026/03/1.jpg",
            "https://vidu.example/2026/04/1.jpg",
        ),
        (
            "https://vidu.example/anh?id=4",
            "https://vidu.example/anh?id=5",
        ),
        ("https://a.example/img/1.png", "https://b.example/img/1.png"),
    ];
    for (image, src) in other {
        assert!(
            !shown(&format!("<p><img src=\"{src}\" alt='x'></p>"), image),
            "{image} {src}"
        );
    }
    let image = "https://vidu.example/img/lon-6.png";
    for html in [
        "<img src=/img/lon-6.png>",
        "<IMG alt=\"a > b\" src='/img/lon-6.png' />",
        "<img src=/g.gif data-src=\"/img/lon-6.png\">",
        "<img srcset=\"/img/lon-6.png 1x, b 2x\">",
        "<img srcset=\"b 1x,/img/lon-6.png 2x\">",
        "<picture><source srcset=/img/lon-6-800.png><img src=/x.png></picture>",
        "<video poster='/img/lon-6.png' src=/a.mp4></video>",
        "<!-- a --><img src=/img/lon-6.png>",
    ] {
        assert!(shown(html, image), "{html}");
    }
    for html in [
        "",
        "<a href=\"/img/lon-6.png\">Tải về</a>",
        "<!-- <img src=/img/lon-6.png> -->",
        "<img src=/x.png> lon-6.png",
        "&lt;img src=/img/lon-6.png>",
    ] {
        assert!(!shown(html, image), "{html}");
    }
}

#[test]
fn what_is_shown_is_no_file_to_be_fetched() {
    let file = |url: &str, kind: &str| {
        format!(r#"{{"url":"https://vidu.example/{url}","mime_type":"{kind}"}}"#)
    };
    let files = [
        file("1.png", "image/png"),
        file("2.tif", "image/tiff"),
        file("a.pdf", "application/pdf"),
        file("3.jpg", "image/*"),
    ];
    let text = feed_of(&format!(
        r#"{{"id":"1","title":"T","attachments":[{}]}}"#,
        files.join(",")
    ));
    let reading = read(&text);
    let files: Vec<&str> = crate::only(&reading)
        .files()
        .iter()
        .map(|file| file.url.as_str())
        .collect();
    assert_eq!(
        files,
        ["https://vidu.example/2.tif", "https://vidu.example/a.pdf"]
    );
    assert_eq!(pictures(&text), ["1.png", "3.jpg"]);
}

#[test]
fn pictures_of_json_are_offered_once() {
    let image = r#""image":"https://vidu.example/img/7.png""#;
    let table = [
        (image.to_owned(), vec!["7.png"]),
        (
            r#""attachments":[{"url":"https://vidu.example/img/8.png","mime_type":"image/png","title":"Toàn cảnh"}]"#.to_owned(),
            vec!["8.png Toàn cảnh"],
        ),
        (image.replace("image", "banner_image"), vec!["7.png"]),
        (
            format!(r#"{image},"banner_image":"https://vidu.example/img/7.png","attachments":[{{"url":"https://vidu.example/img/7.png","mime_type":"image/png","title":"Cầu"}}]"#),
            vec!["7.png Cầu"],
        ),
        (
            format!(r#"{image},"content_html":"<img src='https://vidu.example/img/7.png'>""#),
            vec![],
        ),
        (
            // nfd-addresses: asked for as it is written, and known again.
            "\"image\":\"https://vidu.example/a\u{309}nh.png\",\"content_html\":\"<img src='https://vidu.example/a\u{309}nh.png'>\"".to_owned(),
            vec![],
        ),
        (
            "\"image\":\"https://vidu.example/a\u{309}nh.png\"".to_owned(),
            vec!["a%CC%89nh.png"],
        ),
        (
            r#""image":"https://vidu.example/a?b=1&c=2","content_html":"<img src='/a?b=1&amp;c=2'>""#.to_owned(),
            vec![],
        ),
    ];
    for (fields, expected) in table {
        let text = feed_of(&format!(r#"{{"id":"1","title":"T",{fields}}}"#));
        assert_eq!(pictures(&text), expected, "{fields}");
    }
}
