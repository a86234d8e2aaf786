//! The folder of a session: the session itself while it lasts, the prints when it is complete.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use cie_core::request::Biometrics;
use cie_devices::fingerprint::session::{PrintSession, SessionOutcome};
use serde_json::json;

use super::shown;
use crate::commands::{input, json};
use crate::exit::{Failure, Status, io_failure};

/// Longest stored session: two prints in base64 stay far below.
const MAX_SESSION: u64 = 8 << 20;

/// A folder of a session.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(path).map_err(|error| io_failure(path, &error))?;
        Ok(Self(path.to_owned()))
    }

    pub(super) fn session_file(&self) -> PathBuf {
        self.0.join("session.json")
    }

    /// The session that was left here, if one was.
    pub(super) fn session(&self) -> Result<Option<PrintSession>, Failure> {
        let path = self.session_file();
        if !path.exists() {
            return Ok(None);
        }
        let bytes = input::read(&path, MAX_SESSION)?;
        let session = json::parse(
            &path,
            &bytes,
            "una sessione di impronte",
            "a fingerprint session",
        );
        session.map(Some)
    }

    /// Stores the session; one that was stored before is there until this one is complete.
    pub(super) fn save(&self, session: &PrintSession) -> std::io::Result<()> {
        let bytes = serde_json::to_vec(session).map_err(std::io::Error::other)?;
        let mut file = tempfile::NamedTempFile::new_in(&self.0)?;
        file.write_all(&bytes)?;
        file.as_file().sync_all()?;
        file.persist(self.session_file())?;
        Ok(())
    }

    /// Writes the prints and what the request gets, then forgets the session.
    pub(super) fn finish(&self, outcome: &SessionOutcome) -> Result<Vec<String>, Failure> {
        let mut names = Vec::new();
        let mut put = |name: String, bytes: &[u8]| {
            let path = self.0.join(&name);
            names.push(name);
            fs::write(&path, bytes).map_err(|error| io_failure(&path, &error))
        };
        for taken in &outcome.prints {
            let print = &taken.print;
            let name = format!("{}.wsq", shown::file_name(print.hand, print.finger));
            put(name, print.image.bytes.expose())?;
        }
        let mut biometrics = Biometrics::default();
        outcome.put_into(&mut biometrics);
        let members = json!({
            "fingerprints": biometrics.fingerprints,
            "fingerprints_impossible": biometrics.fingerprints_impossible,
        });
        put(
            "biometrics.json".to_owned(),
            format!("{members}\n").as_bytes(),
        )?;
        self.forget()?;
        Ok(names)
    }

    pub(super) fn forget(&self) -> Result<(), Failure> {
        let path = self.session_file();
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(io_failure(&path, &error))
            }
            _ => Ok(()),
        }
    }
}

/// A session of somebody else, or of another day.
pub(super) fn other(path: &Path) -> Failure {
    Failure::new(
        Status::Findings,
        "qui c'è la sessione di un'altra richiesta: cambiare --out o cancellare il file",
        "the session of another request is here: change --out or delete the file",
    )
    .in_file(path)
}
