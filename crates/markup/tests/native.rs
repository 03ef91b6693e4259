//! The table of cases, natively; and what holds of every article.

#[allow(dead_code, reason = "each test uses some of it")]
mod cases;

use cases::{CASES, surroundings, written};
use markup::native::{body, resolve, tree::NativeTree};

fn shown(html: &str) -> String {
    let resolve = |reference: &str| resolve("https://vidu.example/", reference);
    body(html, &surroundings(&resolve)).to_string()
}

#[test]
fn the_cases_hold() {
    let mut wrong = String::new();
    for (about, html, expected) in CASES {
        let tree = NativeTree::parse(&shown(html));
        let got = written(&tree, &tree.root());
        if got != *expected {
            wrong += &format!("{about}\n  html {html}\n  is   {got}\n  not  {expected}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_link_is_in_the_page_whatever_the_articles_own_address_carries() {
    let link = "<p><a href='https://vidu.example/bai?p=4#n'>a</a></p><p id=n>b</p>";
    for own in [
        "https://vidu.example/bai?p=4&utm_source=rss",
        "https://vidu.example/bai/?gclid=x&p=4",
        "http://www.vidu.example/bai?p=4#binh-luan",
    ] {
        let resolve = |reference: &str| resolve("https://vidu.example/", reference);
        let mut around = surroundings(&resolve);
        around.original = Some(own);
        let shown = body(link, &around).to_string();
        assert!(shown.contains("/bai#user-content-n"), "{own}: {shown}");
    }
}

#[test]
fn a_formula_is_no_deeper_than_a_browser_lays_out_at_once() {
    let deep = [
        "<math>",
        &"<msqrt><mi>a</mi>".repeat(1_000),
        &"</msqrt>".repeat(1_000),
        "<mi>b</mi></math>",
    ]
    .concat();
    let shown = shown(&deep);
    assert_eq!(shown.matches("<msqrt>").count(), 32);
    assert_eq!(
        shown.matches("<mi>a</mi>").count(),
        1_000,
        "the letters stay"
    );
    assert!(shown.ends_with("<mi>b</mi></math></span>"), "{shown:.200}");
}

#[test]
fn a_list_without_marks_of_its_own_says_that_it_is_one() {
    let shown = shown("<p>Gồm: (i) một; (ii) hai; (iii) ba</p>");
    assert!(shown.contains("role=\"list\""), "{shown}");
}

#[test]
fn the_film_for_readers_without_scripts_once() {
    let film = "<iframe src='https://phim.example/v'></iframe>";
    let lazy = "<iframe data-src='https://phim.example/v'></iframe>";
    let counter =
        "<noscript><iframe src='https://dem.example/' width=0 height=0></iframe></noscript>";
    for html in [
        format!("<p>a</p><div class=rll-player></div><noscript>{film}</noscript>"),
        format!("<p>a</p>{lazy}<noscript>{film}</noscript>{counter}"),
    ] {
        let shown = shown(&html);
        assert_eq!(shown.matches("href=").count(), 1, "{shown}");
        assert!(shown.contains("https://phim.example/v"), "{shown}");
    }
}
