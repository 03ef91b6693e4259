//! What was read before is there at once: the service worker puts a snapshot of it into the page.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::{
    Story,
    offline::{HEADLINE, read},
    story,
};
use crate::{
    browser::Browser,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(
            an_article_read_before_is_there_before_the_portal,
            Site::default().script(HELD)
        ),
        story!(
            what_is_there_is_in_the_language_that_is_read,
            Site::default().script(HELD)
        ),
        story!(
            what_is_there_has_the_colours_that_were_chosen,
            Site::default().script(HELD)
        ),
        story!(what_cannot_be_written_down_is_not_there_before, nested()),
        story!(hostile_articles_are_as_harmless_again, hostile()),
    ]
}

/// The portal's module is not compiled before the story says so, from when the story asks for that. And how the
/// page looks before the portal's first script.
const HELD: &str = "{
  window.__theme = document.documentElement.dataset.theme;
  const { compileStreaming } = WebAssembly;
  const released = new Promise((release) => { window.__release = release; });
  if (sessionStorage.held) WebAssembly.compileStreaming = (answer) => released.then(() => compileStreaming(answer));
}";

/// Visits an address; the portal does not begin yet.
async fn visit_and_hold(page: &Browser, address: &str) -> Result<()> {
    page.script("sessionStorage.held = 'yes'", vec![]).await?;
    page.visit(address).await
}

/// Whether there is a snapshot of an article, by where [`at`] has it.
const SNAPSHOT: &str = "return caches.match(arguments[0]).then((found) => !!found)";

async fn has_snapshot(page: &Browser, address: &str) -> Result<()> {
    page.until_with(
        "there is a snapshot of the article",
        SNAPSHOT,
        vec![at(address)],
    )
    .await
}

fn at(address: &str) -> Value {
    json!(
        [
            "/snapshots/",
            address.rsplit('-').next().unwrap_or_default()
        ]
        .concat()
    )
}

/// Waits until an article stands there while the portal has not begun.
async fn stands_there(page: &Browser, headline: &str) -> Result<()> {
    let stands = "const heading = document.querySelector('#waiting h1');
        return heading && heading.checkVisibility() && heading.textContent === arguments[0]
          && document.querySelector('#waiting .body p') && !document.querySelector('#app h1')";
    page.until_with("the article stands there", stands, vec![json!(headline)])
        .await
}

/// From now on looks at every frame whether the article is in its place.
const WATCH: &str = "const place = () => ['h1', '.body p'].map((selector) => {
      const element = document.querySelector(selector);
      return element?.checkVisibility() ? element.getBoundingClientRect().top : 'gone';
    }).join();
  const before = place();
  window.__moved = [];
  const look = () => { const now = place(); if (now !== before) window.__moved.push(now); requestAnimationFrame(look); };
  look();
  __release();";

async fn an_article_read_before_is_there_before_the_portal(page: &Browser) -> Result<()> {
    let address = read(page, HEADLINE).await?;
    has_snapshot(page, &address).await?;
    visit_and_hold(page, &address).await?;
    stands_there(page, HEADLINE).await?;
    page.is_accessible().await?;
    page.script(WATCH, vec![]).await?;
    page.heading(HEADLINE).await?;
    page.until(
        "the portal has taken over",
        "return !document.querySelector('#waiting')",
    )
    .await?;
    let moved = page.script("return window.__moved", vec![]).await?;
    ensure!(moved == json!([]), "it went to {moved}");
    // It is the portal itself.
    page.press("link", "Trang chủ").await?;
    page.get("heading", "Tin mới nhất").await?;
    Ok(())
}

async fn what_is_there_is_in_the_language_that_is_read(page: &Browser) -> Result<()> {
    let address = read(page, HEADLINE).await?;
    has_snapshot(page, &address).await?;
    page.press("link", "Trang chủ").await?;
    page.press("button", "English").await?;
    page.until(
        "the other language is known",
        "return caches.match('/snapshots/look').then((found) => found.text()).then((look) => look.includes('\"en\"'))",
    )
    .await?;
    visit_and_hold(page, &address).await?;
    page.until(
        "the skeleton stands there",
        "return document.querySelector('#waiting .skeleton')?.checkVisibility()",
    )
    .await?;
    page.script("__release()", vec![]).await?;
    page.heading(HEADLINE).await?;
    // Read in English it is there in English.
    has_snapshot(page, &address).await?;
    page.visit(&address).await?;
    stands_there(page, HEADLINE).await?;
    page.until(
        "it is in English",
        "return document.documentElement.lang === 'en' && document.querySelector('#waiting').textContent.includes('Sign in')",
    )
    .await
}

async fn what_is_there_has_the_colours_that_were_chosen(page: &Browser) -> Result<()> {
    let address = read(page, HEADLINE).await?;
    page.press("button", "Tối").await?;
    page.until(
        "the colours are known",
        "return caches.match('/snapshots/look').then((found) => found.text()).then((look) => look.includes('dark'))",
    )
    .await?;
    has_snapshot(page, &address).await?;
    visit_and_hold(page, &address).await?;
    stands_there(page, HEADLINE).await?;
    let theme = page.text_of("return window.__theme").await?;
    ensure!(theme == "dark", "it begins with “{theme}”");
    Ok(())
}

/// Cleaned of what may not stay, its paragraphs lie in each other, which no HTML can say.
fn nested() -> Site {
    Site::default().feed(feed(json!([{
        "id": "1", "title": NESTED,
        "content_html": "<p>Ngoài<button><p>Trong</p></button></p>",
    }])))
}

const NESTED: &str = "Đoạn văn lồng nhau";

async fn what_cannot_be_written_down_is_not_there_before(page: &Browser) -> Result<()> {
    let address = read(page, NESTED).await?;
    let kept = page.script(SNAPSHOT, vec![at(&address)]).await?;
    ensure!(
        kept == json!(false),
        "it is kept as other HTML than is shown"
    );
    Ok(())
}

/// HTML that is known to mean something else when it is written down and read again.
const HOSTILE: [&str; 5] = [
    "<p>a</p><math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=__ran=1&gt;\">",
    "<p>a</p><form><math><mtext></form><form><mglyph><style></math><img src onerror=__ran=1>",
    "<p>a</p><svg></p><style><a id=\"</style><img src=1 onerror=__ran=1>\">",
    "<p>a</p><noscript><p title=\"</noscript><img src=x onerror=__ran=1>\"></p></noscript>",
    "<p>a</p></div></main><iframe srcdoc=\"<script>parent.__ran=1</script>\"></iframe><meta http-equiv=refresh content=\"0;url=/date\">",
];

fn hostile() -> Site {
    let item = |(number, html): (usize, &&str)| json!({ "id": number, "title": title(number), "content_html": html });
    let items: Vec<Value> = HOSTILE.iter().enumerate().map(item).collect();
    Site::default().feed(feed(json!(items))).script(HELD)
}

fn title(number: usize) -> String {
    format!("Bài số {number}")
}

async fn hostile_articles_are_as_harmless_again(page: &Browser) -> Result<()> {
    let mut addresses = Vec::new();
    for number in 0..HOSTILE.len() {
        addresses.push(read(page, &title(number)).await?);
    }
    let mut stood = 0;
    for (number, address) in addresses.iter().enumerate() {
        visit_and_hold(page, address).await?;
        let stands = "return !!document.querySelector('#waiting[data-snapshot]')";
        stood += usize::from(page.script(stands, vec![]).await? == json!(true));
        // Whether it stands there or is left out, nothing of it is the page's.
        let strange = "return [...document.body.children].map((it) => it.id || it.localName)
            .filter((it) => !['waiting', 'app', 'failure', 'noscript', 'notices', 'div'].includes(it))
            .concat([...document.querySelectorAll('#waiting iframe, #waiting meta, #waiting style, #waiting main form, #waiting svg')].map((it) => it.localName))";
        let strange = page.script(strange, vec![]).await?;
        ensure!(strange == json!([]), "there is {strange}");
        page.script("__release()", vec![]).await?;
        page.heading(&title(number)).await?;
        let ran = page.script("return window.__ran ?? null", vec![]).await?;
        ensure!(ran == Value::Null, "{} ran", HOSTILE[number]);
    }
    ensure!(stood > 0, "none of them stood there");
    Ok(())
}
