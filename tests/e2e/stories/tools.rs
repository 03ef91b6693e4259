//! What a reader does with an article: hears it, enlarges its text, shares it.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::{Story, story};
use crate::{
    browser::Browser,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(an_article_is_read_aloud, read_aloud(WAITS)),
        story!(all_of_an_article_is_read, read_aloud(READS)),
        story!(a_device_without_a_voice_says_so, read_aloud(FAILS)),
        story!(the_text_is_enlarged_and_stays_so),
        story!(an_article_is_shared_without_anybody_s_script),
    ]
}

/// A voice of the story: what is spoken is written down, and ends when the story says so, or by itself.
macro_rules! voice {
    ($speak:literal) => {
        concat!(
            "{
  window.__spoken = []; window.__cancelled = 0;
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const voice = { speak(it) { __spoken.push(it); ",
            $speak,
            " }, cancel() { __cancelled++; } };
  Object.defineProperty(window, 'speechSynthesis', { get: () => voice });
}"
        )
    };
}
const WAITS: &str = voice!("");
const READS: &str = voice!("setTimeout(() => it.onend(new Event('end')))");
const FAILS: &str = voice!("setTimeout(() => it.onerror(new Event('error')))");

fn read_aloud(voice: &str) -> Site {
    let article = json!([{
        "id": "1", "title": "Một bài để nghe", "language": "vi",
        "content_html": "<p>Câu thứ <b>nhất</b> tại TP. Bắc Giang. Câu thứ hai: (i) một; (ii) hai; (iii) ba.</p>\
                         <table><tr><td>Ô một<td>Ô hai</table><p>Câu cuối.",
    }]);
    Site::default().script(voice).feed(feed(article))
}

async fn open(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "Một bài để nghe").await?;
    page.get("button", "Nghe").await?;
    Ok(())
}

/// Text, language and rate of what is being spoken, and what of the page is marked, where the engine can.
const SPOKEN: &str = "const it = __spoken.at(-1);
    const mark = [...(globalThis.CSS?.highlights?.get('spoken') ?? [])].join();
    return it ? [__spoken.length, it.text, it.lang, it.rate, !globalThis.Highlight || mark === it.text] : null";

async fn spoken(page: &Browser, number: usize, text: &str, rate: f64) -> Result<()> {
    let expected = json!([number, text, "vi", rate, true]);
    let script = format!(
        "const found = (() => {{ {SPOKEN} }})(); return JSON.stringify(found) === JSON.stringify(arguments[0])"
    );
    page.until_with(
        &format!("{expected} is spoken"),
        &script,
        vec![expected.clone()],
    )
    .await
}

async fn an_article_is_read_aloud(page: &Browser) -> Result<()> {
    const END: &str = "__spoken.at(-1).onend(new Event('end'))";
    open(page).await?;
    page.press("button", "Nghe").await?;
    spoken(page, 1, "Một bài để nghe", 1.0).await?;
    page.script(END, vec![]).await?;
    spoken(page, 2, "Câu thứ nhất tại TP. Bắc Giang.", 1.0).await?;
    page.is_accessible().await?;

    page.press("button", "Tạm dừng").await?;
    // What is heard of a sentence that was stopped goes nowhere.
    page.script(END, vec![]).await?;
    page.press("button", "Nghe tiếp").await?;
    spoken(page, 3, "Câu thứ nhất tại TP. Bắc Giang.", 1.0).await?;
    let quicker = "const rate = document.querySelector('.article-tools select');
        rate.value = '1,5×'; rate.dispatchEvent(new Event('change', { bubbles: true }))";
    page.script(quicker, vec![]).await?;
    spoken(page, 4, "Câu thứ nhất tại TP. Bắc Giang.", 1.5).await?;

    page.press("button", "Dừng").await?;
    page.until(
        "the focus is on the button that begins anew, and nothing is marked",
        "return document.activeElement.textContent === 'Nghe' && !globalThis.CSS?.highlights?.get('spoken')",
    )
    .await?;

    page.press("button", "Nghe").await?;
    spoken(page, 5, "Một bài để nghe", 1.5).await?;
    let before = page.script("return __cancelled", vec![]).await?;
    page.press("link", "Trang chủ").await?;
    page.until_with(
        "who leaves hears no more",
        "return __cancelled > arguments[0]",
        vec![before],
    )
    .await
}

async fn all_of_an_article_is_read(page: &Browser) -> Result<()> {
    open(page).await?;
    page.press("button", "Nghe").await?;
    page.until(
        "the end is read",
        "return __spoken.at(-1)?.text === 'Câu cuối.'",
    )
    .await?;
    page.get("button", "Nghe").await?;
    let read = page
        .script("return __spoken.map((it) => it.text)", vec![])
        .await?;
    let expected = json!([
        "Một bài để nghe",
        "Câu thứ nhất tại TP. Bắc Giang.",
        "Câu thứ hai:",
        "(i) một;",
        "(ii) hai;",
        "(iii) ba.",
        "Ô một",
        "Ô hai",
        "Câu cuối."
    ]);
    ensure!(read == expected, "read is {read:#}");
    Ok(())
}

async fn a_device_without_a_voice_says_so(page: &Browser) -> Result<()> {
    open(page).await?;
    page.press("button", "Nghe").await?;
    page.says("Thiết bị này không có giọng để đọc bài này.")
        .await?;
    page.get("button", "Nghe").await?;
    page.is_accessible().await
}

const SIZE: &str = "return getComputedStyle(document.documentElement).fontSize";

async fn the_text_is_enlarged_and_stays_so(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "68 đơn vị máu từ “Giọt hồng Tư pháp”")
        .await?;
    page.press("button", "A+, chữ lớn hơn").await?;
    page.says("Cỡ chữ: 115%").await?;
    let size = page.text_of(SIZE).await?;
    ensure!(size == "18.4px", "it is {size}");
    for _ in 0..3 {
        page.press("button", "A+, chữ lớn hơn").await?;
    }
    page.says("Cỡ chữ: 150%").await?;
    page.until(
        "there is no larger one",
        "return document.querySelector('[aria-label=\"A+, chữ lớn hơn\"]').ariaDisabled === 'true'",
    )
    .await?;
    page.is_accessible().await?;

    page.client.refresh().await?;
    page.get("button", "A−, chữ nhỏ hơn").await?;
    let size = page.text_of(SIZE).await?;
    ensure!(size == "24px", "after a reload it is {size}");
    for percent in ["130", "115", "100"] {
        page.press("button", "A−, chữ nhỏ hơn").await?;
        page.says(&["Cỡ chữ: ", percent, "%"].concat()).await?;
    }
    let kept = page
        .script("return localStorage.getItem('cong-tin.text-size')", vec![])
        .await?;
    ensure!(
        kept == Value::Null,
        "{kept} is kept of the device's own size"
    );
    Ok(())
}

async fn an_article_is_shared_without_anybody_s_script(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "68 đơn vị máu từ “Giọt hồng Tư pháp”")
        .await?;
    page.press("button", "Chia sẻ").await?;
    page.is_accessible().await?;
    for name in ["Gửi qua thư điện tử", "Chia sẻ lên Facebook"] {
        let link = page.get("link", name).await?;
        let href = link.attr("href").await?.unwrap_or_default();
        let address = page
            .text_of("return encodeURIComponent(location.href)")
            .await?;
        ensure!(href.ends_with(&address), "{name} leads to {href}");
    }
    page.press("button", "Sao chép liên kết").await?;
    // Engines differ in what they let a driven page do; the reader is told either way.
    page.until(
        "the reader is told",
        "return /Đã sao chép liên kết|Không sao chép được/.test(document.querySelector('.menu [role=status]').textContent)",
    )
    .await
}
