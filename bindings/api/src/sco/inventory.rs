//! The operator cards of one office, and the people who hold them.

use cie_core::error::Position;
use cie_core::sco as core;
use serde::Deserialize;

use super::{ScoEvent, ScoRole};
use crate::fault::{Code, Error};
use crate::{Day, Result};

/// 50000 events, the most an inventory takes, stay below even with the longest labels.
const MAX_LEN: usize = 32 << 20;

choice! {
    /// State of an operator card. The words are attested, their order is derived.
    pub enum ScoState {
        /// Asked for in Sedi CIE, or of the help desk.
        Requested = "requested",
        /// On its way to the office.
        Shipped = "shipped",
        /// In the hands of the Security Officer, not active.
        Received = "received",
        /// Activated with the master password, not handed over.
        Activated = "activated",
        /// In the hands of one officer.
        Assigned = "assigned",
        /// Its PIN is blocked.
        Blocked = "blocked",
        /// Put out of use for a time.
        Suspended = "suspended",
        /// Revoked: it never works again.
        Revoked = "revoked",
        /// Past the end of its validity.
        Expired = "expired",
        /// Revoked or expired, and another card took its place.
        Replaced = "replaced",
        /// Lost or stolen, and not yet revoked.
        Lost = "lost",
    }
}

record! {
    /// The inventory of an office as what happened there: it changes by events alone.
    pub struct ScoInventory {
        /// Label of the office.
        pub office: String,
        /// What happened, in the order of recording.
        pub events: Vec<ScoEvent>,
    }
}

record! {
    /// An operator card, as the events made it.
    pub struct ScoCard {
        /// Label.
        pub card: String,
        /// State.
        pub state: ScoState,
        /// Day of its last event.
        pub since: Day,
        /// The number written on it, if known.
        @personal pub number: Option<String> = None,
        /// The Security Officer who has it in charge.
        pub security_officer: String,
        /// Last day of its validity, if known.
        pub expires: Option<Day> = None,
        /// The officer it was handed to; a card keeps its officer to the end.
        pub officer: Option<String> = None,
        /// The day on which it was handed over.
        pub handed_on: Option<Day> = None,
        /// The card that took its place.
        pub replaced_by: Option<String> = None,
    }
}

record! {
    /// An officer who issues cards, also one who left.
    pub struct ScoOfficer {
        /// Label.
        pub officer: String,
        /// In what quality.
        pub role: ScoRole,
        /// Day of the last appointment.
        pub named_on: Day,
        /// Whether the officer has not left.
        pub in_service: bool,
        /// The card that the officer has, blocked and suspended ones included.
        pub card: Option<String> = None,
    }
}

record! {
    /// A Security Officer, also one who left.
    pub struct ScoSecurityOfficer {
        /// Label.
        pub security_officer: String,
        /// Day of the last appointment.
        pub named_on: Day,
        /// The day on which the master password was received, if it was.
        pub master_password_received: Option<Day> = None,
        /// Whether the Security Officer has not left.
        pub in_service: bool,
    }
}

record! {
    /// A card that went to another office and has not come back.
    pub struct ScoDeparted {
        /// Label.
        pub card: String,
        /// The day on which it left.
        pub on: Day,
        /// Label of the office it went to.
        pub to: String,
        /// The number written on it, if known.
        @personal pub number: Option<String> = None,
    }
}

record! {
    /// What an office has, as its events made it.
    pub struct ScoHoldings {
        /// Every card, by label.
        pub cards: Vec<ScoCard>,
        /// Every officer, by label.
        pub officers: Vec<ScoOfficer>,
        /// Every Security Officer, by label.
        pub security_officers: Vec<ScoSecurityOfficer>,
        /// Cards that went to another office, by label.
        pub departed: Vec<ScoDeparted>,
    }
}

/// The serialised form of the core's inventory, replayed here so that a refusal keeps its code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Log {
    office: core::OfficeId,
    events: Vec<core::Event>,
}

/// The inventory that the events give.
pub(super) fn replayed(inventory: &ScoInventory) -> Result<core::Inventory> {
    let mut events = Vec::with_capacity(inventory.events.len());
    for (at, event) in inventory.events.iter().enumerate() {
        let event = event.try_into().map_err(|mut error: crate::ApiError| {
            if let Some(position) = &mut error.position {
                let field = position.field.take().unwrap_or_default();
                position.field = Some(format!("events[{at}].{field}"));
            }
            error
        });
        events.push(event?);
    }
    Ok(core::Inventory::replay(office(&inventory.office)?, events)?)
}

fn office(label: &str) -> Result<core::OfficeId> {
    let at = |error: cie_core::Error| error.at(Position::Field("office".into()));
    Ok(label.parse().map_err(at)?)
}

pub(super) fn shown(inventory: &core::Inventory) -> Result<ScoInventory> {
    let events = inventory.events().iter().map(TryInto::try_into);
    Ok(ScoInventory {
        office: inventory.office().to_string(),
        events: events.collect::<Result<_>>()?,
    })
}

fn card((id, card): (&core::CardId, &core::Card)) -> Result<ScoCard> {
    Ok(ScoCard {
        card: id.to_string(),
        state: ScoState::of_core(card.state())?,
        since: Day(card.since()),
        number: card.number().map(|number| number.expose().into()),
        security_officer: card.security_officer().to_string(),
        expires: card.expires().map(Day),
        officer: card.officer().map(ToString::to_string),
        handed_on: card.handed_on().map(Day),
        replaced_by: card.replaced_by().map(ToString::to_string),
    })
}

export! {
    /// What an office has, as its events made it: cards, officers, Security Officers.
    fn sco_holdings(inventory: ScoInventory) -> ScoHoldings
    [
        /// `CIE-CORE-600` when a label is not one; `CIE-CORE-601` to `CIE-CORE-616` for an event that
        /// cannot have happened, with its position;
        /// `CIE-API-011` when an event lacks a member or has one too many;
    ]
    {
        let inventory = replayed(&inventory)?;
        let officer = |(id, one): (&core::OfficerId, &core::Officer)| {
            Ok(ScoOfficer {
                officer: id.to_string(),
                role: ScoRole::of_core(one.role())?,
                named_on: Day(one.named_on()),
                in_service: one.in_service(),
                card: inventory.card_of(id).map(|(card, _)| card.to_string()),
            })
        };
        let security = |(id, one): (&core::SecurityOfficerId, &core::SecurityOfficer)| {
            ScoSecurityOfficer {
                security_officer: id.to_string(),
                named_on: Day(one.named_on()),
                master_password_received: one.master_password_received().map(Day),
                in_service: one.in_service(),
            }
        };
        let departed = |(id, one): (&core::CardId, &core::Departed)| ScoDeparted {
            card: id.to_string(),
            on: Day(one.on()),
            to: one.to().to_string(),
            number: one.number().map(|number| number.expose().into()),
        };
        Ok(ScoHoldings {
            cards: inventory.cards().map(card).collect::<Result<_>>()?,
            officers: inventory.officers().map(officer).collect::<Result<_>>()?,
            security_officers: inventory.security_officers().map(security).collect(),
            departed: inventory.all_departed().map(departed).collect(),
        })
    }

    /// The inventory after an event. One that cannot have happened is refused and changes nothing.
    fn sco_apply(inventory: ScoInventory, event: ScoEvent) -> ScoInventory
    [
        /// `CIE-CORE-600` when a label is not one;
        /// `CIE-CORE-601`, `CIE-CORE-602` when the card is unknown, or the person not in service;
        /// `CIE-CORE-603` when the card cannot take this step now;
        /// `CIE-CORE-604`, `CIE-CORE-605` when the card or the person is already there;
        /// `CIE-CORE-606` for an activation before the Security Officer in charge received the master
        /// password (circ. 8/2017, all. 2, par. 2.1), `CIE-CORE-607` when that was received before;
        /// `CIE-CORE-608` when the officer already has a card;
        /// `CIE-CORE-609` when the event is dated before the last one of the same card or person;
        /// `CIE-CORE-610`, `CIE-CORE-611` when the validity is over, or is not;
        /// `CIE-CORE-612` when the replacement cannot be that card;
        /// `CIE-CORE-613` when whoever leaves still has cards;
        /// `CIE-CORE-614` for more than 50000 events, or 2000 cards or people;
        /// `CIE-CORE-616` for a transfer that contradicts what is known of the card;
        /// `CIE-API-011` when an event lacks a member or has one too many;
    ]
    {
        let mut next = replayed(&inventory)?;
        next.apply((&event).try_into()?)?;
        shown(&next)
    }

    /// The inventory after several cards were asked for, for one Security Officer: their labels are the
    /// prefix and the numbers from `first` on, in three digits or more. All are requested or none.
    fn sco_request_cards(
        inventory: ScoInventory,
        on: Day,
        security_officer: String,
        prefix: String,
        first: u32,
        count: u32,
    ) -> ScoInventory
    [
        /// As `sco_apply`;
    ]
    {
        let mut next = replayed(&inventory)?;
        next.request(on.into(), &security_officer.parse()?, &prefix, first, count)?;
        shown(&next)
    }

    /// The inventory as JSON, the form of the files of `cie sco`.
    fn sco_to_json(inventory: ScoInventory) -> String
    [
        /// As `sco_holdings`;
    ]
    {
        let inventory = replayed(&inventory)?;
        Ok(serde_json::to_string(&inventory).map_err(|_| Error::new(Code::Defect))?)
    }

    /// The inventory that such a text holds, at most 32 MiB, replayed: no edited file can put a card
    /// into a state in which it cannot be.
    fn sco_from_json(json: String) -> ScoInventory
    [
        /// `CIE-API-014` when the text is not an inventory, with line and column;
        /// `CIE-CORE-601` to `CIE-CORE-616` for an event that cannot have happened, with its position;
    ]
    {
        if json.len() > MAX_LEN {
            return Err(Error::new(Code::ScoForm).detail("more than 32 MiB").into());
        }
        let log: Log = serde_json::from_str(&json).map_err(|error| {
            let (line, column) = (error.line() as u64, error.column() as u64);
            Error::new(Code::ScoForm).at(Position::Text { line, column })
        })?;
        shown(&core::Inventory::replay(log.office, log.events)?)
    }
}
