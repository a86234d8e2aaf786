//! `cie fees reconcile`: cards sent into production against what was paid.

use std::path::PathBuf;

use chrono::{Local, Months, NaiveDate};
use cie_core::Code;
use cie_core::citizen::place::Places;
use cie_core::date::parse_date;
use cie_core::fees::HalfMonth;
use cie_core::fees::reconcile::{MismatchKind, Reconciler, Reconciliation, csv};
use cie_core::lang::Lang;
use cie_core::rule::fees::STATE_SHARE;
use cie_devices::print::{ReconciliationSheet, RowsShown};
use clap::Args;
use serde_json::json;

use super::bad::BadRows;
use super::collected::{Collected, Sums};
use super::due::DueOptions;
use super::{events, tariff};
use crate::commands::{paper, table};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Mismatches that people are shown; files have them all.
const SHOWN_MAX: usize = 50;

/// Options of `cie fees reconcile`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Cards sent into production, CSV with columns codice_catastale, sent_on; `-` is standard
    /// input.
    #[arg(long, value_name = "FILE")]
    cards: PathBuf,
    /// Payments, CSV with columns codice_catastale, from, amount_cents, cards, reference, paid_on
    /// and, if need be, kind (remittance, correction).
    #[arg(long, value_name = "FILE")]
    payments: PathBuf,
    /// The comune's tariff, TOML or JSON, to have what the citizens paid too; the cards then have a
    /// column reason, as `cie fees total` takes it.
    #[arg(long, value_name = "FILE")]
    tariff: Option<PathBuf>,
    /// Only the half-month of this day, YYYY-MM-DD [default: the last ten years].
    #[arg(long, value_name = "DATE", value_parser = parse_date, conflicts_with_all = ["from", "to"])]
    on: Option<NaiveDate>,
    /// From the half-month of this day, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = parse_date, requires = "to")]
    from: Option<NaiveDate>,
    /// To the half-month of this day, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = parse_date, requires = "from")]
    to: Option<NaiveDate>,
    /// Reconcile the other rows when some are not valid; the exit code is 1 all the same.
    #[arg(long)]
    keep_going: bool,
    /// Print the report as PDF.
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
    /// List every half-month in the PDF, not only those with mismatches.
    #[arg(long, requires = "pdf")]
    all_rows: bool,
    /// Write a line for each comune and half-month as CSV.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Write a line for each mismatch as CSV.
    #[arg(long, value_name = "FILE")]
    mismatches: Option<PathBuf>,
    #[command(flatten)]
    due: DueOptions,
}

/// What was read beside the outcome.
struct Read {
    cards: u64,
    payments: u64,
    /// Rows of other half-months.
    outside: u64,
    /// With a tariff.
    collected: Option<Sums>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let (first, last) = span(options)?;
    let calendar = options.due.calendar()?;
    let mut collected = match &options.tariff {
        Some(path) => Some(Collected::new(tariff::read(path)?)),
        None => None,
    };
    let mut reconciler = Reconciler::new(first, last, Places::embedded())?
        .with_due_dates(options.due.policy(), &calendar);
    let chosen = options.on.is_some() || options.from.is_some();
    // Rows of other half-months are left out when a period was asked for.
    let inside = |result: cie_core::Result<()>| match result {
        Err(error) if chosen && error.code() == Code::OutsideSpan => Ok(false),
        result => result.map(|()| true),
    };
    let mut outside = 0;
    let mut bad = BadRows::default();
    let cards = events::cards(&options.cards, &mut bad, |card, reason| {
        let reason = match &collected {
            Some(collected) => Some(collected.reason(card, reason)?),
            None => None,
        };
        if !inside(reconciler.push_card(card))? {
            outside += 1;
        } else if let (Some(collected), Some(reason)) = (&mut collected, reason) {
            collected.add(card, reason)?;
        }
        Ok(())
    })?;
    let payments = events::payments(&options.payments, &mut bad, |paid| {
        if !inside(reconciler.push_payment(&paid.event))? {
            outside += 1;
        }
        Ok(())
    })?;
    if !options.keep_going {
        bad.refuse(report)?;
    }
    let outcome = reconciler.finish()?;
    let read = Read {
        cards,
        payments,
        outside,
        collected: collected.map(|collected| collected.sums()).transpose()?,
    };
    write(options, &outcome, (first, last), report)?;
    bad.show(report);
    record(&outcome, (first, last), &read, &bad, report);
    show(&outcome, (first, last), &read, &bad, report);
    let clean = outcome.totals().mismatches.is_empty() && bad.count() == 0;
    Ok(if clean { Status::Ok } else { Status::Findings })
}

/// The half-months asked for, or the last ten years, which is as much as a reconciliation holds.
fn span(options: &Options) -> Result<(HalfMonth, HalfMonth), Failure> {
    if let Some(on) = options.on {
        let half = HalfMonth::containing(on)?;
        return Ok((half, half));
    }
    if let (Some(from), Some(to)) = (options.from, options.to) {
        return Ok((HalfMonth::containing(from)?, HalfMonth::containing(to)?));
    }
    let last = HalfMonth::containing(Local::now().date_naive())?;
    let after = last.end().succ_opt();
    let first = after.and_then(|after| after.checked_sub_months(Months::new(120)));
    let first = first.ok_or_else(|| cie_core::Error::new(Code::BadPeriod))?;
    let first = first.max(STATE_SHARE.effective_from.unwrap_or(first));
    Ok((HalfMonth::containing(first)?, last))
}

/// The files asked for.
fn write(
    options: &Options,
    outcome: &Reconciliation,
    span: (HalfMonth, HalfMonth),
    report: &mut Report,
) -> Result<(), Failure> {
    if let Some(path) = &options.csv {
        let mut bytes = Vec::new();
        csv::write_rows(outcome, &mut bytes)?;
        paper::write(path, &bytes, report)?;
    }
    if let Some(path) = &options.mismatches {
        let mut bytes = Vec::new();
        csv::write_mismatches(outcome, report.lang(), &mut bytes)?;
        paper::write(path, &bytes, report)?;
    }
    if let Some(path) = &options.pdf {
        let sheet = ReconciliationSheet {
            frame: paper::frame(report.lang()),
            outcome,
            span,
            places: Places::embedded(),
            rows: if options.all_rows {
                RowsShown::All
            } else {
                RowsShown::WithMismatches
            },
        };
        paper::write(path, &sheet.to_pdf()?, report)?;
    }
    Ok(())
}

fn record(
    outcome: &Reconciliation,
    (first, last): (HalfMonth, HalfMonth),
    read: &Read,
    bad: &BadRows,
    report: &mut Report,
) {
    for mismatch in outcome.mismatches() {
        report.record(&json!({
            "event": "mismatch",
            "codice_catastale": mismatch.comune,
            "from": mismatch.period.start(),
            "to": mismatch.period.end(),
            "mismatch": mismatch.name(),
            "amount_cents": mismatch.kind.amount(),
            "reference": mismatch.kind.reference(),
            "text_it": mismatch.text(Lang::It),
            "text_en": mismatch.text(Lang::En),
        }));
    }
    let totals = outcome.totals();
    report.record(&json!({
        "event": "totals",
        "from": first.start(),
        "to": last.end(),
        "card_rows": read.cards,
        "payment_rows": read.payments,
        "rows_outside": read.outside,
        "bad_rows": bad.count(),
        "half_months": outcome.rows().len(),
        "cards": totals.cards,
        "due_cents": totals.due,
        "paid_cents": totals.paid,
        "difference_cents": totals.difference,
        "set_aside_cents": totals.set_aside,
        "mismatches": totals.mismatches,
        "collected": read.collected.map(|sums| json!({
            "state_share_cents": sums.state_share,
            "diritto_fisso_cents": sums.diritto_fisso,
            "segreteria_cents": sums.segreteria,
            "total_cents": sums.total,
        })),
    }));
}

fn show(
    outcome: &Reconciliation,
    (first, last): (HalfMonth, HalfMonth),
    read: &Read,
    bad: &BadRows,
    report: &mut Report,
) {
    let lang = report.lang();
    let rows: Vec<[String; 3]> = outcome
        .mismatches()
        .take(SHOWN_MAX)
        .map(|mismatch| {
            let title = MismatchKind::title_of(mismatch.name());
            [
                format!("{} {}", mismatch.comune, mismatch.period),
                title
                    .map_or(mismatch.name(), |title| title.get(lang))
                    .to_owned(),
                mismatch.kind.text(lang),
            ]
        })
        .collect();
    table::rows(report, &rows);
    let more = outcome.mismatches().count() - rows.len();
    if more > 0 {
        report.show(&text!(
            lang,
            "  e altri {more} rilievi: --mismatches o --pdf li elencano tutti"
                / "  and {more} more mismatches: --mismatches or --pdf list them all"
        ));
    }
    let totals = outcome.totals();
    let money = |cents: cie_core::fees::Cents| cents.display(lang).to_string();
    let found: u32 = totals.mismatches.values().sum();
    let (from, to) = (first.start(), last.end());
    let mut facts = vec![
        (text!(lang, "periodo" / "period"), format!("{from} – {to}")),
        (
            text!(lang, "quindicine" / "half-months"),
            outcome.rows().len().to_string(),
        ),
        (
            text!(
                lang,
                "carte inviate in produzione" / "cards sent into production"
            ),
            totals.cards.to_string(),
        ),
        (text!(lang, "dovuto" / "due"), money(totals.due)),
        (text!(lang, "versato" / "paid"), money(totals.paid)),
        (
            text!(lang, "differenza" / "difference"),
            money(totals.difference),
        ),
        (text!(lang, "rilievi" / "mismatches"), found.to_string()),
    ];
    let set_aside = totals.set_aside;
    if set_aside.get() != 0 {
        facts.push((
            text!(lang, "copie non contate" / "copies not counted"),
            money(set_aside),
        ));
    }
    if let Some(sums) = read.collected {
        let parts = [sums.state_share, sums.diritto_fisso, sums.segreteria].map(money);
        let [share, fisso, segreteria] = parts;
        let total = money(sums.total);
        facts.push((
            text!(lang, "incassi secondo la tariffa" / "taken by the tariff"),
            text!(
                lang,
                "{total} (quota dello Stato {share}, diritto fisso {fisso}, segreteria {segreteria})"
                    / "{total} (State share {share}, municipal right {fisso}, secretarial right {segreteria})"
            ),
        ));
    }
    for (count, label) in [
        (
            read.outside,
            text!(lang, "righe fuori periodo" / "rows of other periods"),
        ),
        (
            bad.count(),
            text!(lang, "righe non valide" / "rows not valid"),
        ),
    ] {
        if count > 0 {
            facts.push((label, count.to_string()));
        }
    }
    table::facts(report, &facts);
}
