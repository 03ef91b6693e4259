//! JSON, read and written. Natively serde_json parses; in WebAssembly the browser's own parser does,
//! which is there anyway: a second one would weigh 7 KB of brotli. Both give the same values.

mod numbers;
mod object;
#[cfg_attr(target_arch = "wasm32", path = "json/browser.rs")]
#[cfg_attr(not(target_arch = "wasm32"), path = "json/native.rs")]
mod parser;
mod write;

use std::borrow::Cow;
use std::vec;

pub use object::Object;
use serde_json::{Number, Value};
pub use write::{Layout, write_json};

/// The portal's own extension of JSON Feed: docs/ARCHIVE.md.
pub const EXTENSION: &str = "_cong_tin";

/// Any other JSON that the portal reads (settings, a session). Members whose names start with `_`
/// are not kept, but for the portal's own.
pub fn read_json(text: &str) -> Option<Value> {
    let text = numbers::quote_long(text);
    let parsed = parser::Parsed::of(&text, &mut Mended::default()).ok()?;
    Some(parsed.whole())
}

/// A feed's deepest field is six levels down; what lies deeper than this is an
/// extension's business.
const DEPTH: u8 = 16;

/// Entries of a list and members of an object that are kept. No feed in the wild has as many, and
/// 100,000 items would cost a reader's phone more than they are worth.
const LONGEST: usize = 10_000;

/// What had to be mended on the way.
#[derive(Default)]
pub struct Mended {
    pub lone_surrogate: bool,
    pub too_deep: bool,
    /// A number with more digits than a double holds became a text.
    pub long_number: bool,
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
        let quoted = numbers::quote_long(text);
        let mut mended = Mended::default();
        let mut parsed = parser::Parsed::of(&quoted, &mut mended).map_err(|refused| {
            // The place is the one in the text as it was sent.
            let sent = parser::Parsed::of(text, &mut Mended::default());
            sent.err().unwrap_or(refused)
        })?;
        mended.long_number = matches!(quoted, Cow::Owned(_));
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

    /// How many items have not been taken yet.
    pub fn left(&self) -> usize {
        match &self.items {
            Some(Items::Parsed(items)) => items.left(),
            Some(Items::Made(items)) => items.len(),
            None => 0,
        }
    }

    /// A member of an item that has not been taken yet, without what is inside a list or an object.
    pub fn member(&self, place: usize, name: &str) -> Option<Value> {
        match self.items.as_ref()? {
            Items::Parsed(items) => items.member(place, name),
            Items::Made(items) => items.as_slice().get(place)?.get(name).cloned(),
        }
    }

    /// A copy of an item that has not been taken yet.
    pub fn item(&self, place: usize) -> Option<Value> {
        match self.items.as_ref()? {
            Items::Parsed(items) => items.item(place),
            Items::Made(items) => items.as_slice().get(place).cloned(),
        }
    }
}

/// Where a text stops being JSON, if the parser tells: line and column, from 1, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct NotJson(pub Option<(usize, usize)>);

/// A number as text, as JavaScript writes it: `17`, `1.5`, `1e-7`.
pub fn digits(number: &Number) -> String {
    match number.as_i64() {
        Some(whole) => whole.to_string(),
        None => parser::digits(number.as_f64().unwrap_or_default()),
    }
}

/// The value of a double: whole numbers as such, as far as a double holds them all.
fn number_of(number: f64) -> Value {
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    if number.trunc() == number && number.abs() <= WHOLE {
        return Value::from(number as i64);
    }
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

/// Not extensions and comments, but for the portal's own.
fn is_kept(name: &str) -> bool {
    !name.starts_with('_') && name != "user_comment" || name == "_base" || name == EXTENSION
}
