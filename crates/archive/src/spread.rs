//! How keys are spread over files.

use feed::Key;

/// Keys are spread over 2^bits files by their first bits: which file has a key is told by the key alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread(u32);

impl Spread {
    /// Bits of the widest spread: a thousand million files.
    const WIDEST: u32 = 30;

    /// The narrowest spread with at most `each` a file on average.
    pub fn for_count(count: usize, each: usize) -> Spread {
        let bits = (0..Spread::WIDEST).find(|&bits| count <= each << bits);
        Spread(bits.unwrap_or(Spread::WIDEST))
    }

    /// `None` beyond what there can be.
    pub fn new(bits: u32) -> Option<Spread> {
        (bits <= Spread::WIDEST).then_some(Spread(bits))
    }

    pub fn bits(self) -> u32 {
        self.0
    }

    /// How many files there are.
    pub fn files(self) -> usize {
        1 << self.0
    }

    /// The files of a wider spread that have what one file of this has.
    pub fn parts(self, place: usize, wider: Spread) -> std::ops::Range<usize> {
        let more = wider.0.saturating_sub(self.0);
        place << more..(place + 1) << more
    }

    /// The file of a key.
    pub fn place(self, key: Key) -> usize {
        key.prefix(self.0) as usize
    }
}
