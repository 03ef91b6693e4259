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

        const ALL: &[Name] = &[$(Name::$name,)*];

        crate::late!(
            /// One a line, in the order of [`ALL`]: small letters after the namespace's prefix.
            static TEXTS in "feeds": concat!($($text, "\n",)*)
        );
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

crate::late!(
    /// Namespaces without the slash at their end, and the prefix of each. After the first eight
    /// come those of RSS 1.0 and 0.90, and what some write for 2.0, which has none.
    static NAMESPACES in "feeds": "\
http://www.w3.org/2005/Atom atom:
http://purl.org/atom/ns# atom:
http://purl.org/rss/1.0/modules/content content:
http://purl.org/dc/elements/1.1 dc:
http://purl.org/dc/terms dc:
http://search.yahoo.com/mrss media:
http://www.itunes.com/dtds/podcast-1.0.dtd itunes:
http://www.w3.org/1999/xhtml xhtml:
http://www.w3.org/1999/02/22-rdf-syntax-ns# rdf:
http://purl.org/rss/1.0
http://my.netscape.com/rdf/simple/0.9
http://my.netscape.com/publish/formats/rss-0.91.dtd
http://backend.userland.com/rss2
http://blogs.law.harvard.edu/tech/rss
");

impl Name {
    /// The name `local` in small letters, of a namespace (empty without one).
    pub fn of(namespace: &str, local: &str) -> Name {
        let namespace = namespace.strip_suffix('/').unwrap_or(namespace);
        let known = NAMESPACES.text().lines().find_map(|line| {
            let (known, prefix) = line.split_once(' ').unwrap_or((line, ""));
            known.eq_ignore_ascii_case(namespace).then_some(prefix)
        });
        let prefix = match known {
            Some(prefix) => prefix,
            None if namespace.is_empty() => "",
            None => return Name::Other,
        };
        let is_it = |text: &str| text.strip_prefix(prefix) == Some(local);
        let place = TEXTS.text().lines().position(is_it);
        place.map_or(Name::Other, |place| ALL[place])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_by_namespace() {
        let table = [
            ("", "rss", Name::Rss),
            ("http://purl.org/rss/1.0/", "item", Name::Item),
            ("http://www.w3.org/2005/Atom", "feed", Name::Atom),
            ("http://search.yahoo.com/mrss/", "group", Name::MediaGroup),
            ("http://search.yahoo.com/mrss", "group", Name::MediaGroup),
            ("http://www.w3.org/1999/xhtml", "div", Name::XhtmlDiv),
            ("", "xhtml", Name::Other),
            ("https://tin.example/ns", "title", Name::Other),
            ("http://purl.org/dc/terms/", "title", Name::Other),
        ];
        for (namespace, local, expected) in table {
            assert_eq!(Name::of(namespace, local), expected, "{namespace} {local}");
        }
        assert_eq!(TEXTS.text().lines().count(), ALL.len());
    }
}
