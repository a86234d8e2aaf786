//! The readers there are, and what happens to them.

use std::ffi::{CStr, CString};
use std::fmt;
use std::time::Duration;

use pcsc::{Context, PNP_NOTIFICATION, Protocols, ReaderState as Watched, Scope, ShareMode, State};

use super::card::PcscCard;
use super::fault;
use crate::{Code, Error, Result};

/// Most readers looked at.
const MAX_READERS: usize = 64;

/// Whether a reader holds a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CardPresence {
    /// It is empty.
    Empty,
    /// It holds a card.
    Present,
    /// It holds a card that does not answer: upside down, or not a chip card.
    Mute,
    /// Another program uses the card alone.
    Taken,
    /// The reader has gone.
    Unavailable,
}

/// A reader and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReaderState {
    /// The reader's name, as the system gives it.
    pub name: String,
    /// What it holds.
    pub presence: CardPresence,
}

/// The workstation's readers.
pub struct Readers {
    context: Context,
}

impl Readers {
    /// Connects to the system's smart card service.
    ///
    /// # Errors
    /// `CIE-DEV-402` when it does not run.
    pub fn connect() -> Result<Self> {
        Context::establish(Scope::User)
            .map(|context| Self { context })
            .map_err(|e| fault::of(e, "smart card service"))
    }

    fn names(&self) -> Result<Vec<CString>> {
        match self.context.list_readers_owned() {
            Ok(names) => Ok(names.into_iter().take(MAX_READERS).collect()),
            Err(pcsc::Error::NoReadersAvailable) => Ok(Vec::new()),
            Err(error) => Err(fault::of(error, "list of readers")),
        }
    }

    /// All readers and what they hold now.
    ///
    /// # Errors
    /// `CIE-DEV-402` when the service has stopped.
    pub fn states(&self) -> Result<Vec<ReaderState>> {
        let mut watched: Vec<Watched> = self
            .names()?
            .into_iter()
            .map(|name| Watched::new(name, State::UNAWARE))
            .collect();
        if watched.is_empty() {
            return Ok(Vec::new());
        }
        match self.context.get_status_change(Duration::ZERO, &mut watched) {
            Ok(()) | Err(pcsc::Error::Timeout) => Ok(watched.iter().map(read).collect()),
            Err(error) => Err(fault::of(error, "state of readers")),
        }
    }

    /// Waits until a reader or a card comes or goes, at most so long; then gives all readers.
    ///
    /// # Errors
    /// `CIE-DEV-402` when the service has stopped.
    pub fn wait(&self, known: &[ReaderState], most: Duration) -> Result<Vec<ReaderState>> {
        let before = self.states()?;
        if before != known {
            return Ok(before);
        }
        let mut watched = vec![Watched::new(PNP_NOTIFICATION(), State::UNAWARE)];
        for name in self.names()? {
            watched.push(Watched::new(name, State::UNAWARE));
        }
        // The first call takes note of how things stand, the second waits for a change.
        let _ = self.context.get_status_change(Duration::ZERO, &mut watched);
        for reader in &mut watched {
            reader.sync_current_state();
        }
        match self.context.get_status_change(most, &mut watched) {
            Ok(()) | Err(pcsc::Error::Timeout) => self.states(),
            Err(error) => Err(fault::of(error, "waiting for a card")),
        }
    }

    /// Opens the card in a reader.
    ///
    /// # Errors
    /// `CIE-DEV-400` without a card, `CIE-DEV-402` without such a reader, `CIE-DEV-401` when another
    /// program has it alone.
    pub fn open(&self, reader: &str) -> Result<PcscCard> {
        let name = CString::new(reader).map_err(|e| {
            Error::new(Code::ReaderUnavailable)
                .detail("name")
                .caused_by(e)
        })?;
        self.open_named(&name)
    }

    fn open_named(&self, name: &CStr) -> Result<PcscCard> {
        let card = self
            .context
            .connect(name, ShareMode::Shared, Protocols::ANY)
            .map_err(|e| fault::of(e, "opening the card"))?;
        PcscCard::new(card, name.to_string_lossy().into_owned())
    }

    /// Opens every card there is, whatever the reader.
    ///
    /// # Errors
    /// `CIE-DEV-402` without readers, `CIE-DEV-400` when none holds a card.
    pub fn open_all(&self) -> Result<Vec<PcscCard>> {
        let names = self.names()?;
        if names.is_empty() {
            return Err(Error::new(Code::ReaderUnavailable).detail("no reader"));
        }
        let cards: Vec<PcscCard> = names
            .iter()
            .filter_map(|name| self.open_named(name).ok())
            .collect();
        if cards.is_empty() {
            return Err(Error::new(Code::CardRemoved).detail("no card in any reader"));
        }
        Ok(cards)
    }
}

fn read(reader: &Watched) -> ReaderState {
    let state = reader.event_state();
    let presence = if state.intersects(State::UNAVAILABLE | State::UNKNOWN) {
        CardPresence::Unavailable
    } else if state.contains(State::MUTE) {
        CardPresence::Mute
    } else if state.contains(State::EXCLUSIVE) {
        CardPresence::Taken
    } else if state.contains(State::PRESENT) {
        CardPresence::Present
    } else {
        CardPresence::Empty
    };
    ReaderState {
        name: reader.name().to_string_lossy().into_owned(),
        presence,
    }
}

impl fmt::Debug for Readers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Readers")
    }
}
