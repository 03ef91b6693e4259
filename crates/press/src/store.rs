//! The folder that an archive is written into, so that whatever happens the old one stays whole: a file
//! is made elsewhere and put in its place in one step, and the manifest comes last.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use archive::{Fault, Folder, MANIFEST, Manifest, Name, Rule};
use tempfile::NamedTempFile;

/// Where the archive lies in what is published.
pub const ARCHIVE: &str = "archive";
/// What is press's own in the folder: nothing of it is published.
const OWN: &str = ".press";

/// A folder to publish, held by one press at a time.
pub struct Store {
    out: PathBuf,
    /// Files that were written, and their bytes.
    pub written: (usize, u64),
    /// Held until it goes.
    _lock: File,
}

impl Store {
    /// Opens the folder, or makes it.
    pub fn open(out: &Path) -> Result<Store> {
        let own = out.join(OWN);
        let strange =
            !own.exists() && fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
        if strange {
            bail!(
                "{} holds something that press has not made: name a new folder",
                out.display()
            );
        }
        fs::create_dir_all(&own).with_context(|| format!("{} cannot be made", out.display()))?;
        let lock = own.join("lock");
        let lock = File::create(&lock).with_context(|| format!("{}", lock.display()))?;
        if lock.try_lock().is_err() {
            bail!("another press is writing into {}", out.display());
        }
        // What a press left that was ended in the middle.
        let half = own.join("half");
        if half.exists() {
            fs::remove_dir_all(&half)?;
        }
        fs::create_dir_all(&half)?;
        for folder in Folder::ALL {
            fs::create_dir_all(out.join(ARCHIVE).join(folder.name()))?;
        }
        Ok(Store {
            out: out.to_owned(),
            written: (0, 0),
            _lock: lock,
        })
    }

    /// A file of press's own.
    pub fn own(&self, name: &str) -> PathBuf {
        self.out.join(OWN).join(name)
    }

    /// The manifest of the archive that is there, if one is.
    pub fn manifest(&self) -> Result<Option<Manifest>> {
        manifest(&self.out)
    }

    /// The path and text of a file that another names.
    pub fn read(&self, folder: Folder, name: Name) -> Result<(String, String)> {
        read(&self.out, folder, name)
    }

    /// Writes a file that is named by its content, unless it is there.
    pub fn write(&mut self, folder: Folder, text: &str) -> Result<Name> {
        let name = Name::of(text);
        self.put(&format!("{ARCHIVE}/{}", folder.path(name)), text)?;
        Ok(name)
    }

    /// Writes a file, unless it is there with this very content. `path` is one of ours.
    pub fn put(&mut self, path: &str, text: &str) -> Result<()> {
        let to = self.out.join(path);
        let cannot = || format!("{} cannot be written", to.display());
        match fs::metadata(&to) {
            Ok(there) if there.len() == text.len() as u64 => {
                if fs::read(&to).with_context(cannot)? == text.as_bytes() {
                    return Ok(());
                }
            }
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(cannot),
        }
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).with_context(cannot)?;
        }
        let mut half = NamedTempFile::new_in(self.own("half")).with_context(cannot)?;
        half.write_all(text.as_bytes()).with_context(cannot)?;
        share(half.as_file()).with_context(cannot)?;
        half.persist(&to).with_context(cannot)?;
        self.written.0 += 1;
        self.written.1 += text.len() as u64;
        Ok(())
    }

    /// Publishes what was written: from now on readers see it.
    pub fn publish(&mut self, manifest: &Manifest) -> Result<()> {
        if self.written.0 > 0 {
            self.settle()?;
        }
        self.put(&format!("{ARCHIVE}/{MANIFEST}"), &manifest.to_json())
    }

    /// Waits until all that was written is on the disk: after a loss of power nothing names a file that is not
    /// there.
    fn settle(&self) -> Result<()> {
        let folder = File::open(self.own("half"))?;
        #[cfg(target_os = "linux")]
        rustix::fs::syncfs(&folder)?;
        #[cfg(not(target_os = "linux"))]
        folder.sync_all()?;
        Ok(())
    }

    /// Removes a file of the archive.
    pub fn remove(&self, folder: Folder, name: Name) -> Result<()> {
        Ok(fs::remove_file(
            self.out.join(ARCHIVE).join(folder.path(name)),
        )?)
    }
}

/// Whoever serves the folder may be another user; a temporary file is its maker's alone.
fn share(file: &File) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o644))
    }
    #[cfg(not(unix))]
    Ok(())
}

/// The manifest of the archive in a folder to publish, if there is one.
pub fn manifest(out: &Path) -> Result<Option<Manifest>> {
    let path = out.join(ARCHIVE).join(MANIFEST);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some(Manifest::read(&path.to_string_lossy(), &text)?)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", path.display())),
    }
}

/// The path and text of a file that another names.
pub fn read(out: &Path, folder: Folder, name: Name) -> Result<(String, String)> {
    let path = out.join(ARCHIVE).join(folder.path(name));
    let file = path.to_string_lossy().into_owned();
    match fs::read_to_string(&path) {
        Ok(text) => Ok((file, text)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(Fault::new(&file, Rule::Missing).into())
        }
        Err(error) => Err(error).with_context(|| format!("{file} cannot be read")),
    }
}
