//! The readable part of an address.

use std::fmt;

use super::key::Key;
use crate::text::fold;

/// Only a–z, 0–9 and single hyphens between them, at most 60; may be empty (a
/// title in another script).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

const LONGEST: usize = 60;

impl Slug {
    /// `Thi hành án dân sự` → `thi-hanh-an-dan-su`, cut at a word.
    pub fn of(text: &str) -> Slug {
        // Enough for 60 letters however they are written, and no work for a 2 MB title.
        let end = text
            .char_indices()
            .nth(LONGEST * 8)
            .map_or(text.len(), |(at, _)| at);
        let mut slug = String::new();
        for word in fold(&text[..end]).split(|c: char| !c.is_ascii_alphanumeric()) {
            let room = LONGEST.saturating_sub(slug.len() + usize::from(!slug.is_empty()));
            if word.len() > room {
                if slug.is_empty() {
                    slug.push_str(&word[..LONGEST]);
                }
                break;
            }
            if !slug.is_empty() && !word.is_empty() {
                slug.push('-');
            }
            slug.push_str(word);
        }
        Slug(slug)
    }

    /// Told apart from others that fold alike by the beginning of a key.
    pub(crate) fn with(&self, key: Key) -> Slug {
        let key = key.to_string();
        let key = &key[..4];
        let room = self.0.len().min(LONGEST - key.len() - 1);
        let start = self.0[..room].trim_end_matches('-');
        Slug([start, key].join("-"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
