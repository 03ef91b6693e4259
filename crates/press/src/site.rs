//! Where the portal lies, for what has to name its pages.

use std::fmt;
use std::str::FromStr;

use feed::{Day, Item};
use url::Url;

/// The addresses of the portal and of the folder that is published: they end with a slash.
#[derive(Clone, Debug)]
pub struct Site {
    portal: Url,
    files: Url,
}

impl FromStr for Site {
    type Err = &'static str;

    fn from_str(written: &str) -> Result<Site, &'static str> {
        let mut url = Url::parse(written).map_err(|_| "an address like https://tin.example/")?;
        if !["http", "https"].contains(&url.scheme()) {
            return Err("an address like https://tin.example/");
        }
        url.set_query(None);
        url.set_fragment(None);
        if !url.path().ends_with('/') {
            url.set_path(&[url.path(), "/"].concat());
        }
        Ok(Site {
            files: url.clone(),
            portal: url,
        })
    }
}

/// The portal, and the folder.
impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.portal, self.files)
    }
}

impl Site {
    /// With the folder elsewhere than the portal.
    pub fn with_files_at(self, files: &Site) -> Site {
        let files = files.portal.clone();
        Site { files, ..self }
    }

    /// Where the portal lies.
    pub fn portal(&self) -> &Url {
        &self.portal
    }

    pub fn home(&self) -> String {
        self.portal.to_string()
    }

    /// The page of an article: `Route` in the portal makes the same.
    pub fn article(&self, item: &Item) -> String {
        match item.slug.is_empty() {
            true => format!("{}article/{}", self.portal, item.key),
            false => format!("{}article/{}-{}", self.portal, item.slug, item.key),
        }
    }

    /// The page of a day.
    pub fn day(&self, day: Day) -> String {
        format!("{}date/{day}", self.portal)
    }

    /// A file of the folder.
    pub fn file(&self, path: &str) -> String {
        format!("{}{path}", self.files)
    }
}
