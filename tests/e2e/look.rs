//! Pictures of the portal's pages, for whoever looks at what has changed: `cargo xtask look`. Where
//! `CONG_TIN_LOOK` names a folder, they are taken in Chromium and put there instead of telling stories.

use std::{fs, path::Path};

use anyhow::Result;
use serde_json::json;

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

/// Takes them all.
pub async fn take(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let page = Browser::start(Engine::Chromium, Site::default(), "Asia/Ho_Chi_Minh").await?;
    for (name, at) in PAGES {
        let path = address(&page, at).await?;
        for look in LOOKS {
            for width in WIDTHS {
                let picture = picture(&page, &path, look, width).await?;
                fs::write(folder.join(format!("{name}-{width}-{look}.png")), picture)?;
            }
        }
        println!("{name}: {path}");
    }
    page.close().await
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

/// As a reader sees it who has come to it before: in the portal's own face.
async fn picture(page: &Browser, path: &str, look: &str, width: u32) -> Result<Vec<u8>> {
    let screen = json!({
        "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600,
    });
    page.chromium("Emulation.setDeviceMetricsOverride", screen)
        .await?;
    page.visit("/site.webmanifest").await?;
    let choose = "localStorage.setItem('cong-tin.theme', arguments[0]); localStorage.setItem('cong-tin.face', '1')";
    page.script(choose, vec![json!(look)]).await?;
    page.open(path).await?;
    page.get("button", "Tiếng Việt").await?;
    page.until(
        "all that is seen has come",
        "const pictures = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
         return document.fonts.status === 'loaded' && pictures.every((image) => image.complete) && !document.querySelector('.skeleton, .pending')",
    )
    .await?;
    page.is_still().await?;
    Ok(page.client.screenshot().await?)
}
