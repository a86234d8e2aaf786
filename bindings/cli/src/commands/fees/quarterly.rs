//! `cie fees quarterly`: the summary of a quarter.

use std::path::PathBuf;

use chrono::NaiveDate;
use cie_core::citizen::place::Belfiore;
use cie_core::fees::reconcile::PaymentKind;
use cie_core::fees::reconcile::csv::{SUMMARY_COLUMNS, write_summary};
use cie_core::fees::{
    Cents, Channel, HalfMonth, Payer, Payment, Quarter, QuarterlySummary, Remittance, VatQuota,
    state_share,
};
use cie_core::{Code, Error};
use cie_devices::print::{Correction, QuarterlySheet, Sent};
use clap::Args;
use serde_json::json;

use super::bad::BadRows;
use super::count::{self, Cards};
use super::{events, vat_back};
use crate::commands::{paper, place, table};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Most payments of a comune in a quarter.
const PAYMENTS_MAX: usize = 256;

/// Options of `cie fees quarterly`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Year.
    #[arg(long)]
    year: i32,
    /// Quarter, from 1 to 4.
    #[arg(long, value_name = "N", value_parser = number)]
    quarter: u32,
    /// The comune, by name or Belfiore code.
    #[arg(long)]
    comune: String,
    /// Cards sent into production in the quarter: a number, or CSV with columns codice_catastale,
    /// sent_on.
    #[arg(long, value_name = "N|FILE", value_parser = count::parse)]
    cards: Cards,
    /// Payment orders, CSV as for `cie fees reconcile`, with a column receipt until 2019.
    #[arg(long, value_name = "FILE")]
    payments: Option<PathBuf>,
    /// Print the summary as PDF.
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
    /// Write a line for each payment (without --payments: for each half-month due) as CSV.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let first = NaiveDate::from_ymd_opt(options.year, options.quarter * 3 - 2, 1);
    let first = first.ok_or_else(|| Error::new(Code::BadPeriod))?;
    let quarter = Quarter::containing(first);
    let periods = quarter.periods()?;
    let last = periods.last().map_or(first, |period| period.end());
    let (code, place) = place::find(&options.comune, last, report)?;
    let payer = Payer::new(place.name(), code.as_str())?;
    let sent = sent(options, code, &periods, report)?;
    let (payments, corrections) = match &options.payments {
        Some(path) => payments(path, code, &payer, &periods, report)?,
        None => (Vec::new(), Vec::new()),
    };
    let summary = QuarterlySummary::new(payer, quarter, payments)?;
    let (share, _) = state_share(first)?;
    let cards = total(&sent)?;
    let due = share.times(cards)?;
    let corrected = Cents::sum(corrections.iter().map(|(_, correction)| correction.amount))?;
    let paid = summary.amount().checked_add(corrected)?;
    let more: i64 = corrections
        .iter()
        .map(|(_, correction)| i64::from(correction.cards))
        .sum();
    let cards_paid = u32::try_from(i64::from(summary.cards()) + more)
        .map_err(|_| Error::new(Code::BadPaymentEvent).detail("cards"))?;
    // For what is paid, or for what is to be paid when nothing is yet: as the document has it.
    let quota = if summary.payments().is_empty() {
        cards
    } else {
        cards_paid
    };
    let figures = Figures {
        cards,
        cards_paid,
        due,
        paid,
        difference: due.checked_sub(paid)?,
        quota: VatQuota::for_cards(quota)?,
    };
    if let Some(path) = &options.csv {
        let mut bytes = Vec::new();
        if options.payments.is_some() {
            write_summary(&summary, &mut bytes)?;
        } else {
            write_due(&summary, &sent, &mut bytes)?;
        }
        paper::write(path, &bytes, report)?;
    }
    record(&summary, &sent, &figures, report);
    show(
        &summary,
        &sent,
        &figures,
        options.payments.is_some(),
        report,
    );
    if let Some(path) = &options.pdf {
        let sheet = QuarterlySheet {
            frame: paper::frame(report.lang()),
            summary,
            sent: Some(sent),
            corrections,
        };
        paper::write(path, &sheet.to_pdf()?, report)?;
    }
    // Without payments nothing was compared.
    let open = options.payments.is_some() && figures.difference != Cents::ZERO;
    Ok(if open { Status::Findings } else { Status::Ok })
}

/// The number of a quarter; the error lists the choices, not what was typed.
fn number(text: &str) -> Result<u32, &'static str> {
    match text {
        "1" => Ok(1),
        "2" => Ok(2),
        "3" => Ok(3),
        "4" => Ok(4),
        _ => Err("1, 2, 3, 4"),
    }
}

/// Sums of the quarter.
struct Figures {
    cards: u32,
    /// Corrections counted.
    cards_paid: u32,
    due: Cents,
    paid: Cents,
    difference: Cents,
    quota: VatQuota,
}

fn sent(
    options: &Options,
    code: Belfiore,
    periods: &[HalfMonth],
    report: &mut Report,
) -> Result<Sent, Failure> {
    let path = match &options.cards {
        Cards::Count(count) => return Ok(Sent::Quarter(*count)),
        Cards::File(path) => path,
    };
    let (Some(first), Some(last)) = (periods.first(), periods.last()) else {
        return Err(Error::new(Code::BadPeriod).into());
    };
    let days = (first.start(), last.end());
    let mut found = count::by_day(path, days, Some(code), report)?;
    left_out(found.left_out, report);
    let days = found.comuni.remove(&code).unwrap_or_default();
    let mut sent = Vec::new();
    for period in periods {
        let mut counts = days
            .range(period.start()..=period.end())
            .map(|(_, count)| *count);
        let count = counts.try_fold(0_u32, u32::checked_add);
        sent.push((
            *period,
            count.ok_or_else(|| Error::new(Code::AmountOverflow))?,
        ));
    }
    Ok(Sent::HalfMonths(sent))
}

/// Says how many cards of a file are not in the figures.
pub(super) fn left_out(count: u64, report: &mut Report) {
    if count > 0 {
        report.warn(&text!(
            report.lang(),
            "{count} righe di altri periodi o comuni non considerate"
                / "{count} rows of other periods or comuni left out"
        ));
    }
}

type Recorded = (Vec<Payment>, Vec<(HalfMonth, Correction)>);

fn payments(
    path: &std::path::Path,
    code: Belfiore,
    payer: &Payer,
    periods: &[HalfMonth],
    report: &mut Report,
) -> Result<Recorded, Failure> {
    let (mut payments, mut corrections, mut others) = (Vec::new(), Vec::new(), 0);
    let mut bad = BadRows::default();
    events::payments(path, &mut bad, |paid| {
        let event = &paid.event;
        if event.comune != code || !periods.contains(&event.period) {
            others += 1;
            return Ok(());
        }
        if payments.len() + corrections.len() >= PAYMENTS_MAX {
            return Err(Error::new(Code::ReconcileLimit).detail("payments"));
        }
        if event.kind == PaymentKind::Correction {
            let correction = Correction {
                paid_on: event.paid_on,
                reference: event.reference.to_owned(),
                cards: event.cards,
                amount: event.amount,
            };
            corrections.push((event.period, correction));
            return Ok(());
        }
        let cards = u32::try_from(event.cards)
            .map_err(|_| Error::new(Code::BadPaymentEvent).detail("cards"))?;
        let mut remittance = Remittance::new(payer.clone(), event.period, cards)?;
        // The summary refuses an amount that is not that of the cards.
        remittance.amount = event.amount;
        payments.push(Payment {
            remittance,
            order: event.reference.to_owned(),
            paid_on: event.paid_on,
            receipt: paid.receipt.map(str::to_owned),
        });
        Ok(())
    })?;
    bad.refuse(report)?;
    left_out(others, report);
    payments.sort_by_key(|payment| (payment.remittance.period, payment.paid_on));
    corrections.sort_by_key(|(period, correction)| (*period, correction.paid_on));
    Ok((payments, corrections))
}

fn total(sent: &Sent) -> Result<u32, Error> {
    match sent {
        Sent::Quarter(count) => Ok(*count),
        Sent::HalfMonths(periods) => {
            let mut counts = periods.iter().map(|(_, count)| *count);
            let sum = counts.try_fold(0_u32, u32::checked_add);
            sum.ok_or_else(|| Error::new(Code::AmountOverflow))
        }
    }
}

/// What is due, in the columns of the summary: payment order, day and receipt are still to come.
fn write_due(summary: &QuarterlySummary, sent: &Sent, sink: &mut Vec<u8>) -> Result<(), Failure> {
    let (payer, quarter) = (summary.payer(), summary.quarter());
    let periods = quarter.periods()?;
    let lines: Vec<(NaiveDate, NaiveDate, u32, String)> = match sent {
        Sent::Quarter(count) => periods
            .first()
            .zip(periods.last())
            .map(|(first, last)| (first.start(), last.end(), *count, String::new()))
            .into_iter()
            .collect(),
        Sent::HalfMonths(sent) => {
            let mut lines = Vec::new();
            for (period, count) in sent {
                let causale = Remittance::new(payer.clone(), *period, *count)?.causale();
                lines.push((period.start(), period.end(), *count, causale));
            }
            lines
        }
    };
    let refused = |error: csv::Error| Error::new(Code::CsvWrite).caused_by(error);
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(sink);
    writer.write_record(SUMMARY_COLUMNS).map_err(refused)?;
    for (from, to, cards, causale) in lines {
        let amount = state_share(from)?.0.times(cards)?;
        writer
            .write_record([
                payer.name(),
                payer.codice_catastale(),
                &quarter.year().to_string(),
                &quarter.number().to_string(),
                &from.to_string(),
                &to.to_string(),
                &cards.to_string(),
                &amount.get().to_string(),
                "",
                "",
                "",
                &causale,
            ])
            .map_err(refused)?;
    }
    writer
        .flush()
        .map_err(|error| Error::new(Code::CsvWrite).caused_by(error))?;
    Ok(())
}

fn record(summary: &QuarterlySummary, sent: &Sent, figures: &Figures, report: &mut Report) {
    let (route, to) = match summary.channel() {
        Channel::Email(address) => ("email", address),
        Channel::Portal(address) => ("portal", address),
        _ => ("other", ""),
    };
    let halves: Vec<_> = match sent {
        Sent::Quarter(_) => Vec::new(),
        Sent::HalfMonths(sent) => sent
            .iter()
            .map(|(period, cards)| {
                json!({ "from": period.start(), "to": period.end(), "cards": cards })
            })
            .collect(),
    };
    let payments: Vec<_> = summary
        .payments()
        .iter()
        .map(|payment| {
            json!({
                "from": payment.remittance.period.start(),
                "to": payment.remittance.period.end(),
                "cards": payment.remittance.cards,
                "cents": payment.remittance.amount,
                "order": payment.order,
                "paid_on": payment.paid_on,
                "receipt": payment.receipt,
                "causale": payment.remittance.causale(),
            })
        })
        .collect();
    let quarter = summary.quarter();
    report.record(&json!({
        "comune": summary.payer().name(),
        "codice_catastale": summary.payer().codice_catastale(),
        "year": quarter.year(),
        "quarter": quarter.number(),
        "cards": figures.cards,
        "due_cents": figures.due,
        "cards_paid": figures.cards_paid,
        "paid_cents": figures.paid,
        "difference_cents": figures.difference,
        "channel": route,
        "address": to,
        "vat_quota_cents": figures.quota.total,
        "municipal_vat_back_cents": figures.quota.comune,
        "ministry_vat_back_cents": figures.quota.ministry,
        "half_months": halves,
        "payments": payments,
    }));
}

fn show(
    summary: &QuarterlySummary,
    sent: &Sent,
    figures: &Figures,
    compared: bool,
    report: &mut Report,
) {
    let lang = report.lang();
    if let Sent::HalfMonths(sent) = sent {
        let mut rows = vec![[
            text!(lang, "quindicina" / "half-month"),
            text!(lang, "carte" / "cards"),
        ]];
        rows.extend(
            sent.iter()
                .map(|(period, cards)| [period.to_string(), cards.to_string()]),
        );
        table::rows(report, &rows);
    }
    let money = |cents: Cents| cents.display(lang).to_string();
    let route = match summary.channel() {
        Channel::Email(address) => text!(
            lang,
            "allegato A con le quietanze a {address}"
                / "allegato A with the receipts (quietanze) to {address}"
        ),
        Channel::Portal(address) => {
            text!(
                lang,
                "Portale Pagamenti CIE, {address}" / "Portale Pagamenti CIE, {address}"
            )
        }
        _ => String::new(),
    };
    let quarter = summary.quarter();
    let mut facts = vec![
        (
            text!(lang, "trimestre" / "quarter"),
            format!("{}/{}", quarter.number(), quarter.year()),
        ),
        (
            text!(
                lang,
                "carte inviate in produzione" / "cards sent into production"
            ),
            figures.cards.to_string(),
        ),
        (text!(lang, "dovuto" / "due"), money(figures.due)),
    ];
    if compared {
        facts.push((text!(lang, "versato" / "paid"), money(figures.paid)));
        facts.push((
            text!(lang, "differenza" / "difference"),
            money(figures.difference),
        ));
    }
    facts.push((text!(lang, "trasmissione" / "goes to"), route));
    facts.push(vat_back(&money(figures.quota.comune), lang));
    table::facts(report, &facts);
}
