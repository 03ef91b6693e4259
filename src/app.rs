//! The frame around the page: masthead, page, footer, announcer.

mod footer;
mod masthead;
mod urgent;

use std::sync::Arc;

use feed::Edition;
use leptos::prelude::*;

pub use footer::footer;
pub use masthead::SECTIONS;

use crate::{
    browser::{address, page},
    config::{Config, ConfigFault, Link, PublisherDetail, Told},
    context::{Portal, portal},
    el::{El, changing, effect, el, live},
    pages::{self, Instead, from_module},
    parts::{Today, href, messages},
    route::Route,
    split,
    state::navigate::{NavigationKind, Navigator},
    state::newsroom::{Front, Newsroom, Older},
    text::Lang,
};

/// What the config says of the frame.
pub struct Identity {
    pub name: Option<String>,
    /// Absolute.
    pub logo: Option<String>,
    pub links: Vec<Link>,
    /// What is told on every page.
    pub notices: Vec<Told>,
    /// Who answers for it.
    pub publisher: Vec<(PublisherDetail, String)>,
    /// The sections of the bar, by their names.
    pub sections: Vec<String>,
}

impl Identity {
    /// Relative addresses of the config start from `base`.
    pub fn new(config: Config, base: &str) -> Identity {
        Identity {
            name: config.name,
            logo: config
                .logo
                .as_deref()
                .and_then(|logo| address::resolve(base, logo)),
            links: config.links,
            notices: config.notices,
            publisher: config.publisher,
            sections: config.sections,
        }
    }

    /// What the portal is called.
    pub fn name(&self, edition: &Edition) -> String {
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

/// Draws the portal, once the first page of the visit may be. Wants `Arc` of [`Identity`], `Base` and [`Portal`] as
/// context.
pub fn app(first_paint: impl Fn() -> bool + Send + 'static) -> AnyView {
    let Portal {
        newsroom,
        session,
        preferences,
        ..
    } = portal();
    provide_context(Today(newsroom.day()));
    effect(move || {
        page::set_language(preferences.lang().tag());
        page::set_theme(preferences.theme().name());
    });
    effect(move || match session.user() {
        Some(_) => newsroom.open_members(),
        None => newsroom.close_members(),
    });
    effect(move || {
        if newsroom.is_signed_out() {
            session.ended();
        }
    });
    // Another language is another page: everything is drawn anew.
    let english = Memo::new(move |_| preferences.lang() == Lang::En);
    live(move || {
        provide_context(if english.get() { Lang::En } else { Lang::Vi });
        first_paint().then(frame)
    })
}

fn frame() -> Vec<AnyView> {
    let Portal {
        navigator,
        newsroom,
        ..
    } = portal();
    let identity = expect_context::<Arc<Identity>>();
    let messages = messages();
    page::remove_skeleton();
    let edition = newsroom.edition();
    let title = Memo::new(move |_| {
        edition.with(|edition| {
            let portal = identity.name(edition);
            pages::title(&navigator.route(), edition, &portal, messages)
        })
    });
    effect(move || title.with(|title| page::set_title(title)));
    let said = RwSignal::new(None::<String>);
    arrive(navigator, newsroom, title, said);
    // It lies below the news, which it would push out of sight.
    let is_whole = Memo::new(move |_| newsroom.is_whole());
    // `<base href>` sends a bare fragment to the portal's root.
    let content = changing(move || Some([&href(&navigator.route()), "#content"].concat()));
    vec![
        el("a")
            .class("skip-link")
            .attr("href", content)
            .child(messages.skip_to_content)
            .into_any(),
        masthead::masthead(navigator, said).into_any(),
        el("main")
            .attr("id", "content")
            .attr("tabindex", "-1")
            .child(live(move || pages::page(navigator.route())))
            .into_any(),
        live(move || {
            is_whole.get().then(|| {
                from_module(
                    Instead::OfPart,
                    || Box::pin(split::load_footer()),
                    || Box::pin(split::footer()),
                )
            })
        }),
        el("p")
            .class("visually-hidden")
            .attr("role", "status")
            .child(live(move || said.get()))
            .into_any(),
    ]
}

/// On every change of page: the heading gets the focus, or on the way back the link that was followed; the
/// page is announced and scrolled to where it belongs. The first page is the browser's to announce; only its
/// place is restored.
fn arrive(
    navigator: Navigator,
    newsroom: Newsroom,
    title: Memo<String>,
    said: RwSignal<Option<String>>,
) {
    let mut before = None::<(Route, bool)>;
    // Where the reader came from, until the page is there that the focus belongs to.
    let unfocused = StoredValue::new(None::<String>);
    effect(move || {
        let route = navigator.route();
        let ready = newsroom.front() == Front::Ready && !navigator.is_coming();
        let first = before.as_ref().is_none_or(|(shown, _)| *shown == route);
        if let Some((left, _)) = before.as_ref().filter(|_| !first) {
            unfocused.set_value(Some(href(left)));
        }
        let came = before.take().is_none_or(|(_, was_ready)| !was_ready) && ready;
        // Older pages of a list that was left may still be on their way.
        let loading = newsroom.older() == Older::Loading;
        if !first || came || (ready && !loading && navigator.is_restoring()) {
            request_animation_frame(move || {
                page::show_section();
                let is_return = matches!(navigator.kind(), NavigationKind::Return(_));
                if is_return {
                    navigator.restore(untrack(|| {
                        newsroom.front() == Front::Ready
                            && newsroom.older() != Older::Loading
                            && !navigator.is_coming()
                    }));
                } else if !first {
                    page::scroll_to(0.0);
                }
                // Who has gone elsewhere while the page was on its way stays there.
                let left = unfocused.try_get_value().flatten();
                if let Some(left) = left.filter(|_| !first || page::is_focused("body")) {
                    let link = ["#content a[href=\"", &left, "\"]"].concat();
                    if (is_return && page::focus_first(&link)) || page::focus_heading() {
                        unfocused.try_set_value(None);
                    }
                }
                if !first {
                    said.set(Some(title.get_untracked()));
                }
            });
        }
        before = Some((route, ready));
    });
}

/// The page of an operator whose config block is wrong.
pub fn misconfigured(faults: &[ConfigFault]) -> AnyView {
    let told = Lang::ALL.map(|lang| {
        let words = lang.words();
        let faults: Vec<El> = faults
            .iter()
            .map(|fault| el("li").child(el("code").child(fault.to_string())))
            .collect();
        el("section")
            .attr("lang", lang.tag())
            .child(el("h1").child(words.config_wrong))
            .child(el("p").child(words.config_wrong_why))
            .child(el("ul").child(faults))
    });
    el("main")
        .attr("id", "content")
        .class("page narrow misconfigured")
        .child(Vec::from(told))
        .into_any()
}
