//! A feed examined, for its operator: what is wrong with it, and what was made of it.

mod report;

use std::cell::RefCell;

use leptos::prelude::*;

use super::{narrow, navigator, newsroom, page_heading};
use crate::{
    browser::{file, page},
    el::{El, ElementRef, el, live},
    fault::Transport,
    parts::{button, messages},
    route::Route,
    state::examination::{Examination, State},
    text::{DoctorWords, fill},
};

fn words() -> &'static DoctorWords {
    messages().lang.doctor_words()
}

thread_local! {
    /// What the reader has had examined in this visit.
    static PRESSED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// `asked` is the address of a feed; the portal's own where there is none. Any link may name another:
/// nothing is asked of that host before the reader presses.
pub fn doctor_page(asked: String) -> AnyView {
    let own = newsroom().source().0;
    let address = if asked.is_empty() { &own } else { &asked };
    let waits = !asked.is_empty() && !PRESSED.with_borrow(|pressed| pressed.contains(&asked));
    let examination = Examination::new(newsroom());
    if cfg!(target_arch = "wasm32") {
        on_cleanup(page::unlisted());
        on_cleanup(move || examination.stop());
        if !waits || !Examination::is_possible(address) {
            examination.of_address(address);
        }
    }
    let said = live(move || match examination.state() {
        State::Idle if waits => words().press_to_examine.to_owned(),
        state => said(&state),
    });
    let address = address.to_owned();
    let shown = address.clone();
    let outcome = live(move || outcome(examination, &address));
    narrow()
        .child(page_heading().child(messages().doctor))
        .child(el("p").class("hint").child(words().what_it_is))
        .child(address_form(examination, own, shown))
        .child(text_form(examination))
        .child(file_form(examination))
        .child(el("p").attr("role", "status").child(said))
        .child(el("div").child(outcome))
        .into_any()
}

/// A form of one field.
fn form(
    id: &'static str,
    label: &'static str,
    field: El,
    action: &'static str,
    submit: impl FnMut() + 'static,
) -> El {
    let row = el("div")
        .class("field-row")
        .child(field.attr("id", id))
        .child(el("button").attr("type", "submit").child(action));
    el("form")
        .class("search-field")
        .on_submit(submit)
        .child(el("label").attr("for", id).child(label))
        .child(row)
}

fn address_form(examination: Examination, own: String, shown: String) -> El {
    let words = words();
    let navigator = navigator();
    let field = ElementRef::default();
    let input = el("input")
        .attr("type", "text")
        .attr("value", shown)
        .attr("spellcheck", "false")
        .attr("autocapitalize", "none")
        .node_ref(field);
    let submit = move || {
        let typed = page::typed(field).trim().to_owned();
        PRESSED.with_borrow_mut(|pressed| pressed.push(typed.clone()));
        let route = Route::Doctor(if typed == own {
            String::new()
        } else {
            typed.clone()
        });
        if untrack(|| navigator.route()) == route {
            examination.of_address(&typed);
        } else {
            navigator.go(route);
        }
    };
    form(
        "address",
        words.address,
        input,
        words.examine_address,
        submit,
    )
}

fn text_form(examination: Examination) -> El {
    let words = words();
    let field = ElementRef::default();
    let area = el("textarea")
        .attr("rows", "4")
        .attr("spellcheck", "false")
        .node_ref(field);
    let submit = move || examination.of_text(page::typed(field));
    form("text", words.text, area, words.examine_text, submit)
}

fn file_form(examination: Examination) -> El {
    let words = words();
    let field = ElementRef::default();
    let input = el("input").attr("type", "file").node_ref(field);
    let submit = move || examination.of_file(file::chosen(field));
    form("file", words.file, input, words.examine_file, submit)
}

/// What a voice says when something has changed.
fn said(state: &State) -> String {
    let words = words();
    match state {
        State::Idle => words.nothing_given.to_owned(),
        State::Running => words.examining.to_owned(),
        State::Refused => words.no_address.to_owned(),
        State::Failed(_) => words.did_not_come.to_owned(),
        State::Done(report) => match &report.read {
            Ok(_) => report::counts(words.examined, report),
            Err(_) => words.not_a_feed.to_owned(),
        },
    }
}

fn outcome(examination: Examination, address: &str) -> Vec<El> {
    match examination.state() {
        State::Idle | State::Running | State::Refused => Vec::new(),
        State::Failed(fault) => {
            let address = address.to_owned();
            let again = button(messages().retry, move || examination.of_address(&address));
            let failure = el("div")
                .class("failure")
                .child(el("p").child(advice(&fault)))
                .child(again);
            vec![failure]
        }
        State::Done(report) => report::report(&report),
    }
}

/// What an operator can do about an address that brings nothing.
fn advice(fault: &Transport) -> String {
    let words = words();
    let advice = match fault {
        Transport::Offline => words.offline,
        Transport::Slow => words.slow,
        Transport::TooLarge => words.too_large,
        Transport::Unreachable | Transport::Abandoned => words.unreachable,
        Transport::Status { code, .. } => return fill(words.status, &code.to_string()),
    };
    advice.to_owned()
}
