//! Reading on without a network.

mod kept;
mod newer;
mod saved;
mod worker;

use anyhow::{Result, ensure};
use axum::http::header;
use serde_json::{Value, json};

use super::{Story, article::address_of, story};
use crate::{
    browser::Browser,
    deploy::Answers,
    site::{NAME, PASSWORD, Site, feed},
};

pub fn stories() -> Vec<Story> {
    let own = vec![
        story!(the_second_visit_needs_no_network),
        story!(what_needs_the_network_says_so),
        story!(what_is_private_is_not_there_offline, unkept("private")),
        story!(
            what_is_not_to_be_stored_is_not_there_offline,
            unkept("no-store")
        ),
        story!(a_feed_of_another_type_is_not_there_offline, unkept("")),
        story!(saved_news_can_be_removed),
    ];
    [
        own,
        kept::stories(),
        newer::stories(),
        saved::stories(),
        worker::stories(),
    ]
    .concat()
}

pub const HEADLINE: &str = "Diễn tập chữa cháy tại kho vật chứng";

/// Waits until the service worker answers the page's requests.
async fn in_charge(page: &Browser) -> Result<()> {
    page.until(
        "the service worker is in charge",
        "return !!navigator.serviceWorker.controller",
    )
    .await
}

/// Waits until the feed can be read without a network, too.
async fn news_is_kept(page: &Browser) -> Result<()> {
    in_charge(page).await?;
    page.until(
        "the news is kept",
        "return caches.match('/feed.json').then((found) => !!found)",
    )
    .await
}

/// Opens an article from the home page; its address, once it is kept.
pub async fn read(page: &Browser, headline: &str) -> Result<String> {
    page.open("/").await?;
    news_is_kept(page).await?;
    let address = address_of(page, headline).await?;
    page.press("link", headline).await?;
    page.heading(headline).await?;
    is_kept(page, &address).await?;
    Ok(address)
}

async fn is_kept(page: &Browser, address: &str) -> Result<()> {
    let key = address.rsplit('-').next().unwrap_or_default();
    let kept = "return caches.match('/saved/index.json').then((found) => found ? found.text() : '') \
                .then((index) => index.includes(arguments[0]))";
    page.until_with("the article is kept", kept, vec![json!(key)])
        .await
}

async fn the_second_visit_needs_no_network(page: &Browser) -> Result<()> {
    let address = read(page, HEADLINE).await?;
    page.host.now(Answers::Nothing);
    page.open("/").await?;
    page.get("heading", "Tin mới nhất").await?;
    page.says("Chưa kết nối được tới cổng tin.").await?;
    page.is_accessible().await?;
    // The notice stands outside of the portal: its link loads a page.
    page.press("link", "Đọc tin đã lưu").await?;
    page.heading("Tin đã lưu").await?;
    page.says("Những tin đã mở được giữ trên thiết bị này để đọc khi không có mạng.")
        .await?;
    page.is_accessible().await?;
    page.press("link", HEADLINE).await?;
    page.heading(HEADLINE).await?;
    page.address(&address).await?;
    page.until(
        "its picture is shown",
        "return [...document.querySelectorAll('article img')].some((picture) => picture.naturalWidth > 0)",
    )
    .await?;
    // And as the first page of a visit.
    page.visit(&address).await?;
    page.heading(HEADLINE).await?;
    page.until(
        "the text is there",
        "return !!document.querySelector('article .body')",
    )
    .await?;
    // The line is back.
    page.host.now(Answers::FirstBuild);
    page.script("dispatchEvent(new Event('online'))", vec![])
        .await?;
    page.until(
        "the notice has gone",
        "return document.querySelector('.notices')?.textContent === ''",
    )
    .await
}

async fn what_needs_the_network_says_so(page: &Browser) -> Result<()> {
    page.open("/").await?;
    news_is_kept(page).await?;
    page.host.now(Answers::Nothing);
    page.open("/").await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.says("Không kết nối được tới nguồn tin. Hãy kiểm tra mạng rồi thử lại.")
        .await?;
    page.press("link", "Đăng nhập").await?;
    page.fill("textbox", "Tên đăng nhập", NAME).await?;
    page.fill("textbox", "Mật khẩu", PASSWORD).await?;
    page.press("button", "Đăng nhập").await?;
    page.says("Không kết nối được tới máy chủ đăng nhập. Hãy kiểm tra mạng rồi thử lại.")
        .await
}

/// The news, as an answer that is not to be kept: of a `Cache-Control`, or else as plain text.
fn unkept(control: &'static str) -> Site {
    let text = feed(json!([item("1", OLD)])).to_string();
    Site::default().answer("/feed.json", move || {
        let (control, content_type) = match control {
            "" => ("no-cache", "text/plain"),
            control => (control, "application/feed+json"),
        };
        let headers = [
            (header::CONTENT_TYPE, content_type),
            (header::CACHE_CONTROL, control),
        ];
        (headers, text.clone())
    })
}

async fn what_is_private_is_not_there_offline(page: &Browser) -> Result<()> {
    what_was_saved_is_there_without_the_feed(page).await
}

async fn what_is_not_to_be_stored_is_not_there_offline(page: &Browser) -> Result<()> {
    what_was_saved_is_there_without_the_feed(page).await
}

async fn a_feed_of_another_type_is_not_there_offline(page: &Browser) -> Result<()> {
    what_was_saved_is_there_without_the_feed(page).await
}

async fn what_was_saved_is_there_without_the_feed(page: &Browser) -> Result<()> {
    page.open("/").await?;
    in_charge(page).await?;
    let address = address_of(page, OLD).await?;
    page.press("link", OLD).await?;
    page.heading(OLD).await?;
    is_kept(page, &address).await?;
    let stored = page.text_of(STORED).await?;
    ensure!(!stored.contains("/feed.json\n"), "the feed is kept");
    page.host.now(Answers::Nothing);
    page.visit("/").await?;
    page.says("Không kết nối được tới nguồn tin. Hãy kiểm tra mạng rồi thử lại.")
        .await?;
    page.visit("/saved").await?;
    page.heading("Tin đã lưu").await?;
    page.press("link", OLD).await?;
    page.heading(OLD).await?;
    page.says("Nội dung của Tin hôm qua").await?;
    // And as the first page of a visit.
    page.visit(&address).await?;
    page.heading(OLD).await?;
    page.says("Nội dung của Tin hôm qua").await
}

const OLD: &str = "Tin hôm qua";
const NEW: &str = "Tin hôm nay";

fn item(id: &str, title: &str) -> Value {
    json!({ "id": id, "title": title, "content_html": format!("<p>Nội dung của {title}</p>") })
}

async fn saved_news_can_be_removed(page: &Browser) -> Result<()> {
    read(page, HEADLINE).await?;
    page.press("link", "Tin đã lưu").await?;
    page.get("link", HEADLINE).await?;
    page.press("button", "Xoá các tin đã lưu").await?;
    page.says("Chưa có tin nào được lưu trên thiết bị này.")
        .await?;
    page.is_accessible().await?;
    let left = page
        .script(
            "return caches.match('/saved/index.json').then((found) => !!found)",
            vec![],
        )
        .await?;
    ensure!(left == json!(false), "it is still there");
    Ok(())
}

/// Every address and every text in any cache.
const STORED: &str = "return (async () => { const stored = [];
    for (const name of await caches.keys()) { const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const type = (await cache.match(request)).headers.get('Content-Type') || '';
        stored.push(request.url, /json|html/.test(type) ? await (await cache.match(request)).text() : '') } }
    return stored.join('\\n') })()";
