//! The pictures that five pages are held to: `tests/e2e/references`, taken anew by `cargo xtask look --references`.

use std::{fs, path::PathBuf};

use anyhow::Result;
use image::RgbImage;
use serde_json::json;

use super::{address, is_whole, likeness::from_afar, open, picture};
use crate::browser::Browser;

/// None shows what another day, or another machine, would change.
pub const PAGES: [(&str, &str); 5] = [
    ("home", "/"),
    ("article", "Toàn tỉnh thi hành xong 84,47% số việc"),
    ("archive", "/date/2026-11"),
    ("search", "/search?q=hoi+dap"),
    ("sign-in", "/sign-in"),
];

/// Where a page's reference is kept.
pub fn file(name: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/e2e/references");
    PathBuf::from(folder).join(format!("{name}.png"))
}

/// What a page looks like from afar.
pub async fn seen(page: &Browser, at: &str) -> Result<RgbImage> {
    let path = address(page, at).await?;
    open(page, &path, "light", (1280, 900)).await?;
    // The face of buttons and lists is the device's: here all is in the portal's own, which is everywhere the same.
    page.script(
        "document.documentElement.style.setProperty('--face-ui', 'var(--face-text)')",
        vec![],
    )
    .await?;
    is_whole(page).await?;
    let png = picture(page, json!({ "format": "png" })).await?;
    Ok(from_afar(&image::load_from_memory(&png)?.into_rgb8()))
}

/// Takes them all anew.
pub async fn take(page: &Browser) -> Result<()> {
    for (name, at) in PAGES {
        let file = file(name);
        fs::create_dir_all(file.parent().unwrap_or(&file))?;
        seen(page, at).await?.save(&file)?;
        println!("{}", file.display());
    }
    Ok(())
}
