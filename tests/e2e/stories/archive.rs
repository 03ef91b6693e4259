use anyhow::{Result, ensure};
use serde_json::json;

use super::{
    Story,
    search::{let_it_come, slow_second_page},
    story,
};
use crate::browser::{Browser, key};

pub fn stories() -> Vec<Story> {
    vec![
        story!(a_day_is_chosen_by_keyboard_alone),
        story!(a_typed_day_is_understood_or_explained),
        story!(a_day_without_news_names_its_neighbours),
        story!(a_month_lists_its_days_and_back_returns),
        story!(nothing_is_said_of_what_is_not_loaded, slow_second_page()),
        story!(days_ahead_are_no_links),
        story!(the_archive_begins_with_its_calendar),
    ]
}

async fn focused_day(page: &Browser, day: &str) -> Result<()> {
    let script = "return document.activeElement.dataset.day === arguments[0]";
    page.until_with(&format!("the focus is on {day}"), script, vec![day.into()])
        .await
}

async fn a_day_is_chosen_by_keyboard_alone(page: &Browser) -> Result<()> {
    page.open("/date/2026-11-18").await?;
    page.heading("Các tin đã đưa ngày 18/11/2026").await?;
    page.get("link", "Thứ Tư, 18 tháng 11 năm 2026, 5 tin")
        .await?;
    page.has("one tab stop", "[role=grid] a[tabindex='0']", 1)
        .await?;
    page.is_accessible().await?;
    page.script(
        "document.querySelector('[role=grid] a[tabindex=\"0\"]').focus()",
        vec![],
    )
    .await?;
    let shifted = |key: &str| [key::SHIFT, key, "\u{E000}"].concat();
    for (keys, day) in [
        (key::LEFT.to_owned(), "2026-11-17"),
        (key::UP.to_owned(), "2026-11-10"),
        (key::RIGHT.to_owned(), "2026-11-11"),
        (key::DOWN.to_owned(), "2026-11-18"),
        (key::HOME.to_owned(), "2026-11-16"),
        (key::END.to_owned(), "2026-11-22"),
        (key::PAGE_UP.to_owned(), "2026-10-22"),
        (key::PAGE_DOWN.to_owned(), "2026-11-22"),
        (shifted(key::PAGE_UP), "2025-11-22"),
        (shifted(key::PAGE_DOWN), "2026-11-22"),
        (key::UP.to_owned(), "2026-11-15"),
        (key::LEFT.to_owned(), "2026-11-14"),
        (key::LEFT.to_owned(), "2026-11-13"),
    ] {
        page.keys(&keys).await?;
        focused_day(page, day).await?;
    }
    page.keys(key::ENTER).await?;
    page.heading("Các tin đã đưa ngày 13/11/2026").await?;
    page.address("/date/2026-11-13").await
}

async fn a_typed_day_is_understood_or_explained(page: &Browser) -> Result<()> {
    page.open("/date").await?;
    page.fill("textbox", "Nhập ngày", "31/02/2026").await?;
    page.keys(key::ENTER).await?;
    page.says("Không có ngày 31/2/2026: tháng 2 năm 2026 chỉ có 28 ngày.")
        .await?;
    page.has("the field is marked", "input[aria-invalid=true]", 1)
        .await?;
    let typed = page
        .text_of("return document.querySelector('#typed-day').value")
        .await?;
    ensure!(typed == "31/02/2026", "what was typed is lost: {typed}");
    page.is_accessible().await?;
    for typed in ["22/3/2021", "22-03-2021", "2021-03-22"] {
        page.open("/date").await?;
        page.fill("textbox", "Nhập ngày", typed).await?;
        page.press("button", "Xem tin").await?;
        page.address("/date/2021-03-22").await?;
    }
    // The day lies two pages back in the feed.
    page.get("link", "Ban chỉ đạo Thi hành án dân sự…").await?;
    Ok(())
}

async fn a_day_without_news_names_its_neighbours(page: &Browser) -> Result<()> {
    page.open("/date/2026-08-15").await?;
    page.says("Không có tin nào đăng ngày 15/08/2026.").await?;
    page.get("link", "Ngày gần nhất trước đó: …").await?;
    page.is_accessible().await?;
    page.press("link", "Ngày gần nhất sau đó: …").await?;
    page.until(
        "a day with news is shown",
        "return document.querySelectorAll('main .main-column .story').length > 0",
    )
    .await
}

async fn nothing_is_said_of_what_is_not_loaded(page: &Browser) -> Result<()> {
    for path in ["/date/2026-01-03", "/date/2026-01", "/tag/cu"] {
        page.visit(path).await?;
        page.until(
            "the page is there",
            "return document.querySelector('main h1') && document.querySelector('main .bone')",
        )
        .await?;
        let told = page
            .text_of("return document.querySelector('main').innerHTML.match(/Không có tin|Chưa có tin|\\b0 tin/)?.[0] ?? ''")
            .await?;
        ensure!(told.is_empty(), "{path} says “{told}” before it can know");
        let_it_come(page).await?;
        page.get("link", "Họp báo").await?;
        page.has("what stood for it is gone", "main .bone", 0)
            .await?;
    }
    Ok(())
}

async fn days_ahead_are_no_links(page: &Browser) -> Result<()> {
    page.open("/date/2099-01").await?;
    page.says("Không có tin nào đăng trong tháng 1 năm 2099.")
        .await?;
    page.has("a grid of days", "[role=grid] a[data-day]", 31)
        .await?;
    page.has("none is a link", "[role=grid] a[href]", 0).await?;
    page.has("keys can reach one", "[role=grid] a[tabindex='0']", 1)
        .await?;
    page.is_accessible().await
}

async fn the_archive_begins_with_its_calendar(page: &Browser) -> Result<()> {
    for (path, calendar_first) in [
        ("/date", true),
        ("/date/2026-11", false),
        ("/date/2026-11-18", false),
    ] {
        page.open(path).await?;
        page.get("grid", "tháng 11 năm 2026").await?;
        // Whether it comes before the news in the document, above it, and in a rail beside it.
        let places = "
            document.documentElement.style.setProperty('inline-size', arguments[0]);
            const [rail, news] = ['.side-column', '.main-column'].map((part) => document.querySelector(part));
            const [calendar, list] = [rail, news].map((part) => part.getBoundingClientRect());
            const follows = rail.compareDocumentPosition(news) & Node.DOCUMENT_POSITION_FOLLOWING;
            return [follows > 0, calendar.bottom <= list.top, calendar.left >= list.right && calendar.top === list.top]";
        for (width, is_rail) in [("360px", false), ("1100px", true)] {
            let places = page.script(places, vec![json!(width)]).await?;
            let expected = json!([calendar_first, calendar_first && !is_rail, is_rail]);
            ensure!(places == expected, "{path} at {width}: {places}");
        }
        page.is_accessible().await?;
    }
    Ok(())
}

async fn a_month_lists_its_days_and_back_returns(page: &Browser) -> Result<()> {
    page.open("/date/2026-11").await?;
    page.heading("Các tin đã đưa tháng 11 năm 2026").await?;
    page.press("link", "Thứ Hai, 9 tháng 11 năm 2026").await?;
    page.heading("Các tin đã đưa ngày 09/11/2026").await?;
    page.client.back().await?;
    page.heading("Các tin đã đưa tháng 11 năm 2026").await?;
    page.press("button", "Tháng trước").await?;
    page.press("link", "Xem cả tháng 10 năm 2026…").await?;
    page.address("/date/2026-10").await?;
    page.press("button", "Đến tháng").await?;
    page.press("link", "Hôm nay").await?;
    page.until(
        "today is shown",
        "return /^\\/date\\/\\d{4}-\\d\\d-\\d\\d$/.test(location.pathname)",
    )
    .await
}
