//! What a style says of a text that is more than its looks.

use super::{Tidy, is_blank, tree::Tree};

impl<T: Tree> Tidy<'_, T> {
    pub(super) fn is_struck(&self, node: &T::Node) -> bool {
        let style = self.tree.attribute(node, "style");
        style.is_some_and(|style| {
            let style = style.to_ascii_lowercase();
            let mut properties = ["text-decoration", "text-decoration-line"].iter();
            properties.any(|property| {
                styled(&style, property).is_some_and(|value| value.contains("line-through"))
            })
        })
    }

    /// Strikes what stands in a struck element that is more than a line, such as a row of a table.
    pub(super) fn strike_parts(&self, node: &T::Node) {
        let tree = self.tree;
        let mut next = tree.first_child(node);
        while let Some(part) = next {
            next = tree.next(&part);
            let name = tree.name(&part);
            if name == "#text" && !is_blank(&tree.text(&part)) {
                let struck = tree.element("s");
                tree.insert_before(&struck, &part);
                tree.insert(&part, &struck, None);
            } else if !name.starts_with('#') {
                let style = tree.attribute(&part, "style").unwrap_or_default();
                let style = ["text-decoration:line-through;", &style].concat();
                tree.set(&part, "style", &style);
            }
        }
    }

    /// Whether the ends of lines are seen as such.
    pub(super) fn keeps_lines(&self, node: &T::Node) -> bool {
        let style = self.tree.attribute(node, "style");
        style.is_some_and(|style| {
            styled(&style, "white-space")
                .is_some_and(|value| value.starts_with("pre") || value.starts_with("break"))
        })
    }

    /// Ends the lines of such a text by elements, in what it holds as well.
    pub(super) fn break_lines(&self, node: &T::Node) {
        let tree = self.tree;
        let mut next = tree.first_child(node);
        while let Some(part) = next {
            next = tree.next(&part);
            let name = tree.name(&part);
            if name == "#text" {
                let text = tree.text(&part);
                // The line that begins with the element itself.
                let is_first = tree.previous(&part).is_none();
                let lines = text.strip_prefix('\n').filter(|_| is_first);
                let lines = lines.unwrap_or(&text).trim_end_matches('\n');
                let mut lines = lines.split('\n');
                let Some(last) = lines.next_back() else {
                    continue;
                };
                for line in lines {
                    tree.insert(&tree.text_node(line), node, Some(&part));
                    tree.insert(&tree.element("br"), node, Some(&part));
                }
                tree.set_text(&part, last);
                if next.is_some() && text.ends_with('\n') {
                    tree.insert(&tree.element("br"), node, next.as_ref());
                }
            } else if !name.starts_with('#') {
                let style = tree.attribute(&part, "style").unwrap_or_default();
                tree.set(&part, "style", &[&style, ";white-space:pre"].concat());
            }
        }
    }

    /// A list's kind of numbers, where a style has it.
    pub(super) fn numbering(&self, node: &T::Node) {
        let style = self.tree.attribute(node, "style").unwrap_or_default();
        let style = style.to_ascii_lowercase();
        let styled = styled(&style, "list-style-type").or_else(|| styled(&style, "list-style"));
        let mut words = styled.unwrap_or_default().split([' ', '!']);
        let kind = words.find_map(|word| match word {
            "lower-alpha" | "lower-latin" => Some("a"),
            "upper-alpha" | "upper-latin" => Some("A"),
            "lower-roman" => Some("i"),
            "upper-roman" => Some("I"),
            "decimal" => Some("1"),
            _ => None,
        });
        if let Some(kind) = kind {
            self.tree.set(node, "type", kind);
        }
    }
}

/// The value of a property in a `style`.
pub(super) fn styled<'s>(style: &'s str, property: &str) -> Option<&'s str> {
    style.split(';').find_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        name.trim()
            .eq_ignore_ascii_case(property)
            .then_some(value.trim())
    })
}
