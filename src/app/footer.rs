//! The footer: who publishes the portal, links, language and appearance.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Identity, urgent::urgent};
use crate::{
    browser::page,
    config::PublisherDetail,
    context::portal,
    el::{El, all, changing, el, live},
    parts::{button, link, list, messages, words},
    route::Route,
    state::preferences::Theme,
    text::Lang,
};

pub fn footer() -> AnyView {
    let identity = expect_context::<Arc<Identity>>();
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
            .attr("aria-label", words().site)
            .child(list().child(links))
    });
    let about = live(move || {
        edition.with(|edition| {
            let head = edition.head();
            let site = head.home_page_url.as_ref().map(|url| {
                let link = el("a").attr("href", url.to_string()).child(url.host());
                el("p").child(link)
            });
            el("div")
                .class("about")
                .child(
                    el("p")
                        .class("footer-name")
                        .attr("lang", head.language.clone())
                        .child(identity.name(edition)),
                )
                .child(publisher(&identity.publisher))
                .child(site)
                .child(el("p").class("hint").child(head.description.clone()))
        })
    });
    let bar = el("div")
        .class("footer-bar")
        .child(about)
        .child(links)
        .child(of_every_portal())
        .child(choices());
    all(vec![
        el("footer").class("footer").child(bar),
        to_top(),
        urgent(),
    ])
}

/// The way back to the top, once the reader is two screens below it.
fn to_top() -> El {
    let go = || {
        page::scroll_to(0.0);
        page::focus_first("#content");
    };
    el("div").class("to-top").child(button(words().to_top, go))
}

/// The pages that every portal has.
fn of_every_portal() -> El {
    let messages = messages();
    let pages = [
        (Route::Saved, messages.saved),
        (Route::Sitemap, messages.sitemap),
        (Route::Accessibility, messages.accessibility),
    ];
    let entry = |(route, name): (Route, &'static str)| el("li").child(link(&route).child(name));
    list().child(pages.map(entry).into_iter().collect::<Vec<_>>())
}

/// Who answers for the portal, as the config has it.
fn publisher(told: &[(PublisherDetail, String)]) -> Vec<El> {
    let words = words();
    let line = |(detail, text): &(PublisherDetail, String)| {
        let (label, link) = match detail {
            PublisherDetail::Name => (words.published_by, None),
            PublisherDetail::Address => (words.address, None),
            PublisherDetail::Responsible => (words.responsible, None),
            PublisherDetail::Phone => (words.phone, Some(["tel:", &digits(text)].concat())),
            PublisherDetail::Email => (words.email, Some(["mailto:", text].concat())),
            PublisherDetail::Licence => (words.licence, None),
        };
        let said = match link {
            Some(link) => el("a").attr("href", link),
            None => el("span"),
        };
        el("p").child(label).child(said.child(text.as_str()))
    };
    told.iter().map(line).collect()
}

/// A telephone number as its link has it (RFC 3966): separators are as people like them.
fn digits(number: &str) -> String {
    let is_dialled = |c: &char| c.is_ascii_digit() || *c == '+';
    number.chars().filter(is_dialled).collect()
}

/// Language and appearance.
fn choices() -> El {
    let messages = messages();
    let preferences = portal().preferences;
    let languages = Lang::ALL.map(|lang| {
        choice(
            lang.messages().language,
            move || preferences.lang() == lang,
            move || {
                preferences.choose_lang(lang);
                // The frame is drawn anew.
                page::focus_next([".choices [lang=", lang.tag(), "]"].concat());
            },
        )
        .attr("lang", lang.tag())
    });
    let themes = Theme::ALL.map(|theme| {
        let name = match theme {
            Theme::Auto => messages.theme_auto,
            Theme::Light => messages.theme_light,
            Theme::Dark => messages.theme_dark,
            Theme::Contrast => words().theme_contrast,
        };
        choice(
            name,
            move || preferences.theme() == theme,
            move || preferences.choose_theme(theme),
        )
    });
    let group = |name: &'static str, choices: Vec<El>| {
        el("fieldset")
            .child(el("legend").child(name))
            .child(choices)
    };
    el("div")
        .class("choices")
        .child(group(messages.change_language, languages.into()))
        .child(group(messages.theme, themes.into()))
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
