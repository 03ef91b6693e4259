//! A page of HTML for every article (docs/PAGES.md): the portal's `index.html`, with the article where the
//! skeleton stands, as the portal's own views draw it.
//!
//! [`Portal`] is what all pages share: the built page (`template`), and what the settings and the feed say of the
//! frame. Of an article it makes one page at a time: `draw` has the views drawn, `standing` gives them the form in
//! which they stand until the portal takes over, `head` says what the page is for whoever only reads its head.

mod draw;
mod head;
mod standing;
mod template;

use std::sync::Arc;

use cong_tin::app::SECTIONS;
use cong_tin::config::{Config, ConfigFault};
use cong_tin::route::Route;
use feed::{Edition, Feed, Item, Key, Neighbour, Slug};
use url::Url;

pub use template::Template;

/// Why no pages can be made.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// It is not the page of a portal.
    #[error("the page has no {0}: is it the index.html of the built portal?")]
    Part(&'static str),
    /// Its settings are no settings.
    #[error("the settings of the page cannot be used: {}", told(.0))]
    Settings(Vec<ConfigFault>),
    /// It lies elsewhere than it says.
    #[error("the page says that the portal lies at {page}, and --site that it lies at {site}")]
    Elsewhere {
        /// The path of `<base href>`.
        page: String,
        /// The path of the address that was given.
        site: String,
    },
}

fn told(faults: &[ConfigFault]) -> String {
    let told = faults.iter().map(ConfigFault::to_string);
    told.collect::<Vec<_>>().join("; ")
}

/// An article, and who stands next to it.
#[derive(Clone, Debug)]
pub struct Article {
    /// Whole.
    pub item: Arc<Item>,
    /// The next newer and the next older one.
    pub neighbours: [Option<Neighbour>; 2],
}

/// What the pages of all articles share.
pub struct Portal {
    template: Template,
    config: Config,
    /// Where the portal lies; it ends with a slash.
    site: Url,
    /// The feed's own words, without its items.
    head: Feed,
}

impl Template {
    /// The settings of a portal that lies at `site`.
    pub fn config(&self, site: &Url) -> Result<Config, Unusable> {
        let parsed = Config::parse(self.settings()).map_err(Unusable::Settings)?;
        let path = parsed.config.base_path.as_deref().unwrap_or(self.base());
        if path != site.path() {
            return Err(Unusable::Elsewhere {
                page: path.to_owned(),
                site: site.path().to_owned(),
            });
        }
        Ok(parsed.config)
    }
}

impl Portal {
    /// The portal of a built page that lies at `site`. `newest` is the feed of all news as readers get it: the bar
    /// shows its sections, where the settings name none.
    pub fn new(template: Template, site: Url, newest: Feed) -> Result<Portal, Unusable> {
        let mut config = template.config(&site)?;
        if config.sections.is_empty() {
            let tags = Edition::new(vec![Arc::new(newest.clone())]).tags();
            let labels = tags.into_iter().map(|(tag, _)| tag.label);
            config.sections = labels.take(SECTIONS).collect();
        }
        Ok(Portal {
            template,
            config,
            site,
            head: Feed {
                items: Vec::new(),
                next_url: None,
                manifest: None,
                ..newest
            },
        })
    }

    /// All that a page says beside its article: where it is another, all pages are.
    pub fn frame(&self) -> String {
        let Portal {
            template,
            config,
            site,
            head,
        } = self;
        format!("{}\n{config:?}\n{site}\n{head:?}", template.text())
    }

    /// Where the page of an article lies below the portal: made of a slug and a key, and of nothing else that
    /// the feed says.
    pub fn path(item: &Item) -> String {
        path_of(&item.slug, item.key)
    }

    /// The page of an article.
    pub fn page(&self, article: &Article) -> String {
        let drawn = draw::article(&self.config, &self.site, &self.head, article);
        let standing = standing::of(&drawn.html);
        let head = head::of(&self.site, &drawn, article, self.template.card());
        self.template.page(
            &drawn.title,
            &head,
            &standing,
            self.config.language.tag(),
            article.item.summary.as_deref(),
        )
    }
}

/// The folder of all pages.
pub const FOLDER: &str = "article";

/// Where the page of this slug and key lies: at the portal's own address of the article.
pub fn path_of(slug: &Slug, key: Key) -> String {
    let slug = slug.clone();
    format!("{}.html", Route::Article { slug, key })
}
