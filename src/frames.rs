//! The order in which the first page of a visit is drawn: what is read first comes first.
//!
//! On a cheap phone a whole article with its calendar takes a tenth of a second to build and lay
//! out. The headline is painted before that, then the body, then what lies around it. Later pages
//! are drawn at once.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{
        chunks::{Chunk, arrived, came, prefetch},
        pace::when_painted,
        purifier,
    },
    context::portal,
    el::{Part, all, live, watch},
    newsroom::{Front, Newsroom},
};

/// How long the static skeleton stands before the frame is drawn without news.
const PATIENCE: Duration = Duration::from_millis(400);

/// What a visit begins with.
#[derive(Clone, Copy, PartialEq)]
pub enum Opening {
    /// An article's headline, for which the first chunk is enough.
    Article,
    /// Another page.
    Page,
    /// A place in a page where the reader has been: all of it has to be there.
    Return,
    /// A page that stands there as it was when last read: all of it is to take that one's place.
    Drawn,
}

/// How far the first page has come. Each signal changes once.
#[derive(Clone, Copy)]
pub struct Frames {
    begun: RwSignal<bool>,
    body: RwSignal<bool>,
    rest: RwSignal<bool>,
}

impl Frames {
    /// Everything is drawn at once, natively.
    pub fn at_once() -> Frames {
        Frames::all(true)
    }

    /// Follows the news, and the portal's chunks, as they come in. `afterwards` is called once all
    /// chunks are there.
    pub fn follow(newsroom: Newsroom, opening: Opening, afterwards: Box<dyn FnOnce()>) -> Frames {
        let frames = Frames::all(false);
        let Frames { begun, body, rest } = frames;
        let here = RwSignal::new(false);
        if opening == Opening::Article {
            purifier::when_here(|| {});
        } else {
            prefetch(Chunk::Pages);
        }
        spawn_local(async move {
            arrived(Chunk::Article).await;
            if opening != Opening::Article {
                arrived(Chunk::Pages).await;
            }
            if opening == Opening::Drawn {
                purifier::arrived().await;
            }
            here.set(true);
            // For the reader who goes on.
            purifier::when_here(|| {});
            if came(Chunk::Pages).await {
                if opening != Opening::Drawn {
                    set_timeout(move || reach(begun), PATIENCE);
                }
                afterwards();
            }
        });
        watch(move || {
            let here = here.get();
            let front = newsroom.front();
            if front == Front::Loading || rest.get() {
                return;
            }
            let is_ahead = matches!(front, Front::Ahead(_));
            if is_ahead || here {
                reach(begun);
            }
            if is_ahead {
                return;
            }
            if matches!(opening, Opening::Return | Opening::Drawn) && here {
                reach(body);
                reach(rest);
            } else if here {
                let next = if body.get() { rest } else { body };
                when_painted(move || reach(next));
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

/// A part for the frame after the headline's.
pub fn then<P: Part>(mut part: impl FnMut() -> P + Send + 'static) -> AnyView {
    after(portal().frames.body, Box::new(move || all(part())))
}

/// A part that nobody reads first: it lies around the article or below it.
pub fn last<P: Part>(mut part: impl FnMut() -> P + Send + 'static) -> AnyView {
    after(portal().frames.rest, Box::new(move || all(part())))
}

/// Boxed, so that what waits for the part is not made with it, and can be there before it.
fn after(frame: RwSignal<bool>, mut part: Box<dyn FnMut() -> AnyView + Send>) -> AnyView {
    live(move || frame.get().then(&mut part))
}
