//! Pictures of the portal's pages, taken in Chromium in the place of telling stories: all of them for whoever looks at
//! what has changed, the references of the story about them, or those in the documents. `cargo xtask look`.

mod docs;
pub mod likeness;
pub mod references;

use std::{ffi::OsStr, fs, path::Path};

use anyhow::{Context, Result, bail};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use crate::{browser::Browser, engine::Engine, site::Site};

/// In CSS pixels.
const WIDTHS: [u32; 3] = [360, 768, 1280];

/// By the names that the portal keeps the reader's choice under.
const LOOKS: [&str; 3] = ["light", "dark", "contrast"];

/// Pages by the names of their pictures. An article is found by its headline.
const PAGES: [(&str, &str); 12] = [
    ("home", "/"),
    ("article", "Toàn tỉnh thi hành xong 84,47% số việc"),
    ("steps", "Nộp đơn yêu cầu thi hành án qua mạng"),
    ("table", "Thông báo bán đấu giá ba tài sản"),
    ("day", "/date/2026-11-18"),
    ("archive", "/date"),
    ("section", "/tag/hoi-dap"),
    ("search", "/search?q=hoi+dap"),
    ("sign-in", "/sign-in"),
    ("saved", "/saved"),
    ("sitemap", "/sitemap"),
    ("not-found", "/khong-co"),
];

/// The day after the demonstration's newest news, on whatever day the pictures are taken.
const TODAY: &str = "{
    const True = Date, off = True.parse('2026-11-21T09:00+07:00') - True.now();
    window.Date = class extends True {
      constructor(...given) { given.length ? super(...given) : super(True.now() + off) }
      static now() { return True.now() + off }
    };
}";

/// The demonstration, on a day that is always the same.
pub fn site() -> Site {
    Site::default().script(TODAY)
}

/// Takes those of a name, or all that there are into a folder.
pub async fn take(which: &OsStr) -> Result<()> {
    let page = Browser::start(Engine::Chromium, site(), "Asia/Ho_Chi_Minh").await?;
    match which.to_str() {
        Some("docs") => docs::take(&page).await?,
        Some("references") => references::take(&page).await?,
        _ => sheet(&page, Path::new(which)).await?,
    }
    page.close().await
}

/// Every page in every width and look.
async fn sheet(page: &Browser, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for (name, at) in PAGES {
        let path = address(page, at).await?;
        for look in LOOKS {
            for width in WIDTHS {
                open(page, &path, look, (width, 900)).await?;
                let file = folder.join(format!("{name}-{width}-{look}.png"));
                fs::write(file, picture(page, json!({ "format": "png" })).await?)?;
            }
        }
        println!("{name}: {path}");
    }
    println!("The pictures are in {}", folder.display());
    Ok(())
}

/// The path of a page, or of the article that is called so.
async fn address(page: &Browser, at: &str) -> Result<String> {
    if at.starts_with('/') {
        return Ok(at.to_owned());
    }
    page.open("/").await?;
    let link = "return [...document.querySelectorAll('main a')].find((a) => a.textContent.startsWith(arguments[0]))?.pathname";
    page.until_with(&format!("“{at}” is there"), link, vec![json!(at)])
        .await?;
    let path = page.script(link, vec![json!(at)]).await?;
    Ok(path.as_str().unwrap_or_default().to_owned())
}

/// Opens a page as a reader sees it who has come to it before: in the portal's own face.
async fn open(page: &Browser, path: &str, look: &str, size: (u32, u32)) -> Result<()> {
    screen(page, size, 1.0).await?;
    page.visit("/site.webmanifest").await?;
    let choose = "localStorage.setItem('cong-tin.theme', arguments[0]); localStorage.setItem('cong-tin.face', '1')";
    page.script(choose, vec![json!(look)]).await?;
    // A busy machine may not have the face in the moment that an `optional` one has.
    for _ in 0..6 {
        page.open(path).await?;
        page.get("button", "Tiếng Việt").await?;
        is_whole(page).await?;
        if page.script(IN_FACE, vec![]).await? == json!(true) {
            return Ok(());
        }
    }
    bail!("{path} is never in the portal's face")
}

/// Whether letters of both the face's files are drawn in it.
const IN_FACE: &str = "
    const width = (text, family) => {
      const span = document.createElement('span');
      span.textContent = text;
      span.style.fontFamily = family;
      document.body.append(span);
      const { width } = span.getBoundingClientRect();
      span.remove();
      return width;
    };
    return ['aaaa', 'ạạạạ'].every((text) => width(text, '\"Source Serif 4 Variable\", monospace') !== width(text, 'monospace'))";

/// A screen of so many CSS pixels, each of so many of its own.
async fn screen(page: &Browser, (width, height): (u32, u32), density: f64) -> Result<()> {
    let screen = json!({
        "width": width, "height": height, "deviceScaleFactor": density, "mobile": width < 600,
    });
    page.chromium("Emulation.setDeviceMetricsOverride", screen)
        .await?;
    let hidden = json!({ "hidden": true });
    page.chromium("Emulation.setScrollbarsHidden", hidden)
        .await?;
    Ok(())
}

/// Waits until all that is seen stands as it will.
async fn is_whole(page: &Browser) -> Result<()> {
    page.until(
        "all that is seen has come",
        "const pictures = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
         return document.fonts.status === 'loaded' && pictures.every((image) => image.complete) && !document.querySelector('.skeleton, .pending')",
    )
    .await?;
    page.is_still().await
}

/// What is seen, as a file of this format.
async fn picture(page: &Browser, format: Value) -> Result<Vec<u8>> {
    let taken = page.chromium("Page.captureScreenshot", format).await?;
    let data = taken["data"].as_str().context("no picture was taken")?;
    Ok(STANDARD.decode(data)?)
}
