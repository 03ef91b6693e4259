//! Who comes back to a list finds the place where it was left.

use anyhow::Result;
use axum::{Router, http::header, response::IntoResponse, routing::get};
use serde_json::{Value, json};
use tokio::sync::watch;

use super::{Story, story};
use crate::{
    browser::Browser,
    engine::Engine,
    site::{Site, built, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(a_place_outlives_a_reload_of_the_page_after_it, long_feed()),
        story!(
            a_place_is_found_by_a_page_whose_module_comes_late,
            with_late_pages()
        ),
        story!(a_place_outlives_a_visit_to_another_site, long_feed()),
        story!(a_list_is_as_long_after_a_reload, long_feed()),
    ]
}

/// Two pages of the feed, of sixty items each.
fn long_feed() -> Site {
    let items = |page: usize| -> Vec<Value> {
        let item = |at: usize| {
            json!({
                "id": format!("{page}-{at}"),
                "title": format!("Tin {page}-{at}"),
                "content_text": "Nội dung",
                "date_published": format!("2026-{:02}-{:02}T08:00:00+07:00", 12 - page, 28 - at % 28),
            })
        };
        (0..60).map(item).collect()
    };
    let mut first = feed(json!(items(1)));
    first["next_url"] = json!("older.json");
    let older = feed(json!(items(2))).to_string();
    Site::default().feed(first).answer("/older.json", move || {
        ([("content-type", "application/feed+json")], older.clone())
    })
}

/// The module of the other pages waits from `/e2e/hold` until `/e2e/release`.
fn with_late_pages() -> Site {
    let (path, file) = built("pages-", ".wasm");
    let (held, hold) = watch::channel(false);
    let release = held.clone();
    let module = get(move || {
        let (mut hold, file) = (hold.clone(), file.clone());
        async move {
            // The story ends with its channel.
            let _ = hold.wait_for(|held| !held).await;
            let headers = [
                (header::CONTENT_TYPE, "application/wasm"),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (headers, std::fs::read(file).unwrap_or_default()).into_response()
        }
    });
    let tell = |channel: watch::Sender<bool>, value| {
        get(async move || {
            channel.send_replace(value);
        })
    };
    long_feed().config("offline", json!(false)).routes(
        Router::new()
            .route(&path, module)
            .route("/e2e/hold", tell(held, true))
            .route("/e2e/release", tell(release, false)),
    )
}

const STORIES: &str = "document.querySelectorAll('main .story').length";

/// Opens the front page and reads down to somewhere.
async fn read_down_to(page: &Browser, y: u32) -> Result<()> {
    page.open("/").await?;
    page.until("the list is there", &format!("return {STORIES} >= 50"))
        .await?;
    scroll_to(page, y).await
}

async fn scroll_to(page: &Browser, y: u32) -> Result<()> {
    page.script("scrollTo(0, arguments[0])", vec![json!(y)])
        .await?;
    is_at(page, y).await?;
    page.until_with(
        "the place is kept",
        "return history.state?.y === arguments[0]",
        vec![json!(y)],
    )
    .await
}

async fn is_at(page: &Browser, y: u32) -> Result<()> {
    page.until_with(
        "the page is where it was left",
        "return Math.round(scrollY) === arguments[0]",
        vec![json!(y)],
    )
    .await
}

/// Reads down the list and follows a link in it.
async fn follow_a_link_at(page: &Browser, y: u32) -> Result<()> {
    read_down_to(page, y).await?;
    // A driver would scroll to what it clicks.
    let link = "return document.elementFromPoint(innerWidth / 3, innerHeight / 2).closest('.story, body').querySelector('a').click()";
    page.script(link, vec![]).await?;
    the_article_is_shown(page).await
}

async fn the_article_is_shown(page: &Browser) -> Result<()> {
    page.until(
        "an article is shown",
        "return document.querySelector('article.article .body')",
    )
    .await
}

/// Engines pass by entries that no click of a reader's has made, but for scripts.
async fn go_back(page: &Browser) -> Result<()> {
    page.script("setTimeout(() => history.back())", vec![])
        .await?;
    page.until(
        "the address is the list's",
        "return location.pathname === '/'",
    )
    .await
}

async fn the_list_is_at(page: &Browser, y: u32) -> Result<()> {
    page.until(
        "the list is there again",
        &format!("return {STORIES} >= 50"),
    )
    .await?;
    is_at(page, y).await
}

async fn a_place_outlives_a_reload_of_the_page_after_it(page: &Browser) -> Result<()> {
    follow_a_link_at(page, 900).await?;
    page.client.refresh().await?;
    the_article_is_shown(page).await?;
    go_back(page).await?;
    the_list_is_at(page, 900).await
}

async fn a_place_is_found_by_a_page_whose_module_comes_late(page: &Browser) -> Result<()> {
    let tell = async |path: &str| {
        let fetch = format!("return fetch('{path}').then(() => true)");
        page.script(&fetch, vec![]).await
    };
    follow_a_link_at(page, 900).await?;
    tell("/e2e/hold").await?;
    page.client.refresh().await?;
    the_article_is_shown(page).await?;
    go_back(page).await?;
    page.until(
        "a skeleton is in its place",
        "return document.querySelector('main .skeleton')",
    )
    .await?;
    tell("/e2e/release").await?;
    the_list_is_at(page, 900).await?;
    page.until(
        "the focus is on a link of the list",
        "return document.activeElement.matches('#content a')",
    )
    .await
}

async fn a_place_outlives_a_visit_to_another_site(page: &Browser) -> Result<()> {
    if page.engine == Engine::WebKit {
        eprintln!(
            "skipped: WebKit's driver falls silent where another site's process goes back to this"
        );
        return Ok(());
    }
    read_down_to(page, 800).await?;
    let other = page.site.replace("127.0.0.1", "localhost");
    page.client.goto(&[&other, "/saved"].concat()).await?;
    page.script("setTimeout(() => history.back())", vec![])
        .await?;
    page.until(
        "the list is there again",
        &format!("return location.hostname === '127.0.0.1' && {STORIES} >= 50"),
    )
    .await?;
    is_at(page, 800).await
}

async fn a_list_is_as_long_after_a_reload(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("button", "Xem tin cũ hơn").await?;
    let is_long = format!("return {STORIES} > 60");
    page.until("older news is there", &is_long).await?;
    let low = "return document.documentElement.scrollHeight - innerHeight - 200";
    let low = page.script(low, vec![]).await?.as_u64().unwrap_or_default();
    scroll_to(page, u32::try_from(low)?).await?;
    page.client.refresh().await?;
    page.until("older news is there again", &is_long).await?;
    is_at(page, u32::try_from(low)?).await
}
