use std::time::Duration;

use anyhow::{Result, ensure};
use axum::{
    Router,
    http::{StatusCode, header},
    routing::post,
};
use serde_json::json;

use super::{Story, story};
use crate::{
    browser::{Browser, key},
    site::{NAME, PASSWORD, Site},
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

async fn a_wrong_password_is_typed_again(page: &Browser) -> Result<()> {
    page.open("/sign-in").await?;
    page.press("button", "Đăng nhập").await?;
    page.says("Hãy nhập tên đăng nhập.").await?;
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
