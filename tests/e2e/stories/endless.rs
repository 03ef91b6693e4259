//! Articles that are too much for a browser.

use std::{collections::BTreeMap, time::Duration};

use anyhow::{Result, ensure};
use fantoccini::wd::TimeoutConfiguration;
use serde_json::json;

use super::{Story, story};
use crate::{
    browser::Browser,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(an_endless_article_leaves_the_page_usable, endless()),
        story!(little_source_takes_little_time, layouts()),
    ]
}

/// Articles that no browser could lay out at once.
/// Together less than the bytes of a feed (docs/RELIABILITY.md).
fn endless() -> Site {
    let deep = [
        "<div><b><ul><li><blockquote><font>".repeat(2_000),
        "Đáy.".into(),
    ]
    .concat();
    let long = "<p>Một đoạn rất dài.</p>".repeat(40_000);
    let word = ["<p>", &"ữ".repeat(300_000), "</p>"].concat();
    let laughs = "<table><tr><td>".repeat(4_000);
    let names = ["<p ", &"a=b ".repeat(100_000), ">Nhiều tên.</p>"].concat();
    let value = ["<p title='", &"x".repeat(500_000), "'>Giá trị dài.</p>"].concat();
    let sizes = ["<img src=a srcset='", &"a 1x,".repeat(100_000), "'>"].concat();
    let spans = "<span style='color:red' onclick='x()'>a </span>".repeat(9_000);
    let nested = ["<b>".repeat(9_000), "ữ".repeat(100_000)].concat();
    let bodies = [deep, long, word, laughs, names, value, sizes, spans, nested];
    let items = bodies.into_iter().enumerate().map(|(number, html)| {
        json!({
            "id": number.to_string(), "title": format!("Bài {number}"),
            "url": "https://tin.example/bai", "content_html": html,
        })
    });
    Site::default().feed(feed(items.collect()))
}

async fn an_endless_article_leaves_the_page_usable(page: &Browser) -> Result<()> {
    page.open("/").await?;
    for number in 0..9 {
        page.press("link", &format!("Bài {number}")).await?;
        page.heading(&format!("Bài {number}")).await?;
        page.until(
            "the article is there",
            "return !!document.querySelector('article .body')?.hasChildNodes()",
        )
        .await?;
        let width = page
            .script(
                "return document.documentElement.scrollWidth <= innerWidth",
                vec![],
            )
            .await?;
        ensure!(width == json!(true), "article {number} widens the page");
        if number == 1 || number == 2 {
            page.says("Bài này quá dài").await?;
            page.get("link", "Đọc bài gốc tại tin.example").await?;
        }
        page.client.back().await?;
        page.heading("Bài 0").await?;
    }
    Ok(())
}

/// Twenty kilobytes of each kind of markup whose layout may take more than its share.
fn kinds() -> Vec<(&'static str, String)> {
    const ROOM: usize = 20_000;
    let many = |part: &str| part.repeat(ROOM / part.len());
    let nested = |open: &str| {
        let depth = ROOM / open.len();
        [open.repeat(depth.min(250)), "Đáy".into(), many("chữ ")].concat()
    };
    let repeated = |before: &str, part: &str, after: &str| [before, &many(part), after].concat();
    vec![
        ("lists in lists", nested("<ul><li>a")),
        ("numbered lists in lists", nested("<ol><li>a")),
        ("quotations", nested("<blockquote>a")),
        ("quotation marks", nested("<q>a")),
        ("raised letters", nested("a<sup>")),
        ("details", nested("<details open><summary>a</summary>")),
        ("bold in italics", nested("<b><i>a")),
        ("directions in directions", nested("<bdo dir=rtl>a<bdi>")),
        ("tables in tables", nested("<table><tr><td>a")),
        (
            "fractions in fractions",
            [
                "<math>",
                &"<mfrac><mn>1</mn>".repeat(240),
                "<mn>2</mn></math>",
            ]
            .concat(),
        ),
        (
            "indices of indices",
            [
                "<math>",
                &"<msup><mi>a</mi>".repeat(240),
                "<mn>2</mn></math>",
            ]
            .concat(),
        ),
        (
            "roots of roots",
            ["<math>", &"<msqrt><mrow>".repeat(120), "<mn>2</mn></math>"].concat(),
        ),
        (
            "a long formula",
            repeated("<math>", "<mi>a</mi>", "</math>"),
        ),
        (
            "a large matrix",
            repeated(
                "<math><mtable><mtr>",
                "<mtd><mi>a</mi></mtd>",
                "</mtr></mtable></math>",
            ),
        ),
        ("a word without end", repeated("<p>", "x", "")),
        ("a word in Vietnamese without end", repeated("<p>", "ữ", "")),
        (
            "a word to be hyphenated",
            repeated("<p lang=en>", "responsibilities", ""),
        ),
        ("a word in a heading", repeated("<h2>", "từ ", "</h2>")),
        ("places to break", repeated("<p>", "x<wbr>", "")),
        ("soft hyphens", repeated("<p>", "x&shy;", "")),
        ("spaces of no width", repeated("<p>", "x\u{200b}", "")),
        ("joined letters", repeated("<p>", "👩\u{200d}", "")),
        ("marks on a letter", repeated("<p>a", "\u{301}", "")),
        ("directions in text", repeated("<p>a", "\u{2067}א", "")),
        ("letters from right to left", repeated("<p>", "אa ", "")),
        ("ruby", repeated("<p>", "<ruby>漢<rt>かん</rt></ruby>", "")),
        ("ruby in ruby", nested("<ruby>漢<rt>")),
        (
            "a line of ruby",
            repeated("<ruby>", "漢<rt>か</rt>", "</ruby>"),
        ),
        ("line breaks", repeated("<p>", "a<br>", "")),
        ("tabs", repeated("<pre>", "\t", "</pre>")),
        ("a line of code", repeated("<pre>", "x = 1; ", "</pre>")),
        ("lines of code", repeated("<pre>", "x\n", "</pre>")),
        ("rows", repeated("<table>", "<tr><td>a", "</table>")),
        (
            "cells in a row",
            repeated("<table><tr>", "<td>a", "</table>"),
        ),
        (
            "columns",
            repeated("<table>", "<col span=1000>", "<tr><td>a</table>"),
        ),
        (
            "groups of columns",
            repeated("<table>", "<colgroup span=1000>", "<tr><td>a</table>"),
        ),
        (
            "cells of many columns",
            repeated(
                "<table><tr>",
                "<td colspan=1000 rowspan=65534>a",
                "</table>",
            ),
        ),
        (
            "rows of many columns",
            repeated("<table>", "<tr><td colspan=7>a<td rowspan=9>b", "</table>"),
        ),
        (
            "bodies of a table",
            repeated("<table>", "<tbody><tr><td>a", "</table>"),
        ),
        ("small tables", many("<table><tr><td>a</table>")),
        (
            "cells of long words",
            repeated("<table><tr>", "<td>aaaaaaaaaaaaaaaaaaaaaa", "</table>"),
        ),
        (
            "pictures in a line",
            repeated("<p>a", "<img src=a width=9 height=9>", ""),
        ),
        ("pictures of no size", many("<img src=/a>")),
        (
            "sources of a picture",
            repeated(
                "<picture>",
                "<source srcset=/a media='(width>1px)'>",
                "<img src=/b></picture>",
            ),
        ),
        ("players", many("<audio src=/a></audio>")),
        ("films", many("<video src=/a></video>")),
        ("frames", many("<iframe src=//a.example></iframe>")),
        ("paragraphs", many("<p>a")),
        ("terms", repeated("<dl>", "<dt>a<dd>b", "</dl>")),
        ("rules", many("<hr>")),
        ("links", many("<a href=/x>a</a> ")),
        ("places that are led to", many("<a href=#x id=x>a</a>")),
        ("details side by side", many("<details open>a</details>")),
        (
            "figures",
            many("<figure><img src=/a><figcaption>a</figcaption></figure>"),
        ),
    ]
}

/// One article of each kind.
fn layouts() -> Site {
    let items = kinds().into_iter().map(|(kind, html)| {
        json!({ "id": kind, "title": kind, "url": "https://tin.example/bai", "content_html": html })
    });
    Site::default().feed(feed(items.collect()))
}

/// Walks through all articles; of each, its title and the milliseconds from the click until all of it has its
/// place.
const WALK: &str = "const done = arguments[arguments.length - 1];
    const taken = [];
    const whole = () => location.pathname !== '/' && document.querySelector('article .body')?.hasChildNodes() && document.querySelector('.around');
    const go = (link) => new Promise((resolve) => {
      const [begun, before] = [performance.now(), location.pathname];
      const look = () => {
        if (location.pathname === before || !whole()) return setTimeout(look);
        document.body.offsetHeight;
        const heard = new MessageChannel();
        heard.port1.onmessage = () => resolve(taken.push([document.querySelector('h1').textContent, Math.round(performance.now() - begun)]));
        requestAnimationFrame(() => heard.port2.postMessage(''));
      };
      link.click();
      look();
    });
    (async () => {
      await go(document.querySelector('.lead-title a, main h2 a'));
      for (let next; (next = document.querySelector('.around a.older-story')); ) await go(next);
      done(taken);
    })();";

async fn little_source_takes_little_time(page: &Browser) -> Result<()> {
    // It took 25 seconds before spans and players had limits. The numbers are printed; this only tells a
    // layout that stands still from a slow machine that runs two browsers.
    const MOST: u64 = 8_000;
    let patience = TimeoutConfiguration::new(Some(Duration::from_secs(200)), None, None);
    page.client.update_timeouts(patience).await?;
    let mut least = BTreeMap::new();
    // The machine may do something else meanwhile: the second time counts, too.
    for _ in 0..2 {
        page.open("/").await?;
        let taken = page.client.execute_async(WALK, vec![]).await?;
        let taken: Vec<(String, u64)> = serde_json::from_value(taken)?;
        for (kind, taken) in taken {
            let before = least.entry(kind).or_insert(taken);
            *before = taken.min(*before);
        }
    }
    let mut numbers: Vec<_> = least
        .into_iter()
        .map(|(kind, taken)| (taken, kind))
        .collect();
    numbers.sort_unstable();
    let slowest: Vec<_> = numbers.iter().rev().take(12).collect();
    println!("{} milliseconds: {slowest:?}", page.engine.name());
    ensure!(numbers.len() == kinds().len(), "{} articles", numbers.len());
    let slow: Vec<_> = numbers.iter().filter(|(taken, _)| *taken >= MOST).collect();
    ensure!(slow.is_empty(), "too slow: {slow:?}");
    Ok(())
}
