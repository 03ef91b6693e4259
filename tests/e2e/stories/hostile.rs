//! Feeds that want to run code in the reader's browser, through the page as it is built.
//!
//! The payloads are our own (`hostile/payloads.json`) and, where they lie beside this clone, those
//! of other projects. Each is put into every field of the feed that is ever shown. A visit shows a
//! few of them at a time: the feed of a visit is told by its page's address.

use std::{fs, sync::LazyLock, time::Duration};

use anyhow::{Context, Result, ensure};
use axum::{
    Router,
    http::{HeaderMap, header},
    response::Html,
    routing::get,
};
use fantoccini::wd::TimeoutConfiguration;
use feed::allowed::ELEMENTS;
use serde_json::{Value, json};

use super::{Story, story};
use crate::{
    browser::Browser,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(no_payload_runs_or_escapes, hostile()),
        story!(
            the_sanitiser_holds_alone_in_every_article,
            hostile().without_policy()
        ),
        story!(nothing_a_good_article_has_is_lost, good()),
        story!(a_film_waits_for_the_reader, framed()),
        story!(footnotes_lead_there_and_back, footnoted()),
        story!(formulas_are_shown, formulas()),
        story!(an_endless_article_leaves_the_page_usable, endless()),
    ]
}

static PAYLOADS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let own = include_str!("hostile/payloads.json");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/xss/payloads.json");
    let others = fs::read_to_string(path).unwrap_or_else(|_| {
        eprintln!("skipped: other projects' payloads are not beside this clone");
        "[]".into()
    });
    [own, &others]
        .into_iter()
        .flat_map(|text| serde_json::from_str::<Vec<Value>>(text).expect("a list of payloads"))
        .map(|payload| payload["html"].as_str().expect("a payload has html").into())
        .collect()
});

/// Payloads that are shown in one visit: as many as a feed's title has room for, which is cut at
/// 500 characters.
static PACKS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    const ROOM: usize = 500;
    let mut packs: Vec<Vec<&str>> = Vec::new();
    let mut room = 0;
    for payload in PAYLOADS.iter() {
        let length = payload.chars().count() + 1;
        if length > room {
            packs.push(Vec::new());
            room = ROOM;
        }
        room = room.saturating_sub(length);
        packs.last_mut().expect("a pack was begun").push(payload);
    }
    packs
});

/// Serves the pack that the page's address names, `/?pack=3`, and all of them as `/?pack=all`.
fn hostile() -> Site {
    let feed = get(async |headers: HeaderMap| {
        let page = headers
            .get(header::REFERER)
            .and_then(|page| page.to_str().ok());
        let name = page
            .and_then(|page| page.split_once("pack="))
            .map(|(_, name)| name);
        let number = name.and_then(|name| name.parse::<usize>().ok());
        let all: Vec<&str> = PAYLOADS.iter().map(String::as_str).collect();
        let pack = number.and_then(|number| PACKS.get(number)).unwrap_or(&all);
        (
            [
                (header::CONTENT_TYPE, "application/feed+json"),
                (header::CACHE_CONTROL, "no-store"),
            ],
            hostile_feed(pack).to_string(),
        )
    });
    let control = get(async || Html("<!doctype html><script src=\"trouble.js\"></script><p>"));
    Site::default()
        .config("logo", Value::Null)
        .config("name", Value::Null)
        .config("session", Value::Null)
        // Each visit has another feed at the same address.
        .config("offline", json!(false))
        .config("frames", json!(["www.youtube-nocookie.com"]))
        .routes(
            Router::new()
                .route("/feed.json", feed)
                .route("/e2e/control.html", control),
        )
}

/// A feed with these payloads in all of its fields, and the same in all fields of its items.
fn hostile_feed(payloads: &[&str]) -> Value {
    let of_all = payloads.join(" ");
    let first = json!({
        "id": "0", "title": "Mở đầu", "content_html": "<p>Bài không có gì lạ.</p>",
        "date_published": "2026-11-20T08:00:00+07:00",
    });
    let texts = json!({
        "id": "1", "title": "Chữ", "content_text": of_all,
        "date_published": "2026-11-19T08:00:00+07:00",
    });
    let items = payloads.iter().enumerate().map(|(number, payload)| {
        // A day of its own: the news of a day stand below each article.
        let day = format!(
            "{}-{:02}-{:02}",
            2024 - number / 336,
            12 - number / 28 % 12,
            28 - number % 28
        );
        let id = [payload, " ", &number.to_string()].concat();
        let behind_host = ["https://pictures.example/?", payload].concat();
        let (picture, banner) = match number % 2 {
            0 => (*payload, behind_host.as_str()),
            _ => (behind_host.as_str(), *payload),
        };
        json!({
            "id": id,
            "title": payload,
            "summary": payload,
            "content_html": payload,
            "url": payload,
            "external_url": behind_host,
            "image": picture,
            "banner_image": banner,
            "date_published": format!("{day}T08:00:00+07:00"),
            "language": payload,
            "authors": [
                { "name": payload, "url": payload, "avatar": payload },
                { "name": "Tác giả", "url": behind_host, "avatar": behind_host },
            ],
            "tags": [payload],
            "attachments": [
                { "url": payload, "mime_type": payload, "title": payload },
                { "url": behind_host, "mime_type": payload, "title": payload },
                { "url": behind_host, "mime_type": "audio/mpeg", "title": payload },
            ],
        })
    });
    let mut feed = feed([first, texts].into_iter().chain(items).collect());
    for field in [
        "title",
        "description",
        "icon",
        "favicon",
        "home_page_url",
        "language",
    ] {
        feed[field] = json!(of_all);
    }
    feed["authors"] = json!([{ "name": of_all, "url": of_all, "avatar": of_all }]);
    feed["hubs"] = json!([{ "type": of_all, "url": of_all }]);
    feed
}

/// What a page may hold once hostile articles are in it; answers with what is wrong. The page's
/// frame is compared with that of an article without anything strange.
const EXAMINE: &str = r#"
const allowed = new Set(arguments[0]);
const shown = /^(https?:|data:image\/(png|jpeg|gif|webp|avif))/i;
const wrong = [];
const tell = (what, element) => wrong.push(what + ': ' + (element ? element.outerHTML.slice(0, 160) : '') + ' at ' + document.title.slice(0, 60));
const patience = (condition) => new Promise((resolve) => {
  const deadline = Date.now() + 10000;
  const look = () => condition() ? resolve(true) : Date.now() > deadline ? resolve(false) : setTimeout(look, 5);
  look();
});
// The elements around the article, which no article may change.
// The strip for notices is put up some time after the page is whole.
const frame = () => [document.documentElement, document.body, ...document.querySelectorAll('head ~ body > *:not(.notices), #app > *, #app > * > *, main > *, main > * > *')]
  .filter((e) => !e.closest('article') || e.matches('article'))
  .map((e) => e.tagName + '#' + e.id + '.' + e.className).filter((name, at, all) => all.indexOf(name) === at).sort();
function examine() {
  for (const e of document.querySelectorAll('*')) {
    for (const { name, value } of e.attributes) {
      if (/^on|^style$|^srcdoc$|^formaction$|^action$|^ping$|^is$/i.test(name) && !e.matches('form.search-field')) tell('attribute ' + name, e);
      if (/^\s*(javascript:|vbscript:|livescript:|mocha:|data:text|data:application|view-source:|feed:)/i.test(value) && /^(href|src|srcset|poster|data|cite|background|xlink:href|content)$/i.test(name)) tell('address in ' + name, e);
    }
    if (e.shadowRoot) tell('shadow root', e);
  }
  for (const a of document.querySelectorAll('a[href], area')) if (!/^(https?|mailto|tel):$/.test(a.protocol)) tell('link', a);
  for (const e of document.querySelectorAll('#app [src], #app [poster]')) {
    for (const address of [e.src, e.poster, e.currentSrc]) if (address && !shown.test(address)) tell('picture', e);
  }
  for (const e of document.querySelectorAll('[srcset]')) for (const part of e.srcset.split(', ')) if (part && !shown.test(part)) tell('srcset', e);
  for (const e of document.querySelectorAll('iframe, frame, object, embed, applet, form:not(#app form), base ~ base, style, script:not([src]):not([type="application/json"])')) tell('element', e);
  for (const e of document.querySelectorAll('article .body *')) {
    const isMath = e.namespaceURI === 'http://www.w3.org/1998/Math/MathML';
    if (!isMath && e.namespaceURI !== 'http://www.w3.org/1999/xhtml') tell('namespace', e);
    if (isMath !== /^m(?!ain|ark)/.test(e.localName)) tell('an element of another namespace', e);
    if (!allowed.has(e.localName)) tell('element that is not allowed', e);
    if (isMath) for (const { name } of e.attributes) if (!/^(id|lang|dir|title|display|width)$/.test(name)) tell('attribute of a formula', e);
    if (e.id && !e.id.startsWith('user-content-')) tell('id', e);
    if (e.name) tell('name', e);
    if (e.className && !e.matches('.table, .embedded, .hint, .missing-picture')) tell('class', e);
    const style = getComputedStyle(e);
    if (/fixed|absolute|sticky/.test(style.position)) tell('position', e);
    for (const media of e.matches('audio, video') ? [e] : []) if (media.autoplay || media.loop || !media.controls) tell('media', e);
  }
  if (document.querySelectorAll('main').length - !!document.querySelector('#failure') !== 1) tell('a second main');
  for (const id of ['app', 'content', 'cong-tin-config']) if (document.querySelectorAll('#' + id).length !== 1) tell('a second ' + id);
  if (!document.querySelector('#failure')?.hidden) tell('the failure is shown');
  if (!(document.getElementById('app') instanceof HTMLDivElement) || document.forms.app || document.defaultView !== window) tell('clobbered');
  if (document.documentElement.scrollWidth > innerWidth) tell('the page is wider than the window', [...document.querySelectorAll('#app *')].findLast((e) => e.getBoundingClientRect().right > innerWidth + 1));
  if (document.baseURI !== location.origin + '/') tell('the base is ' + document.baseURI);
}
"#;

/// Walks from the first article to the last by the links at the articles' ends, as a reader does,
/// and examines the front page and each article.
const WALK: &str = r"
const done = arguments[arguments.length - 1];
(async () => {
  performance.setResourceTimingBufferSize(100000);
  examine();
  const first = [...document.querySelectorAll('main a')].find((a) => a.textContent === 'Mở đầu');
  if (!first) return done({ wrong: ['the front page does not show its first story'], articles: 0 });
  first.click();
  if (!await patience(() => document.querySelector('article .body')?.textContent.includes('không có gì lạ') && document.querySelector('.around a')))
    return done({ wrong: ['the first article is not shown'], articles: 0 });
  const usual = JSON.stringify(frame());
  let articles = 1;
  for (let next; (next = document.querySelector('.around a.older-story')); articles++) {
    // By its element: browsers refuse to change the address hundreds of times in a few seconds.
    const before = document.querySelector('article.article');
    next.click();
    if (!await patience(() => ![null, before].includes(document.querySelector('article.article')) && document.querySelector('.of-the-day'))) { tell('the next article is not shown'); break; }
    for (const picture of document.querySelectorAll('article img')) picture.loading = 'eager';
    examine();
    const now = JSON.stringify(frame());
    if (now !== usual) tell('the frame is ' + now + ', not ' + usual);
  }
  const media = ['img', 'image', 'imageset', 'video', 'audio', 'track', 'source'];
  const foreign = performance.getEntriesByType('resource').filter((e) => new URL(e.name).origin !== location.origin && !media.includes(e.initiatorType));
  for (const entry of foreign) tell('a request by ' + entry.initiatorType + ' to ' + entry.name);
  done({ wrong: wrong.concat(window.__trouble), articles });
})().catch((error) => done({ wrong: ['' + error], articles: 0 }));
";

/// What may be in an article: what the list names, and what `frame.rs` and `body.rs` make.
fn may_be_shown() -> Vec<&'static str> {
    let entries = ELEMENTS.split_ascii_whitespace();
    let names = entries.map(|entry| entry.split(':').next().unwrap_or_default());
    let names = names.filter(|name| *name != "iframe");
    names.chain(["button", "span"]).collect()
}

/// Shows the front page and all articles of a pack; the pack's articles are counted.
async fn walk(page: &Browser, pack: &str, expected: usize) -> Result<()> {
    page.open(&["/?pack=", pack].concat()).await?;
    // Hundreds of articles take longer than a script's usual half a minute.
    let patience = TimeoutConfiguration::new(Some(Duration::from_secs(300)), None, None);
    page.client.update_timeouts(patience).await?;
    let script = [EXAMINE, WALK].concat();
    let walked = page
        .client
        .execute_async(&script, vec![json!(may_be_shown())])
        .await?;
    ensure!(
        walked["wrong"] == json!([]),
        "pack {pack}: {:#}",
        walked["wrong"]
    );
    ensure!(
        walked["articles"] == json!(expected),
        "pack {pack}: {} articles of {expected}",
        walked["articles"]
    );
    Ok(())
}

/// The canary sings when a payload is put into a page that has neither sanitiser nor policy.
async fn the_canary_sings(page: &Browser) -> Result<()> {
    page.visit("/e2e/control.html").await?;
    let payload = &PAYLOADS[0];
    page.script(
        "document.body.innerHTML = arguments[0]",
        vec![json!(payload)],
    )
    .await?;
    page.until(
        "the canary sings",
        "return (window.__trouble || []).some((what) => what.startsWith('ran: alert'))",
    )
    .await
    .context("a payload that runs is not noticed")
}

async fn no_payload_runs_or_escapes(page: &Browser) -> Result<()> {
    the_canary_sings(page).await?;
    for (number, pack) in PACKS.iter().enumerate() {
        walk(page, &number.to_string(), pack.len() + 2).await?;
    }
    Ok(())
}

async fn the_sanitiser_holds_alone_in_every_article(page: &Browser) -> Result<()> {
    the_canary_sings(page).await?;
    walk(page, "all", PAYLOADS.len() + 2).await?;
    for path in [
        "/search?q=alert&pack=all",
        "/date/2024-12?pack=all",
        "/date/2024-12-28?pack=all",
    ] {
        page.open(path).await?;
        page.until(
            "there are headlines",
            "return !!document.querySelector('main .story')",
        )
        .await?;
        let script = [EXAMINE, "examine(); return wrong.concat(window.__trouble)"].concat();
        let wrong = page.script(&script, vec![json!(may_be_shown())]).await?;
        ensure!(wrong == json!([]), "{path}: {wrong:#}");
    }
    Ok(())
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

/// Walks like [`WALK`]; each article's source is parsed by the browser and compared.
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
  document.querySelector('main h1 a').click();
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

/// A frame is asked for by the reader alone, and only of a host that the operator names.
fn framed() -> Site {
    Site::default()
        .config("frames", json!(["film.example"]))
        .feed(feed(json!([{
            "id": "1", "title": "Bài có phim",
            "content_html": "<p>Xem phim:</p>\
                <iframe src='https://film.example/1' title='Phim tài liệu' onload=x allow=camera></iframe>\
                <iframe src='https://khac.example/2'></iframe>",
        }])))
}

async fn a_film_waits_for_the_reader(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "Bài có phim").await?;
    page.says("Phim tài liệu").await?;
    page.get("link", "Mở tại khac.example").await?;
    page.has("nothing is framed", "iframe", 0).await?;
    page.has("the other has no button", ".embedded button", 1)
        .await?;
    page.is_accessible().await?;
    page.press("button", "Hiện nội dung từ film.example")
        .await?;
    page.has(
        "the frame is sandboxed",
        "article .body iframe[src='https://film.example/1'][title='Phim tài liệu']\
         [sandbox='allow-scripts allow-same-origin allow-presentation'][allow=fullscreen]\
         [referrerpolicy=strict-origin]:not([onload])",
        1,
    )
    .await?;
    page.has("one frame", "iframe", 1).await?;
    // Should markup get past the sanitiser, the page's own policy still holds it to that host.
    page.script(
        "window.__refused = [];
         addEventListener('securitypolicyviolation', (event) => __refused.push(event.effectiveDirective + ' ' + event.blockedURI));
         const frame = document.createElement('iframe');
         frame.src = 'https://khac.example/2';
         document.querySelector('article').append(frame)",
        vec![],
    )
    .await?;
    page.until(
        "a frame of another host is refused",
        "return __refused.some((what) => what.startsWith('frame-src https://khac.example'))",
    )
    .await?;
    page.script("__trouble.length = 0", vec![]).await?;
    Ok(())
}

/// Footnotes lead there and back, below a base path too, and take the focus along.
fn footnoted() -> Site {
    Site::default().feed(feed(json!([{
        "id": "1", "title": "Bài có chú thích", "url": "https://tin.example/bai",
        "content_html": "<p>Chữ<sup id=ref1><a href='#chú-thích'>1</a></sup></p><p>Hết.</p>\
            <ol><li id='chú-thích'>Chú thích. <a href='#ref1'>Trở lại</a></li></ol>",
    }])))
}

async fn footnotes_lead_there_and_back(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "Bài có chú thích").await?;
    page.press("link", "1").await?;
    let focus = |id: &str| format!("return document.activeElement.id === 'user-content-{id}'");
    page.until("the focus is on the note", &focus("chú-thích"))
        .await?;
    page.press("link", "Trở lại").await?;
    page.until("the focus is back", &focus("ref1")).await?;
    page.heading("Bài có chú thích").await
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

/// A formula as converters write it: with what it means beside it, in TeX.
fn formulas() -> Site {
    let html = r#"<p>Ta có <math display="block"><semantics><mrow><mi>x</mi><mo>=</mo><mfrac linethickness="3px">
        <msqrt><msup><mi>b</mi><mn>2</mn></msup></msqrt><mrow><mn>2</mn><mspace width="0.2em"/><mi>a</mi></mrow></mfrac>
        <mstyle mathcolor="red"><mtext>(đơn vị)</mtext></mstyle></mrow>
        <annotation encoding="application/x-tex">x=\sqrt{b^2}</annotation></semantics></math></p>"#;
    Site::default().feed(feed(json!([
        { "id": "1", "title": "Công thức", "content_html": html },
    ])))
}

async fn formulas_are_shown(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "Công thức").await?;
    page.says("(đơn vị)").await?;
    let formula = "article .body math[display=block] > mrow > mfrac > msqrt > msup > mn";
    page.has("the formula", formula, 1).await?;
    page.has("a space", "article .body mspace[width='0.2em']", 1)
        .await?;
    let drawn = "const [over, under] = document.querySelectorAll('mfrac > *');
        return under.getBoundingClientRect().top >= over.getBoundingClientRect().bottom - 1";
    page.until("it is drawn as a fraction", drawn).await?;
    let kept = "return document.querySelector('article .body').textContent";
    let text = page.text_of(kept).await?;
    ensure!(!text.contains("sqrt"), "it is there in TeX, too: {text}");
    page.has(
        "neither looks nor what it means",
        "article .body :is(semantics, annotation, mstyle, [linethickness], [mathcolor])",
        0,
    )
    .await?;
    page.is_accessible().await
}
