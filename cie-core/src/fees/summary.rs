//! The quarterly summary of the payment orders, and where it goes.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::{Cents, HalfMonth, Payer, Remittance, VatQuota};
use crate::document::mrz;
use crate::rule::{Rule, remittance as rules, require};
use crate::{Code, Error, Result};

/// A quarter has six half-months; corrections may repeat them, but not without end.
const MOST_PAYMENTS: usize = 256;

/// A quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Quarter {
    year: i32,
    number: u32,
}

impl Quarter {
    /// The quarter that contains the day.
    #[must_use]
    pub fn containing(date: NaiveDate) -> Self {
        Self {
            year: date.year(),
            number: date.month0() / 3 + 1,
        }
    }

    /// Year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// From 1 to 4.
    #[must_use]
    pub fn number(self) -> u32 {
        self.number
    }

    /// Its six half-months, in order.
    ///
    /// # Errors
    /// `CIE-CORE-230` when the year is not between 1900 and 2999.
    pub fn periods(self) -> Result<Vec<HalfMonth>> {
        let mut periods = HalfMonth::of_year(self.year)?;
        periods.retain(|period| Self::containing(period.start()) == self);
        Ok(periods)
    }
}

/// A payment order (mandato) of the comune for one remittance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Payment {
    /// What was remitted.
    pub remittance: Remittance,
    /// Number of the payment order.
    pub order: String,
    /// Day of the payment.
    pub paid_on: NaiveDate,
    /// Reference of the receipt (quietanza); needed with allegato A.
    pub receipt: Option<String>,
}

/// Where a quarterly summary goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Channel {
    /// Allegato A by e-mail, with the receipts.
    Email(&'static str),
    /// The Portale Pagamenti CIE, by its address.
    Portal(&'static str),
}

/// Where the summary goes for cards issued and accounted by that day.
///
/// Source: circ. 4/2020.
///
/// # Errors
/// `CIE-CORE-201` before July 2016, `CIE-CORE-231` when the name has no initial.
pub fn channel(accounted_on: NaiveDate, comune: &str) -> Result<(Channel, &'static Rule)> {
    if rules::SUMMARY_PORTAL.in_force(accounted_on) {
        let portal = const { rules::SUMMARY_PORTAL.text("portal") };
        return Ok((Channel::Portal(portal), &rules::SUMMARY_PORTAL));
    }
    let rule = require(&rules::SUMMARY_ALLEGATO_A, accounted_on)?;
    Ok((Channel::Email(allegato_a_address(comune)?), rule))
}

/// The e-mail address for allegato A, by the comune's initial (A–L, M–O, P–Z).
///
/// # Errors
/// `CIE-CORE-231` when the name has no initial.
///
/// ```
/// use cie_core::fees::allegato_a_address;
/// assert_eq!(allegato_a_address("L'Aquila")?, "pagamenti.cie.al@interno.it");
/// assert_eq!(allegato_a_address("Milano")?, "pagamenti.cie.mo@interno.it");
/// assert_eq!(allegato_a_address("Roma")?, "pagamenti.cie.pz@interno.it");
/// # Ok::<(), cie_core::Error>(())
/// ```
pub fn allegato_a_address(comune: &str) -> Result<&'static str> {
    let first = comune.chars().find(|c| c.is_alphabetic());
    let initial = first
        .and_then(|c| mrz::transliterate(&c.to_string(), mrz::Umlauts::Base).ok())
        .and_then(|text| text.bytes().next());
    let bands: &[&str] = const { rules::SUMMARY_ALLEGATO_A.texts("initials") };
    let addresses: &[&str] = const { rules::SUMMARY_ALLEGATO_A.texts("addresses") };
    bands
        .iter()
        .zip(addresses)
        .find(|(band, _)| match (band.as_bytes(), initial) {
            ([from, to], Some(letter)) => (*from..=*to).contains(&letter),
            _ => false,
        })
        .map(|(_, address)| *address)
        .ok_or_else(|| Error::new(Code::BadPayer).detail("name"))
}

/// The summary of a quarter: its payments, checked, and their sums.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuarterlySummary {
    payer: Payer,
    quarter: Quarter,
    payments: Vec<Payment>,
    cards: u32,
    amount: Cents,
    channel: Channel,
}

impl QuarterlySummary {
    /// The summary of these payments.
    ///
    /// The channel is chosen by the last day of the quarter.
    ///
    /// # Errors
    /// `CIE-CORE-232` when a payment is of another comune or quarter, its amount is not the State
    /// share of its cards, its order is empty or repeated, or its receipt is missing where allegato
    /// A wants one; `CIE-CORE-201` before July 2016; `CIE-CORE-210` when a sum does not fit.
    pub fn new(payer: Payer, quarter: Quarter, payments: Vec<Payment>) -> Result<Self> {
        if payments.len() > MOST_PAYMENTS {
            return Err(Error::new(Code::SummaryMismatch).detail("too many payments"));
        }
        let end = quarter
            .periods()?
            .last()
            .map(|period| period.end())
            .ok_or(Code::BadPeriod)?;
        let (channel, _) = channel(end, payer.name())?;
        let mut orders: Vec<&str> = Vec::new();
        let mut cards: u32 = 0;
        for payment in &payments {
            let fault = check(payment, &payer, quarter, channel)?;
            if let Some(fault) = fault {
                return Err(Error::new(Code::SummaryMismatch).detail(fault));
            }
            if orders.contains(&payment.order.as_str()) {
                return Err(Error::new(Code::SummaryMismatch).detail("order repeated"));
            }
            orders.push(&payment.order);
            cards = cards
                .checked_add(payment.remittance.cards)
                .ok_or(Code::AmountOverflow)?;
        }
        let amount = Cents::sum(payments.iter().map(|payment| payment.remittance.amount))?;
        Ok(Self {
            payer,
            quarter,
            payments,
            cards,
            amount,
            channel,
        })
    }

    /// Who pays.
    #[must_use]
    pub fn payer(&self) -> &Payer {
        &self.payer
    }

    /// The quarter.
    #[must_use]
    pub fn quarter(&self) -> Quarter {
        self.quarter
    }

    /// The payments, in the order given.
    #[must_use]
    pub fn payments(&self) -> &[Payment] {
        &self.payments
    }

    /// Cards paid for.
    #[must_use]
    pub fn cards(&self) -> u32 {
        self.cards
    }

    /// Sum of the payments.
    #[must_use]
    pub fn amount(&self) -> Cents {
        self.amount
    }

    /// Where it goes.
    #[must_use]
    pub fn channel(&self) -> Channel {
        self.channel
    }

    /// What flows back for these cards.
    ///
    /// # Errors
    /// `CIE-CORE-210` when the amounts do not fit.
    pub fn vat_quota(&self) -> Result<VatQuota> {
        VatQuota::for_cards(self.cards)
    }

    /// The half-months of the quarter for which no payment is listed.
    ///
    /// # Errors
    /// `CIE-CORE-230` when the year is not between 1900 and 2999.
    pub fn missing(&self) -> Result<Vec<HalfMonth>> {
        let mut periods = self.quarter.periods()?;
        periods.retain(|period| {
            !self
                .payments
                .iter()
                .any(|payment| payment.remittance.period == *period)
        });
        Ok(periods)
    }
}

fn check(
    payment: &Payment,
    payer: &Payer,
    quarter: Quarter,
    channel: Channel,
) -> Result<Option<&'static str>> {
    let remittance = &payment.remittance;
    let expected = Remittance::new(payer.clone(), remittance.period, remittance.cards)?;
    Ok(if remittance.payer != *payer {
        Some("payer")
    } else if Quarter::containing(remittance.period.start()) != quarter {
        Some("quarter")
    } else if remittance.amount != expected.amount {
        Some("amount")
    } else if payment.order.trim().is_empty() {
        Some("order missing")
    } else if matches!(channel, Channel::Email(_)) && payment.receipt.is_none() {
        Some("receipt missing")
    } else {
        None
    })
}
