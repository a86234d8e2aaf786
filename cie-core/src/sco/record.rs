//! What the inventory knows of a card, an officer, a Security Officer.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{CardId, CardNumber, CardState, OfficerId, SecurityOfficerId};

/// In what quality somebody logs in with a card (rule `sco.holders`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Role {
    /// Ufficiale d'anagrafe.
    RegistryOfficer,
    /// Delegate of an ufficiale d'anagrafe.
    Delegate,
}

/// An operator card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    pub(super) state: CardState,
    pub(super) since: NaiveDate,
    pub(super) number: Option<CardNumber>,
    pub(super) security_officer: SecurityOfficerId,
    pub(super) expires: Option<NaiveDate>,
    pub(super) handed: Option<Handed>,
    pub(super) replaced_by: Option<CardId>,
}

/// When a card was handed over, by whom and to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Handed {
    pub(super) on: NaiveDate,
    pub(super) by: SecurityOfficerId,
    pub(super) to: OfficerId,
    pub(super) role: Role,
}

impl Card {
    /// State.
    #[must_use]
    pub fn state(&self) -> CardState {
        self.state
    }

    /// Day of the last event of this card.
    #[must_use]
    pub fn since(&self) -> NaiveDate {
        self.since
    }

    /// The number written on it, if known.
    #[must_use]
    pub fn number(&self) -> Option<&CardNumber> {
        self.number.as_ref()
    }

    /// The Security Officer who has it in charge.
    #[must_use]
    pub fn security_officer(&self) -> &SecurityOfficerId {
        &self.security_officer
    }

    /// Last day of its validity, if known.
    #[must_use]
    pub fn expires(&self) -> Option<NaiveDate> {
        self.expires
    }

    /// The officer it was handed to; a card keeps its officer to the end.
    #[must_use]
    pub fn officer(&self) -> Option<&OfficerId> {
        self.handed.as_ref().map(|handed| &handed.to)
    }

    /// The day on which it was handed over.
    #[must_use]
    pub fn handed_on(&self) -> Option<NaiveDate> {
        self.handed.as_ref().map(|handed| handed.on)
    }

    /// The card that took its place.
    #[must_use]
    pub fn replaced_by(&self) -> Option<&CardId> {
        self.replaced_by.as_ref()
    }
}

/// An officer who issues cards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Officer {
    pub(super) role: Role,
    pub(super) named_on: NaiveDate,
    pub(super) left_on: Option<NaiveDate>,
}

impl Officer {
    /// In what quality.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// Day of the (last) appointment.
    #[must_use]
    pub fn named_on(&self) -> NaiveDate {
        self.named_on
    }

    /// Whether the officer has not left.
    #[must_use]
    pub fn in_service(&self) -> bool {
        self.left_on.is_none()
    }
}

/// A Security Officer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SecurityOfficer {
    pub(super) named_on: NaiveDate,
    pub(super) master_password_received: Option<NaiveDate>,
    pub(super) left_on: Option<NaiveDate>,
}

impl SecurityOfficer {
    /// Day of the (last) appointment.
    #[must_use]
    pub fn named_on(&self) -> NaiveDate {
        self.named_on
    }

    /// The day on which the master password was received, if it was.
    #[must_use]
    pub fn master_password_received(&self) -> Option<NaiveDate> {
        self.master_password_received
    }

    /// Whether the Security Officer has not left.
    #[must_use]
    pub fn in_service(&self) -> bool {
        self.left_on.is_none()
    }
}
