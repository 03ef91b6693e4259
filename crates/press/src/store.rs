//! What is published, so that whatever happens the old archive stays whole: files that are named by their content
//! come first, those with lasting names when all of the former are there, the manifest last of all.

use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use anyhow::{Result, bail, ensure};
use archive::{Fault, Folder, MANIFEST, Manifest, Name, Rule};

use crate::bucket::Bucket;
use crate::folder;
use crate::progress::{Progress, Stage};
use crate::scratch::Scratch;

/// Where the archive lies in what is published.
pub const ARCHIVE: &str = "archive";
/// What is press's own in it: nobody else asks for it.
pub const OWN: &str = ".press";

/// Files that are fetched between two steps that are told.
const TOLD_EACH: usize = 256;

/// Where files are published: a folder, or a bucket. Paths are ours, relative, with slashes.
pub trait Place {
    /// A file, as messages name it.
    fn name(&self, path: &str) -> String;

    /// Whether nobody but the operator can read what is press's own.
    fn is_private(&self) -> bool;

    /// A file, if it is there.
    fn read(&self, path: &str) -> Result<Option<String>>;

    /// The manifest, if it is there. How it was read is remembered.
    fn read_manifest(&self, path: &str) -> Result<Option<String>>;

    /// Whether the manifest is still as it was read.
    fn is_as_read(&self, path: &str) -> Result<bool>;

    /// Writes the manifest, if what is there is still as it was read: whether it was.
    fn publish(&mut self, path: &str, text: &str) -> Result<bool>;

    /// Files that will be read one after another; they are fetched at once where that is quicker. One that is
    /// missing is no error yet.
    fn ahead(&self, paths: Vec<String>) -> Result<()>;

    /// Writes a file whole or not at all, now or until all is settled, unless it is there with this very content.
    fn put(&mut self, path: &str, text: &str) -> Result<()>;

    /// Waits until all that was put is there for good.
    fn settle(&mut self) -> Result<()>;

    /// Files that were written, and the bytes of their texts: right when all is settled.
    fn written(&self) -> (usize, u64);

    /// The files of a folder, by their names, and how old they are.
    fn files(&self, folder: &str) -> Result<Vec<(String, Duration)>>;

    /// Removes files, those of them that are there.
    fn remove(&mut self, paths: Vec<String>) -> Result<()>;

    /// Where something can be put aside.
    fn scratch(&self) -> Result<Scratch>;
}

/// What is published, and the rules of it. It knows who wants to be told of the run.
pub struct Store {
    place: Box<dyn Place>,
    progress: Rc<dyn Progress>,
}

impl Store {
    /// Opens a folder, or a bucket's address, to write into it.
    pub fn open(out: &Path, progress: Rc<dyn Progress>) -> Result<Store> {
        Store::of(out, progress, true)
    }

    /// Opens it to read.
    pub fn look(out: &Path, progress: Rc<dyn Progress>) -> Result<Store> {
        Store::of(out, progress, false)
    }

    fn of(out: &Path, progress: Rc<dyn Progress>, to_write: bool) -> Result<Store> {
        let address = out.to_str().and_then(|out| out.split_once("://"));
        let place: Box<dyn Place> = match address {
            None => Box::new(folder::open(out, to_write)?),
            Some(("s3" | "gs" | "az", _)) => Box::new(Bucket::open(out, to_write)?),
            Some((other, _)) => bail!("{other}:// is no store that is known: s3://, gs://, az://"),
        };
        Ok(Store { place, progress })
    }

    /// Tells that a stage begins, of so many steps.
    pub fn begin(&self, stage: Stage, steps: usize) {
        self.progress.begin(stage, Some(steps));
    }

    /// Tells that so many more steps are done.
    pub fn step(&self, steps: usize) {
        self.progress.step(steps);
    }

    /// The manifest of the archive that is there, if one is.
    pub fn manifest(&self) -> Result<Option<Manifest>> {
        let path = manifest_path();
        let text = self.place.read_manifest(&path)?;
        let manifest = text.map(|text| Manifest::read(&self.place.name(&path), &text));
        Ok(manifest.transpose()?)
    }

    /// The name for messages, and the text, of a file that another names.
    pub fn read(&self, folder: Folder, name: Name) -> Result<(String, String)> {
        let path = path_of(folder, name);
        let file = self.place.name(&path);
        match self.place.read(&path)? {
            Some(text) => Ok((file, text)),
            None => Err(Fault::new(&file, Rule::Missing).into()),
        }
    }

    /// Says which files will be read soon.
    pub fn ahead(&self, folder: Folder, names: impl IntoIterator<Item = Name>) -> Result<()> {
        let paths = names.into_iter().map(|name| path_of(folder, name));
        self.place.ahead(paths.collect())
    }

    /// Says that all files of the archive will be read; how many there are.
    pub fn all_ahead(&self) -> Result<usize> {
        let mut paths = Vec::new();
        for folder in Folder::ALL {
            let files = self.files(folder)?.into_iter();
            paths.extend(files.map(|(name, _)| path_of(folder, name)));
        }
        self.begin(Stage::Fetching, paths.len());
        for some in paths.chunks(TOLD_EACH) {
            self.place.ahead(some.to_vec())?;
            self.step(some.len());
        }
        Ok(paths.len())
    }

    /// Writes a file that is named by its content, unless it is there.
    pub fn write(&mut self, folder: Folder, text: &str) -> Result<Name> {
        let name = Name::of(text);
        self.place.put(&path_of(folder, name), text)?;
        Ok(name)
    }

    /// A file with a lasting name.
    pub fn text(&self, path: &str) -> Result<Option<String>> {
        self.place.read(path)
    }

    /// Writes a file with a lasting name, unless it is there with this very content. What it leads to has to be
    /// settled.
    pub fn put(&mut self, path: &str, text: &str) -> Result<()> {
        self.place.put(path, text)
    }

    /// Waits until all that was written is there for good: after a loss of power or of the network nothing names
    /// a file that is not there.
    pub fn settle(&mut self) -> Result<()> {
        self.place.settle()
    }

    /// Refuses to go on if another press has published since the manifest was read.
    pub fn ensure_alone(&self) -> Result<()> {
        let alone = self.place.is_as_read(&manifest_path())?;
        ensure!(alone, self.not_alone());
        Ok(())
    }

    fn not_alone(&self) -> String {
        let place = self.place.name("");
        format!(
            "another press has published into {place} meanwhile, its archive stands: run this one again"
        )
    }

    /// Publishes what was written: from now on readers see it.
    pub fn publish(&mut self, manifest: &Manifest) -> Result<()> {
        self.settle()?;
        let alone = self.place.publish(&manifest_path(), &manifest.to_json())?;
        ensure!(alone, self.not_alone());
        self.settle()
    }

    /// Files that were written, and their bytes.
    pub fn written(&self) -> (usize, u64) {
        self.place.written()
    }

    /// What is remembered from one run to the next; what cannot be read is forgotten, which costs no more than work.
    pub fn remembered(&self, memory: Memory) -> Option<String> {
        let kept = self.keeps(memory).then(|| self.place.read(&memory.path()));
        kept?.ok()?
    }

    /// Remembers. What only the operator may know is not kept where others can read.
    pub fn remember(&mut self, memory: Memory, text: &str) -> Result<()> {
        match self.keeps(memory) {
            true => self.place.put(&memory.path(), text),
            false => Ok(()),
        }
    }

    fn keeps(&self, memory: Memory) -> bool {
        self.place.is_private() || memory != Memory::Addresses
    }

    /// The files of the archive that have names of ours, and how old they are.
    pub fn files(&self, folder: Folder) -> Result<Vec<(Name, Duration)>> {
        let files = self.place.files(&format!("{ARCHIVE}/{}", folder.name()))?;
        let files = files.into_iter().filter_map(|(file, age)| {
            let name = file.strip_suffix(".json")?.parse().ok()?;
            Some((name, age))
        });
        Ok(files.collect())
    }

    /// Removes files of the archive.
    pub fn remove(&mut self, folder: Folder, names: &[Name]) -> Result<()> {
        let paths = names.iter().map(|name| path_of(folder, *name));
        self.place.remove(paths.collect())
    }

    /// The files of a folder that have lasting names, by their paths.
    pub fn lasting(&self, folder: &str) -> Result<BTreeSet<String>> {
        let files = self.place.files(folder)?.into_iter();
        Ok(files.map(|(name, _)| format!("{folder}/{name}")).collect())
    }

    /// Removes files with lasting names, those of them that are there.
    pub fn remove_lasting(&mut self, paths: Vec<String>) -> Result<()> {
        self.place.remove(paths)
    }

    /// Where something can be put aside.
    pub fn scratch(&self) -> Result<Scratch> {
        self.place.scratch()
    }
}

/// What press remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// Of the sources' addresses, which may hold a secret.
    Addresses,
    /// Where the portal lay.
    Site,
    /// Of which archive there are pages, and what they say beside their articles.
    Pages,
}

impl Memory {
    fn path(self) -> String {
        let name = match self {
            Memory::Addresses => "addresses.json",
            Memory::Site => "site",
            Memory::Pages => "pages",
        };
        format!("{OWN}/{name}")
    }
}

fn path_of(folder: Folder, name: Name) -> String {
    format!("{ARCHIVE}/{}", folder.path(name))
}

fn manifest_path() -> String {
    format!("{ARCHIVE}/{MANIFEST}")
}

/// Whether a file is named by its content, and so never changes.
pub fn is_named(path: &str) -> bool {
    let within = path.strip_prefix(ARCHIVE);
    within.is_some_and(|within| within.starts_with('/') && within[1..] != *MANIFEST)
}
