//! The widget's entry: what the element `<cong-tin>` (`embed.js`) calls. It shows the portal's own
//! pages in a page of somebody else's, and leaves alone what belongs to that page: its history,
//! title, focus and storage.

pub mod framed;
mod latest;
mod settings;
mod view;

use std::rc::Rc;

use js_sys::{Function, Object, Reflect};
use leptos::mount::mount_to_renderer;
use wasm_bindgen::{closure::Closure, prelude::*};
use web_sys::Element;

pub use settings::Settings;
pub use view::{Tell, Told, Widget, wrong};

use crate::{
    browser::{address, console, zone::PortalZone},
    config::{ConfigFault, unknown_time_zone},
    route::Base,
    state::newsroom::Newsroom,
};

/// Draws a widget into an element. `settings` holds the texts of the tag's attributes, by their
/// names, and `portal`, the absolute address that the portal lies at. `tell(what, detail)` hears
/// what happens; `false` from it keeps a page from being opened. What comes back is to be called
/// once, and frees all of the widget.
pub fn mount_widget(into: &Element, written: &JsValue, tell: Function) -> JsValue {
    let text = |name: &str| Reflect::get(written, &name.into()).ok()?.as_string();
    let lang = Settings::lang(&text);
    let tell: Tell = Rc::new(move |told| heard(&tell, &told));
    let drawn = match settings(&text) {
        Ok((settings, base, place)) => mount_to_renderer(into, move || {
            let (feed, time_zone) = (&place.feed, place.time_zone.as_deref());
            view::drawn(Widget {
                settings,
                base,
                newsroom: Newsroom::shared(feed, place.zone, time_zone),
                tell,
                heading: "h2",
            })
        }),
        Err(fault) => {
            console::error("<cong-tin>", &fault);
            mount_to_renderer(into, move || wrong(lang, &tell))
        }
    };
    Closure::once_into_js(move || drop(drawn))
}

/// Where a widget's news comes from.
struct Place {
    /// Absolute.
    feed: String,
    zone: PortalZone,
    /// As in the portal's config.
    time_zone: Option<String>,
}

fn settings(text: &dyn Fn(&str) -> Option<String>) -> Result<(Settings, Base, Place), ConfigFault> {
    let portal = text("portal").unwrap_or_default();
    let (settings, notes) = Settings::read(text, &portal)?;
    for note in &notes {
        console::warn("<cong-tin>", note);
    }
    let feed = address::resolve(&address::of_page(), &settings.feed)
        .ok_or_else(|| settings::no_address(&settings.feed))?;
    let time_zone = settings.time_zone.clone();
    let zone = PortalZone::new(time_zone.as_deref())
        .ok_or_else(|| unknown_time_zone(time_zone.as_deref().unwrap_or_default()))?;
    let place = Place {
        feed,
        zone,
        time_zone,
    };
    Ok((settings, Base::new(&portal), place))
}

/// Hands on what happens to the element: its name and an object of texts.
fn heard(tell: &Function, told: &Told) -> bool {
    let (name, members): (&str, Vec<(&str, Option<&str>)>) = match told {
        Told::Ready => ("ready", vec![]),
        Told::Failed { code, message } => (
            "error",
            vec![("code", Some(code)), ("message", Some(message))],
        ),
        Told::Open { url, item, title } => (
            "open",
            vec![
                ("url", Some(url)),
                ("item", item.as_deref()),
                ("title", title.as_deref()),
            ],
        ),
        Told::Date { url, date } => ("date", vec![("url", Some(url)), ("date", Some(date))]),
    };
    let detail = Object::new();
    for (name, value) in members {
        let value = value.map_or(JsValue::NULL, JsValue::from);
        // A plain object takes any property.
        let _ = Reflect::set(&detail, &name.into(), &value);
    }
    let answer = tell.call2(&JsValue::NULL, &name.into(), &detail);
    answer.is_ok_and(|answer| answer.is_truthy())
}
