//! News that changes while an older state of it is kept.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use anyhow::{Result, ensure};
use axum::http::header;
use serde_json::json;

use super::{NEW, OLD, item, news_is_kept, read};
use crate::{
    browser::Browser,
    site::{Site, feed},
    stories::{Story, story},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(newer_news_is_told_quietly, changing_feed()),
        story!(news_that_left_the_feed_is_still_saved, changing_feed()),
    ]
}

/// A feed of one article, which gives way to another.
fn changing_feed() -> Site {
    let changed = Arc::new(AtomicBool::new(false));
    let change = changed.clone();
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
