//! More than a page can bear: it stays usable, and shows what it can.

use anyhow::{Context, Result, ensure};
use origin::faults::Fault;
use serde_json::{Value, json};

use super::{HEADLINE, HURRY, is_told_and_comes_back, one_story};
use crate::{
    browser::Browser,
    site::{Site, feed},
    stories::{Story, article::address_of, story},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(
            a_feed_of_fifty_megabytes,
            watched()
                .script(HURRY)
                .feed(one_story())
                .fault("/feed.json", Fault::Padded(50_000_000))
        ),
        story!(a_hundred_thousand_items, watched().feed(crowd())),
        story!(a_feed_as_large_as_is_read, watched().feed(large())),
        story!(
            an_article_is_there_before_the_rest_of_its_feed,
            Site::default().script(FIRST_SEEN).feed(large())
        ),
        story!(
            a_list_grows_as_the_reader_asks,
            Site::default().feed(many(
                170,
                |n| json!({ "id": n, "title": format!("Tin {n}"), "tags": ["a"] })
            ))
        ),
        story!(
            ten_thousand_levels_of_json,
            watched().answer("/feed.json", deep_json)
        ),
        story!(
            ten_thousand_levels_and_no_feed,
            Site::default().script(HURRY).feed(one_story()).fault(
                "/feed.json",
                Fault::Text("application/json", nested(10_000))
            )
        ),
        story!(ten_thousand_levels_of_html, watched().feed(deep_html())),
        story!(endless_lists_in_an_article, watched().feed(listed())),
        story!(a_title_of_two_megabytes, watched().feed(long_title())),
    ]
}

/// As many bytes as are read.
pub fn large() -> Value {
    many(900, |n| {
        json!({
            "id": n, "title": format!("Tin {n}"), "tags": [format!("mục {}", n % 90)],
            "date_published": format!("2026-11-{:02}T10:00:00+07:00", n % 28 + 1),
            "content_html": "<p>Thi hành án dân sự, tổ chức việc thi hành án.</p>".repeat(80),
        })
    })
}

/// So short that they all fit into the bytes of a feed: it is their number that is met here.
fn crowd() -> Value {
    feed(
        (0..100_000)
            .map(|n| json!({ "id": n, "title": format!("Tin {n}"), "tags": ["a"] }))
            .collect(),
    )
}

/// Dates as the number has it; the text is the caller's.
fn many(count: usize, item: impl Fn(usize) -> Value) -> Value {
    let items = (0..count).map(|n| {
        let mut item = item(n);
        let fields = item.as_object_mut().expect("an item is an object");
        fields.entry("content_text").or_insert(json!("a"));
        item
    });
    feed(items.collect())
}

/// When a headline was there, and when the sections were, which only the whole feed tells.
const FIRST_SEEN: &str = "new MutationObserver(() => {
  const now = performance.now();
  if (document.querySelector('article h1')) window.__headline ??= now;
  if (document.querySelectorAll('nav.sections li').length > 1) window.__sections ??= now;
}).observe(document, { childList: true, subtree: true });";

/// The page's heartbeat: the longest that nothing else could happen in it. Beside it a loop of fixed
/// work, which tells how slow the machine is now.
const HEART: &str = "{
  const { port1, port2 } = new MessageChannel();
  const wait = setTimeout;
  let before = performance.now();
  window.__stood = 0;
  port1.onmessage = () => {
    const now = performance.now();
    if (!window.__spun) window.__stood = Math.max(window.__stood, now - before);
    window.__spun = false;
    before = now;
    wait(() => port2.postMessage(0), 5);
  };
  port2.postMessage(0);
  window.__tasks = [];
  try {
    const note = (list) => __tasks.push(...list.getEntries().map((task) => Math.round(task.duration)));
    new PerformanceObserver(note).observe({ type: 'longtask', buffered: true });
  } catch {}
  window.__spin = () => {
    window.__spun = true;
    const start = performance.now();
    let sum = 0;
    for (let n = 0; n < 5e7; n++) sum = (sum * 31 + n) | 0;
    window.__sum = sum;
    return performance.now() - start;
  };
}";

fn watched() -> Site {
    Site::default().script(HEART)
}

/// Milliseconds that a page may stand still.
const STILL_MS: f64 = 200.0;
/// Milliseconds that the loop takes on a desktop of 2020 with nothing else to do.
const SPIN_MS: f64 = 70.0;

/// The page never stood still for longer than the limit, on a machine as slow as this one is now.
async fn never_stood_still(page: &Browser) -> Result<()> {
    let stood = page
        .script("return [window.__stood, window.__tasks]", vec![])
        .await?;
    let mut spin: f64 = 0.0;
    for _ in 0..3 {
        let took = page.script("return window.__spin()", vec![]).await?;
        spin = spin.max(took.as_f64().context("the loop takes a time")?);
    }
    let longest = stood[0].as_f64().context("the page has a heartbeat")?;
    let slowness = (spin / SPIN_MS).max(1.0);
    println!(
        "{}: stood still for {longest:.0} ms at most, long tasks {}, the loop took {spin:.0} ms",
        page.engine.name(),
        stood[1]
    );
    ensure!(
        longest <= STILL_MS * slowness,
        "the page stood still for {longest:.0} ms, the machine being {slowness:.1} times as slow as the reference"
    );
    Ok(())
}

/// It is not even fetched whole.
async fn a_feed_of_fifty_megabytes(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.says("Nguồn tin quá lớn nên không đọc được.").await?;
    never_stood_still(page).await?;
    is_told_and_comes_back(page, "Nguồn tin quá lớn nên không đọc được.").await
}

/// The first ten thousand are taken, fifty drawn.
async fn a_hundred_thousand_items(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.heading("Tin 0").await?;
    page.get("button", "Xem thêm (còn 9935 tin)").await?;
    never_stood_still(page).await?;
    page.open("/search?q=9999").await?;
    page.heading("1 tin cho “9999”").await?;
    page.open("/tag/a").await?;
    page.get("button", "Xem thêm (còn 9950 tin)").await?;
    page.has("a batch is drawn", ".headlines > li", 50).await
}

async fn a_feed_as_large_as_is_read(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.get("heading", "Tin mới nhất").await?;
    never_stood_still(page).await?;
    page.press("button", "Tìm tin").await?;
    page.fill("searchbox", "Từ cần tìm", "thi hanh an").await?;
    page.press("button", "Tìm kiếm").await?;
    page.heading("900 tin cho “thi hanh an”").await?;
    never_stood_still(page).await
}

/// The focus goes on with the reading, and who comes back finds the place.
async fn an_article_is_there_before_the_rest_of_its_feed(page: &Browser) -> Result<()> {
    page.open("/search?q=890").await?;
    let address = address_of(page, "Tin 890").await?;
    page.visit(&address).await?;
    page.heading("Tin 890").await?;
    page.until("the feed is read", "return !!window.__sections")
        .await?;
    page.says("tổ chức việc thi hành án.").await?;
    let before = "return window.__headline < window.__sections";
    let before = page.script(before, vec![]).await?;
    ensure!(before == json!(true), "the headline waited for the feed");
    Ok(())
}

async fn a_list_grows_as_the_reader_asks(page: &Browser) -> Result<()> {
    page.open("/tag/a").await?;
    page.has("a batch is drawn", ".headlines > li", 50).await?;
    page.press("button", "Xem thêm (còn 120 tin)").await?;
    page.until(
        "the first new story has the focus",
        "return document.activeElement.textContent === 'Tin 50'",
    )
    .await?;
    page.press("button", "Xem thêm (còn 70 tin)").await?;
    page.has("two more are drawn", ".headlines > li", 150)
        .await?;
    page.is_accessible().await?;
    page.press("link", "Tin 120").await?;
    page.heading("Tin 120").await?;
    page.client.back().await?;
    let in_sight = "const link = [...document.querySelectorAll('.headlines a')].find((a) => a.textContent === 'Tin 120');
        const box = link?.getBoundingClientRect();
        return box && box.top >= 0 && box.bottom <= innerHeight";
    page.until("the story that was left is in sight", in_sight)
        .await?;
    page.press("button", "Xem thêm (còn 20 tin)").await?;
    page.has("all are drawn", ".headlines > li", 170).await?;
    page.says("Đã hiển thị tất cả tin.").await
}

fn nested(levels: usize) -> String {
    "[".repeat(levels) + &"]".repeat(levels)
}

/// A field of the news is so deep, and an extension.
fn deep_json() -> String {
    let mut feed = one_story();
    feed["items"][0]["image"] = json!("deep");
    feed["_extension"] = json!("deep");
    feed.to_string().replace("\"deep\"", &nested(10_000))
}

async fn ten_thousand_levels_of_json(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.heading(HEADLINE).await?;
    never_stood_still(page).await
}

async fn ten_thousand_levels_and_no_feed(page: &Browser) -> Result<()> {
    is_told_and_comes_back(page, "Nguồn tin gửi về dữ liệu không đọc được.").await
}

fn deep_html() -> Value {
    let (open, close) = ("<div>".repeat(10_000), "</div>".repeat(10_000));
    let html = format!("<p>Trước</p>{open}Trong cùng{close}<p>Sau</p>");
    feed(json!([{ "id": "1", "title": HEADLINE, "content_html": html }]))
}

/// What lies deeper than is shown is left out, and the reader told.
async fn ten_thousand_levels_of_html(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", HEADLINE).await?;
    page.says("Trước").await?;
    page.says("Bài này quá dài: ở đây chỉ hiển thị phần đầu.")
        .await?;
    never_stood_still(page).await?;
    page.press("link", "Lưu trữ theo ngày").await?;
    page.until(
        "the archive is shown",
        "return location.pathname.startsWith('/date')",
    )
    .await
}

fn long_title() -> Value {
    feed(json!([{ "id": "1", "title": "dài ".repeat(500_000), "content_text": "Nội dung" }]))
}

async fn a_title_of_two_megabytes(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let length = page
        .script(
            "return document.querySelector('#app main .lead-title').textContent.length",
            vec![],
        )
        .await?;
    ensure!(
        length
            .as_u64()
            .is_some_and(|length| (100..=500).contains(&length)),
        "the title has {length} letters"
    );
    page.press("link", "dài dài…").await?;
    page.says("Nội dung").await?;
    never_stood_still(page).await
}

/// An article by ten thousand authors, with as many files and tags.
fn listed() -> Value {
    let many = |one: fn(usize) -> Value| (0..10_000).map(one).collect::<Value>();
    feed(json!([{
        "id": "1",
        "title": HEADLINE,
        "content_text": "a",
        "authors": many(|n| json!({ "name": format!("Người {n}") })),
        "tags": many(|n| json!(format!("mục {n}"))),
        "attachments": many(|n| json!({ "url": format!("/{n}.pdf"), "mime_type": "a/b", "title": format!("Tệp {n}") })),
    }]))
}

async fn endless_lists_in_an_article(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", HEADLINE).await?;
    page.get("link", "Tệp 99").await?;
    page.has("a hundred files", ".files li", 100).await?;
    page.has("a hundred authors", ".byline li", 100).await?;
    page.has("a hundred tags", ".tags li", 100).await?;
    never_stood_still(page).await
}
