use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU32, Ordering},
};

use anyhow::{Result, ensure};
use axum::http::header;
use serde_json::json;

use super::{Story, article::address_of, faults::HURRY, story};
use crate::{
    browser::Browser,
    engine::Engine,
    site::{Site, built},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(a_changed_main_module_is_not_run, changing("app-", ".wasm")),
        story!(a_changed_script_is_not_run, changing("app-", ".js")),
        story!(
            a_changed_later_module_is_not_run,
            changing("pages-", ".wasm")
        ),
        story!(what_is_verified_is_fetched_once, counted()),
    ]
}

/// A file to which something is added on its way, from when a story says so until it says no more:
/// so little that it would run, an empty section of a module or a comment of a script.
fn changing(start: &str, end: &str) -> Site {
    let (path, file) = built(start, end);
    let (ty, added): (_, &[u8]) = match end {
        ".js" => ("text/javascript", b"\n//"),
        _ => ("application/wasm", &[0, 2, 1, b'x']),
    };
    let changed = Arc::new(AtomicBool::new(false));
    let (change, mend) = (changed.clone(), changed.clone());
    let answer = move || {
        let mut bytes = std::fs::read(&file).unwrap_or_default();
        if changed.load(Ordering::SeqCst) {
            bytes.extend(added);
        }
        let headers = [
            (header::CONTENT_TYPE, ty),
            (header::CACHE_CONTROL, "no-cache"),
        ];
        (headers, bytes)
    };
    Site::default()
        .answer(&path, answer)
        .answer("/e2e/change", move || change.store(true, Ordering::SeqCst))
        .answer("/e2e/mend", move || mend.store(false, Ordering::SeqCst))
        .script(HURRY)
}

const HEADLINE: &str =
    "Toàn tỉnh thi hành xong 84,47% số việc, 46,12% số tiền có điều kiện trong năm công tác 2026";

/// Opens an article once the file is changed.
async fn open_changed(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let article = address_of(page, HEADLINE).await?;
    ask(page, "/e2e/change").await?;
    page.visit(&article).await
}

/// The reader is told, and reloads once the host is mended.
async fn told_and_mended(page: &Browser) -> Result<()> {
    page.get("heading", "Trang gặp sự cố").await?;
    ask(page, "/e2e/mend").await?;
    page.press("button", "Tải lại trang · Reload").await?;
    page.until(
        "there is a heading",
        "return !!document.querySelector('#app main h1')",
    )
    .await
}

async fn ask(page: &Browser, path: &str) -> Result<()> {
    let done = page.client.execute_async(
        "fetch(arguments[0]).then(arguments[1], arguments[1])",
        vec![path.into()],
    );
    done.await?;
    Ok(())
}

async fn a_changed_main_module_is_not_run(page: &Browser) -> Result<()> {
    open_changed(page).await?;
    told_and_mended(page).await
}

async fn a_changed_script_is_not_run(page: &Browser) -> Result<()> {
    open_changed(page).await?;
    told_and_mended(page).await
}

/// What needs the module says that it is not there.
async fn a_changed_later_module_is_not_run(page: &Browser) -> Result<()> {
    open_changed(page).await?;
    page.heading(HEADLINE).await?;
    page.press("link", "Lưu trữ theo ngày").await?;
    page.heading("Chưa tải được trang này").await?;
    ask(page, "/e2e/mend").await?;
    page.press("button", "Thử lại").await?;
    page.heading("Các tin đã đưa tháng 11 năm 2026").await
}

/// Tells how often the module was asked for. No cache keeps it.
fn counted() -> Site {
    let (path, file) = built("app-", ".wasm");
    let asked = Arc::new(AtomicU32::new(0));
    let count = asked.clone();
    let answer = move || {
        asked.fetch_add(1, Ordering::SeqCst);
        let headers = [
            (header::CONTENT_TYPE, "application/wasm"),
            (header::CACHE_CONTROL, "no-store"),
        ];
        (headers, std::fs::read(&file).unwrap_or_default())
    };
    let site = Site::default().answer(&path, answer);
    site.answer("/e2e/asked", move || {
        count.load(Ordering::SeqCst).to_string()
    })
}

/// A preload that says another integrity than the request would not serve it. WebKitGTK asks twice, with
/// digests or without.
async fn what_is_verified_is_fetched_once(page: &Browser) -> Result<()> {
    if page.engine == Engine::WebKit {
        eprintln!("skipped: WebKitGTK takes nothing from this preload");
        return Ok(());
    }
    page.open("/").await?;
    let asked = page.client.execute_async(
        "fetch('/e2e/asked').then((r) => r.text()).then(arguments[0], arguments[0])",
        vec![],
    );
    let asked = asked.await?;
    ensure!(
        asked == json!("1"),
        "the module was asked for {asked} times"
    );
    Ok(())
}
