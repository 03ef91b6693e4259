//! Pictures, sounds, films and frames: the real ones, with addresses that hold.

use feed::is_picture;

use super::{
    Tidy, is_blank, listed,
    srcset::{candidates, is_descriptor},
    style::styled,
    tree::Tree,
};

/// Where scripts of lazy pages look for the real address.
const LAZY: &str = "data-src data-lazy-src data-original data-original-src data-lazy \
data-actualsrc data-hi-res-src data-full-src data-orig-file data-echo data-cfsrc data-lazyload data-ezsrc \
data-pagespeed-lazy-src data-wpfc-original-src";
/// What says other things, too: it counts if it is called as pictures are.
const LAZY_PICTURE: &str =
    "data-url data-image data-image-src data-img data-img-src data-large-file data-source file";
/// Likewise for the real `srcset`.
const LAZY_SET: &str = "data-srcset data-lazy-srcset data-original-set";

/// Sounds and films that are shown with buttons of their own; others are links. Each costs WebKitGTK a tenth
/// of a second.
const MOST_PLAYERS: usize = 30;

impl<T: Tree> Tidy<'_, T> {
    /// Sets the addresses of a medium right; the next node to read.
    pub(super) fn media(&mut self, node: &T::Node, name: &str) -> Option<T::Node> {
        let tree = self.tree;
        if name == "iframe" {
            return self.frame(node);
        }
        if name == "img" && (self.is_tracker(node) || self.is_twin(node, name)) {
            return self.gone(node);
        }
        let source = self.real(node, LAZY).or_else(|| {
            let picture = self.real(node, LAZY_PICTURE);
            let picture = picture.filter(|url| name == "img" && is_picture(url));
            picture.or_else(|| self.shown(&tree.attribute(node, "src")?))
        });
        self.set_or_unset(node, "src", source.as_deref());
        if name == "audio" || name == "video" {
            self.players += 1;
            if let Some(source) = source.as_deref().filter(|_| self.players > MOST_PLAYERS) {
                return self.open_at(node, source);
            }
        }
        if let Some(poster) = tree.attribute(node, "poster") {
            self.set_or_unset(node, "poster", self.shown(&poster).as_deref());
        }
        let sizes = self.sizes(node, source.as_deref()).or_else(|| {
            // A picture that has its sources' addresses alone.
            let lender = tree.neighbour(node, true).filter(|_| source.is_none())?;
            (name == "img" && tree.name(&lender) == "source")
                .then(|| tree.attribute(&lender, "srcset"))?
        });
        self.set_or_unset(node, "srcset", sizes.as_deref());
        let has_address = source.is_some() || sizes.is_some();
        match name {
            "img" if !has_address => return self.gone(node),
            "img" => {
                let address = source.or(sizes).unwrap_or_default();
                if let Some((last, shown)) = &self.last_picture
                    && *shown == address
                    && self.unscripted.as_ref() == Some(last)
                {
                    return self.gone(node);
                }
                self.picture(node, address);
            }
            "source" | "track" if !has_address => return self.gone(node),
            "audio" | "video" if !has_address && !self.has_source(node) => {
                let next = tree.after(node, self.root);
                tree.unwrap(node);
                return next;
            }
            _ => {}
        }
        tree.after(node, self.root)
    }

    fn picture(&mut self, node: &T::Node, address: String) {
        let tree = self.tree;
        // Only both together say a shape; a share of the room around is no size of its own.
        let is_size = |name| {
            let written: Option<String> = tree.attribute(node, name);
            written.is_some_and(|text| pixels(&text).is_some())
        };
        for name in ["width", "height"] {
            if !is_size(name) {
                tree.unset(node, name);
            }
        }
        match tree.attribute(node, "alt") {
            None => tree.set(node, "alt", ""),
            Some(alt) => {
                let composed = feed::nfc(&alt);
                if composed != alt {
                    tree.set(node, "alt", &composed);
                }
            }
        }
        self.last_picture = Some((node.clone(), address));
    }

    /// An `<img>` in the place of an element that stands for one.
    pub(super) fn picture_of_another_name(&self, node: &T::Node) -> T::Node {
        let tree = self.tree;
        let picture = tree.element("img");
        for name in ["src", "srcset", "alt", "width", "height"] {
            self.set_or_unset(&picture, name, tree.attribute(node, name).as_deref());
        }
        tree.insert_before(&picture, node);
        self.take_out(node);
        picture
    }

    fn set_or_unset(&self, node: &T::Node, name: &str, value: Option<&str>) {
        match value {
            Some(value) => self.tree.set(node, name, value),
            None => self.tree.unset(node, name),
        }
    }

    /// The address that one of these attributes has for a script.
    fn real(&self, node: &T::Node, attributes: &str) -> Option<String> {
        let mut written = attributes
            .split_ascii_whitespace()
            .filter_map(|name| self.tree.attribute(node, name));
        written.find_map(|written| {
            let written = written.trim();
            let last = written.rsplit_once(' ').map(|(_, last)| last);
            let is_list = last.is_some_and(is_descriptor);
            let is_one = !is_list && !is_blank(written) && !written.contains(['{', '<']);
            self.shown(written)
                .filter(|url| is_one && url.starts_with("http"))
        })
    }

    /// The candidates of a `srcset` whose addresses hold. What a lazy page shows until then is none.
    fn sizes(&self, node: &T::Node, source: Option<&str>) -> Option<String> {
        let mut lazy = LAZY_SET.split_ascii_whitespace();
        let lazy = lazy.find_map(|name| self.tree.attribute(node, name));
        let written = lazy.or_else(|| self.tree.attribute(node, "srcset"))?;
        let mut kept: Vec<(String, &str)> = Vec::new();
        for (address, descriptor) in candidates(&written) {
            if let Some(url) = self.shown(address).filter(|_| is_descriptor(descriptor)) {
                kept.push((url, descriptor));
            }
        }
        let is_real = |url: &str| !url.starts_with("data:");
        if source.is_some_and(is_real) || kept.iter().any(|(url, _)| is_real(url)) {
            kept.retain(|(url, _)| is_real(url));
        }
        let mut sizes = String::new();
        for (url, descriptor) in &kept {
            if !sizes.is_empty() {
                sizes.push_str(", ");
            }
            sizes.push_str(url);
            if !descriptor.is_empty() {
                sizes.push(' ');
                sizes.push_str(descriptor);
            }
        }
        (!kept.is_empty()).then_some(sizes)
    }

    /// Whether a picture is there to be counted, not to be seen.
    fn is_tracker(&self, node: &T::Node) -> bool {
        let style = self.tree.attribute(node, "style").unwrap_or_default();
        let is_hidden = self.tree.attribute(node, "hidden").is_some()
            || styled(&style, "display").is_some_and(|value| value.starts_with("none"));
        if is_hidden && self.real(node, LAZY).is_none() {
            return true;
        }
        let side = |name: &str| {
            let styled = styled(&style, name).and_then(pixels);
            styled.or_else(|| pixels(&self.tree.attribute(node, name)?))
        };
        let is_point = |side: Option<u32>| side.is_none_or(|side| side <= 1);
        let (width, height) = (side("width"), side("height"));
        let is_given = width.is_some() || height.is_some();
        is_given && is_point(width) && is_point(height)
    }

    fn has_source(&self, node: &T::Node) -> bool {
        let tree = self.tree;
        let mut child = tree.first_child(node);
        while let Some(this) = child {
            let is_source = tree.name(&this) == "source";
            if is_source
                && (tree.attribute(&this, "src").is_some() || self.real(&this, LAZY).is_some())
            {
                return true;
            }
            child = tree.next(&this);
        }
        false
    }

    /// A frame with an address stays for the page to judge. One that holds its own document leads to
    /// the original; one that holds nothing goes.
    fn frame(&self, node: &T::Node) -> Option<T::Node> {
        let tree = self.tree;
        let written = || (self.around.resolve)(tree.attribute(node, "src")?.trim());
        let address = self.real(node, LAZY).or_else(written);
        if let Some(address) = address.filter(|url| url.starts_with("http")) {
            tree.set(node, "src", &address);
            return tree.over(node, self.root);
        }
        let holds = tree
            .attribute(node, "srcdoc")
            .is_some_and(|held| !is_blank(&held));
        match self.around.original.filter(|_| holds) {
            Some(original) => self.open_at(node, original),
            None => self.gone(node),
        }
    }

    /// What a page without scripts would show: of lazy pages the real pictures. The same picture is
    /// shown once.
    pub(super) fn noscript(&mut self, node: &T::Node) -> Option<T::Node> {
        let tree = self.tree;
        let mut inside = tree.inside(node);
        let shown = inside.find(|part| matches!(tree.name(part).as_str(), "img" | "iframe"));
        let Some(shown) = shown.filter(|shown| !self.is_tracker(shown)) else {
            return self.gone(node);
        };
        let before = tree.neighbour(node, true);
        let written = tree.attribute(&shown, "src").unwrap_or_default();
        if tree.name(&shown) == "iframe" {
            // The same film was there for scripts.
            let known = before.filter(|before| tree.name(before) == "iframe");
            let known = known.and_then(|frame| tree.attribute(&frame, "src"));
            if known.is_some() && known == (self.around.resolve)(written.trim()) {
                return self.gone(node);
            }
        } else {
            let real = self.real(&shown, LAZY).or_else(|| self.shown(&written));
            if let Some((last, address)) = self.last_picture.take() {
                if Some(&address) == real.as_ref() {
                    self.last_picture = Some((last, address));
                    return self.gone(node);
                }
                let of = |name| [&last, &shown].map(|node| tree.attribute(node, name));
                let [class, _] = of("class");
                let [alt, same] = of("alt");
                let stands_in = address.starts_with("data:")
                    || class.is_some_and(|class| class.contains("lazy"))
                    || alt == same && alt.is_some_and(|alt| !is_blank(&alt));
                if stands_in && before.as_ref() == Some(&last) {
                    self.take_out(&last);
                }
            }
            self.unscripted = Some(shown);
        }
        let next = tree.after(node, self.root);
        tree.unwrap(node);
        next
    }
}

/// A length in pixels, as an attribute or a style gives it; a share or `auto` is none.
fn pixels(written: &str) -> Option<u32> {
    let written = written.split('!').next().unwrap_or_default().trim();
    let number = written.strip_suffix("px").unwrap_or(written).trim_end();
    let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
    whole.parse().ok()
}

/// Whether an element of this name is made by a script: a film, or what somebody has posted elsewhere.
pub(super) fn is_player(name: &str) -> bool {
    let (maker, what) = name.split_once('-').unwrap_or_default();
    listed("amp lite", maker)
        && listed(
            "youtube vimeo iframe video audio twitter instagram facebook",
            what,
        )
}

/// Whether an element can be seen or heard without any text.
pub(super) fn is_media(name: &str) -> bool {
    listed("img picture audio video iframe hr table math", name)
}
