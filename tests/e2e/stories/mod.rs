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
mod pictures;
mod places;
mod reading;
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

use std::{future::Future, pin::Pin};

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
}

impl Story {
    /// Once more where the engine has died in the middle of it: that says nothing of the portal,
    /// unless it dies again.
    pub async fn tell(self, engine: Engine) -> Result<()> {
        match self.tell_once(engine).await {
            Err(error) if engine::has_died(&error) => {
                let story = [engine.name(), "::", self.name].concat();
                eprintln!("{story}: the engine died ({error:#}); the story is told once more");
                self.tell_once(engine).await
            }
            told => told,
        }
    }

    async fn tell_once(self, engine: Engine) -> Result<()> {
        let browser = Browser::start(engine, (self.site)(), self.time_zone).await?;
        let told = (self.telling)(&browser).await;
        let closed = browser.close().await;
        told.and(closed)
    }

    /// The same story for a reader in another time zone.
    fn read_in(mut self, time_zone: &'static str) -> Story {
        self.time_zone = time_zone;
        self
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
    ]
    .concat()
}
