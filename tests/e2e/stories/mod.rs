//! The stories, by what the reader is about.

mod archive;
mod article;
mod chunks;
mod doctor;
mod faults;
mod formats;
mod frame;
mod home;
mod hostile;
mod integrity;
mod offline;
mod search;
mod second_visit;
mod sign_in;
mod updates;
mod widget;
mod widget_faults;
mod widget_frame;
mod widget_hosts;

use std::{future::Future, pin::Pin};

use anyhow::Result;

use crate::{browser::Browser, engine::Engine, site::Site};

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
    pub async fn tell(self, engine: Engine) -> Result<()> {
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
        article::stories(),
        chunks::stories(),
        doctor::stories(),
        archive::stories(),
        search::stories(),
        sign_in::stories(),
        frame::stories(),
        faults::stories(),
        formats::stories(),
        updates::stories(),
        offline::stories(),
        second_visit::stories(),
        hostile::stories(),
        integrity::stories(),
        widget::stories(),
        widget_faults::stories(),
        widget_frame::stories(),
        widget_hosts::stories(),
    ]
    .concat()
}
