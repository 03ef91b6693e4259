use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use axum::{
    Router,
    http::{HeaderMap, StatusCode, header},
    routing::{get, post},
};
use serde_json::json;

use super::{Story, story};
use crate::{
    browser::{Browser, key},
    site::{NAME, PASSWORD, Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(staff_sign_in_read_and_sign_out),
        story!(a_wrong_password_is_typed_again),
        story!(a_locked_account_says_so),
        story!(too_many_attempts_wait, few_attempts()),
        story!(
            a_server_that_is_down_says_so,
            answering(StatusCode::SERVICE_UNAVAILABLE)
        ),
        story!(
            a_host_without_sign_in_says_so,
            answering(StatusCode::NOT_FOUND)
        ),
        story!(a_slow_answer_is_sent_for_once, slow()),
        story!(
            a_public_feed_cannot_fetch_members_news,
            leading_to_the_members()
        ),
        story!(no_cookie_goes_to_a_public_feed, watched()),
        story!(
            a_portal_without_sign_in_offers_none,
            Site::default().config("session", json!(null))
        ),
    ]
}

async fn sign_in(page: &Browser, name: &str, password: &str) -> Result<()> {
    page.fill("textbox", "Tên đăng nhập", name).await?;
    page.fill("textbox", "Mật khẩu", password).await?;
    page.keys(key::ENTER).await
}

async fn staff_sign_in_read_and_sign_out(page: &Browser) -> Result<()> {
    page.open("/date/2026-11-18").await?;
    page.press("link", "Đăng nhập").await?;
    page.heading("Đăng nhập").await?;
    page.address("/sign-in?next=%2Fdate%2F2026-11-18").await?;
    page.is_accessible().await?;
    for (name, kind) in [("username", "username"), ("password", "current-password")] {
        let field = format!("form[method=post] input[name={name}][autocomplete={kind}]");
        page.has("password managers know the field", &field, 1)
            .await?;
    }
    page.press("checkbox", "Hiện mật khẩu").await?;
    page.until(
        "the password is shown",
        "return document.querySelector('#current-password').type === 'text'",
    )
    .await?;
    sign_in(page, NAME, PASSWORD).await?;
    page.address("/date/2026-11-18").await?;
    page.says("Biên tập viên").await?;
    page.visit("/search?q=n").await?;
    page.says("Biên tập viên").await?;
    page.visit("/").await?;
    page.says("Tin nội bộ").await?;
    page.is_accessible().await?;
    let kept = page
        .text_of("return JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
        .await?;
    ensure!(
        !kept.contains("cong-tin=") && !kept.contains(PASSWORD),
        "a secret is kept: {kept}"
    );
    page.press("button", "Đăng xuất").await?;
    page.get("link", "Đăng nhập").await?;
    page.get("status", "Đã đăng xuất.").await?;
    page.until(
        "the focus is on the way in",
        "return document.activeElement.textContent === 'Đăng nhập'",
    )
    .await?;
    page.until(
        "members' news is gone",
        "return !document.body.innerText.includes('Tin nội bộ')",
    )
    .await?;
    page.visit("/").await?;
    page.get("link", "Đăng nhập").await?;
    page.visit("/sign-in?next=https%3A%2F%2Fevil.example%2F")
        .await?;
    sign_in(page, NAME, PASSWORD).await?;
    page.address("/").await
}

/// A public feed that names the members' as its next page.
fn leading_to_the_members() -> Site {
    let item = json!({ "id": "1", "title": "Tin chung", "content_text": "Nội dung" });
    let mut led = feed(json!([item]));
    led["next_url"] = json!("/api/members/feed.json?x");
    Site::default().feed(led)
}

async fn a_public_feed_cannot_fetch_members_news(page: &Browser) -> Result<()> {
    page.open("/sign-in").await?;
    sign_in(page, NAME, PASSWORD).await?;
    page.says("Tin nội bộ").await?;
    page.press("button", "Xem tin cũ hơn").await?;
    // It is asked for as nobody, and refused.
    page.get("alert", "Không tìm thấy nguồn tin…").await?;
    page.press("button", "Đăng xuất").await?;
    page.until(
        "members' news is gone",
        "return !document.body.innerText.includes('Tin nội bộ')
            && document.querySelectorAll('main .lead-story, main .latest .story').length === 1",
    )
    .await
}

/// Counts how often the feed's pages are asked for, and how often with a cookie.
fn watched() -> Site {
    let counts = Arc::new([AtomicU32::new(0), AtomicU32::new(0)]);
    let page = |number: u32, counts: &Arc<[AtomicU32; 2]>| {
        let item = json!({ "id": number.to_string(), "title": format!("Tin {number}"), "content_text": "Nội dung" });
        let mut page = feed(json!([item]));
        if number == 1 {
            page["next_url"] = json!("/feed-2.json");
        }
        let (text, counts) = (page.to_string(), counts.clone());
        get(async move |headers: HeaderMap| {
            counts[0].fetch_add(1, Ordering::SeqCst);
            counts[1].fetch_add(
                headers.contains_key(header::COOKIE).into(),
                Ordering::SeqCst,
            );
            ([(header::CONTENT_TYPE, "application/feed+json")], text)
        })
    };
    let routes = Router::new()
        .route("/feed.json", page(1, &counts))
        .route("/feed-2.json", page(2, &counts));
    Site::default()
        .routes(routes)
        .answer("/e2e/asked", move || {
            let [all, with_cookie] =
                [0, 1].map(|count: usize| counts[count].load(Ordering::SeqCst));
            format!("{all} {with_cookie}")
        })
}

async fn no_cookie_goes_to_a_public_feed(page: &Browser) -> Result<()> {
    // From the first request on.
    page.visit("/e2e/asked").await?;
    page.script("document.cookie = 'who=reader; path=/'", vec![])
        .await?;
    page.open("/").await?;
    page.get("link", "Tin 1").await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.get("link", "Tin 2").await?;
    page.press("link", "Đăng nhập").await?;
    sign_in(page, NAME, PASSWORD).await?;
    page.says("Tin nội bộ").await?;
    page.visit("/").await?;
    page.get("link", "Tin 1").await?;
    page.open("/doctor").await?;
    page.get("heading", "Kết quả").await?;
    page.visit("/embed/latest?limit=3").await?;
    page.says("Tin 1").await?;
    let asked = "return fetch('/e2e/asked', { cache: 'no-store' }).then((answer) => answer.text())";
    let asked = page.text_of(asked).await?;
    let (all, with_cookie) = asked.split_once(' ').context("two counts")?;
    ensure!(
        all.parse::<u32>()? >= 3,
        "the feed is asked for {all} times"
    );
    ensure!(
        with_cookie == "0",
        "with a cookie {with_cookie} times of {all}"
    );
    Ok(())
}

async fn a_wrong_password_is_typed_again(page: &Browser) -> Result<()> {
    page.open("/sign-in").await?;
    page.press("button", "Đăng nhập").await?;
    page.says("Hãy nhập tên đăng nhập.").await?;
    page.says("Hãy nhập mật khẩu.").await?;
    page.has("the focus is on the first", "#username:focus", 1)
        .await?;
    sign_in(page, NAME, "sai").await?;
    page.get(
        "alert",
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy nhập lại mật khẩu.",
    )
    .await?;
    let held = page
        .text_of("return document.querySelector('#username').value + '|' + document.querySelector('#current-password').value")
        .await?;
    ensure!(held == format!("{NAME}|"), "the fields hold {held}");
    page.until(
        "the password has the focus",
        "return document.activeElement.id === 'current-password'",
    )
    .await?;
    page.is_accessible().await
}

async fn a_locked_account_says_so(page: &Browser) -> Result<()> {
    page.accounts.set_locked(&NAME.parse()?, true).await?;
    page.open("/sign-in").await?;
    sign_in(page, NAME, PASSWORD).await?;
    page.get(
        "alert",
        "Tài khoản này đang bị khoá. Hãy liên hệ người quản trị.",
    )
    .await?;
    Ok(())
}

fn few_attempts() -> Site {
    Site::default().limits(origin::Limits {
        per_name: 1,
        per_address: 30,
        window: Duration::from_secs(4),
    })
}

async fn too_many_attempts_wait(page: &Browser) -> Result<()> {
    page.open("/sign-in").await?;
    sign_in(page, NAME, "sai").await?;
    page.get(
        "alert",
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy nhập lại mật khẩu.",
    )
    .await?;
    page.fill("textbox", "Mật khẩu", PASSWORD).await?;
    page.keys(key::ENTER).await?;
    page.get("alert", "Đã thử quá nhiều lần.").await?;
    page.says("giây rồi thử lại.").await?;
    page.get("alert", "Bây giờ có thể thử lại.").await?;
    page.press("button", "Đăng nhập").await?;
    page.says("Biên tập viên").await
}

/// A session endpoint that only ever answers so.
fn answering(status: StatusCode) -> Site {
    Site::default().answer("/api/session", move || {
        (status, [(header::CONTENT_TYPE, "text/plain")], "x")
    })
}

async fn a_server_that_is_down_says_so(page: &Browser) -> Result<()> {
    page.open("/sign-in").await?;
    sign_in(page, NAME, PASSWORD).await?;
    page.get(
        "alert",
        "Máy chủ đăng nhập đang gặp sự cố. Hãy thử lại sau ít phút.",
    )
    .await?;
    let held = page
        .text_of("return document.querySelector('#current-password').value")
        .await?;
    ensure!(held == PASSWORD, "what was typed is lost");
    Ok(())
}

async fn a_host_without_sign_in_says_so(page: &Browser) -> Result<()> {
    page.open("/sign-in").await?;
    sign_in(page, NAME, PASSWORD).await?;
    page.get(
        "alert",
        "Không tìm thấy dịch vụ đăng nhập. Hãy báo cho người quản trị cổng tin.",
    )
    .await?;
    Ok(())
}

/// Refuses, slowly.
fn slow() -> Site {
    let answer = post(|| async {
        tokio::time::sleep(Duration::from_millis(1500)).await;
        (StatusCode::UNAUTHORIZED, "{}")
    });
    Site::default().routes(Router::new().route("/api/session", answer))
}

async fn a_slow_answer_is_sent_for_once(page: &Browser) -> Result<()> {
    page.open("/sign-in").await?;
    sign_in(page, NAME, PASSWORD).await?;
    page.get("button", "Đang đăng nhập…").await?;
    page.has("the form says that it is busy", "form[aria-busy=true]", 1)
        .await?;
    page.press("button", "Đang đăng nhập…").await?;
    page.get(
        "alert",
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy nhập lại mật khẩu.",
    )
    .await?;
    let busy = page.all("button", Some("Đang đăng nhập…")).await?;
    ensure!(busy.is_empty(), "the form is still busy");
    Ok(())
}

async fn a_portal_without_sign_in_offers_none(page: &Browser) -> Result<()> {
    page.open("/sign-in").await?;
    page.says("Cổng tin này không có đăng nhập.").await?;
    ensure!(
        page.all("link", Some("Đăng nhập")).await?.is_empty(),
        "it is offered all the same"
    );
    Ok(())
}
