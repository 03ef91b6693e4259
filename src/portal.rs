//! Starts the portal in the page that loaded it.

use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::HtmlElement;

use crate::{
    app::{Identity, app, misconfigured},
    browser::{
        address,
        chunks::{Chunk, once_here},
        console, frame, page,
        zone::PortalZone,
    },
    config::{Config, ConfigFault, unknown_time_zone},
    context::{Portal, share},
    embed,
    frames::{Frames, Opening},
    navigate::{Arrival, Navigator, location},
    newsroom::Newsroom,
    preferences::Preferences,
    recovery,
    route::{Base, Route},
    session::Session,
};

/// Reads the config block and puts the portal, or what is wrong with the config, into `#app`.
#[wasm_bindgen]
pub fn show_portal() {
    let Some(root) = element("app") else {
        console::error("index.html", &"there is no #app to draw in");
        return;
    };
    let block = element("cong-tin-config").and_then(|block| block.text_content());
    match settings(&block.unwrap_or_default()) {
        Ok((config, zone)) => portal(root, config, zone),
        Err(faults) => {
            for fault in &faults {
                console::error("config", fault);
            }
            page::remove_skeleton();
            mount_to(root, move || misconfigured(&faults)).forget();
        }
    }
}

fn settings(block: &str) -> Result<(Config, PortalZone), Vec<ConfigFault>> {
    let configured = Config::parse(block)?;
    for key in &configured.unknown_keys {
        console::warn("config", &format_args!("unknown key {key}"));
    }
    let config = configured.config;
    let zone = PortalZone::new(config.time_zone.as_deref()).ok_or_else(|| {
        let name = config.time_zone.as_deref().unwrap_or_default();
        vec![unknown_time_zone(name)]
    })?;
    Ok((config, zone))
}

fn portal(root: HtmlElement, mut config: Config, zone: PortalZone) {
    frame::allow(std::mem::take(&mut config.frames));
    let base_path = config.base_path.clone();
    let base = Base::new(&base_path.unwrap_or_else(|| address::path_of(&address::of_page())));
    if base.framed(&location().0).is_some() {
        return framed(root, config, zone, base);
    }
    let listener = root.clone();
    mount_to(root, move || {
        let page = address::of_page();
        let newsroom = Newsroom::new(&config, zone, &page);
        let endpoint = config.session.as_deref();
        let endpoint = endpoint.and_then(|endpoint| address::resolve(&page, endpoint));
        let session = Session::new(endpoint);
        session.resume();
        let navigator = Navigator::start(base.clone());
        let take_over = move || navigator.take_over(listener.into());
        once_here(Chunk::Article, Box::new(take_over));
        let (opening, article) = match (navigator.arrival(), navigator.route()) {
            _ if page::is_drawn() => (Opening::Drawn, None),
            (Arrival::Return(_), _) => (Opening::Return, None),
            (Arrival::New, Route::Article { key, .. }) => (Opening::Article, Some(key)),
            (Arrival::New, _) => (Opening::Page, None),
        };
        newsroom.open(article);
        provide_context(base);
        provide_context(Identity::new(&config, &page));
        let preferences = Preferences::recall(config.language);
        let owner = Owner::current();
        let afterwards = move || recovery::begin(owner, newsroom, session, preferences);
        share(Portal {
            navigator,
            newsroom,
            session,
            preferences,
            frames: Frames::follow(newsroom, opening, Box::new(afterwards)),
        });
        app()
    })
    .forget();
}

/// A page for other sites' frames.
fn framed(root: HtmlElement, config: Config, zone: PortalZone, base: Base) {
    let draw = move || embed::framed::show(root, config, zone, base);
    once_here(Chunk::Embed, Box::new(draw));
}

fn element(id: &str) -> Option<HtmlElement> {
    let document = crate::browser::window()?.document()?;
    document.get_element_by_id(id)?.dyn_into().ok()
}
