//! Titles that draw beyond their lines.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::{Story, story};
use crate::{
    browser::Browser,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(
            marks_without_end_stay_by_their_title,
            Site::default().feed(feed(stacked()))
        ),
        story!(
            letters_with_two_marks_are_whole,
            Site::default().feed(feed(vietnamese()))
        ),
    ]
}

/// Marks above and below one letter, without end.
fn stacked() -> Value {
    let marks = "\u{30d}\u{311}\u{327}\u{316}".repeat(50);
    let title = format!("Tin Z{marks}a{marks}l{marks}go");
    json!([
        { "id": "1", "title": title, "summary": format!("Tóm tắt{marks}"), "content_html": format!("<p>Chữ{marks}</p>"),
          "tags": [title], "authors": [{ "name": title }] },
        { "id": "2", "title": "Tin thường", "content_text": "Chữ" },
    ])
}

/// What draws text of the feed and is not clipped, by itself or by what it stands in.
const UNCLIPPED: &str = "return [...document.querySelectorAll('main *')].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && /Z\\p{M}/u.test(n.data)))
    .filter((e) => { for (; e && e.localName !== 'main'; e = e.parentElement) if (/clip|hidden/.test(getComputedStyle(e).overflowY)) return false; return true; })
    .map((e) => e.outerHTML.slice(0, 80)).join('\\n')";

async fn marks_without_end_stay_by_their_title(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.get("link", "Tin thường").await?;
    let longest = "return Math.max(...document.querySelector('main').innerText.match(/\\p{M}+/gu).map((run) => [...run].length))";
    for place in ["the front page", "the article"] {
        let run = page.script(longest, vec![]).await?;
        let run = run.as_u64().unwrap_or(u64::MAX);
        ensure!(run <= 4, "{run} marks on a letter of {place}");
        let unclipped = page.text_of(UNCLIPPED).await?;
        ensure!(unclipped.is_empty(), "{place}: {unclipped}");
        if place == "the front page" {
            page.script(
                "document.querySelector('main h1 a, main h2 a, main h3 a').click()",
                vec![],
            )
            .await?;
            page.until(
                "the article is there",
                "return !!document.querySelector('.tags')",
            )
            .await?;
            // What the text itself has is clipped to its box.
            page.script("document.querySelector('.body').remove()", vec![])
                .await?;
        }
    }
    page.is_accessible().await
}

fn vietnamese() -> Value {
    let title = "Ế Ỗ Ữ Ặ Ỹ ỵ: Thuế, hỗ trợ, nữa";
    json!([
        { "id": "1", "title": title, "summary": "ẾỖỮ ậỵ là những chữ có hai dấu.", "content_text": "Chữ",
          "tags": ["Ế Ỗ Ữ ậỵ"], "authors": [{ "name": "Ế Ỗ Ữ ậỵ" }] },
        { "id": "2", "title": "Ế Ỗ Ữ Ặ ỵ hai", "content_text": "Chữ" },
        { "id": "3", "title": "Ế Ỗ Ữ Ặ ỵ ba", "content_text": "Chữ" },
    ])
}

/// How many pixels of a letter with its marks would be drawn outside of what clips it.
const CUT: &str = "const cut = [];
    for (const element of document.querySelectorAll('#app :is(h1, h2, .story-title, .lead, .around a span, .tags a, .byline li, .portal-name)')) {
      if (element.closest('.visually-hidden')) continue;
      let clip = element;
      while (clip && !/clip|hidden/.test(getComputedStyle(clip).overflowY)) clip = clip.parentElement;
      if (!clip || !element.textContent.trim() || clip.closest('.body')) continue;
      const style = getComputedStyle(element);
      const pen = document.createElement('canvas').getContext('2d');
      pen.font = style.fontStyle + ' ' + style.fontWeight + ' ' + style.fontSize + ' ' + style.fontFamily;
      const ink = pen.measureText('ẾỖỮẶậỵ');
      const line = document.createElement('span');
      line.style.cssText = 'display:inline-block;inline-size:0;block-size:0';
      const holder = element.querySelector('a') ?? element;
      holder.prepend(line);
      const first = line.getBoundingClientRect().bottom;
      holder.append(line);
      const last = line.getBoundingClientRect().bottom;
      line.remove();
      const box = clip.getBoundingClientRect();
      const above = box.top - (first - ink.actualBoundingBoxAscent);
      const below = last + ink.actualBoundingBoxDescent - box.bottom;
      if (Math.max(above, below) > 0.5) cut.push(element.outerHTML.slice(0, 80) + ' ' + above + ' ' + below);
    }
    return cut.join('\\n')";

async fn letters_with_two_marks_are_whole(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.get("link", "Ế Ỗ Ữ Ặ ỵ hai").await?;
    let cut = page.text_of(CUT).await?;
    ensure!(cut.is_empty(), "the front page: {cut}");
    page.press("link", "Ế Ỗ Ữ Ặ Ỹ ỵ: Thuế, hỗ trợ, nữa").await?;
    page.until(
        "the article is there",
        "return !!document.querySelector('.tags')",
    )
    .await?;
    let cut = page.text_of(CUT).await?;
    ensure!(cut.is_empty(), "the article: {cut}");
    Ok(())
}
