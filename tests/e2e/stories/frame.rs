use anyhow::{Result, ensure};
use serde_json::json;

use super::{Story, story};
use crate::{
    browser::{Browser, key},
    engine::Engine,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(a_page_changes_for_every_reader),
        story!(back_returns_to_the_place),
        story!(the_reader_chooses_language_and_light),
        story!(the_first_tab_skips_to_the_content),
        story!(an_unknown_address_offers_ways_on),
        story!(it_all_fits_a_narrow_screen),
        story!(the_page_stands_before_any_script),
        story!(print_leaves_the_article),
        story!(
            an_article_on_paper_is_whole,
            Site::default().feed(feed(json!([
                { "id": "1", "title": "Hỏi đáp", "authors": [{ "name": "Văn phòng Cục" }],
                  "content_html": "<p>Câu hỏi<sup><a href='#n1'>[1]</a></sup></p><details><summary>Hỏi</summary>\
                    <p>Đáp</p></details><figure><img src='/icons/icon-512.png' width='512' height='512' alt='Dấu'>\
                    <figcaption>Dấu của cổng</figcaption></figure><ol><li id='n1'>Ghi chú</li></ol>" },
            ])))
        ),
        story!(the_footer_says_who_publishes),
    ]
}

async fn a_page_changes_for_every_reader(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "Lưu trữ theo ngày").await?;
    page.heading("Các tin đã đưa tháng 11 năm 2026").await?;
    page.until(
        "the heading has the focus",
        "return document.activeElement.tagName === 'H1'",
    )
    .await?;
    let title = "Lưu trữ theo ngày – Cổng tin Thi hành án dân sự";
    page.until_with(
        "the title tells the page",
        "return document.title === arguments[0]",
        vec![title.into()],
    )
    .await?;
    page.get("status", title).await?;
    Ok(())
}

async fn back_returns_to_the_place(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "Diễn tập chữa cháy tại kho vật chứng")
        .await?;
    page.heading("Diễn tập chữa cháy tại kho vật chứng").await?;
    page.until("the new page starts at its top", "return scrollY < 5")
        .await?;
    page.client.back().await?;
    page.get("heading", "Tin mới nhất").await?;
    page.until("the old page is where it was", "return scrollY > 300")
        .await?;
    page.until(
        "the link that was followed has the focus",
        "return document.activeElement.textContent === 'Diễn tập chữa cháy tại kho vật chứng'",
    )
    .await
}

async fn the_reader_chooses_language_and_light(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("button", "English").await?;
    page.get("heading", "Latest news").await?;
    page.has("the language is told", "html[lang=en]", 1).await?;
    page.has("that of the portal's name, too", ".portal-name[lang=vi]", 1)
        .await?;
    page.has("and of its sections", ".sections li[lang=vi]", 8)
        .await?;
    page.until(
        "the focus stays on the choice",
        "return document.activeElement.textContent === 'English'",
    )
    .await?;
    page.press("button", "Dark").await?;
    page.until(
        "it is dark",
        "return getComputedStyle(document.documentElement).backgroundColor === 'rgb(20, 22, 26)'",
    )
    .await?;
    page.is_accessible().await?;
    page.open("/sign-in").await?;
    page.heading("Sign in").await?;
    page.has("both are kept", "html[lang=en][data-theme=dark]", 1)
        .await?;
    page.is_accessible().await?;
    page.press("button", "Tiếng Việt").await?;
    page.press("button", "Sáng").await?;
    page.has("and changed back", "html[lang=vi][data-theme=light]", 1)
        .await
}

async fn the_first_tab_skips_to_the_content(page: &Browser) -> Result<()> {
    page.open("/date/2026-11-18").await?;
    page.script("document.activeElement.blur()", vec![]).await?;
    if page.engine == Engine::WebKit {
        // WebKitGTK moves the focus by Tab to form fields alone unless its settings say otherwise.
        page.script("document.querySelector('.skip-link').focus()", vec![])
            .await?;
    } else {
        page.keys(key::TAB).await?;
    }
    let focused = page
        .text_of("return document.activeElement.textContent")
        .await?;
    ensure!(focused == "Đến nội dung chính", "Tab leads to “{focused}”");
    page.keys(key::ENTER).await?;
    page.until(
        "the content has the focus",
        "return document.activeElement.id === 'content'",
    )
    .await?;
    page.address("/date/2026-11-18").await
}

async fn an_unknown_address_offers_ways_on(page: &Browser) -> Result<()> {
    page.open("/khong/co?a=1").await?;
    page.heading("Không tìm thấy trang").await?;
    page.says("khong/co?a=1").await?;
    page.is_accessible().await?;
    page.address("/khong/co?a=1").await?;
    page.fill("searchbox", "Từ cần tìm", "hiến máu").await?;
    page.keys(key::ENTER).await?;
    page.address("/search?q=hi%E1%BA%BFn+m%C3%A1u").await
}

async fn it_all_fits_a_narrow_screen(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "Toàn tỉnh thi hành xong…").await?;
    page.until(
        "the article is there",
        "return !!document.querySelector('article .body table')",
    )
    .await?;
    let article = page.text_of("return location.pathname").await?;
    // An engine may refuse so small a window; a frame of 320 px is the same to the page.
    for path in [
        "/",
        &article,
        "/date/2026-11-18",
        "/search?q=an",
        "/sign-in",
        "/doctor",
        "/khong-co",
    ] {
        page.open(path).await?;
        let wide = "
            document.documentElement.style.setProperty('inline-size', '320px');
            const app = document.querySelector('#app');
            return [...app.querySelectorAll('*')].filter((e) => {
              const scrolls = e.closest('.table, .sections, pre, .visually-hidden, .skip-link, .picture');
              return !scrolls && e.getBoundingClientRect().right > 321;
            }).map((e) => e.outerHTML.slice(0, 80)).slice(0, 3).join('; ')";
        let found = page.text_of(wide).await?;
        ensure!(found.is_empty(), "{path} is too wide: {found}");
        let small = "
            return [...document.querySelectorAll('button, input, select, .calendar td a')].filter((e) => {
              const box = e.getBoundingClientRect();
              return box.width > 0 && (box.width < 24 || box.height < 24) && e.type !== 'checkbox';
            }).map((e) => e.outerHTML.slice(0, 80)).slice(0, 3).join('; ')";
        let found = page.text_of(small).await?;
        ensure!(found.is_empty(), "{path} has targets too small: {found}");
    }
    Ok(())
}

async fn the_page_stands_before_any_script(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let skeleton = "
        const done = arguments[arguments.length - 1];
        fetch('/date/2026-11-18').then((r) => r.text()).then((text) => {
          const inline = /<script(?![^>]*(src=|application\\/json))/.test(text) || /\\son\\w+=/.test(text) || /\\sstyle=/.test(text);
          done([text.includes('class=\"skeleton\"'), text.includes('class=\"masthead\"'), inline]);
        })";
    let told = page.client.execute_async(skeleton, vec![]).await?;
    ensure!(
        told == json!([true, true, false]),
        "skeleton, masthead, inline: {told}"
    );
    Ok(())
}

async fn print_leaves_the_article(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let hidden = "
        const rules = [...document.styleSheets].flatMap((s) => [...s.cssRules]);
        const walk = (rules, inside) => rules.flatMap((r) => r.cssRules && !r.selectorText
          ? walk([...r.cssRules], inside || r.media?.mediaText === 'print')
          : inside && r.style?.display === 'none' ? [r.selectorText] : []);
        return walk(rules, false).join(',')";
    let hidden = page.text_of(hidden).await?;
    for part in [
        ".masthead-tools",
        ".footer",
        ".article-tools",
        ".of-the-day",
    ] {
        ensure!(hidden.contains(part), "{part} is printed");
    }
    Ok(())
}

/// What lies in the styles for paper holds on the screen, and the other way round.
const ON_PAPER: &str = "
    const swap = (rules) => { for (const rule of rules) {
      if (rule.media) rule.media.mediaText = { print: 'screen', screen: 'print' }[rule.media.mediaText] ?? rule.media.mediaText;
      if (rule.cssRules) swap(rule.cssRules);
    } };
    for (const sheet of document.styleSheets) swap(sheet.cssRules);";

async fn an_article_on_paper_is_whole(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "Hỏi đáp").await?;
    page.until(
        "all of it is there",
        "return document.querySelector('.printed')",
    )
    .await?;
    let shown = "
        const shown = (selector) => document.querySelector(selector).getBoundingClientRect().height > 0
          && document.querySelector(selector).checkVisibility();
        return ['.printed', '.body details p', '.quick-search', '.article-tools', '.footer'].map(shown)";
    let on_screen = page.script(shown, vec![]).await?;
    ensure!(
        on_screen == json!([false, false, true, true, true]),
        "on the screen: {on_screen}"
    );
    page.script(ON_PAPER, vec![]).await?;
    let on_paper = page.script(shown, vec![]).await?;
    ensure!(
        on_paper == json!([true, true, false, false, false]),
        "on paper: {on_paper}"
    );
    // Which day it is on the portal's clock, the calendar says.
    let line = "
        const [year, month, day] = document.querySelector('[aria-current=date]').dataset.day.split('-');
        return document.querySelector('.printed').textContent === `${location.href} – In ngày ${day}/${month}/${year}`";
    page.until("the last line tells where it stands, and the day", line)
        .await?;
    let overlaps = "
        const parts = [...document.querySelectorAll('.byline li, .dateline, .body > *, .printed')];
        const boxes = parts.map((part) => part.getBoundingClientRect());
        return parts.filter((_, at) => at > 0 && boxes[at].top < boxes[at - 1].bottom - 8).map((part) => part.outerHTML).join(' ')";
    let overlaps = page.text_of(overlaps).await?;
    ensure!(overlaps.is_empty(), "printed over another: {overlaps}");
    let picture = "
        const { maxHeight, objectFit, breakInside } = getComputedStyle(document.querySelector('.body img'));
        return [Math.round(parseFloat(maxHeight)), objectFit, breakInside]";
    let picture = page.script(picture, vec![]).await?;
    ensure!(
        picture == json!([756, "contain", "avoid"]),
        "a picture may be cut in two: {picture}"
    );
    Ok(())
}

async fn the_footer_says_who_publishes(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.get("link", "tin@example.org").await?;
    page.says("Cơ quan chủ quản: Cục Thi hành án dân sự (hư cấu)")
        .await?;
    let links =
        "return [...document.querySelectorAll('.about a')].map((a) => a.getAttribute('href'))";
    let links = page.script(links, vec![]).await?;
    ensure!(
        links == json!(["tel:0000000000", "mailto:tin@example.org"]),
        "{links}"
    );
    // Only what the config gives.
    page.has("five lines", ".about p:not(.footer-name, .hint)", 5)
        .await?;
    for choice in ["Ngôn ngữ", "Giao diện"] {
        page.until_with(
            "the choices have a heading that is seen",
            "return [...document.querySelectorAll('footer legend')].some((legend) => legend.innerText === arguments[0])",
            vec![json!(choice)],
        )
        .await?;
    }
    page.press("button", "English").await?;
    page.says("Published by: Cục Thi hành án dân sự (hư cấu)")
        .await?;
    page.is_accessible().await
}
