//! The pages of other people that a widget has to live in.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::{Story, story};
use crate::{
    browser::Browser,
    engine::Engine,
    neighbour::{Neighbour, heard, lines, ready},
};

pub fn stories() -> Vec<Story> {
    vec![
        story!(a_hostile_style_changes_nothing_in_a_widget),
        story!(a_strict_policy_is_enough_for_a_widget),
        story!(ten_widgets_share_what_they_need),
        story!(a_widget_that_is_moved_keeps_its_place),
        story!(a_widget_moves_nothing_around_it),
        story!(a_thousand_widgets_leave_nothing_behind),
        story!(a_widget_lives_in_a_react_app),
        story!(a_widget_lives_in_a_blog_with_jquery),
    ]
}

const ARTICLE: &str = "<cong-tin id=\"article\" feed=\"{portal}feed.json\" view=\"article\" \
    item=\"940m3dfesj\" time-zone=\"+07:00\" loading=\"eager\"><p>Xem bài tại cổng</p></cong-tin>";
const LATEST: &str = "<cong-tin id=\"latest\" feed=\"{portal}feed.json\" limit=\"3\" \
    time-zone=\"+07:00\" loading=\"eager\"><p>Xem tin tại cổng</p></cong-tin>";

/// How all that a widget shows looks, and where it lies.
const LOOK: &str = "return [...document.querySelectorAll('cong-tin')].map((e) => {
  const at = e.getBoundingClientRect();
  const look = [e.offsetWidth, e.offsetHeight, getComputedStyle(e).display];
  for (const part of e.shadowRoot.querySelectorAll('.widget *:not(source)')) {
    const s = getComputedStyle(part);
    // What is not shown lies nowhere.
    const box = part.getClientRects().length ? part.getBoundingClientRect() : at;
    look.push([part.localName, s.color, s.fontFamily, s.fontSize, s.fontWeight, s.lineHeight, s.letterSpacing,
      s.textTransform, s.textAlign, s.direction, s.wordSpacing, s.visibility,
      Math.round(box.x - at.x), Math.round(box.y - at.y), Math.round(box.width), Math.round(box.height)].join(' '));
  }
  return look;
})";

const HOSTILE: &str = "<style>
html { font-size: 40px; line-height: 3; letter-spacing: 5px; word-spacing: 20px; text-transform: uppercase;
  color: fuchsia; font-family: monospace; text-align: center; --ink: lime; --gap-4: 90px; --size-body: 60px }
* { all: unset }
* { box-sizing: content-box !important; --paper: red; --rem: 50px }
div { display: block; inline-size: 640px }
p { color: red !important; margin: 50px !important }
h1, h2, h3, a, li, section { color: red !important; font: 40px monospace !important; display: inline !important }
</style>";

async fn both_ready(page: &Browser) -> Result<()> {
    ready(page, "#latest").await?;
    ready(page, "#article").await?;
    page.until(
        "the article's text is there",
        "return document.querySelector('#article').shadowRoot.querySelector('.body p')",
    )
    .await?;
    page.until(
        "its pictures have come",
        "return [...document.querySelectorAll('cong-tin')].every((e) => \
         [...e.shadowRoot.querySelectorAll('img:not([loading=lazy])')].every((i) => i.complete))",
    )
    .await?;
    // What lies below an article comes with a module of its own.
    page.until(
        "both are whole",
        "return [...document.querySelectorAll('cong-tin')].every((it) => !it.shadowRoot.querySelector('.pending'))",
    )
    .await
}

async fn a_hostile_style_changes_nothing_in_a_widget(page: &Browser) -> Result<()> {
    let widgets = ["<div>", LATEST, "</div><div>", ARTICLE, "</div>"].concat();
    let plain = "<style>div { inline-size: 640px }</style>";
    Neighbour::new(&[plain, &widgets].concat())
        .open(page)
        .await?;
    both_ready(page).await?;
    let expected = page.script(LOOK, vec![]).await?;
    let rtl = [
        "<script>document.documentElement.dir = 'rtl'</script>",
        HOSTILE,
        &widgets,
    ]
    .concat();
    Neighbour::new(&rtl).open(page).await?;
    both_ready(page).await?;
    let found = page.script(LOOK, vec![]).await?;
    let widgets = |looks: &Value| looks.as_array().cloned().unwrap_or_default();
    let count = |looks: &Value| {
        widgets(looks)
            .iter()
            .filter_map(Value::as_array)
            .map(Vec::len)
            .sum::<usize>()
    };
    ensure!(
        count(&expected) > 50,
        "the plain page shows too little: {expected}"
    );
    for (expected, found) in widgets(&expected).iter().zip(widgets(&found)) {
        let (expected, found) = (
            expected.as_array().context("a look")?,
            found.as_array().context("a look")?,
        );
        for (expected, found) in expected.iter().zip(found) {
            ensure!(expected == found, "{expected} became {found}");
        }
        ensure!(
            expected.len() == found.len(),
            "{} parts became {}",
            expected.len(),
            found.len()
        );
    }
    Ok(())
}

/// The lines of docs/EMBED.md, and nothing else.
async fn a_strict_policy_is_enough_for_a_widget(page: &Browser) -> Result<()> {
    let policy = "default-src 'none'; script-src 'self' {portal} 'wasm-unsafe-eval'; connect-src {portal}; \
        img-src data: {portal}; require-trusted-types-for 'script'; trusted-types dompurify";
    let widgets = [LATEST, ARTICLE].concat();
    Neighbour::new(&widgets).policy(policy).open(page).await?;
    both_ready(page).await?;
    let color = page
        .text_of(
            "return getComputedStyle(document.querySelector('#latest').shadowRoot.querySelector('.story')).display",
        )
        .await?;
    ensure!(color == "flex", "the widget has no styles: {color}");
    ensure!(lines(page).await?.is_empty(), "{:?}", lines(page).await?);
    Ok(())
}

async fn ten_widgets_share_what_they_need(page: &Browser) -> Result<()> {
    Neighbour::new(&LATEST.replace(" id=\"latest\"", "").repeat(10))
        .open(page)
        .await?;
    page.until(
        "all ten are ready",
        "return __heard.filter(([what]) => what === 'ready').length === 10",
    )
    .await?;
    let fetched = page
        .script(
            "const count = (end) => performance.getEntriesByType('resource') \
               .filter((entry) => new URL(entry.name).pathname.match(end)).length; \
             return [count(/feed\\.json$/), count(/app-.*\\.wasm$/), count(/embed-.*\\.css$/), count(/embed\\.js$/)]",
            vec![],
        )
        .await?;
    ensure!(
        fetched == json!([1, 1, 1, 1]),
        "feed, module, style, script: {fetched}"
    );
    Ok(())
}

async fn a_widget_that_is_moved_keeps_its_place(page: &Browser) -> Result<()> {
    let tag = LATEST.replace("<cong-tin ", "<cong-tin open=\"inside\" ");
    Neighbour::new(&["<div id=\"a\">", &tag, "</div><div id=\"b\"></div>"].concat())
        .open(page)
        .await?;
    let widget = Some("#latest");
    page.press_within(widget, "link", "Toàn tỉnh thi hành xong…")
        .await?;
    page.get_within(widget, "button", "Quay lại").await?;
    page.script(
        "document.getElementById('b').append(document.getElementById('latest'))",
        vec![],
    )
    .await?;
    // As late as a widget that was taken away would be freed.
    page.until(
        "a moment has passed",
        "window.__since ??= performance.now(); return performance.now() - __since > 100",
    )
    .await?;
    page.press_within(widget, "button", "Quay lại").await?;
    page.get_within(widget, "heading", "Tin mới nhất").await?;
    let heard = heard(page).await?;
    let ready = heard
        .as_array()
        .into_iter()
        .flatten()
        .filter(|event| event[0] == json!("ready"));
    ensure!(ready.count() == 1, "{heard}");
    Ok(())
}

/// With the rule of docs/EMBED.md, for a page that is painted before the script has come. Only
/// Chromium measures it.
async fn a_widget_moves_nothing_around_it(page: &Browser) -> Result<()> {
    if page.engine != Engine::Chromium {
        return Ok(());
    }
    let slow = LATEST.replace("limit=\"3\"", "limit=\"4\"");
    let day = slow.replace("id=\"latest\"", "id=\"day\" view=\"date\"");
    let style = "<style>cong-tin { --cong-tin-height: 640px; display: block; \
                 block-size: var(--cong-tin-height) }</style>";
    let body = [
        style,
        "<p>Trên</p>",
        &slow,
        "<p>Giữa</p>",
        &day,
        "<p>Dưới</p>",
    ]
    .concat();
    Neighbour::new(&body).open(page).await?;
    ready(page, "#latest").await?;
    ready(page, "#day").await?;
    page.until(
        "it has been painted",
        "window.__painted ??= (requestAnimationFrame(() => requestAnimationFrame(() => window.__painted = 2)), 1); \
         return window.__painted === 2",
    )
    .await?;
    let shift = page.script("return [__shift, __moved]", vec![]).await?;
    ensure!(shift == json!([0, []]), "layout shift: {shift}");
    Ok(())
}

/// Counts what is left in WebAssembly's memory and, in Chromium, on the script's heap.
async fn a_thousand_widgets_leave_nothing_behind(page: &Browser) -> Result<()> {
    let watch = "<script>const { instantiateStreaming, instantiate } = WebAssembly;
        const kept = (result) => { window.__memory ??= Object.values((result.instance ?? result).exports).find((e) => e instanceof WebAssembly.Memory); return result; };
        WebAssembly.instantiateStreaming = (...a) => instantiateStreaming.apply(WebAssembly, a).then(kept);
        WebAssembly.instantiate = (...a) => instantiate.apply(WebAssembly, a).then(kept);</script>{script}";
    let head = watch.replace("{script}", crate::neighbour::SCRIPT);
    Neighbour::new(&[LATEST, "<div id=\"place\"></div>"].concat())
        .head(&head)
        .open(page)
        .await?;
    ready(page, "#latest").await?;
    let round = "const [times, done] = arguments;
        const place = document.getElementById('place'), model = document.getElementById('latest');
        (async () => {
          for (let i = 0; i < times; i++) {
            const widget = model.cloneNode(true);
            widget.id = 'other';
            const ready = new Promise((resolve) => widget.addEventListener('cong-tin-ready', resolve, { once: true }));
            place.append(widget);
            await ready;
            widget.remove();
            if (i % 50 === 49) await new Promise((resolve) => setTimeout(resolve));
          }
          __heard.length = 0;
          await new Promise((resolve) => setTimeout(resolve, 50));
          window.gc?.();
          await new Promise((resolve) => setTimeout(resolve, 50));
          window.gc?.();
          return [__memory.buffer.byteLength, performance.memory?.usedJSHeapSize ?? 0, document.querySelectorAll('cong-tin').length];
        })().then(done, (error) => done(String(error)))";
    let hundreds = |count: usize| async move {
        let mut left = Value::Null;
        for _ in 0..count {
            left = page.client.execute_async(round, vec![json!(100)]).await?;
        }
        anyhow::Ok(left)
    };
    // WebKit takes one more page of memory between the second and the fourth hundred, and none in the
    // thousand after them.
    let warm = hundreds(4).await?;
    let after = hundreds(10).await?;
    let number =
        |values: &Value, at: usize| values[at].as_i64().with_context(|| format!("{values}"));
    ensure!(
        number(&after, 0)? == number(&warm, 0)?,
        "the memory grew: {warm} {after}"
    );
    ensure!(number(&after, 2)? == 1, "{after}");
    if page.engine == Engine::Chromium {
        // A hundred bytes for each would be as much.
        let grown = number(&after, 1)? - number(&warm, 1)?;
        ensure!(grown < 100_000, "the heap grew by {grown}: {warm} {after}");
    }
    Ok(())
}

/// What `cargo xtask test e2e` built of the folder tests/around.
fn built(name: &str) -> PathBuf {
    let built = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/around");
    std::env::var_os("CONG_TIN_AROUND")
        .map_or_else(built, PathBuf::from)
        .join(name)
}

async fn a_widget_lives_in_a_react_app(page: &Browser) -> Result<()> {
    let head = "<script type=\"module\" src=\"{portal}embed.js\"></script>\
                <script type=\"module\" src=\"/app.js\"></script>";
    Neighbour::new("<div id=\"root\" data-feed=\"{portal}feed.json\"></div>")
        .head(head)
        .folder(built("react"))
        .open(page)
        .await?;
    ready(page, "cong-tin").await?;
    // React re-renders around it, and sets its properties.
    page.press("button", "Ít tin hơn").await?;
    page.until(
        "there are two stories",
        "return document.querySelector('cong-tin').shadowRoot.querySelectorAll('.story').length === 2",
    )
    .await?;
    page.press_within(Some("cong-tin"), "link", "Toàn tỉnh thi hành xong…")
        .await?;
    // React hears the event and shows the article itself.
    page.says("Bài được chọn: Toàn tỉnh thi hành xong").await?;
    page.press("button", "Bỏ khung tin").await?;
    page.until(
        "the widget has gone",
        "return !document.querySelector('cong-tin')",
    )
    .await?;
    page.press("button", "Đặt lại khung tin").await?;
    ready(page, "cong-tin").await?;
    ensure!(lines(page).await?.is_empty(), "{:?}", lines(page).await?);
    Ok(())
}

async fn a_widget_lives_in_a_blog_with_jquery(page: &Browser) -> Result<()> {
    let head = "<link rel=\"stylesheet\" href=\"/blog.css\">\
        <script src=\"/jquery.min.js\"></script>\
        <script type=\"module\" src=\"{portal}embed.js\"></script>\
        <script src=\"/blog.js\"></script>";
    let body = [
        "<div id=\"page\" class=\"site\"><header><a href=\"/\">Nhật ký</a></header><main>\
        <article class=\"post entry\"><h2>Bài viết</h2><div class=\"entry-content\"><p>Chữ</p>",
        LATEST,
        "</div></article></main><aside class=\"widget-area\">",
        ARTICLE,
        "</aside></div>",
    ]
    .concat();
    Neighbour::new(&body)
        .head(head)
        .folder(built("blog"))
        .open(page)
        .await?;
    both_ready(page).await?;
    // jQuery's own handlers on the whole page, and its effects around the widget.
    page.press_within(Some("#latest"), "link", "Toàn tỉnh thi hành xong…")
        .await?;
    page.heading("Toàn tỉnh thi hành xong 84,47% số việc, 46,12% số tiền có điều kiện trong năm công tác 2026")
        .await
}
