//! An article's content, put into its element.

use std::sync::Arc;

use feed::{Content, Item, beginning_of_html, beginning_of_text};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, EventTarget};

use super::{
    address, frame, links, page, purifier,
    sanitise::clean,
    tidy::{Surroundings, tidy},
};
use crate::text::Messages;

/// Fills an element with the item's content; `messages` has the words for what its HTML leaves
/// unsaid.
pub fn show(item: Arc<Item>, messages: &'static Messages) -> impl Fn(Element) + 'static {
    move |element| {
        let item = item.clone();
        purifier::when_here(move || fill(&element, &item, messages));
    }
}

fn fill(element: &Element, item: &Item, messages: &'static Messages) {
    match &item.content {
        Content::Html { html, base } => {
            frame::narrow();
            let html = clean(&feed::nfc(beginning_of_html(html)));
            let said: Vec<&str> = [&item.headline, &item.lead]
                .into_iter()
                .filter_map(Option::as_deref)
                .collect();
            let page_base = address::of_page();
            tidy(
                &html,
                &Surroundings {
                    base: base.as_ref().map_or(&page_base, |base| base.as_str()),
                    page: &address::path_of(&page::address()),
                    said: &said,
                    messages,
                },
            );
            html.place(element);
        }
        Content::Text(text) => {
            element.set_text_content(Some(beginning_of_text(text)));
            links::come(element);
        }
        Content::Empty => element.set_text_content(Some(messages.below().no_content())),
    }
    mark_missing_pictures(element, messages.below().picture_missing());
}

/// A picture that does not load says so in its place. `error` does not bubble: it is caught on the way down.
fn mark_missing_pictures(element: &Element, message: &'static str) {
    let closure = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        let picture = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(picture) = picture.filter(|picture| picture.tag_name() == "IMG") {
            replace_with_note(&picture, message);
        }
    });
    let target: &EventTarget = element;
    // Handed to the garbage collector: the listener goes when the element goes.
    let listener = closure.into_js_value();
    let _ =
        target.add_event_listener_with_callback_and_bool("error", listener.unchecked_ref(), true);
}

/// Puts what a picture would have shown, in words, into the same room.
fn replace_with_note(picture: &Element, message: &str) {
    let Some(note) = picture
        .owner_document()
        .and_then(|document| document.create_element("span").ok())
    else {
        return;
    };
    let alt = picture.get_attribute("alt").unwrap_or_default();
    let text = if alt.is_empty() {
        message.to_owned()
    } else {
        [message, ": ", &alt].concat()
    };
    note.set_text_content(Some(&text));
    let _ = note.set_attribute("class", "missing-picture");
    let _ = picture.replace_with_with_node_1(&note);
}
