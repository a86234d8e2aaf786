//! What goes into a reconciliation.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::citizen::place::Belfiore;
use crate::fees::{Cents, HalfMonth, Payment};
use crate::{Code, Error, Result};

/// Longest reference of a payment, in bytes.
const LONGEST_REFERENCE: usize = 64;

/// A card sent into production.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardEvent {
    /// The comune that issues it, by codice catastale.
    pub comune: Belfiore,
    /// Day it was sent into production; it decides the half-month.
    pub sent_on: NaiveDate,
}

/// What a payment is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PaymentKind {
    /// The one transfer of the half-month.
    Remittance,
    /// A later movement that closes a difference left by the remittance, or by its absence:
    /// positive when the comune adds money, negative when it gets money back.
    Correction,
}

impl PaymentKind {
    /// The name used in files: `remittance` or `correction`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Remittance => "remittance",
            Self::Correction => "correction",
        }
    }
}

/// A payment of a comune, or a correction of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaymentEvent<'a> {
    /// The comune that pays, by codice catastale.
    pub comune: Belfiore,
    /// The half-month it pays for.
    pub period: HalfMonth,
    /// Remittance or correction.
    pub kind: PaymentKind,
    /// Positive for a remittance; of either sign, but not zero, for a correction.
    pub amount: Cents,
    /// Cards the payer declares; for a correction the cards it adds or takes back, often none.
    pub cards: i32,
    /// Number of the payment order, unique within the comune; blanks at its ends do not count.
    pub reference: &'a str,
    /// Day of the payment.
    pub paid_on: NaiveDate,
}

impl<'a> PaymentEvent<'a> {
    /// The remittance that a payment of the quarterly summary records.
    ///
    /// # Errors
    /// `CIE-CORE-030` when its codice catastale is not well formed, `CIE-CORE-210` when its cards
    /// do not fit.
    pub fn remittance_of(payment: &'a Payment) -> Result<Self> {
        let remittance = &payment.remittance;
        Ok(Self {
            comune: remittance.payer.codice_catastale().parse()?,
            period: remittance.period,
            kind: PaymentKind::Remittance,
            amount: remittance.amount,
            cards: i32::try_from(remittance.cards).map_err(|_| Code::AmountOverflow)?,
            reference: &payment.order,
            paid_on: payment.paid_on,
        })
    }

    /// The reference without blanks at its ends, once the event has been found to make sense.
    pub(super) fn checked_reference(&self) -> Result<&'a str> {
        let (amount, cards) = (self.amount.get(), self.cards);
        let amount_fits = match self.kind {
            PaymentKind::Remittance => amount > 0,
            PaymentKind::Correction => amount != 0,
        };
        if !amount_fits {
            return Err(Error::new(Code::BadPaymentEvent).detail("amount"));
        }
        if cards != 0 && (cards > 0) != (amount > 0) {
            return Err(Error::new(Code::BadPaymentEvent).detail("cards"));
        }
        let reference = self.reference.trim();
        let named = !reference.is_empty()
            && reference.len() <= LONGEST_REFERENCE
            && !reference.chars().any(char::is_control)
            && !super::csv::is_formula(reference);
        if !named {
            return Err(Error::new(Code::BadPaymentEvent).detail("reference"));
        }
        Ok(reference)
    }
}
