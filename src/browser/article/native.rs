//! An article's HTML where there is no browser.

use feed::{Address, Item, truncate_html};
use markup::native::{self, CleanHtml};

use super::surrounded;
use crate::text::Messages;

/// The content of an item as it is shown at a path of the portal.
pub fn body(
    item: &Item,
    html: &str,
    base: Option<&Address>,
    page: &str,
    messages: &'static Messages,
) -> CleanHtml {
    let base = base.or(item.url.as_ref()).map_or("", |base| base.as_str());
    let resolve = |reference: &str| native::resolve(base, reference);
    surrounded(item, messages, [page, ""], &resolve, |around| {
        native::body(truncate_html(html), around)
    })
}
