//! Authors, tags and attachments.

use feed::Rule;

use crate::only_item;
use crate::support::{findings, item_of, read};

#[test]
fn authors() {
    let table = [
        (
            r#""authors":[{"name":"A"},{"name":"B"}]"#,
            vec!["A", "B"],
            vec![],
        ),
        (
            r#""authors":[{"name":"A"}],"author":{"name":"B"}"#,
            vec!["A"],
            vec![],
        ),
        (
            r#""author":{"name":"B"}"#,
            vec!["B"],
            vec!["author AuthorObsolete"],
        ),
        (
            r#""author":[{"name":"B"},"C"]"#,
            vec!["B", "C"],
            vec![
                "author AuthorObsolete",
                "author AuthorMalformed",
                "author/1 AuthorMalformed",
            ],
        ),
        (
            r#""author":"B &amp; C""#,
            vec!["B & C"],
            vec![
                "author AuthorObsolete",
                "author AuthorMalformed",
                "author TextEscaped",
            ],
        ),
        (
            r#""authors":{"name":"A"}"#,
            vec!["A"],
            vec!["authors AuthorMalformed"],
        ),
        (
            r#""authors":"A""#,
            vec!["A"],
            vec!["authors AuthorMalformed"],
        ),
        (r#""authors":[],"author":{"name":"B"}"#, vec!["B"], vec![]),
        (
            r#""authors":7,"author":{"name":"B"}"#,
            vec!["B"],
            vec!["authors AuthorMalformed", "authors WrongType"],
        ),
        (
            r#""authors":[{}]"#,
            vec!["Feed"],
            vec!["authors/0 AuthorEmpty"],
        ),
        (
            r#""authors":[{"name":" "},{"name":"A\u202e"}]"#,
            vec!["A"],
            vec!["authors/0 AuthorEmpty", "authors/1/name TextUnclean"],
        ),
        (
            r#""authors":[{"url":"tel:+84123"}]"#,
            vec!["tel:+84123"],
            vec![],
        ),
        (
            r#""authors":[{"url":"mailto:a@b.example","avatar":"mailto:x"}]"#,
            vec!["mailto:a@b.example"],
            vec!["authors/0/avatar AddressRefused"],
        ),
        (
            r#""authors":[{"name":"A","url":"javascript:x"}]"#,
            vec!["A"],
            vec!["authors/0/url AddressRefused"],
        ),
        (r#""authors":null"#, vec!["Feed"], vec!["authors Null"]),
    ];
    for (fields, expected, rules) in table {
        let text = format!(
            r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","authors":[{{"name":"Feed"}}],"items":[{{"id":"1","content_text":"x",{fields}}}]}}"#
        );
        let reading = read(&text);
        let credited: Vec<_> = only_item(&reading)
            .authors
            .iter()
            .map(|author| {
                author
                    .name
                    .clone()
                    .or_else(|| crate::text(&author.url))
                    .unwrap_or_default()
            })
            .collect();
        assert_eq!(credited, expected, "{fields}");
        let rules: Vec<_> = rules
            .iter()
            .map(|rule| format!("/items/0/{rule}"))
            .collect();
        assert_eq!(findings(&reading), rules, "{fields}");
    }
    // In a feed of 1.0 `author` is as it should be.
    let old = read(
        r#"{"version":"https://jsonfeed.org/version/1","title":"T","author":{"name":"A"},"items":[]}"#,
    );
    assert_eq!(findings(&old), [""; 0]);
    assert_eq!(old.feed.authors.len(), 1);
}

#[test]
fn tags() {
    let table = [
        (
            r#"["Thi hành án","Tin"]"#,
            vec!["thi-hanh-an", "tin"],
            vec![],
        ),
        (
            r#""Thi hành án, Tin,,""#,
            vec!["thi-hanh-an", "tin"],
            vec![" TagsAsText"],
        ),
        (
            r#"["Tòa án","toà ÁN","Tin"]"#,
            vec!["toa-an", "tin"],
            vec!["/1 TagDuplicate"],
        ),
        (r#"[2021,"Tin"]"#, vec!["2021", "tin"], vec![]),
        (
            r#"[null,"Tin",{},""]"#,
            vec!["tin"],
            vec!["/0 WrongType", "/2 WrongType"],
        ),
        (r#"["Q&amp;A"]"#, vec!["q-a"], vec!["/0 TextEscaped"]),
    ];
    for (tags, expected, rules) in table {
        let reading = read(&item_of(&format!(r#""tags":{tags}"#)));
        let slugs: Vec<_> = only_item(&reading)
            .tags
            .iter()
            .map(|tag| tag.slug.as_str())
            .collect();
        assert_eq!(slugs, expected, "{tags}");
        let rules: Vec<_> = rules
            .iter()
            .map(|rule| format!("/items/0/tags{rule}"))
            .collect();
        assert_eq!(findings(&reading), rules, "{tags}");
    }
    // Tags in other scripts have addresses too, each its own.
    let reading = read(&item_of(r#""tags":["新聞","経済","新聞"]"#));
    let tags = &only_item(&reading).tags;
    assert_eq!(tags.len(), 2);
    assert!(tags[0].slug != tags[1].slug && tags.iter().all(|tag| tag.slug.as_str().len() == 10));

    let many: Vec<_> = (0..500).map(|n| format!("\"t{n}\"")).collect();
    let reading = read(&item_of(&format!(r#""tags":[{}]"#, many.join(","))));
    assert_eq!(
        (only_item(&reading).tags.len(), reading.findings.len()),
        (100, 400)
    );
}

#[test]
fn attachments() {
    let table = [
        (
            r#"{"url":"/a.pdf","mime_type":"application/pdf"}"#,
            Some(("application/pdf", None, None)),
            vec!["/url AddressRelative"],
        ),
        (
            r#"{"url":"https://a.example/a","mime_type":"Audio/MPEG; codecs=x"}"#,
            Some(("audio/mpeg", None, None)),
            vec![],
        ),
        (
            r#"{"url":"https://a.example/a"}"#,
            Some(("application/octet-stream", None, None)),
            vec![" AttachmentWithoutType"],
        ),
        (
            r#"{"url":"https://a.example/a","mime_type":"mp3"}"#,
            Some(("application/octet-stream", None, None)),
            vec![" AttachmentWithoutType"],
        ),
        (
            r#"{"url":"https://a.example/a","mime_type":"a/b","size_in_bytes":"123","duration_in_seconds":61.7}"#,
            Some(("a/b", Some(123), Some(61))),
            vec!["/size_in_bytes NumberAsText"],
        ),
        (
            r#"{"url":"https://a.example/a","mime_type":"a/b","size_in_bytes":-1,"duration_in_seconds":"1:30"}"#,
            Some(("a/b", None, None)),
            vec!["/size_in_bytes WrongType", "/duration_in_seconds WrongType"],
        ),
        (
            r#"{"mime_type":"a/b"}"#,
            None,
            vec![" AttachmentWithoutUrl"],
        ),
        (
            r#"{"url":"javascript:1","mime_type":"a/b"}"#,
            None,
            vec!["/url AddressRefused", " AttachmentWithoutUrl"],
        ),
        ("\"a.pdf\"", None, vec![" WrongType"]),
    ];
    for (attachment, expected, rules) in table {
        let reading = read(&item_of(&format!(r#""attachments":[{attachment}]"#)));
        let found = only_item(&reading).attachments.first().map(|found| {
            (
                found.mime_type.as_str(),
                found.size_in_bytes,
                found.duration_in_seconds,
            )
        });
        assert_eq!(found, expected, "{attachment}");
        let rules: Vec<_> = rules
            .iter()
            .map(|rule| format!("/items/0/attachments/0{rule}"))
            .collect();
        assert_eq!(findings(&reading), rules, "{attachment}");
    }
}

/// All of them are drawn with the article.
#[test]
fn no_item_has_endless_lists() {
    let many = |one: &dyn Fn(usize) -> String| (0..10_000).map(one).collect::<Vec<_>>().join(",");
    let item = item_of(&format!(
        r#""authors":[{}],"tags":[{}],"attachments":[{}]"#,
        many(&|n| format!(r#"{{"name":"{n}"}}"#)),
        many(&|n| format!(r#""{n}""#)),
        many(&|n| format!(r#"{{"url":"https://a.example/{n}","mime_type":"a/b"}}"#)),
    ));
    let reading = read(&item);
    let item = &reading.feed.items[0];
    assert_eq!(
        (item.authors.len(), item.tags.len(), item.attachments.len()),
        (100, 100, 100)
    );
    let first = |rule| {
        let found = reading.findings.iter().find(|found| found.rule == rule);
        found.map(|found| found.pointer.as_str())
    };
    assert_eq!(first(Rule::TagsTooMany), Some("/items/0/tags/100"));
    let beyond = reading.unlisted + reading.findings.len();
    assert_eq!(beyond, 3 * 9_900);
}
