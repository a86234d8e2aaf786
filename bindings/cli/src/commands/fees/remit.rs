//! `cie fees remit`: the transfer of a half-month, one for each comune.

use std::path::PathBuf;

use chrono::NaiveDate;
use cie_core::citizen::place::{Belfiore, Places};
use cie_core::date::parse_date;
use cie_core::fees::{Calendar, Cents, HalfMonth, Payer, Remittance, VatQuota, state_share};
use cie_core::{Code, Error};
use cie_devices::print::{RemittanceSheet, Transfer};
use clap::Args;
use serde_json::json;

use super::count::{self, Cards};
use super::due::{DueOptions, with_weekday};
use super::{quarterly, vat_back};
use crate::commands::{paper, place, table};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie fees remit`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Cards sent into production in the half-month: a number, or CSV with columns
    /// codice_catastale, sent_on, of one comune or more.
    #[arg(long, value_name = "N|FILE", value_parser = count::parse)]
    cards: Cards,
    /// First day of the half-month, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    from: NaiveDate,
    /// Last day of the half-month, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    to: NaiveDate,
    /// The comune that pays, by name or Belfiore code, to have the reference text too.
    #[arg(long)]
    comune: Option<String>,
    /// Payments, CSV as for `cie fees reconcile`: the corrections of the half-month are printed.
    #[arg(long, value_name = "FILE", requires = "pdf")]
    payments: Option<PathBuf>,
    /// Print the payment orders as PDF.
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
    #[command(flatten)]
    due: DueOptions,
}

/// What one comune transfers.
struct Order {
    code: Option<Belfiore>,
    payer: Option<Payer>,
    cards: u32,
    by_day: Vec<(NaiveDate, u32)>,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let period = HalfMonth::between(options.from, options.to)?;
    let calendar = options.due.calendar()?;
    let orders = orders(options, period, report)?;
    if let Some(path) = &options.pdf {
        let sheet = RemittanceSheet {
            frame: paper::frame(report.lang()),
            transfers: transfers(options, period, &calendar, &orders, report)?,
        };
        paper::write(path, &sheet.to_pdf()?, report)?;
    }
    for order in &orders {
        answer(options, period, &calendar, order, report)?;
    }
    Ok(Status::Ok)
}

/// One for each comune.
fn orders(
    options: &Options,
    period: HalfMonth,
    report: &mut Report,
) -> Result<Vec<Order>, Failure> {
    let comune = match &options.comune {
        Some(comune) => {
            let (code, place) = place::find(comune, period.end(), report)?;
            Some((code, Payer::new(place.name(), code.as_str())?))
        }
        None => None,
    };
    let path = match &options.cards {
        Cards::Count(cards) => {
            let (code, payer) = comune.unzip();
            let (cards, by_day) = (*cards, Vec::new());
            return Ok(vec![Order {
                code,
                payer,
                cards,
                by_day,
            }]);
        }
        Cards::File(path) => path,
    };
    let days = (period.start(), period.end());
    let only = comune.as_ref().map(|(code, _)| *code);
    let mut found = count::by_day(path, days, only, report)?;
    quarterly::left_out(found.left_out, report);
    if let Some(code) = only {
        found.comuni.entry(code).or_default();
    }
    let mut orders = Vec::new();
    for (code, days) in found.comuni {
        let mut counts = days.values().copied();
        let cards = counts.try_fold(0_u32, u32::checked_add);
        let known = [period.end(), period.start()];
        let place = known
            .into_iter()
            .find_map(|day| Places::embedded().at(code, day));
        // A code that no comune has is in the file: it must not pass in silence.
        let place = place.ok_or_else(|| unknown(code))?;
        orders.push(Order {
            code: Some(code),
            payer: Some(Payer::new(place.name(), code.as_str())?),
            cards: cards.ok_or_else(|| Error::new(Code::AmountOverflow))?,
            by_day: days.into_iter().collect(),
        });
    }
    if orders.is_empty() {
        return Err(Failure::new(
            Status::Findings,
            "nessuna carta nella quindicina",
            "no card in the half-month",
        ));
    }
    Ok(orders)
}

fn unknown(code: Belfiore) -> Failure {
    Failure::new(
        Status::Findings,
        format!("{code}: nella quindicina nessun comune aveva questo codice catastale"),
        format!("{code}: no comune had this codice catastale in the half-month"),
    )
}

fn transfers(
    options: &Options,
    period: HalfMonth,
    calendar: &Calendar,
    orders: &[Order],
    report: &mut Report,
) -> Result<Vec<Transfer>, Failure> {
    let corrections = match &options.payments {
        Some(path) => count::corrections(path, &[period], report)?,
        None => Vec::new(),
    };
    let mut transfers = Vec::new();
    for order in orders {
        let payer = order.payer.clone().ok_or_else(|| {
            Failure::new(
                Status::Usage,
                "--pdf vuole il comune che versa: indicarlo con --comune",
                "--pdf needs the comune that pays: name it with --comune",
            )
        })?;
        let own = corrections
            .iter()
            .filter(|(code, _, _)| Some(*code) == order.code);
        transfers.push(Transfer {
            remittance: Remittance::new(payer, period, order.cards)?,
            due_on: options.due.due(period, calendar),
            by_day: order.by_day.clone(),
            corrections: own.map(|(_, _, correction)| correction.clone()).collect(),
        });
    }
    let taken: usize = transfers
        .iter()
        .map(|transfer| transfer.corrections.len())
        .sum();
    quarterly::left_out((corrections.len() - taken) as u64, report);
    Ok(transfers)
}

fn answer(
    options: &Options,
    period: HalfMonth,
    calendar: &Calendar,
    order: &Order,
    report: &mut Report,
) -> Result<(), Failure> {
    let lang = report.lang();
    let due = options.due.due(period, calendar);
    let amount: Cents = state_share(period.start())?.0.times(order.cards)?;
    let quota = VatQuota::for_cards(order.cards)?;
    let causale = match &order.payer {
        Some(payer) => Some(Remittance::new(payer.clone(), period, order.cards)?.causale()),
        None => None,
    };
    let iban = Remittance::iban()?;
    let (capo, capitolo) = Remittance::capo_capitolo();
    report.record(&json!({
        "cents": amount,
        "cards": order.cards,
        "from": period.start(),
        "to": period.end(),
        "due": due,
        "iban": iban.as_str(),
        "capo": capo,
        "capitolo": capitolo,
        "causale": causale,
        "codice_catastale": order.code,
        "vat_quota_cents": quota.total,
        "municipal_vat_back_cents": quota.comune,
        "ministry_vat_back_cents": quota.ministry,
    }));
    let payer = order.payer.iter().map(|payer| {
        let name = format!("{} ({})", payer.name(), payer.codice_catastale());
        (text!(lang, "comune" / "comune"), name)
    });
    let mut facts: Vec<(String, String)> = payer.collect();
    facts.extend([
        (
            text!(lang, "importo" / "amount"),
            amount.display(lang).to_string(),
        ),
        (text!(lang, "periodo" / "period"), period.to_string()),
        (text!(lang, "entro il" / "due by"), with_weekday(due, lang)),
        ("IBAN".to_owned(), iban.to_string()),
        (
            text!(lang, "bilancio dello Stato" / "State budget"),
            text!(
                lang,
                "capo {capo}, capitolo {capitolo}" / "capo {capo}, capitolo {capitolo}"
            ),
        ),
    ]);
    facts.push(vat_back(&quota.comune.display(lang).to_string(), lang));
    table::facts(report, &facts);
    if let Some(causale) = causale {
        // On a line of its own and never wrapped: it is copied to the letter.
        let label = text!(lang, "causale:" / "reference text:");
        report.show(&format!("  {label}\n{causale}"));
    }
    Ok(())
}
