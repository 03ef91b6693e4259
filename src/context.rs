//! The few things that are truly global.

use leptos::prelude::*;

use crate::{
    frames::Frames, navigate::Navigator, newsroom::Newsroom, preferences::Preferences,
    session::Session,
};

/// What all pages share.
#[derive(Clone, Copy)]
pub struct Portal {
    pub navigator: Navigator,
    pub newsroom: Newsroom,
    pub session: Session,
    pub preferences: Preferences,
    pub frames: Frames,
}

/// The portal that the view belongs to.
pub fn portal() -> Portal {
    expect_context()
}
