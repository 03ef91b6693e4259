//! What the reader saves stays until the reader removes it.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::{HEADLINE, is_kept, read};
use crate::{
    browser::Browser,
    deploy::Answers,
    stories::{Story, article::address_of, story},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(an_article_is_saved_and_removed),
        story!(what_is_saved_outlasts_what_is_read),
    ]
}

const OTHER: &str = "68 đơn vị máu từ “Giọt hồng Tư pháp”";

async fn save(page: &Browser) -> Result<()> {
    page.press("button", "Chia sẻ").await?;
    page.press("button", "Lưu trên máy này").await?;
    page.says("Đã lưu, đọc được khi không có mạng.").await
}

async fn an_article_is_saved_and_removed(page: &Browser) -> Result<()> {
    read(page, HEADLINE).await?;
    save(page).await?;
    page.is_accessible().await?;
    // Another is only read.
    page.open("/").await?;
    let address = address_of(page, OTHER).await?;
    page.press("link", OTHER).await?;
    is_kept(page, &address).await?;
    page.host.now(Answers::Nothing);
    page.open("/saved").await?;
    page.get("link", OTHER).await?;
    let lists = "return [...document.querySelectorAll('main h2')].map((h) =>
        [h.textContent, ...[...h.nextElementSibling.querySelectorAll('h3')].map((h) => h.textContent)].join(': ')).join(' | ')";
    let lists = page.text_of(lists).await?;
    let expected = format!("Đã lưu: {HEADLINE} | Đã đọc gần đây: {OTHER}");
    ensure!(lists == expected, "{lists}");
    page.is_accessible().await?;
    // It still says so, and takes it back.
    page.press("link", HEADLINE).await?;
    page.press("button", "Chia sẻ").await?;
    page.press("button", "Bỏ lưu").await?;
    page.get("button", "Lưu trên máy này").await?;
    page.open("/saved").await?;
    page.press("button", &format!("Bỏ “{OTHER}”")).await?;
    page.says("Chưa có tin nào được lưu trên thiết bị này.")
        .await?;
    page.has("the focus is on the heading", "h1:focus", 1).await
}

async fn what_is_saved_outlasts_what_is_read(page: &Browser) -> Result<()> {
    read(page, HEADLINE).await?;
    save(page).await?;
    // As many others as are kept have been read since.
    let many = "return (async () => {
        const cache = await caches.open((await caches.keys()).find((name) => name.startsWith('cong-tin saved ')));
        const [own] = await (await cache.match('/saved/index.json')).json();
        const others = Array.from({ length: 200 }, (_, at) => ({ ...own, key: 'x' + at, saved: false, bytes: 1 }));
        await cache.put('/saved/index.json', new Response(JSON.stringify([...others, own])));
        return own.key; })()";
    let own = page.script(many, vec![]).await?;
    page.open("/").await?;
    let address = address_of(page, OTHER).await?;
    page.press("link", OTHER).await?;
    is_kept(page, &address).await?;
    let kept = "return caches.match('/saved/index.json').then((found) => found.json())
        .then((entries) => entries.map(({ key }) => key))";
    let kept: Vec<Value> = serde_json::from_value(page.script(kept, vec![]).await?)?;
    ensure!(kept.contains(&own), "what was saved has gone");
    ensure!(
        !kept.contains(&json!("x199")),
        "what was read longest ago is still there"
    );
    ensure!(kept.contains(&json!("x0")), "what was read last has gone");
    Ok(())
}
