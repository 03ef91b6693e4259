//! (`tests/e2e/dom.rs`).
#![cfg(target_arch = "wasm32")]

use std::sync::Arc;

use cong_tin::{
    browser::{
        address,
        article::{
            body,
            removed::{Removed, removed_from},
            sanitise::clean,
            tree::Dom,
        },
        zone::PortalZone,
    },
    text::Lang,
};
use feed::{Item, Reader, Rule, Zone};
use numbers::NUMBERS;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Element;

wasm_bindgen_test_configure!(run_in_browser);

/// The table that the rules are held to natively, too.
#[path = "../crates/markup/tests/cases/mod.rs"]
mod cases;
/// Likewise.
#[path = "../crates/feed/tests/support/numbers.rs"]
mod numbers;

fn item(html: &str, title: &str, summary: &str) -> Arc<Item> {
    let feed = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Thử",
        "items": [{ "id": "1", "title": title, "summary": summary, "content_html": html }],
    });
    let reader = Reader {
        address: "https://tin.example/bai/feed.json",
        zone: &Zone::AsWritten,
        resolve: &address::resolve,
        members: false,
    };
    let reading = reader.read(&feed.to_string()).expect("a feed");
    reading.feed.items[0].clone()
}

/// An article's body, drawn.
fn drawn(html: &str) -> Element {
    drawn_under(html, "Tiêu đề", "")
}

fn drawn_under(html: &str, title: &str, summary: &str) -> Element {
    let document = web_sys::window().unwrap().document().unwrap();
    let element = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&element).unwrap();
    body::show(item(html, title, summary), Lang::Vi.messages())(element.clone());
    element
}

fn count(element: &Element, selector: &str) -> u32 {
    element.query_selector_all(selector).unwrap().length()
}

fn attribute(element: &Element, selector: &str, name: &str) -> Option<String> {
    element
        .query_selector(selector)
        .unwrap()?
        .get_attribute(name)
}

#[wasm_bindgen_test]
fn nothing_that_runs_comes_through() {
    let body = drawn(
        "<p onclick='x()'>a<script>b</script><img src=x onerror=x()>\
         <a href='javascript:x()'>c</a><iframe src='https://evil.example'></iframe>\
         <svg><script>d</script></svg><form><input></form><style>p{}</style></p>",
    );
    assert_eq!(
        count(
            &body,
            "script, iframe, svg, form, input, style, [onclick], [onerror]"
        ),
        0
    );
    assert_eq!(attribute(&body, "a", "href"), None);
}

#[wasm_bindgen_test]
fn addresses_start_from_the_feed_s() {
    let body = drawn(
        "<p><a href='/a'>a</a><a href='mailto:a@b.example'>m</a><a href='https://x.example/'>x</a>\
         <img src='anh/b.jpg'></p><p><img src='data:image/svg+xml,<svg/>'></p>",
    );
    assert_eq!(
        attribute(&body, "a", "href").as_deref(),
        Some("https://tin.example/a")
    );
    assert_eq!(
        attribute(&body, "a[href^='mailto']", "href").as_deref(),
        Some("mailto:a@b.example")
    );
    assert_eq!(
        attribute(&body, "a[href='https://x.example/']", "rel").as_deref(),
        Some("noopener")
    );
    let picture =
        "img[src='https://tin.example/bai/anh/b.jpg'][loading=lazy][decoding=async][alt='']";
    assert_eq!(count(&body, picture), 1);
    assert_eq!(
        count(&body, "img"),
        1,
        "an SVG in a data address is a document"
    );
}

#[wasm_bindgen_test]
fn the_cases_hold_on_the_dom() {
    let dom = Dom::new().expect("a page");
    let resolve = |reference: &str| address::resolve("https://vidu.example/", reference);
    let around = cases::surroundings(&resolve);
    let document = web_sys::window().unwrap().document().unwrap();
    for (about, html, expected) in cases::CASES {
        let element = document.create_element("div").unwrap();
        let html = clean(&dom, html, &around);
        html.arrange(&dom, &around);
        html.place(&element);
        assert_eq!(cases::written(&dom, &element), *expected, "{about}");
    }
}

#[wasm_bindgen_test]
fn what_a_form_holds_takes_the_place_of_nothing() {
    let body = drawn(
        "<form><input name=firstChild><input name=parentNode><input name=attributes><p>a</p></form>\
         <img name=createElement src=/x.png><form id=b name=body><p>b</p></form>",
    );
    assert_eq!(body.text_content().as_deref(), Some("ab"));
    assert_eq!(count(&body, "form, input, [name]"), 0);
}

#[wasm_bindgen_test]
fn ids_cannot_take_the_page_s_names_and_links_follow_them() {
    let body = drawn("<p><a href='#ghi-chu'>1</a></p><p id='ghi-chu'>x</p><p id='app'>y</p>");
    assert_eq!(count(&body, "#user-content-ghi-chu, #user-content-app"), 2);
    let href = attribute(&body, "a", "href").unwrap_or_default();
    assert!(href.ends_with("#user-content-ghi-chu"), "{href}");
}

#[wasm_bindgen_test]
fn attributes_stay_with_their_elements() {
    let body = drawn(
        "<ol start=3 type=a reversed><li value=7>x</ol><table><tr><th scope=row rowspan=2>a</th><td colspan=2>b</td></tr><tr><td>b<td>b</table>\
         <details open><summary>c</summary>d</details><p><time datetime=2021-03-22>e</time> <abbr title=f>g</abbr>\
         <q cite='https://a.example/'>h</q> <ruby>漢<rt>hán</rt></ruby></p><p start=3 value=1 open href=x src=y>i</p>",
    );
    for selector in [
        "ol[start='3'][type=a][reversed] > li[value='7']",
        "th[scope=row][rowspan='2'] + td[colspan='2']",
        "details[open] > summary",
        "time[datetime='2021-03-22']",
        "abbr[title=f]",
        "q[cite]",
        "ruby > rt",
    ] {
        assert_eq!(count(&body, selector), 1, "{selector}");
    }
    assert_eq!(
        count(&body, "p[start], p[value], p[open], p[href], p[src]"),
        0
    );
}

#[wasm_bindgen_test]
fn text_that_looks_like_a_style_stays() {
    let said = [
        "a < b style=\"x\" and onclick='y' c",
        "<p style=\"color:red\"> is a paragraph",
        "one on every style = mine",
        "</style><base href=x>",
    ];
    for text in said {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        let body = drawn(
            &[
                "<pre><code title='",
                &escaped.replace('\'', "&#39;"),
                "'>",
                &escaped,
                "</code></pre>",
            ]
            .concat(),
        );
        assert_eq!(body.text_content().as_deref(), Some(text));
    }
    let body = drawn(
        "<p title=' style=x'>a</p><p>a <b style='x'>b</b style=\"c\"> <!-- style=d --> a < b style=e</p>",
    );
    assert_eq!(attribute(&body, "p", "title").as_deref(), Some("style=x"));
    assert_eq!(body.text_content().as_deref(), Some("aa b  a < b style=e"));
}

#[wasm_bindgen_test]
fn frames_become_links_where_none_is_allowed() {
    let body = drawn(
        "<p>a</p><iframe src='https://film.example/1' title='Phim'></iframe><iframe srcdoc='<p>b'></iframe>\
         <iframe src='javascript:1'></iframe>",
    );
    assert_eq!(count(&body, "iframe"), 0);
    assert_eq!(count(&body, ".embedded"), 1, "the others lead nowhere");
    assert_eq!(
        count(&body, ".embedded a[href='https://film.example/1']"),
        1
    );
}

#[wasm_bindgen_test]
fn a_frameset_does_not_take_the_article_away() {
    let body = drawn("<frameset onload=x()><frame src=x></frameset><p>a</p>");
    assert_eq!(body.text_content().as_deref(), Some("a"));
}

#[wasm_bindgen_test]
fn what_was_taken_out_is_told() {
    let element = |name: &str| Removed::Element(name.into());
    let attribute = |element: &str, name: &str| Removed::Attribute {
        element: element.into(),
        name: name.into(),
    };
    let mut removed = removed_from(
        "<p style='color:red' class=x>a</p><style>b{}</style><font onclick=x>c</font><!--d--><p lang=vi>e</p>",
    );
    removed.sort();
    assert_eq!(
        removed,
        [
            element("#comment"),
            element("font"),
            element("style"),
            attribute("p", "class"),
            attribute("p", "style"),
        ]
    );
    assert_eq!(removed_from("<p>a</p>"), []);
}

#[wasm_bindgen_test]
fn what_goes_with_its_content_is_what_the_list_says() {
    for name in markup::allowed::WITH_CONTENT.split_ascii_whitespace() {
        let body = drawn(&["<p>a</p><", name, ">b</", name, ">"].concat());
        assert_eq!(body.text_content().as_deref(), Some("a"), "{name}");
    }
    let body = drawn("<p>a</p><x-y>b</x-y><font>c</font><form>d</form>");
    assert_eq!(body.text_content().as_deref(), Some("abcd"));
}

#[wasm_bindgen_test]
fn text_is_shown_composed() {
    let body = drawn("<p>Ho\u{300}a gia\u{309}i</p>");
    assert_eq!(body.text_content().as_deref(), Some("Hòa giải"));
}

#[wasm_bindgen_test]
fn the_platform_normalises_as_the_core_expects() {
    assert_eq!(feed::fold("THI HÀNH Án dân sự Đ"), "thi hanh an dan su d");
    assert_eq!(feed::fold(&feed::nfd("Thi hành án")), "thi hanh an");
    assert_eq!(feed::fold("ΟΔΥΣΣΕΥΣ"), feed::fold("Ὀδυσσεύς"));
    assert_eq!(feed::fold("STRASSE"), feed::fold("straße"));
}

#[wasm_bindgen_test]
fn days_are_the_portal_s() {
    let unix = 1_616_430_600; // 2021-03-22T23:30:00+07:00
    let day = |name: Option<&str>| {
        let zone = PortalZone::new(name).expect("the browser knows the zone");
        zone.with(|zone| zone.day_at(unix)).to_string()
    };
    assert_eq!(day(Some("Asia/Ho_Chi_Minh")), "2021-03-22");
    assert_eq!(day(Some("+07:00")), "2021-03-22");
    assert_eq!(day(Some("Europe/Paris")), "2021-03-22");
    assert_eq!(day(Some("Pacific/Auckland")), "2021-03-23");
    assert!(PortalZone::new(Some("Mars/Olympus")).is_none());
}

#[wasm_bindgen_test]
fn json_is_read_as_natively() {
    let value = feed::read_json(r#"{"a":[1,2.5,"x",null,true],"_b":1,"c":{"d":""}}"#);
    let expected = serde_json::json!({ "a": [1, 2.5, "x", null, true], "c": { "d": "" } });
    assert_eq!(value, Some(expected));
    assert_eq!(feed::read_json("{"), None);
}

#[wasm_bindgen_test]
fn numbers_as_ids_are_written_as_natively() {
    let items = NUMBERS.map(|(id, _)| format!(r#"{{"id":{id},"content_text":"a"}}"#));
    let text = format!(
        r#"{{"version":"https://jsonfeed.org/version/1","title":"a","items":[{}]}}"#,
        items.join(",")
    );
    let reader = Reader {
        address: "https://tin.example/feed.json",
        zone: &Zone::AsWritten,
        resolve: &address::resolve,
        members: false,
    };
    let feed = reader.read(&text).expect("a feed").feed;
    let ids: Vec<&str> = feed.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, NUMBERS.map(|(_, expected)| expected));
}

#[wasm_bindgen_test]
fn feeds_are_mended_and_cut_as_natively() {
    let items = vec![r#"{"id":1}"#; 10_003].join(",");
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    let text = format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"a","_x":{deep},
        "items":[{{"id":0,"title":"\ud83d","image":{deep},"content_text":"a"}},{items}]}}"#
    );
    let reader = Reader {
        address: "https://tin.example/feed.json",
        zone: &Zone::AsWritten,
        resolve: &address::resolve,
        members: false,
    };
    let reading = reader.read(&text).expect("a feed");
    let rules: Vec<Rule> = reading.findings.iter().map(|found| found.rule).collect();
    assert_eq!(
        rules[..3],
        [Rule::LoneSurrogate, Rule::TooDeep, Rule::TooMany]
    );
    assert_eq!((reading.feed.items.len(), reading.duplicates), (2, 9_998));
    assert_eq!(reading.beyond, 4);
}
