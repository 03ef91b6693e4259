//! `cargo xtask dist`: the folder that an operator uploads, made of the built portal.

mod manifest;
pub mod page;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use hosting::{Base, Policy, host_files};
use walkdir::WalkDir;

use crate::{build, root};

/// The demonstration's news and its picture: an operator with settings of their own has news of their own.
const DEMONSTRATION: [&str; 6] = [
    "en",
    "feed.json",
    "feed-2.json",
    "feed-3.json",
    "media",
    "social-card.jpg",
];

/// How the portal is to be published.
#[derive(Clone, clap::Args)]
pub struct Publication {
    /// A file with the settings, as JSON; without it the demonstration's stay
    #[arg(long, value_name = "FILE", value_parser = |path: &str| fs::read_to_string(path))]
    pub config: Option<String>,
    /// Where the portal lies on its host, such as /tin-tuc/
    #[arg(long, value_name = "PATH", default_value = "/")]
    pub base: Base,
    /// The folder to make
    #[arg(long, value_name = "DIR", default_value_os_t = root().join("dist"))]
    pub out: PathBuf,
}

impl Default for Publication {
    fn default() -> Publication {
        Publication {
            config: None,
            base: Base::default(),
            out: root().join("dist"),
        }
    }
}

pub fn dist(publication: &Publication) -> Result<()> {
    build::build_portal()?;
    publish(publication)
}

impl Publication {
    /// The folder of the portal in the folder of its host.
    pub fn folder(&self) -> PathBuf {
        self.out.join(self.base.path().trim_matches('/'))
    }

    /// What its settings say of the headers.
    pub fn policy(&self) -> Result<Policy> {
        let policy = self.config.as_deref().map(Policy::of);
        Ok(policy.transpose().context("--config")?.unwrap_or_default())
    }
}

/// Lays out the portal that was built.
pub fn publish(publication: &Publication) -> Result<()> {
    let Publication { config, base, out } = publication;
    let portal = build::portal();
    let page = fs::read_to_string(portal.join("index.html"))?;
    let page = page::edit(&page, config.as_deref(), base)?;
    clear(out)?;
    let folder = publication.folder();
    let own_news = config.is_some();
    let files = WalkDir::new(&portal).min_depth(1).into_iter();
    let files = files.filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        let name = name.trim_end_matches(".br").trim_end_matches(".gz");
        !(own_news && entry.depth() == 1 && DEMONSTRATION.contains(&name))
    });
    for entry in files {
        let entry = entry?;
        let to = folder.join(entry.path().strip_prefix(&portal)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(to)?;
        } else {
            fs::create_dir_all(to.parent().unwrap_or(&folder))?;
            fs::copy(entry.path(), to)?;
        }
    }
    fs::write(folder.join("index.html"), page)?;
    if let Some(config) = config {
        let path = folder.join("site.webmanifest");
        let manifest = manifest::edit(&fs::read_to_string(&path)?, config)?;
        fs::write(path, manifest)?;
    }
    // For the host's root, whatever the base path.
    for (name, text) in host_files(base, &publication.policy()?) {
        let path = out.join(name);
        fs::create_dir_all(path.parent().unwrap_or(out))?;
        fs::write(path, text)?;
    }
    Ok(())
}

/// Empties the folder, if it is one of ours: somebody may have named another by mistake.
fn clear(out: &Path) -> Result<()> {
    if !out.exists() {
        return Ok(());
    }
    let ours = WalkDir::new(out).max_depth(4).into_iter().any(|entry| {
        entry.is_ok_and(|entry| {
            entry.file_name() == "index.html"
                && fs::read_to_string(entry.path()).is_ok_and(|page| page.contains(page::BLOCK))
        })
    });
    let empty = fs::read_dir(out)?.next().is_none();
    ensure!(
        ours || empty,
        "{} holds something else: name a new folder",
        out.display()
    );
    fs::remove_dir_all(out)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_somebody_else_is_not_emptied() {
        let folder = std::env::temp_dir().join(format!("cong-tin-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        assert!(clear(&folder).is_ok(), "it is empty");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.html"), "<p>mine").unwrap();
        assert!(clear(&folder).is_err());
        assert!(folder.join("index.html").exists());
        fs::remove_dir_all(folder).unwrap();
    }
}
