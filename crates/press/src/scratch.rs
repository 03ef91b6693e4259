//! Texts put aside on the disk: in memory is only where each lies.

use std::fs::File;
use std::io::{Read, Result, Seek, SeekFrom, Write};
use std::path::Path;

/// A file without a name, which goes with the process, however that ends.
#[derive(Debug)]
pub struct Scratch {
    file: File,
    end: u64,
}

/// Where a text lies in a [`Scratch`]: its first byte, and how many there are.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    at: u64,
    length: u64,
}

impl Scratch {
    /// In a folder that can be written.
    pub fn new(folder: &Path) -> Result<Scratch> {
        let file = tempfile::tempfile_in(folder)?;
        Ok(Scratch { file, end: 0 })
    }

    /// Puts a text aside.
    pub fn add(&mut self, text: &str) -> Result<Piece> {
        // Reading has moved to another place.
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(text.as_bytes())?;
        let piece = Piece {
            at: self.end,
            length: text.len() as u64,
        };
        self.end += piece.length;
        Ok(piece)
    }

    /// A text that was put aside.
    pub fn read(&self, piece: Piece) -> Result<String> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(piece.at))?;
        let mut text = String::new();
        file.take(piece.length).read_to_string(&mut text)?;
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_and_added_in_any_order() {
        let folder = tempfile::tempdir().unwrap();
        let mut scratch = Scratch::new(folder.path()).unwrap();
        let one = scratch.add("một").unwrap();
        assert_eq!(scratch.read(one).unwrap(), "một");
        let none = scratch.add("").unwrap();
        let two = scratch.add("hai").unwrap();
        for (piece, text) in [(one, "một"), (none, ""), (two, "hai"), (one, "một")] {
            assert_eq!(scratch.read(piece).unwrap(), text);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
