use feed::Query;
use leptos::prelude::AnyView;

use crate::el::{all, el};

/// A text with the words of a search marked.
pub fn marked(query: &Query, text: &str) -> Vec<AnyView> {
    query
        .pieces(text)
        .into_iter()
        .map(|piece| {
            if piece.matched {
                el("mark").child(piece.text).into_any()
            } else {
                all(piece.text)
            }
        })
        .collect()
}
