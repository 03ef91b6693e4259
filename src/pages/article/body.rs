//! What is written: the text, who wrote it, and where it comes from.

use std::sync::Arc;

use feed::{Address, Author, Content, Item, linkify, truncate_html, truncate_text};
use leptos::prelude::AnyView;

use crate::{
    el::{El, all, el},
    parts::{list, messages},
    text::fill,
};

pub fn content(item: &Arc<Item>) -> El {
    match &item.content {
        Content::Html { .. } => tidied(el("div").class("body"), item),
        Content::Text(text) => el("div").class("body plain").child(with_links(text)),
        Content::Empty => el("div").class("body").child(messages().no_content),
    }
}

/// Where the rest is, and where all of it comes from.
pub fn sources(item: &Item) -> Vec<El> {
    let mut sources = Vec::new();
    sources.extend(only_beginning(item));
    sources.extend(original(item));
    sources
}

/// Fills an element with the item's HTML.
#[cfg(target_arch = "wasm32")]
fn tidied(element: El, item: &Arc<Item>) -> El {
    element.directive(crate::browser::article::body::show(
        item.clone(),
        messages(),
    ))
}

#[cfg(not(target_arch = "wasm32"))]
fn tidied(element: El, item: &Arc<Item>) -> El {
    use crate::{browser::article::native, parts};
    let Content::Html { html, base } = &item.content else {
        return element;
    };
    let page = parts::href(&parts::article(item));
    element.html(native::body(item, html, base.as_ref(), &page, messages()))
}

/// A plain text, with links where it has addresses.
fn with_links(text: &str) -> Vec<AnyView> {
    let pieces = linkify(truncate_text(text)).into_iter();
    let view = |piece: feed::Linkified| match piece.is_address {
        true => all(el("a")
            .attr("href", piece.text.to_owned())
            .attr("rel", "noopener")
            .child(piece.text)),
        false => all(piece.text),
    };
    pieces.map(view).collect()
}

/// What a browser cannot show at once is cut, and the reader told where the whole is.
fn only_beginning(item: &Item) -> Option<El> {
    let whole = match &item.content {
        Content::Html { html, .. } => truncate_html(html).len() == html.len(),
        Content::Text(text) => truncate_text(text).len() == text.len(),
        Content::Empty => true,
    };
    let told = el("p").class("notice").child(messages().only_beginning);
    let link = item.url.as_ref().map(elsewhere);
    (!whole).then(|| told.child(" ").child(link))
}

/// A link post shows where it points.
fn original(item: &Item) -> Option<El> {
    let link = elsewhere(item.external_url.as_ref()?);
    Some(el("p").class("original").child(link))
}

/// A link to the original, which names its host.
fn elsewhere(address: &Address) -> El {
    let text = fill(messages().original_at, address.host());
    el("a")
        .attr("href", address.to_string())
        .attr("rel", "noopener")
        .child(text)
}

pub fn byline(authors: &[Author]) -> Option<El> {
    let names: Vec<El> = authors
        .iter()
        .map(|author| {
            let url = author.url.as_ref().map(ToString::to_string);
            let name = author.name.clone().or_else(|| url.clone());
            let name = name.unwrap_or_default();
            let picture = author.avatar.as_ref().map(|avatar| {
                el("img")
                    .attr("alt", "")
                    .attr("loading", "lazy")
                    .attr("src", avatar.to_string())
            });
            el("li").child(picture).child(match url {
                Some(url) => all(el("a")
                    .attr("href", url)
                    .attr("rel", "author noopener")
                    .child(name)),
                None => all(name),
            })
        })
        .collect();
    let named = list().class("byline").attr("aria-label", messages().byline);
    (!names.is_empty()).then(|| named.child(names))
}
