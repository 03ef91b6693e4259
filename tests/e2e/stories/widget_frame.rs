//! The widget as a page for frames, and what never works in one.

use anyhow::{Result, ensure};
use serde_json::json;

use super::{Story, story};
use crate::{browser::Browser, neighbour::Neighbour, site::Site};

pub fn stories() -> Vec<Story> {
    vec![
        story!(a_frame_is_as_high_as_its_news),
        story!(a_tag_is_made_and_tried),
        story!(the_page_of_the_tag_is_accessible),
        story!(a_frame_leads_into_the_portal),
        story!(a_frame_shows_an_article_in_english),
        story!(
            nobody_signs_in_inside_a_frame,
            Site::default().without_policy()
        ),
    ]
}

/// The helper of docs/EMBED.md.
const HELPER: &str = "addEventListener('message', ({ source, data }) => { \
    for (const frame of document.querySelectorAll('iframe')) \
      if (frame.contentWindow === source && data?.type === 'cong-tin-height') frame.style.height = data.height + 'px'; })";

const HEADLINE: &str =
    "Toàn tỉnh thi hành xong 84,47% số việc, 46,12% số tiền có điều kiện trong năm công tác 2026";

async fn frame(page: &Browser, path: &str) -> Result<()> {
    let body = format!(
        "<script>{HELPER}</script><iframe title=\"Tin\" src=\"{{portal}}{path}\"></iframe>"
    );
    Neighbour::new(&body).head("").open(page).await?;
    Ok(())
}

async fn a_frame_is_as_high_as_its_news(page: &Browser) -> Result<()> {
    frame(page, "embed/latest?limit=3").await?;
    page.until(
        "the frame has grown with three stories",
        "return document.querySelector('iframe').offsetHeight > 300",
    )
    .await?;
    page.client.clone().enter_frame(0).await?;
    page.get("heading", "Tin mới nhất").await?;
    page.until(
        "nothing is cut off",
        "return document.querySelector('main').offsetHeight <= innerHeight",
    )
    .await?;
    page.has("the stories", ".story", 3).await?;
    page.has("no masthead and no footer", ".masthead, footer", 0)
        .await?;
    page.client.clone().enter_parent_frame().await?;
    Ok(())
}

async fn a_frame_leads_into_the_portal(page: &Browser) -> Result<()> {
    frame(page, "embed/date/2026-11-20").await?;
    page.client.clone().enter_frame(0).await?;
    page.press("link", HEADLINE).await?;
    page.client.clone().enter_parent_frame().await.ok();
    page.heading(HEADLINE).await?;
    page.get("link", "Đăng nhập").await?;
    Ok(())
}

async fn a_frame_shows_an_article_in_english(page: &Browser) -> Result<()> {
    frame(page, "embed/article/940m3dfesj?lang=en&theme=dark").await?;
    page.client.clone().enter_frame(0).await?;
    page.get("heading", HEADLINE).await?;
    let root = page
        .script(
            "const { lang, dataset } = document.documentElement; return [lang, dataset.theme]",
            vec![],
        )
        .await?;
    ensure!(root == json!(["en", "dark"]), "{root}");
    page.get("heading", "News published on:").await?;
    page.client.clone().enter_parent_frame().await?;
    Ok(())
}

async fn nobody_signs_in_inside_a_frame(page: &Browser) -> Result<()> {
    frame(page, "sign-in").await?;
    page.client.clone().enter_frame(0).await?;
    page.heading("Đăng nhập").await?;
    page.says("Không thể đăng nhập trong khung của một trang khác.")
        .await?;
    page.has("no form to type into", "input[type=password]", 0)
        .await?;
    page.has(
        "the way out opens a page of its own",
        "main a[target=_blank][href$='/sign-in']",
        1,
    )
    .await?;
    page.client.clone().enter_parent_frame().await?;
    Ok(())
}

async fn a_tag_is_made_and_tried(page: &Browser) -> Result<()> {
    page.open("/embed").await?;
    page.heading("Đưa tin lên trang khác").await?;
    let widget = Some("cong-tin");
    page.get_within(widget, "heading", "Tin mới nhất").await?;
    let field = page.get("textbox", "Số tin").await?;
    field.clear().await?;
    field
        .send_keys(&["2", crate::browser::key::TAB].concat())
        .await?;
    page.until(
        "the preview has two stories",
        "return document.querySelector('cong-tin').shadowRoot.querySelectorAll('.story').length === 2",
    )
    .await?;
    page.says("limit=\"2\"").await?;
    let select = page.get("combobox", "Hiển thị").await?;
    select.select_by_value("search").await?;
    page.get_within(widget, "searchbox", "Từ cần tìm").await?;
    page.says("view=\"search\"").await?;
    page.press("button", "Sao chép mã").await?;
    page.until(
        "it says what became of the copy",
        "return /chép/.test([...document.querySelectorAll('section [role=status]')].at(-1).textContent)",
    )
    .await?;
    // The portal around goes on as before.
    page.press("link", "Lưu trữ theo ngày").await?;
    page.heading("Các tin đã đưa tháng 11 năm 2026").await
}

async fn the_page_of_the_tag_is_accessible(page: &Browser) -> Result<()> {
    page.open("/embed").await?;
    page.get_within(Some("cong-tin"), "heading", "Tin mới nhất")
        .await?;
    page.is_accessible().await
}
