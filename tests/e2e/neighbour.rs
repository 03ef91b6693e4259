//! Pages of somebody else's, on an origin of their own, around the portal's widget.

use std::path::PathBuf;

use anyhow::Result;
use axum::{
    Router,
    http::{HeaderName, HeaderValue, header},
    routing::get,
};
use serde_json::{Value, json};
use tower_http::services::ServeDir;

use crate::{browser::Browser, site::listen};

/// A page around widgets. `{portal}` in its texts is the portal's address, with a slash at its end.
pub struct Neighbour {
    head: String,
    body: String,
    policy: Option<String>,
    xhtml: bool,
    folder: Option<PathBuf>,
}

/// The tag that the portal's operator hands out.
pub const SCRIPT: &str = "<script type=\"module\" src=\"{portal}embed.js\"></script>";

/// Collects what must not happen on a host's page, and what its console is told.
const COLLECT: &str = "window.__trouble = []; window.__lines = []; window.__heard = [];
addEventListener('error', (e) => { if (e.message) __trouble.push('error: ' + e.message) });
addEventListener('unhandledrejection', (e) => __trouble.push('rejection: ' + e.reason));
addEventListener('securitypolicyviolation', (e) => { const shown = e.target !== document && !(e.target instanceof Element && !e.target.getAttributeNames().some((name) => name === 'style' || name.startsWith('on'))); if (shown || e.blockedURI !== 'inline') __trouble.push('policy: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample) });
for (const level of ['error', 'warn']) {
  const said = console[level];
  console[level] = (...words) => { __lines.push(words.map(String).join(' ')); said.apply(console, words); };
}
for (const what of ['ready', 'open', 'date', 'error']) {
  addEventListener('cong-tin-' + what, (e) => __heard.push([what, e.target.id || e.target.localName, e.detail]));
}
window.__shift = 0; window.__moved = [];
try { new PerformanceObserver((list) => { for (const e of list.getEntries()) { __shift += e.value; __moved.push(e.sources.map((s) => s.node?.nodeName + ' ' + s.previousRect.y + '→' + s.currentRect.y)); } }).observe({ type: 'layout-shift', buffered: true }) } catch {}
";

impl Neighbour {
    /// A page with the widget's script and this body.
    pub fn new(body: &str) -> Neighbour {
        Neighbour {
            head: SCRIPT.into(),
            body: body.into(),
            policy: None,
            xhtml: false,
            folder: None,
        }
    }

    /// Another head than the script alone.
    pub fn head(mut self, head: &str) -> Neighbour {
        self.head = head.into();
        self
    }

    /// A Content-Security-Policy.
    pub fn policy(mut self, policy: &str) -> Neighbour {
        self.policy = Some(policy.into());
        self
    }

    /// Served as XML.
    pub fn xhtml(mut self) -> Neighbour {
        self.xhtml = true;
        self
    }

    /// Files that the page may name.
    pub fn folder(mut self, folder: PathBuf) -> Neighbour {
        self.folder = Some(folder);
        self
    }

    /// Serves the page on a port of its own and goes there; its address.
    pub async fn open(self, browser: &Browser) -> Result<String> {
        let portal = [&browser.site, "/"].concat();
        let fill = |text: &str| text.replace("{portal}", &portal);
        let (start, ty) = if self.xhtml {
            (
                "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"vi\">",
                "application/xhtml+xml",
            )
        } else {
            (
                "<!doctype html><html lang=\"vi\">",
                "text/html; charset=utf-8",
            )
        };
        let page = [
            start,
            "<head><meta charset=\"utf-8\"/><title>Trang chủ nhà</title><link rel=\"icon\" href=\"data:,\"/>",
            "<script src=\"/collect.js\"></script>",
            &fill(&self.head),
            "</head><body>",
            &fill(&self.body),
            "</body></html>",
        ]
        .concat();
        let mut headers = vec![(header::CONTENT_TYPE, HeaderValue::from_static(ty))];
        if let Some(policy) = &self.policy {
            let policy = HeaderValue::try_from(fill(policy))?;
            headers.push((header::CONTENT_SECURITY_POLICY, policy));
        }
        let headers: axum::http::HeaderMap<HeaderValue> = headers
            .into_iter()
            .collect::<Vec<(HeaderName, _)>>()
            .into_iter()
            .collect();
        let script = [(header::CONTENT_TYPE, "text/javascript")];
        let mut router = Router::new()
            .route("/", get(move || async move { (headers, page) }))
            .route("/collect.js", get(move || async move { (script, COLLECT) }));
        if let Some(folder) = self.folder {
            router = router.fallback_service(ServeDir::new(folder));
        }
        let listener = listen().await?;
        // Another name than the portal's as well, so that it is another site.
        let address = format!("http://localhost:{}/", listener.local_addr()?.port());
        tokio::spawn(async move { axum::serve(listener, router).await });
        browser.client.goto(&address).await?;
        Ok(address)
    }
}

/// Waits until a widget shows what it is for.
pub async fn ready(page: &Browser, widget: &str) -> Result<()> {
    let script = "const e = document.querySelector(arguments[0]); \
                  return !!e?.shadowRoot?.querySelector('div:not([hidden]) > .widget :is(h1, h2)')";
    page.until_with(&format!("{widget} is ready"), script, vec![json!(widget)])
        .await
}

/// What a widget shows, on one line; its slotted content where that is shown.
pub async fn text(page: &Browser, widget: &str) -> Result<String> {
    let script = "const e = document.querySelector(arguments[0]); \
        const box = e.shadowRoot?.querySelector('slot + div:not([hidden])'); \
        return (box ?? e).innerText.replace(/\\s+/g, ' ').trim()";
    let text = page.script(script, vec![json!(widget)]).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

/// What the console was told, and the events that were heard: `[name, who, detail]`.
pub async fn lines(page: &Browser) -> Result<Vec<String>> {
    let lines = page.script("return window.__lines", vec![]).await?;
    Ok(serde_json::from_value(lines)?)
}

pub async fn heard(page: &Browser) -> Result<Value> {
    page.script("return window.__heard", vec![]).await
}
