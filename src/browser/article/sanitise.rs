//! The one way for HTML of a feed into the page.

use markup::{
    Frame, Surroundings,
    allowed::{ELEMENTS, EVERYWHERE, SCHEMES},
};
use web_sys::{DocumentFragment, Element, Node};

use super::tree::Dom;
use crate::browser::purifier;

/// HTML that holds only what the allow-list names. Made by [`clean`] alone, and never a text
/// again: what was checked is what is shown.
pub struct CleanHtml(DocumentFragment);

/// Cleans `html` by the allow-list of [`markup::allowed`]. DOMPurify's own Trusted Types policy,
/// `dompurify`, does the one parse that the page's policy has to permit; what it has parsed is tidied
/// before it is checked, and nothing changes a value afterwards.
pub fn clean(dom: &Dom, html: &str, around: &Surroundings) -> CleanHtml {
    let prepare = |body: Node| markup::prepare(dom, &body, around);
    CleanHtml(purify(html, &prepare))
}

/// Checks `html` as it was written, for what is [taken out](purifier::removed).
pub(super) fn check(html: &str) {
    purify(html, &|_| {});
}

fn purify(html: &str, prepare: &dyn Fn(Node)) -> DocumentFragment {
    purifier::purify(html, ELEMENTS, EVERYWHERE, SCHEMES, &|body| prepare(body))
}

impl CleanHtml {
    /// Adds what the page needs; the frames are taken out.
    pub fn arrange(&self, dom: &Dom, around: &Surroundings) -> Vec<Frame<Node>> {
        markup::arrange(dom, &self.0, around)
    }

    /// Makes this the whole content of `element`. A frame is on the list so that a card can take
    /// its place; one that is still there goes.
    pub fn place(self, element: &Element) {
        while let Some(frame) = self.0.query_selector("iframe").ok().flatten() {
            frame.remove();
        }
        element.replace_children_with_node_1(&self.0);
    }
}
