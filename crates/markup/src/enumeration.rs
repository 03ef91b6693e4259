//! What a paragraph counts up, "(i) …; (ii) …; (iii) …", becomes a list: its text stays as it is, marks too.

use super::{allowed::EVERYWHERE, is_blank, listed, tree::Tree};

/// Marks in their order. The last of a sequence is never met: more than that is no running text.
const SEQUENCES: [&str; 4] = [
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi",
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
    "a b c d e f g h i j k l m n o p",
    "a b c d đ e g h i k l m n o p",
];

/// Words that may stand before the last mark.
const JOINTS: [&str; 4] = ["và", "hoặc", "and", "or"];

/// Elements that may begin with a mark.
const PHRASES: &str = "b strong em i u span";

/// Where such a paragraph may stand: in a cell, a list would be too wide.
const PLACES: &str = "div ul ol li dl dd blockquote details";

/// Makes a list of what a paragraph counts up, after what leads to it.
pub(super) fn part<T: Tree>(tree: &T, paragraph: &T::Node, root: &T::Node) {
    let Some(beginnings) = beginnings(tree, paragraph) else {
        return;
    };
    let Some(parent) = tree.parent(paragraph) else {
        return;
    };
    let mut around = Some(parent.clone());
    while let Some(element) = around.filter(|element| element != root) {
        if !listed(PLACES, &tree.name(&element)) {
            return;
        }
        around = tree.parent(&element);
    }
    let list = tree.element("ul");
    tree.set(&list, "class", "enumeration");
    // Safari takes a list that draws no marks for none.
    tree.set(&list, "role", "list");
    tree.insert(&list, &parent, tree.next(paragraph).as_ref());
    // The last one first: each takes all that is left after it.
    for (beginning, at) in beginnings.iter().rev() {
        let item = tree.element("li");
        tree.insert(&item, &list, tree.first_child(&list).as_ref());
        let mut next = Some(beginning.clone());
        if *at > 0 {
            let text = tree.text(beginning);
            let (before, after) = text.split_at(*at);
            tree.set_text(beginning, before);
            next = tree.next(beginning);
            tree.insert(&tree.text_node(after), &item, None);
        }
        while let Some(node) = next {
            next = tree.next(&node);
            tree.insert(&node, &item, None);
        }
    }
    let is_led = !is_blank(&tree.whole_text(paragraph));
    for name in EVERYWHERE.split_ascii_whitespace() {
        if let Some(value) = tree
            .attribute(paragraph, name)
            .filter(|_| !is_led || name != "id")
        {
            tree.set(&list, name, &value);
        }
    }
    if !is_led && let Some(first) = tree.first_child(&list) {
        tree.move_children(paragraph, &first, tree.first_child(&first).as_ref());
        tree.remove(paragraph);
    }
}

/// Where the items of a paragraph begin: at a child of it, and how far into its text. `None` unless
/// every mark of the paragraph is in order, and each after the first follows what ends an item.
fn beginnings<T: Tree>(tree: &T, paragraph: &T::Node) -> Option<Vec<(T::Node, usize)>> {
    let mut found = Vec::new();
    let mut marks = String::new();
    let mut read = String::new();
    // Where the text of the last item begins.
    let mut begun = 0;
    let mut commas_end = false;
    // How many parentheses are open: what stands in them counts nothing up.
    let mut depth: u32 = 0;
    for node in tree.inside(paragraph) {
        let text = match tree.name(&node).as_str() {
            "#text" => tree.text(&node),
            // Ends whatever stands on the line.
            "br" => "; ".to_owned(),
            _ => continue,
        };
        let mut at = 0;
        for word in text.split_inclusive(char::is_whitespace) {
            let is_apart = read.is_empty() || read.ends_with(char::is_whitespace);
            if is_apart
                && depth == 0
                && let Some(mark) = mark(word)
            {
                let said = read.trim_end();
                let joint = JOINTS.iter().find_map(|joint| said.strip_suffix(joint));
                let said = joint.unwrap_or(said).trim_end();
                let is_ended = said.ends_with([';', ':', '.']);
                let has_comma = said.ends_with(',');
                if found.is_empty() {
                    // "Under (i) of this, (ii) of that" are no items.
                    commas_end = is_ended || has_comma || said.is_empty();
                } else if !(is_ended || has_comma && commas_end) || !says(said, begun) {
                    return None;
                }
                marks.push_str(mark);
                marks.push(' ');
                if !SEQUENCES
                    .iter()
                    .any(|sequence| sequence.starts_with(&marks))
                {
                    return None;
                }
                found.push((child(tree, &node, paragraph, at)?, at));
                begun = read.len() + word.find(')')? + 1;
            }
            for c in word.chars() {
                match c {
                    '(' => depth += 1,
                    ')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            read.push_str(word);
            at += word.len();
        }
    }
    (found.len() > 2 && depth == 0 && says(&read, begun)).then_some(found)
}

/// What a word counts, if it begins with a mark: "(a)" or "a)".
fn mark(word: &str) -> Option<&str> {
    let (mark, _) = word.split_once(')')?;
    let mark = mark.strip_prefix('(').unwrap_or(mark);
    let is_known = SEQUENCES.iter().any(|sequence| listed(sequence, mark));
    is_known.then_some(mark)
}

/// Whether an item is more than its mark.
fn says(read: &str, begun: usize) -> bool {
    let item = read.get(begun..).unwrap_or_default();
    item.contains(char::is_alphanumeric)
}

/// The child of a paragraph that is cut by a mark in its own text, or begins with it.
fn child<T: Tree>(tree: &T, text: &T::Node, paragraph: &T::Node, at: usize) -> Option<T::Node> {
    let mut node = text.clone();
    loop {
        let parent = tree.parent(&node)?;
        if parent == *paragraph {
            return Some(node);
        }
        if at > 0 || tree.previous(&node).is_some() || !listed(PHRASES, &tree.name(&parent)) {
            return None;
        }
        node = parent;
    }
}
