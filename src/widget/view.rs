//! What a widget shows: one page of the portal, without the frame around it.

use std::rc::Rc;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent, Url};

use super::{Settings, latest::latest};
use crate::{
    browser::page,
    context::Portal,
    el::{ElementRef, effect, el, live},
    pages,
    parts::{Today, button, messages},
    route::{Base, Route},
    state::navigate::{NavigationPolicy, Navigator, followed},
    state::newsroom::{Front, Goal, Newsroom},
    state::preferences::Preferences,
    state::session::Session,
    text::{Lang, feed_advice},
};

/// What a widget is drawn from.
pub struct Widget {
    pub settings: Settings,
    /// Where the portal lies, absolute: links lead there.
    pub base: Base,
    pub newsroom: Newsroom,
    pub tell: Tell,
    /// The element of its first heading.
    pub heading: &'static str,
}

/// What happens in a widget, for the page around it.
pub enum Told {
    /// There is something to read.
    Ready,
    /// There is not, for a reason that has a stable code and a message for the reader.
    Failed {
        code: &'static str,
        message: &'static str,
    },
    /// A page is about to be opened; `item` is the item's id where it is an article's.
    Open {
        url: String,
        item: Option<String>,
        title: Option<String>,
    },
    /// The news of a day (`2021-03-22`) or a month (`2021-03`) is about to be opened.
    Date { url: String, date: String },
}

/// Whether the page around lets it happen.
pub type Tell = Rc<dyn Fn(Told) -> bool>;

/// The pages behind the one shown, the oldest first.
#[derive(Default)]
struct Behind(Vec<Route>);

/// What has become of a widget.
#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    Pending,
    Ready,
    Failed {
        code: &'static str,
        message: &'static str,
    },
}

/// Who shows a page that is asked for.
enum Shower {
    Browser,
    Widget,
    /// The page around.
    Host,
}

/// Draws a widget.
pub fn drawn(widget: Widget) -> AnyView {
    let Widget {
        settings,
        base,
        newsroom,
        tell,
        heading,
    } = widget;
    let Settings {
        view,
        limit,
        lang,
        inside,
        ..
    } = settings;
    let root = ElementRef::default();
    let behind = RwSignal::new(Behind::default());
    let words = lang.embed_words();
    let enter = move |navigator: Navigator, route: Route| {
        let shown = untrack(|| navigator.route());
        if shown != route {
            behind.update(|behind| behind.0.push(shown));
            navigator.show(route);
        }
        focus_heading(root);
    };
    let links = base.clone();
    let asking = tell.clone();
    let shower = Rc::new(move |route: &Route| {
        if !asking(about_to_open(route, links.href(route), newsroom)) {
            Shower::Host
        } else if inside
            && !matches!(
                route,
                Route::SignIn { .. }
                    | Route::Saved
                    | Route::Sitemap
                    | Route::Accessibility
                    | Route::Embed
                    | Route::Doctor(_)
            )
        {
            Shower::Widget
        } else {
            Shower::Browser
        }
    });
    let links = base.clone();
    let asked = shower.clone();
    let ask = move |navigator: Navigator, route: Route| match asked(&route) {
        Shower::Host => {}
        Shower::Widget => enter(navigator, route),
        Shower::Browser => page::open_on_top(&links.href(&route)),
    };
    let policy = NavigationPolicy {
        ask: Rc::new(ask),
        heading,
    };
    let navigator = Navigator::with_policy(view.clone(), base.clone(), policy);
    let links = base.clone();
    let clicked = move |event: MouseEvent| {
        let Some(link) = followed(&event) else {
            return;
        };
        let Ok(url) = Url::new(&link.href()) else {
            return;
        };
        if let Some(target) = in_page(&url, root) {
            event.prevent_default();
            target.scroll_into_view();
            return;
        }
        let path = [url.origin(), url.pathname()].concat();
        let route = match links.route(&path, &url.search()) {
            None | Some(Route::NotFound(_)) => return,
            Some(route) => route,
        };
        match shower(&route) {
            Shower::Browser => {}
            Shower::Host => event.prevent_default(),
            Shower::Widget => {
                event.prevent_default();
                enter(navigator, route);
            }
        }
    };
    provide_context(base);
    provide_context(lang);
    provide_context(Today(newsroom.day()));
    provide_context(Portal {
        navigator,
        newsroom,
        session: Session::new(None),
        preferences: Preferences::fixed(lang),
    });
    report(newsroom, view, tell);
    let back = move || {
        let before = behind.try_update(|behind| behind.0.pop()).flatten();
        if let Some(route) = before {
            navigator.show(route);
            focus_heading(root);
        }
    };
    let way_back = live(move || {
        let deep = behind.with(|behind| !behind.0.is_empty());
        deep.then(|| {
            el("p")
                .class("way-back")
                .child(button(words.back, back).class("quiet"))
        })
    });
    let page = live(move || match navigator.route() {
        Route::Home => latest(limit),
        route => pages::page(route),
    });
    el("div")
        .class("widget")
        .attr("lang", lang.tag())
        .node_ref(root)
        .on(ev::click, clicked)
        .child(way_back)
        .child(page)
        .into_any()
}

/// What stands in the place of a widget whose tag is wrong. The console says what is.
pub fn wrong(lang: Lang, tell: &Tell) -> AnyView {
    let message = lang.embed_words().wrong;
    let failed = Told::Failed {
        code: "settings",
        message,
    };
    let tell = tell.clone();
    set_timeout(
        move || {
            tell(failed);
        },
        Default::default(),
    );
    let notice = el("p").class("notice").child(message);
    let page = el("div").class("page").child(notice);
    el("div")
        .class("widget")
        .attr("lang", lang.tag())
        .child(page)
        .into_any()
}

/// Tells the page around what has become of the widget, each time that it changes.
fn report(newsroom: Newsroom, view: Route, tell: Tell) {
    let messages = messages();
    let outcome = Memo::new(move |_| match (newsroom.front(), &view) {
        (Front::Loading | Front::Ahead(_), _) => Outcome::Pending,
        (Front::Failed(fault), _) => Outcome::Failed {
            code: "feed",
            message: feed_advice(messages, &fault),
        },
        (Front::Ready, Route::Article { key, .. }) => {
            let edition = newsroom.edition();
            if edition.with(|edition| edition.find(*key).is_some()) {
                Outcome::Ready
            } else if newsroom.may_hold(Goal::Item(*key)) {
                Outcome::Pending
            } else {
                Outcome::Failed {
                    code: "item",
                    message: messages.article_missing_why,
                }
            }
        }
        (Front::Ready, _) => Outcome::Ready,
    });
    effect(move || {
        let told = match outcome.get() {
            Outcome::Pending => return,
            Outcome::Ready => Told::Ready,
            Outcome::Failed { code, message } => Told::Failed { code, message },
        };
        let tell = tell.clone();
        // Once it is drawn.
        set_timeout(
            move || {
                tell(told);
            },
            Default::default(),
        );
    });
}

fn about_to_open(route: &Route, url: String, newsroom: Newsroom) -> Told {
    match route {
        Route::Day(day) => Told::Date {
            url,
            date: day.to_string(),
        },
        Route::Month(month) => Told::Date {
            url,
            date: month.to_string(),
        },
        Route::Article { key, .. } => {
            let edition = newsroom.edition();
            let item = edition
                .with_untracked(|edition| edition.find(*key).or_else(|| edition.listed(*key)));
            Told::Open {
                url,
                item: item.as_ref().map(|item| item.id.as_str().to_owned()),
                title: item.and_then(|item| item.headline.clone()),
            }
        }
        _ => Told::Open {
            url,
            item: None,
            title: None,
        },
    }
}

/// What a link to a part of the page shown points at: the browser looks for it in the page around.
fn in_page(url: &Url, root: ElementRef) -> Option<web_sys::Element> {
    let hash = url.hash();
    let id = hash.strip_prefix('#')?;
    let address = page::address();
    let around = address.split('#').next().unwrap_or_default();
    let own = url.href().strip_suffix(&hash) == Some(around);
    if !own {
        return None;
    }
    let id = js_sys::decode_uri_component(id).map_or_else(|_| id.into(), String::from);
    let id = id.replace('\\', "\\\\").replace('"', "\\\"");
    let selector = ["[id=\"", &id, "\"]"].concat();
    root.get()?.query_selector(&selector).ok()?
}

/// A page that is opened inside the widget starts at its heading, as one of the portal's does.
fn focus_heading(root: ElementRef) {
    request_animation_frame(move || {
        let heading = root
            .get()
            .and_then(|root| root.query_selector("h1, h2").ok().flatten());
        if let Some(heading) = heading.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            page::focus(&heading);
        }
    });
}
