//! A new version is put on the host while a reader reads.

use anyhow::{Result, ensure};
use axum::http::StatusCode;
use serde_json::json;

use super::{Story, article::address_of, faults::HURRY, story};
use crate::{
    browser::Browser,
    deploy::Answers,
    site::{Site, built},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(the_next_page_is_the_new_version_s, both()),
        story!(
            the_next_page_is_new_without_a_worker,
            both().config("offline", json!(false))
        ),
        story!(going_back_is_to_the_new_version_s_page, both()),
        story!(a_form_is_not_taken_from_under_the_reader, both()),
        story!(a_module_has_gone_with_its_version, without_pages()),
        story!(a_cache_gives_an_old_page_once, both()),
        story!(a_cache_gives_an_old_page_and_new_files, both()),
        story!(a_cache_gives_a_new_page_and_old_files, both()),
    ]
}

fn both() -> Site {
    Site::default().second_build()
}

async fn build(page: &Browser) -> Result<String> {
    page.text_of("return document.body.dataset.build").await
}

/// Puts the second build on the host, and lets the page look there as after a lost line.
async fn deploy(page: &Browser) -> Result<()> {
    page.until(
        "the page is whole",
        "return !!document.querySelector('.notices')",
    )
    .await?;
    page.until(
        "a service worker is in its place, unless it is off",
        "return document.querySelector('#cong-tin-config').textContent.includes('\"offline\":false') \
         || !!navigator.serviceWorker.controller",
    )
    .await?;
    page.host.now(Answers::SecondBuild);
    page.script(
        "window.__old = true; dispatchEvent(new Event('online'))",
        vec![],
    )
    .await?;
    page.until(
        "the page knows of the new version",
        "return !!document.documentElement.dataset.newer",
    )
    .await
}

async fn is_renewed(page: &Browser, old: &str) -> Result<()> {
    page.until_with(
        "the page is the new version's",
        "return !window.__old && document.body.dataset.build !== arguments[0]",
        vec![json!(old)],
    )
    .await
}

async fn renews_with_the_next_page(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let old = build(page).await?;
    deploy(page).await?;
    // The page that is read goes on.
    page.get("heading", "Tin mới nhất").await?;
    ensure!(
        build(page).await? == old,
        "the page was taken from under the reader"
    );
    page.press("link", "Lưu trữ theo ngày").await?;
    page.heading("Các tin đã đưa tháng 11 năm 2026").await?;
    is_renewed(page, &old).await?;
    // Once: from now on pages follow each other as ever.
    page.script("window.__stays = true", vec![]).await?;
    page.press("button", "Tìm tin").await?;
    page.heading("Tìm trong tin tức").await?;
    page.has("no further reload", "html", 1).await?;
    let stays = page.script("return window.__stays", vec![]).await?;
    ensure!(stays == json!(true), "it was loaded once more");
    Ok(())
}

async fn the_next_page_is_the_new_version_s(page: &Browser) -> Result<()> {
    renews_with_the_next_page(page).await
}

async fn the_next_page_is_new_without_a_worker(page: &Browser) -> Result<()> {
    renews_with_the_next_page(page).await
}

async fn a_form_is_not_taken_from_under_the_reader(page: &Browser) -> Result<()> {
    page.open("/sign-in").await?;
    page.fill("textbox", "Tên đăng nhập", "bien-tap").await?;
    deploy(page).await?;
    page.press("link", "Lưu trữ theo ngày").await?;
    page.heading("Các tin đã đưa tháng 11 năm 2026").await?;
    page.says("Cổng tin có phiên bản mới.").await?;
    page.is_accessible().await?;
    let stays = page.script("return window.__old", vec![]).await?;
    ensure!(stays == json!(true), "the page was loaded anew");
    page.press("button", "Tải lại trang").await?;
    page.until("it is loaded anew", "return !window.__old")
        .await?;
    page.heading("Các tin đã đưa tháng 11 năm 2026").await
}

async fn going_back_is_to_the_new_version_s_page(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let old = build(page).await?;
    page.press("link", "Lưu trữ theo ngày").await?;
    page.heading("Các tin đã đưa tháng 11 năm 2026").await?;
    deploy(page).await?;
    page.client.back().await?;
    is_renewed(page, &old).await?;
    page.get("heading", "Tin mới nhất").await?;
    Ok(())
}

/// The other pages' module of the first build cannot be had.
fn without_pages() -> Site {
    let (path, _) = built("pages-", ".wasm");
    both()
        .config("offline", json!(false))
        .script(HURRY)
        .answer(&path, || StatusCode::NOT_FOUND)
}

const HEADLINE: &str = "Diễn tập chữa cháy tại kho vật chứng";

/// An article as the first page, then the second build.
async fn read_on(page: &Browser) -> Result<String> {
    page.host.now(Answers::SecondBuild);
    page.open("/").await?;
    let article = address_of(page, HEADLINE).await?;
    page.host.now(Answers::FirstBuild);
    page.visit(&article).await?;
    page.heading(HEADLINE).await?;
    page.until(
        "the article is whole",
        "return !!document.querySelector('footer, .failure')",
    )
    .await?;
    page.script("window.__old = true", vec![]).await?;
    page.host.now(Answers::SecondBuild);
    build(page).await
}

/// An article that is read stands; the next page is the new build's.
async fn a_module_has_gone_with_its_version(page: &Browser) -> Result<()> {
    let old = read_on(page).await?;
    page.says("Một tệp của cổng tin chưa tới nơi. Hãy thử lại.")
        .await?;
    page.press("link", "Lưu trữ theo ngày").await?;
    is_renewed(page, &old).await?;
    page.heading("Các tin đã đưa tháng 11 năm 2026").await
}

async fn a_cache_gives_an_old_page_once(page: &Browser) -> Result<()> {
    page.host.now(Answers::OldPageOnce);
    page.visit("/").await?;
    page.get("heading", "Tin mới nhất").await?;
    ensure!(
        page.host.answers() == Answers::SecondBuild,
        "it was not asked"
    );
    Ok(())
}

async fn reload(page: &Browser) -> Result<()> {
    page.script("window.__old = true", vec![]).await?;
    page.press("button", "Tải lại trang · Reload").await?;
    page.until("it is loaded anew", "return !window.__old")
        .await
}

/// Nothing that the page could do helps: it says so, and waits for the reader.
async fn is_told_and_helped(page: &Browser, mixed: Answers) -> Result<()> {
    page.host.now(mixed);
    page.visit("/").await?;
    page.get("heading", "Trang gặp sự cố").await?;
    reload(page).await?;
    page.get("heading", "Trang gặp sự cố").await?;
    page.host.now(Answers::SecondBuild);
    reload(page).await?;
    page.get("heading", "Tin mới nhất").await?;
    Ok(())
}

async fn a_cache_gives_an_old_page_and_new_files(page: &Browser) -> Result<()> {
    is_told_and_helped(page, Answers::OldPageNewFiles).await
}

async fn a_cache_gives_a_new_page_and_old_files(page: &Browser) -> Result<()> {
    is_told_and_helped(page, Answers::NewPageOldFiles).await
}
