//! DOMPurify without its own lists of HTML's elements and of all attributes. Ours are always given
//! (`src/browser/purifier.js`), and without them no such element or attribute is allowed: a fifth of
//! its bytes on the line would be lists that nobody reads.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::npm;

/// Its lists of elements and attributes. Those of SVG's and MathML's elements stay: by them it
/// tells which namespace an element may be in.
const LISTS: [&str; 5] = ["html$1", "html", "svg", "mathMl", "xml"];

/// What the bundler cannot see that nothing uses.
const UNUSED: &str = "AsyncGenerator.prototype";

/// Writes it to `file`.
pub fn dompurify(file: &Path) -> Result<()> {
    let whole = fs::read_to_string(npm::file("dompurify/dist/purify.es.mjs"))?;
    fs::write(file, lean(&whole).context("DOMPurify has changed")?)?;
    Ok(())
}

/// `None` where one of the lists is not found.
fn lean(whole: &str) -> Option<String> {
    let mut text = whole.to_owned();
    for name in LISTS {
        let start = ["\nconst ", name, " = freeze(["].concat();
        let from = text.find(&start)? + start.len();
        let to = from + text[from..].find("])")?;
        text.replace_range(from..to, "");
    }
    if let Some(from) = text.find(UNUSED) {
        const END: &str = "\n};";
        let to = from + text[from..].find(END)? + END.len();
        text.replace_range(from..to, "");
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_go_and_all_else_stays() {
        let rest = "const text = freeze([\"#text\"]);\nAsyncGenerator.prototype.next = function(e) {\n\treturn 1;\n}, a = function(e) {\n\treturn 2;\n};\nlet a;";
        let lists =
            LISTS.map(|name| ["\nconst ", name, " = freeze([\n\t\"a\",\n\t\"b\"\n]);\n"].concat());
        let empty = LISTS.map(|name| ["\nconst ", name, " = freeze([]);\n"].concat());
        let kept = "const text = freeze([\"#text\"]);\n\nlet a;";
        assert_eq!(
            lean(&[&lists.concat(), rest].concat()),
            Some([&empty.concat(), kept].concat())
        );
        assert_eq!(lean(rest), None);
    }
}
