//! How a widget looks in a page of somebody else's.

use anyhow::{Result, ensure};
use serde_json::json;

use super::{Story, story, widget::LATEST};
use crate::{
    browser::Browser,
    neighbour::{Neighbour, lines, ready},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(a_widget_is_themed_from_outside),
        story!(a_widget_fits_its_column),
        story!(a_widget_does_not_lengthen_its_host_s_page),
        story!(a_widget_keeps_its_style_in_another_document),
    ]
}

async fn a_widget_is_themed_from_outside(page: &Browser) -> Result<()> {
    let style = "<style>cong-tin { --cong-tin-accent: rgb(1, 2, 3); --cong-tin-height: 300px } \
                 cong-tin::part(story-title) { letter-spacing: 7px }</style>";
    let body = LATEST.replace("<cong-tin ", "<cong-tin theme=\"dark\" ");
    Neighbour::new(&[style, &body].concat()).open(page).await?;
    ready(page, "cong-tin").await?;
    let found = page
        .script(
            "const e = document.querySelector('cong-tin'), r = e.shadowRoot; \
             const style = (s) => getComputedStyle(r.querySelector(s)); \
             r.querySelector('.ways').insertAdjacentElement('afterend', document.createElement('b')).className = 'badge'; \
             return [style('.badge').color, style('.story-title').letterSpacing, \
                     style('.widget').colorScheme, e.offsetHeight]",
            vec![],
        )
        .await?;
    ensure!(
        found == json!(["rgb(1, 2, 3)", "7px", "dark", 300]),
        "{found}"
    );
    Ok(())
}

/// A phone's narrowest column and a desktop's whole width.
async fn a_widget_fits_its_column(page: &Browser) -> Result<()> {
    let tag = |view: &str, item: &str| {
        format!(
            "<div class=\"column\"><cong-tin feed=\"{{portal}}feed.json\" view=\"{view}\" \
             item=\"{item}\" loading=\"eager\"></cong-tin></div>"
        )
    };
    let body = [
        "<style>body { margin: 0 } .column { inline-size: 240px }</style>",
        &tag("latest", ""),
        &tag("date", ""),
        &tag("search", ""),
    ]
    .concat();
    Neighbour::new(&body).open(page).await?;
    page.until(
        "all are ready",
        "return __heard.filter(([what]) => what === 'ready').length === 3",
    )
    .await?;
    let overflow = "return [...document.querySelectorAll('cong-tin')] \
        .filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.view + ' ' + e.scrollWidth)";
    let rows =
        "const e = document.querySelector('cong-tin'); return e.scrollHeight - e.clientHeight";
    for width in [240, 1200] {
        page.script(
            "for (const c of document.querySelectorAll('.column')) c.style.inlineSize = arguments[0] + 'px'",
            vec![json!(width)],
        )
        .await?;
        let found = page.script(overflow, vec![]).await?;
        ensure!(found == json!([]), "at {width} px too wide: {found}");
        // What is reserved for rows is what they take.
        let found = page.script(rows, vec![]).await?;
        ensure!(
            found == json!(0),
            "at {width} px the rows are {found} px too high"
        );
    }
    let columns = "return getComputedStyle(document.querySelectorAll('cong-tin')[1] \
        .shadowRoot.querySelector('.columns')).gridTemplateColumns.split(' ').length";
    let wide = page.script(columns, vec![]).await?;
    ensure!(wide == json!(2), "{wide} columns at 1200 px");
    Ok(())
}

async fn a_widget_does_not_lengthen_its_host_s_page(page: &Browser) -> Result<()> {
    for view in [
        "latest\" limit=\"20",
        "date",
        "date\" date=\"2026-11-18",
        "article\" item=\"tin:2026-11-20:tong-ket-nam-2026",
        "search",
    ] {
        let tag = format!(
            "<cong-tin feed=\"{{portal}}feed.json\" view=\"{view}\" \
             style=\"inline-size: 360px; --cong-tin-height: 20rem\"></cong-tin>"
        );
        Neighbour::new(&tag).open(page).await?;
        ready(page, "cong-tin").await?;
        let end = "
            const end = document.querySelector('cong-tin').getBoundingClientRect().bottom + scrollY;
            const margin = parseFloat(getComputedStyle(document.body).marginBlockEnd);
            return Math.round(document.documentElement.scrollHeight - Math.max(end + margin, innerHeight))";
        let beyond = page.script(end, vec![]).await?;
        ensure!(beyond == json!(0), "{view}: {beyond} px beyond its end");
    }
    Ok(())
}

/// Taken into a frame's document and back, by both ways there are.
async fn a_widget_keeps_its_style_in_another_document(page: &Browser) -> Result<()> {
    Neighbour::new(LATEST).open(page).await?;
    ready(page, "cong-tin").await?;
    page.script(
        "window.__widget = document.querySelector('cong-tin');
         window.__frame = Object.assign(document.createElement('iframe'), { width: __widget.offsetWidth, height: 600 });
         document.body.append(__frame);
         window.__look = () => {
           const parts = [__widget, ...['.story', '.story a', '.story .dateline'].map((part) => __widget.shadowRoot.querySelector(part))];
           return parts.map(getComputedStyle).map((of) => [of.display, of.fontFamily, of.fontSize, of.fontWeight, of.color, of.textDecorationLine].join()).join('|');
         };",
        vec![],
    )
    .await?;
    let look = "return __look()";
    let before = page.text_of(look).await?;
    for moved in [
        "__frame.contentDocument.body.append(__widget)",
        "document.body.append(__widget)",
        "__frame.contentDocument.body.append(__frame.contentDocument.adoptNode(__widget))",
        "__widget.setAttribute('limit', '3'); document.implementation.createHTMLDocument('').body.append(__widget); document.body.append(__widget)",
    ] {
        page.script(moved, vec![]).await?;
        let after = page.text_of(look).await?;
        ensure!(after == before, "{moved}: {before} became {after}");
    }
    // It still lives.
    page.script("__widget.setAttribute('limit', '1')", vec![])
        .await?;
    page.until(
        "it is drawn anew",
        "return __widget.shadowRoot.querySelectorAll('.story').length === 1",
    )
    .await?;
    ensure!(lines(page).await?.is_empty(), "{:?}", lines(page).await?);
    Ok(())
}
