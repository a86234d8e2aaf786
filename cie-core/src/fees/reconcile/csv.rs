//! The tables as CSV (RFC 4180: commas, CRLF, a header line, quotes where needed; UTF-8).
//!
//! The columns are ours: those of allegato A and of the portal are not public. Amounts are whole
//! cents, dates `YYYY-MM-DD`, names those of the types; columns are only ever added at the end.

use std::io::Write;

use ::csv::{Terminator, Writer, WriterBuilder};

use super::Reconciliation;
use crate::fees::QuarterlySummary;
use crate::lang::Lang;
use crate::{Code, Error, Result};

/// Columns of [`write_rows`].
pub const ROW_COLUMNS: [&str; 13] = [
    "codice_catastale",
    "from",
    "to",
    "due_on",
    "cards",
    "declared_cards",
    "due_cents",
    "remitted_cents",
    "corrected_cents",
    "paid_cents",
    "difference_cents",
    "standing",
    "mismatches",
];

/// Columns of [`write_mismatches`].
pub const MISMATCH_COLUMNS: [&str; 7] = [
    "codice_catastale",
    "from",
    "to",
    "mismatch",
    "amount_cents",
    "reference",
    "text",
];

/// Columns of [`write_summary`].
pub const SUMMARY_COLUMNS: [&str; 12] = [
    "comune",
    "codice_catastale",
    "year",
    "quarter",
    "from",
    "to",
    "cards",
    "amount_cents",
    "order",
    "paid_on",
    "receipt",
    "causale",
];

/// Writes a line for each comune and half-month: who ([`ROW_COLUMNS`] 1), the half-month (2, 3) and
/// its due date (4), cards sent and declared (5, 6), due, remitted, corrected, paid and due less
/// paid (7 to 11), the standing (12) and the names of the mismatches, separated by blanks (13).
///
/// # Errors
/// `CIE-CORE-244` when the sink refuses.
pub fn write_rows(outcome: &Reconciliation, sink: impl Write) -> Result<()> {
    let mut writer = writer(sink, &ROW_COLUMNS)?;
    for row in outcome.rows() {
        let names: Vec<&str> = row.mismatches.iter().map(super::Mismatch::name).collect();
        put(
            &mut writer,
            &[
                row.comune.as_str(),
                &row.period.start().to_string(),
                &row.period.end().to_string(),
                &row.due_on.to_string(),
                &row.cards.to_string(),
                &row.declared.to_string(),
                &row.due.get().to_string(),
                &row.remitted.get().to_string(),
                &row.corrected.get().to_string(),
                &row.paid.get().to_string(),
                &row.difference.get().to_string(),
                row.standing.name(),
                &names.join(" "),
            ],
        )?;
    }
    finish(writer)
}

/// Writes a line for each mismatch: who and when ([`MISMATCH_COLUMNS`] 1 to 3), its name (4), the
/// amount and the reference in question, where it has them (5, 6), and its text (7).
///
/// # Errors
/// `CIE-CORE-244` when the sink refuses.
pub fn write_mismatches(outcome: &Reconciliation, lang: Lang, sink: impl Write) -> Result<()> {
    let mut writer = writer(sink, &MISMATCH_COLUMNS)?;
    for mismatch in outcome.mismatches() {
        let amount = mismatch.kind.amount();
        put(
            &mut writer,
            &[
                mismatch.comune.as_str(),
                &mismatch.period.start().to_string(),
                &mismatch.period.end().to_string(),
                mismatch.name(),
                &amount.map_or_else(String::new, |cents| cents.get().to_string()),
                mismatch.kind.reference().unwrap_or_default(),
                &mismatch.text(lang),
            ],
        )?;
    }
    finish(writer)
}

/// Writes a line for each payment of a quarterly summary: the comune ([`SUMMARY_COLUMNS`] 1, 2),
/// the quarter (3, 4), the half-month (5, 6), cards and amount (7, 8), payment order, day, and
/// receipt if any (9 to 11), and the reference text of the transfer (12).
///
/// # Errors
/// `CIE-CORE-244` when the sink refuses, `CIE-CORE-245` when the name of the comune, an order or a
/// receipt begins like a formula.
pub fn write_summary(summary: &QuarterlySummary, sink: impl Write) -> Result<()> {
    let (payer, quarter) = (summary.payer(), summary.quarter());
    plain("comune", payer.name())?;
    for payment in summary.payments() {
        plain("order", &payment.order)?;
        plain("receipt", payment.receipt.as_deref().unwrap_or_default())?;
    }
    let mut writer = writer(sink, &SUMMARY_COLUMNS)?;
    for payment in summary.payments() {
        let remittance = &payment.remittance;
        put(
            &mut writer,
            &[
                payer.name(),
                payer.codice_catastale(),
                &quarter.year().to_string(),
                &quarter.number().to_string(),
                &remittance.period.start().to_string(),
                &remittance.period.end().to_string(),
                &remittance.cards.to_string(),
                &remittance.amount.get().to_string(),
                &payment.order,
                &payment.paid_on.to_string(),
                payment.receipt.as_deref().unwrap_or_default(),
                &remittance.causale(),
            ],
        )?;
    }
    finish(writer)
}

/// Whether a spreadsheet would compute the text instead of showing it.
pub(super) fn is_formula(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r'])
}

fn plain(column: &'static str, text: &str) -> Result<()> {
    if is_formula(text) {
        return Err(Error::new(Code::CsvFormula).detail(column));
    }
    Ok(())
}

fn writer<W: Write>(sink: W, columns: &[&str]) -> Result<Writer<W>> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(sink);
    put(&mut writer, columns)?;
    Ok(writer)
}

fn put<W: Write>(writer: &mut Writer<W>, cells: &[&str]) -> Result<()> {
    writer.write_record(cells).map_err(refused)
}

fn finish<W: Write>(mut writer: Writer<W>) -> Result<()> {
    writer.flush().map_err(refused)
}

fn refused(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(Code::CsvWrite).caused_by(error)
}
