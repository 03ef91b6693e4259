//! Good feeds, of which nothing may be lost.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::{Story, story};
use crate::{
    browser::Browser,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![story!(nothing_a_good_article_has_is_lost, good())]
}

/// What each article of good feeds has is shown, element by element and word by word.
fn good() -> Site {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/feeds/");
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/public/");
    let files = ["netnewswire-3960.json", "seed-page.json"].map(|name| [beside, name].concat());
    let mut items = Vec::new();
    for path in files.into_iter().chain([[own, "feed.json"].concat()]) {
        let Ok(text) = fs::read_to_string(&path) else {
            eprintln!("skipped: a good feed is not beside this clone");
            continue;
        };
        let mut feed: Value = serde_json::from_str(&text).expect("a good feed is JSON");
        let own = feed["items"].as_array_mut().expect("a good feed has items");
        // Each under the next, so that one walk comes by all of them.
        items.extend(
            own.drain(..)
                .filter(|item| item["content_html"].is_string()),
        );
    }
    Site::default().feed(feed(items.into())).without_policy()
}

/// Walks from article to article, as a reader does; each article's source is parsed by the browser and compared.
const COMPARE: &str = r"
const [sources, kept] = arguments;
const done = arguments[arguments.length - 1];
const wrong = [];
const patience = (condition) => new Promise((resolve) => {
  const deadline = Date.now() + 10000;
  const look = () => condition() ? resolve(true) : Date.now() > deadline ? resolve(false) : setTimeout(look, 5);
  look();
});
const words = (element) => element.textContent.normalize('NFC').replace(/[\s\u200b\ufeff]+/g, ' ').trim();
const count = (element, selector) => [...element.querySelectorAll(selector)].filter((e) => e.matches('img, hr, br, col, td, th') || words(e)).length;
(async () => {
  document.querySelector('main .lead-title a').click();
  let seen = 0;
  for (let before; before !== location.pathname; seen++) {
    if (!await patience(() => location.pathname !== '/' && document.querySelector('article .body')?.hasChildNodes() && document.querySelector('.around'))) { wrong.push('no article'); break; }
    before = location.pathname;
    const shown = document.querySelector('article .body').cloneNode(true);
    for (const card of shown.querySelectorAll('.embedded')) card.remove();
    const headline = document.querySelector('#content h1').textContent;
    const said = words(shown);
    const written = sources.map((html) => {
      const source = new DOMParser().parseFromString(html, 'text/html').body;
      for (const e of source.querySelectorAll('script, style, iframe, noscript, svg, annotation, title, template')) e.remove();
      return source;
    }).find((source) => said ? words(source).endsWith(said) : !words(source));
    if (!written) { wrong.push(headline + ': its words are not those of any article: ' + said.slice(0, 200)); }
    else for (const selector of kept) {
      const [there, here] = [count(written, selector), count(shown, selector)];
      // A first paragraph that only says the headline or the lead again is left out.
      const again = /^(p|strong|b)$/.test(selector) && words(written) !== said ? 2 : 0;
      if (here < there - again) wrong.push(headline + ': ' + here + ' of ' + there + ' ' + selector);
    }
    document.querySelector('.around a.older-story')?.click();
    await patience(() => location.pathname !== before || !document.querySelector('.around a.older-story'));
  }
  done({ wrong, seen });
})().catch((error) => done({ wrong: ['' + error], seen: 0 }));
";

async fn nothing_a_good_article_has_is_lost(page: &Browser) -> Result<()> {
    const KEPT: &[&str] = &[
        "p",
        "h1, h2, h3, h4, h5, h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "cite",
        "figure",
        "figcaption",
        "img",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "col",
        "pre",
        "code",
        "kbd",
        "samp",
        "var",
        "em",
        "strong",
        "i",
        "b",
        "u",
        "sub, sup",
        "abbr",
        "a[href]",
        "hr",
        "br",
        "[id]:not(:empty)",
    ];
    page.open("/").await?;
    let feed = page
        .script(
            "return fetch('/feed.json').then((answer) => answer.json())",
            vec![],
        )
        .await?;
    let items = feed["items"].as_array().context("the feed has items")?;
    let sources: Vec<&Value> = items.iter().map(|item| &item["content_html"]).collect();
    let compared = page
        .client
        .execute_async(COMPARE, vec![json!(sources), json!(KEPT)])
        .await?;
    ensure!(compared["wrong"] == json!([]), "{:#}", compared["wrong"]);
    ensure!(
        compared["seen"] == json!(items.len()),
        "{} articles of {}",
        compared["seen"],
        items.len()
    );
    Ok(())
}
