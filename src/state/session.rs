//! Who is signed in; the only caller of the session endpoint. The contract stands in
//! docs/ARCHITECTURE.md, "The session contract".

use std::rc::Rc;

use feed::read_json;
use gloo_net::http::Method;
use leptos::{prelude::*, task::spawn_local};
use serde::Serialize;
use serde_json::Value;

use super::waits::{Missing, keep_asking};
use crate::{
    browser::{
        console,
        http::{Answer, ask},
        storage::{Slot, recall, remember},
    },
    fault::{SignInFault, Transport},
    split,
};

/// Seconds to wait where a server limits attempts and does not say for how long.
const DEFAULT_WAIT_S: u32 = 60;

/// The session of this visit. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Session {
    endpoint: StoredValue<Option<String>>,
    user: RwSignal<Option<String>>,
    /// Asked who is signed in, the endpoint did not say; it is asked again.
    unsure: StoredValue<bool>,
}

/// What the sign-in form holds, and as it is sent. Never stored.
#[derive(Serialize)]
pub struct Credentials {
    pub name: String,
    pub password: String,
    pub remember: bool,
}

impl Session {
    /// `endpoint` is absolute; without one nobody can sign in.
    pub fn new(endpoint: Option<String>) -> Session {
        Session {
            endpoint: StoredValue::new(endpoint),
            user: RwSignal::new(None),
            unsure: StoredValue::new(false),
        }
    }

    pub fn is_offered(self) -> bool {
        self.endpoint.with_value(Option::is_some)
    }

    /// What whoever is signed in is called.
    pub fn user(self) -> Option<String> {
        self.user.get()
    }

    /// Asks who is signed in, if this browser has signed in before, in this window or another.
    pub fn resume(self) {
        let Some(endpoint) = self.endpoint.get_value() else {
            return;
        };
        let known = self.user.with_untracked(Option::is_some);
        if !known && recall(Slot::SignedIn).is_none() {
            return;
        }
        spawn_local(async move {
            match split::ask_session(self, endpoint).await {
                Ok(asked) => asked.await,
                Err(missing) => {
                    console::warn("session", &missing);
                    self.doubt();
                }
            }
        });
    }

    /// Asks the endpoint who is signed in.
    pub async fn ask(self, endpoint: String) {
        let answer = ask(Method::GET, &endpoint, None).await;
        match answer.map_or_else(Presence::Unknown, |answer| presence(&answer)) {
            Presence::SignedIn(user) => self.is(Some(user)),
            Presence::SignedOut => self.ended(),
            Presence::Unknown(fault) => {
                console::warn(&endpoint, &fault);
                self.doubt();
            }
        }
    }

    /// The endpoint did not say who is signed in: it is asked again.
    fn doubt(self) {
        if !self.unsure.get_value() {
            self.unsure.set_value(true);
            keep_asking(Rc::new(self));
        }
    }

    pub async fn sign_in(self, credentials: Credentials) -> Result<(), SignInFault> {
        let endpoint = self.endpoint.get_value().ok_or(SignInFault::Missing)?;
        // Texts always have a JSON.
        let body = serde_json::to_string(&credentials).ok();
        let answer = ask(Method::POST, &endpoint, body)
            .await
            .map_err(SignInFault::Transport);
        let outcome = answer.and_then(|answer| user(&answer).ok_or_else(|| fault(&answer)));
        match outcome {
            Ok(user) => {
                remember(Slot::SignedIn, Some("1"));
                self.is(Some(user));
                Ok(())
            }
            Err(fault) => {
                if !matches!(fault, SignInFault::WrongCredentials) {
                    console::warn(&endpoint, &fault);
                }
                Err(fault)
            }
        }
    }

    pub async fn sign_out(self) -> Result<(), Transport> {
        let Some(endpoint) = self.endpoint.get_value() else {
            return Ok(());
        };
        let answer = ask(Method::DELETE, &endpoint, None).await?;
        match answer.status {
            200..=299 | 401 => {
                self.ended();
                Ok(())
            }
            _ => Err(status(&answer)),
        }
    }

    /// The server says that there is no session any more.
    pub fn ended(self) {
        remember(Slot::SignedIn, None);
        self.is(None);
    }

    /// Another window has signed in or out, perhaps.
    pub fn follow(self) {
        let known = self.user.with_untracked(Option::is_some);
        match recall(Slot::SignedIn) {
            Some(_) if !known => self.resume(),
            None if known => self.is(None),
            _ => {}
        }
    }

    /// Asks again, if the endpoint failed to say who is signed in.
    pub fn try_again(self) {
        if self.unsure.get_value() {
            self.resume();
        }
    }

    fn is(self, user: Option<String>) {
        self.unsure.set_value(false);
        // What is set is drawn, and members' news fetched, again.
        if self.user.with_untracked(|known| *known != user) {
            self.user.set(user);
        }
    }
}

impl Missing for Session {
    fn is_missing(&self) -> bool {
        self.unsure.try_get_value() == Some(true)
    }

    fn wish(&self) -> Option<u32> {
        None
    }

    fn ask_again(&self) {
        self.resume();
    }

    fn came(&self) {}
}

/// What the endpoint says of who is signed in.
#[derive(PartialEq, Debug)]
enum Presence {
    /// The user's name.
    SignedIn(String),
    SignedOut,
    /// It did not say.
    Unknown(Transport),
}

fn presence(answer: &Answer) -> Presence {
    match (user(answer), answer.status) {
        (Some(user), _) => Presence::SignedIn(user),
        (None, 401) => Presence::SignedOut,
        (None, _) => Presence::Unknown(status(answer)),
    }
}

fn status(answer: &Answer) -> Transport {
    Transport::Status {
        code: answer.status,
        retry_after: answer.retry_after,
    }
}

/// The name of the user of a `200 {"user":{"id","name"},…}`, the id where the name is blank.
fn user(answer: &Answer) -> Option<String> {
    if answer.status != 200 {
        return None;
    }
    let body = read_json(&answer.body)?;
    let user = body.get("user")?;
    let text = |key| user.get(key).and_then(Value::as_str).map(str::trim);
    let name = text("name").filter(|name| !name.is_empty());
    name.or(text("id")).map(str::to_owned)
}

/// What an answer that signs nobody in means: the problem's `type` (RFC 9457) where there is one,
/// else the status.
fn fault(answer: &Answer) -> SignInFault {
    let body = read_json(&answer.body).unwrap_or_default();
    let problem = body.get("type").and_then(Value::as_str).unwrap_or_default();
    let retry_after = answer.retry_after.unwrap_or(DEFAULT_WAIT_S);
    match (answer.status, problem) {
        (_, "/problems/wrong-credentials") | (401, _) => SignInFault::WrongCredentials,
        (_, "/problems/account-locked") | (423, _) => SignInFault::Locked,
        (429, _) => SignInFault::TooManyAttempts { retry_after },
        // A static host answers so, or with a page of its own.
        (200..=299 | 404 | 405 | 501, _) => SignInFault::Missing,
        _ => SignInFault::Transport(status(answer)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer {
            status,
            retry_after: None,
            body: body.into(),
        }
    }

    #[test]
    fn the_user_is_read_from_the_answer() {
        for (body, name) in [
            (
                r#"{"user":{"id":"7","name":" Biên tập "}}"#,
                Some("Biên tập"),
            ),
            (r#"{"user":{"id":"7","name":" "}}"#, Some("7")),
            (r#"{"user":{}}"#, None),
            ("[]", None),
            ("", None),
        ] {
            assert_eq!(user(&answer(200, body)).as_deref(), name, "{body}");
        }
        let signed_out = answer(401, r#"{"user":{"id":"1","name":"a"}}"#);
        assert_eq!(user(&signed_out), None);
    }

    #[test]
    fn problems_are_told_apart() {
        use SignInFault::*;
        for (status, body, expected) in [
            (401, "", WrongCredentials),
            (403, r#"{"type":"/problems/account-locked"}"#, Locked),
            (429, "", TooManyAttempts { retry_after: 60 }),
            (200, "<!doctype html>", Missing),
            (404, "", Missing),
        ] {
            assert_eq!(fault(&answer(status, body)), expected, "{status} {body}");
        }
        let down = fault(&answer(503, "{}"));
        assert!(matches!(
            down,
            Transport(crate::fault::Transport::Status { code: 503, .. })
        ));
    }
}
