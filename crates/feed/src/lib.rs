//! The news domain, pure: feeds in, ordered news out.
//!
//! * [`Reader`] turns text into a [`Feed`] and [`Finding`]s, in one pass: JSON Feed,
//!   RSS, Atom;
//! * [`Report`] is what the doctor says of a feed;
//! * [`Edition`] puts everything loaded in order: by day, month, tag, neighbour;
//! * [`Goal`] says what of it is wanted, an [`Archive`] what is known beyond it;
//! * [`Query`] searches it and cuts texts for highlighting;
//! * [`Day`], [`Month`], [`Stamp`] and [`Zone`] carry the rules of dates;
//! * [`to_json_feed`] makes a feed of one item, to be kept;
//! * [`Key`] and [`Slug`] make addresses, [`fold()`] and [`vietnamese_order`] know letters.
//!
//! Nothing here fetches, stores or draws. Resolving addresses and zone data are
//! lent by the caller as closures, so that a browser and a native tool each bring
//! their own.

mod address;
mod archive;
mod date;
mod day;
mod edition;
mod finding;
mod limits;
mod model;
mod notice;
mod offset;
mod pictures;
mod read;
mod recording;
mod report;
mod search;
mod stamp;
mod text;
mod to_json_feed;
mod typed_day;
mod zone;

pub use address::{Key, NotAKey, Slug};
pub use archive::{Archive, Goal, Neighbour};
pub use day::{Day, Month, NotADay, NotAMonth};
pub use edition::{Edition, Search};
pub use finding::{Finding, Rule, Severity};
pub use limits::Limits;
pub use model::{Address, Attachment, Author, Content, Feed, Hub, Item, ItemId, Tag};
pub use notice::Notice;
pub use pictures::Picture;
pub use read::{
    EXTENSION, Format, Layout, NotAFeed, Progress, Reader, Reading, encoding, is_markup,
    is_picture, read_json, write_json,
};
pub use report::{Removed, Report};
pub use search::{Piece, Query};
pub use stamp::{Stamp, read_stamp};
pub use text::{
    Linkified, find, fold, linkify, nfc, nfd, plain_text, reading_minutes, sentences,
    truncate_html, truncate_text, vietnamese_order,
};
pub use to_json_feed::{to_json_feed, to_json_head, to_json_item};
pub use typed_day::{TypedDayError, read_typed_day};
pub use zone::Zone;
