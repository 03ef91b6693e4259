//! The news domain, pure: feeds in, ordered news out.
//!
//! * [`Reader`] turns text into a [`Feed`] and [`Finding`]s, in one pass: JSON Feed,
//!   RSS, Atom;
//! * [`Report`] is what the doctor says of a feed;
//! * [`Edition`] puts everything loaded in order: by day, month, tag, neighbour;
//! * [`Query`] searches it and cuts texts for highlighting;
//! * [`Day`], [`Month`], [`Stamp`] and [`Zone`] carry the rules of dates;
//! * [`written`] makes a feed of one item, to be kept;
//! * [`allowed`] lists what the HTML of an article may be made of;
//! * [`Key`] and [`Slug`] make addresses, [`fold()`] and [`vietnamese_order`] know letters.
//!
//! Nothing here fetches, stores or draws. Resolving addresses and zone data are
//! lent by the caller as closures, so that a browser and a native tool each bring
//! their own.

pub mod allowed;
mod clean;
mod day;
mod edition;
mod find;
mod finding;
mod fold;
mod html;
mod json;
mod key;
mod late;
mod length;
mod linked;
mod model;
mod order;
mod reader;
mod report;
mod search;
mod slug;
mod stamp;
mod typed_day;
mod unicode;
mod written;
mod xml;
mod zone;

pub use day::{Day, Month, NotADay, NotAMonth};
pub use edition::{Edition, Search};
pub use find::find;
pub use finding::{Finding, Rule, Severity};
pub use fold::fold;
pub use html::plain_text;
pub use json::read_json;
pub use key::{Key, NotAKey};
pub use late::Late;
pub use length::{beginning_of_html, beginning_of_text};
pub use linked::{Linked, linked};
pub use model::{Address, Attachment, Author, Content, Feed, Hub, Item, ItemId, Tag};
pub use order::vietnamese_order;
pub use reader::{NotAFeed, Progress, Reader, Reading};
pub use report::{Removed, Report};
pub use search::{Piece, Query};
pub use slug::Slug;
pub use stamp::{Stamp, read_stamp};
pub use typed_day::{TypedDayError, read_typed_day};
pub use unicode::{nfc, nfd};
pub use written::written;
pub use xml::{Format, encoding, is_markup};
pub use zone::Zone;
