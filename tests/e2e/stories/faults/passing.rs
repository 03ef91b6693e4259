//! Faults while the news is being read: what was loaded stays, what was asked for comes.

use anyhow::{Result, ensure};
use axum::{http::StatusCode, response::Redirect};
use origin::faults::Fault;
use serde_json::{Value, json};

use super::{HEADLINE, HURRY, first_page, older_page};
use crate::{
    browser::{Browser, key},
    site::{NAME, PASSWORD, Site, feed},
    stories::{Story, story},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(
            older_pages_that_fail_keep_the_news,
            two_pages()
                .script(HURRY)
                .fault("/feed-2.json", Fault::Status(StatusCode::NOT_FOUND, None))
        ),
        story!(a_circle_of_pages_ends, circle()),
        story!(a_circle_in_disguise_ends, disguised()),
        story!(
            a_reader_who_leaves_ends_the_request,
            two_pages()
                .config("offline", json!(false))
                .fault("/feed-2.json", Fault::Hang)
        ),
        story!(members_news_come_back, Site::default().script(HURRY)),
        story!(
            the_sign_in_endpoint_goes_and_comes,
            Site::default().script(HURRY)
        ),
        story!(
            who_is_signed_in_is_asked_again,
            Site::default().script(HURRY)
        ),
        story!(
            a_picture_that_never_loads,
            Site::default()
                .feed(pictured())
                .fault("/media/treo.webp", Fault::Hang)
        ),
    ]
}

fn two_pages() -> Site {
    let first = first_page();
    let second = older_page().to_string();
    Site::default()
        .feed(first)
        .answer("/feed-2.json", move || second.clone())
}

/// The retry by itself takes neither the focus nor the place.
async fn older_pages_that_fail_keep_the_news(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.says("Không tìm thấy nguồn tin.").await?;
    page.get("button", "Thử lại").await?;
    page.heading(HEADLINE).await?;
    page.is_accessible().await?;
    page.script("document.querySelector('#type-a-day, input').focus(); window.__focused = document.activeElement", vec![])
        .await?;
    page.faults.end("/feed-2.json");
    page.get("link", "Tin cũ hơn").await?;
    page.until(
        "the focus is where it was",
        "return document.activeElement === window.__focused && document.activeElement !== document.body",
    )
    .await
}

fn circle() -> Site {
    let first = first_page();
    let mut second = older_page();
    second["next_url"] = json!("feed.json");
    let second = second.to_string();
    Site::default()
        .feed(first)
        .answer("/feed-2.json", move || second.clone())
}

async fn a_circle_of_pages_ends(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.get("link", "Tin cũ hơn").await?;
    page.says("Đã hiển thị tất cả tin.").await
}

/// Each page is known by another name before: a place in it, a way round, an address that moved.
fn disguised() -> Site {
    let page = |number: u32, next: &str| {
        let mut page = feed(json!([{
            "id": number, "title": format!("Tin {number}"), "content_text": "a",
        }]));
        page["next_url"] = json!(next);
        page.to_string()
    };
    let (second, third) = (page(2, "/x/../feed-3.json"), page(3, "moved.json"));
    let mut first = first_page();
    first["next_url"] = json!("/./feed-2.json#tin-2");
    Site::default()
        .feed(first)
        .answer("/feed-2.json", move || second.clone())
        .answer("/feed-3.json", move || third.clone())
        .answer("/moved.json", || Redirect::temporary("/feed-2.json"))
}

async fn a_circle_in_disguise_ends(page: &Browser) -> Result<()> {
    page.open("/").await?;
    for title in ["Tin 2", "Tin 3"] {
        page.press("button", "Xem tin cũ hơn").await?;
        page.get("link", title).await?;
    }
    // What moved can only be known once it was asked for.
    page.press("button", "Xem tin cũ hơn").await?;
    page.says("Đã hiển thị tất cả tin.").await
}

/// In the page's own time, for twenty times as fast it may run into its limit before the reader
/// leaves, and without the service worker, which ends nothing that it has begun.
async fn a_reader_who_leaves_ends_the_request(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.get("button", "Đang tải tin cũ hơn…").await?;
    page.press("link", HEADLINE).await?;
    page.until(
        "the article is shown",
        "return location.pathname.startsWith('/article/')",
    )
    .await?;
    page.eventually("the request is given up", || {
        page.faults.given_up("/feed-2.json") == 1
    })
    .await?;
    // Who comes back may ask again, and it is no fault that it was given up.
    page.faults.end("/feed-2.json");
    page.client.back().await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.get("link", "Tin cũ hơn").await?;
    Ok(())
}

async fn sign_in(page: &Browser) -> Result<()> {
    page.fill("textbox", "Tên đăng nhập", NAME).await?;
    page.fill("textbox", "Mật khẩu", PASSWORD).await?;
    page.keys(key::ENTER).await
}

async fn members_news_come_back(page: &Browser) -> Result<()> {
    let fault = Fault::Status(StatusCode::INTERNAL_SERVER_ERROR, None);
    page.faults.begin("/api/members/feed.json", fault);
    page.open("/sign-in").await?;
    sign_in(page).await?;
    page.says("Chưa tải được tin nội bộ.").await?;
    page.faults.end("/api/members/feed.json");
    page.until(
        "members' news is there, and nothing is said of a fault",
        "return document.querySelector('.badge') && !document.body.innerText.includes('Chưa tải được')",
    )
    .await
}

/// What was typed stays; the same press succeeds once the endpoint is back.
async fn the_sign_in_endpoint_goes_and_comes(page: &Browser) -> Result<()> {
    page.faults.begin("/api/session", Fault::CutHalfWay);
    page.open("/sign-in").await?;
    sign_in(page).await?;
    page.get(
        "alert",
        "Không kết nối được tới máy chủ đăng nhập. Hãy kiểm tra mạng rồi thử lại.",
    )
    .await?;
    let held = page
        .text_of("return document.querySelector('#username').value + '|' + document.querySelector('#current-password').value")
        .await?;
    ensure!(
        held == format!("{NAME}|{PASSWORD}"),
        "what was typed is lost"
    );
    page.faults.end("/api/session");
    page.press("button", "Đăng nhập").await?;
    page.says("Biên tập viên").await
}

async fn who_is_signed_in_is_asked_again(page: &Browser) -> Result<()> {
    page.open("/sign-in").await?;
    sign_in(page).await?;
    page.says("Biên tập viên").await?;
    let fault = Fault::Status(StatusCode::SERVICE_UNAVAILABLE, None);
    page.faults.begin("/api/session", fault);
    page.open("/").await?;
    page.get("link", "Đăng nhập").await?;
    page.faults.end("/api/session");
    page.says("Biên tập viên").await
}

fn pictured() -> Value {
    feed(json!([{
        "id": "1", "title": HEADLINE, "image": "media/treo.webp", "content_html":
        "<p>Một</p><figure><img src='media/treo.webp' alt='Ảnh treo'></figure><p>Hai</p>",
    }]))
}

/// The text does not wait for it, nor does anything else.
async fn a_picture_that_never_loads(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", HEADLINE).await?;
    page.says("Hai").await?;
    page.press("link", "Lưu trữ theo ngày").await?;
    page.until(
        "the archive is shown",
        "return location.pathname.startsWith('/date')",
    )
    .await
}
