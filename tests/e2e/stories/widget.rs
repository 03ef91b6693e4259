//! What a widget does in a page of somebody else's.

use anyhow::{Result, ensure};
use serde_json::json;

use super::{Story, story};
use crate::{
    browser::Browser,
    neighbour::{Neighbour, heard, lines, ready, text},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(a_widget_shows_the_latest_news),
        story!(a_widget_leads_into_the_portal),
        story!(a_widget_opens_articles_inside),
        story!(a_host_shows_an_article_itself),
        story!(a_widget_of_a_day_tells_which_day_is_chosen),
        story!(a_widget_searches),
        story!(a_widget_follows_its_attributes),
        story!(a_widget_takes_nothing_of_its_host_s),
        story!(a_widget_s_article_leaves_its_host_s_alone),
        story!(a_widget_far_below_waits),
        story!(a_widget_leaves_the_first_heading_to_its_host),
    ]
}

pub const LATEST: &str = "<cong-tin feed=\"{portal}feed.json\" limit=\"3\" time-zone=\"+07:00\">\
                      <p>Xem tin tại cổng</p></cong-tin>";
const HEADLINE: &str =
    "Toàn tỉnh thi hành xong 84,47% số việc, 46,12% số tiền có điều kiện trong năm công tác 2026";

async fn a_widget_shows_the_latest_news(page: &Browser) -> Result<()> {
    let around = ["<main><h1>Trang nhà</h1>", LATEST, "</main>"].concat();
    Neighbour::new(&around).open(page).await?;
    ready(page, "cong-tin").await?;
    page.get_within(Some("cong-tin"), "heading", "Tin mới nhất")
        .await?;
    page.get_within(Some("cong-tin"), "link", HEADLINE).await?;
    let stories = page
        .script(
            "return document.querySelector('cong-tin').shadowRoot.querySelectorAll('.story').length",
            vec![],
        )
        .await?;
    ensure!(stories == json!(3), "{stories} stories");
    let shown = text(page, "cong-tin").await?;
    ensure!(!shown.contains("Xem tin tại cổng"), "{shown}");
    let heard = heard(page).await?;
    ensure!(heard[0][0] == json!("ready"), "{heard}");
    ensure!(lines(page).await?.is_empty(), "{:?}", lines(page).await?);
    page.is_accessible().await
}

async fn a_widget_leads_into_the_portal(page: &Browser) -> Result<()> {
    Neighbour::new(LATEST).open(page).await?;
    page.press_within(Some("cong-tin"), "link", HEADLINE)
        .await?;
    page.heading(HEADLINE).await
}

async fn a_widget_opens_articles_inside(page: &Browser) -> Result<()> {
    let tag = "<cong-tin feed=\"{portal}feed.json\" open=\"inside\"></cong-tin>";
    let address = Neighbour::new(tag).open(page).await?;
    let widget = Some("cong-tin");
    page.press_within(widget, "link", HEADLINE).await?;
    page.get_within(widget, "heading", HEADLINE).await?;
    page.until(
        "the text of the article is there",
        "return document.querySelector('cong-tin').shadowRoot.querySelector('.body p')",
    )
    .await?;
    page.until(
        "the heading has the focus",
        "return document.querySelector('cong-tin').shadowRoot.activeElement?.localName === 'h2'",
    )
    .await?;
    let at = page.client.current_url().await?;
    ensure!(at.as_str() == address, "the host's page is now {at}");
    page.press_within(widget, "button", "Quay lại").await?;
    page.get_within(widget, "heading", "Tin mới nhất").await?;
    Ok(())
}

async fn a_host_shows_an_article_itself(page: &Browser) -> Result<()> {
    let address = Neighbour::new(LATEST).open(page).await?;
    ready(page, "cong-tin").await?;
    page.script(
        "addEventListener('cong-tin-open', (event) => event.preventDefault())",
        vec![],
    )
    .await?;
    page.press_within(Some("cong-tin"), "link", HEADLINE)
        .await?;
    page.until(
        "the host has heard of it",
        "return __heard.some(([what]) => what === 'open')",
    )
    .await?;
    let heard = heard(page).await?;
    ensure!(heard[1][2]["title"] == json!(HEADLINE), "{heard}");
    ensure!(heard[1][2]["item"].is_string(), "{heard}");
    let url = heard[1][2]["url"].as_str().unwrap_or_default();
    ensure!(url.starts_with(&page.site), "{url}");
    let at = page.client.current_url().await?;
    ensure!(at.as_str() == address, "the host's page is now {at}");
    Ok(())
}

async fn a_widget_of_a_day_tells_which_day_is_chosen(page: &Browser) -> Result<()> {
    let tag = "<cong-tin feed=\"{portal}feed.json\" view=\"date\" date=\"2026-11-18\" \
               time-zone=\"+07:00\" open=\"inside\"></cong-tin>";
    Neighbour::new(tag).open(page).await?;
    let widget = Some("cong-tin");
    page.get_within(widget, "heading", "Các tin đã đưa ngày 18/11/2026")
        .await?;
    let day = page
        .get_within(widget, "link", "Thứ Hai, 16 tháng 11 năm 2026…")
        .await?;
    day.click().await?;
    page.get_within(widget, "heading", "Các tin đã đưa ngày 16/11/2026")
        .await?;
    let heard = heard(page).await?;
    let chosen = &heard[1];
    ensure!(chosen[0] == json!("date"), "{heard}");
    ensure!(chosen[2]["date"] == json!("2026-11-16"), "{heard}");
    Ok(())
}

async fn a_widget_searches(page: &Browser) -> Result<()> {
    let tag = "<cong-tin feed=\"{portal}feed.json\" view=\"search\" open=\"inside\"></cong-tin>";
    Neighbour::new(tag).open(page).await?;
    let widget = Some("cong-tin");
    let field = page.get_within(widget, "searchbox", "Từ cần tìm").await?;
    field.send_keys("84,47%").await?;
    page.press_within(widget, "button", "Tìm kiếm").await?;
    page.get_within(widget, "heading", "1 tin cho “84,47%”")
        .await?;
    Ok(())
}

async fn a_widget_follows_its_attributes(page: &Browser) -> Result<()> {
    Neighbour::new(LATEST).open(page).await?;
    ready(page, "cong-tin").await?;
    let widget = Some("cong-tin");
    page.script(
        "const e = document.querySelector('cong-tin'); e.limit = 2; e.setAttribute('lang', 'en')",
        vec![],
    )
    .await?;
    page.get_within(widget, "heading", "Latest news").await?;
    page.until(
        "there are two stories",
        "return document.querySelector('cong-tin').shadowRoot.querySelectorAll('.story').length === 2",
    )
    .await?;
    let reflected = page
        .script(
            "const e = document.querySelector('cong-tin'); \
             return [e.getAttribute('limit'), e.view, e.timeZone, 'open' in e]",
            vec![],
        )
        .await?;
    ensure!(reflected == json!(["2", "", "+07:00", true]), "{reflected}");
    page.script("document.querySelector('cong-tin').view = 'date'", vec![])
        .await?;
    page.get_within(widget, "button", "Next month").await?;
    Ok(())
}

async fn a_widget_takes_nothing_of_its_host_s(page: &Browser) -> Result<()> {
    let body = "<p><a id=\"own\" href=\"#here\">Đến đây</a> <input id=\"field\"></p>{tag}<p id=\"here\">Đây</p>";
    let tag = LATEST.replace("<cong-tin ", "<cong-tin open=\"inside\" ");
    let before = "<script src=\"/collect.js\"></script>";
    Neighbour::new(&body.replace("{tag}", &[before, &tag].concat()))
        .head("")
        .open(page)
        .await?;
    let state = "return [document.title, history.length, document.adoptedStyleSheets.length, \
        document.querySelectorAll('style, link[rel=stylesheet]').length, \
        document.documentElement.outerHTML.match(/<html[^>]*>/)[0], localStorage.length]";
    // A driver that has clicked once has left its own names.
    page.press("link", "Đến đây").await?;
    page.script("location.hash = ''; document.getElementById('field').focus(); window.__names = Object.keys(window)", vec![])
        .await?;
    let found = page.script(state, vec![]).await?;
    page.script(
        "const s = document.createElement('script'); s.type = 'module'; s.src = arguments[0]; document.body.append(s)",
        vec![json!([&page.site, "/embed.js"].concat())],
    )
    .await?;
    ready(page, "cong-tin").await?;
    let focus = page.text_of("return document.activeElement.id").await?;
    ensure!(focus == "field", "the focus went to {focus}");
    page.press_within(Some("cong-tin"), "link", HEADLINE)
        .await?;
    page.get_within(Some("cong-tin"), "heading", HEADLINE)
        .await?;
    let now = page.script(state, vec![]).await?;
    ensure!(now == found, "{found} became {now}");
    let names = page
        .script("return Object.keys(window).filter((name) => !__names.includes(name) && name !== '__names')", vec![])
        .await?;
    ensure!(names == json!([]), "new global names: {names}");
    page.press("link", "Đến đây").await?;
    page.until("the host's link works", "return location.hash === '#here'")
        .await
}

/// The page around has its `<h1>`; a widget's levels begin with the second and leave none out.
async fn a_widget_leaves_the_first_heading_to_its_host(page: &Browser) -> Result<()> {
    let tag = |about: &str| {
        format!("<cong-tin feed=\"{{portal}}feed.json\" {about} loading=\"eager\"></cong-tin>")
    };
    let tags = [
        tag("limit=\"3\""),
        tag("view=\"article\" item=\"940m3dfesj\""),
        tag("view=\"date\" date=\"2026-11-18\""),
        tag("view=\"search\""),
    ];
    let around = ["<main><h1>Trang nhà</h1>", &tags.concat(), "</main>"].concat();
    Neighbour::new(&around).open(page).await?;
    page.until(
        "all are ready",
        "return __heard.filter(([what]) => what === 'ready').length === 4",
    )
    .await?;
    page.until(
        "the article is whole",
        "return document.querySelector('[view=article]').shadowRoot.querySelector('.body + * h2, .article ~ * h2')",
    )
    .await?;
    let levels = page
        .script(
            "return [...document.querySelectorAll('cong-tin')].map((e) => \
             [...e.shadowRoot.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((h) => \
             h.localName === 'h1' ? 1 : Number(h.ariaLevel ?? h.localName[1])))",
            vec![],
        )
        .await?;
    let levels: Vec<Vec<u8>> = serde_json::from_value(levels)?;
    for of_widget in &levels {
        ensure!(of_widget.first() == Some(&2), "{levels:?}");
        let steps = of_widget.windows(2);
        ensure!(
            of_widget[1..].iter().all(|level| *level > 2)
                && steps.into_iter().all(|s| s[1] <= s[0] + 1),
            "{levels:?}"
        );
    }
    Ok(())
}

async fn a_widget_far_below_waits(page: &Browser) -> Result<()> {
    let body = ["<p style=\"block-size: 5000px\">Trên</p>", LATEST].concat();
    Neighbour::new(&body).open(page).await?;
    page.until(
        "the element is there",
        "return !!document.querySelector('cong-tin').shadowRoot",
    )
    .await?;
    let fetched = "return performance.getEntriesByType('resource') \
        .filter((entry) => entry.name.endsWith('.wasm')).length";
    let early = page.script(fetched, vec![]).await?;
    ensure!(early == json!(0), "{early} modules are fetched already");
    page.script(
        "document.querySelector('cong-tin').scrollIntoView()",
        vec![],
    )
    .await?;
    ready(page, "cong-tin").await
}

/// The host's own article has the classes that the portal's have.
async fn a_widget_s_article_leaves_its_host_s_alone(page: &Browser) -> Result<()> {
    let tag = "<main id=\"content\"><div class=\"article body\"><h2>Bài của trang nhà</h2>\
               <figure><img alt=\"\" src=\"{portal}icons/icon-192.png\"></figure></div>\
               <cong-tin feed=\"{portal}feed.json\" open=\"inside\"></cong-tin></main>";
    Neighbour::new(tag).open(page).await?;
    let widget = Some("cong-tin");
    page.press_within(widget, "link", HEADLINE).await?;
    page.get_within(widget, "heading", HEADLINE).await?;
    page.until(
        "what lies below the article is there",
        "return !!document.querySelector('cong-tin').shadowRoot.querySelector('.around a')",
    )
    .await?;
    page.has("a button on the host's picture", ".article button", 0)
        .await?;
    page.has("an id on the host's heading", ".article h2[id]", 0)
        .await
}
