//! What WCAG 2.2 asks of every page: it can be used by keyboard alone, with text spaced out, in colours of the
//! device's own.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::{Story, story};
use crate::{
    browser::{Browser, key},
    engine::Engine,
    site::{NAME, PASSWORD},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(every_stop_of_the_keyboard_is_seen),
        story!(the_portal_is_used_by_keyboard_alone),
        story!(text_may_be_spaced_out),
        story!(forced_colours_show_what_is_chosen),
        story!(the_accessibility_page_says_what_is_checked),
        story!(the_site_map_leads_everywhere),
    ]
}

const ARTICLE: &str = "Nộp đơn yêu cầu thi hành án qua mạng: làm từng bước";

/// What a stop of the keyboard lacks, if anything: an outline, room on the screen, being on top there (2.4.7,
/// 2.4.11). `null` where the focus is on no control.
const STOP: &str = "
    const done = arguments[arguments.length - 1];
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const stop = document.activeElement;
      if (!stop || stop === document.body) return done(null);
      const name = stop.outerHTML.slice(0, 100);
      const { outlineStyle, outlineWidth } = getComputedStyle(stop);
      if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) return done([name, 'has no outline']);
      const boxes = [...stop.getClientRects()];
      const inside = ({ left, top, right, bottom }) => right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
      const seen = boxes.filter(inside).some(({ left, top, width, height }) =>
        [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].some(([x, y]) =>
          stop.contains(document.elementFromPoint(left + width * x, top + height * y))));
      done([name, seen ? '' : 'is not to be seen']);
    }))";

async fn every_stop_of_the_keyboard_is_seen(page: &Browser) -> Result<()> {
    if page.engine == Engine::WebKit {
        eprintln!("skipped: WebKitGTK moves the focus by Tab to form fields alone");
        return Ok(());
    }
    for path in ["/date/2026-11-18", "/search?q=hoi+dap", "/sign-in"] {
        page.open(path).await?;
        page.get("button", "Tiếng Việt").await?;
        page.script("document.activeElement.blur()", vec![]).await?;
        let mut stops = Vec::<String>::new();
        loop {
            page.keys(key::TAB).await?;
            let stop = page.client.execute_async(STOP, vec![]).await?;
            let Ok([name, lacks]) = serde_json::from_value::<[String; 2]>(stop) else {
                break;
            };
            ensure!(lacks.is_empty(), "{path}: {name} {lacks}");
            // Around the page and back at its beginning.
            if stops.first() == Some(&name) || stops.len() > 150 {
                break;
            }
            stops.push(name);
        }
        ensure!(
            stops.len() > 15,
            "{path} has {} stops: {stops:#?}",
            stops.len()
        );
        let last = stops.last().map(String::as_str).unwrap_or_default();
        ensure!(stops.len() < 150, "{path} has no end, it is at {last}");
    }
    Ok(())
}

/// Presses Tab until the focus is on what is called so.
async fn tab_to(page: &Browser, name: &str) -> Result<()> {
    press_until_on(page, key::TAB, name).await
}

/// The same backwards. Once the focus has been around through Firefox's own buttons, its driver's keys press
/// nothing.
async fn tab_back_to(page: &Browser, name: &str) -> Result<()> {
    press_until_on(page, &[key::SHIFT, key::TAB].concat(), name).await
}

async fn press_until_on(page: &Browser, keys: &str, name: &str) -> Result<()> {
    let focused = "const it = document.activeElement;
        const names = [it.ariaLabel, it.labels?.[0]?.textContent, it.textContent];
        return names.some((name) => name?.trim() === arguments[0])";
    press_until(page, keys, focused, name).await
}

/// Until a script returns true, which gets `name`.
async fn press_until(page: &Browser, keys: &str, script: &str, name: &str) -> Result<()> {
    for _ in 0..150 {
        page.keys(keys).await?;
        if page.script(script, vec![json!(name)]).await? == json!(true) {
            return Ok(());
        }
    }
    anyhow::bail!("Tab does not lead to “{name}”")
}

async fn the_portal_is_used_by_keyboard_alone(page: &Browser) -> Result<()> {
    if page.engine == Engine::WebKit {
        eprintln!("skipped: WebKitGTK moves the focus by Tab to form fields alone");
        return Ok(());
    }
    // An article, and back on the link that led there.
    page.open("/").await?;
    page.script("document.activeElement.blur()", vec![]).await?;
    tab_to(page, ARTICLE).await?;
    page.keys(key::ENTER).await?;
    page.heading(ARTICLE).await?;
    page.get("button", "Chia sẻ").await?;
    tab_to(page, "A+, chữ lớn hơn").await?;
    page.keys(" ").await?;
    page.says("Cỡ chữ: 115%").await?;
    tab_to(page, "Chia sẻ").await?;
    page.keys(key::ENTER).await?;
    page.get("link", "Gửi qua thư điện tử").await?;
    page.keys(key::ESCAPE).await?;
    page.client.back().await?;
    page.until(
        "the focus is on the link again",
        &format!("return document.activeElement.textContent === '{ARTICLE}'"),
    )
    .await?;
    // A day of the calendar.
    tab_back_to(page, "Lưu trữ theo ngày").await?;
    page.keys(key::ENTER).await?;
    page.heading("Các tin đã đưa tháng 11 năm 2026").await?;
    page.until(
        "there is a day to choose",
        "return !!document.querySelector('[role=grid] a[tabindex=\"0\"]')",
    )
    .await?;
    let in_grid = "return !!document.activeElement.closest('[role=grid]')";
    press_until(page, key::TAB, in_grid, "the calendar").await?;
    page.keys(key::ENTER).await?;
    page.until(
        "it is the page of a day",
        "return /^\\/date\\/\\d{4}-\\d\\d-\\d\\d$/.test(location.pathname)",
    )
    .await?;
    // A search.
    // Its button comes first, backwards.
    tab_back_to(page, "Tìm tin").await?;
    tab_back_to(page, "Tìm tin").await?;
    page.keys(&["hoi dap", key::ENTER].concat()).await?;
    page.says("Hỏi đáp: Tài sản nào của tôi không bị kê biên?")
        .await?;
    // In and out.
    tab_back_to(page, "Đăng nhập").await?;
    page.keys(key::ENTER).await?;
    page.heading("Đăng nhập").await?;
    tab_to(page, "Tên đăng nhập").await?;
    page.keys(NAME).await?;
    let on_password = "return document.activeElement.id === 'current-password'";
    press_until(page, key::TAB, on_password, "the password").await?;
    page.keys(&[PASSWORD, key::ENTER].concat()).await?;
    page.get("button", "Đăng xuất").await?;
    tab_back_to(page, "Đăng xuất").await?;
    page.keys(key::ENTER).await?;
    page.until(
        "the focus is on the way in",
        "return document.activeElement.textContent === 'Đăng nhập'",
    )
    .await
}

/// What is cut off once a reader's own styles have spaced out the text (1.4.12).
const CUT: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
    document.adoptedStyleSheets = [sheet];
    // Of a teaser two lines are shown; the whole is on its page.
    const clips = (style) => [style.overflowX, style.overflowY].some((way) => /hidden|clip/.test(way));
    const cut = [...document.querySelectorAll('#app *')].filter((e) => {
      if (e.closest('.visually-hidden, .skip-link, .tool, svg, .picture, .story-summary, .to-top') || !e.textContent.trim()) return false;
      return clips(getComputedStyle(e)) && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
    });
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page is wider than the screen'] : [];
    document.adoptedStyleSheets = [];
    return [...wide, ...cut.map((e) => e.outerHTML.slice(0, 120))].join('\\n')";

async fn text_may_be_spaced_out(page: &Browser) -> Result<()> {
    page.open("/").await?;
    let article = page
        .text_of(&format!(
            "return [...document.querySelectorAll('main a')].find((a) => a.textContent === '{ARTICLE}')?.pathname"
        ))
        .await?;
    for path in [
        "/",
        &article,
        "/date/2026-11-18",
        "/search?q=thi",
        "/sign-in",
        "/saved",
    ] {
        page.open(path).await?;
        page.get("button", "Tiếng Việt").await?;
        let cut = page.text_of(CUT).await?;
        ensure!(cut.is_empty(), "{path}: {cut}");
    }
    Ok(())
}

/// How an element is drawn but for its text's weight.
const DRAWN: &str = "
    const drawn = (selector) => {
      const e = document.querySelector(selector);
      if (!e) return selector;
      const { color, backgroundColor, borderColor, borderStyle, borderWidth, outlineStyle, textDecorationLine } = getComputedStyle(e);
      const { content, borderBlockEndStyle, blockSize } = getComputedStyle(e, '::after');
      return JSON.stringify([color, backgroundColor, borderColor, borderStyle, borderWidth, outlineStyle, textDecorationLine, content, borderBlockEndStyle, blockSize]);
    };
    return arguments[0].map(drawn)";

async fn forced_colours_show_what_is_chosen(page: &Browser) -> Result<()> {
    page.open("/date/2026-11-18").await?;
    if !page.force_colours().await? {
        eprintln!("skipped: WebKitGTK has no such colours");
        return Ok(());
    }
    page.get("button", "Tiếng Việt").await?;
    let pairs = [
        (
            ".choices [aria-pressed=true]",
            ".choices [aria-pressed=false]",
        ),
        (
            "td[aria-selected=true] > *",
            "td:not([aria-selected=true]) > [data-count]",
        ),
        (
            "td:not([aria-selected=true]) > [data-count]",
            "td > :not([data-count])",
        ),
    ];
    for (chosen, other) in pairs {
        let drawn = page.script(DRAWN, vec![json!([chosen, other])]).await?;
        let [Some(a), Some(b)] = [&drawn[0], &drawn[1]].map(Value::as_str) else {
            anyhow::bail!("{drawn}");
        };
        ensure!(a.starts_with('['), "there is no {a}");
        ensure!(b.starts_with('['), "there is no {b}");
        ensure!(a != b, "{chosen} is drawn as {other} is: {a}");
    }
    page.press("link", "Thông báo").await?;
    page.heading("Chuyên mục Thông báo").await?;
    let of_sections = json!([
        ".sections [aria-current]",
        ".sections a:not([aria-current])"
    ]);
    let drawn = page.script(DRAWN, vec![of_sections]).await?;
    ensure!(
        drawn[0] != drawn[1],
        "the current section is drawn as others are"
    );
    Ok(())
}

/// The checks of the accessibility page (`src/text/about.rs`), and the stories that make them.
const CHECKS: [(&str, &[&str]); 11] = [
    (
        "axe-core",
        &["a_section_lists_its_news", "a_picture_fills_the_screen"],
    ),
    (
        "1.4.3, 1.4.11",
        &[
            "high_contrast_is_kept",
            "the_reader_chooses_language_and_light",
        ],
    ),
    (
        "1.4.4, 1.4.10",
        &[
            "the_text_is_enlarged_and_stays_so",
            "it_all_fits_a_narrow_screen",
            "nothing_wide_widens_the_page",
        ],
    ),
    ("1.4.12", &["text_may_be_spaced_out"]),
    ("2.1.1", &["the_portal_is_used_by_keyboard_alone"]),
    ("2.4.1", &["the_first_tab_skips_to_the_content"]),
    (
        "2.4.3, 4.1.3",
        &[
            "a_page_changes_for_every_reader",
            "the_portal_is_used_by_keyboard_alone",
        ],
    ),
    ("2.4.7, 2.4.11", &["every_stop_of_the_keyboard_is_seen"]),
    ("3.2.3", &["sections_stay_as_they_are"]),
    ("3.3.1, 3.3.3", &["a_wrong_password_is_typed_again"]),
    ("forced-colors", &["forced_colours_show_what_is_chosen"]),
];

async fn the_accessibility_page_says_what_is_checked(page: &Browser) -> Result<()> {
    let told: Vec<&str> = super::all().iter().map(|story| story.name).collect();
    for (check, stories) in CHECKS {
        for story in stories {
            ensure!(told.contains(story), "no story {story} checks {check}");
        }
    }
    page.open("/").await?;
    page.press("link", "Khả năng tiếp cận").await?;
    page.heading("Khả năng tiếp cận").await?;
    let said =
        "return [...document.querySelectorAll('[data-check]')].map((check) => check.dataset.check)";
    let said = page.script(said, vec![]).await?;
    ensure!(
        said == json!(CHECKS.map(|(check, _)| check)),
        "it says {said}"
    );
    page.get("link", "tin@example.org").await?;
    page.is_accessible().await
}

async fn the_site_map_leads_everywhere(page: &Browser) -> Result<()> {
    page.open("/").await?;
    page.press("link", "Sơ đồ cổng tin").await?;
    page.heading("Sơ đồ cổng tin").await?;
    page.is_accessible().await?;
    let led = "return [...document.querySelectorAll('main .sitemap a')].map((a) => a.pathname)";
    let led: Vec<String> = serde_json::from_value(page.script(led, vec![]).await?)?;
    for path in [
        "/",
        "/date",
        "/date/2026-11",
        "/search",
        "/saved",
        "/accessibility",
        "/sign-in",
        "/tag/hoi-dap",
        "/feed.json",
    ] {
        ensure!(
            led.iter().any(|to| to == path),
            "nothing leads to {path}: {led:?}"
        );
    }
    page.press("link", "tháng 11 năm 2026").await?;
    page.address("/date/2026-11").await
}
