//! What is pinned leads the front page; what is urgent is told on every page.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::{Story, story};
use crate::{
    browser::Browser,
    engine::Engine,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(
            what_is_pinned_leads_the_front_page,
            news(json!({ "pinned": true }))
        ),
        story!(
            what_was_pinned_does_not,
            news(json!({ "pinned": true, "until": "2020-01-01" }))
        ),
        story!(what_is_urgent_is_told_until_it_is_closed, urgent()),
        story!(what_was_urgent_is_not_told, past()),
        story!(what_is_urgent_moves_nothing, urgent()),
    ]
}

const OLD: &str = "Thông báo cũ";
const NEW: &str = "Tin mới nhất hôm nay";

fn news(notice: Value) -> Site {
    Site::default().feed(feed(json!([
        { "id": "1", "title": NEW, "content_text": "Nội dung", "date_published": "2026-01-03T08:00:00+07:00" },
        { "id": "2", "title": OLD, "content_text": "Nội dung", "date_published": "2020-01-03T08:00:00+07:00",
          "_cong_tin": notice },
    ])))
}

const STORM: &str = "Bão số 9: nghỉ tiếp dân ngày mai";

fn urgent() -> Site {
    news(json!({ "urgent": true })).config(
        "notices",
        json!([{ "text": STORM, "url": "/date" }, { "text": "Đã qua", "until": "2020-01-01" }]),
    )
}

fn past() -> Site {
    news(json!({ "urgent": true, "until": "2020-01-01" }))
        .config("notices", json!([{ "text": STORM }]))
}

async fn what_is_pinned_leads_the_front_page(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.heading(OLD).await?;
    page.says("Tin ghim").await?;
    page.has("it is there once", "main .lead-story, main .story", 2)
        .await?;
    page.is_accessible().await
}

async fn what_was_pinned_does_not(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.heading(NEW).await
}

const TOLD: &str = "return [...document.querySelectorAll('.urgent li:not([hidden]) > :first-child')].map((told) => told.textContent).join(' | ')";

async fn tells(page: &Browser, expected: &str) -> Result<()> {
    let script = format!("return (() => {{ {TOLD} }})() === arguments[0]");
    page.until_with(
        &format!("“{expected}” is told"),
        &script,
        vec![json!(expected)],
    )
    .await
}

async fn what_is_urgent_is_told_until_it_is_closed(page: &Browser) -> Result<()> {
    page.open("/").await?;
    tells(page, &format!("{STORM} | {OLD}")).await?;
    page.is_accessible().await?;
    page.press("button", &format!("Đóng thông báo “{STORM}”"))
        .await?;
    tells(page, OLD).await?;
    page.has("the focus is on the page", "h1:focus", 1).await?;
    page.press("link", "Lưu trữ theo ngày").await?;
    page.heading("Các tin đã đưa tháng 1 năm 2026").await?;
    tells(page, OLD).await?;
    // It stays closed.
    page.open("/sign-in").await?;
    tells(page, OLD).await?;
    let link = page.get("link", OLD).await?;
    ensure!(link.is_displayed().await?, "it is not to be seen");
    page.press("link", OLD).await?;
    page.heading(OLD).await
}

async fn what_was_urgent_is_not_told(page: &Browser) -> Result<()> {
    page.open("/").await?;
    tells(page, STORM).await
}

async fn what_is_urgent_moves_nothing(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let address = "return document.querySelector('main .story a, main .lead-story a').pathname";
    let address = page.text_of(address).await?;
    page.visit(&address).await?;
    tells(page, &format!("{STORM} | {OLD}")).await?;
    if page.engine == Engine::Chromium {
        let shift = page.script("return window.__shift", vec![]).await?;
        ensure!(
            shift.as_f64().unwrap_or(0.0) < 0.001,
            "the page shifted by {shift}"
        );
    } else {
        eprintln!("skipped: only Chromium reports layout shifts");
    }
    Ok(())
}
