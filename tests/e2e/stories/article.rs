use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::{Story, story};
use crate::{
    browser::Browser,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(an_article_says_where_it_belongs, of_two_sections()),
        story!(a_reader_opens_an_article),
        story!(an_old_article_is_found_by_its_address),
        story!(a_stale_slug_is_put_right, Site::default().feed(made())),
        story!(html_of_the_feed_comes_clean, Site::default().feed(made())),
        story!(attachments_say_what_they_are),
        story!(a_missing_picture_says_so),
        story!(the_page_we_replace_reads_well, seed()),
        story!(late_evening_is_still_that_day, Site::default().feed(made()))
            .read_in("Europe/Paris"),
    ]
}

/// The path of an article, by its headline.
pub async fn address_of(page: &Browser, headline: &str) -> Result<String> {
    let link = page.get("link", headline).await?;
    let path = page.script(
        "return arguments[0].pathname",
        vec![serde_json::to_value(&link)?],
    );
    Ok(path.await?.as_str().unwrap_or_default().to_owned())
}

/// Follows a link to an article, and waits for its text.
async fn read(page: &Browser, headline: &str) -> Result<()> {
    page.press("link", headline).await?;
    page.until(
        "the article is there",
        "return !!document.querySelector('article .body')",
    )
    .await
}

async fn a_reader_opens_an_article(page: &Browser) -> Result<()> {
    let headline = "Toàn tỉnh thi hành xong 84,47% số việc, 46,12% số tiền có điều kiện trong năm công tác 2026";
    page.open("/").await?;
    read(page, headline).await?;
    page.heading(headline).await?;
    page.has("published", "article time[datetime='2026-11-20']", 1)
        .await?;
    page.says("Cập nhật 22/11/2026").await?;
    page.says("Văn phòng Cục").await?;
    page.has(
        "the table scrolls by itself",
        ".table[role=region][tabindex='0'] table",
        1,
    )
    .await?;
    page.has("a figure with its caption", "article figure figcaption", 1)
        .await?;
    page.has(
        "pictures come late",
        "article .body img[loading=lazy][decoding=async]",
        1,
    )
    .await?;
    page.get("link", "Thi hành án").await?;
    page.get("heading", "Các tin đã đưa ngày:").await?;
    page.has(
        "the calendar is at its day",
        "td[aria-selected=true] a[data-day='2026-11-20']",
        1,
    )
    .await?;
    let focused = page
        .text_of("return document.activeElement.textContent")
        .await?;
    ensure!(focused == headline, "the focus is on “{focused}”");
    let title = page.client.title().await?;
    ensure!(
        title == format!("{headline} – Cổng tin Thi hành án dân sự"),
        "the title is {title}"
    );
    page.is_accessible().await?;
    page.press("link", "Tin cũ hơn…").await?;
    page.heading("68 đơn vị máu từ “Giọt hồng Tư pháp”").await?;
    page.client.back().await?;
    page.heading(headline).await
}

async fn an_old_article_is_found_by_its_address(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("button", "Xem tin cũ hơn").await?;
    page.press("button", "Xem tin cũ hơn").await?;
    let headline = "Ban chỉ đạo Thi hành án dân sự tỉnh Bắc Giang tổ chức Hội nghị đánh giá kết quả hoạt động năm 2020, triển khai nhiệm vụ năm 2021";
    let address = address_of(page, headline).await?;
    page.visit(&address).await?;
    page.heading(headline).await?;
    let missing = address
        .rsplit_once('-')
        .map_or("", |(slug, _)| slug)
        .to_owned()
        + "-0000000000";
    page.visit(&missing).await?;
    page.heading("Chưa xem được bài viết này").await?;
    page.is_accessible().await?;
    // For all that a reader who is not signed in can know.
    page.press("link", "Đăng nhập để đọc, nếu đây là tin nội bộ")
        .await?;
    page.address(&["/sign-in?next=", &missing.replace('/', "%2F")].concat())
        .await
}

async fn a_stale_slug_is_put_right(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let address = address_of(page, "Bài lạ").await?;
    let key = address.rsplit('-').next().unwrap_or_default().to_owned();
    page.open(&format!("/article/ten-cu-{key}")).await?;
    page.heading("Bài lạ").await?;
    page.address(&address).await
}

fn made() -> Value {
    feed(json!([
        {
            "id": "la", "title": "Bài lạ", "date_published": "2021-03-22T23:30:00+07:00",
            "summary": "Tóm tắt.",
            "content_html": "<p>Bài lạ</p><p><strong>Tóm tắt.</strong></p>\
                <p class='MsoNormal' style='position:fixed'><span><font size=7>Thân</font> bài</span></p><p>&nbsp;</p>\
                <h1>Mục</h1><script>window.__trouble.push('ran')</script>\
                <img src='khong-co.svg' onerror=\"window.__trouble.push('ran')\">\
                <a href='javascript:window.__trouble.push(1)'>liên kết</a> <a href='/khac'>trong</a>\
                <a href='https://ngoai.example/'>ngoài</a></main><form id=app><input name=body></form>",
        },
        { "id": "khong-ten", "content_text": "Chỉ có chữ.\nDòng hai." },
        { "id": "trong", "title": "Không có gì" },
    ]))
}

async fn html_of_the_feed_comes_clean(page: &Browser) -> Result<()> {
    page.open("/").await?;
    read(page, "Bài lạ").await?;
    for litter in [
        "script",
        "form",
        "input",
        "[style]",
        "[onerror]",
        "font",
        "span:not([class])",
        "h1",
    ] {
        page.has(litter, &format!("article .body {litter}"), 0)
            .await?;
    }
    page.has("the heading is re-levelled", "article .body h2", 1)
        .await?;
    page.has("no link runs", "article .body a:not([href])", 1)
        .await?;
    page.has(
        "outside links are cut off",
        "article .body a[href='https://ngoai.example/'][rel=noopener]",
        1,
    )
    .await?;
    let said = page
        .text_of("return document.querySelector('article').innerText")
        .await?;
    ensure!(
        said.matches("Tóm tắt.").count() == 1,
        "the lead is said again: {said}"
    );
    ensure!(
        said.matches("Bài lạ").count() == 1,
        "the headline is said again: {said}"
    );
    page.is_accessible().await?;
    page.open("/").await?;
    page.press("link", "Chỉ có chữ. Dòng hai.").await?;
    page.says("Không ghi ngày").await?;
    page.open("/").await?;
    page.press("link", "Không có gì").await?;
    page.says("Tin này không có nội dung.").await?;
    page.is_accessible().await
}

async fn attachments_say_what_they_are(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press(
        "link",
        "Bản tin phát thanh: thi hành án và đời sống, số tháng 11",
    )
    .await?;
    page.get("heading", "Tệp đính kèm").await?;
    page.says("(MP3, ").await?;
    page.has(
        "sound plays in the page, before its text",
        "article > audio[controls][preload=none] ~ .body",
        1,
    )
    .await?;
    page.has("and only there", "#app audio", 1).await?;
    page.is_accessible().await
}

async fn a_missing_picture_says_so(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press(
        "link",
        "Tập huấn bảo vệ dữ liệu cá nhân cho cán bộ tiếp nhận hồ sơ",
    )
    .await?;
    page.until(
        "the article is there",
        "return !!document.querySelector('article .body')",
    )
    .await?;
    page.script(
        "document.querySelector('article .body img')?.scrollIntoView()",
        vec![],
    )
    .await?;
    page.says("Không tải được ảnh").await?;
    page.is_accessible().await
}

/// The page that the portal replaces; without the file beside this clone, one like it.
fn seed() -> Site {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/feeds/seed-page.json"
    );
    let text = std::fs::read_to_string(path).unwrap_or_else(|_| {
        eprintln!("skipped: the seed page is not beside this clone; the demo's copy of it is read");
        let own = concat!(env!("CARGO_MANIFEST_DIR"), "/public/feed-3.json");
        std::fs::read_to_string(own).unwrap_or_default()
    });
    let mut feed: Value = serde_json::from_str(&text).unwrap_or_default();
    let items = feed["items"].as_array().cloned().unwrap_or_default();
    let of_the_day = |item: &Value| {
        item["date_published"]
            .as_str()
            .is_some_and(|date| date.starts_with("2021-03-22"))
    };
    feed["items"] = items.into_iter().filter(of_the_day).collect();
    Site::default().feed(feed)
}

async fn the_page_we_replace_reads_well(page: &Browser) -> Result<()> {
    let headline = "Ban chỉ đạo Thi hành án dân sự tỉnh Bắc Giang tổ chức Hội nghị đánh giá kết quả hoạt động năm 2020, triển khai nhiệm vụ năm 2021";
    page.open("/").await?;
    read(page, headline).await?;
    page.heading(headline).await?;
    page.says("22/03/2021").await?;
    page.says("(i) Việc phối kết hợp").await?;
    page.says("(v) Kết quả thi hành xong đạt tỷ lệ 83,46% về việc")
        .await?;
    page.says("Đ/c Nguyễn Thị Bích Tần- Cục trưởng Cục THADS tỉnh phát biểu tại Hội nghị")
        .await?;
    page.says("Nguyễn Thị Hiên- Văn phòng Cục THADS tỉnh Bắc Giang")
        .await?;
    let said = page
        .text_of("return document.querySelector('article').innerText")
        .await?;
    let lead = "Trưởng Ban chỉ đạo chủ trì Hội nghị.";
    ensure!(
        said.matches(lead).count() == 1,
        "the lead stands there more than once"
    );
    page.get("heading", "Các tin đã đưa ngày:").await?;
    page.has(
        "the calendar is at its day",
        "td[aria-selected=true] a[data-day='2021-03-22']",
        1,
    )
    .await?;
    page.is_accessible().await
}

async fn late_evening_is_still_that_day(page: &Browser) -> Result<()> {
    page.open("/date/2021-03-22").await?;
    page.get("link", "Bài lạ").await?;
    page.has("its day", "main .story time[datetime='2021-03-22']", 1)
        .await
}

/// Two sections: three articles of one, two of them of one day.
fn of_two_sections() -> Site {
    let item = |id: &str, day: &str, tag: &str| {
        json!({ "id": id, "title": format!("Bài {id}"), "content_text": "Nội dung",
                "date_published": format!("{day}T08:00:00+07:00"), "tags": [tag] })
    };
    Site::default().feed(feed(json!([
        item("một", "2026-01-04", "Hỏi đáp"),
        item("hai", "2026-01-03", "Hỏi đáp"),
        item("ba", "2026-01-03", "Hỏi đáp"),
        item("bốn", "2026-01-02", "Thông báo"),
    ])))
}

async fn an_article_says_where_it_belongs(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "Bài hai").await?;
    page.get("heading", "Cùng chuyên mục Hỏi đáp").await?;
    // What stands beside it as news of its day is not told twice.
    let more = "return [...document.querySelectorAll('.same-section h3')].map((h) => h.textContent).join('; ')";
    let more = page.text_of(more).await?;
    ensure!(more == "Bài một", "{more}");
    page.is_accessible().await?;
    let way = "return [...document.querySelectorAll('nav[aria-label=\"Vị trí\"] a')].map((a) => a.textContent + ' ' + a.pathname).join(' › ')";
    let way = page.text_of(way).await?;
    ensure!(way == "Trang chủ / › Hỏi đáp /tag/hoi-dap", "{way}");
    // An article that is alone in its section has no more of it.
    page.open("/").await?;
    page.press("link", "Bài bốn").await?;
    page.get("navigation", "Tin trước và sau").await?;
    page.has("an empty block", ".same-section h2", 0).await
}
