//! The page as a whole: title, language, appearance, focus, scroll.

use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, FocusOptions, HtmlElement, NodeList, Window};

use crate::el::{ElementRef, effect};

fn document() -> Option<Document> {
    super::window()?.document()
}

pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

pub fn set_language(tag: &str) {
    set_root_attribute("lang", Some(tag));
}

/// `light`, `dark`, `contrast`, or `None` for the device's own.
pub fn set_theme(theme: Option<&str>) {
    set_root_attribute("data-theme", theme);
}

/// As per cent of the device's own; `None` is 100.
pub fn set_text_size(percent: Option<&str>) {
    set_root_attribute("data-text-size", percent);
}

fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else {
        return;
    };
    // Only a malformed name is refused.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Holds the page to one more policy (CSP). Policies only ever take away.
pub fn add_policy(policy: &str) {
    let Some(document) = document() else { return };
    let (Ok(Some(head)), Ok(meta)) = (
        document.query_selector("head"),
        document.create_element("meta"),
    ) else {
        return;
    };
    // Only a malformed name or place is refused.
    let _ = meta.set_attribute("http-equiv", "Content-Security-Policy");
    let _ = meta.set_attribute("content", policy);
    let _ = head.append_child(&meta);
}

/// Asks search engines to leave out the page shown; what it answers takes that back.
pub fn unlisted() -> impl FnOnce() + Send + Sync + 'static {
    if let Some(document) = document()
        && let (Ok(Some(head)), Ok(meta)) = (
            document.query_selector("head"),
            document.create_element("meta"),
        )
    {
        // Only a malformed name or place is refused.
        let _ = meta.set_attribute("name", "robots");
        let _ = meta.set_attribute("content", "noindex");
        let _ = head.append_child(&meta);
    }
    move || {
        let robots = document().and_then(|document| {
            let found = document.query_selector("meta[name=robots]");
            found.ok().flatten()
        });
        if let Some(meta) = robots {
            meta.remove();
        }
    }
}

/// Tells `start.js` that a module has not come: it may have gone with its build.
pub fn tell_module_missing() {
    if let (Some(window), Ok(event)) = (super::window(), Event::new("cong-tin-module-missing")) {
        // Only an event that is being dispatched is refused.
        let _ = window.dispatch_event(&event);
    }
}

/// What stands in the page until something is drawn.
fn waiting() -> Option<Element> {
    document()?.get_element_by_id("waiting")
}

/// What the page is to show, if that stands there already: `""`, a snapshot of when it was last read
/// (`src/js/worker/snapshots.js`); `"page"`, an article's own page (docs/PAGES.md).
pub fn standing() -> Option<String> {
    waiting()?.get_attribute("data-snapshot")
}

/// Takes away what stands there, once something is drawn.
pub fn remove_skeleton() {
    if let Some(waiting) = waiting() {
        waiting.remove();
    }
}

/// Focuses an element without scrolling to it.
pub fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Focuses the page's heading, as a new page's reader starts there; whether there is one.
pub fn focus_heading() -> bool {
    focus_first("#content h1")
}

/// Focuses the first that a selector finds; whether there is one.
pub fn focus_first(selector: &str) -> bool {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    let found = found.and_then(|found| found.dyn_into().ok());
    if let Some(found) = &found {
        focus(found);
    }
    found.is_some()
}

/// The same, once pending changes are drawn.
pub fn focus_next(selector: String) {
    request_animation_frame(move || {
        focus_first(&selector);
    });
}

/// Brings the current section into sight, where the bar of sections is wider than the page.
pub fn show_section() {
    let current = document()
        .and_then(|document| {
            document
                .query_selector(".sections [aria-current]")
                .ok()
                .flatten()
        })
        .and_then(|current| current.dyn_into::<HtmlElement>().ok());
    let bar = current
        .as_ref()
        .and_then(|current| current.closest("ul").ok().flatten());
    if let (Some(current), Some(bar)) = (
        current,
        bar.and_then(|bar| bar.dyn_into::<HtmlElement>().ok()),
    ) {
        // As far as it takes, and the faded edge.
        let end = current.offset_left() - bar.offset_left() + current.offset_width();
        bar.set_scroll_left(end + 72 - bar.client_width());
    }
}

/// Whether what has the focus is one of these.
pub fn is_focused(selector: &str) -> bool {
    let focused = document().and_then(|document| document.active_element());
    focused.is_some_and(|focused| focused.matches(selector).unwrap_or(false))
}

/// Focuses an element that is drawn.
pub fn focus_on(handle: ElementRef) {
    if let Some(element) = handle.get() {
        focus(&element);
    }
}

/// Focuses what a selector finds inside an element, once pending changes are drawn.
pub fn focus_inside(handle: ElementRef, selector: String) {
    request_animation_frame(move || {
        let found = handle
            .get()
            .and_then(|element| element.query_selector(&selector).ok().flatten());
        if let Some(found) = found.and_then(|found| found.dyn_into().ok()) {
            focus(&found);
        }
    });
}

/// What a field holds: of an `<input>` or a `<select>`.
pub fn typed(handle: ElementRef) -> String {
    property(handle, "value")
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// Whether a checkbox is checked.
pub fn checked(handle: ElementRef) -> bool {
    property(handle, "checked").is_some_and(|checked| checked.is_truthy())
}

/// Empties a field.
pub fn clear(handle: ElementRef) {
    if let Some(element) = handle.get() {
        let _ = Reflect::set(&element, &"value".into(), &"".into());
    }
}

fn property(handle: ElementRef, name: &str) -> Option<JsValue> {
    let element = handle.get()?;
    Reflect::get(&element, &name.into()).ok()
}

/// Brings the target of an in-page link to the reader: scrolled to and focused. `id` is as the address
/// has it.
pub fn show_fragment(id: &str) -> bool {
    let id = js_sys::decode_uri_component(id).map_or_else(|_| id.into(), String::from);
    let Some(target) = document().and_then(|document| document.get_element_by_id(&id)) else {
        return false;
    };
    if target.tab_index_is_missing() {
        let _ = target.set_attribute("tabindex", "-1");
    }
    target.scroll_into_view();
    if let Some(target) = target.dyn_ref::<HtmlElement>() {
        focus(target);
    }
    true
}

trait Focusable {
    fn tab_index_is_missing(&self) -> bool;
}

impl Focusable for Element {
    fn tab_index_is_missing(&self) -> bool {
        !self.has_attribute("tabindex")
            && !self
                .matches("a[href], button, input, select, textarea, summary")
                .unwrap_or(false)
    }
}

/// All that a selector finds, in the order of the page.
pub fn find_all(selector: &str) -> impl Iterator<Item = Element> {
    let found = document().and_then(|document| document.query_selector_all(selector).ok());
    let places = 0..found.as_ref().map_or(0, NodeList::length);
    places.filter_map(move |at| found.as_ref()?.get(at)?.dyn_into().ok())
}

/// Whether what is being drawn is in the page.
pub fn is_drawn() -> ReadSignal<bool> {
    let is_drawn = RwSignal::new(false);
    effect(move || {
        request_animation_frame(move || {
            // The reader may have left.
            is_drawn.try_set(true);
        });
    });
    is_drawn.read_only()
}

/// Whether somebody may be looking.
pub fn is_visible() -> bool {
    document().is_some_and(|document| !document.hidden())
}

pub fn scroll_to(y: f64) {
    with_window(|window| window.scroll_to_with_x_and_y(0.0, y));
}

pub fn scroll_y() -> f64 {
    super::window()
        .and_then(|window| window.scroll_y().ok())
        .unwrap_or(0.0)
}

pub fn reload() {
    with_window(|window| {
        let _ = window.location().reload();
    });
}

/// Opens an address in the place of the whole page, also from a frame in it.
pub fn open_on_top(address: &str) {
    // By name: a declared import would weigh on every reader's first view.
    with_window(|window| {
        let open = Reflect::get(&window, &"open".into()).ok();
        if let Some(open) = open.and_then(|open| open.dyn_into::<Function>().ok()) {
            let _ = open.call2(&window, &address.into(), &"_top".into());
        }
    });
}

/// From now on links lead out of the frame that the page is shown in.
pub fn links_on_top() {
    let base = document().and_then(|document| document.query_selector("base").ok().flatten());
    if let Some(base) = base {
        // Only a malformed name is refused.
        let _ = base.set_attribute("target", "_top");
    }
}

/// Whether the page is shown in a frame of another.
pub fn is_framed() -> bool {
    super::window().is_some_and(|window| {
        let parent = Reflect::get(&window, &"parent".into());
        parent.as_ref().ok() != Some(window.as_ref())
    })
}

/// The absolute address of the page shown.
pub fn address() -> String {
    super::window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default()
}

fn with_window(work: impl FnOnce(Window)) {
    if let Some(window) = super::window() {
        work(window);
    }
}
