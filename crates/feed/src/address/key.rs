//! The short name of an item in addresses.

use std::fmt;
use std::hash::Hasher;
use std::str::FromStr;

use siphasher::sip::SipHasher13;

/// Ten characters of Crockford's base32 in small letters: the high 50 bits of
/// SipHash-1-3 (zero key) over the UTF-8 bytes of an item's `id`.
///
/// `FromStr` also takes capitals, and `o`, `i`, `l` for what they look like.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u64);

const LENGTH: u32 = 10;
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl Key {
    /// The key of an item whose `id` this is.
    pub fn hash(text: &str) -> Key {
        let mut hasher = SipHasher13::new();
        hasher.write(text.as_bytes());
        Key(hasher.finish() >> (u64::BITS - LENGTH * 5))
    }

    /// Its first bits, at most 32: keys are spread evenly over what is numbered so.
    pub fn prefix(self, bits: u32) -> u32 {
        let bits = bits.min(u32::BITS);
        (self.0 >> (LENGTH * 5 - bits)) as u32
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (0..LENGTH).rev().try_for_each(|place| {
            let digit = (self.0 >> (place * 5)) as usize % 32;
            fmt::Write::write_char(f, ALPHABET[digit].into())
        })
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({self})")
    }
}

/// The text is not ten characters of Crockford's base32.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAKey;

impl fmt::Display for NotAKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not ten characters of base32")
    }
}

impl std::error::Error for NotAKey {}

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Key, NotAKey> {
        if text.len() != LENGTH as usize {
            return Err(NotAKey);
        }
        text.bytes()
            .try_fold(0, |bits, byte| {
                let byte = match byte.to_ascii_lowercase() {
                    b'o' => b'0',
                    b'i' | b'l' => b'1',
                    other => other,
                };
                let digit = ALPHABET.iter().position(|&letter| letter == byte)?;
                Some(bits << 5 | digit as u64)
            })
            .map(Key)
            .ok_or(NotAKey)
    }
}
