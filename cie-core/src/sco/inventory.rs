//! The cards and the people of one office.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::change::Change;
use super::{Card, CardId, Departed, Event, OfficeId, Officer, OfficerId, SecurityOfficer};
use super::{Happening, SecurityOfficerId};
use crate::error::Position;
use crate::{Code, Error, Result};

/// Far beyond any one office, and small enough to replay at once.
const MOST_EVENTS: usize = 50_000;
const MOST_RECORDS: usize = 2_000;

/// The operator cards of one office, with the people who hold them.
///
/// It changes by [`Inventory::apply`] alone. Its serialised form is the office and the events: what
/// is read back is replayed, so that no edited file can put a card into a state it cannot be in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Log", into = "Log")]
pub struct Inventory {
    office: OfficeId,
    pub(super) cards: BTreeMap<CardId, Card>,
    pub(super) departed: BTreeMap<CardId, Departed>,
    pub(super) officers: BTreeMap<OfficerId, Officer>,
    pub(super) security_officers: BTreeMap<SecurityOfficerId, SecurityOfficer>,
    events: Vec<Event>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Inventory", deny_unknown_fields)]
struct Log {
    office: OfficeId,
    events: Vec<Event>,
}

impl TryFrom<Log> for Inventory {
    type Error = Error;
    fn try_from(log: Log) -> Result<Self> {
        Self::replay(log.office, log.events)
    }
}

impl From<Inventory> for Log {
    fn from(inventory: Inventory) -> Self {
        Self {
            office: inventory.office,
            events: inventory.events,
        }
    }
}

impl Inventory {
    /// The inventory of an office that has nothing yet.
    #[must_use]
    pub fn new(office: OfficeId) -> Self {
        Self {
            office,
            cards: BTreeMap::new(),
            departed: BTreeMap::new(),
            officers: BTreeMap::new(),
            security_officers: BTreeMap::new(),
            events: Vec::new(),
        }
    }

    /// The inventory that these events give.
    ///
    /// # Errors
    /// That of the first event refused (see [`Inventory::apply`]), with its position.
    pub fn replay(office: OfficeId, events: impl IntoIterator<Item = Event>) -> Result<Self> {
        let mut inventory = Self::new(office);
        for (at, event) in events.into_iter().enumerate() {
            inventory
                .apply(event)
                .map_err(|error| error.at(Position::Field(format!("events[{at}]").into())))?;
        }
        Ok(inventory)
    }

    /// Records an event. One that is refused changes nothing.
    ///
    /// # Errors
    /// - `CIE-CORE-601`, `CIE-CORE-602`: the card is unknown, or the person not in service;
    /// - `CIE-CORE-603`: the card cannot take this step now;
    /// - `CIE-CORE-604`, `CIE-CORE-605`: the card or the person is already there;
    /// - `CIE-CORE-606`: activation before the Security Officer in charge received the master
    ///   password (circ. 8/2017, all. 2, par. 2.1);
    /// - `CIE-CORE-607`: the master password was already received;
    /// - `CIE-CORE-608`: the officer already has a card;
    /// - `CIE-CORE-609`: the event is dated before the last one of the same card or person;
    /// - `CIE-CORE-610`, `CIE-CORE-611`: the validity is over, or is not;
    /// - `CIE-CORE-612`: the replacement cannot be that card;
    /// - `CIE-CORE-613`: whoever leaves still has cards;
    /// - `CIE-CORE-616`: the transfer is to the office itself, or is told in a way that contradicts
    ///   what is known of the card;
    /// - `CIE-CORE-614`: more than 50000 events, or 2000 cards, officers or Security Officers.
    pub fn apply(&mut self, event: Event) -> Result<()> {
        if self.events.len() >= MOST_EVENTS {
            return Err(Error::new(Code::ScoLimit).detail("events"));
        }
        // Every event changes one record: it is made in full before it is put in its place.
        match self.change(&event)? {
            Change::Card(id, card) => put(&mut self.cards, id, card),
            Change::Departed(id, gone) => {
                put(&mut self.departed, id.clone(), gone)?;
                self.cards.remove(&id);
                Ok(())
            }
            Change::Arrived(id, card) => {
                put(&mut self.cards, id.clone(), card)?;
                self.departed.remove(&id);
                Ok(())
            }
            Change::Officer(id, officer) => put(&mut self.officers, id, officer),
            Change::SecurityOfficer(id, one) => put(&mut self.security_officers, id, one),
        }?;
        self.events.push(event);
        Ok(())
    }

    /// Records the request of several cards for one Security Officer, as Sedi CIE asks for them:
    /// labels are the prefix and the numbers from `first` on, in three digits or more.
    ///
    /// # Errors
    /// As [`Inventory::apply`]; `CIE-CORE-600` when prefix and number are no label. Either all
    /// cards are requested or none.
    pub fn request(
        &mut self,
        on: chrono::NaiveDate,
        security_officer: &SecurityOfficerId,
        prefix: &str,
        first: u32,
        count: u32,
    ) -> Result<Vec<CardId>> {
        if usize::try_from(count).is_ok_and(|count| count > MOST_RECORDS) {
            return Err(Error::new(Code::ScoLimit).detail("cards"));
        }
        let mut next = self.clone();
        let mut cards = Vec::new();
        for number in (first..).take(usize::try_from(count).unwrap_or(0)) {
            let card: CardId = format!("{prefix}{number:03}").parse()?;
            cards.push(card.clone());
            let what = Happening::Requested {
                card,
                security_officer: security_officer.clone(),
            };
            next.apply(Event::new(on, what))?;
        }
        *self = next;
        Ok(cards)
    }

    /// The office.
    #[must_use]
    pub fn office(&self) -> &OfficeId {
        &self.office
    }

    /// The events recorded, in the order of recording.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The card of that label.
    #[must_use]
    pub fn card(&self, id: &CardId) -> Option<&Card> {
        self.cards.get(id)
    }

    /// Every card, by label.
    pub fn cards(&self) -> impl Iterator<Item = (&CardId, &Card)> {
        self.cards.iter()
    }

    /// The officer of that label, also one who left.
    #[must_use]
    pub fn officer(&self, id: &OfficerId) -> Option<&Officer> {
        self.officers.get(id)
    }

    /// Every officer, by label, also those who left.
    pub fn officers(&self) -> impl Iterator<Item = (&OfficerId, &Officer)> {
        self.officers.iter()
    }

    /// The Security Officer of that label, also one who left.
    #[must_use]
    pub fn security_officer(&self, id: &SecurityOfficerId) -> Option<&SecurityOfficer> {
        self.security_officers.get(id)
    }

    /// Every Security Officer, by label, also those who left.
    pub fn security_officers(
        &self,
    ) -> impl Iterator<Item = (&SecurityOfficerId, &SecurityOfficer)> {
        self.security_officers.iter()
    }

    /// The card that an officer has, blocked and suspended ones included.
    #[must_use]
    pub fn card_of(&self, officer: &OfficerId) -> Option<(&CardId, &Card)> {
        self.cards
            .iter()
            .find(|(_, card)| card.officer() == Some(officer) && card.state.is_active())
    }

    /// The cards of a Security Officer that are not over.
    pub fn in_charge_of<'a>(
        &'a self,
        security_officer: &'a SecurityOfficerId,
    ) -> impl Iterator<Item = (&'a CardId, &'a Card)> {
        self.cards.iter().filter(move |(_, card)| {
            card.security_officer == *security_officer && !card.state.is_over()
        })
    }
}

fn put<K: Ord, V>(records: &mut BTreeMap<K, V>, id: K, record: V) -> Result<()> {
    if records.len() >= MOST_RECORDS && !records.contains_key(&id) {
        return Err(Error::new(Code::ScoLimit).detail("records"));
    }
    records.insert(id, record);
    Ok(())
}
