//! What can be wrong with a file.

use std::fmt;

use feed::NotAFeed;

use crate::VERSION;

/// A file that cannot be used, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its path, relative to the manifest, or its address.
    pub file: String,
    pub rule: Rule,
}

impl Fault {
    /// A rule that a file breaks.
    pub fn new(file: &str, rule: Rule) -> Fault {
        Fault {
            file: file.to_owned(),
            rule,
        }
    }
}

/// What a file was held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Another file names it, and it is not there.
    Missing,
    /// It is not JSON.
    NotJson,
    /// It has no object `_cong_tin` with a version and a kind.
    NotOfAnArchive,
    /// It was written by a later version of the format.
    FutureVersion(u64),
    /// It is a file of the archive, but of another kind.
    OtherKind(&'static str),
    /// This member is missing, or is of another type or form.
    Member(&'static str),
    /// Its items are no feed.
    NotAFeed(NotAFeed),
    /// An item has nothing to be known by, or stands there twice.
    Items,
    /// Lists name each other in a circle, or more pages than there can be.
    Endless,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::Missing => f.write_str("the file is missing"),
            Rule::NotJson => f.write_str("not JSON"),
            Rule::NotOfAnArchive => f.write_str("not a file of an archive"),
            Rule::FutureVersion(version) => write!(
                f,
                "version {version} of the format; up to {VERSION} is known here"
            ),
            Rule::OtherKind(wanted) => write!(f, "not of the kind {wanted}"),
            Rule::Member(name) => write!(f, "{name} is missing or malformed"),
            Rule::NotAFeed(refused) => refused.fmt(f),
            Rule::Items => f.write_str("an item is malformed or stands there twice"),
            Rule::Endless => f.write_str("its pages do not come to an end"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.rule)
    }
}

impl std::error::Error for Fault {}
