use std::time::Duration;

use leptos::{ev, prelude::*, task::spawn_local};

use super::{narrow, navigator, page_heading, words};
use crate::{
    browser::{pace, page},
    context::portal,
    el::{El, ElementRef, Value, changing, el, live},
    fault::SignInFault,
    parts::{link, messages},
    route::Route,
    state::session::{Credentials, Session},
    text::{fill, sign_in_advice},
};

/// The sign-in form. It leads on to `next`.
pub fn sign_in_page(next: Route) -> AnyView {
    let messages = messages();
    let words = words();
    let session = portal().session;
    let shown = live(move || {
        // The page around could lay itself over the form.
        if page::is_framed() {
            return el("div")
                .child(el("p").class("notice").child(words.sign_in_framed))
                .child(
                    link(&Route::sign_in_then(next.clone()))
                        .attr("target", "_blank")
                        .attr("rel", "noopener")
                        .child(words.sign_in_outside),
                );
        }
        if !session.is_offered() {
            return el("p").class("notice").child(words.sign_in_off);
        }
        match session.user() {
            Some(user) => el("div")
                .child(el("p").child(fill(words.already_signed_in, &user)))
                .child(el("p").class("ways").child(link(&next).child(words.go_on))),
            None => form(session, next.clone()),
        }
    });
    narrow()
        .child(page_heading().child(messages.sign_in))
        .child(el("p").class("hint").child(words.sign_in_why))
        .child(shown)
        .into_any()
}

/// What the form is doing, and what it has to say.
#[derive(Clone, Default)]
struct State {
    busy: bool,
    fault: Option<SignInFault>,
    /// Seconds until the next attempt, while a limit holds.
    wait: u32,
}

impl State {
    fn held(&self) -> bool {
        self.busy || self.wait > 0
    }
}

/// A field that was left empty says so.
#[derive(Clone, Copy)]
struct Field {
    element: ElementRef,
    missing: RwSignal<bool>,
}

impl Field {
    fn new() -> Field {
        Field {
            element: ElementRef::default(),
            missing: RwSignal::new(false),
        }
    }

    /// Whether there is something in it; else it asks for it.
    fn filled(self, value: &str) -> bool {
        self.missing.set(value.is_empty());
        if value.is_empty() {
            page::focus_on(self.element);
        }
        !value.is_empty()
    }

    /// The input; `purpose` is its `autocomplete`, and its id.
    fn input(self, purpose: &'static str, name: &'static str, kind: impl Into<Value>) -> El {
        let invalid = changing(move || self.missing.get().then_some("true"));
        el("input")
            .attr("id", purpose)
            .attr("name", name)
            .attr("type", kind)
            .attr("autocomplete", purpose)
            .attr("autocapitalize", "none")
            .attr("spellcheck", "false")
            .attr("required", "")
            .attr("aria-invalid", invalid)
            .attr("aria-describedby", [name, "-error"].concat())
            .node_ref(self.element)
    }

    fn error(self, id: &'static str, text: &'static str) -> El {
        let text = live(move || self.missing.get().then_some(text));
        el("p").class("field-error").attr("id", id).child(text)
    }
}

fn form(session: Session, next: Route) -> El {
    let messages = messages();
    let words = words();
    let navigator = navigator();
    let (name, password, keep) = (Field::new(), Field::new(), ElementRef::default());
    let state = RwSignal::new(State::default());

    let submit = move || {
        if state.with_untracked(State::held) {
            return;
        }
        let credentials = Credentials {
            name: page::typed(name.element).trim().to_owned(),
            password: page::typed(password.element),
            remember: page::checked(keep),
        };
        // Both are named; the focus is on the first.
        let has_password = password.filled(&credentials.password);
        if !name.filled(&credentials.name) || !has_password {
            return;
        }
        state.set(State {
            busy: true,
            ..State::default()
        });
        let next = next.clone();
        spawn_local(async move {
            let outcome = session.sign_in(credentials).await;
            match outcome {
                Ok(()) => navigator.replace(next),
                Err(fault) => refused(state, fault, password.element).await,
            }
        });
    };
    let busy = move || state.with(|state| state.busy);
    let label = live(move || match busy() {
        true => words.signing_in,
        false => messages.sign_in,
    });
    let send = el("button")
        .attr("type", "submit")
        .class("primary")
        .attr(
            "aria-disabled",
            changing(move || state.with(State::held).then_some("true")),
        )
        .child(label);
    el("form")
        .class("form")
        .attr("method", "post")
        .attr("novalidate", "")
        .attr("aria-busy", changing(move || busy().then_some("true")))
        .on_submit(submit)
        .child(name_field(name))
        .child(password_field(password))
        .child(keep_field(keep))
        .child(said(state))
        .child(send)
}

/// What went wrong is kept where the form says it; a wrong password is typed again.
async fn refused(state: RwSignal<State>, fault: SignInFault, password: ElementRef) {
    if fault == SignInFault::WrongCredentials {
        page::clear(password);
        page::focus_on(password);
    }
    let mut wait = match fault {
        SignInFault::TooManyAttempts { retry_after } => retry_after,
        _ => 0,
    };
    loop {
        let told = state.try_set(State {
            busy: false,
            fault: Some(fault.clone()),
            wait,
        });
        // Over, or the reader has left the form.
        if wait == 0 || told.is_some() {
            return;
        }
        pace::wait(Duration::from_secs(1)).await;
        wait -= 1;
    }
}

fn said(state: RwSignal<State>) -> El {
    let words = words();
    // A text of its own: it is spoken, and not every second.
    let advice = Memo::new(move |_| {
        let State { fault, wait, .. } = state.get();
        let text = fault.map(|fault| match (&fault, wait) {
            (SignInFault::TooManyAttempts { .. }, 0) => words.try_again_now,
            _ => sign_in_advice(words, &fault),
        });
        text.unwrap_or_default().to_owned()
    });
    let advice = live(move || advice.get());
    let left = live(move || {
        let left = state.with(|state| state.wait);
        let text = fill(words.wait_seconds, &left.to_string());
        (left > 0).then(|| el("p").class("hint").child(text))
    });
    el("div")
        .child(el("div").class("said").attr("role", "alert").child(advice))
        .child(left)
}

fn name_field(field: Field) -> El {
    let words = words();
    let input = field.input("username", "username", "text");
    el("div")
        .class("field")
        .child(el("label").attr("for", "username").child(words.name))
        .child(input)
        .child(field.error("username-error", words.fill_name))
}

fn password_field(field: Field) -> El {
    let words = words();
    let revealed = RwSignal::new(false);
    let kind = move || Some(if revealed.get() { "text" } else { "password" });
    let input = field.input("current-password", "password", changing(kind));
    let reveal = ElementRef::default();
    let show = el("input")
        .attr("type", "checkbox")
        .node_ref(reveal)
        .on(ev::change, move |_| revealed.set(page::checked(reveal)));
    el("div")
        .class("field")
        .child(
            el("label")
                .attr("for", "current-password")
                .child(words.password),
        )
        .child(input)
        .child(field.error("password-error", words.fill_password))
        .child(
            el("label")
                .class("check")
                .child(show)
                .child(words.show_password),
        )
}

fn keep_field(keep: ElementRef) -> El {
    let words = words();
    let input = el("input")
        .attr("type", "checkbox")
        .attr("name", "remember")
        .attr("aria-describedby", "remember-hint")
        .node_ref(keep);
    let hint = el("p")
        .class("hint")
        .attr("id", "remember-hint")
        .child(words.keep_signed_in_hint);
    el("div")
        .class("field")
        .child(
            el("label")
                .class("check")
                .child(input)
                .child(words.keep_signed_in),
        )
        .child(hint)
}
