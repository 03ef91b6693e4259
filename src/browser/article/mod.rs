//! An article's HTML on its way into its element: tidied, sanitised and arranged by the rules of
//! [`markup`].

pub mod body;
pub mod frame;
pub mod headings;
#[cfg(not(target_arch = "wasm32"))]
pub mod native;
pub mod pictures;
pub mod removed;
pub mod sanitise;
pub mod tree;

use feed::Item;
use markup::Surroundings;

use crate::text::{Messages, fill};

/// Calls `work` with what the rules have to know of the page around an article.
fn surrounded<R>(
    item: &Item,
    messages: &'static Messages,
    [page, origin]: [&str; 2],
    resolve: &dyn Fn(&str) -> Option<String>,
    work: impl FnOnce(&Surroundings) -> R,
) -> R {
    let said: Vec<&str> = [&item.headline, &item.lead]
        .into_iter()
        .filter_map(Option::as_deref)
        .collect();
    let language = item.language.as_deref();
    work(&Surroundings {
        resolve,
        page,
        origin,
        original: item.url.as_ref().map(|url| url.as_str()),
        language: language.unwrap_or(messages.lang.tag()),
        said: &said,
        table: messages.table,
        open_at: &|host| fill(messages.open_at, host),
    })
}

/// What is said of a picture, with its alternative text where it has one.
fn said_of_picture(said: &str, alt: &str) -> String {
    match alt {
        "" => said.to_owned(),
        _ => [said, ": ", alt].concat(),
    }
}
