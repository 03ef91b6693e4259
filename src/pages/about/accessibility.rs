//! How accessible the portal is: what its tests check, and what they do not.

use std::sync::Arc;

use leptos::prelude::*;

use super::words;
use crate::{
    app::Identity,
    config::PublisherDetail,
    el::{El, el},
    pages::page_heading,
    parts::messages,
    text::{CHECKS, Check},
};

pub fn accessibility() -> AnyView {
    let (messages, words) = (messages(), words());
    let check = |check: &Check| {
        el("li")
            .attr("data-check", check.name)
            .child(el("strong").child(check.name))
            .child(" – ")
            .child(check.in_words(messages.lang))
    };
    let checks: Vec<El> = CHECKS.iter().map(check).collect();
    let limits = [words.limit_news, words.limit_people, words.limit_webkit];
    let limits: Vec<El> = limits.map(|limit| el("li").child(limit)).into();
    el("div")
        .class("page narrow about-page")
        .child(page_heading().child(messages.accessibility))
        .child(el("p").child(words.goal))
        .child(el("h2").child(words.checked))
        .child(el("p").child(words.checked_how))
        .child(el("ul").child(checks))
        .child(el("h2").child(words.limits))
        .child(el("ul").child(limits))
        .child(contact())
        .into_any()
}

/// Whom to tell of a barrier, where the config says so.
fn contact() -> Vec<El> {
    let words = words();
    let identity = expect_context::<Arc<Identity>>();
    let ways = identity.publisher.iter().filter_map(|(detail, text)| {
        let way = match detail {
            PublisherDetail::Email => el("a").attr("href", ["mailto:", text].concat()),
            PublisherDetail::Phone | PublisherDetail::Address => el("span"),
            _ => return None,
        };
        Some(el("li").child(way.child(text.as_str())))
    });
    let ways: Vec<El> = ways.collect();
    if ways.is_empty() {
        return Vec::new();
    }
    vec![
        el("h2").child(words.contact),
        el("p").child(words.contact_why),
        el("ul").child(ways),
    ]
}
