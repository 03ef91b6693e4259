//! What opens below its button, over the text.

use leptos::ev;

use crate::{
    browser::page,
    el::{El, ElementRef, el},
};

/// `name` is for the styles. A button and what it opens. Another that is opened closes it, and so does Escape; `handle` is filled, for
/// [`close`].
pub fn menu(name: &'static str, label: &'static str, handle: ElementRef, content: El) -> El {
    el("details")
        .class("menu")
        .attr("data-menu", name)
        .attr("name", "article-menu")
        .node_ref(handle)
        .on(ev::keydown, move |event| {
            if event.key() == "Escape" {
                close(handle);
                page::focus_inside(handle, "summary".to_owned());
            }
        })
        .child(el("summary").child(el("span").child(label)))
        .child(content)
}

/// Closes a menu.
pub fn close(handle: ElementRef) {
    if let Some(menu) = handle.get() {
        // Only a malformed name is refused.
        let _ = menu.remove_attribute("open");
    }
}
