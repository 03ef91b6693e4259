//! What the source says, put into the words of the allow-list: elements that are not on it go, and
//! what they said of their content stays.

use super::{
    Tidy,
    address::host,
    allowed::{self, EVERYWHERE, WITH_CONTENT},
    listed,
    media::is_player,
    tree::Tree,
};

/// Elements that are none of ours, and end a paragraph as a division does.
const OTHER_DIVISIONS: &str = "center fieldset legend form hgroup search map option optgroup frameset noframes body html \
marquee";

/// What can be struck by a style, besides what a style alone is for.
const STRUCK: &str =
    "p li dt dd th td h1 h2 h3 h4 h5 h6 a b i em strong u small sub sup figcaption";

impl<T: Tree> Tidy<'_, T> {
    /// Reads every node, the outer ones first: then nothing is moved more than once for each place
    /// that it has.
    pub(super) fn read(&mut self) {
        let mut next = self.tree.first_child(self.root);
        while let Some(node) = next {
            next = self.read_node(&node);
        }
    }

    /// Reads a node; the next one to read.
    fn read_node(&mut self, node: &T::Node) -> Option<T::Node> {
        let tree = self.tree;
        let name = tree.name(node);
        match name.as_str() {
            "#text" => {
                let text = tree.text(node);
                let composed = feed::nfc(&text);
                if composed != text {
                    tree.set_text(node, &composed);
                }
                return tree.over(node, self.root);
            }
            "noscript" => return self.noscript(node),
            "svg" => return self.drawing(node),
            "math" => return self.formula(node),
            "img" | "source" | "audio" | "video" | "track" | "iframe" => {
                return self.media(node, &name);
            }
            "object" | "embed" | "applet" => return self.embedded(node, &name),
            "input" => return self.checkbox(node),
            "template" => return self.gone(node),
            _ if name.starts_with('#') || listed(WITH_CONTENT, &name) => return self.gone(node),
            _ => {}
        }
        if self.is_twin(node, &name) {
            return self.gone(node);
        }
        if name != "pre" && self.keeps_lines(node) {
            self.break_lines(node);
        }
        let is_allowed = allowed::element(&name);
        if self.is_struck(node) {
            let is_division = listed(OTHER_DIVISIONS, &name);
            let is_list = name == "menu" || name == "dir";
            if name == "span" || !is_allowed && !is_division && !is_list {
                return self.walk_into(&self.rename(node, "s"));
            }
            if is_division || listed(STRUCK, &name) {
                let struck = tree.element("s");
                tree.move_children(node, &struck, None);
                tree.insert(&struck, node, None);
            } else {
                self.strike_parts(node);
            }
        }
        match name.as_str() {
            "a" => self.link(node),
            "area" => {
                let link = self.rename(node, "a");
                if let (Some(alt), None) = (tree.attribute(node, "alt"), tree.first_child(&link)) {
                    tree.insert(&tree.text_node(&alt), &link, None);
                }
                if let Some(href) = tree.attribute(node, "href") {
                    tree.set(&link, "href", &href);
                }
                self.space_after(&link);
                return Some(link);
            }
            "ol" => self.numbering(node),
            "th" | "td" => self.heads(node),
            "table" => self.tables.push(node.clone()),
            "strike" => return self.walk_into(&self.rename(node, "s")),
            "tt" => return self.walk_into(&self.rename(node, "code")),
            "acronym" => return self.walk_into(&self.rename(node, "abbr")),
            "menu" | "dir" => return self.walk_into(&self.rename(node, "ul")),
            "listing" => return self.walk_into(&self.rename(node, "pre")),
            "amp-img" | "amp-anim" => return Some(self.picture_of_another_name(node)),
            _ if listed(OTHER_DIVISIONS, &name) => {
                return self.walk_into(&self.rename(node, "div"));
            }
            _ if let Some(address) = self.posted(node, &name) => {
                return self.open_at(node, &address);
            }
            // What a script would put there.
            _ if is_player(&name) && tree.whole_text(node).trim().is_empty() => {
                return match self.around.original {
                    Some(original) => self.open_at(node, original),
                    None => self.gone(node),
                };
            }
            _ if !is_allowed || name == "span" => {
                if self.says(node) {
                    return self.walk_into(&self.rename(node, "span"));
                }
                let next = tree.after(node, self.root);
                tree.unwrap(node);
                return next;
            }
            _ => {}
        }
        self.walk_into(node)
    }

    pub(super) fn walk_into(&self, node: &T::Node) -> Option<T::Node> {
        self.tree.after(node, self.root)
    }

    /// Whether an element that has to go says something of its content that has to stay: that a link
    /// leads to it, its direction, or a language that is not the one around.
    pub(super) fn says(&self, node: &T::Node) -> bool {
        let is_target = || {
            let id = self.tree.attribute(node, "id");
            id.is_some_and(|id| self.targets.contains(&id))
        };
        self.tree.attribute(node, "dir").is_some() || is_target() || self.is_foreign(node)
    }

    fn is_foreign(&self, node: &T::Node) -> bool {
        let Some(own) = self.tree.attribute(node, "lang") else {
            return false;
        };
        let mut around = self.tree.parent(node);
        while let Some(element) = around.filter(|element| element != self.root) {
            if let Some(language) = self.tree.attribute(&element, "lang") {
                return !is_same_language(&language, &own);
            }
            around = self.tree.parent(&element);
        }
        !is_same_language(self.around.language, &own)
    }

    /// Puts an element of another name in the place of one, with what every element may say.
    pub(super) fn rename(&self, node: &T::Node, name: &'static str) -> T::Node {
        let tree = self.tree;
        let renamed = tree.element(name);
        for attribute in EVERYWHERE.split_ascii_whitespace() {
            if let Some(value) = tree.attribute(node, attribute) {
                tree.set(&renamed, attribute, &value);
            }
        }
        tree.insert_before(&renamed, node);
        tree.move_children(node, &renamed, None);
        tree.remove(node);
        renamed
    }

    /// Takes an element out with all it holds; only the places that links lead to stay.
    pub(super) fn take_out(&self, node: &T::Node) {
        let tree = self.tree;
        if !self.targets.is_empty() && !tree.name(node).starts_with('#') {
            let mut at = Some(node.clone());
            while let Some(element) = at {
                let id = tree.attribute(&element, "id");
                if let Some(id) = id.filter(|id| self.targets.contains(id)) {
                    self.leave_place(&id, node);
                }
                at = tree.after(&element, node);
            }
        }
        tree.remove(node);
    }

    /// Puts an element that is nothing but a place before another.
    pub(super) fn leave_place(&self, id: &str, before: &T::Node) {
        let place = self.tree.element("span");
        self.tree.set(&place, "id", id);
        self.tree.insert_before(&place, before);
    }

    /// [Takes out](Tidy::take_out) a node; the next one to read.
    pub(super) fn gone(&self, node: &T::Node) -> Option<T::Node> {
        let next = self.tree.over(node, self.root);
        self.take_out(node);
        next
    }

    /// Puts a text in the place of an element; the next node to read.
    pub(super) fn replaced(&self, node: &T::Node, text: &str) -> Option<T::Node> {
        self.tree.insert_before(&self.tree.text_node(text), node);
        self.gone(node)
    }

    /// Puts a link in the place of something that is not shown; where a link is already, its text.
    pub(super) fn linked(&self, node: &T::Node, address: &str, text: &str) -> Option<T::Node> {
        let mut around = self.tree.parent(node);
        while let Some(element) = around {
            if self.tree.name(&element) == "a" {
                return self.replaced(node, text);
            }
            around = self
                .tree
                .parent(&element)
                .filter(|element| element != self.root);
        }
        let link = self.tree.element("a");
        self.tree.set(&link, "href", address);
        self.tree.insert(&self.tree.text_node(text), &link, None);
        self.tree.insert_before(&link, node);
        self.space_after(&link);
        self.gone(node)
    }

    fn space_after(&self, node: &T::Node) {
        let space = self.tree.text_node(" ");
        if let Some(parent) = self.tree.parent(node) {
            self.tree
                .insert(&space, &parent, self.tree.next(node).as_ref());
        }
    }

    /// A link to what stands elsewhere, with its host's name.
    pub(super) fn open_at(&self, node: &T::Node, address: &str) -> Option<T::Node> {
        self.linked(node, address, &(self.around.open_at)(host(address)))
    }

    /// A task's box is part of what the list says.
    fn checkbox(&self, node: &T::Node) -> Option<T::Node> {
        let kind = self.tree.attribute(node, "type").unwrap_or_default();
        if !kind.eq_ignore_ascii_case("checkbox") {
            return self.gone(node);
        }
        let is_done = self.tree.attribute(node, "checked").is_some();
        self.replaced(node, if is_done { "☑ " } else { "☐ " })
    }

    /// The ids that name a cell's headings follow these.
    fn heads(&self, cell: &T::Node) {
        if let Some(ids) = self.tree.attribute(cell, "headers") {
            let mut prefixed = String::new();
            for id in ids.split_ascii_whitespace() {
                if !prefixed.is_empty() {
                    prefixed.push(' ');
                }
                if !id.starts_with(super::PREFIX) {
                    prefixed.push_str(super::PREFIX);
                }
                prefixed.push_str(id);
            }
            self.tree.set(cell, "headers", &prefixed);
        }
    }
}

/// Whether two tags name the same language, wherever it is spoken.
fn is_same_language(one: &str, other: &str) -> bool {
    let language = |tag: &str| {
        tag.split(['-', '_'])
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    };
    language(one) == language(other)
}
