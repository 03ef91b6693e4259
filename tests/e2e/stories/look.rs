//! What can be measured of how it looks.

use std::time::Duration;

use anyhow::{Result, ensure};
use axum::{Router, http::header, routing::get};
use serde_json::json;

use super::{Story, story};
use crate::{
    browser::{Browser, key},
    site::{Site, built, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(the_masthead_is_one_row),
        story!(the_masthead_searches),
        story!(the_face_comes_with_the_next_page),
        story!(a_face_that_takes_its_time_comes_too, slow_face()),
        story!(the_whole_card_is_its_link),
        story!(one_left_edge_from_top_to_bottom),
        story!(
            nothing_is_drawn_when_it_is_empty,
            Site::default().feed(feed(json!([
                { "id": "1", "title": "Tin duy nhất", "content_text": "Nội dung",
                  "date_published": "2026-01-03T08:05:00+07:00" },
            ])))
        ),
    ]
}

/// Text in the face is drawn in it, and nothing has moved by that.
async fn the_face_comes_with_the_next_page(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.until(
        "the face has come",
        "return localStorage.getItem('cong-tin.face') === '1'",
    )
    .await?;
    page.has("it is not used under the reader", "html[data-face]", 0)
        .await?;
    page.press("link", "Thông báo").await?;
    page.heading("Chuyên mục Thông báo").await?;
    page.has("it is used on the next page", "html[data-face]", 1)
        .await?;
    let drawn = "
        const width = (family) => {
          const span = document.createElement('span');
          span.textContent = 'Thi hành án dân sự';
          span.style.fontFamily = family;
          document.body.append(span);
          const { width } = span.getBoundingClientRect();
          span.remove();
          return width;
        };
        return width('\"Source Serif 4 Variable\", monospace') !== width('monospace')";
    page.until("it is drawn", drawn).await
}

/// A face that is not there in the moment that an `optional` one has.
fn slow_face() -> Site {
    let (path, file) = built("source-serif-4-vietnamese-wght-normal", ".woff2");
    let answer = get(move || {
        let file = file.clone();
        async move {
            tokio::time::sleep(Duration::from_millis(600)).await;
            let headers = [
                (header::CONTENT_TYPE, "font/woff2"),
                (header::CACHE_CONTROL, "max-age=31536000, immutable"),
            ];
            (headers, std::fs::read(file).unwrap_or_default())
        }
    });
    Site::default().routes(Router::new().route(&path, answer))
}

async fn a_face_that_takes_its_time_comes_too(page: &Browser) -> Result<()> {
    the_face_comes_with_the_next_page(page).await
}

/// The height of what a selector finds.
async fn height(page: &Browser, selector: &str) -> Result<f64> {
    let script = "return document.querySelector(arguments[0]).getBoundingClientRect().height";
    let height = page.script(script, vec![json!(selector)]).await?;
    Ok(height.as_f64().unwrap_or_default())
}

async fn the_masthead_is_one_row(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let wide = height(page, ".masthead-bar").await?;
    ensure!(wide == 64.0, "it is {wide} px high");
    // An engine may refuse so small a window; a page of 360 px is the same to its masthead.
    page.script(
        "document.documentElement.style.setProperty('inline-size', '360px')",
        vec![],
    )
    .await?;
    let narrow = height(page, ".masthead-bar").await?;
    ensure!(narrow == 56.0, "on a phone it is {narrow} px high");
    page.get("link", "Tìm kiếm").await?;
    Ok(())
}

async fn the_masthead_searches(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.fill("searchbox", "Tìm tin", "hiến máu").await?;
    page.keys(key::ENTER).await?;
    page.address("/search?q=hi%E1%BA%BFn+m%C3%A1u").await
}

async fn the_whole_card_is_its_link(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.get("heading", "Tin mới nhất").await?;
    let astray = "
        return [...document.querySelectorAll('.story, .lead-story')].slice(0, 6).flatMap((card) => {
          card.scrollIntoView({ block: 'center', behavior: 'instant' });
          const link = card.querySelector('a');
          return ['.picture', '.dateline', '.story-summary'].filter((part) => {
            const box = card.querySelector(part)?.getBoundingClientRect();
            if (!box) return false;
            const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return hit.closest('a') !== link;
          }).map((part) => part + ' of ' + link.textContent);
        }).join('; ')";
    let astray = page.text_of(astray).await?;
    ensure!(astray.is_empty(), "no link: {astray}");
    Ok(())
}

async fn one_left_edge_from_top_to_bottom(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let article = "return document.querySelector('.lead-title a').pathname";
    let article = page.text_of(article).await?;
    for path in [
        "/",
        &article,
        "/date/2026-11-18",
        "/tag/thong-bao",
        "/sign-in",
    ] {
        page.open(path).await?;
        page.until(
            "it is whole",
            "return document.querySelector('.footer-name')",
        )
        .await?;
        // Of what is seen: a title's own box is wider, for its marks.
        let edges = "
            const edge = (selector) => {
              const range = document.createRange();
              range.selectNodeContents(document.querySelector(selector));
              return Math.round(range.getBoundingClientRect().left);
            };
            return new Set(['.portal', '.sections li', 'main .page > *', '.footer-name'].map(edge)).size";
        let edges = page.script(edges, vec![]).await?;
        ensure!(edges == 1, "{path} has {edges} left edges");
    }
    Ok(())
}

async fn nothing_is_drawn_when_it_is_empty(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.heading("Tin duy nhất").await?;
    page.says("08:05").await?;
    for empty in [
        "#latest",
        ".section-block",
        ".kicker",
        ".lead-story .picture",
    ] {
        page.has(empty, empty, 0).await?;
    }
    page.press("link", "Tin duy nhất").await?;
    page.get("heading", "Các tin đã đưa ngày:").await?;
    let drawn = "
        return ['.around [rel]', '.tags', '.byline', '.same-day', '.same-section', '.files', '.article .kicker']
          .filter((part) => document.querySelector(part)?.getBoundingClientRect().height > 0).join(' ')";
    let drawn = page.text_of(drawn).await?;
    ensure!(drawn.is_empty(), "drawn though empty: {drawn}");
    page.is_accessible().await
}
