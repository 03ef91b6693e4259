use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::{Story, story};
use crate::{
    browser::{Browser, key},
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(
            marks_and_capitals_do_not_matter,
            Site::default().feed(made())
        ),
        story!(nothing_found_offers_more),
    ]
}

fn made() -> Value {
    feed(json!([
        { "id": "1", "title": "Đường Điện Biên Phủ", "date_published": "2026-01-03T08:00:00+07:00" },
        { "id": "2", "title": "Ho\u{300}a gia\u{309}i ở cơ sở", "date_published": "2026-01-02T08:00:00+07:00" },
        { "id": "3", "title": "Thi hanh an dan su", "date_published": "2026-01-04T08:00:00+07:00" },
        { "id": "4", "title": "Thi hành án dân sự", "date_published": "2026-01-01T08:00:00+07:00" },
    ]))
}

async fn marks_and_capitals_do_not_matter(page: &Browser) -> Result<()> {
    page.open("/search").await?;
    page.fill("searchbox", "Từ cần tìm", "thi hanh an dan su")
        .await?;
    page.keys(key::ENTER).await?;
    page.heading("2 tin cho “thi hanh an dan su”").await?;
    page.address("/search?q=thi+hanh+an+dan+su").await?;
    page.has("matches are marked", "main .story-title mark", 2)
        .await?;
    page.is_accessible().await?;
    for (query, first) in [
        ("THI H\u{c0}NH \u{c1}N", "Thi hành án dân sự"),
        ("hoà giải", "Hòa giải ở cơ sở"),
        ("duong dien bien", "Đường Điện Biên Phủ"),
    ] {
        page.fill("searchbox", "Từ cần tìm", query).await?;
        page.press("button", "Tìm kiếm").await?;
        page.until_with(
            &format!("{query} finds {first}"),
            "return document.querySelector('main .story-title')?.textContent === arguments[0]",
            vec![json!(first)],
        )
        .await?;
    }
    Ok(())
}

async fn nothing_found_offers_more(page: &Browser) -> Result<()> {
    page.open("/search?q=khongcotunay").await?;
    page.heading("Không tìm thấy tin nào cho “khongcotunay”")
        .await?;
    page.is_accessible().await?;
    let told = page
        .text_of("return document.querySelector('.older .hint').textContent")
        .await?;
    ensure!(told == "Đã tìm trong 30 tin đã tải.", "{told}");
    page.press("button", "Tìm cả trong tin cũ hơn").await?;
    page.says("Đã tìm trong 50 tin đã tải.").await
}
