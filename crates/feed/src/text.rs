//! Rules of text: folding, order, plain text out of HTML, addresses in it, and its length.

pub(crate) mod clean;
pub(crate) mod find;
pub(crate) mod fold;
pub(crate) mod html;
mod linkify;
pub(crate) mod order;
mod reading_time;
mod sentences;
pub(crate) mod spelling;
mod truncate;
pub(crate) mod unicode;

pub use find::find;
pub use fold::fold;
pub use html::plain_text;
pub use linkify::{Linkified, linkify};
pub use order::vietnamese_order;
pub use reading_time::reading_minutes;
pub use sentences::sentences;
pub use truncate::{truncate_html, truncate_text};
pub use unicode::{nfc, nfd};
