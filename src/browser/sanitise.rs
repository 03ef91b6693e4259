//! The one way for HTML of a feed into the page.

use feed::allowed::{ELEMENTS, EVERYWHERE, SCHEMES};
use web_sys::{DocumentFragment, Element};

use super::purifier;

/// HTML that holds only what the allow-list names. Made by [`clean`] alone, and never a text
/// again: what was checked is what is shown.
pub struct CleanHtml(DocumentFragment);

/// Cleans `html` by the allow-list of [`feed::allowed`]. DOMPurify's own Trusted Types policy,
/// `dompurify`, does the one parse that the page's policy has to permit.
pub fn clean(html: &str) -> CleanHtml {
    CleanHtml(purifier::purify(html, ELEMENTS, EVERYWHERE, SCHEMES))
}

impl CleanHtml {
    pub(super) fn fragment(&self) -> &DocumentFragment {
        &self.0
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
