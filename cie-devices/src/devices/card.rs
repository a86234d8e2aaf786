//! Card readers and operator cards.

use std::path::PathBuf;
use std::time::Duration;

use super::{Device, DeviceKind, Probed};
use crate::Result;

/// A reader of the system's smart card service.
#[derive(Clone, Debug)]
pub struct CardReader {
    pub(super) name: String,
    /// How the service's name of it begins; nothing takes the only reader.
    pub(super) reader: Option<String>,
}

impl Device for CardReader {
    fn name(&self) -> &str {
        &self.name
    }

    fn kind(&self) -> DeviceKind {
        DeviceKind::CardReader
    }

    fn driver(&self) -> &str {
        "pcsc"
    }

    fn answers_to(&self, system_name: &str) -> bool {
        let wanted = self.reader.as_deref().unwrap_or_default();
        system_name.starts_with(wanted)
    }

    /// Asks the service for the reader and, where there is a card in it, the card for its answer to
    /// reset.
    #[cfg(feature = "pcsc")]
    fn probe(&self, limit: Duration) -> Result<Probed> {
        use super::DeviceState;
        use crate::reader::{CardPresence, Patience, Readers};
        use crate::{Code, Error};

        let readers = Readers::connect_within(Patience::of(limit / 4))?;
        let states = readers.states()?;
        let absent = |detail: String| Error::new(Code::DeviceAbsent).detail(detail);
        let state = match &self.reader {
            Some(wanted) => states.iter().find(|state| state.name.starts_with(wanted)),
            None => states.first(),
        };
        let state = state.ok_or_else(|| absent(format!("readers connected: {}", states.len())))?;
        let reader = &state.name;
        if self.reader.is_none() && states.len() > 1 {
            // Which one is meant is said, never guessed.
            return Err(absent(format!(
                "{} readers: name one with reader",
                states.len()
            )));
        }
        let probed = match state.presence {
            CardPresence::Empty => Probed::new(
                DeviceState::Empty,
                said!("{reader}: senza carta" / "{reader}: no card"),
            ),
            CardPresence::Present => {
                let card = readers.open(reader)?;
                let length = card.atr().len();
                Probed::new(
                    DeviceState::Ready,
                    said!(
                        "{reader}: carta presente, ATR di {length} byte"
                            / "{reader}: holds a card, ATR of {length} bytes"
                    ),
                )
                .fact("atr_bytes", length)
            }
            CardPresence::Mute => return Err(Error::new(Code::CardMute).detail(reader.clone())),
            CardPresence::Taken => Probed::new(
                DeviceState::Busy,
                said!(
                    "{reader}: usato da un altro programma" / "{reader}: used by another program"
                ),
            ),
            _ => return Err(absent(reader.clone())),
        };
        Ok(probed.fact("reader", reader))
    }

    #[cfg(not(feature = "pcsc"))]
    fn probe(&self, _limit: Duration) -> Result<Probed> {
        Err(crate::Error::new(crate::Code::DeviceNotBuilt).detail("pcsc"))
    }
}

/// The operator card, behind the PKCS#11 module of its vendor.
#[derive(Clone, Debug)]
pub struct OperatorCard {
    pub(super) name: String,
    pub(super) module: PathBuf,
}

impl Device for OperatorCard {
    fn name(&self) -> &str {
        &self.name
    }

    fn kind(&self) -> DeviceKind {
        DeviceKind::OperatorCard
    }

    fn driver(&self) -> &str {
        "pkcs11"
    }

    /// Loads the module and asks it for its readers and cards. No PIN is involved.
    #[cfg(feature = "pkcs11")]
    fn probe(&self, limit: Duration) -> Result<Probed> {
        use super::DeviceState;
        use crate::operator::pkcs11::{Limits, Module};
        use crate::{Code, Error};

        let module = Module::open(&self.module, Limits::all(limit / 4))?;
        let slots = module.slots()?.len();
        let cards = module.tokens()?.len();
        if slots == 0 {
            return Err(Error::new(Code::DeviceAbsent).detail("the module sees no reader"));
        }
        let state = match cards {
            0 => DeviceState::Empty,
            _ => DeviceState::Ready,
        };
        let said = said!("lettori {slots}, carte {cards}" / "readers {slots}, cards {cards}");
        Ok(Probed::new(state, said)
            .fact("slots", slots)
            .fact("cards", cards))
    }

    #[cfg(not(feature = "pkcs11"))]
    fn probe(&self, _limit: Duration) -> Result<Probed> {
        let module = self.module.display();
        Err(crate::Error::new(crate::Code::DeviceNotBuilt).detail(format!("pkcs11, {module}")))
    }
}
