//! A feed with an archive, as `cargo xtask press` makes it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context, Result, ensure};
use axum::{
    Router,
    extract::Path as Asked,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use feed::Key;
use origin::faults::Fault;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Story, story};
use crate::{
    browser::Browser,
    neighbour::{Neighbour, ready},
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(a_day_years_back_is_a_few_files, archived()),
        story!(a_month_is_counted_and_names_the_nearest_days, archived()),
        story!(an_archived_article_is_found_from_its_address, archived()),
        story!(a_section_goes_on_in_the_archive, archived()),
        story!(older_news_goes_on_in_the_archive, archived()),
        story!(a_file_that_is_missing_is_said_in_its_place, archived()),
        story!(a_calendar_that_fails_alarms_nobody, archived()),
        story!(an_archive_of_a_later_version_is_said, archived()),
        story!(a_widget_of_a_day_reads_the_archive, archived()),
        story!(a_search_looks_through_the_archive, archived()),
        story!(a_long_search_asks_before_it_goes_on, archived_of(years())),
    ]
}

const BROKEN: &str = "Một tệp của kho tin cũ bị thiếu hoặc hỏng. Hãy thử lại; nếu vẫn vậy, hãy báo cho người quản trị cổng tin.";

/// The folder that is published: files by their paths.
type Published = BTreeMap<String, String>;

/// Sixty stories of this month, three a day; long before, a day with twelve and one with two.
fn articles() -> Value {
    let item = |day: String, number: usize| {
        json!({
            "id": format!("{day}/{number}"),
            "title": format!("Tin {number} ngày {day}"),
            "summary": format!("Tóm tắt {number}"),
            "content_html": format!("<p>Toàn văn tin {number} ngày {day}.</p>"),
            "date_published": format!("{day}T08:{:02}:00+07:00", 59 - number),
            "tags": [if number == 0 { "Hỏi đáp" } else { "Thông báo" }],
        })
    };
    let recent = (1..=20).map(|day| (format!("2026-11-{day:02}"), 3));
    let old = [("2024-03-22".to_owned(), 12), ("2024-03-10".to_owned(), 2)];
    let days = recent.chain(old);
    let items =
        days.flat_map(|(day, count)| (0..count).map(move |number| item(day.clone(), number)));
    items.collect()
}

/// A story a month for fifteen years, each first one of another kind.
fn years() -> Value {
    let months = (2000..2015).flat_map(|year| (1..=12).map(move |month| (year, month)));
    let item = |(year, month)| {
        json!({
            "id": format!("{year}/{month}"),
            "title": format!("{} năm {year}", if month == 1 { "Kế hoạch" } else { "Bản tin" }),
            "content_html": "<p>Nội dung.</p>",
            "date_published": format!("{year}-{month:02}-02T08:00:00+07:00"),
        })
    };
    months.map(item).collect()
}

/// What `press` makes of a feed of these items, with pages of the portal in the folder `pages`.
pub fn pressed(items: Value, site: Option<&str>, pages: Option<PathBuf>) -> Result<TempDir> {
    let (aside, out) = (TempDir::new()?, TempDir::new()?);
    let source = aside.path().join("source.json");
    fs::write(&source, feed(items).to_string())?;
    let site = site.map(str::parse).transpose();
    press::press(&press::Options {
        sources: vec![press::Source::File(source)],
        out: out.path().to_owned(),
        zone: Some("+07:00".parse().map_err(anyhow::Error::msg)?),
        site: site.map_err(anyhow::Error::msg)?,
        pages,
    })?;
    Ok(out)
}

fn published(articles: Value) -> Result<Published> {
    let out = pressed(articles, None, None)?;
    let mut files = Published::new();
    read_into(&mut files, out.path(), "")?;
    Ok(files)
}

fn read_into(files: &mut Published, folder: &Path, start: &str) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().into_string();
        let path = [start, "/", &name.ok().context("a name")?].concat();
        if entry.file_type()?.is_dir() {
            read_into(files, &entry.path(), &path)?;
        } else if path.ends_with(".json") {
            files.insert(path, fs::read_to_string(entry.path())?);
        }
    }
    Ok(())
}

fn archived() -> Site {
    archived_of(articles())
}

/// The folder at the place of the demonstration's feed. `/e2e/asked` says which of its files were asked
/// for since it was last asked itself.
fn archived_of(articles: Value) -> Site {
    let files = Arc::new(published(articles).expect("press makes an archive"));
    let asked = Arc::new(Mutex::new(Vec::<String>::new()));
    let told = asked.clone();
    let answer = move |path: &str| -> Response {
        asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(path.to_owned());
        let headers = [
            (header::CONTENT_TYPE, "application/feed+json"),
            (header::CACHE_CONTROL, "no-cache"),
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        ];
        match files.get(path) {
            Some(text) => (headers, text.clone()).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        }
    };
    let file = answer.clone();
    let file = get(async move |Asked(path): Asked<String>| file(&["/archive/", &path].concat()));
    let told = get(async move || {
        let mut asked = told.lock().unwrap_or_else(PoisonError::into_inner);
        axum::Json(std::mem::take(&mut *asked))
    });
    let routes = Router::new()
        .route("/feed.json", get(async move || answer("/feed.json")))
        .route("/archive/{*path}", file)
        .route("/e2e/asked", told);
    // A service worker asks by itself.
    Site::default()
        .config("offline", json!(false))
        .routes(routes)
}

/// The folders of the files that were asked for, in their order; of those beside them the names.
async fn asked(page: &Browser) -> Result<Vec<String>> {
    let ask = "return fetch('/e2e/asked').then((answer) => answer.json())";
    let asked = page.script(ask, vec![]).await?;
    let paths: Vec<String> = serde_json::from_value(asked)?;
    let folder = |path: &String| {
        let path = path.trim_start_matches("/archive/").trim_start_matches('/');
        path.split('/').next().unwrap_or_default().to_owned()
    };
    Ok(paths.iter().map(folder).collect())
}

async fn was_asked(page: &Browser, expected: &[&str]) -> Result<()> {
    let asked = asked(page).await?;
    ensure!(asked == expected, "asked for {asked:?}, not {expected:?}");
    Ok(())
}

/// The address of the article of this number and day.
fn address_of(number: usize, day: &str) -> String {
    let id = format!("{day}/{number}");
    format!("/article/tin-{number}-ngay-{day}-{}", Key::hash(&id))
}

async fn a_day_years_back_is_a_few_files(page: &Browser) -> Result<()> {
    page.open("/date/2024-03-22").await?;
    page.get("link", "Tin 11 ngày 2024-03-22").await?;
    page.has("its stories", "main .main-column .story", 12)
        .await?;
    was_asked(page, &["feed.json", "manifest.json", "months", "lists"]).await?;
    page.get("grid", "tháng 3 năm 2024").await?;
    page.has(
        "another day of the month is counted",
        "a[data-day='2024-03-10'][data-count='2']",
        1,
    )
    .await?;
    page.is_accessible().await?;
    // The headline is not the article.
    page.press("link", "Tin 11 ngày 2024-03-22").await?;
    page.heading("Tin 11 ngày 2024-03-22").await?;
    page.says("Toàn văn tin 11 ngày 2024-03-22.").await?;
    was_asked(page, &["indexes", "articles"]).await
}

async fn a_month_is_counted_and_names_the_nearest_days(page: &Browser) -> Result<()> {
    page.open("/date/2024-03").await?;
    page.get("link", "Xem cả ngày (12 tin)").await?;
    page.get("link", "Tin 1 ngày 2024-03-10").await?;
    page.get("link", "Xem cả tháng 3 năm 2024 (14 tin)").await?;
    was_asked(page, &["feed.json", "manifest.json", "months"]).await?;
    page.open("/date/2024-03-15").await?;
    page.says("Không có tin nào đăng ngày 15/03/2024.").await?;
    page.get("link", "Ngày gần nhất trước đó: 10/03/2024")
        .await?;
    page.get("link", "Ngày gần nhất sau đó: 22/03/2024").await?;
    page.open("/date/2025-05").await?;
    page.says("Không có tin nào đăng trong tháng 5 năm 2025.")
        .await?;
    page.get("link", "Ngày gần nhất trước đó: 22/03/2024")
        .await?;
    page.get("link", "Ngày gần nhất sau đó: 01/11/2026").await?;
    page.is_accessible().await?;
    // The front page can jump to any year of the archive.
    page.open("/").await?;
    page.until(
        "there is the oldest year",
        "return !!document.querySelector('.month-field select[name=year] option[value=\"2024\"]')",
    )
    .await
}

async fn an_archived_article_is_found_from_its_address(page: &Browser) -> Result<()> {
    page.open(&address_of(3, "2024-03-22")).await?;
    page.heading("Tin 3 ngày 2024-03-22").await?;
    page.says("Toàn văn tin 3 ngày 2024-03-22.").await?;
    page.get("link", "Tin mới hơnTin 2 ngày 2024-03-22").await?;
    was_asked(page, &["feed.json", "manifest.json", "indexes", "articles"]).await?;
    page.is_accessible().await?;
    page.press("link", "Tin cũ hơnTin 4 ngày 2024-03-22")
        .await?;
    page.says("Toàn văn tin 4 ngày 2024-03-22.").await?;
    // One that is nowhere is missing.
    page.open(&address_of(13, "2024-03-22")).await?;
    page.says("Bài viết này có thể đã được gỡ, hoặc địa chỉ chưa đúng.")
        .await
}

async fn a_section_goes_on_in_the_archive(page: &Browser) -> Result<()> {
    page.open("/tag/thong-bao").await?;
    page.get("link", "Tin 1 ngày 2026-11-20").await?;
    was_asked(page, &["feed.json"]).await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.get("link", "Tin 1 ngày 2024-03-10").await?;
    page.says("Đã hiển thị tất cả tin.").await?;
    was_asked(page, &["manifest.json", "tags", "lists"]).await?;
    page.is_accessible().await?;
    // Few of the feed's are in this one: the list goes on by itself.
    page.open("/tag/hoi-dap").await?;
    page.get("link", "Tin 0 ngày 2026-11-20").await?;
    page.open("/tag/chua-co").await?;
    page.says("Chưa có tin nào trong chuyên mục này.").await
}

async fn older_news_goes_on_in_the_archive(page: &Browser) -> Result<()> {
    page.open("/").await?;
    // The calendar's month is there, with ten headlines that the feed does not have; the list waits to be asked.
    page.until(
        "the month's days are counted",
        "return !!document.querySelector('a[data-day=\"2026-11-01\"][data-count=\"3\"]')",
    )
    .await?;
    let stories = "main .main-column :is(.lead-story, .story)";
    page.has("stories of the feed", stories, 50).await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.get("link", "Tin 0 ngày 2024-03-22").await?;
    page.get("link", "Tin 1 ngày 2024-03-10").await?;
    page.says("Đã hiển thị tất cả tin.").await?;
    page.is_accessible().await
}

async fn a_file_that_is_missing_is_said_in_its_place(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let manifest = "return fetch('/archive/manifest.json').then((answer) => answer.json()).then((whole) => whole._cong_tin.months.at(-1).file)";
    let name = page.text_of(manifest).await?;
    let month = format!("/archive/months/{name}.json");
    for fault in [
        Fault::Status(StatusCode::NOT_FOUND, None),
        Fault::Text("application/json", "{\"half\":".into()),
    ] {
        page.faults.begin(&month, fault);
        page.open("/date/2024-03-22").await?;
        page.says(BROKEN).await?;
        page.is_accessible().await?;
        page.faults.end(&month);
        page.press("button", "Thử lại").await?;
        page.get("link", "Tin 11 ngày 2024-03-22").await?;
    }
    // Of an article, too; the feed's own stay.
    let files = page
        .text_of("return fetch('/archive/manifest.json').then((answer) => answer.json()).then((whole) => whole._cong_tin.articles.files[0])")
        .await?;
    let index = format!("/archive/indexes/{files}.json");
    page.faults
        .begin(&index, Fault::Status(StatusCode::NOT_FOUND, None));
    page.open(&address_of(3, "2024-03-22")).await?;
    page.heading("Chưa xem được bài viết này").await?;
    page.says(BROKEN).await?;
    page.is_accessible().await?;
    page.faults.end(&index);
    page.press("button", "Thử lại").await?;
    page.heading("Tin 3 ngày 2024-03-22").await?;
    page.open("/").await?;
    page.get("link", "Tin 0 ngày 2026-11-20").await?;
    Ok(())
}

async fn a_calendar_that_fails_alarms_nobody(page: &Browser) -> Result<()> {
    let manifest = "/archive/manifest.json";
    let gone = Fault::Status(StatusCode::NOT_FOUND, None);
    page.faults.begin(manifest, gone);
    page.open("/").await?;
    page.until(
        "the calendar's month was asked for, in vain",
        "return window.__logged.some((line) => line.includes('manifest.json'))",
    )
    .await?;
    page.get("link", "Tin 0 ngày 2026-11-20").await?;
    page.has("no alert", "[role=alert]:not(:empty)", 0).await?;
    page.is_accessible().await?;
    // Who asks is told.
    page.press("button", "Xem tin cũ hơn").await?;
    page.says(BROKEN).await?;
    // It is asked for again by itself.
    page.faults.end(manifest);
    page.get("link", "Tin 2 ngày 2026-11-01").await?;
    Ok(())
}

async fn an_archive_of_a_later_version_is_said(page: &Browser) -> Result<()> {
    let later = r#"{"_cong_tin":{"version":9,"kind":"manifest"}}"#;
    let fault = Fault::Text("application/json", later.into());
    page.faults.begin("/archive/manifest.json", fault);
    page.open("/date/2024-03-22").await?;
    page.says("Kho tin cũ thuộc phiên bản mới hơn cổng tin này. Hãy tải lại trang.")
        .await?;
    page.open("/date/2026-11-20").await?;
    page.get("link", "Tin 0 ngày 2026-11-20").await?;
    Ok(())
}

async fn a_widget_of_a_day_reads_the_archive(page: &Browser) -> Result<()> {
    let tag = "<cong-tin feed=\"{portal}feed.json\" view=\"date\" date=\"2024-03-22\" time-zone=\"+07:00\"></cong-tin>";
    Neighbour::new(tag).open(page).await?;
    ready(page, "cong-tin").await?;
    page.get_within(Some("cong-tin"), "link", "Tin 11 ngày 2024-03-22")
        .await?;
    Ok(())
}

async fn a_search_looks_through_the_archive(page: &Browser) -> Result<()> {
    // Only the days that it is kept to are read: the two of them are in their month.
    page.open("/search?q=tin&from=2024-03-01&to=2024-03-15")
        .await?;
    page.heading("2 tin cho “tin”").await?;
    was_asked(page, &["feed.json", "manifest.json", "months"]).await?;
    page.open("/search?q=2024-03-22").await?;
    page.heading("12 tin cho “2024-03-22”").await?;
    page.says("Với tin cũ, chỉ tìm trong tiêu đề và tóm tắt.")
        .await?;
    page.says("Đã tìm trong tất cả 74 tin.").await?;
    page.is_accessible().await?;
    page.press("link", "Tin 11 ngày 2024-03-22").await?;
    page.says("Toàn văn tin 11 ngày 2024-03-22.").await?;
    page.open("/search?q=khong+co").await?;
    page.heading("Không tìm thấy tin nào cho “khong co”").await
}

async fn a_long_search_asks_before_it_goes_on(page: &Browser) -> Result<()> {
    page.open("/search?q=ke+hoach").await?;
    page.heading("8 tin cho “ke hoach”").await?;
    page.is_accessible().await?;
    page.press("button", "Tìm tiếp trong tin cũ hơn").await?;
    page.heading("15 tin cho “ke hoach”").await?;
    page.says("Đã tìm trong tất cả 180 tin.").await?;
    page.until(
        "the focus is at the first that was found since",
        "return [...document.querySelectorAll('main .story')].indexOf(document.activeElement.closest('.story')) === 8",
    )
    .await
}
