//! Saving the article, sharing its address, and printing it.

use std::sync::Arc;

use feed::Item;
use leptos::{prelude::*, task::spawn_local};

use super::{menu::menu, save::save, words};
use crate::{
    browser::{page, share},
    el::{El, ElementRef, el, live},
    parts::{button, headline, list, messages},
    route::encode,
};

/// Ways that need no script of anybody else's: the system's own sheet, which knows the apps of the device,
/// the clipboard, and links.
pub fn share(item: &Arc<Item>) -> El {
    let words = words();
    let title = headline(item, messages());
    let address = page::address();
    let entry = |way: El| el("li").child(way);
    let sheet = share::has_sheet().then(|| {
        let title = title.clone();
        entry(button(words.system_sheet, move || open_sheet(title.clone())).class("quiet"))
    });
    let [subject, body] = [&title, &address].map(|text| encoded(text));
    let mail = el("a").attr(
        "href",
        ["mailto:?subject=", &subject, "&body=", &body].concat(),
    );
    let facebook = ["https://www.facebook.com/sharer/sharer.php?u=", &body].concat();
    let facebook = el("a")
        .attr("href", facebook)
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer");
    let ways = list()
        .child(save(item))
        .child(sheet)
        .child(copy_link())
        .child(entry(mail.child(words.by_mail)))
        .child(entry(facebook.child(words.on_facebook)))
        .child(entry(button(words.print, share::print).class("quiet")));
    menu("share", words.share, ElementRef::default(), ways)
}

/// A text in the query of a link of any scheme: in one of `mailto:` a plus is no blank.
fn encoded(text: &str) -> String {
    encode(text).replace('+', "%20")
}

fn copy_link() -> El {
    let words = words();
    let copied = RwSignal::new(None::<bool>);
    let copy = move || {
        spawn_local(async move {
            let outcome = share::copy(&page::address()).await;
            copied.try_set(Some(outcome));
        });
    };
    let outcome = live(move || {
        copied.get().map(|copied| match copied {
            true => words.link_copied,
            false => words.link_not_copied,
        })
    });
    el("li")
        .child(button(words.copy_link, copy).class("quiet"))
        .child(el("span").attr("role", "status").child(outcome))
}

fn open_sheet(title: String) {
    spawn_local(async move { share::open_sheet(&title, &page::address()).await });
}
