//! Which file of articles has which keys.

use crate::body::{self, object, open};
use crate::fault::Fault;
use crate::name::Name;

const KIND: &str = "index";

/// The files of articles in their order, for a stretch of [`Index::LENGTH`] of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// In the folder `articles`; `None` where no article is.
    pub files: Vec<Option<Name>>,
}

impl Index {
    /// Files of articles that one index has at the most.
    pub const LENGTH: usize = 512;

    /// Reads a file of this kind.
    pub fn read(file: &str, text: &str) -> Result<Index, Fault> {
        let mut body = open(file, text, KIND)?.body;
        let files = body.names("files")?;
        if files.is_empty() || files.len() > Index::LENGTH {
            return Err(body.wrong("files"));
        }
        Ok(Index { files })
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        body::bare(KIND, object([("files", Some(body::names(&self.files)))]))
    }
}
