//! The little that the rules need of a tree of HTML.

/// A tree that is walked and changed in place. A node is a handle.
pub trait Tree {
    type Node: Clone + PartialEq;

    /// An element's name in small letters; of other nodes `#text`, `#comment` and the like.
    fn name(&self, node: &Self::Node) -> String;
    fn parent(&self, node: &Self::Node) -> Option<Self::Node>;
    fn first_child(&self, node: &Self::Node) -> Option<Self::Node>;
    fn next(&self, node: &Self::Node) -> Option<Self::Node>;
    fn previous(&self, node: &Self::Node) -> Option<Self::Node>;
    fn attribute(&self, node: &Self::Node, name: &str) -> Option<String>;
    fn set(&self, node: &Self::Node, name: &str, value: &str);
    fn unset(&self, node: &Self::Node, name: &str);
    /// The text of a text node.
    fn text(&self, node: &Self::Node) -> String;
    fn set_text(&self, node: &Self::Node, text: &str);
    /// A new element of HTML, which stands nowhere yet.
    fn element(&self, name: &'static str) -> Self::Node;
    fn text_node(&self, text: &str) -> Self::Node;
    /// Puts a node into another, wherever it stood: before one of its children, or last.
    fn insert(&self, node: &Self::Node, parent: &Self::Node, before: Option<&Self::Node>);
    fn remove(&self, node: &Self::Node);

    /// The next node in the document's order that `node` does not hold, within `root`.
    fn over(&self, node: &Self::Node, root: &Self::Node) -> Option<Self::Node> {
        let mut node = node.clone();
        loop {
            if node == *root {
                return None;
            }
            if let Some(next) = self.next(&node) {
                return Some(next);
            }
            node = self.parent(&node)?;
        }
    }

    /// The next node in the document's order, within `root`.
    fn after(&self, node: &Self::Node, root: &Self::Node) -> Option<Self::Node> {
        self.first_child(node).or_else(|| self.over(node, root))
    }

    /// Every node that `root` holds, in the document's order.
    fn inside(&self, root: &Self::Node) -> Inside<'_, Self>
    where
        Self: Sized,
    {
        Inside {
            tree: self,
            root: root.clone(),
            next: self.first_child(root),
        }
    }

    /// All the text that a node holds.
    fn whole_text(&self, node: &Self::Node) -> String
    where
        Self: Sized,
    {
        let mut whole = String::new();
        for part in self.inside(node) {
            if self.name(&part) == "#text" {
                whole.push_str(&self.text(&part));
            }
        }
        whole
    }

    /// Moves what a node holds, before one of the children of `parent` or to its end.
    fn move_children(&self, from: &Self::Node, parent: &Self::Node, before: Option<&Self::Node>) {
        while let Some(child) = self.first_child(from) {
            self.insert(&child, parent, before);
        }
    }

    /// Puts a node where another stands.
    fn insert_before(&self, node: &Self::Node, place: &Self::Node) {
        if let Some(parent) = self.parent(place) {
            self.insert(node, &parent, Some(place));
        }
    }

    /// Puts what a node holds in its place.
    fn unwrap(&self, node: &Self::Node) {
        if let Some(parent) = self.parent(node) {
            self.move_children(node, &parent, Some(node));
            self.remove(node);
        }
    }

    /// The nearest node before or after that is more than blank text.
    fn neighbour(&self, node: &Self::Node, before: bool) -> Option<Self::Node> {
        let step = |node: &Self::Node| {
            if before {
                self.previous(node)
            } else {
                self.next(node)
            }
        };
        // Parsers put no two texts side by side, and few rules leave more.
        let mut found = step(node);
        for _ in 0..4 {
            let node = found.as_ref()?;
            if self.name(node) != "#text" || !super::is_blank(&self.text(node)) {
                break;
            }
            found = step(node);
        }
        found
    }
}

/// See [`Tree::inside`]. What was given may be changed, but not taken out.
pub struct Inside<'a, T: Tree> {
    tree: &'a T,
    root: T::Node,
    next: Option<T::Node>,
}

impl<T: Tree> Iterator for Inside<'_, T> {
    type Item = T::Node;

    fn next(&mut self) -> Option<T::Node> {
        let node = self.next.take()?;
        self.next = self.tree.after(&node, &self.root);
        Some(node)
    }
}
