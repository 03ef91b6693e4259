//! What the page cannot show: plug-ins, drawings, what a script would put there.

use feed::is_picture;

use super::{Tidy, is_blank, listed, tree::Tree};

impl<T: Tree> Tidy<'_, T> {
    /// A drawing in the text is not shown: what it is called leads to the original.
    pub(super) fn drawing(&self, node: &T::Node) -> Option<T::Node> {
        let tree = self.tree;
        if tree.attribute(node, "aria-hidden").as_deref() == Some("true") {
            return self.gone(node);
        }
        let called = tree.attribute(node, "aria-label").or_else(|| {
            let mut inside = tree.inside(node);
            let title = inside.find(|part| tree.name(part) == "title")?;
            Some(tree.whole_text(&title))
        });
        match (called.filter(|text| !is_blank(text)), self.around.original) {
            (Some(called), Some(original)) => self.linked(node, original, called.trim()),
            (Some(called), None) => self.replaced(node, called.trim()),
            _ => self.gone(node),
        }
    }

    /// A plug-in's place. What it holds instead is shown, if there is something to follow or to see;
    /// else there is a link to what it would have shown.
    pub(super) fn embedded(&self, node: &T::Node, name: &str) -> Option<T::Node> {
        let tree = self.tree;
        let mut address = tree.attribute(node, if name == "object" { "data" } else { "src" });
        let mut is_filled = false;
        let mut plugs = Vec::new();
        for part in tree.inside(node) {
            match tree.name(&part).as_str() {
                "param" => {
                    let name = tree.attribute(&part, "name").unwrap_or_default();
                    if ["movie", "src", "data"].contains(&name.to_ascii_lowercase().as_str()) {
                        address = address.or_else(|| tree.attribute(&part, "value"));
                    }
                    plugs.push(part);
                }
                "embed" => {
                    address = address.or_else(|| tree.attribute(&part, "src"));
                    plugs.push(part);
                }
                "a" | "img" | "object" | "iframe" | "video" | "audio" => is_filled = true,
                _ => {}
            }
        }
        if is_filled {
            for plug in &plugs {
                self.take_out(plug);
            }
            return self.walk_into(&self.rename(node, "div"));
        }
        let address = address.and_then(|written| (self.around.resolve)(written.trim()));
        let Some(address) = address.filter(|url| url.starts_with("http")) else {
            return self.walk_into(&self.rename(node, "span"));
        };
        let kind = tree.attribute(node, "type").unwrap_or_default();
        if kind.starts_with("image/") || is_picture(&address) {
            let picture = tree.element("img");
            tree.insert_before(&picture, node);
            tree.set(&picture, "src", &address);
            tree.set(&picture, "alt", tree.whole_text(node).trim());
            self.take_out(node);
            return Some(picture);
        }
        self.open_at(node, &address)
    }

    /// The address of what a script would show here: CKEditor's films, Facebook's posts.
    pub(super) fn posted(&self, node: &T::Node, name: &str) -> Option<String> {
        let tree = self.tree;
        let address = match name {
            "oembed" => tree.attribute(node, "url"),
            "div" => {
                let class = tree.attribute(node, "class")?;
                let mut classes = class.split_ascii_whitespace();
                let is_post = classes.any(|class| listed("fb-post fb-video", class))
                    && is_blank(&tree.whole_text(node));
                tree.attribute(node, "data-href").filter(|_| is_post)
            }
            _ => None,
        };
        let address = (self.around.resolve)(address?.trim())?;
        address.starts_with("http").then_some(address)
    }
}
