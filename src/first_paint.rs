//! When the first page of a visit takes the static skeleton's place: once, as soon as what is read of it is
//! there.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::page,
    route::Route,
    split,
    state::{
        navigate::{NavigationKind, Navigator},
        newsroom::{Front, Newsroom},
    },
};

/// How long the static skeleton stands before the frame is drawn without news.
const PATIENCE: Duration = Duration::from_millis(400);

/// Whether the first page may be drawn; true for good once it is.
pub fn first_paint(navigator: Navigator, newsroom: Newsroom) -> Memo<bool> {
    // A place in the page where the reader has been, and a snapshot of it that stands there already:
    // the whole page is to take its place in one step.
    let whole = page::is_snapshot() || matches!(navigator.kind(), NavigationKind::Return(_));
    let module = RwSignal::new(false);
    if untrack(|| matches!(navigator.route(), Route::Article { .. })) {
        module.set(true);
    } else {
        spawn_local(async move {
            // Where it did not come, the page says so.
            let _ = split::load_page().await;
            module.try_set(true);
        });
    }
    let patient = RwSignal::new(true);
    if !whole {
        set_timeout(
            move || {
                patient.try_set(false);
            },
            PATIENCE,
        );
    }
    Memo::new(move |drawn: Option<&bool>| {
        let there = match newsroom.front() {
            Front::Loading => false,
            Front::Ahead(_) => !whole,
            Front::Failed(_) | Front::Ready => true,
        };
        drawn == Some(&true) || !patient.get() || (there && module.get())
    })
}
