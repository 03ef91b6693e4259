//! Every row of docs/RELIABILITY.md: what the reader sees of a fault, what is kept, and that it
//! comes back by itself once the fault has ended.

mod answers;
mod device;
mod loads;
mod memory;
mod operator;
mod passing;

use anyhow::Result;
use origin::faults::Fault;
use serde_json::{Value, json};

use super::Story;
use crate::{
    browser::Browser,
    site::{Site, feed},
};

pub fn stories() -> Vec<Story> {
    [
        answers::stories(),
        passing::stories(),
        loads::stories(),
        memory::stories(),
        device::stories(),
        operator::stories(),
    ]
    .concat()
}

/// The page's timers run twenty times as fast, so that no story waits for a limit of a minute.
pub const HURRY: &str = "{
  const later = setTimeout;
  window.setTimeout = (work, wait = 0, ...rest) => later(work, wait / 20, ...rest);
}";

const HEADLINE: &str = "Tin đã về";

fn one_story() -> Value {
    feed(json!([{
        "id": "1", "title": HEADLINE, "content_text": "a",
        "date_published": "2021-03-22T10:00:00+07:00",
    }]))
}

/// The same, and an older page after it.
fn first_page() -> Value {
    let mut page = one_story();
    page["next_url"] = json!("feed-2.json");
    page
}

fn older_page() -> Value {
    feed(json!([{ "id": "2", "title": "Tin cũ hơn", "content_text": "b" }]))
}

/// A site of one story whose feed has a fault from the beginning.
fn failing(fault: Fault) -> Site {
    Site::default()
        .feed(one_story())
        .script(HURRY)
        .fault("/feed.json", fault)
}

/// The reader is told, and has nothing to do: the news is shown once the fault has ended.
async fn is_told_and_comes_back(page: &Browser, told: &str) -> Result<()> {
    page.open("/").await?;
    page.heading("Chưa tải được tin").await?;
    page.says(told).await?;
    page.says("Cổng tin cũng sẽ tự thử lại.").await?;
    page.faults.end("/feed.json");
    page.heading(HEADLINE).await
}
