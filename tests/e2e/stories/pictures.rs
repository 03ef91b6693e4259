//! Pictures that come beside the text of an article.

use anyhow::{Result, ensure};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    Story,
    article::address_of,
    offline::{HEADLINE, read},
    story,
};
use crate::{
    browser::Browser,
    deploy::Answers,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(
            pictures_beside_the_text_are_shown_once,
            beside_the_text().feed(feed(beside()))
        ),
        story!(
            pictures_of_rss_are_shown_once,
            beside_the_text().answer("/feed.json", || {
                ([(header::CONTENT_TYPE, "application/rss+xml")], RSS)
            })
        ),
        story!(pictures_are_kept_that_were_shown, near_and_far()),
        story!(a_kept_picture_is_shown_at_any_width_offline, in_sizes()),
    ]
}

/// A picture of 40 pixels. Not a drawing: of one that it has shown at another size WebKit says that as its own.
pub fn picture() -> Response {
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0(\0\0\0(\x01\0\0\0\0\xa4\x85\x85\xc0\0\0\0\x0cIDAT\x78\xda\x63\x60\x18\x59\0\0\0\xf0\0\x01\x38\x69\x5a\x51\0\0\0\0IEND\xae\x42\x60\x82";
    let headers = [
        (header::CONTENT_TYPE, "image/png"),
        (header::CACHE_CONTROL, "max-age=3600"),
    ];
    (headers, PNG).into_response()
}

fn beside_the_text() -> Site {
    let names = ["a.png", "b.png", "c.png", "a-600.png"];
    names.iter().fold(Site::default(), |site, name| {
        site.answer(&["/e2e/", name].concat(), picture)
    })
}

fn beside() -> Value {
    let file = |name: &str, title: Option<&str>| json!({ "url": format!("/e2e/{name}"), "mime_type": "image/png", "title": title });
    json!([
        { "id": "1", "title": "Chỉ có ảnh chính", "content_text": "Chữ.", "image": "/e2e/a.png" },
        { "id": "2", "title": "Ảnh đầu bài và trong bài", "image": "/e2e/a-600.png", "banner_image": "/e2e/a.png",
          "content_html": "<p>Chữ.</p><figure><img src='/e2e/a.png?w=800' alt='Cầu'><figcaption>Cầu mới</figcaption></figure>" },
        { "id": "3", "title": "Ảnh đính kèm", "content_html": "<p>Chữ.</p><img src='/e2e/b.png' alt='Hai'>",
          "attachments": [file("a.png", Some("Toàn cảnh")), file("b.png", None), file("c.png", None),
            { "url": "/e2e/bao-cao.pdf", "mime_type": "application/pdf", "title": "Báo cáo" }] },
        { "id": "4", "title": "Ảnh đã mất", "content_text": "Chữ.", "banner_image": "/e2e/mat.png" },
    ])
}

/// The pictures of the article that is shown, with what is said of them.
const SHOWN: &str = "return [...document.querySelectorAll('.article img')].map((picture) => picture.src.split('/').pop()
    + ' ' + (picture.closest('figure')?.querySelector('figcaption')?.textContent ?? '')).join('|')";

async fn shows(page: &Browser, headline: &str, expected: &str) -> Result<()> {
    page.open("/").await?;
    let address = address_of(page, headline).await?;
    page.open(&address).await?;
    page.heading(headline).await?;
    page.until(
        "all of it is there",
        "return !!document.querySelector('article .body') && !!document.querySelector('.around')",
    )
    .await?;
    let shown = page.text_of(SHOWN).await?;
    ensure!(shown == expected, "{headline}: {shown:?}");
    Ok(())
}

async fn pictures_beside_the_text_are_shown_once(page: &Browser) -> Result<()> {
    shows(page, "Chỉ có ảnh chính", "a.png ").await?;
    page.until(
        "no wider than it is",
        "return document.querySelector('article img').getBoundingClientRect().width === 40",
    )
    .await?;
    page.is_accessible().await?;
    shows(page, "Ảnh đầu bài và trong bài", "a.png?w=800 Cầu mới").await?;
    shows(page, "Ảnh đính kèm", "b.png |a.png Toàn cảnh|c.png ").await?;
    page.has("what is shown is no file", ".files li", 1).await?;
    page.get("link", "Báo cáo").await?;
    page.is_accessible().await?;
    shows(page, "Ảnh đã mất", "").await?;
    page.says("Không tải được ảnh").await
}

const RSS: &str = r#"<?xml version="1.0"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Ảnh trong ngày</title>
<item><title>Bình minh trên vịnh</title><guid>1</guid><description>Ảnh chụp lúc 5 giờ sáng.</description>
  <enclosure url="/e2e/a.png" length="1000" type="image/png"/><enclosure url="/e2e/b.png" length="0" type=""/></item>
<item><title>Ảnh Media RSS</title><guid>2</guid><description>Chữ.</description>
  <media:content url="/e2e/c.png" medium="image"><media:description>Chú thích ảnh</media:description></media:content></item>
<item><title>Ảnh đã có trong bài</title><guid>3</guid><description>&lt;img src="/e2e/a.png"&gt; Chữ.</description>
  <enclosure url="/e2e/a.png" length="1" type="image/png"/></item>
</channel></rss>"#;

async fn pictures_of_rss_are_shown_once(page: &Browser) -> Result<()> {
    shows(page, "Bình minh trên vịnh", "a.png |b.png ").await?;
    page.has("no files besides", ".files", 0).await?;
    shows(page, "Ảnh Media RSS", "c.png Chú thích ảnh").await?;
    shows(page, "Ảnh đã có trong bài", "a.png ").await?;
    page.has("no files besides", ".files", 0).await
}

/// An article with a picture at its top and one that is far below it.
fn near_and_far() -> Site {
    let far = "<p>Một đoạn.</p>".repeat(600);
    let html = format!(
        "<p>Nội dung của {HEADLINE}</p><p><img src='/e2e/near.png' alt='gần' width='40' height='40'></p>{far}\
         <p><img src='/e2e/far.png' alt='xa' width='40' height='40'></p>"
    );
    Site::default()
        .feed(feed(
            json!([{ "id": "1", "title": HEADLINE, "content_html": html }]),
        ))
        .answer("/e2e/near.png", picture)
        .answer("/e2e/far.png", picture)
}

async fn pictures_are_kept_that_were_shown(page: &Browser) -> Result<()> {
    read(page, HEADLINE).await?;
    let kept = "return Promise.all(['/e2e/near.png', '/e2e/far.png'].map((address) => caches.match(address))) \
                .then((found) => found.map(Boolean).join())";
    page.until(
        "the picture that was shown is kept",
        &format!("{kept}.then((kept) => kept.startsWith('true'))"),
    )
    .await?;
    let seen = page.text_of(kept).await?;
    ensure!(seen == "true,false", "the other is kept as well: {seen}");
    page.script(
        "document.querySelector('img[alt=xa]').scrollIntoView()",
        vec![],
    )
    .await?;
    page.until(
        "both are kept",
        &format!("{kept}.then((kept) => kept === 'true,true')"),
    )
    .await
}

/// A picture in sizes, which no cache of the browser keeps.
fn in_sizes() -> Site {
    const HTML: &str = "<p>Chữ.</p><p><img alt='Cầu' src='/e2e/s,1.png' srcset='/e2e/s,1.png 300w, /e2e/s,2.png 3000w' sizes='100vw'></p>\
        <picture><source media='(min-width: 700px)' srcset='/e2e/s,4.png'><img alt='Chợ' src='/e2e/s,3.png'></picture>";
    let sizes = ["s,1.png", "s,2.png", "s,3.png", "s,4.png"];
    let site = Site::default().feed(feed(
        json!([{ "id": "1", "title": HEADLINE, "content_html": HTML }]),
    ));
    sizes.iter().fold(site, |site, name| {
        site.answer(&["/e2e/", name].concat(), || {
            let mut answer = picture();
            let headers = answer.headers_mut();
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
            answer
        })
    })
}

async fn a_kept_picture_is_shown_at_any_width_offline(page: &Browser) -> Result<()> {
    const SHOWN: &str = "const pictures = [...document.querySelectorAll('article img')];
        return pictures.length === 2 && pictures.every((picture) => picture.complete && picture.naturalWidth > 0)";
    page.client.set_window_size(500, 800).await?;
    let address = read(page, HEADLINE).await?;
    page.until("both pictures are shown", SHOWN).await?;
    let kept = "return Promise.all(['/e2e/s,1.png', '/e2e/s,2.png', '/e2e/s,3.png', '/e2e/s,4.png'].map((address) => caches.match(address))) \
                .then((found) => found.map((answer) => answer ? 1 : 0).join(''))";
    page.until(
        "one size of each is kept",
        &format!("{kept}.then((kept) => /^(10|01)10$/.test(kept))"),
    )
    .await?;
    page.host.now(Answers::Nothing);
    page.client.set_window_size(1400, 900).await?;
    page.visit(&address).await?;
    page.heading(HEADLINE).await?;
    page.until("both pictures are shown, in the size that is there", SHOWN)
        .await?;
    // The other one was asked for.
    let asked = "return document.querySelector('picture img').currentSrc";
    let asked = page.text_of(asked).await?;
    ensure!(asked.ends_with("s,4.png"), "{asked}");
    Ok(())
}
