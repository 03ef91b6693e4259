//! A picture of the article on the whole screen.

use leptos::{ev, prelude::*};

use super::words;
use crate::{
    browser::{
        article::pictures::{Shown, with_buttons},
        dialog,
    },
    el::{El, ElementRef, changing, effect, el, live},
    parts::button,
};

#[derive(Clone, Copy)]
struct Lightbox {
    pictures: StoredValue<Vec<Shown>>,
    /// Which of them is shown.
    at: RwSignal<Option<usize>>,
    /// As large as it is, not as the screen.
    is_actual: RwSignal<bool>,
    dialog: ElementRef,
}

/// `is_drawn` says whether the article's text is there. Tracked.
pub fn lightbox(is_drawn: ReadSignal<bool>) -> El {
    let words = words();
    let lightbox = Lightbox {
        pictures: StoredValue::default(),
        at: RwSignal::new(None),
        is_actual: RwSignal::new(false),
        dialog: ElementRef::default(),
    };
    effect(move || {
        if is_drawn.get() {
            let pictures = with_buttons(words.enlarge, move |place| lightbox.show(place));
            lightbox.pictures.set_value(pictures);
        }
    });
    let Lightbox {
        at,
        is_actual,
        dialog,
        ..
    } = lightbox;
    let step = move |label: &'static str, sign: &'static str, next: fn(usize) -> Option<usize>| {
        let is_last = changing(move || lightbox.beside(next).is_none().then_some("true"));
        button(sign, move || lightbox.go(next))
            .attr("aria-label", label)
            .attr("aria-disabled", is_last)
    };
    let size = changing(move || Some(is_actual.get().to_string()));
    let is_one_of_several =
        Memo::new(move |_| at.get().is_some() && lightbox.pictures.with_value(Vec::len) > 1);
    let steps = live(move || {
        is_one_of_several.get().then(|| {
            vec![
                step(words.previous_picture, "←", before),
                step(words.next_picture, "→", after),
            ]
        })
    });
    let bar = el("div")
        .class("lightbox-bar")
        .child(steps)
        .child(
            button(words.actual_size, move || is_actual.update(|is| *is = !*is))
                .attr("aria-pressed", size),
        )
        .child(button(words.close, move || dialog::close(dialog)));
    let shown = move |draw: fn(&Shown) -> Option<El>| {
        live(move || {
            let place = at.get()?;
            lightbox
                .pictures
                .with_value(|all| all.get(place).and_then(draw))
        })
    };
    // It stays while the pictures in it change, for it may have the focus: by keyboard one is scrolled.
    let frame = el("div")
        .class("lightbox-picture")
        .attr("tabindex", "0")
        .child(shown(image));
    let figure = el("figure").child(frame).child(shown(caption));
    el("dialog")
        .class("lightbox")
        .attr("aria-label", words.picture)
        .attr(
            "data-actual",
            changing(move || is_actual.get().then_some("")),
        )
        .node_ref(dialog)
        .on(ev::keydown, move |event| {
            // They scroll a picture that is larger than the screen, and with Alt the browser goes back.
            if is_actual.get_untracked() || event.alt_key() {
                return;
            }
            match &*event.key() {
                "ArrowLeft" => lightbox.go(before),
                "ArrowRight" => lightbox.go(after),
                _ => {}
            }
        })
        .on(ev::close, move |_| at.set(None))
        .child(bar)
        .child(figure)
}

fn before(place: usize) -> Option<usize> {
    place.checked_sub(1)
}

fn after(place: usize) -> Option<usize> {
    Some(place + 1)
}

impl Lightbox {
    fn show(self, place: usize) {
        self.is_actual.set(false);
        self.at.set(Some(place));
        dialog::open(self.dialog);
    }

    /// Another that is there. Tracked.
    fn beside(self, next: fn(usize) -> Option<usize>) -> Option<usize> {
        let count = self.pictures.with_value(Vec::len);
        next(self.at.get()?).filter(|place| *place < count)
    }

    fn go(self, next: fn(usize) -> Option<usize>) {
        if let Some(place) = untrack(move || self.beside(next)) {
            self.show(place);
        }
    }
}

fn image(picture: &Shown) -> Option<El> {
    let image = el("img")
        .attr("alt", picture.alt.clone())
        .attr("sizes", "100vw")
        .attr("srcset", picture.srcset.clone())
        .attr("src", picture.src.clone());
    Some(image)
}

fn caption(picture: &Shown) -> Option<El> {
    let caption = picture.caption.as_deref()?;
    Some(el("figcaption").child(caption))
}
