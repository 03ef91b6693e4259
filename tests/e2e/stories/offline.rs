//! Reading on without a network.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Result, bail, ensure};
use axum::{
    http::header,
    response::{Html, IntoResponse},
};
use serde_json::{Value, json};

use super::{Story, article::address_of, story};
use crate::{
    browser::Browser,
    deploy::Answers,
    engine::Engine,
    site::{NAME, PASSWORD, Site, dist, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(the_second_visit_needs_no_network),
        story!(what_needs_the_network_says_so),
        story!(newer_news_is_told_quietly, changing_feed()),
        story!(news_that_left_the_feed_is_still_saved, changing_feed()),
        story!(saved_news_can_be_removed),
        story!(members_news_is_never_stored),
        story!(
            the_operator_switches_the_worker_off,
            Site::default().edited("offline", json!(false))
        ),
        story!(
            the_operator_edits_the_settings,
            Site::default().edited("name", json!("Cổng tin mới"))
        ),
        story!(a_broken_worker_is_switched_off, broken_worker()),
        story!(the_portal_can_be_installed),
    ]
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

const OLD: &str = "Tin hôm qua";
const NEW: &str = "Tin hôm nay";

/// A feed of one article, which gives way to another.
fn changing_feed() -> Site {
    let changed = Arc::new(AtomicBool::new(false));
    let change = changed.clone();
    let item = |id: &str, title: &str| json!({ "id": id, "title": title, "content_html": format!("<p>Nội dung của {title}</p>") });
    let (old, new) = (feed(json!([item("1", OLD)])), feed(json!([item("2", NEW)])));
    let answer = move || {
        let feed = if changed.load(Ordering::SeqCst) {
            &new
        } else {
            &old
        };
        (
            [(header::CONTENT_TYPE, "application/feed+json")],
            feed.to_string(),
        )
    };
    Site::default()
        .answer("/feed.json", answer)
        .answer("/e2e/publish", move || change.store(true, Ordering::SeqCst))
}

async fn publish(page: &Browser) -> Result<()> {
    page.script("return fetch('/e2e/publish').then(() => true)", vec![])
        .await?;
    Ok(())
}

async fn newer_news_is_told_quietly(page: &Browser) -> Result<()> {
    page.open("/").await?;
    news_is_kept(page).await?;
    publish(page).await?;
    page.visit("/").await?;
    if page.engine == Engine::WebKit {
        println!("webkit asks for the feed twice, and shows the second answer: nothing to tell");
        return page.heading(NEW).await;
    }
    page.heading(OLD).await?;
    page.get("status", "Đã có tin mới.…").await?;
    page.is_accessible().await?;
    // Nothing that is read has moved.
    page.heading(OLD).await?;
    page.press("link", "Xem tin mới").await?;
    page.heading(NEW).await
}

async fn news_that_left_the_feed_is_still_saved(page: &Browser) -> Result<()> {
    let address = read(page, OLD).await?;
    publish(page).await?;
    page.open("/").await?;
    // Seen now, shown with the next page.
    page.until(
        "the new feed is kept",
        "return caches.match('/feed.json').then((found) => found.text()).then((feed) => feed.includes('Tin hôm nay'))",
    )
    .await?;
    page.open("/").await?;
    page.heading(NEW).await?;
    ensure!(
        page.all("link", Some(OLD)).await?.is_empty(),
        "it is among the news again"
    );
    page.visit(&address).await?;
    page.heading(OLD).await?;
    page.says("Nội dung của Tin hôm qua").await?;
    page.is_accessible().await
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

async fn members_news_is_never_stored(page: &Browser) -> Result<()> {
    page.open("/sign-in").await?;
    in_charge(page).await?;
    page.fill("textbox", "Tên đăng nhập", NAME).await?;
    page.fill("textbox", "Mật khẩu", PASSWORD).await?;
    page.press("button", "Đăng nhập").await?;
    page.says("Biên tập viên").await?;
    let members = "Bảo vệ tài khoản công vụ: những điều nhỏ nên làm ngay";
    page.press("link", members).await?;
    page.heading(members).await?;
    // Another article is kept after it: the worker keeps one after the other.
    page.press("link", "Trang chủ").await?;
    let address = address_of(page, HEADLINE).await?;
    page.press("link", HEADLINE).await?;
    is_kept(page, &address).await?;
    let stored = page.text_of(STORED).await?;
    ensure!(stored.contains("/feed.json"), "nothing is stored at all");
    for secret in [members, "Biên tập viên", "/api/"] {
        let place = stored
            .lines()
            .find(|line| line.contains(secret) && !line.contains("cong-tin-config"));
        ensure!(place.is_none(), "“{secret}” is stored: {place:?}");
    }
    Ok(())
}

async fn is_off(page: &Browser) -> Result<()> {
    page.until(
        "there is no service worker, and nothing is stored",
        "return Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()]) \
         .then(([workers, names]) => workers.length === 0 && names.length === 0)",
    )
    .await
}

async fn the_operator_switches_the_worker_off(page: &Browser) -> Result<()> {
    page.open("/").await?;
    in_charge(page).await?;
    page.host.now(Answers::EditedPage);
    page.script("dispatchEvent(new Event('online'))", vec![])
        .await?;
    is_off(page).await?;
    // It stays off.
    page.open("/").await?;
    page.until(
        "the page has come to the worker",
        "return !!document.querySelector('.notices')",
    )
    .await?;
    is_off(page).await
}

async fn the_operator_edits_the_settings(page: &Browser) -> Result<()> {
    page.open("/").await?;
    in_charge(page).await?;
    page.host.now(Answers::EditedPage);
    let deadline = Instant::now() + Duration::from_secs(20);
    // The page as it was kept, and then the one that was fetched meanwhile.
    while page.all("link", Some("Cổng tin mới")).await?.is_empty() {
        ensure!(Instant::now() < deadline, "the old settings stay");
        page.open("/").await?;
    }
    Ok(())
}

const BROKEN: &str = "addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => { if (event.request.mode === 'navigate')
  event.respondWith(new Response('worker broken', { headers: { 'Content-Type': 'text/html' } })) });";

/// A worker that answers every page with nonsense, until `sw-off.js` is put in its place.
fn broken_worker() -> Site {
    let off = Arc::new(AtomicBool::new(false));
    let switch = off.clone();
    let file = dist().join("sw-off.js");
    let answer = move || {
        let script = if off.load(Ordering::SeqCst) {
            std::fs::read_to_string(&file).unwrap_or_default()
        } else {
            BROKEN.to_owned()
        };
        (
            [
                (header::CONTENT_TYPE, "text/javascript"),
                (header::CACHE_CONTROL, "no-cache"),
            ],
            script,
        )
            .into_response()
    };
    Site::default()
        .answer("/sw.js", answer)
        .answer("/e2e/off", move || {
            switch.store(true, Ordering::SeqCst);
            Html("off")
        })
}

async fn a_broken_worker_is_switched_off(page: &Browser) -> Result<()> {
    page.open("/").await?;
    in_charge(page).await?;
    page.visit("/").await?;
    page.says("worker broken").await?;
    page.script("return fetch('/e2e/off').then(() => true)", vec![])
        .await?;
    // The browser looks for another worker after a page.
    page.visit("/").await?;
    page.until(
        "the broken worker has gone",
        "return navigator.serviceWorker.getRegistration().then((found) => !found)",
    )
    .await?;
    page.open("/").await?;
    page.get("heading", "Tin mới nhất").await?;
    Ok(())
}

async fn the_portal_can_be_installed(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let manifest = page
        .script(
            "return fetch(document.querySelector('link[rel=manifest]').href).then(async (answer) => \
             ({ type: answer.headers.get('Content-Type'), at: answer.url, says: await answer.json() }))",
            vec![],
        )
        .await?;
    ensure!(
        manifest["type"]
            .as_str()
            .is_some_and(|ty| ty.split(';').next() == Some("application/manifest+json")),
        "it is {}",
        manifest["type"]
    );
    let says = &manifest["says"];
    ensure!(says["display"] == json!("standalone"), "{says}");
    let icons: &Vec<Value> = match &says["icons"] {
        Value::Array(icons) => icons,
        other => bail!("icons: {other}"),
    };
    let mut purposes = Vec::new();
    for icon in icons {
        let size = page
            .script(
                "return fetch(new URL(arguments[0], arguments[1])).then((answer) => answer.blob()).then(createImageBitmap) \
                 .then(({ width, height }) => `${width}x${height}`)",
                vec![icon["src"].clone(), manifest["at"].clone()],
            )
            .await?;
        ensure!(size == icon["sizes"], "{icon} is {size}");
        purposes.extend(icon["purpose"].as_str());
    }
    ensure!(
        purposes.contains(&"any") && purposes.contains(&"maskable"),
        "icons for {purposes:?}"
    );
    Ok(())
}
