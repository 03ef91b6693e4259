//! The widget as a page of its own, `/embed/…`, for sites that show it in an `<iframe>` because they
//! allow no script. It is the portal's own news, without masthead and footer.

use std::rc::Rc;

use leptos::mount::mount_to;
use web_sys::HtmlElement;

use super::{
    Settings,
    view::{Widget, drawn, wrong},
};
use crate::{
    browser::{address, console, framed::tell_height, page, zone::PortalZone},
    config::Config,
    el::el,
    route::{Base, parameter},
    state::navigate::location,
    state::newsroom::Newsroom,
    state::preferences::Theme,
};

/// Draws the page at the address shown, below `/embed/`, into the portal's page: `article/…` with
/// `?lang=en&theme=dark` is what `<cong-tin view="article" item="…" lang="en" theme="dark">` is.
pub fn show(root: HtmlElement, config: Config, zone: PortalZone, base: &Base) {
    let (path, query) = location();
    let page_address = address::of_page();
    let portal = address::resolve(&page_address, base.path()).unwrap_or_default();
    let query = query.strip_prefix('?').unwrap_or(&query);
    let path = base.framed(&path).unwrap_or_default().trim_end_matches('/');
    let (view, about) = path.split_once('/').unwrap_or((path, ""));
    let text = |name: &str| match name {
        "feed" => Some(config.feed.clone()),
        "view" => Some(view.to_owned()),
        "item" | "date" => Some(about.to_owned()),
        "time-zone" => config.time_zone.clone(),
        "lang" => parameter(query, name).or_else(|| Some(config.language.tag().to_owned())),
        _ => parameter(query, name),
    };
    let lang = Settings::lang(&text);
    let theme = parameter(query, "theme");
    let theme = Theme::ALL
        .into_iter()
        .find(|known| known.name() == theme.as_deref());
    page::set_language(lang.tag());
    page::set_theme(theme.and_then(Theme::name));
    page::links_on_top();
    page::remove_skeleton();
    let settings = Settings::read(&text, &portal);
    mount_to(root, move || {
        let shown = match settings {
            Ok((settings, _)) => {
                let newsroom = Newsroom::new(&config, zone, &page_address);
                newsroom.open(None);
                drawn(Widget {
                    settings,
                    base: Base::new(&portal),
                    newsroom,
                    tell: Rc::new(|_| true),
                    heading: "h1",
                })
            }
            Err(fault) => {
                console::error("/embed/", &fault);
                wrong(lang, &(Rc::new(|_| true) as _))
            }
        };
        let content = el("div")
            .directive(|element| tell_height(&element))
            .child(shown);
        el("main").child(content).into_any()
    })
    .forget();
}
