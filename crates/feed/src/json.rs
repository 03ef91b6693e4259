//! JSON text to a value of bounded depth. Natively serde_json parses; in WebAssembly the browser's
//! own parser does, which is there anyway: a second one would weigh 7 KB of brotli.

#[cfg_attr(target_arch = "wasm32", path = "json/browser.rs")]
#[cfg_attr(not(target_arch = "wasm32"), path = "json/native.rs")]
mod parser;
mod pretty;

use std::vec;

pub use pretty::pretty;
use serde_json::{Number, Value};

/// Any other JSON that the portal reads (settings, a session). Members whose names start with `_`
/// are not kept.
pub fn read_json(text: &str) -> Option<Value> {
    let parsed = parser::Parsed::of(text, &mut Mended::default()).ok()?;
    Some(parsed.whole())
}

/// A feed's deepest field is six levels down; what lies deeper than this is an
/// extension's business.
const DEPTH: u8 = 16;

/// Entries of a list and members of an object that are kept. No feed in the wild has as many, and
/// what 100,000 items would cost a reader's phone no news is worth.
const LONGEST: usize = 10_000;

/// What had to be mended on the way.
#[derive(Default)]
pub struct Mended {
    pub lone_surrogate: bool,
    pub too_deep: bool,
    /// Entries and members beyond [`LONGEST`].
    pub left_out: usize,
}

/// A feed, parsed wholly; of its text is kept what a feed can mean: `user_comment` and
/// extensions (`_…`) are checked but not kept, containers more than 16 levels down come out
/// empty, so that 10,000 levels cost neither stack nor memory, and long ones are cut.
pub struct Document {
    /// All but the items.
    pub root: Value,
    items: Option<Items>,
    /// Grows while items are taken.
    pub mended: Mended,
}

enum Items {
    Parsed(parser::Items),
    Made(vec::IntoIter<Value>),
}

impl Document {
    /// A feed that was not written as JSON.
    pub fn of(mut root: Value) -> Document {
        let mut mended = Mended::default();
        let items = match root.get_mut("items").map(Value::take) {
            Some(Value::Array(mut items)) => {
                mended.left_out = items.len().saturating_sub(LONGEST);
                items.truncate(LONGEST);
                Some(Items::Made(items.into_iter()))
            }
            _ => None,
        };
        Document {
            root,
            items,
            mended,
        }
    }

    pub fn parse(text: &str) -> Result<Document, NotJson> {
        let mut mended = Mended::default();
        let mut parsed = parser::Parsed::of(text, &mut mended)?;
        let items = parsed.take_items(&mut mended).map(Items::Parsed);
        let root = parsed.rest(&mut mended);
        Ok(Document {
            root,
            items,
            mended,
        })
    }

    /// Whether there is a list of items.
    pub fn has_items(&self) -> bool {
        self.items.is_some()
    }

    /// The next item. In the browser it is only now made a value, so that a long list costs no
    /// long pause.
    pub fn next_item(&mut self) -> Option<Value> {
        match self.items.as_mut()? {
            Items::Parsed(items) => items.next(&mut self.mended),
            Items::Made(items) => items.next(),
        }
    }

    /// An item that has not been taken yet, by its member `id`: how many are before it, and the
    /// item itself, which is still to be taken.
    pub fn find_item(&self, has_id: impl Fn(&Value) -> bool) -> Option<(usize, Value)> {
        match self.items.as_ref()? {
            Items::Parsed(items) => items.find(has_id),
            // Whoever waits for such a feed waits for a chunk as well.
            Items::Made(_) => None,
        }
    }
}

/// Where a text stops being JSON, if the parser tells: line and column, from 1, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct NotJson(pub Option<(usize, usize)>);

/// A number as text, as both parsers' platforms write it: `17`, `1.5`.
pub fn digits(number: &Number) -> String {
    match number.as_i64() {
        Some(whole) => whole.to_string(),
        None => parser::digits(number),
    }
}

/// Extensions and comments.
fn is_kept(name: &str) -> bool {
    !name.starts_with('_') && name != "user_comment"
}
