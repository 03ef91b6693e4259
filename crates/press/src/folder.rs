//! A folder of this machine: a file is made elsewhere and put in its place in one step.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};
use tempfile::NamedTempFile;

use crate::scratch::Scratch;
use crate::store::{OWN, Place};

/// A folder, held by one press at a time.
struct OnDisk {
    out: PathBuf,
    written: (usize, u64),
    /// Whether something was written that may be lost with the power.
    unsettled: bool,
    /// Held until it goes; whoever only reads has none.
    _lock: Option<File>,
}

/// Opens a folder; it is made to be written, and refused if another press writes into it, or somebody else has.
pub fn open(out: &Path, to_write: bool) -> Result<impl Place + use<>> {
    Ok(OnDisk {
        out: out.to_owned(),
        written: (0, 0),
        unsettled: false,
        _lock: to_write.then(|| hold(out)).transpose()?,
    })
}

fn hold(out: &Path) -> Result<File> {
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
    Ok(lock)
}

impl OnDisk {
    /// Where files are made.
    fn half(&self) -> PathBuf {
        self.out.join(OWN).join("half")
    }
}

impl Place for OnDisk {
    fn name(&self, path: &str) -> String {
        self.out.join(path).to_string_lossy().into_owned()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn read(&self, path: &str) -> Result<Option<String>> {
        match fs::read_to_string(self.out.join(path)) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("{} cannot be read", self.name(path))),
        }
    }

    fn read_manifest(&self, path: &str) -> Result<Option<String>> {
        self.read(path)
    }

    fn is_as_read(&self, _: &str) -> Result<bool> {
        // The lock is held.
        Ok(true)
    }

    fn publish(&mut self, path: &str, text: &str) -> Result<bool> {
        self.put(path, text)?;
        Ok(true)
    }

    fn ahead(&self, _: Vec<String>) -> Result<()> {
        Ok(())
    }

    fn put(&mut self, path: &str, text: &str) -> Result<()> {
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
        let mut half = NamedTempFile::new_in(self.half()).with_context(cannot)?;
        half.write_all(text.as_bytes()).with_context(cannot)?;
        share(half.as_file()).with_context(cannot)?;
        half.persist(&to).with_context(cannot)?;
        self.written.0 += 1;
        self.written.1 += text.len() as u64;
        self.unsettled = true;
        Ok(())
    }

    fn settle(&mut self) -> Result<()> {
        if std::mem::take(&mut self.unsettled) {
            let folder = File::open(self.half())?;
            #[cfg(target_os = "linux")]
            rustix::fs::syncfs(&folder)?;
            #[cfg(not(target_os = "linux"))]
            folder.sync_all()?;
        }
        Ok(())
    }

    fn written(&self) -> (usize, u64) {
        self.written
    }

    fn files(&self, folder: &str) -> Result<Vec<(String, Duration)>> {
        let now = SystemTime::now();
        let entries = match fs::read_dir(self.out.join(folder)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => {
                return Err(error).with_context(|| format!("{} cannot be read", self.name(folder)));
            }
        };
        let file = |entry: std::io::Result<fs::DirEntry>| {
            let entry = entry?;
            let age = now.duration_since(entry.metadata()?.modified()?);
            let name = entry.file_name().to_string_lossy().into_owned();
            Ok((name, age.unwrap_or_default()))
        };
        entries.map(file).collect()
    }

    fn remove(&mut self, paths: Vec<String>) -> Result<()> {
        for path in paths {
            match fs::remove_file(self.out.join(&path)) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(error)
                        .with_context(|| format!("{} cannot be removed", self.name(&path)));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn scratch(&self) -> Result<Scratch> {
        let half = self.half();
        Scratch::new(&half).with_context(|| format!("{} cannot be written", half.display()))
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
