//! Follows readers and operator cards of the workstation.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::time::{Duration, Instant};

use super::event::{PresenceEvent, differences};
use super::survey::{Holds, Place, Seat, SeenCard, Survey};
use crate::operator::Selection;
use crate::operator::pkcs11::Module;
use crate::reader::{ReaderEvent, Readers, Watch};
use crate::{Code, Error, Result};

/// How long a module may take to come to know a card that the service has seen.
const SETTLING: Duration = Duration::from_secs(2);
/// How often it is asked meanwhile.
const PAUSE: Duration = Duration::from_millis(200);

/// Follows the readers, the card chosen by its certificate, and the cards beside it.
///
/// The smart card service tells at once when a card comes or goes; then the module is asked what it
/// is. No PIN is needed, and no session of a card that stays is disturbed.
///
/// ```no_run
/// use std::time::Duration;
/// use chrono::Utc;
/// use cie_devices::operator::Selection;
/// use cie_devices::operator::pkcs11::{Limits, Module};
/// use cie_devices::operator::presence::{PresenceEvent, PresenceWatch};
/// use cie_devices::reader::Readers;
///
/// let module = Module::open("/usr/lib/libbit4xpki.so", Limits::default())?;
/// let card = Selection::to_sign("sha256:5F4E…".parse()?, Utc::now());
/// let mut watch = PresenceWatch::start(&Readers::connect()?, &module, card)?;
/// while let Some(event) = watch.next(Duration::from_secs(60))? {
///     match event {
///         PresenceEvent::CardInserted(place) => println!("{}: {:?}", place.name(), place.holds),
///         PresenceEvent::CardsCollide(cards) => println!("take one out: {:?}", cards.places),
///         _ => {}
///     }
/// }
/// # Ok::<(), cie_devices::Error>(())
/// ```
pub struct PresenceWatch {
    readers: Watch,
    module: Module,
    selection: Selection,
    /// How often the card of each reader was changed.
    changes: BTreeMap<String, u32>,
    known: Survey,
    /// When readers or cards last changed, until what they are is told.
    changed: Option<Instant>,
    pending: VecDeque<PresenceEvent>,
}

impl PresenceWatch {
    /// Starts; what is there now is known and no event.
    ///
    /// # Errors
    /// `CIE-DEV-402` or `CIE-DEV-601` from the smart card service, `CIE-DEV-123` to `CIE-DEV-125`
    /// from the module.
    pub fn start(readers: &Readers, module: &Module, selection: Selection) -> Result<Self> {
        let readers = readers.watch()?;
        let known = survey(&readers, module, &selection, &BTreeMap::new())?;
        Ok(Self {
            readers,
            module: module.clone(),
            selection,
            changes: BTreeMap::new(),
            known,
            changed: None,
            pending: VecDeque::new(),
        })
    }

    /// All places, as they stand after the events told so far.
    #[must_use]
    pub fn survey(&self) -> &Survey {
        &self.known
    }

    /// The next event; none when nothing happened for so long. A card that the module does not know
    /// is told two seconds after it came: the module may need them.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub fn next(&mut self, most: Duration) -> Result<Option<PresenceEvent>> {
        let until = Instant::now() + most;
        loop {
            if let Some(event) = self.pending.pop_front() {
                return Ok(Some(event));
            }
            let left = until.saturating_duration_since(Instant::now());
            let slice = match self.changed {
                Some(_) => left.min(PAUSE),
                None => left,
            };
            let mut event = self.readers.next(slice)?;
            while let Some(one) = event {
                self.note(&one);
                event = self.readers.next(Duration::ZERO)?;
            }
            if let Some(since) = self.changed {
                self.look(since.elapsed() >= SETTLING)?;
            }
            if self.pending.is_empty() && Instant::now() >= until {
                return Ok(None);
            }
        }
    }

    /// Waits until the chosen card is in a reader, at most so long, and says where. A signature that
    /// was interrupted by taking the card out is then repeated with the same call. The events until
    /// then are not told again.
    ///
    /// # Errors
    /// `CIE-DEV-101` when it did not come, `CIE-DEV-127`, `CIE-DEV-120` or `CIE-DEV-129` when what
    /// is there cannot be chosen; else as [`start`](Self::start).
    pub fn wait_for_card(&mut self, most: Duration) -> Result<Place> {
        let until = Instant::now() + most;
        loop {
            match self.known.chosen() {
                Ok(place) => return Ok(place.clone()),
                Err(error) if error.code() == Code::NoSuchCertificate => {}
                Err(error) => return Err(error),
            }
            let left = until.saturating_duration_since(Instant::now());
            if self.next(left)?.is_none() {
                return Err(Error::new(Code::CardAbsent).detail("the chosen card"));
            }
        }
    }

    fn note(&mut self, event: &ReaderEvent) {
        if let ReaderEvent::CardRemoved(reader) | ReaderEvent::ReaderRemoved(reader) = event {
            let changes = self.changes.entry(reader.clone()).or_default();
            *changes = changes.saturating_add(1);
        }
        self.changed = Some(Instant::now());
    }

    /// Asks the module, and tells the differences unless it may still be coming to know a card.
    fn look(&mut self, is_final: bool) -> Result<()> {
        let now = match survey(&self.readers, &self.module, &self.selection, &self.changes) {
            Ok(now) => now,
            // A card that was pulled out while it was read: it is asked again.
            Err(error) if !is_final && error.code() == Code::ModuleFailed => return Ok(()),
            Err(error) => return Err(error),
        };
        let events = differences(&self.known, &now);
        let unknown = |event: &PresenceEvent| matches!(event, PresenceEvent::CardInserted(place) if place.holds == Holds::Foreign);
        if is_final || !events.iter().any(unknown) {
            self.pending.extend(events);
            self.known = now;
            self.changed = None;
        }
        Ok(())
    }
}

fn survey(
    readers: &Watch,
    module: &Module,
    selection: &Selection,
    changes: &BTreeMap<String, u32>,
) -> Result<Survey> {
    let seat = |state| {
        let mut seat = Seat::from(&state);
        seat.changes = changes.get(&seat.reader).copied().unwrap_or_default();
        seat
    };
    let seats: Vec<Seat> = readers.states().into_iter().map(seat).collect();
    Ok(Survey::of(&seats, &cards(module)?, selection))
}

/// The cards that the module serves, those without a readable certificate too.
fn cards(module: &Module) -> Result<Vec<SeenCard>> {
    let mut cards: Vec<SeenCard> = Vec::new();
    for token in module.tokens()? {
        cards.push(SeenCard {
            slot: token.slot,
            description: token.reader,
            serial: token.serial,
            certificates: Vec::new(),
        });
    }
    for holding in module.certificates()? {
        let same = |card: &&mut SeenCard| card.slot == holding.token.slot;
        if let Some(card) = cards.iter_mut().find(same) {
            card.certificates.push(holding.certificate);
        }
    }
    Ok(cards)
}

impl fmt::Debug for PresenceWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.known.places()).finish()
    }
}
