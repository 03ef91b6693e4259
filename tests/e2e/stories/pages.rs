//! A page for every article, as `cargo xtask press --pages` makes it: docs/PAGES.md.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use anyhow::{Context, Result, ensure};
use axum::http::StatusCode;
use feed::Key;
use serde_json::{Value, json};
use tempfile::TempDir;
use walkdir::WalkDir;

use super::{Story, archives, story};
use crate::{
    browser::Browser,
    engine::Engine,
    site::{self, Site},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(
            without_scripts_an_article_its_neighbours_and_its_day_are_read,
            pressed(&WITHOUT_SCRIPTS)
        ),
        story!(
            the_portal_takes_over_an_article_that_stands,
            pressed(&WITH_SCRIPTS).script(HELD)
        ),
        story!(
            an_article_stays_where_the_feed_does_not_come,
            pressed(&WITH_SCRIPTS).answer("/feed.json", || StatusCode::NOT_FOUND)
        ),
        story!(
            an_article_stays_where_the_archive_does_not_come,
            pressed(&WITH_SCRIPTS).answer("/archive/manifest.json", || StatusCode::NOT_FOUND)
        ),
        story!(
            an_article_stays_where_the_portal_does_not_start,
            pressed(&WITH_SCRIPTS).script(BROKEN)
        ),
        story!(
            hostile_articles_are_harmless_pages,
            pressed(&HOSTILE).script(HELD)
        ),
    ]
}

static WITH_SCRIPTS: LazyLock<TempDir> = LazyLock::new(|| published(articles(), |page| page));

/// The same, and no script is run, whatever the engine.
static WITHOUT_SCRIPTS: LazyLock<TempDir> = LazyLock::new(|| {
    published(articles(), |page| {
        let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\">";
        page.replacen("<head>", &["<head>", policy].concat(), 1)
    })
});

static HOSTILE: LazyLock<TempDir> = LazyLock::new(|| published(hostile(), |page| page));

/// The built portal, the archive of these items and their pages, each page changed by `edit`.
fn published(items: Value, edit: fn(String) -> String) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    publish(folder.path(), items, edit).expect("the portal and its pages are published");
    folder
}

fn publish(folder: &Path, items: Value, edit: fn(String) -> String) -> Result<()> {
    let out = archives::pressed(items, Some("https://tin.example/"), Some(site::dist()))?;
    copy(&site::dist(), folder)?;
    // The demonstration's feed has packed siblings.
    for name in ["feed.json.br", "feed.json.gz"] {
        fs::remove_file(folder.join(name))?;
    }
    copy(out.path(), folder)?;
    for entry in fs::read_dir(folder.join("article"))? {
        let path = entry?.path();
        fs::write(&path, edit(fs::read_to_string(&path)?))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry?;
        let to = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

fn pressed(folder: &'static LazyLock<TempDir>) -> Site {
    let folder: PathBuf = folder.path().to_owned();
    Site::default().dist(folder)
}

/// Sixty stories, three a day: the oldest are in the archive alone.
fn articles() -> Value {
    let paragraphs: String = (1..=40)
        .map(|number| format!("<p>Đoạn {number} của bài, đủ dài để trang phải cuộn.</p>"))
        .collect();
    let item = |number: usize| {
        let day = number / 3 + 1;
        json!({
            "id": format!("tin-{number}"),
            "title": format!("Tin số {number}"),
            "summary": format!("Tóm tắt tin {number}."),
            "content_html": format!(
                "<p>Mở đầu <a href='https://vidu.example/'>liên kết</a> tin {number}.</p>\
                 <h2>Một</h2><details><summary>Chi tiết</summary><p>Bên trong</p></details><h2>Hai</h2><h2>Ba</h2>{paragraphs}"
            ),
            "date_published": format!("2026-11-{day:02}T08:{:02}:00+07:00", number % 3),
            "tags": ["Thông báo"],
        })
    };
    (0..60).map(item).collect()
}

/// Of the article with this number.
fn address_of(number: usize) -> String {
    let key = Key::hash(&format!("tin-{number}"));
    format!("/article/tin-so-{number}-{key}")
}

/// The portal's module is not compiled before the story says so. Every frame is looked at from the page's first:
/// the article that has been there once is there.
const HELD: &str = "{
  const { compileStreaming } = WebAssembly;
  const released = new Promise((release) => { window.__release = release; });
  WebAssembly.compileStreaming = (answer) => released.then(() => compileStreaming(answer));
  const place = () => ['h1', '.lead', '.body p', '.around a'].map((selector) => {
    const element = document.querySelector(selector);
    return element?.checkVisibility() ? Math.round(element.getBoundingClientRect().top + scrollY) : 'gone';
  }).join();
  let stood;
  window.__places = [];
  const look = () => {
    const now = place();
    if (window.__look) stood ??= now;
    if (stood && now !== stood) __places.push(now + ' instead of ' + stood);
    requestAnimationFrame(look);
  };
  look();
}";

/// The portal's module is none.
const BROKEN: &str = "WebAssembly.compileStreaming = () => Promise.reject(new Error('cut off'));
  WebAssembly.instantiate = () => Promise.reject(new Error('cut off'));";

/// Waits until an article stands there, and the portal has not drawn it.
async fn stands(page: &Browser, headline: &str) -> Result<()> {
    page.get("heading", headline).await?;
    page.until(
        "the article is the page's own",
        "return document.querySelector('#waiting h1')?.checkVisibility() && !document.querySelector('#app h1')",
    )
    .await
}

async fn without_scripts_an_article_its_neighbours_and_its_day_are_read(
    page: &Browser,
) -> Result<()> {
    page.visit(&address_of(30)).await?;
    stands(page, "Tin số 30").await?;
    for text in [
        "Tóm tắt tin 30.",
        "Mở đầu liên kết tin 30.",
        "Đoạn 40 của bài",
    ] {
        page.says(text).await?;
    }
    let began = "return document.documentElement.dataset.begun ?? null";
    ensure!(
        page.script(began, vec![]).await? == Value::Null,
        "a script ran"
    );
    page.is_accessible().await?;
    page.get("link", "Thông báo").await?;
    page.press("link", "Tin mới hơn…").await?;
    stands(page, "Tin số 31").await?;
    page.press("link", "Tin cũ hơn…").await?;
    stands(page, "Tin số 30").await?;
    page.press("link", "Các tin đã đưa ngày 11/11/2026").await?;
    page.address("/date/2026-11-11").await
}

/// What a reader does to the text before the portal is there.
const READ: &str = "
    const waiting = document.querySelector('#waiting');
    waiting.querySelector('.body details').open = true;
    const link = [...waiting.querySelectorAll('.body a')].find((it) => it.textContent === 'liên kết');
    link.focus({ preventScroll: true });
    const [from, to] = [...waiting.querySelectorAll('.body p')].slice(4, 6);
    getSelection().setBaseAndExtent(from.firstChild, 2, to.firstChild, 6);
    scrollTo(0, 400);
    return getSelection().toString();";

/// The same, once it is the portal's.
const FOUND: &str = "
    const app = document.querySelector('#app');
    const { anchorNode } = getSelection();
    return {
      scrolled: scrollY,
      selected: getSelection().toString(),
      ours: app.contains(anchorNode),
      focused: app.contains(document.activeElement) && document.activeElement.textContent,
      open: app.querySelector('.body details').open,
    };";

async fn the_portal_takes_over_an_article_that_stands(page: &Browser) -> Result<()> {
    // One that is in the feed, and one in the archive alone.
    for number in [50, 2] {
        page.visit(&address_of(number)).await?;
        let headline = format!("Tin số {number}");
        stands(page, &headline).await?;
        page.is_accessible().await?;
        let selected = page.text_of(READ).await?;
        ensure!(!selected.is_empty(), "nothing is selected");
        page.script("window.__look = true", vec![]).await?;
        page.until(
            "the browser has told of it",
            "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))",
        )
        .await?;
        // What the reader has opened moves what is below it.
        page.script("__shift = 0; __moved = []", vec![]).await?;
        page.script("__release()", vec![]).await?;
        page.heading(&headline).await?;
        let found = page.script(FOUND, vec![]).await?;
        let expected = json!({
            "scrolled": 400, "selected": selected, "ours": true, "focused": "liên kết", "open": true,
        });
        ensure!(found == expected, "{found}, not {expected}");
        page.get("button", "Tiếng Việt").await?;
        let moved = page.script("return window.__places", vec![]).await?;
        ensure!(moved == json!([]), "{moved}");
        if page.engine == Engine::Chromium {
            let shift = page.script("return [__shift, __moved]", vec![]).await?;
            ensure!(shift[0] == json!(0), "it shifts by {shift}");
        }
    }
    // It is the portal itself.
    page.press("link", "Trang chủ").await?;
    page.get("heading", "Tin mới nhất").await?;
    page.until(
        "nothing is said of the article any more",
        "return !document.querySelector('link[rel=canonical], meta[property], [type=\"application/ld+json\"]')",
    )
    .await
}

async fn stays(page: &Browser, number: usize, why: &str) -> Result<()> {
    page.visit(&address_of(number)).await?;
    let headline = format!("Tin số {number}");
    stands(page, &headline).await?;
    page.until(why, "return window.__logged.length > 0").await?;
    stands(page, &headline).await?;
    page.says("Đoạn 40 của bài").await?;
    page.press("link", "Tin cũ hơn…").await?;
    stands(page, &format!("Tin số {}", number - 1)).await
}

async fn an_article_stays_where_the_feed_does_not_come(page: &Browser) -> Result<()> {
    stays(page, 50, "the portal knows that there is no feed").await
}

async fn an_article_stays_where_the_archive_does_not_come(page: &Browser) -> Result<()> {
    stays(page, 2, "the portal knows that there is no archive").await
}

async fn an_article_stays_where_the_portal_does_not_start(page: &Browser) -> Result<()> {
    page.visit(&address_of(50)).await?;
    page.get("heading", "Trang gặp sự cố").await?;
    stands(page, "Tin số 50").await
}

/// Markup that is known to break out, in each field that is shown.
fn hostile() -> Value {
    let payloads: Value =
        serde_json::from_str(include_str!("hostile/payloads.json")).unwrap_or_default();
    let payloads = payloads.as_array().cloned().unwrap_or_default();
    let item = |(number, payload): (usize, &Value)| {
        let html = payload["html"].as_str().unwrap_or_default();
        json!({
            "id": format!("tin-{number}"), "title": format!("Tin số {number}"), "content_html": html,
            "summary": html, "tags": [html], "authors": [{ "name": html }],
        })
    };
    payloads.iter().enumerate().map(item).collect()
}

async fn hostile_articles_are_harmless_pages(page: &Browser) -> Result<()> {
    let count = hostile().as_array().map_or(0, Vec::len);
    ensure!(count > 10, "there are {count} payloads");
    for number in 0..count {
        page.visit(&address_of(number)).await?;
        stands(page, &format!("Tin số {number}"))
            .await
            .context(number)?;
        let strange = "return [...document.body.children].map((it) => it.id || it.localName)
            .filter((it) => !['waiting', 'app', 'failure'].includes(it))
            .concat([...document.querySelectorAll('#waiting :is(iframe, meta, style, script, svg, main form, base)')].map((it) => it.localName))";
        let strange = page.script(strange, vec![]).await?;
        ensure!(strange == json!([]), "{number}: there is {strange}");
        let trouble = page.script("return window.__trouble", vec![]).await?;
        ensure!(trouble == json!([]), "{number}: {trouble}");
    }
    Ok(())
}
