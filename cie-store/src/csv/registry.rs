//! A comune's CSV file, served as it is.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use cie_core::exchange::{
    CardAnnulment, CardEffect, CardNotice, Query, Registry, RegistryError, Search,
};

use super::notices::{Notice, Notices};
use super::{ImportOptions, ImportReport};
use crate::jsonl::io;
use crate::{RegistryConfig, Result, SqliteRegistry, Store};

/// A changed file is read once nobody has written to it for so long.
const SETTLED: Duration = Duration::from_secs(2);

/// The registry of a comune that has nothing but a CSV file.
///
/// The file is only read, with the importer of [`SqliteRegistry::import_csv`]; when it changes it
/// is read again, once it has been left alone for two seconds. Notices about cards go to a CSV file
/// beside it, which one program at a time can have open; each is on the disk before it is answered,
/// and all of them are applied again to every new version of the comune's file. What the notices
/// say stands, whatever that file says of the same card.
///
/// Everything is held in memory: about 2 KB a citizen.
///
/// ```
/// # let dir = tempfile::tempdir()?;
/// # let (csv, notices) = (dir.path().join("residents.csv"), dir.path().join("cards.csv"));
/// std::fs::write(&csv, "scheda;cognome;nome;sesso;data_nascita;luogo_nascita\n\
///                       1;ROSSI;BIANCA;F;1964-12-30;ROMA\n")?;
/// use cie_store::{CsvRegistry, ImportOptions, RegistryConfig};
/// let config = RegistryConfig::new("058091")?;
/// let registry = CsvRegistry::open(&csv, &notices, config, ImportOptions::default())?;
/// assert_eq!(registry.report().imported, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct CsvRegistry {
    path: PathBuf,
    config: RegistryConfig,
    options: ImportOptions,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    people: SqliteRegistry,
    report: ImportReport,
    stamp: Stamp,
    notices: Notices,
}

/// What tells one version of the file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    modified: SystemTime,
    length: u64,
}

impl Stamp {
    fn of(path: &Path) -> Result<Self> {
        let data = std::fs::metadata(path).map_err(io)?;
        Ok(Self {
            modified: data.modified().map_err(io)?,
            length: data.len(),
        })
    }

    fn settled(self) -> bool {
        // A modification in the future is a clock that was set back: it does not settle by waiting.
        self.modified.elapsed().map_or(true, |age| age >= SETTLED)
    }
}

impl CsvRegistry {
    /// Reads the file and the notices; the file of notices is made when there is none.
    ///
    /// # Errors
    /// Those of an import for the file as a whole (bad rows are in [`CsvRegistry::report`]);
    /// `CIE-STORE-003` when another program has the notices, `CIE-STORE-340` when they are damaged.
    pub fn open(
        csv: impl AsRef<Path>,
        notices: impl AsRef<Path>,
        config: RegistryConfig,
        options: ImportOptions,
    ) -> Result<Self> {
        let path = csv.as_ref().to_owned();
        let mut notices = Notices::open(notices.as_ref())?;
        let stamp = Stamp::of(&path)?;
        let (people, report) = load(&path, &config, &options, &mut notices)?;
        let state = State {
            people,
            report,
            stamp,
            notices,
        };
        Ok(Self {
            path,
            config,
            options,
            state: Mutex::new(state),
        })
    }

    /// What the last reading of the file said.
    #[must_use]
    pub fn report(&self) -> ImportReport {
        self.lock().report.clone()
    }

    /// Reads the file again now, whether it seems to have changed or not.
    ///
    /// # Errors
    /// As [`CsvRegistry::open`]; the version read before stays in use.
    pub fn reload(&self) -> Result<()> {
        let stamp = Stamp::of(&self.path)?;
        self.renew(&mut self.lock(), stamp)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // What a panic interrupted was rolled back, or is in the notices and read at the next start.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn renew(&self, state: &mut State, stamp: Stamp) -> Result<()> {
        let (people, report) = load(&self.path, &self.config, &self.options, &mut state.notices)?;
        state.people = people;
        state.report = report;
        state.stamp = stamp;
        Ok(())
    }

    /// The registry as the file is now.
    fn current(&self) -> Result<MutexGuard<'_, State>> {
        let mut state = self.lock();
        let stamp = Stamp::of(&self.path)?;
        if stamp != state.stamp && stamp.settled() {
            self.renew(&mut state, stamp)?;
        }
        Ok(state)
    }
}

fn load(
    path: &Path,
    config: &RegistryConfig,
    options: &ImportOptions,
    notices: &mut Notices,
) -> Result<(SqliteRegistry, ImportReport)> {
    let people = Store::in_memory()?.registry(config.clone());
    let report = people.import_csv(File::open(path).map_err(io)?, options, |_| ())?;
    for notice in notices.read()? {
        people.replay(&notice.scheda, &notice.card, notice.annulled)?;
    }
    Ok((people, report))
}

impl Registry for CsvRegistry {
    fn find(&self, query: &Query) -> Result<Search, RegistryError> {
        // SQLite in memory serves one at a time anyway.
        self.current()?.people.find(query)
    }

    fn card_issued(&self, notice: &CardNotice) -> Result<CardEffect, RegistryError> {
        let mut state = self.current()?;
        let State {
            people, notices, ..
        } = &mut *state;
        let keep = |scheda: &str| {
            notices.append(&Notice {
                scheda: scheda.to_owned(),
                card: notice.card.clone(),
                annulled: None,
                operation: notice.header.operation_id.to_string(),
            })
        };
        Ok(people.issue(notice, keep)?)
    }

    fn card_annulled(&self, annulment: &CardAnnulment) -> Result<CardEffect, RegistryError> {
        let mut state = self.current()?;
        let State {
            people, notices, ..
        } = &mut *state;
        let keep = |scheda: &str| {
            notices.append(&Notice {
                scheda: scheda.to_owned(),
                card: annulment.card.clone(),
                annulled: Some((annulment.on, annulment.reason)),
                operation: annulment.header.operation_id.to_string(),
            })
        };
        Ok(people.annul(annulment, keep)?)
    }
}
