//! What goes wrong in a page of somebody else's: a plain message or the slotted content, one line in
//! the console, and a page that works.

use anyhow::{Result, ensure};
use axum::http::header;
use serde_json::{Value, json};

use super::{Story, story};
use crate::{
    browser::Browser,
    engine::Engine,
    neighbour::{Neighbour, SCRIPT, heard, lines, ready, text},
    site::{Site, built, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(a_wrong_tag_keeps_what_stands_in_it),
        story!(a_wrong_tag_that_is_empty_says_so),
        story!(a_feed_without_cors_keeps_what_stands_in_the_tag, closed()),
        story!(
            a_feed_that_fails_can_be_asked_again_from_an_empty_tag,
            closed()
        ),
        story!(an_article_that_is_not_there_keeps_what_stands_in_the_tag),
        story!(a_policy_that_refuses_the_module_is_told_once),
        story!(a_policy_that_refuses_the_script_is_told_once),
        story!(trusted_types_that_refuse_articles_are_told_once),
        story!(a_browser_without_webassembly_is_told_once),
        story!(a_script_that_was_changed_does_not_run, changed()),
        story!(the_script_twice_is_the_script_once),
        story!(two_versions_of_the_script_agree),
        story!(an_element_may_be_older_than_the_script),
        story!(a_widget_lives_in_another_shadow_root),
        story!(a_detached_widget_waits),
        story!(an_xhtml_page_is_none_the_worse),
    ]
}

const SLOTTED: &str = "Xem tin tại cổng";
const LATEST: &str = "<cong-tin feed=\"{portal}feed.json\" limit=\"3\" loading=\"eager\">\
                      <p>Xem tin tại cổng</p></cong-tin>";

/// Waits for the error of each widget; what they show, and how often the console was told.
async fn failed(page: &Browser, code: &str, count: usize) -> Result<()> {
    page.until_with(
        &format!("{count} have failed"),
        "return __heard.filter(([what]) => what === 'error').length >= arguments[0]",
        vec![json!(count)],
    )
    .await?;
    let heard = heard(page).await?;
    let codes = heard.as_array().into_iter().flatten();
    let codes: Vec<&Value> = codes.map(|event| &event[2]["code"]).collect();
    ensure!(codes == vec![&json!(code); count], "{heard}");
    let ours: Vec<String> = lines(page).await?;
    ensure!(ours.len() == 1, "{} console lines: {ours:?}", ours.len());
    ensure!(ours[0].starts_with("Cổng Tin: "), "{ours:?}");
    ensure!(ours[0].len() < 600, "a line of {} bytes", ours[0].len());
    Ok(())
}

/// What the browser itself reports of a refusal is no trouble of the page's.
async fn expect_refusals(page: &Browser) -> Result<()> {
    let script = "const rest = __trouble.filter((t) => !t.startsWith('policy:')); \
                  window.__trouble = rest; return true";
    page.script(script, vec![]).await.map(drop)
}

async fn stays(page: &Browser) -> Result<()> {
    let shown = text(page, "cong-tin").await?;
    ensure!(shown == SLOTTED, "the widget shows {shown:?}");
    Ok(())
}

async fn a_wrong_tag_keeps_what_stands_in_it(page: &Browser) -> Result<()> {
    for wrong in [
        LATEST.replace("limit", "view=\"newest\" limit"),
        LATEST.replace("feed=", "fed="),
        LATEST.replace("limit", "view=\"article\" limit"),
        LATEST.replace("limit", "view=\"date\" date=\"22/3\" limit"),
        LATEST.replace("limit", "time-zone=\"Mars/Olympus\" limit"),
        LATEST.replace("{portal}feed.json", "http://[/"),
        LATEST.replace("limit", &format!("view=\"{}\" limit", "x".repeat(1 << 20))),
    ] {
        Neighbour::new(&wrong).open(page).await?;
        failed(page, "settings", 1).await?;
        stays(page).await?;
    }
    Ok(())
}

async fn a_wrong_tag_that_is_empty_says_so(page: &Browser) -> Result<()> {
    Neighbour::new("<cong-tin loading=\"eager\" lang=\"en\"> </cong-tin>")
        .open(page)
        .await?;
    failed(page, "settings", 1).await?;
    let shown = text(page, "cong-tin").await?;
    ensure!(
        shown == "This news widget is not set up correctly.",
        "{shown}"
    );
    Ok(())
}

/// A feed that only its own site may read.
fn closed() -> Site {
    Site::default().answer("/closed.json", || {
        (
            [(header::CONTENT_TYPE, "application/feed+json")],
            feed(json!([{ "id": "1", "title": "a", "content_text": "b" }])).to_string(),
        )
    })
}

async fn a_feed_without_cors_keeps_what_stands_in_the_tag(page: &Browser) -> Result<()> {
    // Two over one feed: its fault is told once.
    Neighbour::new(&LATEST.replace("feed.json", "closed.json").repeat(2))
        .open(page)
        .await?;
    failed(page, "feed", 2).await?;
    stays(page).await
}

async fn a_feed_that_fails_can_be_asked_again_from_an_empty_tag(page: &Browser) -> Result<()> {
    Neighbour::new("<cong-tin feed=\"{portal}closed.json\" loading=\"eager\"></cong-tin>")
        .open(page)
        .await?;
    failed(page, "feed", 1).await?;
    let widget = Some("cong-tin");
    page.get_within(widget, "heading", "Chưa tải được tin")
        .await?;
    page.get_within(widget, "button", "Thử lại").await?;
    Ok(())
}

async fn an_article_that_is_not_there_keeps_what_stands_in_the_tag(page: &Browser) -> Result<()> {
    Neighbour::new(&LATEST.replace("limit", "view=\"article\" item=\"khong-co\" limit"))
        .open(page)
        .await?;
    page.until(
        "it has failed",
        "return __heard.some(([what]) => what === 'error')",
    )
    .await?;
    let heard = heard(page).await?;
    ensure!(heard[0][2]["code"] == json!("item"), "{heard}");
    stays(page).await
}

async fn a_policy_that_refuses_the_module_is_told_once(page: &Browser) -> Result<()> {
    let policy =
        "default-src 'none'; script-src 'self' {portal}; connect-src {portal}; img-src data:";
    is_refused_once(page, policy).await
}

async fn a_policy_that_refuses_the_script_is_told_once(page: &Browser) -> Result<()> {
    let policy = "default-src 'none'; script-src 'self' {portal}embed.js 'wasm-unsafe-eval'; connect-src {portal}; img-src data:";
    is_refused_once(page, policy).await
}

/// Three widgets in a page whose policy refuses them.
async fn is_refused_once(page: &Browser, policy: &str) -> Result<()> {
    Neighbour::new(&LATEST.repeat(3))
        .policy(policy)
        .open(page)
        .await?;
    failed(page, "refused", 3).await?;
    stays(page).await?;
    expect_refusals(page).await
}

async fn trusted_types_that_refuse_articles_are_told_once(page: &Browser) -> Result<()> {
    let tag = LATEST.replace("limit", "view=\"article\" item=\"940m3dfesj\" limit");
    Neighbour::new(&tag)
        .policy("require-trusted-types-for 'script'; trusted-types 'none'")
        .open(page)
        .await?;
    page.until(
        "it has failed",
        "return __heard.some(([what]) => what === 'error')",
    )
    .await?;
    stays(page).await?;
    expect_refusals(page).await
}

async fn a_browser_without_webassembly_is_told_once(page: &Browser) -> Result<()> {
    let head = ["<script>delete window.WebAssembly</script>", SCRIPT].concat();
    Neighbour::new(&LATEST.repeat(3))
        .head(&head)
        .open(page)
        .await?;
    failed(page, "refused", 3).await?;
    stays(page).await
}

/// The loader is not the one that `embed.js` was built with.
fn changed() -> Site {
    let (path, _) = built("embed-", ".js");
    Site::default().answer(&path, || {
        (
            [
                (header::CONTENT_TYPE, "text/javascript"),
                (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
            ],
            "window.__changed = true; export const start = 1",
        )
    })
}

async fn a_script_that_was_changed_does_not_run(page: &Browser) -> Result<()> {
    Neighbour::new(&LATEST.repeat(2)).open(page).await?;
    failed(page, "refused", 2).await?;
    stays(page).await?;
    let ran = page.script("return !!window.__changed", vec![]).await?;
    ensure!(ran == json!(false), "a script without its integrity ran");
    Ok(())
}

async fn the_script_twice_is_the_script_once(page: &Browser) -> Result<()> {
    Neighbour::new(LATEST)
        .head(&SCRIPT.repeat(2))
        .open(page)
        .await?;
    ready(page, "cong-tin").await?;
    ensure!(lines(page).await?.is_empty(), "{:?}", lines(page).await?);
    Ok(())
}

async fn two_versions_of_the_script_agree(page: &Browser) -> Result<()> {
    let other = SCRIPT.replace("embed.js", "embed.js?v=2");
    Neighbour::new(LATEST)
        .head(&[SCRIPT, &other].concat())
        .open(page)
        .await?;
    ready(page, "cong-tin").await?;
    let told = lines(page).await?;
    ensure!(told.len() == 1 && told[0].contains("already"), "{told:?}");
    Ok(())
}

/// Made by hand, with properties that nothing reflects yet.
async fn an_element_may_be_older_than_the_script(page: &Browser) -> Result<()> {
    Neighbour::new("<main></main>").head("").open(page).await?;
    page.script(
        "const e = document.createElement('cong-tin'); \
         Object.assign(e, { feed: arguments[0] + 'feed.json', limit: 2, loading: 'eager' }); \
         document.querySelector('main').append(e); \
         const s = document.createElement('script'); s.type = 'module'; s.src = arguments[0] + 'embed.js'; \
         document.head.append(s)",
        vec![json!([&page.site, "/"].concat())],
    )
    .await?;
    ready(page, "cong-tin").await?;
    let limit = page
        .text_of("return document.querySelector('cong-tin').getAttribute('limit')")
        .await?;
    ensure!(limit == "2", "{limit}");
    Ok(())
}

async fn a_widget_lives_in_another_shadow_root(page: &Browser) -> Result<()> {
    Neighbour::new("<div id=\"outer\"></div>")
        .open(page)
        .await?;
    page.script(
        "const root = document.getElementById('outer').attachShadow({ mode: 'open' }); \
         const e = document.createElement('cong-tin'); e.feed = arguments[0]; e.loading = 'eager'; root.append(e)",
        vec![json!([&page.site, "/feed.json"].concat())],
    )
    .await?;
    page.until(
        "it is ready",
        "return document.getElementById('outer').shadowRoot.querySelector('cong-tin') \
         .shadowRoot?.querySelector('div:not([hidden]) > .widget .story')",
    )
    .await?;
    let heard = heard(page).await?;
    ensure!(
        heard[0][0] == json!("ready") && heard[0][1] == json!("outer"),
        "{heard}"
    );
    Ok(())
}

async fn a_detached_widget_waits(page: &Browser) -> Result<()> {
    Neighbour::new("<main></main>").open(page).await?;
    page.until(
        "the element is known",
        "return !!customElements.get('cong-tin')",
    )
    .await?;
    let script = "window.__tree = document.createElement('div'); \
         const e = document.createElement('cong-tin'); e.feed = arguments[0]; e.loading = 'eager'; __tree.append(e); \
         e.limit = 2; e.remove(); __tree.append(e)";
    page.script(script, vec![json!([&page.site, "/feed.json"].concat())])
        .await?;
    let fetched =
        "return performance.getEntriesByType('resource').some((e) => e.name.endsWith('.wasm'))";
    let early = page.script(fetched, vec![]).await?;
    ensure!(early == json!(false), "a widget that is nowhere fetches");
    page.script("document.querySelector('main').append(__tree)", vec![])
        .await?;
    ready(page, "cong-tin").await
}

/// Only Firefox runs module scripts in XML: in the others the slotted content stays.
async fn an_xhtml_page_is_none_the_worse(page: &Browser) -> Result<()> {
    let tag = LATEST.replace("limit", "open=\"inside\" limit");
    Neighbour::new(&tag).xhtml().open(page).await?;
    if page.engine != Engine::Firefox {
        let known = page
            .script("return !!customElements.get('cong-tin')", vec![])
            .await?;
        ensure!(known == json!(false), "the script has run");
        return stays(page).await;
    }
    ready(page, "cong-tin").await?;
    page.press_within(Some("cong-tin"), "link", "Toàn tỉnh thi hành xong…")
        .await?;
    page.until(
        "the text of the article is there",
        "return document.querySelector('cong-tin').shadowRoot.querySelector('.body p')",
    )
    .await
}
