//! What can happen to cards and to the people who hold them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Arrival, CardId, CardNumber, OfficeId, OfficerId, Role, SecurityOfficerId};
use crate::journal;

/// A fact with its day.
///
/// Facts about different cards may be recorded in any order; those of one card, or of one person,
/// follow the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The day on which it happened.
    pub on: NaiveDate,
    /// What happened.
    pub what: Happening,
}

/// What happened. There is no room for a PIN nor for a master password, by design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Happening {
    /// The comune named a Security Officer for this office.
    SecurityOfficerNamed {
        /// Who.
        security_officer: SecurityOfficerId,
    },
    /// The Security Officer received the master password; that day is all that is kept of it.
    MasterPasswordReceived {
        /// Who.
        security_officer: SecurityOfficerId,
    },
    /// The Security Officer left; coming back takes a new appointment and a new master password.
    SecurityOfficerLeft {
        /// Who.
        security_officer: SecurityOfficerId,
    },
    /// The comune named an officer who issues cards.
    OfficerNamed {
        /// Who.
        officer: OfficerId,
        /// As what.
        role: Role,
    },
    /// The officer left.
    OfficerLeft {
        /// Who.
        officer: OfficerId,
    },
    /// A card was asked for.
    Requested {
        /// Its label, given now.
        card: CardId,
        /// Who will have it in charge.
        security_officer: SecurityOfficerId,
    },
    /// The card is on its way.
    Shipped {
        /// Which card.
        card: CardId,
    },
    /// The card arrived.
    Received {
        /// Which card.
        card: CardId,
        /// The number written on it, if it was read.
        number: Option<CardNumber>,
    },
    /// The card passed into the charge of another Security Officer.
    ChargePassed {
        /// Which card.
        card: CardId,
        /// Who has it in charge from now on.
        to: SecurityOfficerId,
    },
    /// The Security Officer in charge activated the card.
    Activated {
        /// Which card.
        card: CardId,
        /// Last day of its validity, if it was read.
        expires: Option<NaiveDate>,
    },
    /// The validity was read from the certificate of an active card.
    ExpiryRead {
        /// Which card.
        card: CardId,
        /// Last day of its validity.
        expires: NaiveDate,
    },
    /// The card, never handed to an officer, went to another office.
    TransferredOut {
        /// Which card.
        card: CardId,
        /// To which office.
        to: OfficeId,
    },
    /// A card came from another office.
    TransferredIn(Arrival),
    /// The card was handed to an officer.
    Assigned {
        /// Which card.
        card: CardId,
        /// To whom.
        officer: OfficerId,
    },
    /// The PIN was blocked.
    Blocked {
        /// Which card.
        card: CardId,
    },
    /// The PIN was unblocked.
    Unblocked {
        /// Which card.
        card: CardId,
    },
    /// The card was put out of use for a time.
    Suspended {
        /// Which card.
        card: CardId,
    },
    /// The card was put back into use.
    Resumed {
        /// Which card.
        card: CardId,
    },
    /// The card was lost or stolen.
    Lost {
        /// Which card.
        card: CardId,
    },
    /// The card was revoked; of a card that was only asked for, the request was withdrawn.
    Revoked {
        /// Which card.
        card: CardId,
    },
    /// The validity of the card ended.
    Expired {
        /// Which card.
        card: CardId,
    },
    /// Another card took the place of this one, which was revoked or had expired.
    Replaced {
        /// Which card.
        card: CardId,
        /// By which card.
        by: CardId,
    },
}

impl Event {
    /// A fact of that day.
    #[must_use]
    pub fn new(on: NaiveDate, what: Happening) -> Self {
        Self { on, what }
    }

    /// The same fact for the journal: labels only, not even the number of the card.
    #[must_use]
    pub fn journal(&self, at: DateTime<Utc>, actor: impl Into<String>) -> journal::Event {
        let what = &self.what;
        let mut entry = journal::Event::new(at, "sco", format!("sco.{}", what.name()), actor)
            .with("on", self.on.to_string());
        if let Some(card) = what.card() {
            entry = entry.with("card", card.as_str());
        }
        match what {
            Happening::SecurityOfficerNamed { security_officer }
            | Happening::MasterPasswordReceived { security_officer }
            | Happening::SecurityOfficerLeft { security_officer }
            | Happening::Requested {
                security_officer, ..
            }
            | Happening::ChargePassed {
                to: security_officer,
                ..
            } => entry.with("security_officer", security_officer.as_str()),
            Happening::OfficerNamed { officer, .. }
            | Happening::OfficerLeft { officer }
            | Happening::Assigned { officer, .. } => entry.with("officer", officer.as_str()),
            Happening::Replaced { by, .. } => entry.with("by", by.as_str()),
            Happening::TransferredOut { to, .. } => entry.with("to", to.as_str()),
            Happening::TransferredIn(arrival) => entry
                .with("from", arrival.from.as_str())
                .with("security_officer", arrival.security_officer.as_str()),
            Happening::ExpiryRead { expires, .. }
            | Happening::Activated {
                expires: Some(expires),
                ..
            } => entry.with("expires", expires.to_string()),
            _ => entry,
        }
    }
}

impl Happening {
    /// Stable lower-case name, the same as in the serialised form.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::SecurityOfficerNamed { .. } => "security_officer_named",
            Self::MasterPasswordReceived { .. } => "master_password_received",
            Self::SecurityOfficerLeft { .. } => "security_officer_left",
            Self::OfficerNamed { .. } => "officer_named",
            Self::OfficerLeft { .. } => "officer_left",
            Self::Requested { .. } => "requested",
            Self::Shipped { .. } => "shipped",
            Self::Received { .. } => "received",
            Self::ChargePassed { .. } => "charge_passed",
            Self::Activated { .. } => "activated",
            Self::ExpiryRead { .. } => "expiry_read",
            Self::TransferredOut { .. } => "transferred_out",
            Self::TransferredIn(_) => "transferred_in",
            Self::Assigned { .. } => "assigned",
            Self::Blocked { .. } => "blocked",
            Self::Unblocked { .. } => "unblocked",
            Self::Suspended { .. } => "suspended",
            Self::Resumed { .. } => "resumed",
            Self::Lost { .. } => "lost",
            Self::Revoked { .. } => "revoked",
            Self::Expired { .. } => "expired",
            Self::Replaced { .. } => "replaced",
        }
    }

    /// The card concerned, if one is.
    #[must_use]
    pub fn card(&self) -> Option<&CardId> {
        match self {
            Self::SecurityOfficerNamed { .. }
            | Self::MasterPasswordReceived { .. }
            | Self::SecurityOfficerLeft { .. }
            | Self::OfficerNamed { .. }
            | Self::OfficerLeft { .. } => None,
            Self::Requested { card, .. }
            | Self::Shipped { card }
            | Self::Received { card, .. }
            | Self::ChargePassed { card, .. }
            | Self::Activated { card, .. }
            | Self::ExpiryRead { card, .. }
            | Self::TransferredOut { card, .. }
            | Self::TransferredIn(Arrival { card, .. })
            | Self::Assigned { card, .. }
            | Self::Blocked { card }
            | Self::Unblocked { card }
            | Self::Suspended { card }
            | Self::Resumed { card }
            | Self::Lost { card }
            | Self::Revoked { card }
            | Self::Expired { card }
            | Self::Replaced { card, .. } => Some(card),
        }
    }
}
