//! The strict model: what pages may rely on. Only [`crate::Reader`] makes it, so
//! every rule it states holds.

use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::address::Key;
use crate::address::Slug;
use crate::day::Day;
use crate::notice::Notice;
use crate::stamp::Stamp;
use crate::text::find::find;
use crate::text::spelling::spelling;
use crate::text::unicode::{lower, nfc};
use crate::text::{clean, plain_text};

/// An absolute `http`, `https`, `mailto` or `tel` address; only authors have the
/// latter two.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// The caller has checked the scheme.
    pub(crate) fn checked(address: String) -> Address {
        Address(address)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, with its port, of a web address.
    pub fn host(&self) -> &str {
        let after = find(&self.0, "://").map_or("", |at| &self.0[at + 3..]);
        after.split(['/', '?', '#']).next().unwrap_or_default()
    }

    /// The document that it names: a fragment names a place in it.
    pub(crate) fn without_fragment(mut self) -> Address {
        if let Some(at) = self.0.find('#') {
            self.0.truncate(at);
        }
        self
    }

    /// Whether it is `http` or `https`.
    pub fn is_web(&self) -> bool {
        has_scheme(&self.0, &["http", "https"])
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether `address` begins with one of `schemes` (small letters) and a colon.
pub(crate) fn has_scheme(address: &str, schemes: &[&str]) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        schemes
            .iter()
            .any(|wanted| scheme.eq_ignore_ascii_case(wanted))
    })
}

/// An item's `id`, never blank; unique in a feed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(String);

impl ItemId {
    /// Stands before what is added to an id that several items have.
    const MORE: &str = "\n";

    /// The caller has seen that it is not blank.
    pub(crate) fn checked(id: String) -> ItemId {
        ItemId(id)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// By which addresses of the portal name the item.
    pub fn key(&self) -> Key {
        Key::hash(&self.0)
    }
}

/// A feed as JSON Feed 1.1 has it. Texts are NFC, plain and on one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// May be empty.
    pub title: String,
    pub description: Option<String>,
    pub home_page_url: Option<Address>,
    pub feed_url: Option<Address>,
    /// The page with older items; never this feed itself.
    pub next_url: Option<Address>,
    pub icon: Option<Address>,
    pub favicon: Option<Address>,
    /// A well-formed BCP 47 tag.
    pub language: Option<String>,
    pub authors: Vec<Author>,
    /// The feed has ended.
    pub expired: bool,
    pub hubs: Vec<Hub>,
    /// Of the archive that holds older news, too: docs/ARCHIVE.md.
    pub manifest: Option<Address>,
    /// In the feed's order; ids and keys are unique.
    pub items: Vec<Arc<Item>>,
}

/// Someone to credit; at least one of the three is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    pub name: Option<String>,
    /// A page, or a `mailto` or `tel` address.
    pub url: Option<Address>,
    pub avatar: Option<Address>,
}

/// Where news of changes can be subscribed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hub {
    /// The spec's `type`: `rssCloud`, `WebSub`.
    pub kind: String,
    pub url: Address,
}

/// One piece of news. Texts are NFC; all but the content are on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub id: ItemId,
    pub key: Key,
    /// Of the headline.
    pub slug: Slug,
    /// At most 500 characters.
    pub title: Option<String>,
    /// The title, else the first words of the summary or the text: at most 90
    /// characters, cut at a word with `…`.
    pub headline: Option<String>,
    /// Plain.
    pub summary: Option<String>,
    /// The summary, unless the headline says all of it already.
    pub lead: Option<String>,
    pub content: Content,
    pub url: Option<Address>,
    /// What the item is about, elsewhere.
    pub external_url: Option<Address>,
    pub image: Option<Address>,
    pub banner_image: Option<Address>,
    /// `date_published`, else `date_modified`.
    pub published: Option<Stamp>,
    pub modified: Option<Stamp>,
    /// The day of `published` in the portal's zone.
    pub day: Option<Day>,
    /// The minute of that day ([`Stamp::minute_in`]).
    pub minute: Option<u16>,
    /// The day of `modified`, when later than `day`.
    pub modified_day: Option<Day>,
    /// The feed's when the item names none.
    pub authors: Vec<Author>,
    /// Unique by slug.
    pub tags: Vec<Tag>,
    /// A well-formed BCP 47 tag; the feed's when the item has none.
    pub language: Option<String>,
    pub attachments: Vec<Attachment>,
    /// From the members' feed.
    pub members: bool,
    /// The whole article lies elsewhere in its archive.
    pub head_only: bool,
    /// How it asks to be noticed.
    pub notice: Option<Notice>,
    pub(crate) text: OnceLock<String>,
    pub(crate) folded: OnceLock<Folded>,
}

/// An item's texts as a search has them ([`crate::text::fold()`]).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Folded {
    pub title: String,
    /// Summary, tags, authors and text, one after the other.
    pub rest: String,
}

impl Item {
    /// The content as plain text on one line, NFC, at most 20,000 characters: for search and
    /// reading time. Made when it is first asked for: a first view asks for none.
    pub fn text(&self) -> &str {
        self.text.get_or_init(|| self.content.plain())
    }

    /// What the item is known by where others share its id: more of what there is.
    pub(crate) fn id_with_more(&self) -> ItemId {
        let url = self.url.as_ref().map(Address::as_str);
        let title = self.title.as_deref();
        let text = match (url, title) {
            (Some(_), Some(_)) => None,
            _ => Some(Key::hash(self.text()).to_string()),
        };
        let more = [url, title, text.as_deref()];
        let parts = [self.id.as_str()]
            .into_iter()
            .chain(more.into_iter().flatten());
        ItemId(parts.collect::<Vec<_>>().join(ItemId::MORE))
    }

    /// Whether this key named the item before, when another did not share its id yet, or did still.
    pub(crate) fn was(&self, key: Key) -> bool {
        match self.id.as_str().split_once(ItemId::MORE) {
            Some((id, _)) => Key::hash(id) == key,
            None => self.id_with_more().key() == key,
        }
    }
}

/// What an item says.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// As the feed wrote it but for control characters: to be composed ([`crate::nfc`]) and
    /// sanitised before it is shown.
    Html {
        html: String,
        /// What relative addresses in it resolve against: the item's own page,
        /// else the feed's home page, else the feed.
        base: Option<Address>,
    },
    /// With its line breaks (`\n`).
    Text(String),
    Empty,
}

impl Content {
    /// Its text on one line, NFC, at most 20,000 characters.
    pub(crate) fn plain(&self) -> String {
        match self {
            Content::Html { html, .. } => clean::composed(plain_text(html, clean::LONGEST_TEXT)),
            Content::Text(text) => clean::collapsed(text, clean::LONGEST_TEXT),
            Content::Empty => String::new(),
        }
    }
}

/// A subject, as written and as addressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub label: String,
    /// Never empty: a label without Latin letters is addressed by its key. In an edition tags of
    /// different subjects have different ones.
    pub slug: Slug,
}

impl Tag {
    pub(crate) fn new(label: String) -> Tag {
        let slug = Tag::folded(&label);
        Tag { label, slug }
    }

    fn folded(label: &str) -> Slug {
        let slug = Slug::of(label);
        if slug.is_empty() {
            Slug::of(&Key::hash(label).to_string())
        } else {
            slug
        }
    }

    /// The label however it is written: case, the place of tones and hyphens left aside.
    fn word(&self) -> String {
        let words = spelling(&lower(&nfc(&self.label)));
        let words = words.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_'));
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        words.join(" ")
    }

    /// Whether both name one subject.
    pub(crate) fn is(&self, other: &Tag) -> bool {
        self.label == other.label
            || Tag::folded(&self.label) == Tag::folded(&other.label) && self.word() == other.word()
    }

    /// Its slug where tags of other subjects fold alike.
    pub(crate) fn own_slug(&self) -> Slug {
        Tag::folded(&self.label).with(Key::hash(&self.word()))
    }

    /// Whether an address with this slug means it: its own, or the one that it shares.
    pub(crate) fn answers_to(&self, slug: &Slug) -> bool {
        self.slug == *slug || Tag::folded(&self.label) == *slug || self.own_slug() == *slug
    }
}

/// A file that belongs to an item. Those of one title are forms of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Attachment {
    pub url: Address,
    /// `type/subtype` in small letters, without parameters.
    pub mime_type: String,
    pub title: Option<String>,
    pub size_in_bytes: Option<u64>,
    pub duration_in_seconds: Option<u64>,
}

impl Attachment {
    /// Whether it is a picture that browsers show.
    pub fn is_picture(&self) -> bool {
        let kind = self.mime_type.strip_prefix("image/");
        kind.is_some_and(|kind| {
            !matches!(kind, "tiff" | "heic" | "heif" | "jp2" | "x-eps") && !kind.starts_with("vnd.")
        })
    }
}
