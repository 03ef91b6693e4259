//! The service worker as its operator has it: switched off, broken, installed.

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

use super::in_charge;
use crate::{
    browser::Browser,
    deploy::Answers,
    site::{Site, dist},
    stories::{Story, story},
};

pub fn stories() -> Vec<Story> {
    vec![
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
