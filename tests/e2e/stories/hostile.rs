//! Feeds that want to run code in the reader's browser, through the page as it is built.
//!
//! The payloads are our own (`hostile/payloads.json`) and, where they lie beside this clone, those
//! of other projects. Each is put into every field of the feed that is ever shown. A visit shows a
//! few of them at a time: the feed of a visit is told by its page's address.

mod feeds;

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use axum::{
    Router,
    http::{HeaderMap, header},
    response::Html,
    routing::get,
};
use fantoccini::wd::TimeoutConfiguration;
use markup::allowed::ELEMENTS;
use serde_json::{Value, json};

use self::feeds::{PACKS, PAYLOADS, Written, hostile_feed};
use super::{Story, story};
use crate::{browser::Browser, site::Site};

pub fn stories() -> Vec<Story> {
    vec![
        story!(no_payload_runs_or_escapes, hostile(Written::Json)),
        story!(no_payload_of_rss_runs_or_escapes, hostile(Written::Rss)),
        story!(no_payload_of_atom_runs_or_escapes, hostile(Written::Atom)),
        story!(
            the_sanitiser_holds_alone_in_every_article,
            hostile(Written::Json).without_policy()
        ),
    ]
}

/// Payloads of one visit where the feed's title need not have room for all.
const MANY: usize = 150;

/// The payloads of a pack by its name: `3` is one of [`PACKS`], `many3` one of [`MANY`] payloads.
fn pack_of(name: &str) -> Option<Vec<&'static str>> {
    if let Some(number) = name.strip_prefix("many") {
        let many = PAYLOADS.chunks(MANY).nth(number.parse().ok()?)?;
        return Some(many.iter().map(String::as_str).collect());
    }
    PACKS.get(name.parse::<usize>().ok()?).cloned()
}

/// Serves the pack that the page's address names, `/?pack=3`.
fn hostile(written: Written) -> Site {
    let feed = get(async move |headers: HeaderMap| {
        let page = headers
            .get(header::REFERER)
            .and_then(|page| page.to_str().ok());
        let name = page
            .and_then(|page| page.split_once("pack="))
            .map(|(_, name)| name);
        let pack = name.and_then(pack_of).unwrap_or_default();
        (
            [
                (header::CONTENT_TYPE, "application/feed+json"),
                (header::CACHE_CONTROL, "no-store"),
            ],
            hostile_feed(&pack, written),
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
      if (/^on|^style$|^srcdoc$|^formaction$|^action$|^ping$|^is$/i.test(name) && !e.matches('form.search-field, form.quick-search')) tell('attribute ' + name, e);
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
    // Those by which the contents lead to headings are ours.
    if (e.id && !/^(user-content-|contents-\d+$)/.test(e.id)) tell('id', e);
    if (e.name) tell('name', e);
    if (e.className && !e.matches('.table, .embedded, .hint, .missing-picture, .alone, .formula, .enumeration, .number, .enlarge')) tell('class', e);
    const style = getComputedStyle(e);
    if (/fixed|absolute|sticky/.test(style.position) && !e.matches('figure > button.enlarge')) tell('position', e);
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

/// Walks from the first article on, to so many at the most, by the links at the articles' ends, as a reader
/// does, and examines the front page and each article.
const WALK: &str = r"
const [, most, done] = arguments;
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
  for (let next; articles < most && (next = document.querySelector('.around a.older-story')); articles++) {
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

/// Goes on in a new window: WebKit's process, which keeps two files open for each player that a page has had,
/// ends somewhere beyond six hundred articles.
async fn in_new_window(page: &Browser) -> Result<()> {
    let before = page.client.window().await?;
    let own = page.client.new_window(false).await?;
    page.client.switch_to_window(before).await?;
    page.client.close_window().await?;
    page.client.switch_to_window(own.handle).await?;
    Ok(())
}

/// Shows the front page and so many articles of a pack, or all of them, which are counted.
async fn walk(page: &Browser, pack: &str, most: usize) -> Result<()> {
    let all = pack_of(pack).context("there is such a pack")?.len() + 2;
    let expected = all.min(most);
    page.open(&["/?pack=", pack].concat()).await?;
    // Hundreds of articles take longer than a script's usual half a minute.
    let patience = TimeoutConfiguration::new(Some(Duration::from_secs(300)), None, None);
    page.client.update_timeouts(patience).await?;
    let script = [EXAMINE, WALK].concat();
    let walked = page
        .client
        .execute_async(&script, vec![json!(may_be_shown()), json!(most)])
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

async fn walk_through_all(page: &Browser) -> Result<()> {
    for number in 0..PAYLOADS.len().div_ceil(MANY) {
        in_new_window(page).await?;
        walk(page, &format!("many{number}"), usize::MAX).await?;
    }
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
    walk_through_all(page).await?;
    // In the fields of the feed itself: those of an article that has none of its own.
    for number in 0..PACKS.len() {
        walk(page, &number.to_string(), 2).await?;
    }
    Ok(())
}

async fn no_payload_of_rss_runs_or_escapes(page: &Browser) -> Result<()> {
    walk_through_all(page).await
}

async fn no_payload_of_atom_runs_or_escapes(page: &Browser) -> Result<()> {
    walk_through_all(page).await
}

async fn the_sanitiser_holds_alone_in_every_article(page: &Browser) -> Result<()> {
    the_canary_sings(page).await?;
    walk_through_all(page).await?;
    for number in 0..PAYLOADS.len().div_ceil(MANY) {
        lists_are_clean(page, &format!("many{number}")).await?;
    }
    Ok(())
}

/// The pages that list the news of a pack.
async fn lists_are_clean(page: &Browser, pack: &str) -> Result<()> {
    for path in [
        "/search?q=alert&pack=",
        "/date/2024-12?pack=",
        "/date/2024-12-28?pack=",
    ] {
        page.open(&[path, pack].concat()).await?;
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
