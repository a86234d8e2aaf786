//! Cards and payments from CSV files, row by row: what cannot be read is noted with its line.

use std::path::Path;

use chrono::NaiveDate;
use cie_core::citizen::place::Belfiore;
use cie_core::date::parse_date;
use cie_core::fees::reconcile::{CardEvent, PaymentEvent, PaymentKind};
use cie_core::fees::{Cents, HalfMonth};
use cie_core::{Code, Error};

use super::bad::{BadRows, Why};
use super::rows::Rows;
use crate::exit::Failure;

const COMUNE: &str = "codice_catastale";

/// A row of the payments file: the event, and the receipt that the quarterly summary wants.
pub(super) struct Paid<'a> {
    pub(super) event: PaymentEvent<'a>,
    pub(super) receipt: Option<&'a str>,
}

/// Hands over every card of the file, with its reason of issue, which may be empty; what is refused
/// becomes a bad row.
pub(super) fn cards(
    path: &Path,
    bad: &mut BadRows,
    mut take: impl FnMut(&CardEvent, &str) -> Result<(), Error>,
) -> Result<u64, Failure> {
    let mut rows = Rows::open(path, &[COMUNE, "sent_on"], &["reason"])?;
    let mut count = 0;
    while rows.next()? {
        count += 1;
        let done = card(&rows).and_then(|(card, reason)| {
            take(&card, reason).map_err(|error| {
                let tariff = error.code() == Code::TariffDoesNotCover;
                let column = if tariff { "reason" } else { "sent_on" };
                (column, error.into())
            })
        });
        if let Err((column, why)) = done {
            bad.add(path, rows.line(), column, why);
        }
    }
    Ok(count)
}

/// Hands over every payment of the file; what is refused becomes a bad row.
pub(super) fn payments(
    path: &Path,
    bad: &mut BadRows,
    mut take: impl FnMut(&Paid<'_>) -> Result<(), Error>,
) -> Result<u64, Failure> {
    let required = [
        COMUNE,
        "from",
        "amount_cents",
        "cards",
        "reference",
        "paid_on",
    ];
    let mut rows = Rows::open(path, &required, &["kind", "receipt"])?;
    let mut count = 0;
    while rows.next()? {
        count += 1;
        let done =
            paid(&rows).and_then(|paid| take(&paid).map_err(|error| ("reference", error.into())));
        if let Err((column, why)) = done {
            bad.add(path, rows.line(), column, why);
        }
    }
    Ok(count)
}

fn card(rows: &Rows) -> Column<(CardEvent, &str)> {
    let card = CardEvent {
        comune: comune(rows)?,
        sent_on: day(rows, 1, "sent_on")?,
    };
    Ok((card, text(rows, 2, "reason")?))
}

type Column<T> = Result<T, (&'static str, Why)>;

fn paid(rows: &Rows) -> Column<Paid<'_>> {
    let from = day(rows, 1, "from")?;
    let period = HalfMonth::containing(from)
        .and_then(|period| {
            let first = period.start() == from;
            first
                .then_some(period)
                .ok_or_else(|| Code::BadPeriod.into())
        })
        .map_err(|error| ("from", error.into()))?;
    let kind = match text(rows, 6, "kind")? {
        "" => PaymentKind::Remittance,
        name => [PaymentKind::Remittance, PaymentKind::Correction]
            .into_iter()
            .find(|kind| kind.name() == name)
            .ok_or(("kind", Why::NotAKind))?,
    };
    let amount: i64 = number(rows, 2, "amount_cents")?;
    let receipt = text(rows, 7, "receipt")?;
    Ok(Paid {
        event: PaymentEvent {
            comune: comune(rows)?,
            period,
            kind,
            amount: Cents::new(amount),
            cards: number(rows, 3, "cards")?,
            reference: text(rows, 4, "reference")?,
            paid_on: day(rows, 5, "paid_on")?,
        },
        receipt: Some(receipt).filter(|receipt| !receipt.is_empty()),
    })
}

fn text<'a>(rows: &'a Rows, at: usize, column: &'static str) -> Column<&'a str> {
    match rows.cell(at) {
        None => Err((column, Why::Missing)),
        Some(bytes) => {
            let text = std::str::from_utf8(bytes).map_err(|_| (column, Why::NotUtf8))?;
            Ok(text.trim())
        }
    }
}

fn comune(rows: &Rows) -> Column<Belfiore> {
    if rows.has_strays() {
        return Err((COMUNE, Why::TooManyCells));
    }
    let code = text(rows, 0, COMUNE)?.parse();
    code.map_err(|error: Error| (COMUNE, error.into()))
}

fn day(rows: &Rows, at: usize, column: &'static str) -> Column<NaiveDate> {
    parse_date(text(rows, at, column)?).map_err(|error| (column, error.into()))
}

fn number<T: std::str::FromStr>(rows: &Rows, at: usize, column: &'static str) -> Column<T> {
    let number = text(rows, at, column)?.parse();
    number.map_err(|_| (column, Why::NotANumber))
}
