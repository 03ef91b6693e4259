use super::{button, messages};
use crate::{
    el::{El, el},
    text::Advice,
};

/// What went wrong, and a way to try again.
pub fn failure(advice: Advice, retry: impl FnMut() + 'static) -> El {
    el("div")
        .class("failure")
        .attr("role", "alert")
        .child(el("p").child(advice))
        .child(el("p").class("hint").child(messages().tried_again))
        .child(button(messages().retry, retry))
}

/// The room of a page whose news is on its way; the same as the one in `index.html`.
pub fn skeleton() -> El {
    bones()
        .attr("role", "status")
        .child(el("p").class("hint").child(messages().loading))
}

/// What stands for a text that is on its way.
pub fn bones() -> El {
    let bones = [
        "bone headline-bone",
        "bone headline-bone short",
        "bone",
        "bone",
        "bone short",
    ];
    el("div").class("skeleton").child(
        bones
            .map(|class| el("span").class(class))
            .into_iter()
            .collect::<Vec<_>>(),
    )
}
