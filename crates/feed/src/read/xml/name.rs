//! The names that mean something.

macro_rules! names {
    ($($name:ident = $text:literal,)*) => {
        /// What an element is called, in its namespace.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum Name {
            $(#[doc = $text] $name,)*
            /// A name that nobody here reads.
            #[default]
            Other,
        }

        /// Each name: small letters after the namespace's prefix.
        static NAMES: &[(Name, &str)] = &[$((Name::$name, $text),)*];
    };
}

names! {
    Atom = "atom:feed",
    AtomAuthor = "atom:author",
    AtomCategory = "atom:category",
    AtomContent = "atom:content",
    AtomEmail = "atom:email",
    AtomEntry = "atom:entry",
    AtomIcon = "atom:icon",
    AtomId = "atom:id",
    AtomIssued = "atom:issued",
    AtomLink = "atom:link",
    AtomLogo = "atom:logo",
    AtomModified = "atom:modified",
    AtomNamed = "atom:name",
    AtomSource = "atom:source",
    AtomPublished = "atom:published",
    AtomSubtitle = "atom:subtitle",
    AtomSummary = "atom:summary",
    AtomTagline = "atom:tagline",
    AtomTitle = "atom:title",
    AtomUpdated = "atom:updated",
    AtomUri = "atom:uri",
    AtomUrl = "atom:url",
    Author = "author",
    Category = "category",
    Channel = "channel",
    Content = "content",
    ContentEncoded = "content:encoded",
    DcCreator = "dc:creator",
    DcDate = "dc:date",
    DcIssued = "dc:issued",
    DcLanguage = "dc:language",
    DcModified = "dc:modified",
    DcSubject = "dc:subject",
    Description = "description",
    Enclosure = "enclosure",
    Guid = "guid",
    Html = "html",
    Image = "image",
    Item = "item",
    ItunesAuthor = "itunes:author",
    ItunesDuration = "itunes:duration",
    ItunesImage = "itunes:image",
    ItunesSubtitle = "itunes:subtitle",
    ItunesSummary = "itunes:summary",
    Language = "language",
    Link = "link",
    ManagingEditor = "managingeditor",
    MediaContent = "media:content",
    MediaDescription = "media:description",
    MediaGroup = "media:group",
    MediaThumbnail = "media:thumbnail",
    MediaTitle = "media:title",
    PubDate = "pubdate",
    Rdf = "rdf:rdf",
    Rss = "rss",
    Title = "title",
    Url = "url",
    XhtmlBody = "xhtml:body",
    XhtmlDiv = "xhtml:div",
    XhtmlPage = "xhtml:html",
}

/// Namespaces without scheme and the slash at their end, and the prefix of each. Those of RSS 1.0 and
/// 0.90, and what some write for 2.0, which has none, come last.
static NAMESPACES: &[(&str, &str)] = &[
    ("www.w3.org/2005/atom", "atom:"),
    ("purl.org/atom/ns#", "atom:"),
    ("purl.org/rss/1.0/modules/content", "content:"),
    ("purl.org/dc/elements/1.1", "dc:"),
    ("purl.org/dc/terms", "dc:"),
    ("search.yahoo.com/mrss", "media:"),
    ("www.itunes.com/dtds/podcast-1.0.dtd", "itunes:"),
    ("www.w3.org/1999/xhtml", "xhtml:"),
    ("www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"),
    ("www.w3.org/xml/1998/namespace", "xml:"),
    ("purl.org/rss/1.0", ""),
    ("my.netscape.com/rdf/simple/0.9", ""),
    ("my.netscape.com/publish/formats/rss-0.91.dtd", ""),
    ("backend.userland.com/rss2", ""),
    ("blogs.law.harvard.edu/tech/rss", ""),
];

/// Prefixes that say which namespace is meant where none is bound to them.
static PREFIXES: &[(&str, &str)] = &[
    ("atom", "atom:"),
    ("a10", "atom:"),
    ("content", "content:"),
    ("dc", "dc:"),
    ("dcterms", "dc:"),
    ("media", "media:"),
    ("itunes", "itunes:"),
    ("xhtml", "xhtml:"),
    ("rdf", "rdf:"),
    ("xml", "xml:"),
];

/// A namespace that names come from, by the prefix that it has here; RSS has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Namespace(&'static str);

impl Namespace {
    pub const NONE: Namespace = Namespace("");
    pub const ATOM: Namespace = Namespace("atom:");
    pub const RDF: Namespace = Namespace("rdf:");
    pub const XML: Namespace = Namespace("xml:");

    /// The one of this address, and whether it is written as its owner writes it.
    pub fn of(address: &str) -> Option<(Namespace, bool)> {
        let (written, has_scheme) = match address.split_once("://") {
            Some(("http", written)) => (written, true),
            Some(("https", written)) => (written, false),
            _ => (address, false),
        };
        let written = written.strip_suffix('/').unwrap_or(written);
        let (_, prefix) = find(NAMESPACES, written)?;
        Some((Namespace(prefix), has_scheme))
    }

    /// The one that a prefix usually means.
    pub fn of_prefix(prefix: &str) -> Option<Namespace> {
        find(PREFIXES, prefix).map(|(_, prefix)| Namespace(prefix))
    }

    /// The prefix that it has here.
    pub fn prefix(self) -> &'static str {
        self.0
    }
}

fn find(list: &'static [(&str, &str)], name: &str) -> Option<(&'static str, &'static str)> {
    let mut list = list.iter();
    list.find(|(known, _)| known.eq_ignore_ascii_case(name))
        .copied()
}

impl Name {
    /// The name `local`, in small letters, of a namespace.
    pub fn of(namespace: Namespace, local: &str) -> Name {
        let is_it = |text: &str| text.strip_prefix(namespace.0) == Some(local);
        let mut names = NAMES.iter();
        names
            .find(|(_, text)| is_it(text))
            .map_or(Name::Other, |(name, _)| *name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_by_namespace() {
        let atom = "http://www.w3.org/2005/Atom";
        let table = [
            ("http://purl.org/rss/1.0/", "item", Some((Name::Item, true))),
            (atom, "feed", Some((Name::Atom, true))),
            (
                "https://www.w3.org/2005/Atom",
                "feed",
                Some((Name::Atom, false)),
            ),
            ("www.w3.org/2005/Atom/", "feed", Some((Name::Atom, false))),
            (
                "http://search.yahoo.com/mrss/",
                "group",
                Some((Name::MediaGroup, true)),
            ),
            (
                "http://www.w3.org/1999/xhtml",
                "div",
                Some((Name::XhtmlDiv, true)),
            ),
            (
                "http://purl.org/dc/terms/",
                "title",
                Some((Name::Other, true)),
            ),
            ("https://tin.example/ns", "title", None),
        ];
        for (address, local, expected) in table {
            let found = Namespace::of(address)
                .map(|(namespace, as_written)| (Name::of(namespace, local), as_written));
            assert_eq!(found, expected, "{address} {local}");
        }
        assert_eq!(Name::of(Namespace::NONE, "rss"), Name::Rss);
        assert_eq!(Name::of(Namespace::NONE, "feed"), Name::Other);
        assert_eq!(Namespace::of_prefix("dc"), Some(Namespace("dc:")));
        assert_eq!(Namespace::of_prefix("thr"), None);
    }
}
