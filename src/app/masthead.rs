//! The masthead: the portal's name, search, archive, who is signed in, sections.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::Identity;
use crate::{
    browser::page,
    context::{Portal, portal},
    el::{El, changing, el, live},
    parts::{button, href, link, list, messages, quick_search},
    route::Route,
    split,
    state::navigate::Navigator,
    state::session::Session,
    text::{feed_advice, fill},
};

/// Sections that the bar has room for.
pub const SECTIONS: usize = 8;

pub fn masthead(navigator: Navigator, said: RwSignal<Option<String>>) -> El {
    let messages = messages();
    let identity = expect_context::<Arc<Identity>>();
    let edition = portal().newsroom.edition();
    let for_sections = identity.clone();
    let brand = live(move || {
        edition.with(|edition| {
            let logo = identity.logo(edition).map_or(el("span"), |logo| {
                el("img").attr("alt", "").attr("src", logo)
            });
            let name = el("span")
                .class("portal-name")
                .attr("lang", edition.head().language.clone())
                .child(identity.name(edition));
            vec![logo.class("logo"), name]
        })
    });
    // Whatever is loaded later, they stay as they are.
    let named = Memo::new(move |_| match for_sections.sections.is_empty() {
        false => for_sections.sections.join("\n"),
        true => edition.with(|edition| {
            let tags = edition.first_page().tags();
            let labels = tags.iter().map(|(tag, _)| &*tag.label);
            labels.take(SECTIONS).collect::<Vec<_>>().join("\n")
        }),
    });
    let sections = live(move || -> Vec<El> {
        let names = named.get();
        let entry = |name: &str| {
            let (slug, language) = edition
                .with_untracked(|edition| (edition.slug_of(name), edition.head().language.clone()));
            section(navigator, Route::Tag(slug), name).attr("lang", language)
        };
        names.lines().map(entry).collect()
    });
    let tools = el("div")
        .class("masthead-tools")
        .child(quick_search(move |typed| {
            navigator.go(Route::search_for(&typed));
        }))
        .child(
            link(&Route::Search(String::new()))
                .class("tool to-search")
                .child(messages.search),
        )
        .child(
            link(&Route::Archive)
                .class("tool to-archive")
                .child(messages.archive),
        )
        .child(account(navigator, said));
    let bar = el("div")
        .class("masthead-bar")
        .child(link(&Route::Home).class("portal").child(brand))
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

fn sign_out(
    session: Session,
    busy: RwSignal<bool>,
    failed: RwSignal<bool>,
    tell: impl FnOnce() + 'static,
) {
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    spawn_local(async move {
        let signed_out = match split::sign_out(session).await {
            Ok(signing_out) => signing_out.await.is_ok(),
            Err(_) => false,
        };
        failed.set(!signed_out);
        if signed_out {
            tell();
        }
        busy.set(false);
    });
}

/// Who is signed in, and the way in or out.
fn account(navigator: Navigator, said: RwSignal<Option<String>>) -> Vec<El> {
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
                    .class("tool sign-in-link")
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
            button(messages.sign_out, move || {
                sign_out(session, busy, failed, move || {
                    said.set(Some(messages.signed_out.to_owned()));
                    page::focus_next(".sign-in-link".to_owned());
                });
            })
            .class("quiet")
            .attr(
                "aria-disabled",
                changing(move || busy.get().then_some("true")),
            ),
        ],
    });
    let trouble = live(move || {
        if failed.get() {
            return Some(messages.sign_out_failed.to_owned());
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
