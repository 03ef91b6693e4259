//! Things that are wider than a telephone.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::{Story, story};
use crate::{
    browser::Browser,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![story!(
        nothing_wide_widens_the_page,
        Site::default().feed(feed(wide()))
    )]
}

/// Articles with something wide in each place that has a way of its own to be laid out.
fn wide() -> Value {
    let word = "khôngcókhoảngtrắng".repeat(12);
    let address = format!(
        "https://vidu.example/{}?a={}",
        "đường-dẫn_".repeat(12),
        "x".repeat(80)
    );
    let cells = "<td>Số liệu</td>".repeat(30);
    let formula = "<mi>a</mi><mo>+</mo>".repeat(60);
    let hard = "Chữ&nbsp;cứng&nbsp;".repeat(20);
    let deep = |name: &str| {
        [
            format!("<{name}><li>").repeat(12),
            word.clone(),
            format!("</li></{name}>").repeat(12),
        ]
        .concat()
    };
    let texts = [
        format!("<p>{word}</p><p>{address}</p><p>{hard}</p><h2>{word}</h2><h3>{hard}</h3>"),
        format!(
            "<ul><li>{word}</li><li><p>{address}</p></li></ul><ol start=1000000><li>{word}</ol>"
        ),
        format!(
            "<dl><dt>{word}</dt><dd>{address}</dd></dl><blockquote>{word}<cite>{address}</cite></blockquote>"
        ),
        deep("ul"),
        deep("ol"),
        format!(
            "{}{word}{}",
            "<blockquote>".repeat(8),
            "</blockquote>".repeat(8)
        ),
        format!("<details open><summary>{word}</summary>{word}</details>"),
        format!(
            "<pre>{word}{word}</pre><p><code>{word}</code> <kbd>{word}</kbd> <samp>{hard}</samp></p><pre><code>{word}</code></pre>"
        ),
        format!(
            "<p><a href='/x'>{address}</a> <b><i>{word}</i></b> <q>{word}</q> <abbr title=x>{word}</abbr></p>"
        ),
        format!(
            "<p>{}</p><p><mark>{word}</mark><sub>{word}</sub></p>",
            "<ruby>漢字<rt>かんじ</rt></ruby>".repeat(40)
        ),
    ];
    let things = [
        format!("<table><caption>{word}</caption><tr>{cells}</tr></table><table><tr><th>{word}</th><td>{address}</td></tr></table>"),
        format!("<ul><li><table><tr>{cells}</tr></table></li></ul><blockquote><table><tr>{cells}</tr></table></blockquote>"),
        format!("<table><tr><td><table><tr>{cells}</tr></table></td></tr></table>"),
        format!("<p>x <math><mrow>{formula}</mrow></math> y</p><math display=block><mrow>{formula}</mrow></math><ul><li><math>{formula}</math></li></ul>"),
        "<p>x</p><img src='/icons/icon-512.png' width=3000 height=200 alt='rộng'><p>y <img src='/icons/icon-512.png' width=3000 height=200 alt='rộng'></p>".to_owned(),
        format!("<figure><img src='/icons/icon-512.png' alt='{word}'><figcaption>{word} {address}</figcaption></figure>"),
        format!("<p><img src='/mat.png' alt='{word}'></p><img src='/mat.png' width=900 height=90 alt='{hard}'>"),
        format!("<video src='/mat.mp4' width=900></video><audio src='/mat.mp3'></audio><iframe src='https://{}.example/x' width=900 title='{word}'></iframe>", "rat-dai-".repeat(7)),
        format!("<object data='https://vidu.example/{word}.pdf'></object><p>{}</p>", "←→".repeat(200)),
        format!("<p dir=rtl>{word}</p><div dir=rtl><pre>{word}{word}</pre><ul><li>{address}</li></ul></div>"),
    ];
    json!([
        { "id": "1", "title": format!("Chữ {word}"), "summary": address, "content_html": texts.concat(),
          "external_url": address, "tags": [word, hard.replace("&nbsp;", "\u{a0}")], "authors": [{ "name": word }],
          "attachments": [{ "url": address, "mime_type": "application/x", "title": word }, { "url": address, "mime_type": "audio/mpeg" }] },
        { "id": "2", "title": "Vật rộng", "content_html": things.concat(), "image": "/icons/icon-512.png" },
        { "id": "3", "title": "Chữ thường", "content_text": format!("{word}\n{address}\n{}", "\u{a0}x".repeat(300)) },
    ])
}

/// What is drawn beyond the page's edge, and cannot be scrolled to in a box of its own.
const WIDE: &str = "document.documentElement.style.setProperty('inline-size', '320px');
    const scrolls = (e) => { for (; e; e = e.parentElement) if (/auto|scroll/.test(getComputedStyle(e).overflowX)) return true; return false; };
    const wide = [...document.querySelectorAll('#app *')].filter((e) => !e.closest('.visually-hidden, .skip-link, .tool, .picture, svg, math') && !scrolls(e));
    const beyond = wide.filter((e) => e.getBoundingClientRect().right > 321 || e.getBoundingClientRect().left < -1);
    const texts = [];
    const walker = document.createTreeWalker(document.querySelector('#app'), NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode()); ) {
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      if (box.width > 0 && (box.right > 321 || box.left < -1) && wide.includes(text.parentElement)) texts.push(text.parentElement);
    }
    return [...new Set([...beyond, ...texts])].map((e) => e.outerHTML.slice(0, 90)).slice(0, 8).join('\\n')";

async fn nothing_wide_widens_the_page(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let addresses = page
        .script(
            "return [...new Set([...document.querySelectorAll('main a[href*=\"/article/\"]')].map((a) => a.pathname))]",
            vec![],
        )
        .await?;
    let addresses: Vec<String> = serde_json::from_value(addresses)?;
    ensure!(addresses.len() == 3, "{addresses:?}");
    let others = ["/", "/search?q=chu&order=newest"].map(str::to_owned);
    for path in others.iter().chain(&addresses) {
        page.open(path).await?;
        if path.starts_with("/article/") {
            page.until(
                "all of it is there",
                "return !!document.querySelector('article .body')?.hasChildNodes() && !!document.querySelector('.around')",
            )
            .await?;
        }
        let wide = page.text_of(WIDE).await?;
        ensure!(wide.is_empty(), "{path}\n{wide}");
    }
    Ok(())
}
