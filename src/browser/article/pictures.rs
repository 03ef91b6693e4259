//! The pictures of the article that is shown, to be shown larger.

use std::rc::Rc;

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlImageElement};

use super::said_of_picture;
use crate::browser::page;

/// With what is said of them. One that leads elsewhere is its link's.
const PICTURES: &str = "#content .article figure img:not(a img)";

/// A picture as it stands in the article.
#[derive(Clone, PartialEq)]
pub struct Shown {
    pub src: String,
    pub srcset: Option<String>,
    pub alt: String,
    pub caption: Option<String>,
}

/// Puts a button on each, which says `label` and calls `open` with its place among them.
pub fn with_buttons(label: &str, open: impl Fn(usize) + 'static) -> Vec<Shown> {
    let open: Rc<dyn Fn(usize)> = Rc::new(open);
    let mut shown = Vec::new();
    for picture in page::find_all(PICTURES) {
        let found = picture.dyn_ref::<HtmlImageElement>();
        let figure = picture.closest("figure").ok().flatten();
        let (Some(image), Some(figure)) = (found, figure) else {
            continue;
        };
        let open = open.clone();
        let place = shown.len();
        // One for a figure: the others are a step away.
        let has_button = matches!(figure.query_selector(".enlarge"), Ok(Some(_)));
        let name = said_of_picture(label, &image.alt());
        if has_button || put_button(&figure, &name, move || open(place)).is_some() {
            let caption = figure.query_selector("figcaption").ok().flatten();
            shown.push(Shown {
                src: image.src(),
                srcset: image.get_attribute("srcset"),
                alt: image.alt(),
                caption: caption.and_then(|caption| caption.text_content()),
            });
        }
    }
    shown
}

/// `None` where the browser makes none.
fn put_button(figure: &Element, name: &str, press: impl FnMut() + 'static) -> Option<()> {
    let button = figure.owner_document()?.create_element("button").ok()?;
    for (attribute, value) in [
        ("type", "button"),
        ("class", "enlarge"),
        ("aria-label", name),
    ] {
        button.set_attribute(attribute, value).ok()?;
    }
    // Handed to the garbage collector: the listener goes when the button goes.
    let listener = Closure::<dyn FnMut()>::new(press).into_js_value();
    let listener = listener.unchecked_ref();
    button
        .add_event_listener_with_callback("click", listener)
        .ok()?;
    figure.append_child(&button).ok()?;
    Some(())
}
