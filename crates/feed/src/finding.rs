//! What a feed does that the specification does not say, or that costs it something.

use std::fmt;

/// One departure, where it is, and by its rule what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// A JSON Pointer (RFC 6901) into the feed; empty for the whole of it.
    pub pointer: String,
    pub rule: Rule,
}

/// How much a finding costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Note,
    /// Read all the same, but other readers may not.
    Warning,
    /// The specification is broken or something was lost.
    Error,
}

impl Severity {
    /// By which machines know it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident: $severity:ident, $section:literal, $text:literal;)*) => {
        /// What a feed was held against.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $(#[doc = $text] $(#[$doc])* $name,)* }

        impl Rule {
            /// Every rule there is.
            pub const ALL: &[Rule] = &[$(Rule::$name,)*];

            pub fn severity(self) -> Severity {
                match self { $(Rule::$name => Severity::$severity,)* }
            }

            /// By which machines know it.
            pub fn name(self) -> &'static str {
                match self { $(Rule::$name => stringify!($name),)* }
            }

            /// The section it comes from: of JSON Feed 1.1 unless it names another document.
            pub fn section(self) -> &'static str {
                match self { $(Rule::$name => $section,)* }
            }

            /// What is wrong, and what was done about it; one English sentence.
            pub fn text(self) -> &'static str {
                match self { $(Rule::$name => $text,)* }
            }
        }
    };
}

rules! {
    ByteOrderMark: Note, "RFC 8259, 8.1", "The text begins with a byte order mark, which was skipped.";
    LoneSurrogate: Warning, "RFC 8259, 8.2", "Half of a surrogate pair is escaped alone; it was replaced by U+FFFD.";
    NumberLong: Warning, "RFC 8259, 6", "A number has more digits than many programs keep; it was read as text, digit by digit.";
    XmlMended: Error, "XML 1.0, 2.1", "The XML is not well-formed; stray characters were taken out, and references mended.";
    XmlJunk: Error, "XML 1.0, 2.1", "Something stands before or behind the XML; it was left out.";
    PrefixUnbound: Error, "Namespaces in XML 1.0, 5", "A prefix is bound to no namespace; it was taken for the usual one, or its names were left out.";
    NamespaceMended: Warning, "Namespaces in XML 1.0, 2.1", "A namespace is not the one of its format, letter by letter; that one was taken.";
    TooDeep: Warning, "RFC 8259, 9", "Values are nested deeper than any feed needs; they were left out.";
    TooMany: Warning, "RFC 8259, 9", "A list or an object has over 10,000 entries; those beyond were left out.";

    VersionMissing: Error, "Top-level", "The version is missing; the feed was read as 1.1.";
    VersionLater: Warning, "Top-level", "The version is later than 1.1; the feed was read as 1.1.";
    VersionUnknown: Error, "Top-level", "The version is not one of JSON Feed's; the feed was read as 1.1.";
    TitleMissing: Error, "Top-level", "The feed has no title.";
    ItemsMissing: Error, "Top-level", "The list of items is missing; the feed was read as empty.";
    NextUrlIsThisFeed: Error, "Top-level", "next_url is the address of this very feed; it was ignored.";
    ExpiredNotBoolean: Warning, "Top-level", "expired is not a boolean; only true counts, so it was ignored.";
    HubIncomplete: Warning, "Top-level", "A hub needs a type and a url; it was left out.";

    ItemNotAnObject: Error, "Items", "An item is not an object; it was left out.";
    ItemEmpty: Error, "Items", "An item has neither id nor address, title or text; it was left out.";
    IdMissing: Error, "Items", "An item needs an id that is text; its address, title or text took its place.";
    IdNotText: Warning, "Items", "The id is no text; it was taken as one.";
    IdShared: Error, "Items", "Another item has this id too; they are told apart by address, title and text.";
    IdDuplicate: Error, "Items", "The item repeats another before; it was left out.";
    ContentMissing: Error, "Items", "An item needs content_html or content_text.";
    DateLenient: Warning, "Items", "The date is not in the form of RFC 3339; it was read all the same.";
    DateGuessed: Warning, "Items", "The date can be read in two ways; the one that the language prefers was taken.";
    DateUnreadable: Error, "Items", "The date cannot be read or does not exist; it was ignored.";
    TagsAsText: Warning, "Items", "The tags are one text; it was cut at its commas.";
    TagDuplicate: Note, "Items", "The tag repeats one before; it was left out.";
    TagsTooMany: Warning, "Items", "The item has over 100 tags; this one was left out.";

    AuthorObsolete: Note, "Top-level", "author is obsolete since 1.1, and authors takes its place; it was read all the same.";
    AuthorMalformed: Warning, "Top-level", "Authors are a list of objects; what is here was read all the same.";
    AuthorEmpty: Warning, "Top-level", "An author needs a name, url or avatar; this one was left out.";
    AuthorsTooMany: Warning, "Top-level", "There are over 100 authors; this one was left out.";

    AttachmentWithoutUrl: Error, "Attachments", "An attachment needs a url; it was left out.";
    AttachmentWithoutType: Error, "Attachments", "An attachment needs a mime_type; the one of its name was taken, or application/octet-stream.";
    AttachmentsTooMany: Warning, "Attachments", "The item has over 100 attachments; this one was left out.";
    NumberAsText: Warning, "Attachments", "The number is written as text; it was read all the same.";

    WrongType: Error, "Top-level", "The value is of another type than the specification asks; the field was ignored.";
    Null: Note, "Top-level", "The value is null; an absent field is left out instead.";
    UnknownField: Note, "Extensions", "The specification has no such field, and an extension's begins with an underscore; it was ignored.";
    AddressRelative: Note, "Top-level", "The address is relative; it was resolved against the feed's.";
    AddressPadded: Warning, "Top-level", "White space surrounds the address; it was trimmed.";
    AddressRefused: Error, "Top-level", "The address is not one that may be shown here (http, https; for authors also mailto, tel); it was ignored.";
    LanguageUnknown: Warning, "Top-level", "The language is not a well-formed BCP 47 tag; it was ignored.";
    LanguageUnderscore: Warning, "Top-level", "The language is written with an underscore; a hyphen was taken.";
    TextEscaped: Warning, "Items", "Plain text has HTML character references; they were decoded.";
    TextIsHtml: Warning, "Items", "Plain text has HTML tags; they were taken out.";
    TextTooLong: Warning, "Items", "The text is too long for its place; it was cut.";
    TextUnclean: Note, "Items", "The text has control characters; they were taken out.";
}
