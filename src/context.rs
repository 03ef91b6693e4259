//! The few things that are truly global.

use std::cell::Cell;

use leptos::prelude::*;

use crate::state::{
    navigate::Navigator, newsroom::Newsroom, preferences::Preferences, session::Session,
};

/// What all pages share.
#[derive(Clone, Copy)]
pub struct Portal {
    pub navigator: Navigator,
    pub newsroom: Newsroom,
    pub session: Session,
    pub preferences: Preferences,
}

thread_local! {
    /// The page's own, for what is asked from outside of its views.
    static SHARED: Cell<Option<Portal>> = const { Cell::new(None) };
}

/// Makes the page's portal known, to its views and beyond.
pub fn share(portal: Portal) {
    SHARED.set(Some(portal));
    provide_context(portal);
}

pub fn shared() -> Option<Portal> {
    SHARED.get()
}

/// The portal that the view belongs to.
pub fn portal() -> Portal {
    expect_context()
}
