//! What is written: the text, where it comes from, and who wrote it.

use std::sync::Arc;

use feed::{Address, Author, Content, Item, beginning_of_html, beginning_of_text};

use crate::{
    browser::body::show,
    el::{El, all, el},
    parts::{below, list, messages},
    text::fill,
};

pub fn body(item: &Arc<Item>) -> Vec<El> {
    let class = match item.content {
        Content::Text(_) => "body plain",
        _ => "body",
    };
    let mut body = vec![el("div").class(class).built(show(item.clone(), messages()))];
    body.extend(only_beginning(item));
    body.extend(original(item));
    body.extend(byline(&item.authors));
    body
}

/// What a browser cannot show at once is cut, and the reader told where the whole is.
fn only_beginning(item: &Item) -> Option<El> {
    let whole = match &item.content {
        Content::Html { html, .. } => beginning_of_html(html).len() == html.len(),
        Content::Text(text) => beginning_of_text(text).len() == text.len(),
        Content::Empty => true,
    };
    let told = el("p").class("notice").child(below().only_beginning());
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
    let text = fill(below().original_at(), address.host());
    el("a")
        .attr("href", address.to_string())
        .attr("rel", "noopener")
        .child(text)
}

fn byline(authors: &[Author]) -> Option<El> {
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
    let named = list().class("byline").attr("aria-label", below().byline());
    (!names.is_empty()).then(|| named.child(names))
}
