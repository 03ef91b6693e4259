//! An article, drawn by the portal's own views where there is no browser.

use std::sync::Arc;

use cong_tin::{
    app::{Identity, app},
    browser::zone::PortalZone,
    config::Config,
    context::Portal,
    pages,
    route::{Base, Route},
    state::{navigate::Navigator, newsroom::Newsroom, preferences::Preferences, session::Session},
};
use feed::{Archive, Day, Feed, Goal, Item, Key, Month, Neighbour};
use leptos::prelude::*;
use url::Url;

use crate::Article;

/// What was drawn.
pub struct Drawn {
    /// The frame and the article in it, with the marks at which leptos would take it up.
    pub html: String,
    /// What the page is called, as the portal calls it.
    pub title: String,
    /// What the portal is called.
    pub portal: String,
}

/// Draws the page of an article.
pub fn article(config: &Config, site: &Url, head: &Feed, article: &Article) -> Drawn {
    // All that is drawn goes with its owner.
    let owner = Owner::new();
    let drawn = owner.with(|| drawn(config, site, head, article));
    owner.cleanup();
    drawn
}

fn drawn(config: &Config, site: &Url, head: &Feed, article: &Article) -> Drawn {
    let item = &article.item;
    let feed = Arc::new(Feed {
        items: vec![item.clone()],
        ..head.clone()
    });
    let route = Route::Article {
        slug: item.slug.clone(),
        key: item.key,
    };
    let base = Base::new(site.path());
    let mut identity = Identity::new(config.clone(), site.as_str());
    identity.logo = identity.logo.map(|logo| on_this_host(site, logo));
    let identity = Arc::new(identity);
    let alone = Arc::new(Alone(article.clone()));
    // Days are in the item already.
    let newsroom = Newsroom::archived(feed, PortalZone::AsWritten, alone);
    provide_context(base.clone());
    provide_context(identity.clone());
    provide_context(Portal {
        navigator: Navigator::at(route.clone(), base),
        newsroom,
        // What only the signed-in see is on no page.
        session: Session::new(config.session.clone()),
        preferences: Preferences::recall(config.language),
    });
    provide_context(config.language);
    let edition = newsroom.edition().get_untracked();
    let portal = identity.name(&edition);
    Drawn {
        title: pages::title(&route, &edition, &portal, config.language.messages()),
        portal,
        html: app(|| true).to_html(),
    }
}

/// The page may be looked at on another host first.
fn on_this_host(site: &Url, address: String) -> String {
    match Url::parse(&address) {
        Ok(url) if url.origin() == site.origin() => url[url::Position::BeforePath..].to_owned(),
        _ => address,
    }
}

/// An archive of which one article was read. Pages say nothing of others but who stands next to it: what else is
/// new would make them all anew.
struct Alone(Article);

impl Archive for Alone {
    fn article(&self, key: Key) -> Option<Arc<Item>> {
        let item = &self.0.item;
        (item.key == key).then(|| item.clone())
    }

    fn neighbours(&self, key: Key) -> Option<[Option<Neighbour>; 2]> {
        (self.0.item.key == key).then(|| self.0.neighbours.clone())
    }

    fn has(&self, _: Goal) -> bool {
        true
    }

    fn without_gap(&self, _: Goal) -> Vec<Key> {
        Vec::new()
    }

    fn count(&self, _: Day) -> usize {
        0
    }

    fn month_count(&self, _: Month) -> usize {
        0
    }

    fn day_before(&self, _: Day) -> Option<Day> {
        None
    }

    fn day_after(&self, _: Day) -> Option<Day> {
        None
    }

    fn span(&self) -> Option<(Day, Day)> {
        None
    }
}
