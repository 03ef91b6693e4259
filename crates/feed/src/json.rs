//! JSON text to a value of bounded depth. Natively serde_json parses; in WebAssembly the browser's
//! own parser does, which is there anyway: a second one would weigh 7 KB of brotli.

#[cfg_attr(target_arch = "wasm32", path = "json/browser.rs")]
#[cfg_attr(not(target_arch = "wasm32"), path = "json/native.rs")]
mod parser;

use serde_json::{Number, Value};

/// Any other JSON that the portal reads (settings, a session). Members whose names start with `_`
/// are not kept.
pub fn read_json(text: &str) -> Option<Value> {
    parse(text).ok().map(|(value, _)| value)
}

/// A feed's deepest field is six levels down; what lies deeper than this is an
/// extension's business.
const DEPTH: u8 = 16;

/// What had to be mended on the way.
#[derive(Default)]
pub struct Mended {
    pub lone_surrogate: bool,
    pub too_deep: bool,
}

/// Parses `text` wholly, and keeps what a feed can mean: `user_comment` and
/// extensions (`_…`) are checked but not kept, and containers more than 16 levels
/// down come out empty, so that 10,000 levels cost neither stack nor memory.
pub fn parse(text: &str) -> Result<(Value, Mended), NotJson> {
    let mut mended = Mended::default();
    let value = parser::parse(text, &mut mended)?;
    Ok((value, mended))
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
