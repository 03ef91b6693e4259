//! The page as a whole: title, language, appearance, focus, scroll.

use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, FocusOptions, HtmlElement, Window};

use crate::el::ElementRef;

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

/// `light`, `dark`, or `None` for the device's own.
pub fn set_theme(theme: Option<&str>) {
    set_root_attribute("data-theme", theme);
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
    let [name, content, selector] = UNLISTED.words();
    if let Some(document) = document()
        && let (Ok(Some(head)), Ok(meta)) = (
            document.query_selector("head"),
            document.create_element("meta"),
        )
    {
        // Only a malformed name or place is refused.
        let _ = meta.set_attribute("name", name);
        let _ = meta.set_attribute("content", content);
        let _ = head.append_child(&meta);
    }
    move || {
        let found =
            document().and_then(|document| document.query_selector(selector).ok().flatten());
        if let Some(meta) = found {
            meta.remove();
        }
    }
}

feed::late!(static UNLISTED in "doctor": "robots noindex meta[name=robots]");

/// What stands in the page until something is drawn.
fn waiting() -> Option<Element> {
    document()?.get_element_by_id("waiting")
}

/// Whether that is what the page is to show, as it was when last read: `src/worker/drawn.js`.
pub fn is_drawn() -> bool {
    waiting().is_some_and(|waiting| waiting.has_attribute("data-drawn"))
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

/// Focuses the page's heading, as a new page's reader starts there.
pub fn focus_heading() {
    let heading =
        document().and_then(|document| document.query_selector("#content h1").ok().flatten());
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into().ok()) {
        focus(&heading);
    }
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
#[inline(never)]
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
