//! The order in which the first page of a visit is drawn: what is read first comes first.
//!
//! On a cheap phone a whole article with its calendar takes a tenth of a second to build and lay
//! out. The headline is painted before that, then the body, then what lies around it. Later pages
//! are drawn at once.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    context::portal,
    el::{Part, live, watch},
    newsroom::{Front, Newsroom},
};

/// How long the static skeleton stands before the frame is drawn without news.
const PATIENCE: Duration = Duration::from_millis(400);

/// How far the first page has come. Each signal changes once.
#[derive(Clone, Copy)]
pub struct Frames {
    begun: RwSignal<bool>,
    body: RwSignal<bool>,
    rest: RwSignal<bool>,
}

impl Frames {
    /// Everything is drawn at once: natively, and for a reader who comes back to a place in the
    /// page that has to be there.
    pub fn at_once() -> Frames {
        Frames::all(true)
    }

    /// Follows the news as it comes in.
    pub fn one_by_one(newsroom: Newsroom) -> Frames {
        let frames = Frames::all(false);
        let Frames { begun, body, rest } = frames;
        set_timeout(move || reach(begun), PATIENCE);
        watch(move || {
            if newsroom.front() != Front::Loading && !rest.get() {
                reach(begun);
                let next = if body.get() { rest } else { body };
                painted(move || reach(next));
            }
        });
        frames
    }

    fn all(drawn: bool) -> Frames {
        Frames {
            begun: RwSignal::new(drawn),
            body: RwSignal::new(drawn),
            rest: RwSignal::new(drawn),
        }
    }

    /// Whether the static skeleton has made way.
    pub fn begun(self) -> bool {
        self.begun.get()
    }
}

/// Setting a signal that is set would draw its part anew, and lose what the reader has typed there.
fn reach(frame: RwSignal<bool>) {
    if !frame.get_untracked() {
        frame.set(true);
    }
}

/// Does `work` once what is drawn now has been painted.
fn painted(work: impl FnOnce() + 'static) {
    request_animation_frame(move || set_timeout(work, Duration::ZERO));
}

/// A part for the frame after the headline's.
pub fn then<P: Part>(part: impl FnMut() -> P + Send + 'static) -> AnyView {
    after(portal().frames.body, part)
}

/// A part that nobody reads first: it lies around the article or below it.
pub fn last<P: Part>(part: impl FnMut() -> P + Send + 'static) -> AnyView {
    after(portal().frames.rest, part)
}

fn after<P: Part>(frame: RwSignal<bool>, mut part: impl FnMut() -> P + Send + 'static) -> AnyView {
    live(move || frame.get().then(&mut part))
}
