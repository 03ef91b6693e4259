//! Pictures that belong to an item but do not stand in its text.

mod sight;

use self::sight::{Sight, seen_in};
use crate::model::{Address, Attachment, Content, Item};

/// A picture beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture<'i> {
    pub url: &'i Address,
    /// What is said of it.
    pub title: Option<&'i str>,
}

impl Item {
    /// What stands above the text: `banner_image`, else `image`, unless the text has it.
    pub fn first_picture(&self) -> Option<Picture<'_>> {
        let url = self.leading()?;
        let sight = Sight::of(url.as_str());
        let is_seen = self.seen().iter().any(|other| sight.is(other));
        (!is_seen).then(|| self.picture(url))
    }

    /// The pictures that neither stand above the text nor in it, each once: `banner_image`, `image`, and
    /// the attachments that are pictures. One that is there in several sizes, or at several of a host's
    /// names, is one.
    pub fn other_pictures(&self) -> Vec<Picture<'_>> {
        // The one above the text stands there, or is in the text.
        let mut seen = self.seen();
        seen.extend(self.leading().map(|url| Sight::of(url.as_str())));
        let attached = self.attachments.iter().filter(|file| file.is_picture());
        let own = self.banner_image.iter().chain(&self.image);
        let mut others = Vec::new();
        for url in own.chain(attached.map(|file| &file.url)) {
            let sight = Sight::of(url.as_str());
            if !seen.iter().any(|other| sight.is(other)) {
                others.push(self.picture(url));
                seen.push(sight);
            }
        }
        others
    }

    /// The attachments that are not shown as pictures.
    pub fn files(&self) -> Vec<&Attachment> {
        let files = self.attachments.iter();
        files.filter(|file| !file.is_picture()).collect()
    }

    fn leading(&self) -> Option<&Address> {
        self.banner_image.as_ref().or(self.image.as_ref())
    }

    fn picture<'i>(&'i self, url: &'i Address) -> Picture<'i> {
        let file = self.attachments.iter().find(|file| file.url == *url);
        Picture {
            url,
            title: file.and_then(|file| file.title.as_deref()),
        }
    }

    fn seen(&self) -> Vec<Sight> {
        match &self.content {
            Content::Html { html, .. } => seen_in(html),
            _ => Vec::new(),
        }
    }
}
