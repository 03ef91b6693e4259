//! What files are called. A path is made of nothing but a folder of ours and a hash, so that no text of
//! a feed, nor of a hostile archive, can name a file elsewhere.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// The one file with a lasting name.
pub const MANIFEST: &str = "manifest.json";

/// Crockford's base32 in small letters, as in keys of articles.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Letters of a name.
const LETTERS: usize = 16;

/// A file's name: the first 80 bits of the SHA-256 of its content, in 16 letters. `FromStr` takes no
/// other spelling.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name([u8; LETTERS]);

impl Name {
    /// The name of a file with this content.
    pub fn of(content: &str) -> Name {
        let hash = Sha256::digest(content.as_bytes());
        let letter = |place: usize| {
            let bits = (0..5).fold(0, |bits, bit| {
                let at = place * 5 + bit;
                bits << 1 | hash[at / 8] >> (7 - at % 8) & 1
            });
            ALPHABET[usize::from(bits)]
        };
        Name(std::array::from_fn(letter))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|&letter| fmt::Write::write_char(f, letter.into()))
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Name({self})")
    }
}

/// The text is not sixteen letters of base32.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAName;

impl FromStr for Name {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Name, NotAName> {
        let letters: [u8; LETTERS] = text.as_bytes().try_into().map_err(|_| NotAName)?;
        let known = letters.iter().all(|letter| ALPHABET.contains(letter));
        known.then_some(Name(letters)).ok_or(NotAName)
    }
}

/// Where files of a kind lie, beside the manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Folder {
    /// Months with their days.
    Months,
    /// Pages of headlines: of a day, a tag, undated news.
    Lists,
    /// Many whole articles a file.
    Articles,
    /// Which file of articles has which keys.
    Indexes,
    /// Tags with their lists.
    Tags,
}

impl Folder {
    /// All that there are.
    pub const ALL: [Folder; 5] = [
        Folder::Months,
        Folder::Lists,
        Folder::Articles,
        Folder::Indexes,
        Folder::Tags,
    ];

    /// The folder's name.
    pub fn name(self) -> &'static str {
        match self {
            Folder::Months => "months",
            Folder::Lists => "lists",
            Folder::Articles => "articles",
            Folder::Indexes => "indexes",
            Folder::Tags => "tags",
        }
    }

    /// The path of a file, relative to the manifest.
    pub fn path(self, name: Name) -> String {
        let Name(letters) = name;
        let letters = letters.iter().map(|&letter| char::from(letter));
        let start = [self.name(), "/"].concat();
        start
            .chars()
            .chain(letters)
            .chain(".json".chars())
            .collect()
    }
}
