//! The folder that the demo leaves behind.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::exit::{Failure, Status, io_failure};

const MARKER: &str = "README.txt";
const MARKER_LINE: &str = "Made by `cie demo`.";

const ABOUT: &str = "\
The Ministry's side of this run is SIMULATED. All people and numbers are synthetic.

registry-import.json   what the import of the registry file did
rejected.csv           rows that were not imported, as they stood (only if there are any)
messages/              every message of the SAD exchange, request and answer (.xml), and what the
                       simulators answered, in a form of their own (simulated-*.json); the notice to the
                       simulated ANPR in the form of its public service (*-anpr-cie8-*.xml)
media/                 barcode, photo, fingerprints, signature (SIMULATED)
request.json           the request in its canonical form
request.p7m            the same, signed by the operator card (CMS SignedData, DER)
request-envelope.p7m   the signed request, enveloped for the simulated CNSD (CMS EnvelopedData, DER)
sco-ca.pem             test authority of the virtual operator card
receipt.pdf, .html     what the citizen takes home
journal.jsonl          the hash-chained journal
remittance.txt, .json  the half-month remittance to the State
card/                  the delivered card (SIMULATED), its test authority, what the counter read back:
                       verdicts and photo
state/                 databases of the counter and of the registry, state of the simulators

Check the signature:
  openssl cms -verify -in request.p7m -inform DER -CAfile sco-ca.pem -purpose any -out /dev/null
Read the card again:
  cie card verify --sim card/virtual-cie.der --csca card/csca.der --against request.json
";

/// What a run leaves beside its state.
const LEFT: [&str; 14] = [
    "messages",
    "media",
    "registry-import.json",
    "rejected.csv",
    "request.json",
    "request.p7m",
    "request-envelope.p7m",
    "sco-ca.pem",
    "receipt.pdf",
    "receipt.html",
    "journal.jsonl",
    "remittance.txt",
    "remittance.json",
    "card",
];

/// A folder that belongs to the demo, locked while a run uses it.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    /// Held open: the lock goes when the process goes, however it ends.
    _lock: File,
}

impl Folder {
    /// Makes the folder, or takes one that an earlier run made.
    ///
    /// # Errors
    /// Environment: it cannot be written, another run uses it, or it holds something else.
    pub(super) fn open(root: &Path) -> Result<Self, Failure> {
        let failed = |error| io_failure(root, &error);
        let foreign = root.exists()
            && !root.join(MARKER).exists()
            && fs::read_dir(root).map_err(failed)?.next().is_some();
        if foreign {
            let path = root.display();
            return Err(Failure::new(
                Status::Environment,
                format!(
                    "{path} non è vuota e non è stata creata dalla demo: indicarne un'altra con --out"
                ),
                format!(
                    "{path} is not empty and was not made by the demo: name another with --out"
                ),
            ));
        }
        let state = root.join("state");
        fs::create_dir_all(&state).map_err(failed)?;
        let lock_path = state.join("lock");
        let lock = File::create(&lock_path).map_err(|e| io_failure(&lock_path, &e))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let path = root.display();
                return Err(Failure::new(
                    Status::Environment,
                    format!("{path} è in uso da un'altra esecuzione: attendere o indicare --out"),
                    format!("{path} is in use by another run: wait, or name another with --out"),
                ));
            }
            Err(TryLockError::Error(error)) => return Err(io_failure(&lock_path, &error)),
        }
        let folder = Self {
            root: root.to_owned(),
            _lock: lock,
        };
        folder.write(MARKER, format!("{MARKER_LINE}\n\n{ABOUT}").as_bytes())?;
        Ok(folder)
    }

    /// Removes what an earlier, complete run left, and nothing else. The mark that it was complete
    /// goes last, so that a removal that is cut short is taken up again.
    pub(super) fn clear(&self, mark: &str) -> Result<(), Failure> {
        let kept = [self.path("state/lock"), self.path(mark)];
        let state = self.path("state");
        let entries = fs::read_dir(&state).map_err(|e| io_failure(&state, &e))?;
        let entries = entries.map(|entry| entry.map(|entry| entry.path()));
        let entries = entries
            .collect::<Result<Vec<_>, _>>()
            .map_err(|e| io_failure(&state, &e))?;
        let inside = entries.into_iter().filter(|path| !kept.contains(path));
        let beside = LEFT
            .iter()
            .map(|name| self.path(name))
            .filter(|path| path.exists());
        for path in inside.chain(beside).chain([self.path(mark)]) {
            let removed = if path.is_dir() {
                fs::remove_dir_all(&path)
            } else {
                fs::remove_file(&path)
            };
            removed.map_err(|e| io_failure(&path, &e))?;
        }
        Ok(())
    }

    /// A path in the folder.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Reads a file of the folder, `None` when there is none.
    pub(super) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Failure> {
        let path = self.path(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(io_failure(&path, &error)),
        }
    }

    /// Writes a file so that it is there whole or not at all.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.path(name);
        let half = self.path(&format!("{name}.part"));
        let write = || {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            let mut file = File::create(&half)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&half, &path)
        };
        write().map_err(|error| {
            // Best effort: the failure that matters is the one already in hand.
            let _ = fs::remove_file(&half);
            io_failure(&path, &error)
        })
    }
}
