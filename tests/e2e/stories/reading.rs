//! What helps in a long article: its contents, its pictures enlarged, the way back to the top, more contrast.

use anyhow::{Result, ensure};
use serde_json::json;

use super::{Story, story};
use crate::{
    browser::{Browser, key},
    engine::Engine,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(a_long_article_has_contents, long_article()),
        story!(a_picture_fills_the_screen, long_article()),
        story!(the_only_picture_has_no_way_to_others, one_picture()),
        story!(the_way_to_the_top_is_never_far, long_article()),
        story!(a_short_page_has_no_way_to_the_top, one_picture()),
        story!(high_contrast_is_kept),
    ]
}

fn long_article() -> Site {
    let part = |heading: &str, more: &str| {
        let text = "<p>Một đoạn văn dài của bài viết này, để người đọc phải cuộn trang.</p>";
        [heading, more, &text.repeat(30)].concat()
    };
    let picture = |name: &str| {
        format!(
            "<figure><img src=\"media/hoi-nghi.webp\" width=\"1200\" height=\"800\" alt=\"{name}\">\
             <figcaption>Chú thích của {name}</figcaption></figure>"
        )
    };
    let html = [
        part("<h2>Phạm vi</h2>", &picture("ảnh một")),
        part(
            "<h2 id=\"dieu-2\">Điều kiện</h2><h3>Hồ sơ</h3>",
            &picture("ảnh hai"),
        ),
        part(
            "<h2>Hiệu lực</h2>",
            "<figure><a href=\"https://tin.example/\"><img src=\"media/hoi-nghi.webp\" alt=\"ảnh dẫn đi\"></a></figure>",
        ),
    ];
    Site::default().feed(feed(json!([
        { "id": "1", "title": "Quy định mới", "content_html": html.concat() },
    ])))
}

fn one_picture() -> Site {
    Site::default().feed(feed(json!([{
        "id": "1", "title": "Tin có ảnh", "content_text": "Ngắn.", "image": "media/hoi-nghi.webp",
    }])))
}

async fn read(page: &Browser, title: &str) -> Result<()> {
    page.open("/").await?;
    page.press("link", title).await?;
    page.get("button", "Chia sẻ").await?;
    Ok(())
}

async fn is_in_view(page: &Browser, what: &str, selector: &str) -> Result<()> {
    let script = "const box = document.querySelector(arguments[0])?.getBoundingClientRect();
        return !!box && box.height > 0 && box.top >= -1 && box.bottom <= innerHeight + 1";
    page.until_with(what, script, vec![json!(selector)]).await
}

async fn a_long_article_has_contents(page: &Browser) -> Result<()> {
    read(page, "Quy định mới").await?;
    page.press("button", "Mục lục").await?;
    page.is_accessible().await?;
    page.press("link", "Điều kiện").await?;
    is_in_view(page, "the heading is in view", "#user-content-dieu-2").await?;
    page.has("the focus is on it", "#user-content-dieu-2:focus", 1)
        .await?;
    page.has("the contents have closed", ".menu[open]", 0)
        .await?;
    // One that has no id of its own, by keyboard; Escape closes.
    page.press("button", "Mục lục").await?;
    page.keys(key::ESCAPE).await?;
    page.has("Escape closes them", ".menu[open]", 0).await?;
    page.keys(key::ENTER).await?;
    if page.engine == Engine::WebKit {
        // WebKitGTK moves the focus by Tab to form fields alone unless its settings say otherwise.
        let last = "document.querySelector('.menu li:last-child a').focus()";
        page.script(last, vec![]).await?;
    } else {
        page.keys(&key::TAB.repeat(4)).await?;
    }
    page.keys(key::ENTER).await?;
    let focused = "return document.activeElement.textContent === 'Hiệu lực'";
    page.until("the focus is on the last heading", focused)
        .await
}

const SHOWN: &str = "return document.querySelector('dialog[open] img')?.alt ?? ''";

async fn shows(page: &Browser, alt: &str) -> Result<()> {
    let script = format!("return (() => {{ {SHOWN} }})() === arguments[0]");
    page.until_with(&format!("“{alt}” is shown"), &script, vec![json!(alt)])
        .await
}

async fn a_picture_fills_the_screen(page: &Browser) -> Result<()> {
    read(page, "Quy định mới").await?;
    page.has(
        "a picture that is a link stays one",
        "a ~ .enlarge, a .enlarge",
        0,
    )
    .await?;
    page.press("button", "Xem ảnh lớn: ảnh một").await?;
    shows(page, "ảnh một").await?;
    page.says("Chú thích của ảnh một").await?;
    is_in_view(page, "all of it is in view", "dialog img").await?;
    page.is_accessible().await?;
    page.press("button", "Ảnh sau").await?;
    shows(page, "ảnh hai").await?;
    page.has(
        "it is the last",
        "dialog [aria-label=\"Ảnh sau\"][aria-disabled=true]:focus",
        1,
    )
    .await?;
    page.keys(key::LEFT).await?;
    shows(page, "ảnh một").await?;
    page.press("button", "Cỡ thật").await?;
    // Arrows scroll it now.
    page.script(
        "document.querySelector('.lightbox-picture').focus()",
        vec![],
    )
    .await?;
    page.keys(key::RIGHT).await?;
    shows(page, "ảnh một").await?;
    page.until(
        "it is as wide as it is",
        "const picture = document.querySelector('dialog img'); return picture.offsetWidth === picture.naturalWidth",
    )
    .await?;
    page.keys(key::ESCAPE).await?;
    page.until(
        "the focus is back where it was",
        "return !document.querySelector('dialog[open]') && document.activeElement.matches('.enlarge')",
    )
    .await
}

async fn the_only_picture_has_no_way_to_others(page: &Browser) -> Result<()> {
    read(page, "Tin có ảnh").await?;
    page.press("button", "Xem ảnh lớn").await?;
    page.get("button", "Cỡ thật").await?;
    let ways = page.all("button", Some("Ảnh sau")).await?;
    ensure!(ways.is_empty(), "there is a next picture");
    page.press("button", "Đóng").await?;
    page.has("it has closed", "dialog[open]", 0).await
}

async fn the_way_to_the_top_is_never_far(page: &Browser) -> Result<()> {
    read(page, "Quy định mới").await?;
    page.get("button", "↑ Lên đầu trang").await?;
    let is_seen = "const box = document.querySelector('.to-top button').getBoundingClientRect();
        const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return !!at?.closest('.to-top')";
    let at_the_top = page.script(is_seen, vec![]).await?;
    ensure!(at_the_top == json!(false), "it is there at the top");
    page.script("scrollTo(0, innerHeight * 3)", vec![]).await?;
    page.until("it is there further down", is_seen).await?;
    page.is_accessible().await?;
    page.press("button", "↑ Lên đầu trang").await?;
    page.until("the page is at its top", "return scrollY === 0")
        .await?;
    page.has("so is the focus", "main:focus", 1).await
}

async fn a_short_page_has_no_way_to_the_top(page: &Browser) -> Result<()> {
    read(page, "Tin có ảnh").await?;
    page.until(
        "the footer is there",
        "return !!document.querySelector('.to-top')",
    )
    .await?;
    page.until(
        "nothing lies below the footer",
        "const end = document.querySelector('.footer').getBoundingClientRect().bottom + scrollY;
         return Math.abs(end - document.documentElement.scrollHeight) < 2",
    )
    .await
}

async fn high_contrast_is_kept(page: &Browser) -> Result<()> {
    const GROUND: &str = "return getComputedStyle(document.body).color + getComputedStyle(document.documentElement).backgroundColor";
    page.open("/").await?;
    page.press("button", "Tương phản cao").await?;
    let ground = page.text_of(GROUND).await?;
    ensure!(ground == "rgb(255, 255, 255)rgb(0, 0, 0)", "it is {ground}");
    page.is_accessible().await?;
    page.open("/date/2026-11-18").await?;
    let kept = page.text_of(GROUND).await?;
    ensure!(kept == ground, "after a new visit it is {kept}");
    page.is_accessible().await?;
    page.press("button", "Theo máy").await?;
    page.has("it is the device's again", "html[data-theme]", 0)
        .await
}
