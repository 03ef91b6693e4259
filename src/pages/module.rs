//! A page, or a part of one, that lies in another module.

use std::pin::Pin;

use futures::FutureExt;
use leptos::{prelude::*, task::spawn_local};

use super::{narrow, navigator, page_heading};
use crate::{
    browser::page,
    el::{El, all, effect, el, live},
    fault::PartMissing,
    parts::{button, messages, skeleton},
};

/// What stands in the place of what is not there yet, or did not come.
#[derive(Clone, Copy)]
pub enum Instead {
    /// A whole page, with its heading.
    OfPage,
    /// A part below others. What comes after it stays out of sight until it is there.
    OfPart,
}

#[derive(Clone, Copy, PartialEq)]
enum Module {
    Loading,
    Here,
    Missing,
}

type Loading<T> = Pin<Box<dyn Future<Output = T>>>;

/// What a function of another module draws, once `load` has fetched that: a skeleton until it is there, and
/// where it does not come a notice with a button.
pub fn from_module<E: 'static>(
    instead: Instead,
    load: fn() -> Loading<Result<(), E>>,
    draw: impl Fn() -> Loading<Result<AnyView, PartMissing>> + Send + 'static,
) -> AnyView {
    let module = RwSignal::new(Module::Loading);
    let is_page = matches!(instead, Instead::OfPage);
    let navigator = navigator();
    let asked_for = StoredValue::new(is_page);
    let outcome = move |loaded: Result<(), E>| match loaded {
        Ok(()) => Module::Here,
        Err(_) => {
            // Another build may be loaded for what the reader has asked for, but not from under a text
            // that is being read.
            if asked_for.try_get_value() == Some(true) {
                page::tell_module_missing();
            }
            Module::Missing
        }
    };
    let fetch = move || {
        module.set(Module::Loading);
        let mut loading = load();
        match (&mut loading).now_or_never() {
            Some(loaded) => module.set(outcome(loaded)),
            None => {
                if is_page {
                    navigator.set_coming(true);
                }
                spawn_local(async move {
                    let loaded = loading.await;
                    // Another page may be shown by now.
                    if module.try_set(outcome(loaded)).is_none() && is_page {
                        navigator.set_coming(false);
                    }
                });
            }
        }
    };
    fetch();
    if is_page {
        on_cleanup(move || navigator.set_coming(false));
    }
    // The parts of a page are of the same module, mostly: one button asks for all of them.
    effect(move || {
        navigator.asked_again();
        if module.get_untracked() == Module::Missing {
            fetch();
        }
    });
    let retry = move || {
        asked_for.set_value(true);
        navigator.ask_again();
    };
    live(move || match module.get() {
        Module::Loading => all(waiting(instead)),
        // A module that is there answers at once.
        Module::Here => match draw().now_or_never() {
            Some(Ok(drawn)) => drawn,
            _ => all(missing(instead, retry)),
        },
        Module::Missing => all(missing(instead, retry)),
    })
}

fn waiting(instead: Instead) -> El {
    match instead {
        Instead::OfPage => skeleton(),
        Instead::OfPart => el("div").class("pending"),
    }
}

fn missing(instead: Instead, retry: impl FnMut() + 'static) -> El {
    let messages = messages();
    let notice = el("div")
        .class("failure")
        .attr("role", "alert")
        .child(el("p").child(messages.module_missing_why))
        .child(button(messages.retry, retry));
    match instead {
        Instead::OfPage => narrow()
            .child(page_heading().child(messages.module_missing))
            .child(notice),
        Instead::OfPart => notice,
    }
}
