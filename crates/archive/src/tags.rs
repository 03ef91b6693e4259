//! Tags with their lists.

use feed::Slug;
use serde_json::Value;

use crate::body::{self, Body, object, open};
use crate::fault::Fault;
use crate::manifest::Listed;

const KIND: &str = "tags";

/// Some of the tags, in the order of their addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tags {
    pub tags: Vec<TagEntry>,
}

/// A tag and its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagEntry {
    pub slug: Slug,
    /// As the newest of its articles writes it.
    pub label: String,
    /// In the folder `lists`.
    pub list: Listed,
}

impl Tags {
    /// Tags that a file has on average, at the most.
    pub const EACH: usize = 128;

    /// Reads a file of this kind.
    pub fn read(file: &str, text: &str) -> Result<Tags, Fault> {
        let mut body = open(file, text, KIND)?.body;
        let tags = body.objects("tags", TagEntry::read)?;
        Ok(Tags { tags })
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        let tags = self.tags.iter().map(TagEntry::written);
        body::bare(KIND, object([("tags", Some(tags.collect()))]))
    }

    /// The tag with this address.
    pub fn find(&self, slug: &Slug) -> Option<&TagEntry> {
        self.tags.iter().find(|tag| tag.slug == *slug)
    }
}

impl TagEntry {
    fn read(body: &Body<'_>) -> Result<TagEntry, Fault> {
        let written = body.text("slug")?;
        let slug = Slug::of(written);
        if slug.is_empty() || slug.as_str() != written {
            return Err(body.wrong("slug"));
        }
        Ok(TagEntry {
            slug,
            label: body.text("label")?.to_owned(),
            list: Listed::read(body)?,
        })
    }

    fn written(&self) -> Value {
        object([
            ("slug", Some(self.slug.as_str().into())),
            ("label", Some(self.label.as_str().into())),
            ("count", Some(self.list.count.into())),
            ("file", Some(body::name(self.list.file))),
        ])
    }
}
