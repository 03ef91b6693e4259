//! What is kept on the device, and what never is.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use anyhow::{Result, ensure};
use axum::{
    Router,
    http::{HeaderMap, header},
    response::Redirect,
    routing::get,
};
use serde_json::json;

use super::{HEADLINE, NEW, OLD, STORED, in_charge, is_kept, item, news_is_kept};
use crate::{
    browser::Browser,
    deploy::Answers,
    site::{NAME, PASSWORD, Site, feed},
    stories::{Story, article::address_of, story},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(a_bad_answer_leaves_the_good_feed, spoilt_feed()),
        story!(what_is_kept_was_asked_for_by_nobody, asked_feed()),
        story!(a_host_may_redirect_its_first_page, redirecting()),
        story!(members_news_is_never_stored),
    ]
}

/// Good news, and then every answer that is none in its turn.
fn spoilt_feed() -> Site {
    const BAD: [(&str, &str); 5] = [
        ("application/json", r#"{"error":"busy"}"#),
        (
            "application/feed+json",
            r#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1""#,
        ),
        ("application/feed+json", ""),
        (
            "application/xhtml+xml",
            "<html xmlns='http://www.w3.org/1999/xhtml'><body>404</body></html>",
        ),
        (
            "application/rss+xml",
            "<rss version='2.0'><channel><title>a",
        ),
    ];
    let good = feed(json!([item("1", OLD)])).to_string();
    let turn = Arc::new(AtomicUsize::new(0));
    let next = turn.clone();
    Site::default()
        .answer("/feed.json", move || {
            let (content_type, text) = match turn.load(Ordering::SeqCst) {
                0 => ("application/feed+json", good.clone()),
                // Too much of it.
                turn if turn > BAD.len() => (
                    "application/feed+json",
                    good.clone() + &" ".repeat(6_000_000),
                ),
                turn => (BAD[turn - 1].0, BAD[turn - 1].1.to_owned()),
            };
            ([(header::CONTENT_TYPE, content_type)], text)
        })
        .answer("/e2e/spoil", move || {
            next.fetch_add(1, Ordering::SeqCst);
        })
}

async fn a_bad_answer_leaves_the_good_feed(page: &Browser) -> Result<()> {
    page.open("/").await?;
    news_is_kept(page).await?;
    for _ in 0..6 {
        // The worker gives what it has, and asks; it has been answered when another address has.
        let asked = "return (async () => { await fetch('/e2e/spoil', { cache: 'no-store' });
            const kept = await (await fetch('/feed.json')).text();
            const bad = await fetch('/feed.json', { cache: 'no-store' }); await bad.text();
            return kept.length < 1000 && kept.includes('Tin hôm qua') })()";
        let kept = page.script(asked, vec![]).await?;
        ensure!(kept == json!(true), "another answer is in its place");
    }
    page.host.now(Answers::Nothing);
    page.visit("/").await?;
    page.get("link", OLD).await?;
    Ok(())
}

/// News, and whether it was ever asked for with a cookie once the worker was there.
fn asked_feed() -> Site {
    let text = feed(json!([item("1", OLD)])).to_string();
    let answer = move |headers: HeaderMap| async move {
        let text = match headers.contains_key(header::COOKIE) {
            true => text.replace(OLD, NEW),
            false => text,
        };
        ([(header::CONTENT_TYPE, "application/feed+json")], text)
    };
    Site::default().routes(Router::new().route("/feed.json", get(answer)))
}

async fn what_is_kept_was_asked_for_by_nobody(page: &Browser) -> Result<()> {
    page.open("/").await?;
    in_charge(page).await?;
    page.script("document.cookie = 'who=reader; path=/'", vec![])
        .await?;
    // Nothing is kept: what comes is the host's answer to the worker.
    let asked = "return (async () => { for (const name of await caches.keys()) if (name.includes('feeds')) await caches.delete(name);
        return (await fetch('/feed.json', { credentials: 'same-origin' })).text() })()";
    let answer = page.text_of(asked).await?;
    ensure!(answer.contains(OLD), "{answer}");
    news_is_kept(page).await
}

/// `/` leads to `/index.html`, as some hosts have it.
fn redirecting() -> Site {
    Site::default().answer("/", || Redirect::to("/index.html"))
}

async fn a_host_may_redirect_its_first_page(page: &Browser) -> Result<()> {
    page.open("/saved").await?;
    in_charge(page).await?;
    page.visit("/saved").await?;
    page.heading("Tin đã lưu").await?;
    page.visit("/").await?;
    page.get("heading", "Tin mới nhất").await?;
    Ok(())
}

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
