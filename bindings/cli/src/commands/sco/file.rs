//! The file of an inventory: read whole, replaced whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use cie_core::sco::{Event, Inventory, OfficeId};
use serde::Deserialize;

use crate::commands::{input, json};
use crate::exit::{Failure, Status, io_failure};

/// 50000 events, the most an inventory takes, stay below even with the longest labels.
const MAX_LEN: u64 = 32 << 20;

/// The serialised form of [`Inventory`], replayed here so that a refusal keeps its code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Log {
    office: OfficeId,
    events: Vec<Event>,
}

/// An inventory with the bytes it was read from.
pub(super) struct Opened {
    pub(super) inventory: Inventory,
    bytes: Vec<u8>,
}

/// Reads an inventory; `-` is standard input.
pub(super) fn open(path: &Path) -> Result<Opened, Failure> {
    let bytes = input::read(path, MAX_LEN)?;
    let log: Log = json::parse(path, &bytes, "un inventario di SCO", "an SCO inventory")?;
    let inventory = Inventory::replay(log.office, log.events)?;
    Ok(Opened { inventory, bytes })
}

/// Writes an inventory where there is no file yet.
pub(super) fn create(path: &Path, inventory: &Inventory) -> Result<(), Failure> {
    let mut file = File::create_new(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => already_there(path),
        _ => io_failure(path, &error),
    })?;
    let written = file
        .write_all(&bytes(inventory)?)
        .and_then(|()| file.sync_all());
    written.map_err(|error| {
        // Half a file would pass for one that somebody made.
        let _ = fs::remove_file(path);
        io_failure(path, &error)
    })
}

impl Opened {
    /// Puts a new inventory in the place of the one that was read: readers see the old one or the
    /// new one, never a part.
    pub(super) fn replace(&self, path: &Path, inventory: &Inventory) -> Result<(), Failure> {
        let failed = |error: io::Error| io_failure(path, &error);
        // A link stays a link: what it points to is replaced.
        let target = fs::canonicalize(path).map_err(failed)?;
        let permissions = fs::metadata(&target).map_err(failed)?.permissions();
        if permissions.readonly() {
            // A rename would not ask.
            return Err(failed(io::ErrorKind::PermissionDenied.into()));
        }
        let folder = target.parent().unwrap_or(Path::new("."));
        let mut new = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        new.write_all(&bytes(inventory)?).map_err(failed)?;
        new.as_file().set_permissions(permissions).map_err(failed)?;
        new.as_file().sync_all().map_err(failed)?;
        if fs::read(&target).map_err(failed)? != self.bytes {
            return Err(changed(path));
        }
        new.persist(&target).map_err(|error| failed(error.error))?;
        Ok(())
    }
}

/// One member a line: what an event changed shows in any comparison of two versions.
fn bytes(inventory: &Inventory) -> Result<Vec<u8>, Failure> {
    let mut bytes = serde_json::to_vec_pretty(inventory).map_err(|error| {
        Failure::new(
            Status::Environment,
            format!("inventario non serializzabile: {error}"),
            format!("the inventory cannot be serialised: {error}"),
        )
    })?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn already_there(path: &Path) -> Failure {
    let path = path.display();
    Failure::new(
        Status::Findings,
        format!("{path}: il file esiste già e non viene toccato"),
        format!("{path}: the file is there already and is left alone"),
    )
}

fn changed(path: &Path) -> Failure {
    let path = path.display();
    Failure::new(
        Status::Environment,
        format!("{path}: modificato da altri nel frattempo; ripetere il comando"),
        format!("{path}: changed by somebody else meanwhile; repeat the command"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_else_wrote_meanwhile_is_not_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sco.json");
        let inventory = |office: &str| Inventory::new(office.parse().expect("a label"));
        create(&path, &inventory("centrale")).expect("made");
        let opened = open(&path).expect("read");
        fs::write(&path, "of somebody else").expect("written");
        let failure = opened
            .replace(&path, &inventory("altra"))
            .expect_err("lost");
        assert_eq!(failure.status, Status::Environment);
        let left = fs::read_to_string(&path).expect("read");
        assert_eq!(left, "of somebody else");
        let files = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(files, 1, "the new file is taken away");
    }
}
