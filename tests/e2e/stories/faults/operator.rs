//! Faults of the portal's own: a wrong config, a trap.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::{
    browser::Browser,
    site::Site,
    stories::{Story, story},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(
            a_wrong_config_names_its_keys,
            Site::default().raw_config(r#"{"feed":7,"language":"fr"}"#)
        ),
        story!(
            an_unknown_zone_is_named,
            Site::default().config("timeZone", json!("Mars/Olympus"))
        ),
        story!(a_panic_leaves_a_way_out),
    ]
}

async fn a_wrong_config_names_its_keys(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.says("Cấu hình của cổng tin chưa đúng").await?;
    page.says("feed: 7 (expected the address of a JSON Feed)")
        .await?;
    page.says("language: \"fr\" (expected \"vi\" or \"en\")")
        .await
}

async fn an_unknown_zone_is_named(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.says("timeZone: \"Mars/Olympus\" (expected an IANA time zone or an offset like +07:00)")
        .await
}

async fn a_panic_leaves_a_way_out(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.script("window.dispatchEvent(new Event('e2e-trap'))", vec![])
        .await?;
    page.get("heading", "Trang gặp sự cố").await?;
    let shown = page
        .text_of("return getComputedStyle(document.querySelector('#app')).display")
        .await?;
    ensure!(shown == "none", "the dead page is still shown");
    page.is_accessible().await?;
    page.press("button", "Tải lại trang · Reload").await?;
    page.get("heading", "Tin mới nhất").await?;
    Ok(())
}
