//! An operator examines a feed.

use anyhow::{Context, Result, ensure};
use axum::http::header;
use origin::faults::Fault;
use serde_json::{Value, json};

use super::{Story, story};
use crate::{
    browser::Browser,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(
            the_doctor_examines_the_portal_s_feed,
            Site::default().feed(sick())
        ),
        story!(the_doctor_examines_any_address, others()),
        story!(the_doctor_reads_nothing_but_the_web),
        story!(the_doctor_examines_a_pasted_text),
        story!(the_doctor_examines_a_file),
        story!(
            the_doctor_says_why_nothing_came,
            Site::default()
                .elsewhere("/feed.json", feed(json!([])))
                .fault(
                    "/gone.json",
                    Fault::Status(axum::http::StatusCode::GONE, None)
                )
                .answer("/large.json", || "{}")
                .fault("/large.json", Fault::Padded(6_000_000))
        ),
        story!(the_doctor_s_lists_grow, Site::default().feed(crowd())),
        story!(the_doctor_is_not_listed),
    ]
}

/// Of each severity one rule that is broken, and an article that loses something.
fn sick() -> Value {
    feed(json!([
        { "id": "1", "title": "Một &amp; hai", "author": { "name": "Lan" },
          "content_html": "<p style='color:red'>a</p><script>b</script><font>c</font>" },
        { "tags": ["Không có gì"] },
        { "id": "1", "title": "Một &amp; hai",
          "content_html": "<p style='color:red'>a</p><script>b</script><font>c</font>" },
    ]))
}

async fn is_examined(page: &Browser, errors: u32, warnings: u32, notes: u32) -> Result<()> {
    let said = format!("Đã khám xong. Lỗi: {errors}. Cảnh báo: {warnings}. Ghi chú: {notes}.");
    page.get("status", &said).await?;
    Ok(())
}

async fn the_doctor_examines_the_portal_s_feed(page: &Browser) -> Result<()> {
    page.open("/doctor").await?;
    page.heading("Khám nguồn tin").await?;
    is_examined(page, 2, 1, 1).await?;
    let title = "return document.title.startsWith('Khám nguồn tin – ')";
    page.until("the title tells the page", title).await?;
    // The worst first.
    let headings =
        "return [...document.querySelectorAll('main h2')].map((h) => h.textContent).join()";
    let headings = page.text_of(headings).await?;
    ensure!(
        headings == "Kết quả,Lỗi (2),Cảnh báo (1),Ghi chú (1),Bộ lọc bỏ khỏi bài viết (1)",
        "{headings}"
    );
    for said in [
        "Định dạng: JSON Feed",
        "Tên: Cổng tin thử",
        "Tin đọc được: 1",
        "Tin bị bỏ: 1",
        "Tin trùng id bị bỏ: 1",
        "Quy tắc ItemEmpty, JSON Feed 1.1, Items /items/1",
        "Quy tắc IdDuplicate, JSON Feed 1.1, Items /items/2",
        "/items/0/title",
        "/items/0/author",
        "1: font ×1, p style ×1, script ×1",
    ] {
        page.says(said).await?;
    }
    page.get(
        "heading",
        "Tin không có id, địa chỉ, tiêu đề hay nội dung; đã bỏ tin này.",
    )
    .await?;
    page.is_accessible().await?;
    is_copied(page).await?;
    page.press("button", "English").await?;
    page.get("status", "Examined. Errors: 2. Warnings: 1. Notes: 1.")
        .await?;
    page.get(
        "heading",
        "An item has neither id nor address, title or text; it was left out.",
    )
    .await?;
    page.press("button", "Dark").await?;
    page.is_accessible().await
}

/// The report is in the clipboard, or, where the browser forbids that, on the page; as the program
/// writes it.
async fn is_copied(page: &Browser) -> Result<()> {
    page.script(
        "if (navigator.clipboard) navigator.clipboard.writeText = async (text) => { window.__copied = text }",
        vec![],
    )
    .await?;
    page.press("button", "Sao chép báo cáo dạng JSON").await?;
    let found = "return window.__copied ?? document.querySelector('textarea[readonly]')?.value";
    page.until("there is the report", found).await?;
    let report: Value = serde_json::from_str(&page.text_of(found).await?)?;
    ensure!(report["errors"] == 2 && report["items"] == 1, "{report:#}");
    let finding = json!({
        "pointer": "/items/1", "severity": "error", "rule": "ItemEmpty", "section": "Items",
        "text": "An item has neither id nor address, title or text; it was left out.",
    });
    let findings = report["findings"].as_array().context("a list")?;
    ensure!(findings.contains(&finding), "{findings:#?}");
    let removed = json!([{ "item": "1", "parts": { "font": 1, "p style": 1, "script": 1 } }]);
    ensure!(report["removed"] == removed, "{report:#}");
    Ok(())
}

/// Other documents of the host, of which one has moved.
fn others() -> Site {
    let windows = b"<?xml version='1.0' encoding='windows-1252'?><rss version='2.0'><channel><title>Caf\xE9</title></channel></rss>";
    Site::default()
        .answer("/cafe.rss", || {
            (
                [(header::CONTENT_TYPE, "application/rss+xml")],
                &windows[..],
            )
        })
        .answer("/cu.rss", || {
            axum::response::Redirect::permanent("/cafe.rss")
        })
        .answer("/trang.html", || {
            (
                [(header::CONTENT_TYPE, "text/html")],
                "<!doctype html><p>Trang web",
            )
        })
}

async fn examine(page: &Browser, address: &str) -> Result<()> {
    page.fill("textbox", "Địa chỉ nguồn tin", address).await?;
    page.press("button", "Khám").await
}

async fn the_doctor_examines_any_address(page: &Browser) -> Result<()> {
    page.open("/doctor?feed=cu.rss").await?;
    page.get("status", "Bấm “Khám” để đọc nguồn tin ở địa chỉ này.")
        .await?;
    let asked = "return performance.getEntriesByName(new URL('/cu.rss', location).href).length";
    let asked = page.script(asked, vec![]).await?;
    ensure!(asked == json!(0), "it is fetched before anybody presses");
    page.press("button", "Khám").await?;
    page.says("Tên: Café").await?;
    page.says("Định dạng: RSS").await?;
    page.says("/cafe.rss").await?;
    examine(page, "/trang.html").await?;
    page.address("/doctor?feed=%2Ftrang.html").await?;
    page.get("status", "Đây không phải là nguồn tin").await?;
    page.says("Đây là một trang web, không phải nguồn tin: hãy xem lại địa chỉ.")
        .await?;
    page.is_accessible().await?;
    page.client.back().await?;
    page.says("Tên: Café").await
}

async fn the_doctor_reads_nothing_but_the_web(page: &Browser) -> Result<()> {
    const REFUSED: &str = "Chỉ khám được địa chỉ bắt đầu bằng http:// hoặc https://.";
    for address in [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:application/json,{}",
    ] {
        page.open(&["/doctor?feed=", address].concat()).await?;
        page.get("status", REFUSED).await?;
        page.press("button", "Khám").await?;
        page.get("status", REFUSED).await?;
    }
    page.is_accessible().await?;
    page.open("/doctor").await?;
    page.get("heading", "Kết quả").await?;
    examine(page, "ftp://tin.example/feed").await?;
    page.get("status", REFUSED).await?;
    page.has("nothing else is shown", "main h2", 0).await
}

async fn the_doctor_examines_a_pasted_text(page: &Browser) -> Result<()> {
    page.open("/doctor").await?;
    page.get("heading", "Kết quả").await?;
    let text = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Dán","items":[{"id":7,"content_text":"x"}]}"#;
    page.fill("textbox", "Hoặc dán nội dung nguồn tin", text)
        .await?;
    page.press("button", "Khám nội dung đã dán").await?;
    is_examined(page, 0, 1, 0).await?;
    page.says("/items/0/id").await?;
    page.fill("textbox", "Hoặc dán nội dung nguồn tin", "{")
        .await?;
    page.press("button", "Khám nội dung đã dán").await?;
    page.says("Không phải JSON.").await
}

async fn the_doctor_examines_a_file(page: &Browser) -> Result<()> {
    // In UTF-16, as old programs write it.
    let text = "\u{FEFF}<rss version='2.0'><channel><title>Tệp có dấu</title></channel></rss>";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder = std::env::temp_dir().join(format!("cong-tin-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{}.xml", page.engine.name()));
    std::fs::write(&path, bytes)?;
    page.open("/doctor").await?;
    page.get("heading", "Kết quả").await?;
    let field = page.get("file", "Hoặc chọn một tệp").await?;
    field.send_keys(&path.to_string_lossy()).await?;
    page.press("button", "Khám tệp").await?;
    page.says("Tên: Tệp có dấu").await?;
    page.says(&format!("{}.xml", page.engine.name())).await?;
    std::fs::remove_file(&path)?;
    Ok(())
}

async fn the_doctor_says_why_nothing_came(page: &Browser) -> Result<()> {
    page.open("/doctor").await?;
    examine(page, "gone.json").await?;
    page.says("Máy chủ trả lời mã HTTP 410.").await?;
    page.get("status", "Chưa đọc được nguồn tin.").await?;
    page.is_accessible().await?;
    page.faults.end("/gone.json");
    examine(page, "large.json").await?;
    page.says("Nguồn tin lớn hơn 5 MB: cổng tin không đọc.")
        .await?;
    // The portal's own feed is on another host here, which no longer lets this one read.
    page.faults.begin("/feed.json", Fault::WithoutCors);
    page.visit("/doctor").await?;
    page.says("hoặc không cho phép trang khác đọc (CORS).")
        .await?;
    page.faults.end("/feed.json");
    page.press("button", "Thử lại").await?;
    page.get("heading", "Kết quả").await?;
    Ok(())
}

/// A hundred and twenty places of one rule.
fn crowd() -> Value {
    let items = (0..120).map(|n| json!({ "id": n, "content_text": "x" }));
    feed(items.collect())
}

async fn the_doctor_s_lists_grow(page: &Browser) -> Result<()> {
    page.open("/doctor").await?;
    is_examined(page, 0, 120, 0).await?;
    page.has("some places", ".places > li", 50).await?;
    page.press("button", "Xem thêm (còn 70)").await?;
    page.until(
        "the focus is where the new ones begin",
        "return document.activeElement.textContent === '/items/50/id'",
    )
    .await?;
    page.press("button", "Xem thêm (còn 20)").await?;
    page.says("/items/119/id").await?;
    page.has("all places", ".places > li", 120).await
}

async fn the_doctor_is_not_listed(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.has("no link leads there", "a[href*=doctor]", 0)
        .await?;
    page.open("/doctor").await?;
    page.get("heading", "Kết quả").await?;
    let noindex = "meta[name=robots][content=noindex]";
    page.has("search engines are asked to leave it out", noindex, 1)
        .await?;
    page.press("link", "Lưu trữ theo ngày").await?;
    page.heading("Các tin đã đưa tháng 11 năm 2026").await?;
    page.has("but no other page", noindex, 0).await
}
