//! Feeds of any format, read: JSON Feed, RSS and Atom.

mod address;
mod authors;
mod feed;
mod fields;
mod format;
mod identity;
mod item;
pub(crate) mod json;
mod media_type;
mod progress;
mod reader;
mod version;
mod xml;

pub use format::{Format, is_markup};
pub(crate) use json::Object;
pub use json::{EXTENSION, Layout, read_json, write_json};
pub use media_type::is_picture;
pub use progress::Progress;
pub use reader::{NotAFeed, Reader, Reading};
pub use xml::encoding;

impl Reader<'_> {
    /// Reads a feed of any format.
    pub fn read_any(&self, text: &str) -> Result<Reading, NotAFeed> {
        Ok(self.begin_any(text)?.read_on(self))
    }

    /// Begins to read a feed of any format.
    pub fn begin_any(&self, text: &str) -> Result<Progress, NotAFeed> {
        if is_markup(text) {
            self.begin_xml(text)
        } else {
            self.begin(text)
        }
    }
}
