//! The pictures in README and docs, and the one that is shown where a link to the demonstration is shared.

use std::{fs, path::Path};

use anyhow::Result;
use serde_json::json;

use super::{address, is_whole, open, picture, screen};
use crate::{
    browser::Browser,
    neighbour::{Neighbour, ready},
};

/// The newest article with a picture at its head.
const ARTICLE: &str = "68 đơn vị máu từ";

/// Width and height in CSS pixels.
type Size = (u32, u32);

/// By the names of their files: which page, in which look and size.
const PICTURES: [(&str, &str, &str, Size); 5] = [
    ("front-page", "/", "light", (1280, 800)),
    ("front-page-dark", "/", "dark", (1280, 800)),
    ("article-on-a-phone", ARTICLE, "light", (360, 720)),
    ("date-archive", "/date/2026-11", "light", (1280, 800)),
    ("high-contrast", "/search?q=hoi+dap", "contrast", (768, 800)),
];

/// Somebody else's page, of a look of its own.
const HOST: &str = r#"<style>
  body { margin: 0; background: #eef3ee; color: #1d2b22; font: 17px/1.6 sans-serif }
  header { padding: 16px 32px; background: #1f5a3c; color: #fff; font-size: 22px; font-weight: 700 }
  main { display: grid; grid-template-columns: 1fr 380px; gap: 32px; padding: 24px 32px }
  h1 { margin: 0 0 12px; font-size: 30px; line-height: 1.25 }
  cong-tin { --cong-tin-height: auto }
</style>
<header>Phường Ví Dụ</header>
<main>
  <article>
    <h1>Bộ phận một cửa làm việc cả sáng thứ Bảy</h1>
    <p>Từ tháng 12, người dân có thể nộp và nhận hồ sơ vào sáng thứ Bảy, từ 7 giờ 30 đến 11 giờ 30. Lịch làm việc các ngày khác không thay đổi.</p>
    <p>Hồ sơ nộp qua mạng vẫn được tiếp nhận vào mọi lúc; kết quả được báo bằng tin nhắn.</p>
    <p>Người cao tuổi, người khuyết tật và phụ nữ có thai được mời vào trước.</p>
  </article>
  <cong-tin feed="{portal}feed.json" limit="3" loading="eager" theme="light"></cong-tin>
</main>"#;

/// Takes them all anew.
pub async fn take(page: &Browser) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("docs/pictures");
    fs::create_dir_all(&folder)?;
    let webp = json!({ "format": "webp", "quality": 75 });
    for (name, at, look, size) in PICTURES {
        let path = address(page, at).await?;
        open(page, &path, look, size).await?;
        if size.0 < 600 {
            screen(page, size, 2.0).await?;
            is_whole(page).await?;
        }
        let file = folder.join(format!("{name}.webp"));
        fs::write(file, picture(page, webp.clone()).await?)?;
    }
    // 1200 × 630 of a narrow screen: where it is shown it is small.
    open(page, "/", "light", (840, 441)).await?;
    screen(page, (840, 441), 10.0 / 7.0).await?;
    is_whole(page).await?;
    let jpeg = json!({ "format": "jpeg", "quality": 42 });
    let card = picture(page, jpeg).await?;
    fs::write(root.join("public/social-card.jpg"), card)?;

    Neighbour::new(HOST).open(page).await?;
    screen(page, (960, 520), 1.0).await?;
    ready(page, "cong-tin").await?;
    is_whole(page).await?;
    fs::write(folder.join("widget.webp"), picture(page, webp).await?)?;
    println!("The pictures are in {} and in public", folder.display());
    Ok(())
}
