//! Faults of the reader's device: no network, no storage, a wrong clock; windows and returns.

use anyhow::Result;
use serde_json::json;

use super::{HEADLINE, first_page, older_page, one_story};
use crate::{
    browser::{Browser, key},
    site::{NAME, PASSWORD, Site},
    stories::{Story, story},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(
            offline_at_the_start,
            Site::default()
                .script(ON_LINE)
                .script("window.__onLine = false;")
                .elsewhere("/feed.json", one_story())
        ),
        story!(
            offline_in_the_middle,
            Site::default()
                .script(ON_LINE)
                .elsewhere("/feed.json", first_page())
                .elsewhere("/feed-2.json", older_page())
        ),
        story!(storage_that_is_refused, Site::default().script(REFUSED)),
        story!(storage_that_is_full, Site::default().script(FULL)),
        story!(a_clock_a_year_behind, Site::default().script(BEHIND)),
        story!(a_clock_a_year_ahead, Site::default().script(AHEAD)),
        story!(two_windows_agree),
        story!(a_page_from_the_back_forward_cache_is_alive),
    ]
}

/// What the browser says of its network is the story's to decide.
const ON_LINE: &str = "
window.__onLine = true;
Object.defineProperty(navigator, 'onLine', { get: () => window.__onLine });";

async fn on_line(page: &Browser, is: bool) -> Result<()> {
    let script = "window.__onLine = arguments[0];
        window.dispatchEvent(new Event(arguments[0] ? 'online' : 'offline'))";
    page.script(script, vec![json!(is)]).await?;
    Ok(())
}

async fn offline_at_the_start(page: &Browser) -> Result<()> {
    page.elsewhere()?.go_down();
    page.open("/").await?;
    page.heading("Chưa tải được tin").await?;
    page.says("Thiết bị đang không có mạng.").await?;
    page.elsewhere()?.come_back().await?;
    on_line(page, true).await?;
    page.heading(HEADLINE).await
}

/// What is loaded can be read on; what was asked for meanwhile comes with the network.
async fn offline_in_the_middle(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.elsewhere()?.go_down();
    on_line(page, false).await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.says("Thiết bị đang không có mạng.").await?;
    page.press("link", HEADLINE).await?;
    page.heading(HEADLINE).await?;
    page.press("link", "Trang chủ").await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.says("Thiết bị đang không có mạng.").await?;
    page.elsewhere()?.come_back().await?;
    on_line(page, true).await?;
    page.get("link", "Tin cũ hơn").await?;
    Ok(())
}

const REFUSED: &str = "
for (const name of ['localStorage', 'sessionStorage'])
  Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError') } });";

const FULL: &str = "
Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };";

async fn choose_and_sign_in(page: &Browser) -> Result<()> {
    page.open("/sign-in").await?;
    page.fill("textbox", "Tên đăng nhập", NAME).await?;
    page.fill("textbox", "Mật khẩu", PASSWORD).await?;
    page.keys(key::ENTER).await?;
    page.says("Biên tập viên").await?;
    page.press("button", "Tối").await?;
    page.until(
        "it is dark",
        "return document.documentElement.dataset.theme === 'dark'",
    )
    .await?;
    page.press("button", "Đăng xuất").await?;
    page.get("link", "Đăng nhập").await?;
    Ok(())
}

async fn storage_that_is_refused(page: &Browser) -> Result<()> {
    choose_and_sign_in(page).await
}

async fn storage_that_is_full(page: &Browser) -> Result<()> {
    choose_and_sign_in(page).await
}

/// A clock that is off by so many days.
macro_rules! clock {
    ($days:literal) => {
        concat!(
            "{ const True = Date, off = ",
            $days,
            " * 86400000;
            window.Date = class extends True {
              constructor(...given) { given.length ? super(...given) : super(True.now() + off) }
              static now() { return True.now() + off }
            }; }"
        )
    };
}
const BEHIND: &str = clock!("-366");
const AHEAD: &str = clock!("366");

/// Nothing is hidden; the archive opens at the newest news, and its years reach that far.
async fn news_is_where_it_is(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.has("all news is there", ".lead-story", 1).await?;
    page.press("link", "Lưu trữ theo ngày").await?;
    page.heading("Các tin đã đưa tháng 11 năm 2026").await?;
    page.until(
        "the years reach the newest news",
        "return [...document.querySelectorAll('select[name=year] option')].some((year) => year.value === '2026')",
    )
    .await?;
    page.open("/date/2026-11-18").await?;
    page.has("the day has its news", ".main-column .story", 5)
        .await
}

async fn a_clock_a_year_behind(page: &Browser) -> Result<()> {
    news_is_where_it_is(page).await
}

async fn a_clock_a_year_ahead(page: &Browser) -> Result<()> {
    news_is_where_it_is(page).await
}

/// What is done in one window is seen in the other.
async fn two_windows_agree(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let first = page.client.window().await?;
    let second = page.client.new_window(true).await?.handle;
    page.client.switch_to_window(second.clone()).await?;
    page.open("/sign-in").await?;
    page.fill("textbox", "Tên đăng nhập", NAME).await?;
    page.fill("textbox", "Mật khẩu", PASSWORD).await?;
    page.keys(key::ENTER).await?;
    page.says("Biên tập viên").await?;

    page.client.switch_to_window(first).await?;
    page.says("Biên tập viên").await?;
    page.says("Tin nội bộ").await?;
    page.press("button", "Tối").await?;
    page.press("button", "Đăng xuất").await?;
    page.get("link", "Đăng nhập").await?;

    page.client.switch_to_window(second).await?;
    page.get("link", "Đăng nhập").await?;
    page.until(
        "it is dark here, too",
        "return document.documentElement.dataset.theme === 'dark'",
    )
    .await?;
    page.until(
        "members' news is gone here, too",
        "return !document.body.innerText.includes('Tin nội bộ')",
    )
    .await
}

/// Whether the browser kept the page or loads it again, it is alive, and signed out where the
/// session has ended meanwhile.
async fn a_page_from_the_back_forward_cache_is_alive(page: &Browser) -> Result<()> {
    page.open("/sign-in").await?;
    page.fill("textbox", "Tên đăng nhập", NAME).await?;
    page.fill("textbox", "Mật khẩu", PASSWORD).await?;
    page.keys(key::ENTER).await?;
    page.says("Biên tập viên").await?;
    let note = "addEventListener('pageshow', (event) => { window.__kept = event.persisted })";
    page.script(note, vec![]).await?;
    page.visit("/robots.txt").await?;
    page.accounts.set_locked(&NAME.parse()?, true).await?;
    page.client.back().await?;
    page.get("link", "Đăng nhập").await?;
    let kept = page.script("return window.__kept ?? false", vec![]).await?;
    println!("{}: the page was kept: {kept}", page.engine.name());
    page.until(
        "members' news is gone",
        "return !document.body.innerText.includes('Tin nội bộ')",
    )
    .await?;
    page.press("link", "Lưu trữ theo ngày").await?;
    page.heading("Các tin đã đưa tháng 11 năm 2026").await
}
