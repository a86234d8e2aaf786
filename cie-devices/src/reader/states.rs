//! The readers there are, and the cards in them.

use std::ffi::{CStr, CString};
use std::fmt;
use std::time::{Duration, Instant};

use pcsc::{Context, Protocols, ReaderState as Watched, Scope, ShareMode, State};

use super::bounded::{Patience, bounded};
use super::card::{Opened, PcscCard};
use super::fault;
use super::watch::Watch;
use crate::{Code, Error, Result};

const OPENING: &str = "opening the card";
/// Most readers looked at.
pub(super) const MAX_READERS: usize = 64;

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

impl CardPresence {
    /// Whether there is a card, whatever can be done with it.
    #[must_use]
    pub fn has_card(self) -> bool {
        matches!(self, Self::Present | Self::Mute | Self::Taken)
    }
}

/// A reader and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReaderState {
    /// The reader's name, as the system gives it.
    pub name: String,
    /// What it holds.
    pub presence: CardPresence,
    /// The card's answer to reset: a hint about its family, never a decision. Empty without a card.
    pub atr: Vec<u8>,
}

/// The workstation's readers.
///
/// No call waits longer than its [`Patience`]: a service or a driver that hangs is an error.
#[derive(Clone)]
pub struct Readers {
    context: Context,
    patience: Patience,
}

impl Readers {
    /// Connects to the system's smart card service.
    ///
    /// # Errors
    /// `CIE-DEV-402` when it does not run, `CIE-DEV-601` when it does not answer.
    pub fn connect() -> Result<Self> {
        Self::connect_within(Patience::default())
    }

    /// Connects, and waits for this and everything that follows as long as told.
    ///
    /// # Errors
    /// As [`connect`](Self::connect).
    pub fn connect_within(patience: Patience) -> Result<Self> {
        let context = establish(patience)?;
        Ok(Self { context, patience })
    }

    /// The names of the readers, as the system gives them.
    ///
    /// # Errors
    /// `CIE-DEV-402` when the service has stopped, `CIE-DEV-601` when it does not answer.
    pub fn names(&self) -> Result<Vec<String>> {
        let names = self.raw_names()?;
        let text = |name: CString| name.to_string_lossy().into_owned();
        Ok(names.into_iter().map(text).collect())
    }

    pub(super) fn raw_names(&self) -> Result<Vec<CString>> {
        let context = self.context.clone();
        let names = bounded(self.patience.opening, "list of readers", move || {
            context.list_readers_owned()
        })?;
        match names {
            Ok(names) => Ok(names.into_iter().take(MAX_READERS).collect()),
            Err(pcsc::Error::NoReadersAvailable) => Ok(Vec::new()),
            Err(error) => Err(fault::of(error, "list of readers")),
        }
    }

    /// All readers and what they hold now.
    ///
    /// # Errors
    /// `CIE-DEV-402` when the service has stopped, `CIE-DEV-601` when it does not answer.
    pub fn states(&self) -> Result<Vec<ReaderState>> {
        let watched: Vec<Watched> = self
            .raw_names()?
            .into_iter()
            .map(|name| Watched::new(name, State::UNAWARE))
            .collect();
        if watched.is_empty() {
            return Ok(Vec::new());
        }
        let (_, watched) = self.change(Duration::ZERO, watched)?;
        Ok(watched.iter().map(read).collect())
    }

    /// Waits for a change of what is watched; says whether there was one.
    pub(super) fn change(
        &self,
        most: Duration,
        mut watched: Vec<Watched>,
    ) -> Result<(bool, Vec<Watched>)> {
        let context = self.context.clone();
        let grace = most.saturating_add(self.patience.opening);
        let (answer, watched) = bounded(grace, "state of readers", move || {
            let answer = context.get_status_change(most, &mut watched);
            (answer, watched)
        })?;
        match answer {
            Ok(()) => Ok((true, watched)),
            Err(pcsc::Error::Timeout) => Ok((false, watched)),
            // A reader went away between its naming and now: that is a change too.
            Err(pcsc::Error::UnknownReader | pcsc::Error::ReaderUnavailable) => Ok((true, watched)),
            Err(error) => Err(fault::of(error, "state of readers")),
        }
    }

    /// Follows readers and cards from now on.
    ///
    /// # Errors
    /// `CIE-DEV-402` when the service has stopped, `CIE-DEV-601` when it does not answer.
    pub fn watch(&self) -> Result<Watch> {
        Watch::start(self.clone())
    }

    /// Waits until a reader or a card comes or goes, at most so long; then gives all readers.
    ///
    /// # Errors
    /// `CIE-DEV-402` when the service has stopped, `CIE-DEV-601` when it does not answer.
    pub fn wait(&self, known: &[ReaderState], most: Duration) -> Result<Vec<ReaderState>> {
        let mut watch = self.watch()?;
        let now = watch.states();
        if now != known {
            return Ok(now);
        }
        watch.next(most)?;
        self.states()
    }

    /// Opens the card in a reader.
    ///
    /// # Errors
    /// `CIE-DEV-400` without a card, `CIE-DEV-402` without such a reader, `CIE-DEV-600` when another
    /// program has it alone or is in the middle of something with it, `CIE-DEV-601` when the reader does not answer, `CIE-DEV-603` when the
    /// card does not.
    pub fn open(&self, reader: &str) -> Result<PcscCard> {
        let name = CString::new(reader).map_err(|e| {
            Error::new(Code::ReaderUnavailable)
                .detail("name")
                .caused_by(e)
        })?;
        self.open_named(&name)
    }

    fn open_named(&self, name: &CStr) -> Result<PcscCard> {
        let patience = self.patience;
        // A context of its own: the service serves one call a context at a time, and a card that
        // does not answer must not hold up the list of readers.
        let owned = name.to_owned();
        let opened = bounded(patience.opening, OPENING, move || {
            let context =
                Context::establish(Scope::User).map_err(|e| fault::of(e, "smart card service"))?;
            let card = context
                .connect(&owned, ShareMode::Shared, Protocols::ANY)
                .map_err(|e| fault::of(e, OPENING))?;
            Opened::read(card)
        });
        let opened = match opened {
            Ok(opened) => opened?,
            // The service opens no card during another program's transaction, and does not say so.
            Err(error) if self.is_in_use(name) => {
                return Err(Error::new(Code::CardBusy).detail(OPENING).caused_by(error));
            }
            Err(error) => return Err(error),
        };
        let reader = name.to_string_lossy().into_owned();
        Ok(PcscCard::new(opened, reader, patience))
    }

    /// Whether some program has opened the card in this reader.
    fn is_in_use(&self, name: &CStr) -> bool {
        let watched = vec![Watched::new(name.to_owned(), State::UNAWARE)];
        let seen = self.change(Duration::ZERO, watched);
        seen.is_ok_and(|(_, watched)| {
            watched
                .iter()
                .any(|reader| reader.event_state().contains(State::INUSE))
        })
    }

    /// Opens every card there is, whatever the reader.
    ///
    /// # Errors
    /// `CIE-DEV-402` without readers, `CIE-DEV-400` when none holds a card; when none of the cards
    /// can be opened, what was wrong with the first.
    pub fn open_all(&self) -> Result<Vec<PcscCard>> {
        let names = self.raw_names()?;
        if names.is_empty() {
            return Err(Error::new(Code::ReaderUnavailable).detail("no reader"));
        }
        let mut cards = Vec::new();
        let mut failed = None;
        for name in &names {
            match self.open_named(name) {
                Ok(card) => cards.push(card),
                Err(error) if error.code() == Code::CardRemoved => {}
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        if cards.is_empty() {
            let none = || Error::new(Code::CardRemoved).detail("no card in any reader");
            return Err(failed.unwrap_or_else(none));
        }
        Ok(cards)
    }

    /// Waits for a card in any reader, at most so long, and opens it.
    ///
    /// # Errors
    /// `CIE-DEV-400` when none came in time, and those of [`open`](Self::open) and
    /// [`watch`](Self::watch).
    pub fn wait_for_card(&self, most: Duration) -> Result<PcscCard> {
        let until = Instant::now() + most;
        let mut watch = self.watch()?;
        loop {
            let states = watch.states();
            let there = states
                .iter()
                .find(|state| state.presence == CardPresence::Present);
            if let Some(state) = there {
                match self.open(&state.name) {
                    // It was taken away again while it was being opened.
                    Err(error) if error.code() == Code::CardRemoved => {}
                    opened => return opened,
                }
            }
            let left = until.saturating_duration_since(Instant::now());
            if watch.next(left)?.is_none() {
                return Err(Error::new(Code::CardRemoved).detail("no card in any reader"));
            }
        }
    }
}

fn establish(patience: Patience) -> Result<Context> {
    bounded(patience.opening, "smart card service", || {
        Context::establish(Scope::User)
    })?
    .map_err(|e| fault::of(e, "smart card service"))
}

pub(super) fn read(reader: &Watched) -> ReaderState {
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
    let atr = if presence.has_card() {
        reader.atr().to_vec()
    } else {
        Vec::new()
    };
    ReaderState {
        name: reader.name().to_string_lossy().into_owned(),
        presence,
        atr,
    }
}

impl fmt::Debug for Readers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Readers")
    }
}
