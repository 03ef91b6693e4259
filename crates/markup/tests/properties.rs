//! What holds of every article, whatever it is made of.

#[allow(dead_code, reason = "each test uses some of it")]
mod cases;

use std::{collections::BTreeSet, time::Instant};

use cases::surroundings;
use markup::{
    Tree,
    native::{body, resolve, tree::NativeTree},
};
use proptest::prelude::*;

fn shown(html: &str) -> String {
    let resolve = |reference: &str| resolve("https://vidu.example/", reference);
    let mut around = surroundings(&resolve);
    around.said = &[];
    body(html, &around).to_string()
}

/// The text that is seen, as words: elements that end a line part them.
fn words(html: &str) -> String {
    const APART: &str = "p div section article header footer aside main nav address center form ul ol menu dir \
        li dl dt dd table caption thead tbody tfoot tr th td figure figcaption blockquote pre details \
        summary h1 h2 h3 h4 h5 h6 hr br";
    let tree = NativeTree::parse(html);
    let mut text = String::new();
    read(&tree, &tree.root(), &mut |name, part| {
        if APART.split_ascii_whitespace().any(|apart| apart == name) {
            text.push(' ');
        }
        text.push_str(part);
    });
    text.split(|c: char| c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn read<T: Tree>(tree: &T, node: &T::Node, tell: &mut impl FnMut(&str, &str)) {
    let mut child = tree.first_child(node);
    while let Some(node) = child {
        let name = tree.name(&node);
        let text = if name == "#text" {
            tree.text(&node)
        } else {
            String::new()
        };
        tell(&name, &text);
        read(tree, &node, tell);
        tell(&name, "");
        child = tree.next(&node);
    }
}

/// The ids of an article and those that its links lead to.
fn ids_and_targets(html: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let tree = NativeTree::parse(html);
    let (mut ids, mut targets) = (BTreeSet::new(), BTreeSet::new());
    for node in tree.inside(&tree.root()) {
        ids.extend(tree.attribute(&node, "id"));
        let href = tree.attribute(&node, "href").unwrap_or_default();
        let target = href.split_once('#').map(|(_, target)| target.to_owned());
        targets.extend(target.filter(|target| !target.is_empty()));
    }
    (ids, targets)
}

fn article() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        4 => "[a-z]{1,4}",
        2 => Just(" ".to_owned()),
        1 => Just("&nbsp;".to_owned()),
        1 => Just("<br>".to_owned()),
        1 => Just("<a href='#x1'>l</a>".to_owned()),
        1 => Just("<a href='#x2'>m</a>".to_owned()),
    ];
    text.prop_recursive(5, 40, 5, |inner| {
        let name = prop::sample::select(vec![
            "p",
            "div",
            "section",
            "span",
            "font",
            "b",
            "i",
            "u",
            "center",
            "form",
            "h2",
            "h4",
            "li",
            "ul",
            "ol",
            "blockquote",
            "dl",
            "dt",
            "dd",
            "pre",
            "figure",
            "table",
            "tr",
            "td",
            "x-y",
            "strike",
            "tt",
            "menu",
            "details",
            "summary",
            "main",
            "a",
        ]);
        let said = prop::sample::select(vec![
            "",
            "",
            "",
            " id=x1",
            " id=x2",
            " id=x3",
            " dir=rtl",
            " lang=en",
            " style='text-decoration:line-through'",
        ]);
        (name, said, prop::collection::vec(inner, 0..5))
            .prop_map(|(name, said, held)| format!("<{name}{said}>{}</{name}>", held.concat()))
    })
}

/// A paragraph that may count something up.
fn counting() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "(ii)",
        "iv)",
        " ",
        " ",
        "; ",
        ": ",
        ", và ",
        "&nbsp;",
        "<br>",
        "a",
        "đ (b",
        ")",
        "<b>",
        "</b>",
        "<a href='#x1'>",
        "</a>",
        "<i id=x1>",
        "</i>",
        "<code>c</code>",
    ]);
    let parts = prop::collection::vec(part, 0..4).prop_map(|parts| parts.concat());
    let end = prop::sample::select(vec!["; ", ": ", ". ", "<br>", "; và ", "; <i>", " "]);
    let said = prop::sample::select(vec!["", " id=x1", " dir=rtl lang=en", " id=x2 title=t"]);
    let items = prop::collection::vec((parts, end), 4);
    (said, items).prop_map(|(said, items)| {
        let mut html = format!("<p{said}>");
        for (mark, (item, end)) in ["(i) a", "(ii) b", "(iii) c", ""].iter().zip(items) {
            html += &[&item, end, mark].concat();
        }
        html + "</p><p><a href='#x1'>d</a><a href='#x2'>e</a></p>"
    })
}

fn whole_text(html: &str) -> String {
    let tree = NativeTree::parse(html);
    tree.whole_text(&tree.root())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 512,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_text_that_is_seen_stays(parts in prop::collection::vec(article(), 1..6)) {
        let html = parts.concat();
        let after = shown(&html);
        prop_assert_eq!(words(&html), words(&after), "{} became {}", html, after);
    }

    #[test]
    fn links_that_led_somewhere_do(parts in prop::collection::vec(article(), 1..6)) {
        let html = parts.concat();
        let (ids, targets) = ids_and_targets(&html);
        let after = shown(&html);
        let (kept, _) = ids_and_targets(&after);
        for id in targets.intersection(&ids) {
            prop_assert!(kept.contains(&["user-content-", id].concat()), "{} of {} in {}", id, html, after);
        }
    }

    #[test]
    fn what_counts_something_up_keeps_every_letter_and_place(html in counting()) {
        let after = shown(&html);
        // Without what is dropped of any paragraph.
        let plain = shown(&html.replace("(i)", "(_)")).replace("(_)", "(i)");
        prop_assert!(!plain.contains("<ul"), "{}", plain);
        prop_assert_eq!(whole_text(&plain), whole_text(&after), "{} became {}", html, after);
        prop_assert_eq!(words(&plain), words(&after), "{} became {}", html, after);
        let (ids, _) = ids_and_targets(&plain);
        prop_assert_eq!(ids, ids_and_targets(&after).0, "{} became {}", html, after);
        for item in after.split("<li>").skip(1) {
            prop_assert!(words(item).starts_with(['(', 'i']), "{} became {}", html, after);
        }
    }

    #[test]
    fn a_column_of_figures_holds_no_words(cells in prop::collection::vec("[0-9]{0,2}[-., %đa]{0,2}[0-9]?", 1..20)) {
        let rows: Vec<String> = cells.chunks(2).map(|row| format!("<tr><td>n<td>{}", row.join("<td>"))).collect();
        let after = shown(&format!("<table>{}</table>", rows.concat()));
        let tree = NativeTree::parse(&after);
        let is_number = |node: &<NativeTree as Tree>::Node| tree.attribute(node, "class").as_deref() == Some("number");
        for node in tree.inside(&tree.root()).filter(is_number) {
            prop_assert_ne!(tree.whole_text(&node), "n", "a row's name in {}", after);
            let row = tree.parent(&node).and_then(|row| tree.previous(&row));
            prop_assert!(row.is_none() || !tree.whole_text(&node).contains('a'), "{}", after);
        }
    }

    #[test]
    fn what_is_tidy_stays_as_it_is(parts in prop::collection::vec(article(), 1..6)) {
        let once = shown(&parts.concat());
        prop_assert_eq!(words(&once), words(&shown(&once)));
    }
}

fn spanned(html: &str) -> u64 {
    let tree = NativeTree::parse(&shown(html));
    let span = |node: &<NativeTree as Tree>::Node, name| {
        let written: Option<String> = tree.attribute(node, name);
        written.map_or(1, |text| text.parse::<u64>().expect("a number"))
    };
    let cells = tree.inside(&tree.root());
    cells
        .filter(|node| ["td", "th"].contains(&tree.name(node).as_str()))
        .map(|node| span(&node, "colspan") * span(&node, "rowspan"))
        .sum()
}

#[test]
fn a_table_spans_what_it_has() {
    let endless = [
        "<table>",
        &"<tr><td colspan=1000 rowspan=65534>x".repeat(100),
        &"<td colspan=1000>".repeat(500),
    ]
    .concat();
    assert!(spanned(&endless) <= 1_000, "{}", spanned(&endless));
    let each = "<tr><td colspan=100 rowspan=0>x".repeat(200);
    assert!(spanned(&["<table>", &each].concat()) <= 1_000);
    let honest = "<table><tr><th colspan=3>a<th rowspan=2>b<tr><td>c<td>d<td>e<tr><td colspan=2>f<td colspan=2>g</table>";
    assert_eq!(spanned(honest), 3 + 2 + 3 + 4);
}

#[test]
fn work_grows_with_the_article() {
    let deep = |name: &str, times: usize| {
        let open = format!("<{name}>a ").repeat(times);
        ["<p>x</p>", &open].concat()
    };
    for html in [
        deep("div", 256),
        deep("font", 256),
        deep("b", 256),
        deep("ul><li", 128),
        deep("table><tr><td", 80),
        "<div><p>a</p></div>".repeat(5_000),
        "<span id=a aria-hidden=true>b</span>".repeat(5_000),
        ["<div>".repeat(200), "<p>a</p>".repeat(5_000)].concat(),
        "<a href='#a'>b</a><wbr><ruby>c<rt>d</rt></ruby>".repeat(2_500),
        "<img src=a.png alt=b>".repeat(5_000),
        ["<p>", &"(i) a; ".repeat(20_000)].concat(),
        ["<p>(i) a; (ii) b; (iii) c", &" d)".repeat(20_000)].concat(),
        [
            "<div>".repeat(200),
            "<p>(i) a; (ii) b; (iii) c</p>".repeat(2_000),
        ]
        .concat(),
        [
            "<table>",
            &"<tr><td rowspan=9>1<td colspan=5>2".repeat(2_000),
        ]
        .concat(),
    ] {
        let start = Instant::now();
        shown(&html);
        let took = start.elapsed().as_secs();
        assert!(took < 20, "{took} s for {:.60}", html);
    }
}
