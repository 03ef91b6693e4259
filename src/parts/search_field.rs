use super::{href, messages};
use crate::{
    browser::page,
    el::{El, ElementRef, el},
    route::Route,
};

/// The masthead's search form.
pub fn quick_search(search: impl Fn(String) + 'static) -> El {
    let name = messages().find_news;
    let field = ElementRef::default();
    let input = el("input")
        .attr("type", "search")
        .attr("name", "q")
        .attr("aria-label", name)
        .attr("placeholder", name)
        .attr("enterkeyhint", "search")
        .node_ref(field);
    let button = el("button")
        .class("tool to-search")
        .attr("type", "submit")
        .attr("aria-label", name);
    el("form")
        .class("quick-search")
        .attr("role", "search")
        .attr("aria-label", name)
        .attr("action", href(&Route::Search(String::new())))
        .on_submit(move || search(page::typed(field).trim().to_owned()))
        .child(input)
        .child(button)
}

/// A search form; `typed` stands in it at first. A page may hold two, so `id` tells them apart.
/// Without the app it still leads to the search page.
pub fn search_field(id: &'static str, typed: String, search: impl Fn(String) + 'static) -> El {
    let messages = messages();
    let words = messages.lang.words();
    let field = ElementRef::default();
    let submit = move || search(page::typed(field).trim().to_owned());
    let input = el("input")
        .attr("id", id)
        .attr("type", "search")
        .attr("name", "q")
        .attr("value", typed)
        .attr("autocomplete", "off")
        .attr("enterkeyhint", "search")
        .node_ref(field);
    let row = el("div")
        .class("field-row")
        .child(input)
        .child(el("button").attr("type", "submit").child(messages.search));
    el("form")
        .class("search-field")
        .attr("role", "search")
        .attr("action", href(&Route::Search(String::new())))
        .on_submit(submit)
        .child(el("label").attr("for", id).child(words.search_for))
        .child(row)
        .child(el("p").class("hint").child(words.search_hint))
}
