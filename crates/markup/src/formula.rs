//! Formulas: MathML as it is, and once.

use super::{
    Tidy,
    allowed::{MATHML, WITH_CONTENT},
    listed,
    tree::Tree,
};

/// No formula of a text is nested as deep, and browsers take a time that grows with the square of it.
const DEEPEST: u32 = 32;

impl<T: Tree> Tidy<'_, T> {
    /// Takes out of a formula what does not draw it; the next node to read.
    pub(super) fn formula(&self, math: &T::Node) -> Option<T::Node> {
        let tree = self.tree;
        // How many elements of the formula are around the node.
        let mut depth = 0;
        let mut next = tree.first_child(math);
        while let Some(node) = next {
            let name = tree.name(&node);
            let is_text = name == "#text";
            let goes = !is_text && name.starts_with('#') || listed(WITH_CONTENT, &name);
            // HTML within a formula is text: nothing else reads what stands there.
            let stays =
                is_text || listed(MATHML, &name) && (depth < DEEPEST || self.is_letters(&node));
            next = tree.first_child(&node).filter(|_| !goes);
            match next {
                Some(_) => depth += u32::from(stays),
                None => next = self.past(&node, math, &mut depth),
            }
            if goes {
                tree.remove(&node);
            } else if !stays {
                // No element of HTML may stand here to be its place.
                if let Some(id) = tree.attribute(&node, "id")
                    && tree.attribute(math, "id").is_none()
                {
                    tree.set(math, "id", &id);
                }
                tree.unwrap(&node);
            }
        }
        tree.over(math, self.root)
    }

    /// Whether an element holds text alone.
    fn is_letters(&self, node: &T::Node) -> bool {
        let mut child = self.tree.first_child(node);
        while let Some(text) = child
            .as_ref()
            .filter(|child| self.tree.name(child) == "#text")
        {
            child = self.tree.next(text);
        }
        child.is_none()
    }

    /// The next node of a formula that `node` does not hold.
    fn past(&self, node: &T::Node, math: &T::Node, depth: &mut u32) -> Option<T::Node> {
        let mut node = node.clone();
        loop {
            if let Some(next) = self.tree.next(&node) {
                return Some(next);
            }
            node = self.tree.parent(&node).filter(|parent| parent != math)?;
            *depth -= 1;
        }
    }

    /// Whether an element only repeats for the eye what another says to everybody: a formula drawn
    /// once more, or a heading's link to itself.
    pub(super) fn is_twin(&self, node: &T::Node, name: &str) -> bool {
        let tree = self.tree;
        if tree.attribute(node, "aria-hidden").as_deref() != Some("true") {
            return false;
        }
        if name == "a" {
            let href = tree.attribute(node, "href").unwrap_or_default();
            return href.starts_with('#');
        }
        [true, false].into_iter().any(|before| {
            tree.neighbour(node, before)
                .is_some_and(|other| self.begins_with_formula(other))
        })
    }

    /// Whether a node is a formula, or one in the few wrappers that converters put around it.
    fn begins_with_formula(&self, node: T::Node) -> bool {
        let mut node = Some(node);
        for _ in 0..4 {
            let Some(this) = node else { return false };
            if self.tree.name(&this) == "math" {
                return true;
            }
            node = self.tree.first_child(&this);
        }
        false
    }
}
