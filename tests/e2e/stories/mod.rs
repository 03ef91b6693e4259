//! The stories, by what the reader is about.

mod access;
mod archive;
mod archives;
mod article;
mod doctor;
mod endless;
mod faults;
mod formats;
mod frame;
mod good;
mod home;
mod hostile;
mod inside;
mod integrity;
mod look;
mod modules;
mod notices;
mod offline;
mod pages;
mod pictures;
mod places;
mod reading;
mod references;
mod search;
mod second_visit;
mod sign_in;
mod titles;
mod tools;
mod updates;
mod wide;
mod widget;
mod widget_faults;
mod widget_frame;
mod widget_hosts;
mod widget_look;

use std::{
    cmp::Reverse,
    future::Future,
    pin::Pin,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use anyhow::Result;

use crate::{
    browser::Browser,
    engine::{self, Engine},
    site::Site,
};

type Telling = for<'b> fn(&'b Browser) -> Pin<Box<dyn Future<Output = Result<()>> + 'b>>;

/// What a reader does and sees, from an open browser to the end.
#[derive(Clone, Copy)]
pub struct Story {
    pub name: &'static str,
    site: fn() -> Site,
    time_zone: &'static str,
    telling: Telling,
    only_in: Option<Engine>,
}

/// Stories that failed and are told once more, by engine and name.
static RETOLD: Mutex<Vec<(Engine, &'static str)>> = Mutex::new(Vec::new());

/// How long each story took.
static TOLD: Mutex<Vec<(Duration, Engine, &'static str)>> = Mutex::new(Vec::new());

/// So many are, in a run.
const MAY_BE_RETOLD: usize = 4;

impl Story {
    /// A story that fails is told once more: once in a thousand times an engine, or a busy machine, is in the
    /// way of one. What is named at the end of a run is to be looked into all the same. One that fails in
    /// two engines fails, and so does the fifth.
    pub async fn tell(self, engine: Engine) -> Result<()> {
        let told = self.tell_once(engine).await;
        let Err(error) = &told else { return told };
        // That says nothing of the portal, unless it happens again.
        let has_died = engine::has_died(error);
        if !has_died && !may_be_retold(engine, self.name) {
            return told;
        }
        let why = if has_died {
            "the engine died"
        } else {
            "it failed"
        };
        let story = [engine.name(), "::", self.name].concat();
        eprintln!("{story}: {why} ({error:#}); the story is told once more");
        self.tell_once(engine).await
    }

    async fn tell_once(self, engine: Engine) -> Result<()> {
        let begun = Instant::now();
        let browser = Browser::start(engine, (self.site)(), self.time_zone).await?;
        (self.telling)(&browser).await?;
        let closed = browser.close().await;
        let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
        told.push((begun.elapsed(), engine, self.name));
        closed
    }

    /// Whether it is told in this engine.
    pub fn is_told_in(&self, engine: Engine) -> bool {
        self.only_in.is_none_or(|only| only == engine)
    }

    /// The same story, told in one engine alone.
    fn only_in(mut self, engine: Engine) -> Story {
        self.only_in = Some(engine);
        self
    }

    /// The same story for a reader in another time zone.
    fn read_in(mut self, time_zone: &'static str) -> Story {
        self.time_zone = time_zone;
        self
    }
}

fn may_be_retold(engine: Engine, name: &'static str) -> bool {
    let mut retold = RETOLD.lock().unwrap_or_else(PoisonError::into_inner);
    let is_first = retold.iter().all(|(_, before)| *before != name);
    let may = is_first && retold.len() < MAY_BE_RETOLD;
    if may {
        retold.push((engine, name));
    }
    may
}

/// Says at the end of a run which stories took longest, and which had to be told twice.
pub fn print_notable() {
    let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
    told.sort_unstable_by_key(|(time, ..)| Reverse(*time));
    for (time, engine, name) in told.iter().take(20) {
        let engine = engine.name();
        eprintln!("{:5.1} s: {engine}::{name}", time.as_secs_f32());
    }
    for (engine, name) in &*RETOLD.lock().unwrap_or_else(PoisonError::into_inner) {
        eprintln!(
            "Told twice, for it failed at first: {}::{name}",
            engine.name()
        );
    }
}

/// A story over a site of its own.
macro_rules! story {
    ($name:ident, $site:expr) => {
        $crate::stories::Story {
            name: stringify!($name),
            site: || $site,
            time_zone: "Asia/Ho_Chi_Minh",
            telling: |browser| Box::pin($name(browser)),
            only_in: None,
        }
    };
    ($name:ident) => {
        story!($name, $crate::site::Site::default())
    };
}
use story;

pub fn all() -> Vec<Story> {
    [
        home::stories(),
        look::stories(),
        references::stories(),
        article::stories(),
        modules::stories(),
        doctor::stories(),
        archive::stories(),
        archives::stories(),
        search::stories(),
        sign_in::stories(),
        frame::stories(),
        faults::stories(),
        formats::stories(),
        updates::stories(),
        offline::stories(),
        pages::stories(),
        pictures::stories(),
        titles::stories(),
        tools::stories(),
        notices::stories(),
        reading::stories(),
        wide::stories(),
        places::stories(),
        second_visit::stories(),
        hostile::stories(),
        good::stories(),
        access::stories(),
        inside::stories(),
        endless::stories(),
        integrity::stories(),
        widget::stories(),
        widget_faults::stories(),
        widget_frame::stories(),
        widget_hosts::stories(),
        widget_look::stories(),
    ]
    .concat()
}
