use anyhow::{Result, ensure};
use serde_json::json;

use super::{Story, story};
use crate::{
    browser::Browser,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(the_front_page_shows_the_news),
        story!(older_news_comes_when_asked_for),
        story!(a_section_lists_its_news),
        story!(
            a_feed_without_news_says_so,
            Site::default().feed(feed(json!([])))
        ),
        story!(nothing_moves_while_the_page_fills, slow_feed()),
    ]
}

async fn the_front_page_shows_the_news(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.get("link", "Cổng tin Thi hành án dân sự").await?;
    page.heading("Toàn tỉnh thi hành xong 84,47% số việc, 46,12% số tiền có điều kiện trong năm công tác 2026")
        .await?;
    page.get("heading", "Tin mới nhất").await?;
    page.get("link", "68 đơn vị máu từ “Giọt hồng Tư pháp”")
        .await?;
    page.get("link", "Tất cả tin mục Thông báo").await?;
    page.get("heading", "Các tin đã đưa ngày:").await?;
    page.get("grid", "Tháng 11 năm 2026")
        .await
        .or(page.get("grid", "tháng 11 năm 2026").await)?;
    page.has(
        "the lead's day is told to machines",
        ".lead-story time[datetime='2026-11-20']",
        1,
    )
    .await?;
    page.is_accessible().await
}

async fn older_news_comes_when_asked_for(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let count = "return document.querySelectorAll('.latest .story').length";
    let before = page.script(count, vec![]).await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.until_with(
        "there are more stories",
        &format!("{count} > arguments[0]"),
        vec![before],
    )
    .await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.says("Đã hiển thị tất cả tin.").await?;
    page.is_accessible().await
}

async fn a_section_lists_its_news(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "Thông báo").await?;
    page.heading("Chuyên mục Thông báo").await?;
    page.address("/tag/thong-bao").await?;
    page.get(
        "link",
        "Công bố danh sách đủ điều kiện dự tuyển công chức năm 2026",
    )
    .await?;
    page.has(
        "the section is marked",
        "nav a[aria-current=page][href='/tag/thong-bao']",
        1,
    )
    .await?;
    page.is_accessible().await
}

async fn a_feed_without_news_says_so(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.says("Chưa có tin nào được đăng.").await?;
    page.is_accessible().await
}

/// The demo's feed, a second late.
fn slow_feed() -> Site {
    let late = axum::routing::get(|| async {
        tokio::time::sleep(std::time::Duration::from_millis(900)).await;
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/public/feed.json");
        std::fs::read_to_string(path).unwrap_or_default()
    });
    Site::default().routes(axum::Router::new().route("/feed.json", late))
}

async fn nothing_moves_while_the_page_fills(page: &Browser) -> Result<()> {
    for path in ["/", "/date/2026-11-18"] {
        page.visit(path).await?;
        page.until(
            "the news is there",
            "return document.querySelectorAll('main .story').length > 2",
        )
        .await?;
        // Only Chromium reports layout shifts.
        let shift = page.script("return window.__shift", vec![]).await?;
        let shift = shift.as_f64().unwrap_or(0.0);
        let moved = page
            .text_of("return JSON.stringify(window.__moved)")
            .await?;
        ensure!(shift < 0.001, "{path} shifted by {shift}: {moved}");
    }
    Ok(())
}
