//! The quarterly summary of a comune's payment orders.

use cie_core::fees as core;

use super::remittance::HalfMonth;
use crate::fault::{Code, Error};
use crate::{Day, Result};

choice! {
    /// Where a quarterly summary goes.
    pub enum SummaryChannel {
        /// Allegato A by e-mail, with the receipts.
        Email = "email",
        /// The Portale Pagamenti CIE.
        Portal = "portal",
    }
}

record! {
    /// A payment order (mandato) of a comune for one remittance. Amounts in euro cents.
    pub struct PaymentOrder {
        /// A day of the half-month that it pays for.
        pub period: Day,
        /// Cards sent into production in that half-month.
        pub cards: u32,
        /// What was paid.
        pub amount: i64,
        /// Number of the payment order.
        pub order: String,
        /// Day of the payment.
        pub paid_on: Day,
        /// Reference of the receipt (quietanza); needed with allegato A.
        pub receipt: Option<String> = None,
    }
}

record! {
    /// The summary of a quarter. Amounts in euro cents.
    pub struct QuarterlySummary {
        /// Year.
        pub year: i32,
        /// Quarter, from 1 to 4.
        pub quarter: u32,
        /// Cards paid for.
        pub cards: u32,
        /// Sum of the payments.
        pub amount: i64,
        /// Where the summary goes.
        pub channel: SummaryChannel,
        /// The address there: of the portal, or for e-mail.
        pub address: String,
        /// The share of VAT that comes back to the comune.
        pub vat_back_to_comune: i64,
        /// The half-months of the quarter for which no payment is listed.
        pub missing: Vec<HalfMonth>,
    }
}

fn summary(
    comune: &str,
    codice_catastale: &str,
    day: Day,
    payments: Vec<PaymentOrder>,
) -> Result<core::QuarterlySummary> {
    let payer = core::Payer::new(comune, codice_catastale)?;
    let payment = |one: PaymentOrder| {
        let period = core::HalfMonth::containing(one.period.0)?;
        let mut remittance = core::Remittance::new(payer.clone(), period, one.cards)?;
        // What was paid, to be held against what was due.
        remittance.amount = core::Cents::new(one.amount);
        Ok(core::Payment {
            remittance,
            order: one.order,
            paid_on: one.paid_on.into(),
            receipt: one.receipt,
        })
    };
    let payments = payments.into_iter().map(payment).collect::<Result<_>>()?;
    let quarter = core::Quarter::containing(day.0);
    Ok(core::QuarterlySummary::new(
        payer.clone(),
        quarter,
        payments,
    )?)
}

export! {
    /// The summary of the quarter that holds a day: its payment orders, checked, with their sums, where
    /// it goes and which half-months are missing (circ. 4/2020).
    fn quarterly_summary(
        comune: String,
        codice_catastale: String,
        day: Day,
        payments: Vec<PaymentOrder>,
    ) -> QuarterlySummary
    [
        /// `CIE-CORE-201` when no figure is in force in the quarter;
        /// `CIE-CORE-210` when a sum does not fit;
        /// `CIE-CORE-230` when a day is in no half-month of the calendar;
        /// `CIE-CORE-231` when the comune's name or code will not do;
        /// `CIE-CORE-232` when a payment is of another quarter, its amount is not the State share of its
        /// cards, its order is empty or repeated, or its receipt is missing where allegato A wants one;
    ]
    {
        let summary = summary(&comune, &codice_catastale, day, payments)?;
        let (channel, address) = match summary.channel() {
            core::Channel::Email(address) => (SummaryChannel::Email, address),
            core::Channel::Portal(address) => (SummaryChannel::Portal, address),
            _ => return Err(Error::new(Code::Defect).into()),
        };
        let (policy, calendar) = (core::DueDatePolicy::default(), core::Calendar::default());
        let missing = summary.missing()?.into_iter();
        Ok(QuarterlySummary {
            year: summary.quarter().year(),
            quarter: summary.quarter().number(),
            cards: summary.cards(),
            amount: summary.amount().get(),
            channel,
            address: address.into(),
            vat_back_to_comune: summary.vat_quota()?.comune.get(),
            missing: missing
                .map(|period| HalfMonth::of(period, policy, &calendar))
                .collect(),
        })
    }

    /// The payments of such a summary as CSV (RFC 4180), a line each with the reference text of the
    /// transfer. The columns are ours: those of allegato A and of the portal are not public.
    fn quarterly_summary_csv(
        comune: String,
        codice_catastale: String,
        day: Day,
        payments: Vec<PaymentOrder>,
    ) -> String
    [
        /// As `quarterly_summary`;
        /// `CIE-CORE-245` when the comune's name, an order or a receipt begins like a formula;
    ]
    {
        let summary = summary(&comune, &codice_catastale, day, payments)?;
        let mut csv = Vec::new();
        core::reconcile::csv::write_summary(&summary, &mut csv)?;
        Ok(String::from_utf8(csv).map_err(|_| Error::new(Code::Defect))?)
    }
}
