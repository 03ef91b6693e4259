//! Any feed as an archive of static files (docs/ARCHIVE.md), with the feeds and the sitemap around it.
//!
//! The sources are read one page after another into a file (`spool`); what of it is not in the archive
//! as it came (`changes`) is written: lists of days and tags, who stands next to whom, whole articles
//! (`update`). Files of new names come first, the manifest last (`store`), into a folder or a bucket. Where the
//! built portal is named, every article has a page of HTML, too (`html`).

mod articles;
mod bucket;
mod changes;
mod check;
mod connect;
mod days;
mod feeds;
mod fetch;
mod folder;
mod head;
mod html;
mod links;
mod lists;
mod news;
mod object;
mod press;
mod progress;
mod requests;
mod scratch;
mod site;
mod sitemap;
mod source;
mod spool;
mod store;
mod tags;
mod update;
mod xml;
mod zone;

pub use check::{Whole, check, check_with};
pub use press::{Options, Pressed, Run, clean, clean_with, press, press_with};
pub use progress::{Progress, Silent, Stage};
pub use site::Site;
pub use source::{Noted, Source, Unreadable, Why};
pub use zone::Days;
