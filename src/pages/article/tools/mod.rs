//! What a reader can do with an article: hear it, enlarge its text and its pictures, go to a part of it, save,
//! share and print it.

mod contents;
mod lightbox;
mod listen;
mod menu;
mod save;
mod share;
mod text_size;

use std::sync::Arc;

use feed::{Content, Item, reading_minutes};
use leptos::prelude::*;

use crate::{
    browser::page,
    el::{El, Part, all, el},
    parts::{article, href, messages},
    text::{ToolWords, fill},
};

fn words() -> &'static ToolWords {
    messages().lang.tool_words()
}

pub fn tools(item: &Arc<Item>) -> AnyView {
    let is_drawn = page::is_drawn();
    let mut tools = Vec::new();
    listen::listen(item.language.as_deref()).draw_into(&mut tools);
    contents::contents(href(&article(item)), is_drawn).draw_into(&mut tools);
    text_size::text_size().draw_into(&mut tools);
    share::share(item).draw_into(&mut tools);
    reading_time(&item.content).draw_into(&mut tools);
    lightbox::lightbox(is_drawn).draw_into(&mut tools);
    all(tools)
}

fn reading_time(content: &Content) -> Option<El> {
    let minutes = reading_minutes(content)?;
    let text = fill(words().reading_time, &minutes.to_string());
    Some(el("p").class("reading-time").child(text))
}
