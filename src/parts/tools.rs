use leptos::{prelude::*, task::spawn_local};

use super::{button, messages};
use crate::{
    browser::{page, share},
    el::{El, el, live},
};

/// Copy the link, share it, print the page.
pub fn tools(title: String) -> El {
    let messages = messages();
    let said = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let copy = move || {
        spawn_local(async move {
            failed.set(!share::copy(&page::address()).await);
            said.set(true);
        });
    };
    let open = move || {
        let title = title.clone();
        spawn_local(async move { share::open_sheet(&title, &page::address()).await });
    };
    let sheet = share::has_sheet().then(|| button(messages.share, open).class("quiet"));
    let outcome = live(move || {
        said.get().then(|| match failed.get() {
            false => messages.link_copied,
            true => messages.link_not_copied,
        })
    });
    el("div")
        .class("tools")
        .child(button(messages.copy_link, copy).class("quiet"))
        .child(sheet)
        .child(button(messages.print, share::print).class("quiet"))
        .child(
            el("span")
                .class("tools-said")
                .attr("role", "status")
                .child(outcome),
        )
}
