//! Saving the article on this device.

use std::sync::Arc;

use feed::Item;
use leptos::{prelude::*, task::spawn_local};

use super::words;
use crate::{
    el::{El, el, live},
    parts::button,
    state::saved,
};

/// An entry of the menu; `None` where nothing can be saved.
pub fn save(item: &Arc<Item>) -> Option<El> {
    if !saved::is_possible(item) {
        return None;
    }
    let words = words();
    let is_saved = RwSignal::new(false);
    let told = RwSignal::new(None::<&str>);
    let key = item.key;
    spawn_local(async move {
        let keys = saved::saved_keys().await;
        // The reader may have left, or been quicker.
        if told.try_get_untracked() == Some(None) {
            is_saved.set(keys.contains(&key));
        }
    });
    let item = item.clone();
    let press = move || {
        let item = item.clone();
        spawn_local(async move {
            let was_saved = is_saved.get_untracked();
            let is_done = match was_saved {
                true => saved::remove(item.key).await,
                false => saved::save(&item).await,
            };
            told.try_set(Some(match (is_done, was_saved) {
                (true, true) => words.removed,
                (true, false) => words.saved,
                (false, _) => words.not_saved,
            }));
            is_saved.try_set(was_saved != is_done);
        });
    };
    let label = live(move || match is_saved.get() {
        true => words.unsave,
        false => words.save,
    });
    Some(
        el("li")
            .child(button("", press).class("quiet").child(label))
            .child(
                el("span")
                    .attr("role", "status")
                    .child(live(move || told.get())),
            ),
    )
}
