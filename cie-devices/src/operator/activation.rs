//! First activation of an operator card with the master password: a port.
//!
//! The Ministry's service SCOPortType (dvra.cie.interno.gov.it, ports 8442 and 8443; circ. 8/2017)
//! is known by name only: its operations are not public. What the SDK needs of it is the trait
//! [`ScoService`]; whoever has the real interface implements it, and
//! [`sim::SimulatedScoService`](crate::sim::SimulatedScoService) is a simulator that says so.

use chrono::NaiveDate;
use cie_core::error::Coded;
use cie_core::redact::Secret;
use cie_core::sco::{CardId, Event, Happening, Inventory, SecurityOfficerId};

use crate::{Code, Error, Result};

/// What the Security Officer asks for.
#[derive(Clone, Copy, Debug)]
pub struct ActivationOrder<'a> {
    /// The card.
    pub card: &'a CardId,
    /// The Security Officer who has it in charge.
    pub security_officer: &'a SecurityOfficerId,
    /// The master password, which is used once and kept nowhere.
    pub master_password: &'a Secret,
    /// The PIN that the card is to have.
    pub pin: &'a Secret,
    /// The day.
    pub on: NaiveDate,
}

/// What the service answered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Activation {
    /// Last day of the card's validity, if it says.
    pub expires: Option<NaiveDate>,
    /// The card's signing certificate (DER), if it says.
    pub certificate: Option<Vec<u8>>,
    /// Whether the service is a simulator.
    pub simulated: bool,
}

impl Activation {
    /// An answer.
    #[must_use]
    pub fn new(expires: Option<NaiveDate>, certificate: Option<Vec<u8>>, simulated: bool) -> Self {
        Self {
            expires,
            certificate,
            simulated,
        }
    }
}

/// The service that activates operator cards.
pub trait ScoService: Send + Sync {
    /// Activates a card. Asking again for the same card changes nothing and gives the same answer.
    ///
    /// # Errors
    /// `CIE-DEV-147` when it refuses (wrong master password, unknown card), `CIE-DEV-149` when it
    /// cannot be reached.
    fn activate(&self, order: &ActivationOrder<'_>) -> Result<Activation>;
}

/// Activates a card of the office and records it in the inventory.
///
/// The inventory is asked first: a card that cannot be activated (not received, or its Security
/// Officer has not received the master password; circ. 8/2017, all. 2, par. 2.1) is not handed to
/// the service. Interrupted in between, it is repeated as it is.
///
/// # Errors
/// `CIE-DEV-147` with the code of the inventory's refusal, and what the service says.
pub fn activate(
    inventory: &mut Inventory,
    service: &dyn ScoService,
    order: &ActivationOrder<'_>,
) -> Result<Activation> {
    let event = |expires| {
        let card = order.card.clone();
        Event::new(order.on, Happening::Activated { card, expires })
    };
    let refused = |error: cie_core::Error| {
        Error::new(Code::ActivationFailed)
            .detail(error.info().id)
            .caused_by(error)
    };
    let in_charge = inventory
        .card(order.card)
        .map(|card| card.security_officer());
    if in_charge.is_some_and(|one| one != order.security_officer) {
        return Err(Error::new(Code::ActivationFailed).detail("another Security Officer's card"));
    }
    inventory.clone().apply(event(None)).map_err(refused)?;
    let activation = service.activate(order)?;
    inventory
        .apply(event(activation.expires))
        .map_err(refused)?;
    Ok(activation)
}
