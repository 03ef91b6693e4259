use std::sync::Arc;

use anyhow::{Result, ensure};
use axum::{Router, routing::get};
use serde_json::{Value, json};
use tokio::sync::Notify;

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
        story!(nothing_is_said_at_the_end_alone),
        story!(hits_are_shown_as_they_come, slow_second_page()),
        story!(
            a_search_is_filtered_by_its_address,
            Site::default().feed(of_sections())
        ),
        story!(
            days_that_cannot_be_are_explained,
            Site::default().feed(of_sections())
        ),
        story!(older_pages_come_as_far_as_the_first_day, slow_second_page()),
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
    page.has("they stand under a heading", "main h2 + .headlines", 1)
        .await?;
    page.get("heading", "Kết quả").await?;
    page.is_accessible().await?;
    for (query, first) in [
        ("THI H\u{c0}NH \u{c1}N", "Thi hành án dân sự"),
        ("hoà giải", "Hòa giải ở cơ sở"),
        ("duong dien bien", "Đường Điện Biên Phủ"),
    ] {
        page.fill("searchbox", "Từ cần tìm", query).await?;
        page.press("button", "Tìm kiếm").await?;
        // The heading takes the focus: until then what is typed next may go elsewhere.
        page.until_with(
            &format!("{query} is looked for"),
            "const heading = document.querySelector('#content h1');
             return heading === document.activeElement && heading.textContent.includes(arguments[0])",
            vec![json!(query)],
        )
        .await?;
        page.until_with(
            &format!("{query} finds {first}"),
            "return document.querySelector('main .story-title')?.textContent === arguments[0]",
            vec![json!(first)],
        )
        .await?;
    }
    Ok(())
}

async fn nothing_is_said_at_the_end_alone(page: &Browser) -> Result<()> {
    page.open("/search?q=khongcotunay").await?;
    page.heading("Không tìm thấy tin nào cho “khongcotunay”")
        .await?;
    page.is_accessible().await?;
    let told = page
        .text_of("return document.querySelector('.searched').textContent")
        .await?;
    ensure!(told.starts_with("Đã tìm trong tất cả "), "{told}");
    page.open("/search").await?;
    page.heading("Tìm trong tin tức").await?;
    page.has(
        "nothing is claimed of no query",
        ".searched, main .story",
        0,
    )
    .await
}

/// Two pages of a feed; the second comes when it is let go, by the server's clock.
/// The second page of the feed waits until the story [lets it come](let_it_come).
pub fn slow_second_page() -> Site {
    let mut first = feed(json!([
        { "id": "1", "title": "Họp báo tháng 3", "date_published": "2026-03-03T08:00:00+07:00" },
        { "id": "2", "title": "Tin khác", "date_published": "2026-03-02T08:00:00+07:00" },
    ]));
    first["next_url"] = json!("older.json");
    let older = feed(json!([
        { "id": "3", "title": "Họp báo", "tags": ["Cũ"], "date_published": "2026-01-03T08:00:00+07:00" },
    ]))
    .to_string();
    let gate = Arc::new(Notify::new());
    let opened = gate.clone();
    let late = get(async move || {
        gate.notified().await;
        ([("content-type", "application/feed+json")], older.clone())
    });
    let open = get(async move || opened.notify_one());
    let routes = Router::new()
        .route("/older.json", late)
        .route("/let-it-come", open);
    Site::default().feed(first).routes(routes)
}

pub async fn let_it_come(page: &Browser) -> Result<()> {
    let ask = "return fetch('/let-it-come').then((answer) => answer.ok)";
    let came = page.script(ask, vec![]).await?;
    ensure!(came == json!(true), "it does not come");
    Ok(())
}

/// What is found in a later page comes below what is there, though it fits better.
async fn hits_are_shown_as_they_come(page: &Browser) -> Result<()> {
    page.open("/search?q=h%E1%BB%8Dp%20b%C3%A1o").await?;
    page.heading("Đang tìm “họp báo”…").await?;
    page.get("link", "Họp báo tháng 3").await?;
    page.says("Đã xem 2 tin…").await?;
    page.script(
        "window.__first = document.querySelector('main .story')",
        vec![],
    )
    .await?;
    let_it_come(page).await?;
    page.heading("2 tin cho “họp báo”").await?;
    page.says("Đã tìm trong tất cả 3 tin.").await?;
    let order = "
        const stories = [...document.querySelectorAll('main .story')];
        return stories[0] === window.__first && stories.map((s) => s.querySelector('a').textContent).join('; ')";
    let order = page.script(order, vec![]).await?;
    ensure!(order == json!("Họp báo tháng 3; Họp báo"), "{order}");
    page.is_accessible().await
}

fn of_sections() -> Value {
    feed(json!([
        { "id": "1", "title": "Họp báo quý 1", "tags": ["Hỏi đáp"], "date_published": "2026-01-03T08:00:00+07:00" },
        { "id": "2", "title": "Họp báo", "tags": ["Tin tức"], "date_published": "2026-01-02T08:00:00+07:00" },
        { "id": "3", "title": "Tin khác", "content_text": "Về họp báo", "tags": ["Tin tức"], "date_published": "2026-01-05T08:00:00+07:00" },
        { "id": "4", "title": "Họp báo cũ", "tags": ["Tin tức"], "date_published": "2025-12-01T08:00:00+07:00" },
    ]))
}

/// Sets a field of the filters.
async fn set(page: &Browser, name: &str, value: &str) -> Result<()> {
    page.script(
        "document.querySelector(`.filters [name=${arguments[0]}]`).value = arguments[1]",
        vec![json!(name), json!(value)],
    )
    .await?;
    Ok(())
}

async fn finds(page: &Browser, titles: &str) -> Result<()> {
    let script = "
        const titles = [...document.querySelectorAll('main .story-title')].map((t) => t.textContent);
        return titles.join('; ') === arguments[0]";
    page.until_with(&format!("it finds {titles}"), script, vec![json!(titles)])
        .await
}

async fn a_search_is_filtered_by_its_address(page: &Browser) -> Result<()> {
    let words = "/search?q=h%E1%BB%8Dp+b%C3%A1o";
    page.open(words).await?;
    page.heading("4 tin cho “họp báo”").await?;
    finds(page, "Họp báo quý 1; Họp báo; Họp báo cũ; Tin khác").await?;
    page.has("the filters are folded", ".filters:not([open])", 1)
        .await?;
    page.script("document.querySelector('.filters summary').focus()", vec![])
        .await?;
    page.keys(key::ENTER).await?;
    page.until(
        "the filters are unfolded",
        "return document.querySelector('.filters').open",
    )
    .await?;
    set(page, "from", "2026-01-01").await?;
    set(page, "to", "2026-01-04").await?;
    set(page, "section", "tin-tuc").await?;
    page.press("button", "Tìm kiếm").await?;
    page.heading("1 tin cho “họp báo”").await?;
    let filtered = [words, "&from=2026-01-01&to=2026-01-04&section=tin-tuc"].concat();
    page.address(&filtered).await?;
    finds(page, "Họp báo").await?;
    page.says("Đã tìm hết các tin hợp với bộ lọc.").await?;
    page.has("the filters stay in sight", ".filters[open]", 1)
        .await?;
    page.is_accessible().await?;
    set(page, "from", "").await?;
    set(page, "to", "").await?;
    set(page, "order", "newest").await?;
    page.press("button", "Tìm kiếm").await?;
    page.heading("3 tin cho “họp báo”").await?;
    page.address(&[words, "&section=tin-tuc&order=newest"].concat())
        .await?;
    finds(page, "Tin khác; Họp báo; Họp báo cũ").await?;
    page.client.back().await?;
    page.address(&filtered).await?;
    page.heading("1 tin cho “họp báo”").await?;
    let filled = "
        const value = (name) => document.querySelector(`.filters [name=${name}]`).value;
        return ['from', 'to', 'section', 'order'].map(value).join()";
    let filled = page.text_of(filled).await?;
    ensure!(filled == "01/01/2026,04/01/2026,tin-tuc,", "{filled}");
    page.press("link", "Bỏ lọc").await?;
    page.address(words).await?;
    page.heading("4 tin cho “họp báo”").await
}

async fn days_that_cannot_be_are_explained(page: &Browser) -> Result<()> {
    let turned = "/search?q=h%E1%BB%8Dp+b%C3%A1o&from=2026-01-04&to=2026-01-02";
    page.open(turned).await?;
    let why = "“Từ ngày” đang sau “Đến ngày”. Hãy sửa một trong hai ngày.";
    page.says(why).await?;
    page.has("nothing is claimed", ".searched, main .story", 0)
        .await?;
    page.is_accessible().await?;
    set(page, "from", "2026-01-03").await?;
    page.press("button", "Tìm kiếm").await?;
    page.until(
        "the first day has the focus",
        "return document.activeElement.name === 'from'",
    )
    .await?;
    page.says(why).await?;
    page.address(turned).await?;
    set(page, "to", "2026-01-03").await?;
    page.press("button", "Tìm kiếm").await?;
    page.heading("1 tin cho “họp báo”").await?;
    finds(page, "Họp báo quý 1").await?;
    page.has("nothing is wrong", ".filters [aria-invalid]", 0)
        .await
}

/// What is older than the days that are asked for is not waited for.
async fn older_pages_come_as_far_as_the_first_day(page: &Browser) -> Result<()> {
    let words = "/search?q=h%E1%BB%8Dp+b%C3%A1o";
    page.open(&[words, "&from=2026-03-03"].concat()).await?;
    page.heading("1 tin cho “họp báo”").await?;
    page.open(&[words, "&from=2026-01-01&order=newest"].concat())
        .await?;
    page.heading("Đang tìm “họp báo”…").await?;
    let_it_come(page).await?;
    page.heading("2 tin cho “họp báo”").await?;
    finds(page, "Họp báo tháng 3; Họp báo").await
}
