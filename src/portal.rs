//! Starts the portal in the page that loaded it, and a widget in a page of somebody else's: all that
//! scripts call.

use std::sync::Arc;

use futures::channel::oneshot;
use js_sys::Function;
use leptos::{mount::mount_to, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{Element, HtmlElement};

use crate::{
    app::{Identity, app},
    browser::{address, article::frame, console, page, zone::PortalZone},
    config::{Config, ConfigFault, unknown_time_zone},
    context::{Portal, share, shared},
    el::effect,
    fault::PartMissing,
    first_paint::first_paint,
    route::{Base, Route},
    split,
    state::navigate::{Navigator, location},
    state::newsroom::Newsroom,
    state::preferences::Preferences,
    state::session::Session,
};

/// Reads the config block and puts the portal, or what is wrong with the config, into `#app`. Answers
/// when the first page of the visit is whole.
#[wasm_bindgen]
pub async fn show_portal() -> Result<(), JsValue> {
    let Some(root) = element("app") else {
        return Err("index.html has no #app to draw in".into());
    };
    let block = element("cong-tin-config").and_then(|block| block.text_content());
    let shown = match settings(&block.unwrap_or_default()) {
        Ok((config, zone)) => portal(root, config, zone).await,
        Err(faults) => misconfigured(root, &faults).await,
    };
    shown.map_err(|missing| missing.to_string().into())
}

async fn misconfigured(root: HtmlElement, faults: &[ConfigFault]) -> Result<(), PartMissing> {
    for fault in faults {
        console::error("config", fault);
    }
    let told = split::misconfigured(faults).await?;
    page::remove_skeleton();
    mount_to(root, || told).forget();
    Ok(())
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

async fn portal(
    root: HtmlElement,
    mut config: Config,
    zone: PortalZone,
) -> Result<(), PartMissing> {
    frame::allow(std::mem::take(&mut config.frames));
    let base_path = config.base_path.clone();
    let base = Base::new(&base_path.unwrap_or_else(|| address::path_of(&address::of_page())));
    if base.framed(&location().0).is_some() {
        return split::framed(root, config, zone, base).await;
    }
    let (whole, is_whole) = oneshot::channel();
    mount_to(root.clone(), move || {
        let page = address::of_page();
        let newsroom = Newsroom::new(&config, zone, &page);
        let endpoint = config.session.as_deref();
        let endpoint = endpoint.and_then(|endpoint| address::resolve(&page, endpoint));
        let session = Session::new(endpoint);
        session.resume();
        let navigator = Navigator::start(base.clone());
        navigator.take_over(root.into());
        newsroom.open(match untrack(|| navigator.route()) {
            Route::Article { key, .. } => Some(key),
            _ => None,
        });
        provide_context(base);
        let preferences = Preferences::recall(config.language);
        provide_context(Arc::new(Identity::new(config, &page)));
        share(Portal {
            navigator,
            newsroom,
            session,
            preferences,
        });
        let painted = first_paint(navigator, newsroom);
        let mut whole = Some(whole);
        // An article's own page may stand for as long as the news does not come.
        let is_there = page::standing().is_some();
        effect(move || {
            if (painted.get() || is_there)
                && newsroom.is_whole()
                && let Some(whole) = whole.take()
            {
                // Nobody waits where the page has been left.
                let _ = whole.send(());
            }
        });
        app(move || painted.get())
    })
    .forget();
    // It stands for as long as the page does: nothing is dropped unsent.
    let _ = is_whole.await;
    // For the reader who goes on; where it does not come, the next page asks for it again.
    spawn_local(async {
        if let Some(portal) = shared() {
            let _ = split::follow(portal).await;
        }
    });
    Ok(())
}

/// Puts a widget into an element of another page: `src/js/widget/loader.js`. `settings` holds the texts of the
/// tag's attributes, by their names, and `portal`, the absolute address that the portal lies at.
/// `tell(what, detail)` hears what happens; `false` from it keeps a page from being opened. What comes back
/// is to be called once, and frees all of the widget.
#[wasm_bindgen]
pub async fn mount_widget(
    into: Element,
    settings: JsValue,
    tell: Function,
) -> Result<JsValue, JsValue> {
    let mounted = split::mount_widget(&into, &settings, tell).await;
    mounted.map_err(|missing| missing.to_string().into())
}

/// The article that is shown, as a JSON Feed of one item; nothing on other pages, nor for members' news,
/// which is never kept. `src/js/offline/keep.js` asks.
#[wasm_bindgen]
pub async fn shown_article() -> Option<String> {
    split::shown_article().await.ok().flatten()
}

fn element(id: &str) -> Option<HtmlElement> {
    let document = crate::browser::window()?.document()?;
    document.get_element_by_id(id)?.dyn_into().ok()
}
