//! `cargo xtask dist`: the folder that an operator uploads, made of the built portal.

pub mod caddy;
pub mod cdn;
mod manifest;
pub mod nginx;
pub mod page;

use std::{
    fs,
    path::{Path, PathBuf},
    str::FromStr,
};

use anyhow::{Context, Result, bail, ensure};
use walkdir::WalkDir;

use crate::{build, root};

/// The demonstration's news: an operator with settings of their own has news of their own.
const DEMONSTRATION: [&str; 5] = ["en", "feed.json", "feed-2.json", "feed-3.json", "media"];

/// How the portal is to be published.
pub struct Publication {
    /// The text of the config block; without it the demonstration's stays.
    pub config: Option<String>,
    pub base: Base,
    pub out: PathBuf,
}

impl Default for Publication {
    fn default() -> Publication {
        Publication {
            config: None,
            base: Base("/".into()),
            out: root().join("dist"),
        }
    }
}

/// Where the portal lies on its host: a path that starts and ends with a slash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Base(String);

impl FromStr for Base {
    type Err = anyhow::Error;

    fn from_str(path: &str) -> Result<Base> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let segments = path
            .strip_prefix('/')
            .and_then(|path| path.strip_suffix('/'));
        let good = path == "/"
            || segments.is_some_and(|path| {
                path.split('/')
                    .all(|name| !name.is_empty() && name != ".." && name.chars().all(plain))
            });
        ensure!(
            good,
            "--base {path}: expected a path that starts and ends with /, such as /tin-tuc/"
        );
        Ok(Base(path.into()))
    }
}

impl Base {
    pub fn path(&self) -> &str {
        &self.0
    }

    /// The folder of the portal in the folder of its host.
    pub fn folder(&self, out: &Path) -> PathBuf {
        out.join(self.0.trim_matches('/'))
    }
}

pub fn dist(arguments: &[&str]) -> Result<()> {
    let publication = Publication::of(arguments)?;
    build::build_portal()?;
    publish(&publication)
}

impl Publication {
    fn of(mut arguments: &[&str]) -> Result<Publication> {
        let mut publication = Publication::default();
        while let [option, value, rest @ ..] = arguments {
            match *option {
                "--config" => {
                    let text = fs::read_to_string(value);
                    publication.config = Some(text.with_context(|| format!("--config {value}"))?);
                }
                "--base" => publication.base = value.parse()?,
                "--out" => publication.out = value.into(),
                _ => bail!("{option} is no option of dist: --config FILE, --base PATH, --out DIR"),
            }
            arguments = rest;
        }
        ensure!(arguments.is_empty(), "{} needs a value", arguments[0]);
        Ok(publication)
    }
}

/// Lays out the portal that was built.
pub fn publish(publication: &Publication) -> Result<()> {
    let Publication { config, base, out } = publication;
    let portal = build::portal();
    let page = fs::read_to_string(portal.join("index.html"))?;
    let page = page::edit(&page, config.as_deref(), base)?;
    clear(out)?;
    let folder = base.folder(out);
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
    describe(publication)
}

/// What hosts want to know of the portal, and what crawlers do: for the host's root, whatever the
/// base path.
fn describe(publication: &Publication) -> Result<()> {
    let Publication { config, base, out } = publication;
    let framed_by = config
        .as_deref()
        .map(page::framed_by)
        .transpose()?
        .flatten();
    let framed_by = framed_by.as_deref();
    let nginx = nginx::Site {
        framed_by,
        ..nginx::EXAMPLE
    };
    let caddy = caddy::Site {
        framed_by,
        ..caddy::EXAMPLE
    };
    let base_path = base.path();
    let robots = format!(
        "User-agent: *\nAllow: /\nDisallow: {base_path}api/\nDisallow: {base_path}doctor\n"
    );
    for (name, text) in [
        ("_headers", cdn::headers(base, framed_by)),
        ("_redirects", cdn::redirects(base)),
        ("404.html", cdn::NOTHING.into()),
        ("robots.txt", robots),
        ("hosts/nginx.conf", nginx::nginx(base, &nginx)),
        ("hosts/Caddyfile", caddy::caddy(base, &caddy)),
    ] {
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
    fn a_base_path_starts_and_ends_with_a_slash() {
        for path in ["/", "/tin-tuc/", "/a/b.c/"] {
            assert_eq!(path.parse::<Base>().expect(path).path(), path);
        }
        for path in ["", "tin-tuc", "/tin-tuc", "tin-tuc/", "//", "/a b/", "/../"] {
            assert!(path.parse::<Base>().is_err(), "{path}");
        }
    }

    #[test]
    fn an_option_that_is_wrong_is_named() {
        for (arguments, named) in [
            (&["--bass", "/"][..], "--bass"),
            (&["--base"][..], "--base"),
            (&["--base", "tin"][..], "--base tin"),
            (
                &["--config", "/nothing/here.json"][..],
                "/nothing/here.json",
            ),
        ] {
            let error = Publication::of(arguments).err().expect(named);
            assert!(format!("{error:#}").contains(named), "{error:#}");
        }
    }

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
