use anyhow::{Result, ensure};
use serde_json::json;

use super::{Story, story};
use crate::{
    browser::Browser,
    engine::Engine,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(the_front_page_shows_the_news),
        story!(older_news_comes_when_asked_for),
        story!(a_section_lists_its_news),
        story!(a_section_of_an_archive_has_feeds, beside_an_archive()),
        story!(sections_stay_as_they_are, other_sections_later()),
        story!(
            sections_are_those_of_the_config,
            other_sections_later().config("sections", json!(["Hỏi đáp", "Ít"]))
        ),
        story!(
            a_feed_without_news_says_so,
            Site::default().feed(feed(json!([])))
        ),
        story!(nothing_moves_while_the_page_fills, slow_feed()),
        story!(what_is_of_today_says_its_date, of_today()),
    ]
}

async fn the_front_page_shows_the_news(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.get("link", "Cổng tin Thi hành án dân sự").await?;
    page.heading("Toàn tỉnh thi hành xong 84,47% số việc, 46,12% số tiền có điều kiện trong năm công tác 2026")
        .await?;
    page.has(
        "the lead story is a part of the page",
        "main h2.lead-title",
        1,
    )
    .await?;
    page.get("heading", "Cổng tin Thi hành án dân sự").await?;
    page.has("which has one title", "#app h1", 1).await?;
    page.get("heading", "Tin mới nhất").await?;
    page.get("link", "68 đơn vị máu từ “Giọt hồng Tư pháp”")
        .await?;
    page.get("link", "Tất cả tin mục Thông báo").await?;
    page.get("heading", "Các tin đã đưa ngày:").await?;
    page.get("grid", "Tháng 11 năm 2026")
        .await
        .or(page.get("grid", "tháng 11 năm 2026").await)?;
    page.has(
        "the lead's day is told to machines",
        ".lead-story time[datetime='2026-11-20']",
        1,
    )
    .await?;
    page.is_accessible().await?;
    page.press("link", "68 đơn vị máu từ “Giọt hồng Tư pháp”")
        .await?;
    page.press("link", "Trang chủ").await?;
    page.until(
        "its title has the focus",
        "const { activeElement } = document;
         return activeElement.matches('main h1') && activeElement.textContent === 'Cổng tin Thi hành án dân sự'",
    )
    .await
}

async fn older_news_comes_when_asked_for(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let count = "return document.querySelectorAll('.latest .story').length";
    let before = page.script(count, vec![]).await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.until_with(
        "there are more stories",
        &format!("{count} > arguments[0]"),
        vec![before.clone()],
    )
    .await?;
    page.until_with(
        "the first new headline has the focus",
        "return document.activeElement.closest('.story') === document.querySelectorAll('.latest .story')[arguments[0]]",
        vec![before],
    )
    .await?;
    let twice = "
        const shown = [...document.querySelectorAll('main :is(.story, .lead-story) a')].map((a) => a.href);
        return shown.length - new Set(shown).size";
    let twice = page.script(twice, vec![]).await?;
    ensure!(twice == json!(0), "{twice} stories are there twice");
    page.press("button", "Xem tin cũ hơn").await?;
    page.says("Đã hiển thị tất cả tin.").await?;
    page.is_accessible().await
}

/// On the second page of the feed another section has more news than any.
fn other_sections_later() -> Site {
    let item = |id: usize, tag: &str| {
        json!({ "id": format!("{tag}-{id}"), "title": format!("{tag} {id}"), "tags": [tag],
            "content_text": "Nội dung", "date_published": format!("2026-03-{:02}T08:00:00+07:00", 28 - id) })
    };
    let mut first = feed(json!([item(1, "Nhiều"), item(2, "Nhiều"), item(3, "Ít")]));
    first["next_url"] = json!("older.json");
    let older: Vec<_> = (4..20).map(|id| item(id, "Ít")).collect();
    let older = feed(json!(older)).to_string();
    Site::default().feed(first).answer("/older.json", move || {
        ([("content-type", "application/feed+json")], older.clone())
    })
}

const BAR: &str =
    "return [...document.querySelectorAll('.sections a')].map((a) => a.textContent).join('; ')";

async fn sections_stay_as_they_are(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.get("link", "Nhiều").await?;
    let before = page.text_of(BAR).await?;
    ensure!(before == "Trang chủ; Nhiều; Ít", "{before}");
    page.press("button", "Xem tin cũ hơn").await?;
    page.says("Đã hiển thị tất cả tin.").await?;
    let after = page.text_of(BAR).await?;
    ensure!(after == before, "{before} became {after}");
    Ok(())
}

async fn sections_are_those_of_the_config(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let bar = page.text_of(BAR).await?;
    ensure!(bar == "Trang chủ; Hỏi đáp; Ít", "{bar}");
    page.press("link", "Ít").await?;
    page.heading("Chuyên mục Ít").await
}

async fn a_section_lists_its_news(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "Thông báo").await?;
    page.heading("Chuyên mục Thông báo").await?;
    page.address("/tag/thong-bao").await?;
    page.get(
        "link",
        "Công bố danh sách đủ điều kiện dự tuyển công chức năm 2026",
    )
    .await?;
    page.has(
        "the section is marked",
        "nav a[aria-current=page][href='/tag/thong-bao']",
        1,
    )
    .await?;
    page.is_accessible().await
}

fn beside_an_archive() -> Site {
    let item =
        json!({ "id": "1", "title": "Tin", "content_text": "Nội dung", "tags": ["Hỏi đáp"] });
    let mut beside = feed(json!([item]));
    beside["_cong_tin"] = json!({ "manifest": "news/archive/manifest.json" });
    Site::default().feed(beside)
}

async fn a_section_of_an_archive_has_feeds(page: &Browser) -> Result<()> {
    page.open("/tag/hoi-dap").await?;
    for (name, path) in [
        ("JSON Feed", "/news/feeds/tag-hoi-dap.json"),
        ("RSS", "/news/feeds/tag-hoi-dap.xml"),
        ("Atom", "/news/feeds/tag-hoi-dap.atom.xml"),
    ] {
        let link = page.get("link", name).await?;
        let href = link.attr("href").await?.unwrap_or_default();
        ensure!(href.ends_with(path), "{name} leads to {href}");
    }
    page.is_accessible().await
}

async fn a_feed_without_news_says_so(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.says("Chưa có tin nào được đăng.").await?;
    page.is_accessible().await
}

/// The demo's feed, a second late.
fn slow_feed() -> Site {
    let late = axum::routing::get(|| async {
        tokio::time::sleep(std::time::Duration::from_millis(900)).await;
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/public/feed.json");
        std::fs::read_to_string(path).unwrap_or_default()
    });
    Site::default().routes(axum::Router::new().route("/feed.json", late))
}

async fn nothing_moves_while_the_page_fills(page: &Browser) -> Result<()> {
    for path in ["/", "/date/2026-11-18"] {
        page.visit(path).await?;
        page.until(
            "the news is there",
            "return document.querySelectorAll('main .story').length > 2",
        )
        .await?;
        // Only Chromium reports layout shifts.
        let shift = page.script("return window.__shift", vec![]).await?;
        let shift = shift.as_f64().unwrap_or(0.0);
        let moved = page
            .text_of("return JSON.stringify(window.__moved)")
            .await?;
        ensure!(shift < 0.001, "{path} shifted by {shift}: {moved}");
    }
    Ok(())
}

/// A story of the morning and some of the day before, on the twentieth.
fn of_today() -> Site {
    let item = |id: usize, day: u32| {
        json!({
            "id": id.to_string(), "title": format!("Tin {id}"), "content_text": "Nội dung",
            "date_published": format!("2026-11-{day}T08:15:00+07:00"),
        })
    };
    Site::default()
        .script("Date.now = () => Date.parse('2026-11-20T09:00:00+07:00');")
        .feed(feed(json!([
            item(1, 20),
            item(2, 20),
            item(3, 19),
            item(4, 18)
        ])))
}

async fn what_is_of_today_says_its_date(page: &Browser) -> Result<()> {
    page.open("/search?q=tin").await?;
    let drawn = "
        const [named, date] = arguments;
        const time = [...document.querySelectorAll('main .story time')].find((time) => time.innerText === named);
        if (!time.checkVisibility()) throw new Error(named + ' is not drawn');
        const { visibility } = getComputedStyle(time, '::after');
        return [time.dataset.date, visibility, time.closest('.story').offsetHeight]";
    let hover = "return matchMedia('(hover: hover)').matches";
    let may_hover = page.script(hover, vec![]).await? == json!(true);
    for (title, named, date) in [
        ("Tin 1", "Hôm nay", "20/11/2026"),
        ("Tin 3", "Hôm qua", "19/11/2026"),
    ] {
        let link = page.get("link", title).await?;
        let before = page.script(drawn, vec![json!(named)]).await?;
        ensure!(before[0] == json!(date), "{named} is of {}", before[0]);
        ensure!(
            before[1] == json!("hidden") || !may_hover,
            "its date is {}",
            before[1]
        );
        // WebKitGTK knows of no focus in a window that is not in front.
        if named == "Hôm nay" || page.engine == Engine::WebKit {
            page.point_at(&link).await?;
        } else {
            let link = serde_json::to_value(&link)?;
            page.script("arguments[0].focus()", vec![link]).await?;
        }
        let after = page.script(drawn, vec![json!(named)]).await?;
        ensure!(after[1] == json!("visible"), "the date is {}", after[1]);
        ensure!(before[2] == after[2], "its entry has grown");
    }
    page.is_accessible().await?;
    // Other days are dates already.
    page.has(
        "a date",
        "main .story time[datetime='2026-11-18']:not([data-date])",
        1,
    )
    .await
}
