use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use axum::{
    Router,
    http::{StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use serde_json::json;

use super::{Story, article::address_of, faults::HURRY, story};
use crate::{
    browser::Browser,
    site::{Site, built},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(nothing_blocks_a_page),
        story!(a_reader_is_quicker_than_the_line, late()),
        story!(the_browser_follows_links_at_first, held()),
        story!(a_chunk_that_is_lost_can_be_fetched_again, lost()),
        story!(a_chunk_that_was_refused_comes_at_the_second_try, refused()),
    ]
}

const HEADLINE: &str =
    "Toàn tỉnh thi hành xong 84,47% số việc, 46,12% số tiền có điều kiện trong năm công tác 2026";

/// Opens an article as the first page of a visit.
async fn open_article(page: &Browser) -> Result<String> {
    page.open("/").await?;
    let address = address_of(page, HEADLINE).await?;
    page.visit(&address).await?;
    page.heading(HEADLINE).await?;
    Ok(address)
}

/// A chunk that is called before it came is fetched by a request that blocks the page.
async fn nothing_blocks_a_page(page: &Browser) -> Result<()> {
    let blocking = "return performance.getEntriesByType('resource') \
                    .filter((entry) => entry.initiatorType === 'xmlhttprequest') \
                    .map((entry) => entry.name)";
    let article = open_article(page).await?;
    for path in [
        article.as_str(),
        "/article/nothing-0000000000",
        "/",
        "/date",
        "/date/2026-11-18",
        "/search?q=an",
        "/sign-in",
        "/doctor",
        "/embed",
        "/tag/thi-hanh-an",
        "/nothing/here",
    ] {
        page.open(path).await?;
        page.until(
            "there is a footer",
            "return !!document.querySelector('footer')",
        )
        .await?;
        let blocked = page
            .script(blocking, vec![])
            .await
            .context(path.to_owned())?;
        ensure!(blocked == json!([]), "{path} was blocked for {blocked}");
    }
    Ok(())
}

/// The other pages' chunk takes a second.
fn late() -> Site {
    let (path, file) = built("pages-", ".wasm");
    let answer = move || {
        let file = file.clone();
        async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            let bytes = std::fs::read(file).unwrap_or_default();
            ([(header::CONTENT_TYPE, "application/wasm")], bytes)
        }
    };
    Site::default().routes(Router::new().route(&path, get(answer)))
}

async fn a_reader_is_quicker_than_the_line(page: &Browser) -> Result<()> {
    open_article(page).await?;
    page.press("link", "Lưu trữ theo ngày").await?;
    page.heading("Các tin đã đưa tháng 11 năm 2026").await
}

/// An article's chunk does not come while it is held back.
fn held() -> Site {
    let (path, file) = built("article-", ".wasm");
    let held = Arc::new(AtomicBool::new(false));
    let (hold, release) = (held.clone(), held.clone());
    let answer = move || {
        let (held, file) = (held.clone(), file.clone());
        async move {
            while held.load(Ordering::SeqCst) {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            let bytes = std::fs::read(file).unwrap_or_default();
            ([(header::CONTENT_TYPE, "application/wasm")], bytes)
        }
    };
    Site::default()
        .routes(Router::new().route(&path, get(answer)))
        .answer("/e2e/hold", move || hold.store(true, Ordering::SeqCst))
        .answer("/e2e/release", move || {
            release.store(false, Ordering::SeqCst)
        })
}

async fn tell_host(page: &Browser, path: &str) -> Result<()> {
    let script = format!("return fetch('{path}').then(() => true)");
    page.script(&script, vec![]).await?;
    Ok(())
}

/// Until an article's chunk is there, the links around its headline are the browser's.
async fn the_browser_follows_links_at_first(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let address = address_of(page, HEADLINE).await?;
    tell_host(page, "/e2e/hold").await?;
    page.visit(&address).await?;
    page.heading(HEADLINE).await?;
    // The next page's load waits for the chunk, and the driver for the load.
    let release = "window.__before = true; \
                   addEventListener('pagehide', () => fetch('/e2e/release', { keepalive: true }))";
    page.script(release, vec![]).await?;
    page.press("link", "Lưu trữ theo ngày").await?;
    page.until("another page is loaded", "return !window.__before")
        .await?;
    page.heading("Các tin đã đưa tháng 11 năm 2026").await
}

/// The chunk is not there, until the host is mended.
fn lost() -> Site {
    let (path, file) = built("article-", ".wasm");
    let mended = Arc::new(AtomicBool::new(false));
    let mend = mended.clone();
    let answer = move || {
        if !mended.load(Ordering::SeqCst) {
            return StatusCode::NOT_FOUND.into_response();
        }
        let bytes = std::fs::read(&file).unwrap_or_default();
        ([(header::CONTENT_TYPE, "application/wasm")], bytes).into_response()
    };
    let site = Site::default().answer(&path, answer);
    site.answer("/e2e/mend", move || mend.store(true, Ordering::SeqCst))
}

async fn a_chunk_that_is_lost_can_be_fetched_again(page: &Browser) -> Result<()> {
    page.visit("/").await?;
    page.get("heading", "Trang gặp sự cố").await?;
    page.is_accessible().await?;
    tell_host(page, "/e2e/mend").await?;
    page.press("button", "Tải lại trang · Reload").await?;
    page.get("heading", "Tin mới nhất").await?;
    Ok(())
}

/// A late chunk that the host has not, until it is mended; the page asks for it three times by itself.
fn refused() -> Site {
    let (path, file) = built("doctor-", ".wasm");
    let asked = Arc::new(AtomicU32::new(0));
    let count = asked.clone();
    let answer = move || {
        if asked.fetch_add(1, Ordering::SeqCst) < 3 {
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
        let bytes = std::fs::read(&file).unwrap_or_default();
        ([(header::CONTENT_TYPE, "application/wasm")], bytes).into_response()
    };
    let site = Site::default().script(HURRY).answer(&path, answer);
    site.answer("/e2e/asked", move || {
        count.load(Ordering::SeqCst).to_string()
    })
}

async fn a_chunk_that_was_refused_comes_at_the_second_try(page: &Browser) -> Result<()> {
    page.open("/doctor").await?;
    page.get("button", "Thử lại").await?;
    page.is_accessible().await?;
    let asked = "return fetch('/e2e/asked').then((answer) => answer.text())";
    let asked = page.text_of(asked).await?;
    ensure!(asked == "3", "it was asked for {asked} times");
    page.press("button", "Thử lại").await?;
    page.get("heading", "Kết quả").await?;
    Ok(())
}
