use leptos::{prelude::*, task::spawn_local};

use super::{below, button};
use crate::{
    browser::{page, share},
    el::{El, el, live},
};

/// Copy the link, share it, print the page.
pub fn tools(title: String) -> El {
    let below = below();
    let said = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let sheet = share::has_sheet()
        .then(|| button(below.share(), move || open_sheet(title.clone())).class("quiet"));
    let outcome = live(move || {
        said.get().then(|| match failed.get() {
            false => below.link_copied(),
            true => below.link_not_copied(),
        })
    });
    el("div")
        .class("tools")
        .child(button(below.copy_link(), move || copy_link(said, failed)).class("quiet"))
        .child(sheet)
        .child(button(below.print(), share::print).class("quiet"))
        .child(
            el("span")
                .class("tools-said")
                .attr("role", "status")
                .child(outcome),
        )
}

// What a press does lies in a chunk that comes after the first page.

#[inline(never)]
fn copy_link(said: RwSignal<bool>, failed: RwSignal<bool>) {
    spawn_local(async move {
        failed.set(!share::copy(&page::address()).await);
        said.set(true);
    });
}

#[inline(never)]
fn open_sheet(title: String) {
    spawn_local(async move { share::open_sheet(&title, &page::address()).await });
}
