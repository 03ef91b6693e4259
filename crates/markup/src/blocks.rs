//! Divisions become paragraphs, and what only makes room goes.

use super::{Tidy, is_blank, listed, media::is_media, tree::Tree};

/// SharePoint and Word write paragraphs as divisions.
const DIVISIONS: &str = "div section article header footer aside main nav address";

const BLOCKS: &str = "p div section article header footer aside main nav address ul ol li dl dt dd \
table caption thead tbody tfoot tr th td figure figcaption blockquote pre details summary h1 h2 h3 \
h4 h5 h6 hr audio video";

/// Blocks that only make room when they are empty.
const ROOMS: &str = "p h1 h2 h3 h4 h5 h6 li blockquote figure figcaption dt";

/// Elements that say nothing when they are empty, within a line.
const PHRASES: &str = "b strong em i u s small sub sup span";

/// What may hold lines, and no paragraph.
const LINES: &str = "h1 h2 h3 h4 h5 h6 summary p";

const PARAGRAPH: &str = "p";

/// What becomes of an element.
enum Fate {
    Renamed(&'static str),
    /// What it holds takes its place.
    Unwrapped,
    /// Likewise, in lines of its own.
    Broken,
    /// Likewise, in preformatted text.
    Line,
    Gone,
}

/// What stands in a division.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Blank,
    Inline,
    Block,
}

/// An element that has been entered.
struct Open<N> {
    node: N,
    name: String,
    /// Its place among the fates.
    at: usize,
    /// Whether it holds blocks, text, and what is seen without text.
    blocks: bool,
    text: bool,
    media: bool,
    /// Whether a line of it holds blocks, such as a link around paragraphs.
    mixed: bool,
    is_division: bool,
    /// What stands in it, node by node, if it is a division.
    kinds: Vec<Kind>,
}

impl<N> Open<N> {
    fn hold(&mut self, kind: Kind) {
        if self.is_division {
            self.kinds.push(kind);
        }
    }
}

impl<T: Tree> Tidy<'_, T> {
    pub(super) fn shape(&mut self) {
        let tree = self.tree;
        let mut fates: Vec<(T::Node, Option<Fate>)> = Vec::new();
        let mut open = vec![self.open(self.root, 0)];
        let mut next = tree.first_child(self.root);
        let mut preformatted = 0;
        while let Some(mut around) = open.pop() {
            if let Some(node) = next {
                let entered = self.open(&node, fates.len());
                if entered.name == "#text" {
                    let blank = is_blank(&tree.text(&node));
                    around.text |= !blank;
                    around.hold(if blank { Kind::Blank } else { Kind::Inline });
                    next = tree.next(&node);
                    open.push(around);
                    continue;
                }
                fates.push((node.clone(), None));
                // A formula is one thing.
                next = tree.first_child(&node).filter(|_| entered.name != "math");
                preformatted += u32::from(entered.name == "pre");
                open.push(around);
                open.push(entered);
                continue;
            }
            let Some(mut outer) = open.pop() else { break };
            let closed = around;
            preformatted -= u32::from(closed.name == "pre");
            next = tree.next(&closed.node);
            let fate = self.fate(&closed, &outer, preformatted > 0);
            let is_block = closed.blocks || listed(BLOCKS, &closed.name);
            if matches!(fate, Some(Fate::Gone)) {
                outer.hold(Kind::Block);
            } else {
                let is_seen = closed.text || closed.media;
                outer.blocks |= is_block;
                outer.mixed |= closed.blocks && !listed(BLOCKS, &closed.name);
                outer.text |= closed.text;
                outer.media |= closed.media;
                outer.hold(match (is_block, is_seen) {
                    (true, _) => Kind::Block,
                    (_, true) => Kind::Inline,
                    _ => Kind::Blank,
                });
                if let [b'h', level @ b'1'..=b'6'] = closed.name.as_bytes() {
                    self.headings.push((closed.node.clone(), level - b'0'));
                }
            }
            fates[closed.at].1 = fate;
            open.push(outer);
        }
        // The outer ones first: then nothing is moved more than once for each place that it has.
        for (node, fate) in fates {
            match fate {
                Some(Fate::Renamed(name)) => {
                    self.rename(&node, name);
                }
                Some(Fate::Unwrapped) => tree.unwrap(&node),
                Some(Fate::Broken) => self.break_up(&node),
                Some(Fate::Line) => self.end_line(&node),
                Some(Fate::Gone) => self.close_up(&node),
                None => {}
            }
        }
    }

    fn open(&self, node: &T::Node, at: usize) -> Open<T::Node> {
        let name = self.tree.name(node);
        let is_target = !name.starts_with('#')
            && !self.targets.is_empty()
            && self
                .tree
                .attribute(node, "id")
                .is_some_and(|id| self.targets.contains(&id));
        Open {
            node: node.clone(),
            at,
            blocks: false,
            text: false,
            mixed: false,
            // A place that a link leads to is as good as one that is seen.
            media: is_media(&name) || is_target,
            is_division: listed(DIVISIONS, &name),
            kinds: Vec::new(),
            name,
        }
    }

    fn fate(
        &self,
        closed: &Open<T::Node>,
        outer: &Open<T::Node>,
        preformatted: bool,
    ) -> Option<Fate> {
        let name = closed.name.as_str();
        let is_empty = !closed.text && !closed.media;
        if is_empty && listed(PHRASES, name) {
            return Some(Fate::Unwrapped);
        }
        // An item without text still counts.
        let is_counted = name == "li" && outer.name == "ol";
        if is_empty && !is_counted && (closed.is_division || listed(ROOMS, name)) {
            return Some(Fate::Gone);
        }
        if !closed.is_division {
            return None;
        }
        if outer.name == "dl" {
            return (name != "div").then_some(Fate::Renamed("div"));
        }
        if preformatted {
            return Some(Fate::Line);
        }
        if listed(LINES, &outer.name) && !closed.blocks {
            return Some(Fate::Broken);
        }
        if outer.name == "figure" && !closed.text {
            return match self.says(&closed.node) {
                true => (name != "div").then_some(Fate::Renamed("div")),
                false => Some(Fate::Unwrapped),
            };
        }
        if !closed.blocks {
            return Some(Fate::Renamed(PARAGRAPH));
        }
        // What stands beside such a line may be part of it.
        if !closed.mixed {
            self.gather_lines(closed);
            if !self.says(&closed.node) {
                return Some(Fate::Unwrapped);
            }
        }
        (name != "div").then_some(Fate::Renamed("div"))
    }

    /// What stands between blocks becomes paragraphs.
    fn gather_lines(&self, division: &Open<T::Node>) {
        let tree = self.tree;
        let mut next = tree.first_child(&division.node);
        let mut paragraph: Option<T::Node> = None;
        for kind in &division.kinds {
            let Some(node) = next else { return };
            next = tree.next(&node);
            if *kind == Kind::Block {
                paragraph = None;
                continue;
            }
            if paragraph.is_none() && *kind == Kind::Inline {
                let begun = tree.element(PARAGRAPH);
                tree.insert(&begun, &division.node, Some(&node));
                paragraph = Some(begun);
            }
            if let Some(paragraph) = &paragraph {
                tree.insert(&node, paragraph, None);
            }
        }
    }

    /// Puts what a division holds in its place, apart from what stands around it.
    fn break_up(&self, division: &T::Node) {
        let tree = self.tree;
        let is_apart = tree.neighbour(division, true).is_none_or(|before| {
            let name = tree.name(&before);
            name == "br" || listed(BLOCKS, &name)
        });
        if !is_apart {
            tree.insert_before(&tree.element("br"), division);
        }
        if tree.neighbour(division, false).is_some() {
            tree.insert(&tree.element("br"), division, None);
        }
        self.dissolve(division);
    }

    /// Puts what a division of preformatted text holds in its place, as a line.
    fn end_line(&self, division: &T::Node) {
        let tree = self.tree;
        let text_of = |node: T::Node| {
            let is_text = tree.name(&node) == "#text";
            if is_text {
                tree.text(&node)
            } else {
                String::new()
            }
        };
        let is_begun = self
            .beside(division, |node| tree.previous(node))
            .is_some_and(|before| tree.name(&before) != "br" && !text_of(before).ends_with('\n'));
        if is_begun {
            tree.insert_before(&tree.text_node("\n"), division);
        }
        let is_ended = self
            .beside(division, |node| tree.next(node))
            .is_none_or(|after| text_of(after).starts_with('\n'));
        if !is_ended {
            tree.insert(&tree.text_node("\n"), division, None);
        }
        self.dissolve(division);
    }

    fn dissolve(&self, division: &T::Node) {
        if self.says(division) {
            self.rename(division, "span");
        } else {
            self.tree.unwrap(division);
        }
    }

    /// Takes an empty block out; lines that it kept apart stay so.
    fn close_up(&self, block: &T::Node) {
        let tree = self.tree;
        let is_line = |before| {
            let beside = self.beside(block, |node| tree.neighbour(node, before));
            beside.is_some_and(|node| {
                let name = tree.name(&node);
                name != "br" && !listed(BLOCKS, &name)
            })
        };
        if is_line(true) && is_line(false) {
            tree.insert_before(&tree.element("br"), block);
        }
        self.take_out(block);
    }

    /// The nearest thing on the same line, if a block stood on one; `step` looks beside a node.
    fn beside(
        &self,
        block: &T::Node,
        step: impl Fn(&T::Node) -> Option<T::Node>,
    ) -> Option<T::Node> {
        let tree = self.tree;
        let mut node = block.clone();
        loop {
            if let Some(neighbour) = step(&node) {
                return Some(neighbour);
            }
            node = tree.parent(&node)?;
            if node == *self.root || listed(BLOCKS, &tree.name(&node)) {
                return None;
            }
        }
    }
}
