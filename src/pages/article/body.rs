//! What is written: the text, where it comes from, and who wrote it.

use std::sync::Arc;

use feed::{Author, Content, Item};

use crate::{
    browser::body::show,
    el::{El, all, el},
    parts::{list, messages},
    text::fill,
};

pub fn body(item: &Arc<Item>) -> Vec<El> {
    let class = match item.content {
        Content::Text(_) => "body plain",
        _ => "body",
    };
    let mut body = vec![el("div").class(class).built(show(item.clone(), messages()))];
    body.extend(original(item));
    body.extend(byline(&item.authors));
    body
}

/// A link post shows where it points.
fn original(item: &Item) -> Option<El> {
    let url = item.external_url.as_ref()?.to_string();
    let host = url
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split('/').next())
        .unwrap_or(&url);
    let text = fill(messages().original_at, host);
    let link = el("a")
        .attr("href", url)
        .attr("rel", "noopener")
        .child(text);
    Some(el("p").class("original").child(link))
}

fn byline(authors: &[Author]) -> Option<El> {
    let names: Vec<El> = authors
        .iter()
        .map(|author| {
            let url = author.url.as_ref().map(ToString::to_string);
            let name = author.name.clone().or_else(|| url.clone());
            let name = name.unwrap_or_default();
            el("li").child(match url {
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
