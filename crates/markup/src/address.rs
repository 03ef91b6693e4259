//! Where links lead, and what in-page links lead to.

use percent_encoding::percent_decode_str;

use super::{PREFIX, Tidy, allowed::SHOWN, listed, tree::Tree};

/// Parameters that say where a reader came from, besides `utm_…`.
const TRACKING: &str =
    "fbclid gclid gbraid wbraid dclid msclkid yclid twclid igshid zarsrc mc_cid mc_eid _ga _gl";

/// Where an in-page link leads.
enum Place<'a> {
    Top,
    Id(&'a str),
}

impl<T: Tree> Tidy<'_, T> {
    /// Learns which ids of the article its own links lead to.
    pub(super) fn find_targets(&mut self) {
        let mut ids = std::collections::BTreeSet::new();
        let mut wanted = Vec::new();
        for node in self.tree.inside(self.root) {
            let name = self.tree.name(&node);
            if name.starts_with('#') {
                continue;
            }
            ids.extend(self.tree.attribute(&node, "id"));
            if name == "a" || name == "area" {
                ids.extend(self.tree.attribute(&node, "name"));
                wanted.extend(self.tree.attribute(&node, "href"));
            }
        }
        for href in &wanted {
            if let Some(fragment) = self.fragment(href) {
                let decoded = percent_decode_str(&fragment).decode_utf8_lossy();
                let id = [&*fragment, &*decoded]
                    .into_iter()
                    .find(|id| ids.contains(*id));
                self.targets.extend(id.map(str::to_owned));
            }
        }
    }

    /// What a link within the article leads to: `href` is `#…`, or the article's own address with one.
    fn fragment(&self, href: &str) -> Option<String> {
        let href = href.trim();
        let (before, fragment) = href.split_once('#')?;
        if before.is_empty() {
            return Some(fragment.to_owned());
        }
        let own = self.around.original?;
        let resolved = (self.around.resolve)(href)?;
        let (page, fragment) = resolved.split_once('#')?;
        (bare(page) == bare(own)).then(|| fragment.to_owned())
    }

    /// A link's address made absolute, or an in-page link's made the page's; one that leads nowhere
    /// goes.
    pub(super) fn link(&self, link: &T::Node) {
        // Old anchors, as Word writes its footnotes, become ids.
        if let Some(name) = self.tree.attribute(link, "name") {
            if self.tree.attribute(link, "id").is_none() {
                self.tree.set(link, "id", &name);
            } else if self.targets.contains(&name) {
                self.leave_place(&name, link);
            }
            self.tree.unset(link, "name");
        }
        let Some(href) = self.tree.attribute(link, "href") else {
            return;
        };
        let inside = self.fragment(&href);
        let written_inside = href.trim().starts_with('#');
        let place = inside
            .as_deref()
            .and_then(|fragment| self.place(fragment, written_inside));
        let address = match place {
            Some(Place::Id(id)) if id.starts_with(PREFIX) => {
                Some([self.around.page, "#", id].concat())
            }
            Some(Place::Id(id)) => Some([self.around.page, "#", PREFIX, id].concat()),
            Some(Place::Top) => Some([self.around.page, "#top"].concat()),
            None => (self.around.resolve)(href.trim()).filter(|url| leads(url)),
        };
        match address {
            Some(address) => self.tree.set(link, "href", &address),
            None => self.tree.unset(link, "href"),
        }
    }

    fn place<'f>(&self, fragment: &'f str, written_inside: bool) -> Option<Place<'f>> {
        let decoded = percent_decode_str(fragment).decode_utf8_lossy();
        if self.targets.contains(fragment) || self.targets.contains(&*decoded) {
            Some(Place::Id(fragment))
        } else if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") {
            Some(Place::Top)
        } else {
            // The original's page may have what its link leads to; the article has not.
            written_inside.then_some(Place::Id(fragment))
        }
    }

    /// The address of something to see or to hear, if it may be shown.
    pub(super) fn shown(&self, written: &str) -> Option<String> {
        let written = written.trim();
        // These are the article's own.
        if written.is_empty() || written.starts_with('#') {
            return None;
        }
        (self.around.resolve)(written).filter(|url| shows(url))
    }
}

/// An absolute address without what does not say which page it is.
fn bare(page: &str) -> String {
    let page = page.split_once('#').map_or(page, |(page, _)| page);
    let page = page.split_once("://").map_or(page, |(_, rest)| rest);
    let page = page.strip_prefix("www.").unwrap_or(page);
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let mut bare = path.trim_end_matches('/').to_owned();
    for parameter in query.split('&') {
        let name = parameter.split('=').next().unwrap_or_default();
        if !name.is_empty() && !name.starts_with("utm_") && !listed(TRACKING, name) {
            bare.push('&');
            bare.push_str(parameter);
        }
    }
    bare
}

/// Whether an absolute address is one that a link may have.
fn leads(url: &str) -> bool {
    ["https:", "http:", "mailto:", "tel:"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}

/// Whether an absolute address is one that a picture, a sound or a film may have.
fn shows(url: &str) -> bool {
    SHOWN
        .split_ascii_whitespace()
        .any(|beginning| url.starts_with(beginning))
}

/// The host of an absolute address.
pub(super) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}
