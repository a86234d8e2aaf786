//! Writing a small file so that a reader sees the old one or the new one, never a mixture.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::{Code, Error, Result};

/// Largest document of the state directory, in bytes.
pub(crate) const MAX_DOCUMENT: usize = 64 << 10;

/// A point of a durable write, told to a [`StepHook`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Step {
    /// Nothing was written yet.
    Begin,
    /// Half of the temporary file is written.
    Half,
    /// The temporary file is complete and on disk.
    Synced,
    /// The temporary file took the place of the document.
    Renamed,
    /// The new name is on disk too.
    Done,
}

/// Called at every point of every durable write. A hook that ends the process shows what a power
/// cut leaves at that point.
pub type StepHook = Arc<dyn Fn(Step) + Send + Sync>;

/// Replaces the file at `path`: temporary file, fsync, rename, fsync of the directory.
///
/// One writer at a time: the lock on the state directory sees to that.
///
/// # Errors
/// `CIE-SIM-002` when the disk refuses.
pub(crate) fn write(path: &Path, bytes: &[u8], hook: &StepHook) -> Result<()> {
    let refused = |error| {
        Error::new(Code::StateUnusable)
            .detail("write")
            .caused_by(error)
    };
    hook(Step::Begin);
    let temporary = path.with_extension("tmp");
    let mut file = File::create(&temporary).map_err(refused)?;
    let (first, second) = bytes.split_at(bytes.len() / 2);
    file.write_all(first).map_err(refused)?;
    hook(Step::Half);
    file.write_all(second).map_err(refused)?;
    file.sync_all().map_err(refused)?;
    drop(file);
    hook(Step::Synced);
    fs::rename(&temporary, path).map_err(refused)?;
    hook(Step::Renamed);
    if let Some(parent) = path.parent() {
        sync_directory(parent).map_err(refused)?;
    }
    hook(Step::Done);
    Ok(())
}

/// Windows cannot open a directory as a file; there the rename itself is journaled by NTFS.
#[cfg(unix)]
fn sync_directory(path: &Path) -> std::io::Result<()> {
    File::open(path)?.sync_all()
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps)] // The same signature on every system.
fn sync_directory(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// The file at `path`, or `None` where there is none. Wiped when dropped: it may hold secrets.
///
/// # Errors
/// `CIE-SIM-002` when the disk refuses, `CIE-SIM-003` for a file larger than 64 KiB.
pub(crate) fn read(path: &Path) -> Result<Option<Zeroizing<Vec<u8>>>> {
    let refused = |error| {
        Error::new(Code::StateUnusable)
            .detail("read")
            .caused_by(error)
    };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(refused(error)),
    };
    let mut bytes = Zeroizing::new(Vec::new());
    let limit = u64::try_from(MAX_DOCUMENT)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    file.take(limit).read_to_end(&mut bytes).map_err(refused)?;
    if bytes.len() > MAX_DOCUMENT {
        return Err(Error::new(Code::StateCorrupt).detail("document larger than 64 KiB"));
    }
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_sees_the_old_or_the_new_at_every_step() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        let quiet: StepHook = Arc::new(|_| {});
        write(&path, b"old text", &quiet).unwrap();
        let seen = Arc::new(std::sync::Mutex::new(Vec::new()));
        let hook: StepHook = {
            let (seen, path) = (seen.clone(), path.clone());
            Arc::new(move |step| seen.lock().unwrap().push((step, fs::read(&path).unwrap())))
        };
        write(&path, b"new", &hook).unwrap();
        let expected: Vec<(Step, Vec<u8>)> = vec![
            (Step::Begin, b"old text".to_vec()),
            (Step::Half, b"old text".to_vec()),
            (Step::Synced, b"old text".to_vec()),
            (Step::Renamed, b"new".to_vec()),
            (Step::Done, b"new".to_vec()),
        ];
        assert_eq!(*seen.lock().unwrap(), expected);
    }

    #[test]
    fn reads_are_bounded() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        assert_eq!(read(&path).unwrap(), None);
        fs::write(&path, vec![b' '; MAX_DOCUMENT]).unwrap();
        assert_eq!(read(&path).unwrap().unwrap().len(), MAX_DOCUMENT);
        fs::write(&path, vec![b' '; MAX_DOCUMENT + 1]).unwrap();
        assert_eq!(read(&path).unwrap_err().code(), Code::StateCorrupt);
    }
}
