//! How the body follows on what stands above it: nothing is said twice, and headings keep their
//! order below the page's own.

use feed::fold;

use super::{Tidy, listed, tree::Tree};

/// What can be followed, played or seen.
const MORE_THAN_TEXT: &str = "a img picture audio video iframe math table hr details";

const LEVELS: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];

impl<T: Tree> Tidy<'_, T> {
    /// The start of the body that repeats the headline or the lead.
    pub(super) fn drop_repetitions(&self) {
        let said: Vec<String> = self.around.said.iter().map(|text| fold(text)).collect();
        // Marks and spaces make a text longer than what is folded of it, but not without end.
        let longest = 8 * said.iter().map(String::len).max().unwrap_or(0);
        for _ in &said {
            let Some(first) = self.first_block() else {
                return;
            };
            let Some(text) = self.plain_text(&first, longest) else {
                return;
            };
            let text = fold(&text);
            if text.is_empty() || !said.contains(&text) {
                return;
            }
            self.take_out(&first);
        }
    }

    /// The first element of the body that is no division nor a mere place.
    fn first_block(&self) -> Option<T::Node> {
        let tree = self.tree;
        tree.inside(self.root).find(|node| {
            let name = tree.name(node);
            let is_place = name == "span" && tree.first_child(node).is_none();
            !name.starts_with('#') && name != "div" && !is_place
        })
    }

    /// A paragraph's or heading's text, if it is no more than that, and not too long.
    fn plain_text(&self, block: &T::Node, longest: usize) -> Option<String> {
        let tree = self.tree;
        if !listed("p h1 h2 h3 h4 h5 h6 b strong", &tree.name(block)) {
            return None;
        }
        let mut whole = String::new();
        for part in tree.inside(block) {
            let name = tree.name(&part);
            if name == "#text" {
                whole.push_str(&tree.text(&part));
            }
            if whole.len() > longest || listed(MORE_THAN_TEXT, &name) {
                return None;
            }
        }
        Some(whole)
    }

    /// The highest heading of the body comes right under the page's h1, the others keep their
    /// distance.
    pub(super) fn level_headings(&self) {
        let there = |heading: &&(T::Node, u8)| self.tree.parent(&heading.0).is_some();
        let found: Vec<&(T::Node, u8)> = self.headings.iter().filter(there).collect();
        let Some(highest) = found.iter().map(|(_, level)| *level).min() else {
            return;
        };
        for (heading, level) in found {
            let now = (level - highest).min(4);
            if now + 2 != *level {
                self.rename(heading, LEVELS[usize::from(now)]);
            }
        }
    }
}
