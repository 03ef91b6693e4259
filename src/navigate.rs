//! The browser's history as a signal. One mechanism in every engine: `pushState`, `popstate`, and
//! one click listener on the app's own root.

use std::{cell::RefCell, rc::Rc};

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, History, HtmlAnchorElement, MouseEvent, ScrollRestoration, Url};

use crate::{
    browser::{page, window},
    route::{Base, Route},
};

/// Which page is shown, and the ways to show another.
#[derive(Clone, Copy)]
pub struct Navigator {
    route: RwSignal<Route>,
    base: StoredValue<Base>,
    places: StoredValue<Rc<RefCell<Places>>, LocalStorage>,
}

/// Who decides what becomes of a page that is asked for, where the portal's pages are shown outside
/// of it.
#[derive(Clone)]
pub struct Guide {
    /// May [`show`](Navigator::show) it.
    pub ask: Rc<dyn Fn(Navigator, Route)>,
    /// The element of a page's heading: in a page of somebody else's there is a first level already.
    pub heading: &'static str,
}

/// Where each entry of the history was scrolled to. The browser's own restoration runs before
/// the page it belongs to has been drawn.
#[derive(Default)]
struct Places {
    /// Number of the entry shown; it is kept in the entry's state.
    entry: u32,
    newest: u32,
    /// By the entry's number.
    left: Vec<Place>,
    /// None in the portal.
    guide: Option<Guide>,
}

/// How a page was left.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Pixels from the top.
    y: Option<f64>,
    /// Batches of its list that were drawn.
    batches: u32,
}

/// How the reader came to the page that is to be shown.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Arrival {
    /// A new page: it starts at its top.
    New,
    /// Back or forward: it is where it was left, pixels from the top.
    Return(f64),
}

impl Navigator {
    /// A navigator that stays where it is, for pages that are drawn natively.
    pub fn at(route: Route, base: Base) -> Navigator {
        Navigator {
            route: RwSignal::new(route),
            base: StoredValue::new(base),
            places: StoredValue::new_local(Rc::default()),
        }
    }

    /// A navigator that leaves the history alone, and asks a guide instead.
    pub fn guided(route: Route, base: Base, guide: Guide) -> Navigator {
        let navigator = Navigator::at(route, base);
        navigator.places().borrow_mut().guide = Some(guide);
        navigator
    }

    /// A navigator for the page that the address names.
    pub fn start(base: Base) -> Navigator {
        let (path, query) = location();
        let route = base.route(&path, &query).unwrap_or(Route::NotFound(path));
        let navigator = Navigator::at(route, base);
        if let Some(history) = history() {
            let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
            let state = history.state().unwrap_or_default();
            navigator.places().borrow_mut().adopt(&state);
        }
        navigator
    }

    pub fn route(self) -> Route {
        self.route.get()
    }

    /// Shows a page as a new entry of the history; the page already shown is not entered twice.
    pub fn go(self, route: Route) {
        let guide = self.places().borrow().guide.clone();
        if let Some(guide) = guide {
            return (guide.ask)(self, route);
        }
        let href = self.base.with_value(|base| base.href(&route));
        if self.route.with_untracked(|shown| *shown == route) {
            page::scroll_to(0.0);
            page::focus_heading();
            return;
        }
        self.enter(&href, route);
    }

    /// Corrects the address of the page shown, without a new entry.
    pub fn correct(self, route: &Route) {
        let href = self.base.with_value(|base| base.href(route));
        self.write(&href, true);
    }

    /// Shows another page in the place of this one, as after signing in.
    pub fn replace(self, route: Route) {
        self.correct(&route);
        self.forget_place();
        self.route.set(route);
    }

    /// Where the page to be shown is to be scrolled to.
    pub fn arrival(self) -> Arrival {
        let places = self.places();
        let places = places.borrow();
        places.here().y.map_or(Arrival::New, Arrival::Return)
    }

    /// How many batches of the list the page shown had when it was left; 0 when it is new.
    pub fn batches(self) -> u32 {
        self.places().borrow().here().batches
    }

    pub fn keep_batches(self, batches: u32) {
        self.places()
            .borrow_mut()
            .change(|place| place.batches = batches);
    }

    fn enter(self, href: &str, route: Route) {
        self.leave();
        {
            let places = self.places();
            let mut places = places.borrow_mut();
            places.newest += 1;
            places.entry = places.newest;
        }
        self.write(href, false);
        self.route.set(route);
    }

    fn places(self) -> Rc<RefCell<Places>> {
        self.places.get_value()
    }

    fn forget_place(self) {
        let places = self.places();
        places
            .borrow_mut()
            .change(|place| *place = Place::default());
    }

    /// Remembers where the page being left is scrolled to.
    fn leave(self) {
        let places = self.places();
        places
            .borrow_mut()
            .change(|place| place.y = Some(page::scroll_y()));
    }

    /// It lies in a chunk that comes after the first page.
    #[inline(never)]
    fn returned(self, state: &JsValue) {
        self.leave();
        self.places().borrow_mut().adopt(state);
        let (path, query) = location();
        if let Some(route) = self.base.with_value(|base| base.route(&path, &query)) {
            // The fragment alone may have changed: then there is nothing to draw.
            if self.route.with_untracked(|shown| *shown != route) {
                self.route.set(route);
            }
        }
    }

    /// Shows a page, and leaves the history alone.
    pub fn show(self, route: Route) {
        self.forget_place();
        self.route.set(route);
    }

    /// The element of a page's heading.
    pub fn heading(self) -> &'static str {
        let places = self.places();
        let places = places.borrow();
        places.guide.as_ref().map_or("h1", |guide| guide.heading)
    }

    fn write(self, href: &str, replace: bool) {
        let Some(history) = history() else { return };
        let places = self.places();
        let places = places.borrow();
        if places.guide.is_some() {
            return;
        }
        let state = places.state();
        // Browsers refuse hundreds of entries in a few seconds; the page is shown all the same.
        let _ = if replace {
            history.replace_state_with_url(&state, "", Some(href))
        } else {
            history.push_state_with_url(&state, "", Some(href))
        };
    }

    /// Takes over the history, and the clicks in the app's root: plain clicks on links into the portal
    /// become pages, everything else stays the browser's. It lies in a chunk that comes after an
    /// article's headline; until then the browser follows links itself.
    #[inline(never)]
    pub fn take_over(self, root: Element) {
        window_event_listener(leptos::ev::popstate, move |event| {
            self.returned(&event.state())
        });
        // A reload keeps its place: the page being left writes it into its own entry.
        window_event_listener(leptos::ev::pagehide, move |_| {
            self.leave();
            self.write(&page::address(), true);
        });
        let listener = Closure::<dyn FnMut(MouseEvent)>::new(move |event| self.clicked(&event));
        let listener = listener.into_js_value();
        let _ = root.add_event_listener_with_callback("click", listener.unchecked_ref());
    }

    /// Not in the other pages' chunk: should that be gone, the address is the next page's before anything
    /// fails, and the browser does not follow the link away from what is typed.
    fn clicked(self, event: &MouseEvent) {
        let Some(link) = followed(event) else { return };
        let Ok(url) = Url::new(&link.href()) else {
            return;
        };
        if url.origin() != crate::browser::address::own_origin() {
            return;
        }
        let Some(route) = self
            .base
            .with_value(|base| base.route(&url.pathname(), &url.search()))
        else {
            return;
        };
        let fragment = url.hash();
        let same_page = self.route.with_untracked(|shown| *shown == route);
        if let Some(id) = fragment.strip_prefix('#').filter(|_| same_page) {
            if page::show_fragment(id) {
                event.prevent_default();
            }
            return;
        }
        // A file of the host that lies under the base path is the browser's, too.
        if matches!(route, Route::NotFound(_)) {
            return;
        }
        event.prevent_default();
        self.go(route);
    }
}

fn history() -> Option<History> {
    window()?.history().ok()
}

/// Path and query of the address.
pub fn location() -> (String, String) {
    let Some(window) = window() else {
        return Default::default();
    };
    let location = window.location();
    let path = location.pathname().unwrap_or_default();
    (path, location.search().unwrap_or_default())
}

/// The link that a plain click follows in this page; modified clicks, downloads and links with a
/// target are the browser's.
#[inline(always)]
pub fn followed(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || modified {
        return None;
    }
    let target: Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let plain = link.target().is_empty() && !link.has_attribute("download");
    plain.then_some(link)
}

impl Places {
    fn adopt(&mut self, state: &JsValue) {
        let number = |name: &str| {
            // To read from what is no object costs an exception.
            let read = state.is_object().then(|| Reflect::get(state, &name.into()));
            read?.ok()?.as_f64()
        };
        // Another page of this host may have left a state of its own.
        self.entry = number("entry").map_or(0, |entry| entry.clamp(0.0, 10_000.0) as u32);
        self.newest = self.newest.max(self.entry);
        if self.here().y.is_none() {
            let batches = number("batches").map_or(0, |batches| batches.clamp(0.0, 200.0) as u32);
            self.change(|place| {
                *place = Place {
                    y: number("y"),
                    batches,
                };
            });
        }
    }

    /// How the entry shown was left.
    fn here(&self) -> Place {
        self.left
            .get(self.entry as usize)
            .copied()
            .unwrap_or_default()
    }

    fn change(&mut self, change: impl FnOnce(&mut Place)) {
        let entry = self.entry as usize;
        if self.left.len() <= entry {
            self.left.resize(entry + 1, Place::default());
        }
        change(&mut self.left[entry]);
    }

    fn state(&self) -> JsValue {
        let state = js_sys::Object::new();
        let Place { y, batches } = self.here();
        for (name, value) in [
            ("entry", Some(f64::from(self.entry))),
            ("y", y),
            ("batches", Some(f64::from(batches))),
        ] {
            if let Some(value) = value {
                let _ = Reflect::set(&state, &name.into(), &value.into());
            }
        }
        state.into()
    }
}
