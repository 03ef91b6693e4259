//! Frames that articles bring along, such as films. One of a host that the operator lists becomes
//! a card with a button, and nothing is asked of that host before the reader presses; any other
//! becomes a link.

use std::cell::{Cell, RefCell};

use markup::Frame;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Document, Element, HtmlElement, Node};

use crate::{
    browser::{address, page},
    text::{Messages, fill},
};

thread_local! {
    /// The config's, until the page's policy is narrowed to them.
    static NAMED: Cell<Option<Vec<String>>> = const { Cell::new(None) };
    /// Those that the page's policy is narrowed to.
    static HOSTS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Names the hosts whose frames may be shown; none without it.
pub fn allow(hosts: Vec<String>) {
    NAMED.set(Some(hosts));
}

/// Narrows the page's policy to the named hosts, before the first article is drawn. A static host
/// sends one policy whatever the config says, and it permits frames of any host; browsers hold a
/// page to every policy that it has.
pub(super) fn narrow() {
    let Some(hosts) = NAMED.take() else { return };
    let mut policy = String::from("frame-src");
    if hosts.is_empty() {
        policy.push_str(" 'none'");
    }
    for host in &hosts {
        policy.push_str(" https://");
        policy.push_str(host);
    }
    page::add_policy(&policy);
    HOSTS.set(hosts);
}

/// Fills the places of frames.
pub fn fill_places(taken: &[Frame<Node>], messages: &'static Messages) {
    for Frame { frame, place } in taken {
        let (Some(frame), Some(place)) = (frame.dyn_ref::<Element>(), place.dyn_ref::<Element>())
        else {
            continue;
        };
        // The rules before the check made it absolute.
        let url = frame
            .get_attribute("src")
            .filter(|url| url.starts_with("http"));
        let filled = url.map(|url| card(place, url, frame.get_attribute("title"), messages));
        if !matches!(filled, Some(Ok(()))) {
            place.remove();
        }
    }
}

/// Makes a card of `place`: what the frame is called, a button where it may be shown, and a link.
fn card(
    place: &Element,
    url: String,
    title: Option<String>,
    messages: &'static Messages,
) -> Result<(), JsValue> {
    let Some(document) = place.owner_document() else {
        return Ok(());
    };
    let host = address::host_of(&url);
    let title = title.filter(|title| !title.trim().is_empty());
    if let Some(title) = &title {
        place.append_child(&*part(&document, "p", title)?)?;
    }
    // In a frame of our own origin a sandbox with scripts would be none.
    let shown = url.starts_with("https:")
        && host != address::host_of(&address::own_origin())
        && HOSTS.with_borrow(|hosts| hosts.contains(&host));
    let link = part(&document, "a", &fill(messages.open_at, &host))?;
    link.set_attribute("href", &url)?;
    link.set_attribute("rel", "noopener")?;
    if shown {
        let button = part(&document, "button", &fill(messages.show_embedded, &host))?;
        button.set_attribute("type", "button")?;
        let card = place.clone();
        let open = Closure::once_into_js(move || {
            // Only a malformed name would be refused.
            let _ = open(&card, &url, title.as_deref().unwrap_or(&host));
        });
        button.add_event_listener_with_callback("click", open.unchecked_ref())?;
        place.append_child(&button)?;
    }
    place.append_child(&link)?;
    Ok(())
}

fn part(document: &Document, tag: &str, text: &str) -> Result<Element, JsValue> {
    let part = document.create_element(tag)?;
    part.set_text_content(Some(text));
    Ok(part)
}

/// Puts the frame itself in its card's place: it may run its own scripts and fill the screen, but
/// not lead the page away, open windows, send forms or start downloads.
fn open(card: &Element, url: &str, name: &str) -> Result<(), JsValue> {
    let Some(document) = card.owner_document() else {
        return Ok(());
    };
    let frame = document.create_element("iframe")?;
    for (attribute, value) in [
        (
            "sandbox",
            "allow-scripts allow-same-origin allow-presentation",
        ),
        ("allow", "fullscreen"),
        ("referrerpolicy", "strict-origin"),
        ("loading", "lazy"),
        ("title", name),
        ("src", url),
    ] {
        frame.set_attribute(attribute, value)?;
    }
    card.replace_with_with_node_1(&frame)?;
    if let Some(frame) = frame.dyn_ref::<HtmlElement>() {
        page::focus(frame);
    }
    Ok(())
}
