//! The national registry, simulated behind the public CIEOnline-ANPR service.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use cie_core::citizen::codice_fiscale::AnyCode;
use cie_core::exchange::{
    CardAnnulment, CardData, CardEffect, CardNotice, Query, QueryKey, Registry, RegistryError,
    Search, Subject,
};
use cie_sad::connector::{Connector, MemoryAnswerLog};
use cie_sad::http::{ServerHandle, ServerOptions, serve};
use cie_sad::profile::Profile;
use serde::{Deserialize, Serialize};

use crate::state::{StepHook, write_document};
use crate::{Code, Error, Result};

/// Sender in the heading of every answer, by which a simulated one is known: the real service
/// answers under a number.
pub const ANPR_SENDER: &str = "SIMULA";
/// Path of the service, as in its public description.
const PATH: &str = "/anpr-ws-cie-webapp/AnprServiceCIE";
/// Largest file of cards read back, in bytes.
const MAX_FILE: u64 = 64 << 20;

#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Held {
    holder: String,
    card: CardData,
    annulled_on: Option<NaiveDate>,
}

type Cards = BTreeMap<String, Held>;

/// A national registry that knows every holder with a sound codice fiscale, and the cards that were
/// told to it, which it keeps in a directory.
///
/// It answers about nobody (`EN130`) unless subjects are given to it.
pub struct Anpr {
    path: PathBuf,
    subjects: Vec<Subject>,
    cards: Mutex<Cards>,
    hook: StepHook,
    _lock: File,
}

impl fmt::Debug for Anpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SIMULATED Anpr")
    }
}

impl Anpr {
    /// Opens the registry kept in a directory, which is made if it is not there; one at a time.
    ///
    /// # Errors
    /// `CIE-SIM-001` when another one uses it, `CIE-SIM-002` when the disk refuses, `CIE-SIM-003`
    /// when what it holds is no registry.
    pub fn open(directory: &Path) -> Result<Self> {
        let refused = |error| Error::new(Code::StateUnusable).caused_by(error);
        fs::create_dir_all(directory).map_err(refused)?;
        let lock = File::create(directory.join("lock")).map_err(refused)?;
        lock.try_lock().map_err(|_| Error::new(Code::StateInUse))?;
        let path = directory.join("cards.json");
        let mut text = Vec::new();
        match File::open(&path) {
            Ok(file) => {
                file.take(MAX_FILE)
                    .read_to_end(&mut text)
                    .map_err(refused)?;
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => text.extend(b"{}"),
            Err(error) => return Err(refused(error)),
        }
        let cards = serde_json::from_slice(&text)
            .map_err(|_| Error::new(Code::StateCorrupt).detail("cards.json"))?;
        Ok(Self {
            path,
            subjects: Vec::new(),
            cards: Mutex::new(cards),
            hook: Arc::new(|_| {}),
            _lock: lock,
        })
    }

    /// Makes these subjects known.
    #[must_use]
    pub fn with_subjects(mut self, subjects: Vec<Subject>) -> Self {
        self.subjects = subjects;
        self
    }

    /// The card of that serial, and when it was annulled.
    #[must_use]
    pub fn card(&self, serial: &str) -> Option<(CardData, Option<NaiveDate>)> {
        let cards = self.cards.lock().unwrap_or_else(PoisonError::into_inner);
        let held = cards.get(serial)?;
        Some((held.card.clone(), held.annulled_on))
    }

    /// How many cards it knows.
    #[must_use]
    pub fn cards(&self) -> usize {
        let cards = self.cards.lock().unwrap_or_else(PoisonError::into_inner);
        cards.len()
    }

    /// Stores a change before it counts.
    fn keep(&self, cards: &mut Cards, serial: &str, held: Held) -> Result<CardEffect> {
        let mut changed = cards.clone();
        changed.insert(serial.to_owned(), held);
        let text = serde_json::to_vec(&changed).map_err(|error| {
            Error::new(Code::StateUnusable)
                .detail("cards")
                .caused_by(error)
        })?;
        write_document(&self.path, &text, &self.hook)?;
        *cards = changed;
        Ok(CardEffect::Recorded)
    }
}

impl Registry for Anpr {
    fn find(&self, query: &Query) -> Result<Search, RegistryError> {
        let fits = |subject: &&Subject| match &query.key {
            QueryKey::CodiceFiscale(code) => subject.person.codice_fiscale() == Some(code.expose()),
            QueryKey::Person(person) => {
                subject.person.surname == person.surname
                    && subject.person.given == person.given
                    && subject.person.birth_date == person.birth_date
            }
            _ => false,
        };
        let found = self.subjects.iter().filter(fits).cloned();
        Ok(Search::Found(found.collect()))
    }

    fn card_issued(&self, notice: &CardNotice) -> Result<CardEffect, RegistryError> {
        let code = notice.person.codice_fiscale().unwrap_or_default();
        if AnyCode::parse(code.as_bytes()).is_err() {
            return Ok(CardEffect::UnknownHolder);
        }
        let held = Held {
            holder: code.to_owned(),
            card: notice.card.clone(),
            annulled_on: None,
        };
        let mut cards = self.cards.lock().unwrap_or_else(PoisonError::into_inner);
        match cards.get(&notice.card.serial) {
            None => Ok(self.keep(&mut cards, &notice.card.serial, held)?),
            Some(known) if known.holder == held.holder && known.card == held.card => {
                Ok(CardEffect::AlreadyRecorded)
            }
            Some(_) => Ok(CardEffect::Conflict),
        }
    }

    fn card_annulled(&self, annulment: &CardAnnulment) -> Result<CardEffect, RegistryError> {
        let mut cards = self.cards.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(held) = cards.get(&annulment.card.serial) else {
            return Ok(CardEffect::UnknownCard);
        };
        if Some(held.holder.as_str()) != annulment.person.codice_fiscale() {
            return Ok(CardEffect::Conflict);
        }
        match held.annulled_on {
            None => {
                let held = Held {
                    annulled_on: Some(annulment.on),
                    ..held.clone()
                };
                Ok(self.keep(&mut cards, &annulment.card.serial, held)?)
            }
            Some(on) if on == annulment.on => Ok(CardEffect::AlreadyRecorded),
            Some(_) => Ok(CardEffect::Conflict),
        }
    }
}

/// Puts the simulated registry behind the public service, on loopback; gives the server and the URL.
/// Every answer names [`ANPR_SENDER`] as its sender.
///
/// ```
/// use std::sync::Arc;
/// use cie_sandbox::{Anpr, serve_anpr};
/// let directory = tempfile::tempdir()?;
/// let (server, url) = serve_anpr(0, Arc::new(Anpr::open(directory.path())?))?;
/// assert!(url.ends_with("/AnprServiceCIE"));
/// server.shutdown();
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// `CIE-SIM-062` when the server cannot be started.
pub fn serve_anpr(port: u16, anpr: Arc<Anpr>) -> Result<(ServerHandle, String)> {
    let failed = |error| Error::new(Code::ServerNotStarted).caused_by(error);
    let profile = Arc::new(Profile::anpr_soap().map_err(failed)?);
    // What was answered need not outlive the process: the cards do, and say what is a repetition.
    let answers = Arc::new(MemoryAnswerLog::default());
    let connector = Connector::new(profile, anpr, answers).with_sender(ANPR_SENDER);
    let options = ServerOptions {
        path: PATH.into(),
        ..ServerOptions::default()
    };
    let server = serve(("127.0.0.1", port), connector, &options).map_err(failed)?;
    let url = format!("http://{}{PATH}", server.local_addr());
    Ok((server, url))
}
