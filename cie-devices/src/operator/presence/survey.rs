//! Readers and operator cards, joined.

use cie_core::redact::Personal;

use crate::operator::{CardCertificate, Selection};
use crate::{Code, Error, Result};

/// Length of the field in which a PKCS#11 module names a slot (`CK_SLOT_INFO`, PKCS#11 2.40).
const DESCRIPTION: usize = 64;

/// What a place holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Holds {
    /// Nothing.
    Nothing,
    /// The operator card that was chosen.
    Chosen,
    /// Another card that the module serves, such as the officer's ANPR card.
    Other,
    /// A card that the module does not know, such as a citizen's CIE.
    Foreign,
    /// A card that does not answer: upside down, or not a chip card.
    Mute,
    /// A card that another program keeps for itself.
    Taken,
    /// The reader does not work.
    Unavailable,
}

impl Holds {
    /// Whether there is a card, whatever can be done with it.
    #[must_use]
    pub fn is_card(self) -> bool {
        !matches!(self, Self::Nothing | Self::Unavailable)
    }

    /// Whether the module serves the card.
    #[must_use]
    pub fn is_served(self) -> bool {
        matches!(self, Self::Chosen | Self::Other)
    }

    /// A stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Chosen => "chosen",
            Self::Other => "other",
            Self::Foreign => "foreign",
            Self::Mute => "mute",
            Self::Taken => "taken",
            Self::Unavailable => "unavailable",
        }
    }
}

/// A reader, as the smart card service tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Its name.
    pub reader: String,
    /// What the service says of it: [`Holds::Foreign`] for a card of which nothing else is known.
    pub holds: Holds,
    /// The card's answer to reset; empty without a card.
    pub atr: Vec<u8>,
    /// How often the card was changed since the watch began.
    pub changes: u32,
}

#[cfg(feature = "pcsc")]
impl From<&crate::reader::ReaderState> for Seat {
    fn from(state: &crate::reader::ReaderState) -> Self {
        use crate::reader::CardPresence;
        Self {
            reader: state.name.clone(),
            holds: match state.presence {
                CardPresence::Empty => Holds::Nothing,
                CardPresence::Present => Holds::Foreign,
                CardPresence::Mute => Holds::Mute,
                CardPresence::Taken => Holds::Taken,
                CardPresence::Unavailable => Holds::Unavailable,
            },
            atr: state.atr.clone(),
            changes: 0,
        }
    }
}

/// A card that the PKCS#11 module serves, as the module tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenCard {
    /// Number of its slot.
    pub slot: u64,
    /// What the module calls the slot: most give the reader's name, of which 64 bytes fit.
    pub description: String,
    /// Serial number of the chip.
    pub serial: Personal<String>,
    /// Its certificates.
    pub certificates: Vec<CardCertificate>,
}

/// A place where a card can be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The reader; none for a card of which the module does not say in which reader it is.
    pub reader: Option<String>,
    /// The module's slot; none for what the module does not serve.
    pub slot: Option<u64>,
    /// What is there.
    pub holds: Holds,
    /// The card's answer to reset, if the service knows it.
    pub atr: Vec<u8>,
    /// How often the card was changed since the watch began.
    pub changes: u32,
    /// Serial number of the chip, if the module tells; it leads to the officer.
    pub serial: Option<Personal<String>>,
}

impl Place {
    /// The reader's name, or the slot's number where the reader is not known.
    #[must_use]
    pub fn name(&self) -> String {
        match (&self.reader, self.slot) {
            (Some(reader), _) => reader.clone(),
            (None, Some(slot)) => format!("slot {slot}"),
            (None, None) => String::new(),
        }
    }
}

/// Why cards are expected to disturb each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CollisionKind {
    /// The module serves several of them.
    SameModule,
    /// They give the same answer to reset, and the module serves one of them or none.
    SameAnswerToReset,
}

impl CollisionKind {
    /// A stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SameModule => "same_module",
            Self::SameAnswerToReset => "same_answer_to_reset",
        }
    }
}

/// Cards of one family, of which only one at a time works reliably.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Collision {
    /// Why.
    pub kind: CollisionKind,
    /// Where they are.
    pub places: Vec<String>,
}

/// What all places hold at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    places: Vec<Place>,
    /// The chosen card's place, or why there is none.
    chosen: std::result::Result<usize, Code>,
}

impl Survey {
    /// Joins what the smart card service and the module tell.
    ///
    /// A card is in the reader whose name the module gives to its slot. Where that names no reader
    /// that holds a card, or several, the card gets a place of its own: nothing is guessed.
    #[must_use]
    pub fn of(seats: &[Seat], cards: &[SeenCard], selection: &Selection) -> Self {
        let mut places: Vec<Place> = seats.iter().map(empty_handed).collect();
        let all = cards.iter().flat_map(|card| &card.certificates);
        let chosen = selection.choose(all);
        let mut found = Err(chosen.as_ref().err().map_or(Code::CardAbsent, Error::code));
        for card in cards {
            let is_chosen = chosen
                .as_ref()
                .is_ok_and(|one| card.certificates.iter().any(|own| std::ptr::eq(*one, own)));
            let holds = if is_chosen {
                Holds::Chosen
            } else {
                Holds::Other
            };
            let mut fitting = places.iter_mut().enumerate().filter(|(_, place)| {
                let names = |reader: &String| same_reader(reader, &card.description);
                place.slot.is_none()
                    && place.holds.is_card()
                    && place.reader.as_ref().is_some_and(names)
            });
            let at = match (fitting.next(), fitting.next()) {
                (Some((at, place)), None) => {
                    place.holds = holds;
                    place.slot = Some(card.slot);
                    place.serial = Some(card.serial.clone());
                    at
                }
                _ => {
                    places.push(Place {
                        reader: None,
                        slot: Some(card.slot),
                        holds,
                        atr: Vec::new(),
                        changes: 0,
                        serial: Some(card.serial.clone()),
                    });
                    places.len() - 1
                }
            };
            if is_chosen {
                found = Ok(at);
            }
        }
        Self {
            places,
            chosen: found,
        }
    }

    /// Every reader, and every card whose reader is not known.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Where the chosen card is.
    ///
    /// # Errors
    /// As [`Selection::choose`].
    pub fn chosen(&self) -> Result<&Place> {
        let at = self.chosen.map_err(Error::new)?;
        self.places.get(at).ok_or_else(|| Code::CardAbsent.into())
    }

    /// Cards that are expected to disturb each other.
    ///
    /// Several that the module serves do. So do a card that it serves and one that it does not see
    /// although it is of the same make, and, while the chosen card is not found, any two of the same
    /// make.
    #[must_use]
    pub fn collision(&self) -> Option<Collision> {
        let told = |kind, places: Vec<&Place>| {
            let places = places.into_iter().map(Place::name).collect();
            Some(Collision { kind, places })
        };
        let served: Vec<&Place> = self.places.iter().filter(|p| p.holds.is_served()).collect();
        if served.len() > 1 {
            return told(CollisionKind::SameModule, served);
        }
        let cards = || self.places.iter().filter(|place| !place.atr.is_empty());
        let alike = |one: &Place| cards().filter(|two| two.atr == one.atr).collect::<Vec<_>>();
        let twins = match served.first() {
            Some(served) => Some(alike(served)),
            None => cards().map(alike).find(|twins| twins.len() > 1),
        };
        let twins = twins.filter(|twins| twins.len() > 1)?;
        told(CollisionKind::SameAnswerToReset, twins)
    }

    /// Where the chosen card is, alone of its family.
    ///
    /// # Errors
    /// `CIE-DEV-150` when other cards are expected to disturb it; else as [`chosen`](Self::chosen).
    pub fn alone(&self) -> Result<&Place> {
        if let Some(collision) = self.collision() {
            let places = collision.places.join(", ");
            return Err(Error::new(Code::CardsCollide).detail(places));
        }
        self.chosen()
    }
}

fn empty_handed(seat: &Seat) -> Place {
    Place {
        reader: Some(seat.reader.clone()),
        slot: None,
        holds: seat.holds,
        atr: seat.atr.clone(),
        changes: seat.changes,
        serial: None,
    }
}

/// Whether the module's name of a slot is that of a reader, as far as the field holds it.
fn same_reader(reader: &str, description: &str) -> bool {
    let description = description.trim_end();
    if description.is_empty() {
        return false;
    }
    let bytes = reader.as_bytes();
    let field = bytes.get(..DESCRIPTION).unwrap_or(bytes);
    let field = String::from_utf8_lossy(field);
    // A character that was cut in two is read as a sign of its own, here and there.
    let whole = |text: &str| text.trim_end_matches('\u{fffd}').trim_end().to_owned();
    whole(&field) == whole(description)
}

#[cfg(test)]
mod tests {
    use super::same_reader;

    #[test]
    fn names_are_compared_as_far_as_the_field_goes() {
        let long = "ACS ACR38U-CCID with a name that goes beyond the field of sixty-four 00 00";
        assert!(same_reader(long, &long[..64]));
        assert!(same_reader("bit4id miniLector 0", "bit4id miniLector 0   "));
        assert!(!same_reader("bit4id miniLector 0", "bit4id miniLector"));
        assert!(!same_reader("bit4id miniLector 0", ""));
        let accent = format!("{}è 0", "x".repeat(63));
        assert!(same_reader(&accent, &"x".repeat(63)));
        assert!(same_reader(&accent, &format!("{}\u{fffd}", "x".repeat(63))));
    }
}
