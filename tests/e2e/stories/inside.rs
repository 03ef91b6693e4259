//! What articles have inside besides text and pictures: films, footnotes, formulas.

use anyhow::{Result, ensure};
use serde_json::json;

use super::{Story, story};
use crate::{
    browser::Browser,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(a_film_waits_for_the_reader, framed()),
        story!(footnotes_lead_there_and_back, footnoted()),
        story!(formulas_are_shown, formulas()),
    ]
}

/// A frame is asked for by the reader alone, and only of a host that the operator names.
fn framed() -> Site {
    Site::default()
        .config("frames", json!(["film.example"]))
        .feed(feed(json!([{
            "id": "1", "title": "Bài có phim",
            "content_html": "<p>Xem phim:</p>\
                <iframe src='https://film.example/1' title='Phim tài liệu' onload=x allow=camera></iframe>\
                <iframe src='https://khac.example/2'></iframe>",
        }])))
}

async fn a_film_waits_for_the_reader(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "Bài có phim").await?;
    page.says("Phim tài liệu").await?;
    page.get("link", "Mở tại khac.example").await?;
    page.has("nothing is framed", "iframe", 0).await?;
    page.has("the other has no button", ".embedded button", 1)
        .await?;
    page.is_accessible().await?;
    page.press("button", "Hiện nội dung từ film.example")
        .await?;
    page.has(
        "the frame is sandboxed",
        "article .body iframe[src='https://film.example/1'][title='Phim tài liệu']\
         [sandbox='allow-scripts allow-same-origin allow-presentation'][allow=fullscreen]\
         [referrerpolicy=strict-origin]:not([onload])",
        1,
    )
    .await?;
    page.has("one frame", "iframe", 1).await?;
    // Should markup get past the sanitiser, the page's own policy still holds it to that host.
    page.script(
        "window.__refused = [];
         addEventListener('securitypolicyviolation', (event) => __refused.push(event.effectiveDirective + ' ' + event.blockedURI));
         const frame = document.createElement('iframe');
         frame.src = 'https://khac.example/2';
         document.querySelector('article').append(frame)",
        vec![],
    )
    .await?;
    page.until(
        "a frame of another host is refused",
        "return __refused.some((what) => what.startsWith('frame-src https://khac.example'))",
    )
    .await?;
    page.script("__trouble.length = 0", vec![]).await?;
    Ok(())
}

/// Footnotes lead there and back, below a base path too, and take the focus along.
fn footnoted() -> Site {
    Site::default().feed(feed(json!([{
        "id": "1", "title": "Bài có chú thích", "url": "https://tin.example/bai",
        "content_html": "<p>Chữ<sup id=ref1><a href='#chú-thích'>1</a></sup></p><p>Hết.</p>\
            <ol><li id='chú-thích'>Chú thích. <a href='#ref1'>Trở lại</a></li></ol>",
    }])))
}

async fn footnotes_lead_there_and_back(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "Bài có chú thích").await?;
    page.press("link", "1").await?;
    let focus = |id: &str| format!("return document.activeElement.id === 'user-content-{id}'");
    page.until("the focus is on the note", &focus("chú-thích"))
        .await?;
    page.press("link", "Trở lại").await?;
    page.until("the focus is back", &focus("ref1")).await?;
    page.heading("Bài có chú thích").await
}

/// A formula as converters write it: with what it means beside it, in TeX.
fn formulas() -> Site {
    let html = r#"<p>Ta có <math display="block"><semantics><mrow><mi>x</mi><mo>=</mo><mfrac linethickness="3px">
        <msqrt><msup><mi>b</mi><mn>2</mn></msup></msqrt><mrow><mn>2</mn><mspace width="0.2em"/><mi>a</mi></mrow></mfrac>
        <mstyle mathcolor="red"><mtext>(đơn vị)</mtext></mstyle></mrow>
        <annotation encoding="application/x-tex">x=\sqrt{b^2}</annotation></semantics></math></p>"#;
    Site::default().feed(feed(json!([
        { "id": "1", "title": "Công thức", "content_html": html },
    ])))
}

async fn formulas_are_shown(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "Công thức").await?;
    page.says("(đơn vị)").await?;
    let formula = "article .body math[display=block] > mrow > mfrac > msqrt > msup > mn";
    page.has("the formula", formula, 1).await?;
    page.has("a space", "article .body mspace[width='0.2em']", 1)
        .await?;
    let drawn = "const [over, under] = document.querySelectorAll('mfrac > *');
        return under.getBoundingClientRect().top >= over.getBoundingClientRect().bottom - 1";
    page.until("it is drawn as a fraction", drawn).await?;
    let kept = "return document.querySelector('article .body').textContent";
    let text = page.text_of(kept).await?;
    ensure!(!text.contains("sqrt"), "it is there in TeX, too: {text}");
    page.has(
        "neither looks nor what it means",
        "article .body :is(semantics, annotation, [linethickness], [mathcolor])",
        0,
    )
    .await?;
    page.is_accessible().await
}
