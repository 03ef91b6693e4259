//! The browser's history as a signal. One mechanism in every engine: `pushState`, `popstate`, and
//! one click listener on the app's own root.

mod entries;

use std::{cell::RefCell, mem, rc::Rc, time::Duration};

use js_sys::Reflect;
use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, History, HtmlAnchorElement, MouseEvent, ScrollRestoration, Url};

use crate::{
    browser::{page, window},
    route::{Base, Route},
};
use entries::HistoryEntries;

/// Which page is shown, and the ways to show another.
#[derive(Clone, Copy)]
pub struct Navigator {
    route: RwSignal<Route>,
    base: StoredValue<Base>,
    /// The browser restores scroll positions before the page they belong to has been drawn.
    entries: StoredValue<Rc<RefCell<HistoryEntries>>, LocalStorage>,
    /// None in the portal.
    policy: StoredValue<Option<NavigationPolicy>, LocalStorage>,
    is_coming: RwSignal<bool>,
    asked_again: RwSignal<bool>,
}

/// What becomes of a page that is asked for, where the portal's pages are shown outside of it.
#[derive(Clone)]
pub struct NavigationPolicy {
    /// Who decides; it may [`show`](Navigator::show) the page.
    pub ask: Rc<dyn Fn(Navigator, Route)>,
    /// The element of a page's heading: in a page of somebody else's there is a first level already.
    pub heading: &'static str,
}

/// How the reader came to the page that is to be shown.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum NavigationKind {
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
            entries: StoredValue::new_local(Rc::default()),
            policy: StoredValue::new_local(None),
            is_coming: RwSignal::new(false),
            asked_again: RwSignal::new(false),
        }
    }

    /// A navigator that leaves the history alone, and asks somebody instead.
    pub fn with_policy(route: Route, base: Base, policy: NavigationPolicy) -> Navigator {
        let navigator = Navigator::at(route, base);
        navigator.policy.set_value(Some(policy));
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
            navigator.adopt(&state);
        }
        if page::standing().is_some() {
            // What stands there is in its place already: src/js/standing.js.
            navigator.entries().borrow_mut().settle();
        }
        navigator
    }

    pub fn route(self) -> Route {
        self.route.get()
    }

    /// Shows a page as a new entry of the history; the page already shown is not entered twice.
    pub fn go(self, route: Route) {
        if let Some(policy) = self.policy.get_value() {
            return (policy.ask)(self, route);
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
        self.entries().borrow_mut().forget();
        self.correct(&route);
        self.route.set(route);
    }

    /// Whether the page around is somebody else's: a widget's.
    pub fn is_guest(self) -> bool {
        self.policy.with_value(Option::is_some)
    }

    /// Whether a skeleton stands in the page's place, for its module is on the way.
    pub fn is_coming(self) -> bool {
        self.is_coming.get()
    }

    /// Tells so.
    pub fn set_coming(self, is_coming: bool) {
        self.is_coming.set(is_coming);
    }

    /// Changes when the reader asks again for a module that did not come. Tracked.
    pub fn asked_again(self) -> bool {
        self.asked_again.get()
    }

    /// Tells all parts of the page that wait for one.
    pub fn ask_again(self) {
        self.asked_again.update(|again| *again = !*again);
    }

    /// How the reader came to the page shown.
    pub fn kind(self) -> NavigationKind {
        let y = self.entries().borrow().place().y;
        y.map_or(NavigationKind::New, NavigationKind::Return)
    }

    /// Scrolls the page shown to the place where it was left, as far as it is long enough by now.
    /// `is_whole`: no more of it is on its way.
    pub fn restore(self, is_whole: bool) {
        let entries = self.entries();
        let place = entries.borrow().place();
        if let Some(y) = place.y.filter(|_| entries.borrow().is_restoring()) {
            page::scroll_to(y);
            if is_whole || page::scroll_y() + 1.0 >= y {
                entries.borrow_mut().settle();
            }
        }
    }

    /// Whether the page shown is still on the way to the place where it was left.
    pub fn is_restoring(self) -> bool {
        self.entries().borrow().is_restoring()
    }

    /// How many batches of the list the page shown had when it was left; 0 when it is new.
    pub fn batches(self) -> u32 {
        self.entries().borrow().place().batches
    }

    /// So many batches of the list shown are drawn.
    pub fn keep_batches(self, batches: u32) {
        self.entries().borrow_mut().keep_batches(batches);
        self.write(&page::address(), true);
    }

    fn enter(self, href: &str, route: Route) {
        self.keep_place();
        self.entries().borrow_mut().push();
        self.write(href, false);
        self.route.set(route);
    }

    fn entries(self) -> Rc<RefCell<HistoryEntries>> {
        self.entries.get_value()
    }

    fn adopt(self, state: &JsValue) {
        let number = |name: &str| {
            // To read from what is no object costs an exception.
            let read = state.is_object().then(|| Reflect::get(state, &name.into()));
            read?.ok()?.as_f64()
        };
        self.entries().borrow_mut().adopt(number);
    }

    /// Writes where the page shown is scrolled to into its own entry: once it is left, that entry is
    /// out of reach, and when it is left for another site nobody is asked.
    fn keep_place(self) {
        if self.entries().borrow_mut().scrolled(page::scroll_y()) {
            self.write(&page::address(), true);
        }
    }

    fn returned(self, state: &JsValue) {
        // The address is another entry's already: what was left is only remembered.
        self.entries().borrow_mut().scrolled(page::scroll_y());
        self.adopt(state);
        let (path, query) = location();
        if let Some(route) = self.base.with_value(|base| base.route(&path, &query)) {
            // The fragment alone may have changed: then there is nothing to draw.
            if self.route.with_untracked(|shown| *shown != route) {
                self.route.set(route);
            } else {
                self.entries().borrow_mut().settle();
            }
        }
    }

    /// Shows a page, and leaves the history alone.
    pub fn show(self, route: Route) {
        self.entries().borrow_mut().forget();
        self.route.set(route);
    }

    /// The element of a page's heading.
    pub fn heading(self) -> &'static str {
        self.policy
            .with_value(|policy| policy.as_ref().map_or("h1", |policy| policy.heading))
    }

    fn write(self, href: &str, replace: bool) {
        let Some(history) = history() else { return };
        if self.policy.with_value(Option::is_some) {
            return;
        }
        let state = js_sys::Object::new();
        for (name, value) in self.entries().borrow().state() {
            if let Some(value) = value {
                // A plain object takes any property.
                let _ = Reflect::set(&state, &name.into(), &value.into());
            }
        }
        // Browsers refuse hundreds of entries in a few seconds; the page is shown all the same.
        let _ = if replace {
            history.replace_state_with_url(&state, "", Some(href))
        } else {
            history.push_state_with_url(&state, "", Some(href))
        };
    }

    /// Takes over the history, and the clicks in the app's root: plain clicks on links into the portal
    /// become pages, everything else stays the browser's.
    pub fn take_over(self, root: Element) {
        window_event_listener(ev::popstate, move |event| self.returned(&event.state()));
        self.keep_place_in_time();
        let listener = Closure::<dyn FnMut(MouseEvent)>::new(move |event| self.clicked(&event));
        let listener = listener.into_js_value();
        let _ = root.add_event_listener_with_callback("click", listener.unchecked_ref());
    }

    /// Keeps the place before it can be lost: once scrolling has ended, and when the page is hidden or
    /// left. `scrollend` is not in every engine.
    fn keep_place_in_time(self) {
        // Engines refuse more than a hundred changes of state in half a minute.
        const STILL: Duration = Duration::from_millis(300);
        let waiting = StoredValue::new_local(None::<TimeoutHandle>);
        window_event_listener(ev::scroll, move |_| {
            let still = set_timeout_with_handle(move || self.keep_place(), STILL).ok();
            let before = waiting.try_update_value(|waiting| mem::replace(waiting, still));
            if let Some(Some(before)) = before {
                before.clear();
            }
        });
        window_event_listener(ev::visibilitychange, move |_| {
            if !page::is_visible() {
                self.keep_place();
            }
        });
        window_event_listener(ev::pagehide, move |_| self.keep_place());
        // WebKit takes a page at its word that it restores scroll positions itself: what comes out of its
        // back-forward cache is at the top.
        window_event_listener(ev::pageshow, move |event| {
            let place = self.entries().borrow().place();
            if let Some(y) = place.y.filter(|_| event.persisted()) {
                page::scroll_to(y);
            }
        });
        // Whoever scrolls on while more of the page is on its way has another place.
        let settle = move || self.entries().borrow_mut().settle();
        window_event_listener(ev::wheel, move |_| settle());
        window_event_listener(ev::touchmove, move |_| settle());
        window_event_listener(ev::keydown, move |_| settle());
    }

    fn clicked(self, event: &MouseEvent) {
        let Some(link) = followed(event) else { return };
        // It may lead to another site.
        self.keep_place();
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
