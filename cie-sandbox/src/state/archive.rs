//! The state directory: a lock, a counter, the simulator's key, one document a request.

use std::fmt;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use cie_core::issuance::RequestNumber;

use super::atomic::{self, StepHook};
use super::record::{Counter, RecipientRecord, RequestRecord, Stored};
use crate::{Code, Error, Result, serial};

/// How often the lock is tried, 10 ms apart.
const PATIENCE: u32 = 20;

/// An open state directory. Nothing is cached: the disk is the only truth.
pub(crate) struct Archive {
    directory: PathBuf,
    hook: StepHook,
    /// Held as long as the archive is open; the system lets go of it when the process dies.
    lock: File,
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Archive")
    }
}

impl Archive {
    /// Opens the directory, making it if needed, and mends what a killed writer left half done.
    ///
    /// # Errors
    /// `CIE-SIM-001` while another simulator has it open, `CIE-SIM-002` when the disk refuses,
    /// `CIE-SIM-003` for a document that was altered.
    pub(crate) fn open(directory: &Path, hook: StepHook) -> Result<Self> {
        let refused = |error| {
            Error::new(Code::StateUnusable)
                .detail("open")
                .caused_by(error)
        };
        fs::create_dir_all(directory.join("requests")).map_err(refused)?;
        let lock = File::create(directory.join("lock")).map_err(refused)?;
        take(&lock)?;
        let archive = Self {
            directory: directory.to_owned(),
            hook,
            lock,
        };
        archive.settle(&archive.counter()?)?;
        Ok(archive)
    }

    fn path(&self, number: &RequestNumber) -> PathBuf {
        // Digits and hyphens only: the number cannot leave the directory.
        self.directory
            .join("requests")
            .join(format!("{number}.json"))
    }

    fn load<T: Stored>(path: &Path) -> Result<Option<T>> {
        atomic::read(path)?
            .map(|bytes| T::from_document(&bytes))
            .transpose()
    }

    fn save<T: Stored>(&self, path: &Path, content: &T) -> Result<()> {
        atomic::write(path, &content.to_document()?, &self.hook)
    }

    fn counter(&self) -> Result<Counter> {
        Ok(Self::load(&self.directory.join("serials.json"))?.unwrap_or_default())
    }

    /// The simulator's own key and certificate, if they were made.
    pub(crate) fn recipient(&self) -> Result<Option<RecipientRecord>> {
        Self::load(&self.directory.join("recipient.json"))
    }

    /// Keeps the simulator's own key and certificate.
    pub(crate) fn keep_recipient(&self, recipient: &RecipientRecord) -> Result<()> {
        self.save(&self.directory.join("recipient.json"), recipient)
    }

    /// What is known of a request.
    pub(crate) fn request(&self, number: &RequestNumber) -> Result<Option<RequestRecord>> {
        let Some(record) = Self::load::<RequestRecord>(&self.path(number))? else {
            return Ok(None);
        };
        if record.number != *number {
            return Err(Error::new(Code::StateCorrupt).detail("number"));
        }
        Ok(Some(record))
    }

    /// Keeps what is known of a request.
    pub(crate) fn keep(&self, record: &RequestRecord) -> Result<()> {
        self.save(&self.path(&record.number), record)
    }

    /// The record of a request, with a serial of its own from now on.
    ///
    /// The counter is written first, with the name of the request it served; so a serial can be
    /// neither given twice nor lost, wherever the writer is stopped.
    ///
    /// # Errors
    /// `CIE-SIM-002`, `CIE-SIM-003` for trouble on disk, `CIE-SIM-004` past the last serial.
    pub(crate) fn assign(&self, number: &RequestNumber) -> Result<RequestRecord> {
        if let Some(record) = self.request(number)? {
            return Ok(record);
        }
        let counter = self.counter()?;
        // An earlier write may have failed without the process dying: a full disk, for one.
        self.settle(&counter)?;
        if let Some(record) = self.request(number)? {
            return Ok(record);
        }
        let record = fresh(number, counter.next)?;
        let counter = Counter {
            next: counter.next + 1,
            last: Some(number.clone()),
        };
        self.save(&self.directory.join("serials.json"), &counter)?;
        self.keep(&record)?;
        Ok(record)
    }

    /// Writes the record of the last request served, if its writer was stopped before.
    fn settle(&self, counter: &Counter) -> Result<()> {
        let Some(last) = &counter.last else {
            return Ok(());
        };
        if self.request(last)?.is_some() {
            return Ok(());
        }
        let place = counter.next.checked_sub(1);
        let place = place.ok_or_else(|| Error::new(Code::StateCorrupt).detail("counter"))?;
        self.keep(&fresh(last, place)?)
    }
}

impl Drop for Archive {
    fn drop(&mut self) {
        // Closing alone would not do: a child that is just being started may hold a copy.
        let _ = self.lock.unlock();
    }
}

/// Takes the lock, with a little patience for a predecessor that is just dying.
fn take(lock: &File) -> Result<()> {
    for _ in 0..PATIENCE {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
            Err(TryLockError::Error(error)) => {
                return Err(Error::new(Code::StateUnusable)
                    .detail("lock")
                    .caused_by(error));
            }
        }
    }
    Err(Code::StateInUse.into())
}

fn fresh(number: &RequestNumber, place: u64) -> Result<RequestRecord> {
    let serial = serial::nth(place).ok_or_else(|| Error::new(Code::SerialsExhausted))?;
    Ok(RequestRecord {
        number: number.clone(),
        serial,
        accepted: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn quiet() -> StepHook {
        Arc::new(|_| {})
    }

    fn number(progressive: u32) -> RequestNumber {
        RequestNumber::new("058091", 2026, progressive).unwrap()
    }

    #[test]
    fn one_writer_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let first = Archive::open(dir.path(), quiet()).unwrap();
        let error = Archive::open(dir.path(), quiet()).unwrap_err();
        assert_eq!(error.code(), Code::StateInUse);
        drop(first);
        assert!(Archive::open(dir.path(), quiet()).is_ok());
    }

    #[test]
    fn the_last_serial_is_given_and_then_no_more() {
        let dir = tempfile::tempdir().unwrap();
        let archive = Archive::open(dir.path(), quiet()).unwrap();
        let counter = Counter {
            next: serial::COUNT - 1,
            last: None,
        };
        archive
            .save(&dir.path().join("serials.json"), &counter)
            .unwrap();
        assert_eq!(
            archive.assign(&number(1)).unwrap().serial.as_str(),
            "CZ99999ZZ"
        );
        assert_eq!(
            archive.assign(&number(2)).unwrap_err().code(),
            Code::SerialsExhausted
        );
        assert_eq!(
            archive.assign(&number(1)).unwrap().serial.as_str(),
            "CZ99999ZZ"
        );
    }

    #[test]
    fn an_altered_document_is_reported() {
        let dir = tempfile::tempdir().unwrap();
        let archive = Archive::open(dir.path(), quiet()).unwrap();
        archive.assign(&number(1)).unwrap();
        let other = fs::read_to_string(archive.path(&number(1))).unwrap();
        fs::write(archive.path(&number(2)), other).unwrap();
        assert_eq!(
            archive.request(&number(2)).unwrap_err().code(),
            Code::StateCorrupt
        );
        fs::write(archive.path(&number(2)), "{").unwrap();
        assert_eq!(
            archive.assign(&number(2)).unwrap_err().code(),
            Code::StateCorrupt
        );
    }

    #[test]
    fn a_failed_write_without_a_crash_loses_no_serial() {
        let dir = tempfile::tempdir().unwrap();
        let archive = Archive::open(dir.path(), quiet()).unwrap();
        // A directory where the temporary file should go: the record cannot be written.
        let obstacle = archive.path(&number(1)).with_extension("tmp");
        fs::create_dir(&obstacle).unwrap();
        assert_eq!(
            archive.assign(&number(1)).unwrap_err().code(),
            Code::StateUnusable
        );
        assert_eq!(
            archive.assign(&number(2)).unwrap_err().code(),
            Code::StateUnusable
        );
        fs::remove_dir(&obstacle).unwrap();
        assert_eq!(
            archive.assign(&number(2)).unwrap().serial.as_str(),
            "CA00001AA"
        );
        assert_eq!(
            archive.assign(&number(1)).unwrap().serial.as_str(),
            "CA00000AA"
        );
    }
}
