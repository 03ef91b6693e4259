//! The headings of the article that is shown.

use crate::browser::page;

/// Of the two highest levels: crates/markup has them follow on the page's own.
const HEADINGS: &str = "#content .body :is(h2, h3)";

/// A heading that a link can lead to.
pub struct Heading {
    /// As an address has it.
    pub id: String,
    pub text: String,
    /// Below the one before it.
    pub is_sub: bool,
}

/// In the order of the text. Those without an `id` get one.
pub fn headings() -> Vec<Heading> {
    let named = page::find_all(HEADINGS)
        .enumerate()
        .map(|(place, heading)| {
            if heading.id().is_empty() {
                heading.set_id(&["contents-", &place.to_string()].concat());
            }
            let text = heading.text_content().unwrap_or_default();
            Heading {
                id: String::from(js_sys::encode_uri_component(&heading.id())),
                text: text.split_whitespace().collect::<Vec<_>>().join(" "),
                is_sub: heading.tag_name() == "H3",
            }
        });
    named.filter(|heading| !heading.text.is_empty()).collect()
}
