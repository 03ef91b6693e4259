//! A feed's host that answers wrongly, or not at all.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use anyhow::Result;
use axum::{
    http::{StatusCode, header},
    response::IntoResponse,
};
use origin::faults::Fault;
use serde_json::json;

use super::{HEADLINE, HURRY, failing, is_told_and_comes_back, one_story};
use crate::{
    browser::Browser,
    site::Site,
    stories::{Story, story},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(not_found_404, failing(status(404))),
        story!(broken_500, failing(status(500))),
        story!(unavailable_503, failing(status(503))),
        story!(
            unavailable_503_for_a_second,
            failing(Fault::Status(StatusCode::SERVICE_UNAVAILABLE, Some(1)))
        ),
        story!(
            too_many_requests_429_for_an_hour,
            failing(Fault::Status(StatusCode::TOO_MANY_REQUESTS, Some(3_600)))
        ),
        story!(a_passing_fault_is_ridden_out, passing()),
        story!(a_connection_cut_half_way, failing(Fault::CutHalfWay)),
        // By the page's clock, a byte a second.
        story!(
            a_byte_a_second,
            failing(Fault::Drip(Duration::from_millis(50)))
        ),
        story!(a_hang, failing(Fault::Hang)),
        story!(an_endless_redirect, failing(Fault::Redirects)),
        story!(
            a_wrong_media_type,
            failing(Fault::Text("image/png", one_story().to_string()))
        ),
        story!(
            a_page_instead_of_json,
            failing(Fault::Text(
                "text/html",
                "<!doctype html><p>Đăng nhập Wi-Fi".into()
            ))
        ),
        story!(truncated_json, failing(truncated())),
        story!(a_name_that_does_not_resolve, unresolvable()),
        story!(a_refused_connection, elsewhere()),
        story!(
            a_refusal_by_cors,
            elsewhere().fault("/feed.json", Fault::WithoutCors)
        ),
    ]
}

fn status(code: u16) -> Fault {
    Fault::Status(StatusCode::from_u16(code).expect("a status"), None)
}

const GONE: &str = "Không tìm thấy nguồn tin.";
const BUSY: &str = "Máy chủ tin đang quá tải hoặc gặp sự cố.";
const UNREACHABLE: &str = "Không kết nối được tới nguồn tin.";
const SLOW: &str = "Nguồn tin trả lời quá chậm.";
const BROKEN: &str = "Nguồn tin gửi về dữ liệu không đọc được.";

async fn not_found_404(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.get("button", "Thử lại").await?;
    page.is_accessible().await?;
    is_told_and_comes_back(page, GONE).await
}

async fn broken_500(page: &Browser) -> Result<()> {
    is_told_and_comes_back(page, BUSY).await
}

async fn unavailable_503(page: &Browser) -> Result<()> {
    is_told_and_comes_back(page, BUSY).await
}

async fn unavailable_503_for_a_second(page: &Browser) -> Result<()> {
    is_told_and_comes_back(page, BUSY).await
}

/// The server's wish is kept: only the reader's own press asks before its hour is over.
async fn too_many_requests_429_for_an_hour(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.says(BUSY).await?;
    page.faults.end("/feed.json");
    page.script(
        "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))",
        vec![],
    )
    .await?;
    page.heading("Chưa tải được tin").await?;
    page.press("button", "Thử lại").await?;
    page.heading(HEADLINE).await
}

/// Overloaded for two requests, and says for how long.
fn passing() -> Site {
    let asked = Arc::new(AtomicU32::new(0));
    Site::default().answer("/feed.json", move || {
        match asked.fetch_add(1, Ordering::SeqCst) {
            // The preload, and where it is not used the app's own first request.
            0 | 1 => (
                StatusCode::SERVICE_UNAVAILABLE,
                [(header::RETRY_AFTER, "1")],
            )
                .into_response(),
            _ => one_story().to_string().into_response(),
        }
    })
}

/// The reader is not even told.
async fn a_passing_fault_is_ridden_out(page: &Browser) -> Result<()> {
    page.visit("/").await?;
    page.heading(HEADLINE).await
}

async fn a_connection_cut_half_way(page: &Browser) -> Result<()> {
    is_told_and_comes_back(page, UNREACHABLE).await
}

async fn a_byte_a_second(page: &Browser) -> Result<()> {
    is_told_and_comes_back(page, SLOW).await
}

async fn a_hang(page: &Browser) -> Result<()> {
    is_told_and_comes_back(page, SLOW).await
}

async fn an_endless_redirect(page: &Browser) -> Result<()> {
    is_told_and_comes_back(page, UNREACHABLE).await
}

/// What it says matters, not what it is called.
async fn a_wrong_media_type(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.heading(HEADLINE).await
}

async fn a_page_instead_of_json(page: &Browser) -> Result<()> {
    is_told_and_comes_back(page, BROKEN).await
}

fn truncated() -> Fault {
    let mut text = one_story().to_string();
    text.truncate(text.len() - 3);
    Fault::Text("application/feed+json", text)
}

/// Not even the news that is there in full is taken from it.
async fn truncated_json(page: &Browser) -> Result<()> {
    is_told_and_comes_back(page, BROKEN).await
}

fn unresolvable() -> Site {
    Site::default()
        .script(HURRY)
        .config("feed", json!("https://cong-tin.invalid/feed.json"))
}

async fn a_name_that_does_not_resolve(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.heading("Chưa tải được tin").await?;
    page.says(UNREACHABLE).await?;
    page.is_accessible().await?;
    // The rest of the portal works.
    page.press("link", "Đăng nhập").await?;
    page.heading("Đăng nhập").await
}

fn elsewhere() -> Site {
    Site::default()
        .script(HURRY)
        .elsewhere("/feed.json", one_story())
}

async fn a_refused_connection(page: &Browser) -> Result<()> {
    page.elsewhere()?.go_down();
    page.open("/").await?;
    page.heading("Chưa tải được tin").await?;
    page.says(UNREACHABLE).await?;
    page.elsewhere()?.come_back().await?;
    page.heading(HEADLINE).await
}

async fn a_refusal_by_cors(page: &Browser) -> Result<()> {
    is_told_and_comes_back(page, UNREACHABLE).await
}
