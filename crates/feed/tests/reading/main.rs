//! What the reader takes, what it leaves, and what it says about it.

#[path = "../support/mod.rs"]
mod support;

mod addresses;
mod hostile;
mod items;
mod lists;
mod texts;
mod whole;

use feed::{Item, Reading};

fn only_item(reading: &Reading) -> &Item {
    assert_eq!(reading.feed.items.len(), 1);
    &reading.feed.items[0]
}

fn text<T: ToString>(value: &Option<T>) -> Option<String> {
    value.as_ref().map(T::to_string)
}
