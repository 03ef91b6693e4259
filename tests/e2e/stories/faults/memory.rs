//! A page that is read for long: its memory does not grow with what was read and left again.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::{
    browser::Browser,
    engine::Engine,
    site::Site,
    stories::{Story, story},
};

use super::loads::large;

pub fn stories() -> Vec<Story> {
    vec![story!(
        memory_stays_within_bounds,
        Site::default().script(NOTE_MEMORY).feed(large())
    )]
}

/// Notes the memory of the WebAssembly.
const NOTE_MEMORY: &str = "{
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...all) => {
    const made = await instantiate(...all);
    const parts = Object.values((made.instance ?? made).exports);
    window.__memory ??= parts.find((part) => part instanceof WebAssembly.Memory);
    return made;
  };
}";

/// What a page holds.
#[derive(Debug)]
struct Held {
    /// Bytes of the WebAssembly's memory, which never shrinks.
    wasm: f64,
    /// Bytes of objects and of the document's parts, and how many nodes and listeners there are; only
    /// Chromium tells.
    page: Option<[f64; 3]>,
}

async fn held(page: &Browser) -> Result<Held> {
    let wasm = "return window.__memory.buffer.byteLength";
    let wasm = page.script(wasm, vec![]).await?;
    let mut held = Held {
        wasm: wasm.as_f64().context("the WebAssembly has a memory")?,
        page: None,
    };
    if page.engine == Engine::Chromium {
        let mut least = [f64::INFINITY; 3];
        // What is collected frees what the next collection finds.
        for _ in 0..3 {
            page.chromium("HeapProfiler.collectGarbage", json!({}))
                .await?;
            let heap = page.chromium("Runtime.getHeapUsage", json!({})).await?;
            let document = page.chromium("Memory.getDOMCounters", json!({})).await?;
            let number = |found: &serde_json::Value| found.as_f64().context("a number");
            let embedder = heap["embedderHeapUsedSize"].as_f64().unwrap_or_default();
            let now = [
                number(&heap["usedSize"])? + embedder,
                number(&document["nodes"])?,
                number(&document["jsEventListeners"])?,
            ];
            for (least, now) in least.iter_mut().zip(now) {
                *least = least.min(now);
            }
        }
        held.page = Some(least);
    }
    Ok(held)
}

/// Clicks a link by its text from within the page: a driver keeps hold of the elements that it is
/// told of, long after they are gone.
async fn follow(page: &Browser, text: &str, heading: &str) -> Result<()> {
    let click = "[...document.querySelectorAll('#app a')].find((a) => a.textContent === arguments[0]).click()";
    page.script(click, vec![text.into()]).await?;
    page.heading(heading).await
}

/// Five pages, the last of which is the first again.
async fn round(page: &Browser) -> Result<()> {
    follow(page, "Tin 27", "Tin 27").await?;
    follow(
        page,
        "Lưu trữ theo ngày",
        "Các tin đã đưa tháng 11 năm 2026",
    )
    .await?;
    follow(page, "Tìm kiếm", "Tìm trong tin tức").await?;
    let search = "const form = document.querySelector('main form[role=search]');
        form.q.value = 'thi hanh an';
        form.requestSubmit()";
    page.script(search, vec![]).await?;
    page.heading("900 tin cho “thi hanh an”").await?;
    follow(page, "Trang chủ", "Tin 27").await
}

async fn memory_stays_within_bounds(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.get("heading", "Tin mới nhất").await?;
    println!("{}: read: {:?}", page.engine.name(), held(page).await?);
    page.until(
        "what comes late has come",
        "return performance.getEntriesByType('resource').some(({ name }) => /begin-/.test(name))",
    )
    .await?;
    // What is made once, as the letters that are searched, is made now, and room for what waits to be
    // collected.
    for _ in 0..2 {
        round(page).await?;
    }
    let before = held(page).await?;
    for _ in 0..4 {
        round(page).await?;
    }
    let after = held(page).await?;
    println!(
        "{}: ten pages on: {before:?}, thirty: {after:?}",
        page.engine.name()
    );
    ensure!(
        after.wasm <= before.wasm * 1.1,
        "the WebAssembly's memory grows: {before:?}, {after:?}"
    );
    // Compiled code, and what an engine remembers of it, come and go by a fifth of so small a heap.
    // What a page left behind each time would be more, and its nodes would tell.
    let most = [1.5, 1.1, 1.1];
    let pages = before
        .page
        .iter()
        .flatten()
        .zip(after.page.iter().flatten());
    for ((before, after), most) in pages.zip(most) {
        ensure!(
            *after <= before * most,
            "the page grows from {before} to {after}"
        );
    }
    Ok(())
}
