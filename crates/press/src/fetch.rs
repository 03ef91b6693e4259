//! Addresses, asked whether they have changed (RFC 9110, section 13).

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Result;
use document::{ACCEPT, LARGEST};
use feed::{EXTENSION, Layout, read_json, write_json};
use serde_json::{Map, Value};
use ureq::{Agent, Error, ResponseExt};

const PATIENCE: Duration = Duration::from_secs(60);

/// Fetches, and remembers from one run to the next what was said of each address.
pub struct Fetcher {
    agent: Agent,
    known: BTreeMap<String, Known>,
}

/// What was said of an address.
#[derive(Clone, Default)]
struct Known {
    tag: Option<String>,
    modified: Option<String>,
    next: Option<String>,
}

/// What an address says.
pub enum Answer {
    /// Nothing has changed; the page leads to this one.
    AsBefore { next: Option<String> },
    New {
        /// Where it lies in the end.
        at: String,
        bytes: Vec<u8>,
        kind: Option<String>,
    },
}

impl Fetcher {
    /// With what was remembered.
    pub fn new(memory: Option<&str>) -> Fetcher {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(true);
        Fetcher {
            agent: config.build().into(),
            known: remembered(memory.unwrap_or_default()),
        }
    }

    /// What is to be remembered once all that was fetched is published.
    pub fn memory(&self) -> String {
        let pages = self.known.iter().map(|(address, known)| {
            let members = [
                ("tag", &known.tag),
                ("modified", &known.modified),
                ("next", &known.next),
            ];
            let members = members.into_iter();
            let members = members.filter_map(|(name, it)| Some((name.into(), it.clone()?.into())));
            (address.clone(), Value::Object(members.collect()))
        });
        let pages: Map<String, Value> = pages.collect();
        let whole = Map::from_iter([(EXTENSION.to_owned(), Value::Object(pages))]);
        write_json(&Value::Object(whole), Layout::Indented)
    }

    /// Asks an address.
    pub fn fetch(&mut self, address: &str) -> Result<Answer, Error> {
        let known = self.known.get(address).cloned().unwrap_or_default();
        let mut request = self.agent.get(address).header("Accept", ACCEPT);
        for (name, value) in [
            ("If-None-Match", &known.tag),
            ("If-Modified-Since", &known.modified),
        ] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let mut answer = request.call()?;
        if answer.status() == 304 {
            return Ok(Answer::AsBefore { next: known.next });
        }
        let header = |name: &str| {
            let value = answer.headers().get(name)?.to_str().ok()?;
            Some(value.to_owned())
        };
        let now = Known {
            tag: header("ETag"),
            modified: header("Last-Modified"),
            next: None,
        };
        let kind = header("Content-Type");
        let at = answer.get_uri().to_string();
        let body = answer.body_mut().with_config().limit(LARGEST);
        let bytes = body.read_to_vec()?;
        self.known.insert(address.to_owned(), now);
        Ok(Answer::New { at, bytes, kind })
    }

    /// Which page follows one that was fetched.
    pub fn leads_to(&mut self, address: &str, next: Option<String>) {
        if let Some(known) = self.known.get_mut(address) {
            known.next = next;
        }
    }
}

fn remembered(text: &str) -> BTreeMap<String, Known> {
    let Some(Value::Object(mut whole)) = read_json(text) else {
        return BTreeMap::new();
    };
    let Some(Value::Object(pages)) = whole.remove(EXTENSION) else {
        return BTreeMap::new();
    };
    let page = |(address, page): (String, Value)| {
        let text = |name: &str| page.get(name).and_then(Value::as_str).map(str::to_owned);
        let known = Known {
            tag: text("tag"),
            modified: text("modified"),
            next: text("next"),
        };
        (address, known)
    };
    pages.into_iter().map(page).collect()
}
