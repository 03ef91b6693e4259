//! The sound or film that an item comes with.

use crate::model::{Attachment, Content, Item};
use crate::text::find::has;

impl Item {
    /// The forms of the first sound or film among the attachments, which is played before the text is read;
    /// none where the text has a player of its own.
    pub fn recording(&self) -> Vec<&Attachment> {
        if let Content::Html { html, .. } = &self.content
            && (has(html, "<audio") || has(html, "<video"))
        {
            return Vec::new();
        }
        let mut recordings = self
            .attachments
            .iter()
            .filter(|file| file.player().is_some());
        let Some(first) = recordings.next() else {
            return Vec::new();
        };
        let is_form = |file: &&Attachment| {
            first.title.is_some() && file.title == first.title && file.player() == first.player()
        };
        let mut forms = vec![first];
        forms.extend(recordings.filter(is_form));
        forms
    }
}

impl Attachment {
    /// The element of HTML that plays it, if it is a sound or a film.
    pub fn player(&self) -> Option<&'static str> {
        let kind = self.mime_type.split('/').next();
        let mut players = ["audio", "video"].into_iter();
        players.find(|player| kind == Some(player))
    }
}
