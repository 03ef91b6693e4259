//! Titles, summaries, contents and languages.

use feed::Content;

use crate::support::{ADDRESS, feed_of, findings, item_of, read};
use crate::{only_item, text};

#[test]
fn titles() {
    let long = "chữ ".repeat(500_000);
    let cut = format!("{}…", "chữ ".repeat(124) + "chữ");
    let table = [
        (r"Tin", Some("Tin"), vec![]),
        (r"  Hai\n dòng\t", Some("Hai dòng"), vec![]),
        (
            r"Q&amp;A &#8211; &eacute;",
            Some("Q&A – é"),
            vec!["TextEscaped"],
        ),
        (r"&amp;amp;", Some("&amp;"), vec!["TextEscaped"]),
        (r"<b>đậm</b>", Some("đậm"), vec!["TextIsHtml"]),
        (r"&lt;b&gt;", Some("<b>"), vec!["TextEscaped"]),
        (r"AT&T", Some("AT&T"), vec![]),
        ("Ha\u{300}nh", Some("Hành"), vec![]),
        (
            r"a\u202egpj.exe\u202c",
            Some("agpj.exe"),
            vec!["TextUnclean"],
        ),
        (r"a\u0000b\u0007", Some("ab"), vec!["TextUnclean"]),
        (r"\u202e", None, vec!["TextUnclean"]),
        (r" ", None, vec![]),
        (&long, Some(cut.as_str()), vec!["TextTooLong"]),
    ];
    for (title, expected, rules) in table {
        let reading = read(&item_of(&format!(r#""title":"{title}""#)));
        let found: Vec<_> = findings(&reading);
        let rules: Vec<_> = rules
            .iter()
            .map(|rule| format!("/items/0/title {rule}"))
            .collect();
        assert_eq!(
            only_item(&reading).title.as_deref(),
            expected,
            "{title:.50}"
        );
        assert_eq!(found, rules, "{title:.50}");
    }
    assert_eq!(cut.chars().count(), 500);
}

#[test]
fn headlines_leads_and_summaries() {
    let table = [
        (
            r#""title":"T","summary":"S""#,
            Some("T"),
            Some("S"),
            Some("S"),
        ),
        (r#""summary":"Ngắn.""#, Some("Ngắn."), Some("Ngắn."), None),
        (r#""title":"T","summary":"T""#, Some("T"), Some("T"), None),
        (r#""title":"T""#, Some("T"), None, None),
        (
            r#""title":"T","summary":"<p>Một <b>hai</b></p><p>ba</p>""#,
            Some("T"),
            Some("Một hai ba"),
            Some("Một hai ba"),
        ),
        (
            r#""title":"T","summary":"a < b &amp; c""#,
            Some("T"),
            Some("a < b & c"),
            Some("a < b & c"),
        ),
        (r#""note":1"#, Some("x"), None, None),
    ];
    for (fields, headline, summary, lead) in table {
        let reading = read(&item_of(fields));
        let item = only_item(&reading);
        assert_eq!(item.headline.as_deref(), headline, "{fields}");
        assert_eq!(item.summary.as_deref(), summary, "{fields}");
        assert_eq!(item.lead.as_deref(), lead, "{fields}");
    }

    let words = "Sáng ngày 22/3/2021, Ban chỉ đạo đã tổ chức Hội nghị đánh giá kết quả hoạt động năm 2020 và phương hướng năm 2021.";
    let reading = read(&item_of(&format!(r#""summary":"{words}""#)));
    let item = only_item(&reading);
    let expected =
        "Sáng ngày 22/3/2021, Ban chỉ đạo đã tổ chức Hội nghị đánh giá kết quả hoạt động năm 2020…";
    assert_eq!(item.headline.as_deref(), Some(expected));
    assert!(expected.chars().count() <= 90);
    assert_eq!(item.lead.as_deref(), Some(words));
    assert_eq!(
        item.slug.as_str(),
        "sang-ngay-22-3-2021-ban-chi-dao-da-to-chuc-hoi-nghi-danh-gia"
    );

    let reading = read(&feed_of(r#"{"id":"1"}"#));
    let item = only_item(&reading);
    assert_eq!((item.headline.as_deref(), item.slug.as_str()), (None, ""));
    assert_eq!(item.content, Content::Empty);
    assert_eq!(findings(&reading), ["/items/0 ContentMissing"]);
}

#[test]
fn contents() {
    let html = |html: &str, base: &str| Content::Html {
        html: html.to_owned(),
        base: read(&item_of(&format!(r#""url":"{base}""#))).feed.items[0]
            .url
            .clone(),
    };
    let table = [
        (
            r#""content_text":"một\r\nhai\n\n ba ""#,
            Content::Text("một\nhai\n\n ba".to_owned()),
            "một hai ba",
        ),
        (
            r#""content_html":"<p>một<p>hai""#,
            html("<p>một<p>hai", ADDRESS),
            "một hai",
        ),
        (
            r#""content_html":"<b>H</b>","content_text":"T""#,
            html("<b>H</b>", ADDRESS),
            "H",
        ),
        (
            r#""content_html":" ","content_text":"T""#,
            Content::Text("T".to_owned()),
            "T",
        ),
        (
            r#""content_html":7,"content_text":"T""#,
            Content::Text("T".to_owned()),
            "T",
        ),
        (
            r#""content_html":"a\u0000b\n\u0008""#,
            html("ab\n", ADDRESS),
            "ab",
        ),
        (
            // Composed only where it is shown, searched or quoted.
            r#""content_html":"Ha\u0300nh""#,
            html("Ha\u{300}nh", ADDRESS),
            "Hành",
        ),
        (
            r#""content_text":"<p>không phải thẻ</p>""#,
            Content::Text("<p>không phải thẻ</p>".to_owned()),
            "<p>không phải thẻ</p>",
        ),
        (
            r#""url":"/bai/1","content_html":"x""#,
            html("x", "https://tin.example/bai/1"),
            "x",
        ),
        (r#""content_text":"\u0000""#, Content::Empty, ""),
    ];
    for (fields, content, text) in table {
        let reading = read(&feed_of(&format!(r#"{{"id":"1",{fields}}}"#)));
        assert_eq!(only_item(&reading).content, content, "{fields}");
        assert_eq!(only_item(&reading).text(), text, "{fields}");
    }
    let home = r#"{"version":"https://jsonfeed.org/version/1","title":"T","home_page_url":"https://tin.example/vi/","items":[{"id":"1","content_html":"x"}]}"#;
    let reading = read(home);
    let Content::Html { base, .. } = &only_item(&reading).content else {
        panic!("no HTML")
    };
    assert_eq!(text(base).as_deref(), Some("https://tin.example/vi/"));
}

#[test]
fn languages() {
    let table = [
        ("vi", Some("vi"), None),
        ("vi-VN", Some("vi-VN"), None),
        ("zh-Hant-TW", Some("zh-Hant-TW"), None),
        ("x-klingon", Some("x-klingon"), None),
        (" vi ", Some("vi"), None),
        ("vi_VN", Some("vi-VN"), Some("LanguageUnderscore")),
        ("tiếng Việt", None, Some("LanguageUnknown")),
        ("v", None, Some("LanguageUnknown")),
        ("vi-", None, Some("LanguageUnknown")),
        ("84", None, Some("LanguageUnknown")),
        ("abcdefghi", None, Some("LanguageUnknown")),
    ];
    for (written, expected, rule) in table {
        let reading = read(&item_of(&format!(r#""language":"{written}""#)));
        assert_eq!(
            only_item(&reading).language.as_deref(),
            expected,
            "{written}"
        );
        let rules: Vec<_> = rule
            .iter()
            .map(|rule| format!("/items/0/language {rule}"))
            .collect();
        assert_eq!(findings(&reading), rules, "{written}");
    }
}
