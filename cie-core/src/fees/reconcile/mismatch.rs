//! The names of what can be wrong.

use chrono::NaiveDate;
use serde::Serialize;

use crate::citizen::place::Belfiore;
use crate::fees::{Cents, HalfMonth};
use crate::lang::Lang;

/// What is wrong with a comune's half-month, with its figures. Names are stable.
///
/// The first four are about the balance: a half-month has exactly one of them when its difference
/// is not zero, and none when it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "name", rename_all = "snake_case")]
#[non_exhaustive]
pub enum MismatchKind {
    /// Cards, and no payment at all.
    MissingPayment {
        /// What should have been paid.
        due: Cents,
    },
    /// Less was paid than is due.
    Underpaid {
        /// What is still owed.
        open: Cents,
    },
    /// More was paid than is due.
    Overpaid {
        /// What was paid too much.
        excess: Cents,
    },
    /// Money for a half-month without cards; negative when more was taken back than paid.
    PaymentWithoutCards {
        /// What was paid.
        paid: Cents,
    },
    /// The cards declared with the payments are not those sent into production.
    DeclaredCardsDiffer {
        /// Cards sent into production.
        cards: u32,
        /// Cards declared.
        declared: i64,
    },
    /// A remittance after its due date. A correction is later by nature and never late.
    PaidLate {
        /// Its reference.
        reference: Box<str>,
        /// Its amount.
        amount: Cents,
        /// The day it was due, by the policy of the reconciliation.
        due_on: NaiveDate,
        /// The day it was paid.
        paid_on: NaiveDate,
    },
    /// More than one remittance: the rule is one transfer for each comune, differences are
    /// corrections.
    SeveralRemittances {
        /// How many.
        count: u32,
    },
    /// A payment recorded again, alike in everything; the copy is not counted.
    DuplicatePayment {
        /// Its reference.
        reference: Box<str>,
        /// The amount set aside.
        amount: Cents,
    },
    /// A reference of the comune used before for another payment; both are counted.
    DuplicateReference {
        /// The reference.
        reference: Box<str>,
        /// The amount of the later payment.
        amount: Cents,
        /// The half-month of the payment that used it first.
        first_used: HalfMonth,
    },
    /// A payment that is not a whole number of State shares, as long as the payments of the
    /// half-month together are not one either.
    AmountNotMultiple {
        /// Its reference.
        reference: Box<str>,
        /// Its amount.
        amount: Cents,
        /// The State share.
        share: Cents,
    },
    /// A correction larger than the difference it found, or in the wrong direction.
    CorrectionExceedsOpen {
        /// Its reference.
        reference: Box<str>,
        /// Its amount.
        amount: Cents,
        /// What was owed when it came; negative if too much had been paid.
        open: Cents,
    },
    /// No comune had this codice catastale in the half-month.
    UnknownComune,
}

impl MismatchKind {
    /// Every name, in the order of the kinds.
    pub const NAMES: &'static [&'static str] = &[
        "missing_payment",
        "underpaid",
        "overpaid",
        "payment_without_cards",
        "declared_cards_differ",
        "paid_late",
        "several_remittances",
        "duplicate_payment",
        "duplicate_reference",
        "amount_not_multiple",
        "correction_exceeds_open",
        "unknown_comune",
    ];

    /// The stable name, such as `missing_payment`; the same in JSON and CSV.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::MissingPayment { .. } => "missing_payment",
            Self::Underpaid { .. } => "underpaid",
            Self::Overpaid { .. } => "overpaid",
            Self::PaymentWithoutCards { .. } => "payment_without_cards",
            Self::DeclaredCardsDiffer { .. } => "declared_cards_differ",
            Self::PaidLate { .. } => "paid_late",
            Self::SeveralRemittances { .. } => "several_remittances",
            Self::DuplicatePayment { .. } => "duplicate_payment",
            Self::DuplicateReference { .. } => "duplicate_reference",
            Self::AmountNotMultiple { .. } => "amount_not_multiple",
            Self::CorrectionExceedsOpen { .. } => "correction_exceeds_open",
            Self::UnknownComune => "unknown_comune",
        }
    }

    /// The amount in question, where there is one.
    #[must_use]
    pub fn amount(&self) -> Option<Cents> {
        match self {
            Self::MissingPayment { due: amount }
            | Self::Underpaid { open: amount }
            | Self::Overpaid { excess: amount }
            | Self::PaymentWithoutCards { paid: amount }
            | Self::PaidLate { amount, .. }
            | Self::DuplicatePayment { amount, .. }
            | Self::DuplicateReference { amount, .. }
            | Self::AmountNotMultiple { amount, .. }
            | Self::CorrectionExceedsOpen { amount, .. } => Some(*amount),
            Self::DeclaredCardsDiffer { .. }
            | Self::SeveralRemittances { .. }
            | Self::UnknownComune => None,
        }
    }

    /// The reference of the payment in question, where it is about one.
    #[must_use]
    pub fn reference(&self) -> Option<&str> {
        match self {
            Self::PaidLate { reference, .. }
            | Self::DuplicatePayment { reference, .. }
            | Self::DuplicateReference { reference, .. }
            | Self::AmountNotMultiple { reference, .. }
            | Self::CorrectionExceedsOpen { reference, .. } => Some(reference),
            Self::MissingPayment { .. }
            | Self::Underpaid { .. }
            | Self::Overpaid { .. }
            | Self::PaymentWithoutCards { .. }
            | Self::DeclaredCardsDiffer { .. }
            | Self::SeveralRemittances { .. }
            | Self::UnknownComune => None,
        }
    }

    /// What is wrong, with its figures, in the language asked for.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::It => self.italian(),
            Lang::En => self.english(),
        }
    }

    fn italian(&self) -> String {
        let euro = |amount: &Cents| amount.display(Lang::It);
        match self {
            Self::MissingPayment { due } => {
                format!("nessun versamento, dovuti {}", euro(due))
            }
            Self::Underpaid { open } => format!("versati {} meno del dovuto", euro(open)),
            Self::Overpaid { excess } => format!("versati {} più del dovuto", euro(excess)),
            Self::PaymentWithoutCards { paid } => {
                format!("versati {} senza carte inviate in produzione", euro(paid))
            }
            Self::DeclaredCardsDiffer { cards, declared } => {
                format!("carte dichiarate {declared}, inviate in produzione {cards}")
            }
            Self::PaidLate {
                reference,
                amount,
                due_on,
                paid_on,
            } => format!(
                "versamento {reference} di {} in ritardo: scadenza {}, pagato {}",
                euro(amount),
                due_on.format("%d/%m/%Y"),
                paid_on.format("%d/%m/%Y"),
            ),
            Self::SeveralRemittances { count } => {
                format!(
                    "{count} versamenti invece di uno; le differenze si versano come rettifiche"
                )
            }
            Self::DuplicatePayment { reference, amount } => format!(
                "versamento {reference} di {} registrato due volte; la copia non è contata",
                euro(amount),
            ),
            Self::DuplicateReference {
                reference,
                amount,
                first_used,
            } => format!(
                "riferimento {reference} ({}) già usato per {first_used}",
                euro(amount),
            ),
            Self::AmountNotMultiple {
                reference,
                amount,
                share,
            } => format!(
                "versamento {reference} di {}: non è un multiplo di {}",
                euro(amount),
                euro(share),
            ),
            Self::CorrectionExceedsOpen {
                reference,
                amount,
                open,
            } => format!(
                "rettifica {reference} di {} a fronte di una differenza di {}",
                euro(amount),
                euro(open),
            ),
            Self::UnknownComune => "codice catastale non assegnato nel periodo".to_owned(),
        }
    }

    fn english(&self) -> String {
        let euro = |amount: &Cents| amount.display(Lang::En);
        match self {
            Self::MissingPayment { due } => format!("no payment, {} due", euro(due)),
            Self::Underpaid { open } => format!("{} less than due was paid", euro(open)),
            Self::Overpaid { excess } => format!("{} more than due was paid", euro(excess)),
            Self::PaymentWithoutCards { paid } => {
                format!("{} paid without cards sent into production", euro(paid))
            }
            Self::DeclaredCardsDiffer { cards, declared } => {
                format!("{declared} cards declared, {cards} sent into production")
            }
            Self::PaidLate {
                reference,
                amount,
                due_on,
                paid_on,
            } => format!(
                "payment {reference} of {} late: due {due_on}, paid {paid_on}",
                euro(amount),
            ),
            Self::SeveralRemittances { count } => {
                format!("{count} remittances instead of one; differences are paid as corrections")
            }
            Self::DuplicatePayment { reference, amount } => format!(
                "payment {reference} of {} recorded twice; the copy is not counted",
                euro(amount),
            ),
            Self::DuplicateReference {
                reference,
                amount,
                first_used,
            } => format!(
                "reference {reference} ({}) used before for {first_used}",
                euro(amount),
            ),
            Self::AmountNotMultiple {
                reference,
                amount,
                share,
            } => format!(
                "payment {reference} of {}: not a multiple of {}",
                euro(amount),
                euro(share),
            ),
            Self::CorrectionExceedsOpen {
                reference,
                amount,
                open,
            } => format!(
                "correction {reference} of {} against a difference of {}",
                euro(amount),
                euro(open),
            ),
            Self::UnknownComune => "codice catastale not assigned in the period".to_owned(),
        }
    }
}

/// Something that does not match, where and by how much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// Codice catastale of the comune.
    pub comune: Belfiore,
    /// The half-month.
    pub period: HalfMonth,
    /// What, with its figures.
    #[serde(flatten)]
    pub kind: MismatchKind,
}

impl Mismatch {
    /// The stable name of its kind.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.kind.name()
    }

    /// One line in the language asked for: comune, period, figures.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let what = self.kind.text(lang);
        format!("{}, {}: {what}", self.comune, self.period)
    }
}
