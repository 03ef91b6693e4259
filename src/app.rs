//! The frame around the page: masthead, page, footer, announcer.

use feed::Edition;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{address, page},
    config::{Config, ConfigFault, Link},
    context::{Portal, portal},
    el::{El, changing, el, live, watch},
    frames::last,
    navigate::{Arrival, Navigator},
    newsroom::{Front, Newsroom},
    pages,
    parts::{button, href, link, list, messages},
    preferences::Theme,
    route::Route,
    session::Session,
    text::{Lang, feed_advice, fill},
};

/// Sections that the bar has room for.
const SECTIONS: usize = 8;

/// What the config says of the frame.
#[derive(Clone)]
pub struct Identity {
    pub name: Option<String>,
    /// Absolute.
    pub logo: Option<String>,
    pub links: Vec<Link>,
}

impl Identity {
    /// Relative addresses of the config start from `base`.
    pub fn new(config: &Config, base: &str) -> Identity {
        Identity {
            name: config.name.clone(),
            logo: config
                .logo
                .as_deref()
                .and_then(|logo| address::resolve(base, logo)),
            links: config.links.clone(),
        }
    }

    fn name(&self, edition: &Edition) -> String {
        let title = &edition.head().title;
        let known = self.name.as_deref().unwrap_or(title);
        let name = if known.is_empty() {
            messages().portal
        } else {
            known
        };
        name.to_owned()
    }

    fn logo(&self, edition: &Edition) -> Option<String> {
        let head = edition.head();
        let of_feed = || {
            head.icon
                .as_ref()
                .or(head.favicon.as_ref())
                .map(ToString::to_string)
        };
        self.logo.clone().or_else(of_feed)
    }
}

/// Draws the portal. Wants [`Identity`], `Base` and [`Portal`] as context.
pub fn app() -> AnyView {
    let Portal {
        newsroom,
        session,
        preferences,
        frames,
        ..
    } = portal();
    watch(move || {
        page::set_language(preferences.lang().tag());
        page::set_theme(preferences.theme().name());
    });
    watch(move || match session.user() {
        Some(_) => newsroom.open_members(move || session.ended()),
        None => newsroom.close_members(),
    });
    // Another language is another page: everything is drawn anew.
    let english = Memo::new(move |_| preferences.lang() == Lang::En);
    live(move || {
        provide_context(if english.get() { Lang::En } else { Lang::Vi });
        frames.begun().then(frame)
    })
}

fn frame() -> Vec<AnyView> {
    let Portal {
        navigator,
        newsroom,
        ..
    } = portal();
    let identity = expect_context::<Identity>();
    let messages = messages();
    page::remove_skeleton();
    let edition = newsroom.edition();
    let title = Memo::new(move |_| {
        edition.with(|edition| {
            let portal = identity.name(edition);
            pages::title(&navigator.route(), edition, &portal, messages)
        })
    });
    watch(move || title.with(|title| page::set_title(title)));
    let said = RwSignal::new(None::<String>);
    arrive(navigator, newsroom, title, said);
    // `<base href>` sends a bare fragment to the portal's root.
    let content = changing(move || Some([&href(&navigator.route()), "#content"].concat()));
    vec![
        el("a")
            .class("skip-link")
            .attr("href", content)
            .child(messages.skip_to_content)
            .draw(),
        masthead(navigator).draw(),
        el("main")
            .attr("id", "content")
            .attr("tabindex", "-1")
            .child(live(move || pages::page(navigator.route())))
            .draw(),
        last(footer),
        el("p")
            .class("visually-hidden")
            .attr("role", "status")
            .child(live(move || said.get()))
            .draw(),
    ]
}

/// On every change of page: the heading gets the focus, the page is announced and scrolled to
/// where it belongs. The first page is the browser's to announce; only its place is restored.
fn arrive(
    navigator: Navigator,
    newsroom: Newsroom,
    title: Memo<String>,
    said: RwSignal<Option<String>>,
) {
    let mut before = None::<(Route, bool)>;
    watch(move || {
        let route = navigator.route();
        let ready = newsroom.front() == Front::Ready;
        let first = before.as_ref().is_none_or(|(shown, _)| *shown == route);
        let came = before.take().is_none_or(|(_, was_ready)| !was_ready) && ready;
        if !first || came {
            request_animation_frame(move || {
                match navigator.arrival() {
                    Arrival::Return(y) => page::scroll_to(y),
                    Arrival::New if first => {}
                    Arrival::New => page::scroll_to(0.0),
                }
                if !first {
                    page::focus_heading();
                    said.set(Some(title.get_untracked()));
                }
            });
        }
        before = Some((route, ready));
    });
}

fn masthead(navigator: Navigator) -> El {
    let messages = messages();
    let identity = expect_context::<Identity>();
    let edition = portal().newsroom.edition();
    let named = identity.clone();
    let mark = live(move || {
        let logo = edition.with(|edition| identity.logo(edition));
        let logo = logo.map_or(el("span"), |logo| {
            el("img").attr("alt", "").attr("src", logo)
        });
        logo.class("logo")
    });
    let name = live(move || edition.with(|edition| named.name(edition)));
    let sections = live(move || -> Vec<El> {
        let tags = edition.with(Edition::tags);
        tags.into_iter()
            .take(SECTIONS)
            .map(|(tag, _)| section(navigator, Route::Tag(tag.slug), &tag.label))
            .collect()
    });
    let tools = el("div")
        .class("masthead-tools")
        .child(link(&Route::Search(String::new())).child(messages.search))
        .child(link(&Route::Archive).child(messages.archive))
        .child(account(navigator));
    let bar = el("div")
        .class("masthead-bar")
        .child(
            link(&Route::Home)
                .class("portal")
                .child(mark)
                .child(el("span").class("portal-name").child(name)),
        )
        .child(tools);
    let sections = list()
        .child(section(navigator, Route::Home, messages.home))
        .child(sections);
    el("header").class("masthead").child(bar).child(
        el("nav")
            .class("sections")
            .attr("aria-label", messages.sections)
            .child(sections),
    )
}

fn section(navigator: Navigator, route: Route, label: &str) -> El {
    let link = link(&route).child(label);
    let current = changing(move || (navigator.route() == route).then_some("page"));
    el("li").child(link.attr("aria-current", current))
}

/// It lies in a chunk that comes after the first page.
#[inline(never)]
fn sign_out(session: Session, busy: RwSignal<bool>, failed: RwSignal<bool>) {
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    spawn_local(async move {
        failed.set(session.sign_out().await.is_err());
        busy.set(false);
    });
}

/// Who is signed in, and the way in or out.
fn account(navigator: Navigator) -> Vec<El> {
    let messages = messages();
    let Portal {
        session, newsroom, ..
    } = portal();
    let failed = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let shown = live(move || match session.user() {
        _ if !session.is_offered() => Vec::new(),
        None => {
            let way_in = move || Some(href(&Route::sign_in_then(navigator.route())));
            vec![
                el("a")
                    .class("sign-in-link")
                    .attr("href", changing(way_in))
                    .child(messages.sign_in),
            ]
        }
        Some(user) => vec![
            el("span")
                .class("user")
                .attr("role", "group")
                .attr("aria-label", fill(messages.signed_in_as, &user))
                .child(user),
            button(messages.sign_out, move || sign_out(session, busy, failed))
                .class("quiet")
                .attr(
                    "aria-disabled",
                    changing(move || busy.get().then_some("true")),
                ),
        ],
    });
    let trouble = live(move || {
        if failed.get() {
            return Some(messages.lang.words().sign_out_failed().to_owned());
        }
        let fault = newsroom.members_fault()?;
        Some(
            [
                messages.members_news_failed,
                " ",
                feed_advice(messages, &fault),
            ]
            .concat(),
        )
    });
    vec![
        el("div").class("account").child(shown),
        el("p")
            .class("account-trouble")
            .attr("role", "status")
            .child(trouble),
    ]
}

fn footer() -> El {
    let messages = messages();
    let identity = expect_context::<Identity>();
    let edition = portal().newsroom.edition();
    let links: Vec<El> = identity
        .links
        .iter()
        .map(|link| {
            let text = link.text.as_str();
            el("li").child(el("a").attr("href", link.url.clone()).child(text))
        })
        .collect();
    let links = (!links.is_empty()).then(|| {
        el("nav")
            .attr("aria-label", messages.below().site())
            .child(list().child(links))
    });
    let about = live(move || edition.with(|edition| edition.head().description.clone()));
    let site = live(move || {
        let url = edition.with(|edition| edition.head().home_page_url.clone())?;
        let host = url.host().to_owned();
        Some(el("p").child(el("a").attr("href", url.to_string()).child(host)))
    });
    let name = live(move || edition.with(|edition| identity.name(edition)));
    let about = el("div")
        .class("about")
        .child(el("p").class("footer-name").child(name))
        .child(site)
        .child(el("p").class("hint").child(about));
    let bar = el("div")
        .class("footer-bar")
        .child(about)
        .child(links)
        .child(link(&Route::Saved).child(messages.saved))
        .child(choices());
    el("footer").class("footer").child(bar)
}

/// Language and appearance.
fn choices() -> El {
    let messages = messages();
    let below = messages.below();
    let preferences = portal().preferences;
    let languages = Lang::ALL.map(|lang| {
        choice(
            lang.messages().language,
            move || preferences.lang() == lang,
            move || preferences.choose_lang(lang),
        )
        .attr("lang", lang.tag())
    });
    let themes = Theme::ALL.map(|theme| {
        let name = match theme {
            Theme::Auto => below.theme_auto(),
            Theme::Light => below.theme_light(),
            Theme::Dark => below.theme_dark(),
        };
        choice(
            name,
            move || preferences.theme() == theme,
            move || preferences.choose_theme(theme),
        )
    });
    let group = |name: &'static str, choices: Vec<El>| {
        el("div")
            .attr("role", "group")
            .attr("aria-label", name)
            .child(choices)
    };
    el("div")
        .class("choices")
        .child(group(below.change_language(), languages.into()))
        .child(group(below.theme(), themes.into()))
}

fn choice(
    label: &str,
    made: impl Fn() -> bool + Send + 'static,
    make: impl FnMut() + 'static,
) -> El {
    let pressed = changing(move || Some(if made() { "true" } else { "false" }));
    button(label, make)
        .class("choice")
        .attr("aria-pressed", pressed)
}

/// The page of an operator whose config block is wrong.
#[inline(never)]
pub fn misconfigured(faults: &[ConfigFault]) -> AnyView {
    let told = Lang::ALL.map(|lang| {
        let words = lang.words();
        let faults: Vec<El> = faults
            .iter()
            .map(|fault| el("li").child(el("code").child(fault.to_string())))
            .collect();
        el("section")
            .attr("lang", lang.tag())
            .child(el("h1").child(words.config_wrong()))
            .child(el("p").child(words.config_wrong_why()))
            .child(el("ul").child(faults))
    });
    el("main")
        .attr("id", "content")
        .class("page narrow misconfigured")
        .child(Vec::from(told))
        .draw()
}
