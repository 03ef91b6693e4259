//! An article's HTML, put into its element.

use std::sync::Arc;

use feed::{Content, Item, truncate_html};
use futures::FutureExt;
use leptos::task::spawn_local;
use markup::Frame;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, EventTarget, HtmlImageElement, Node};

use super::{frame, said_of_picture, sanitise::clean, surrounded, tree::Dom};
use crate::{
    browser::{address, page},
    split,
    text::Messages,
};

/// Fills an element with the HTML of an item; `messages` has the words for what it leaves unsaid.
pub fn show(item: Arc<Item>, messages: &'static Messages) -> impl Fn(Element) + 'static {
    move |element| put(&element, &item, messages)
}

fn put(element: &Element, item: &Item, messages: &'static Messages) {
    let Content::Html { html, base } = &item.content else {
        return;
    };
    let Some(dom) = Dom::new() else { return };
    frame::narrow();
    let page_base = address::of_page();
    let base = base.as_ref().map_or(&*page_base, |base| base.as_str());
    let resolve = |reference: &str| address::resolve(base, reference);
    let path = address::path_of(&page::address());
    let origin = address::own_origin();
    surrounded(item, messages, [&path, &origin], &resolve, |around| {
        let html = clean(&dom, truncate_html(html), around);
        let frames = html.arrange(&dom, around);
        html.place(element);
        if !frames.is_empty() {
            fill(frames, messages);
        }
    });
}

/// Fills the places of frames; where that cannot be done they say so.
fn fill(frames: Vec<Frame<Node>>, messages: &'static Messages) {
    let mut filling = Box::pin(async move {
        if split::fill_frames(&frames, messages).await.is_err() {
            for Frame { place, .. } in &frames {
                place.set_text_content(Some(messages.module_missing_why));
            }
        }
    });
    // At once where its module is there.
    if (&mut filling).now_or_never().is_none() {
        spawn_local(filling);
    }
}

/// A picture that does not load says so in its place; one that does is never wider than it is.
/// Neither event bubbles: they are caught on the way down.
pub fn watch_pictures(element: &Element, message: &'static str) {
    let closure = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        let picture = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlImageElement>().ok());
        if let Some(picture) = picture {
            if event.type_() == "load" {
                keep_size(&picture);
            } else {
                replace_with_note(&picture, message);
            }
        }
    });
    let target: &EventTarget = element;
    // Handed to the garbage collector: the listener goes when the element goes.
    let listener = closure.into_js_value();
    for name in ["load", "error"] {
        let listener = listener.unchecked_ref();
        let _ = target.add_event_listener_with_callback_and_bool(name, listener, true);
    }
}

/// Until it comes, a picture of unknown size has the room of a paragraph; then it has its own.
fn keep_size(picture: &HtmlImageElement) {
    let (width, height) = (picture.natural_width(), picture.natural_height());
    let is_known = picture.has_attribute("width") && picture.width() <= width;
    if width > 0 && !is_known {
        picture.set_width(width);
        picture.set_height(height);
    }
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
    note.set_text_content(Some(&said_of_picture(message, &alt)));
    let _ = note.set_attribute("class", "missing-picture");
    let _ = picture.replace_with_with_node_1(&note);
}
