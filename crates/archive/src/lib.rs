//! The format of an archive: any number of articles as static files, of which a reader needs few.
//! docs/ARCHIVE.md is the format in words.
//!
//! Pure: text in, text out. A file is named by its content ([`Name`]) and lies in a [`Folder`]; the
//! [`Manifest`] alone has a lasting name. What is read is checked, and what is wrong with it is a
//! [`Fault`] with its file and the [`Rule`]. A [`Shelf`] is what a reader has read of an archive.

mod articles;
mod body;
mod fault;
mod index;
mod list;
mod manifest;
mod month;
mod name;
mod shelf;
mod spread;
mod tags;

pub use articles::Articles;
pub use fault::{Fault, Rule};
pub use feed::Neighbour;
pub use index::Index;
pub use list::{List, PAGE, Pages, items};
pub use manifest::{Indexed, Listed, Manifest, MonthEntry};
pub use month::{DayEntry, Month, SHOWN};
pub use name::{Folder, MANIFEST, Name, NotAName};
pub use shelf::{File, Shelf};
pub use spread::Spread;
pub use tags::{TagEntry, Tags};

/// The version of the format that is written, and the newest that is read.
pub const VERSION: u64 = 1;
