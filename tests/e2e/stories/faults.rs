use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use anyhow::{Result, ensure};
use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse},
};
use serde_json::json;

use super::{Story, story};
use crate::{
    browser::Browser,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(
            a_feed_that_is_gone_says_so,
            Site::default().answer("/feed.json", || StatusCode::NOT_FOUND)
        ),
        story!(
            a_web_page_is_no_feed,
            Site::default().answer("/feed.json", || Html("<!doctype html><p>x"))
        ),
        story!(a_feed_comes_back, coming_back()),
        story!(a_passing_fault_is_ridden_out, passing()),
        story!(older_pages_that_fail_keep_the_news, broken_next()),
        story!(
            a_wrong_config_names_its_keys,
            Site::default().raw_config(r#"{"feed":7,"language":"fr"}"#)
        ),
        story!(
            an_unknown_zone_is_named,
            Site::default().config("timeZone", json!("Mars/Olympus"))
        ),
        story!(a_panic_leaves_a_way_out),
    ]
}

async fn a_feed_that_is_gone_says_so(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.heading("Chưa tải được tin").await?;
    page.says("Không tìm thấy nguồn tin.").await?;
    page.get("button", "Thử lại").await?;
    page.is_accessible().await?;
    // The rest of the portal works.
    page.press("link", "Đăng nhập").await?;
    page.heading("Đăng nhập").await
}

async fn a_web_page_is_no_feed(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.says("Nguồn tin gửi về dữ liệu không đọc được.")
        .await?;
    page.is_accessible().await
}

fn one_story() -> String {
    feed(json!([{ "id": "1", "title": "Tin đã về", "content_text": "a" }])).to_string()
}

/// Broken, until the reader asks again.
fn coming_back() -> Site {
    let asked = Arc::new(AtomicU32::new(0));
    Site::default().answer("/feed.json", move || {
        match asked.fetch_add(1, Ordering::SeqCst) % 3 {
            // The preload, and where it is not used the app's own first request.
            0 | 1 => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            _ => one_story().into_response(),
        }
    })
}

async fn a_feed_comes_back(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.says("Máy chủ tin đang quá tải hoặc gặp sự cố.")
        .await?;
    for _ in 0..3 {
        if page.all("heading", Some("Tin đã về")).await?.is_empty() {
            page.press("button", "Thử lại").await?;
            page.until(
                "there is an answer",
                "return !document.querySelector('.skeleton')",
            )
            .await?;
        }
    }
    page.heading("Tin đã về").await
}

/// Overloaded for three requests, and says for how long.
fn passing() -> Site {
    let asked = Arc::new(AtomicU32::new(0));
    Site::default().answer("/feed.json", move || {
        match asked.fetch_add(1, Ordering::SeqCst) % 3 {
            0 | 1 => (
                StatusCode::SERVICE_UNAVAILABLE,
                [(header::RETRY_AFTER, "1")],
            )
                .into_response(),
            _ => one_story().into_response(),
        }
    })
}

async fn a_passing_fault_is_ridden_out(page: &Browser) -> Result<()> {
    page.visit("/").await?;
    page.heading("Tin đã về").await
}

fn broken_next() -> Site {
    let mut first = feed(json!([{ "id": "1", "title": "Tin đã về", "content_text": "a" }]));
    first["next_url"] = json!("feed-2.json");
    Site::default()
        .feed(first)
        .answer("/feed-2.json", || StatusCode::NOT_FOUND)
}

async fn older_pages_that_fail_keep_the_news(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.says("Không tìm thấy nguồn tin.").await?;
    page.get("button", "Thử lại").await?;
    page.heading("Tin đã về").await?;
    page.is_accessible().await
}

async fn a_wrong_config_names_its_keys(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.says("Cấu hình của cổng tin chưa đúng").await?;
    page.says("feed: 7 (expected the address of a JSON Feed)")
        .await?;
    page.says("language: \"fr\" (expected \"vi\" or \"en\")")
        .await
}

async fn an_unknown_zone_is_named(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.says("timeZone: \"Mars/Olympus\" (expected an IANA time zone or an offset like +07:00)")
        .await
}

async fn a_panic_leaves_a_way_out(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.script("window.dispatchEvent(new Event('e2e-trap'))", vec![])
        .await?;
    page.get("heading", "Trang gặp sự cố").await?;
    let shown = page
        .text_of("return getComputedStyle(document.querySelector('#app')).display")
        .await?;
    ensure!(shown == "none", "the dead page is still shown");
    page.is_accessible().await?;
    page.press("button", "Tải lại trang · Reload").await?;
    page.get("heading", "Tin mới nhất").await?;
    Ok(())
}
