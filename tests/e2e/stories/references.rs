//! Pages look as they did when somebody last looked at them.

use anyhow::{Context, Result, ensure};

use super::{Story, story};
use crate::{
    browser::Browser,
    engine::Engine,
    look::{
        likeness::{BOUND, likeness, read},
        references, site,
    },
};

pub fn stories() -> Vec<Story> {
    vec![story!(five_pages_look_as_they_did, site()).only_in(Engine::Chromium)]
}

async fn five_pages_look_as_they_did(page: &Browser) -> Result<()> {
    let mut changed = Vec::new();
    for (name, at) in references::PAGES {
        let reference = read(&references::file(name)).with_context(|| name)?;
        let seen = references::seen(page, at).await?;
        let likeness = likeness(&reference, &seen)?;
        if likeness < BOUND {
            let file = std::env::temp_dir().join(format!("cong-tin-{name}.png"));
            seen.save(&file)?;
            changed.push(format!("{name} ({likeness:.3}): {}", file.display()));
        }
    }
    ensure!(
        changed.is_empty(),
        "unlike tests/e2e/references, which `cargo xtask look --references` takes anew: {changed:#?}"
    );
    Ok(())
}
