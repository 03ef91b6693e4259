//! What the portal knows: the news, who is signed in, what the reader has chosen, which page is
//! shown. It knows nothing of how that is drawn.

pub mod examination;
pub mod navigate;
pub mod newsroom;
pub mod preferences;
pub mod saved;
pub mod session;
mod waits;

use leptos::{ev, prelude::*};

use crate::{browser::page, context::Portal};

/// Hears of what may have ended a fault, and of what other windows do.
pub fn follow(portal: Portal) {
    let Portal {
        newsroom,
        session,
        preferences,
        ..
    } = portal;
    let again = move || {
        newsroom.try_again();
        session.try_again();
    };
    let returned = move || {
        newsroom.look_at_the_clock();
        // A server that asked to be left alone is.
        let wish = newsroom.missing().and_then(|fault| waits::wish(&fault));
        if wish.is_none() {
            again();
        }
    };
    window_event_listener(ev::online, move |_| again());
    window_event_listener(ev::visibilitychange, move |_| {
        if page::is_visible() {
            returned();
        }
    });
    window_event_listener(ev::pageshow, move |event| {
        // Out of the back-forward cache: time has passed, and another page may have signed out.
        if event.persisted() {
            preferences.follow();
            session.resume();
            returned();
        }
    });
    window_event_listener(ev::storage, move |_| {
        preferences.follow();
        session.follow();
    });
}
