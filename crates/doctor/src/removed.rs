//! What the page's sanitiser will take out of HTML, by the same list and an HTML parser.

use markup::allowed;
use scraper::{Html, node::Element};

/// Every element and attribute that is not allowed: `script`, `p style`.
pub fn from(html: &str) -> Vec<String> {
    let fragment = Html::parse_fragment(html);
    let elements = fragment.tree.nodes().filter_map(|node| {
        let element = node.value().as_element()?;
        // The parser puts what it is given into an element of its own.
        node.parent()?.value().is_element().then_some(element)
    });
    elements.flat_map(of_element).collect()
}

fn of_element(element: &Element) -> Vec<String> {
    let name = element.name();
    if !allowed::element(name) {
        return vec![name.to_owned()];
    }
    let attributes = element.attrs();
    attributes
        .filter(|(attribute, value)| !stays(name, attribute, value))
        .map(|(attribute, _)| [name, " ", attribute].concat())
        .collect()
}

fn stays(element: &str, attribute: &str, value: &str) -> bool {
    let is_address = ["href", "src", "poster", "cite"].contains(&attribute);
    allowed::attribute(element, attribute) && (!is_address || is_shown(element, value))
}

/// Whether an address has a scheme that is allowed, or none.
fn is_shown(element: &str, address: &str) -> bool {
    // As the URL Standard reads them: without white space around and line breaks inside.
    let address: String = address
        .trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect::<String>()
        .to_ascii_lowercase();
    let Some((scheme, _)) = address.split_once(':') else {
        return true;
    };
    if !scheme.starts_with(|c: char| c.is_ascii_lowercase())
        || scheme.contains(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c))
    {
        return true;
    }
    match element {
        "a" | "blockquote" | "q" | "del" | "ins" => {
            ["http", "https", "mailto", "tel"].contains(&scheme)
        }
        _ => allowed::SHOWN
            .split(' ')
            .any(|start| address.starts_with(start)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_out() {
        let table = [
            ("<p>a <b>b</b></p>", vec![]),
            ("<p style='x' onclick=y>a", vec!["p onclick", "p style"]),
            ("<script>a</script><font>b</font>", vec!["script", "font"]),
            ("<a href='javascript:a'>b</a>", vec!["a href"]),
            ("<a href='java\nscript:a'>b</a>", vec!["a href"]),
            ("<a href='tin.html?a:b'>b</a>", vec![]),
            ("<a href='/a:b'>b</a><a href='tel:1'>c</a>", vec![]),
            ("<img src='data:image/svg+xml,x'>", vec!["img src"]),
            ("<img src='data:image/png;base64,x' alt=''>", vec![]),
            ("a < b & c", vec![]),
            ("<table><tr><td width=1>", vec!["td width"]),
        ];
        for (html, expected) in table {
            let mut found = from(html);
            found.sort_unstable();
            let mut expected = expected;
            expected.sort_unstable();
            assert_eq!(found, expected, "{html}");
        }
    }

    #[test]
    fn nesting_without_end_is_examined() {
        let html = "<div style=x>".repeat(10_000);
        assert_eq!(from(&html).len(), 10_000);
    }
}
