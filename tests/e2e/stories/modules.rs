use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU32, Ordering},
};

use anyhow::{Context, Result, ensure};
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use feed::Key;
use serde_json::json;

use super::{Story, article::address_of, faults::HURRY, story};
use crate::{
    browser::Browser,
    site::{Site, built},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(nothing_blocks_a_page),
        story!(without_the_main_module_the_page_says_so, lost("app-")),
        story!(a_start_that_failed_is_tried_once_more, refused("app-", 1)),
        story!(without_the_pages_an_article_can_be_read, lost("pages-")),
        story!(without_the_tools_an_article_can_be_read, lost("tools-")),
        story!(without_its_module_older_news_comes_later, lost("older-")),
        story!(without_the_doctor_its_page_says_so, lost("seldom-")),
        story!(
            without_the_widget_the_page_for_its_tag_says_so,
            lost("widget-")
        ),
        story!(
            without_the_xml_module_an_rss_feed_says_so,
            rss(lost("xml-"))
        ),
        story!(
            a_module_that_was_refused_comes_at_the_third_try,
            refused("seldom-", 2)
        ),
    ]
}

const HEADLINE: &str =
    "Toàn tỉnh thi hành xong 84,47% số việc, 46,12% số tiền có điều kiện trong năm công tác 2026";

async fn nothing_blocks_a_page(page: &Browser) -> Result<()> {
    let blocking = "return performance.getEntriesByType('resource') \
                    .filter((entry) => entry.initiatorType === 'xmlhttprequest') \
                    .map((entry) => entry.name)";
    page.open("/").await?;
    let article = address_of(page, HEADLINE).await?;
    for path in [
        article.as_str(),
        "/article/nothing-0000000000",
        "/",
        "/date",
        "/search?q=an",
        "/sign-in",
        "/doctor",
        "/embed",
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

fn module(file: &std::path::Path) -> Response {
    let bytes = std::fs::read(file).unwrap_or_default();
    ([(header::CONTENT_TYPE, "application/wasm")], bytes).into_response()
}

/// A module that the host has not, until it is mended.
fn lost(start: &str) -> Site {
    let (path, file) = built(start, ".wasm");
    let mended = Arc::new(AtomicBool::new(false));
    let mend = mended.clone();
    let answer = move || match mended.load(Ordering::SeqCst) {
        true => module(&file),
        false => StatusCode::NOT_FOUND.into_response(),
    };
    Site::default()
        .script(HURRY)
        .answer(&path, answer)
        .answer("/e2e/mend", move || mend.store(true, Ordering::SeqCst))
}

async fn mend(page: &Browser) -> Result<()> {
    let mend = "return fetch('/e2e/mend').then(() => true)";
    page.script(mend, vec![]).await?;
    Ok(())
}

async fn without_the_main_module_the_page_says_so(page: &Browser) -> Result<()> {
    page.visit("/").await?;
    page.get("heading", "Trang gặp sự cố").await?;
    page.is_accessible().await?;
    mend(page).await?;
    page.press("button", "Tải lại trang · Reload").await?;
    page.get("heading", "Tin mới nhất").await?;
    Ok(())
}

const MISSING: &str = "Chưa tải được trang này";

/// The part says so in its place, and a press brings it.
async fn is_missing_until_it_is_mended(page: &Browser, heading: &str) -> Result<()> {
    page.heading(MISSING).await?;
    page.is_accessible().await?;
    mend(page).await?;
    page.press("button", "Thử lại").await?;
    page.get("heading", heading).await?;
    Ok(())
}

async fn without_the_pages_an_article_can_be_read(page: &Browser) -> Result<()> {
    let id = "return fetch('/feed.json').then((answer) => answer.json()) \
              .then((feed) => feed.items[0].id)";
    page.open("/").await?;
    page.heading(MISSING).await?;
    page.is_accessible().await?;
    let key = Key::hash(&page.text_of(id).await?);
    page.visit(&format!("/article/x-{key}")).await?;
    page.heading(HEADLINE).await?;
    page.until(
        "the text is there",
        "return document.querySelector('article .body p') !== null",
    )
    .await?;
    // What lies below it says that it did not come, and can be asked for again.
    page.says("Một tệp của cổng tin chưa tới nơi. Hãy thử lại.")
        .await?;
    mend(page).await?;
    // Once for all that is missing.
    page.press("button", "Thử lại").await?;
    page.get("heading", "Các tin đã đưa ngày:").await?;
    page.until(
        "tools and footer are there, too",
        "return document.querySelector('[data-menu=share]') && document.querySelector('footer') && !document.querySelector('.failure')",
    )
    .await
}

async fn without_the_tools_an_article_can_be_read(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", HEADLINE).await?;
    page.heading(HEADLINE).await?;
    page.get("heading", "Các tin đã đưa ngày:").await?;
    page.says("Một tệp của cổng tin chưa tới nơi. Hãy thử lại.")
        .await?;
    page.is_accessible().await?;
    mend(page).await?;
    page.press("button", "Thử lại").await?;
    page.get("button", "Chia sẻ").await?;
    Ok(())
}

async fn without_its_module_older_news_comes_later(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let stories = "return document.querySelectorAll('main .story').length";
    let before = page.script(stories, vec![]).await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.get("button", "Thử lại").await?;
    page.is_accessible().await?;
    // What failed is asked for again by itself, too.
    mend(page).await?;
    let more = "return document.querySelectorAll('main .story').length > arguments[0]";
    page.until_with("there is older news", more, vec![before])
        .await
}

async fn without_the_doctor_its_page_says_so(page: &Browser) -> Result<()> {
    page.open("/doctor").await?;
    is_missing_until_it_is_mended(page, "Kết quả").await
}

async fn without_the_widget_the_page_for_its_tag_says_so(page: &Browser) -> Result<()> {
    page.open("/embed").await?;
    is_missing_until_it_is_mended(page, "Đưa tin lên trang khác").await
}

/// The same site, over a feed that is RSS.
fn rss(site: Site) -> Site {
    let feed = "<rss version='2.0'><channel><title>Thử</title><item><guid>1</guid>\
                <title>Tin đã về</title><description>Nội dung</description></item></channel></rss>";
    site.answer("/feed.json", move || {
        ([(header::CONTENT_TYPE, "application/rss+xml")], feed)
    })
}

async fn without_the_xml_module_an_rss_feed_says_so(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.heading("Chưa tải được tin").await?;
    page.is_accessible().await?;
    // What failed is asked for again by itself.
    mend(page).await?;
    page.get("link", "Tin đã về").await?;
    Ok(())
}

/// A module that a busy host refuses so many times.
fn refused(start: &str, times: u32) -> Site {
    let (path, file) = built(start, ".wasm");
    let asked = Arc::new(AtomicU32::new(0));
    let answer = move || match asked.fetch_add(1, Ordering::SeqCst) < times {
        true => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        false => module(&file),
    };
    Site::default().script(HURRY).answer(&path, answer)
}

async fn a_start_that_failed_is_tried_once_more(page: &Browser) -> Result<()> {
    page.visit("/").await?;
    page.get("heading", "Tin mới nhất").await?;
    Ok(())
}

async fn a_module_that_was_refused_comes_at_the_third_try(page: &Browser) -> Result<()> {
    page.open("/doctor").await?;
    page.get("heading", "Kết quả").await?;
    Ok(())
}
