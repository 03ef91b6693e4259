//! Text that the page needs late or never.

/// A text that only code of a late chunk reads. The page's build takes it out of the first chunk and
/// puts it into that one (`xtask/src/split.rs`), where constants do not go by themselves: code of
/// another chunk would find zeros in its place. Natively it is a text like others.
#[repr(C)]
pub struct Late<const LENGTH: usize> {
    /// By which the build finds it, with the chunk's name in ten bytes.
    mark: [u8; 6],
    chunk: [u8; 10],
    /// In eight hexadecimal digits.
    length: [u8; 8],
    text: [u8; LENGTH],
}

impl<const LENGTH: usize> Late<LENGTH> {
    /// `text` has `LENGTH` bytes: [`late!`](crate::late) sees to it.
    pub const fn new(chunk: &str, text: &str) -> Late<LENGTH> {
        let (chunk, text) = (chunk.as_bytes(), text.as_bytes());
        let mut late = Late {
            mark: *b"\x01late\x01",
            chunk: [b' '; 10],
            length: [0; 8],
            text: [0; LENGTH],
        };
        let mut at = 0;
        while at < chunk.len() {
            late.chunk[at] = chunk[at];
            at += 1;
        }
        at = 0;
        while at < 8 {
            late.length[at] = b"0123456789abcdef"[(LENGTH >> (4 * (7 - at))) % 16];
            at += 1;
        }
        at = 0;
        while at < LENGTH {
            late.text[at] = text[at];
            at += 1;
        }
        late
    }

    pub fn text(&'static self) -> &'static str {
        str::from_utf8(&self.text).unwrap_or_default()
    }

    /// Its words, which are as many.
    pub fn words<const COUNT: usize>(&'static self) -> [&'static str; COUNT] {
        let mut words = self.text().split(' ');
        [(); COUNT].map(|()| words.next().unwrap_or_default())
    }
}

/// `late!(static NAME in "chunk": "text");`
#[macro_export]
macro_rules! late {
    ($(#[$doc:meta])* static $name:ident in $chunk:literal: $text:expr) => {
        $(#[$doc])*
        #[used]
        static $name: $crate::Late<{ $text.len() }> = $crate::Late::new($chunk, $text);
    };
}

#[cfg(test)]
mod tests {
    late!(static WORDS in "feeds": concat!("một\n", "hai\n"));
    late!(static PAIR in "feeds": "ba bốn");

    #[test]
    fn a_late_text_is_what_was_written() {
        assert_eq!(WORDS.text(), "một\nhai\n");
        assert_eq!(&WORDS.chunk, b"feeds     ");
        assert_eq!(&WORDS.length, b"0000000a");
        assert_eq!(PAIR.words(), ["ba", "bốn"]);
    }
}
