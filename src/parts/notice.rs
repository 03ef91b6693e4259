use super::{below, button};
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
        .child(el("p").class("hint").child(below().tried_again()))
        .child(button(below().retry(), retry))
}

/// The room of a page whose news is on its way; the same as the one in `index.html`.
pub fn skeleton() -> El {
    let bones = [
        "bone headline-bone",
        "bone headline-bone short",
        "bone",
        "bone",
        "bone short",
    ];
    el("div")
        .class("skeleton")
        .attr("role", "status")
        .child(el("p").class("hint").child(below().loading()))
        .child(
            bones
                .map(|class| el("span").class(class))
                .into_iter()
                .collect::<Vec<_>>(),
        )
}
