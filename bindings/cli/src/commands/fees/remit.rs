//! `cie fees remit`: the transfer of a half-month.

use chrono::NaiveDate;
use cie_core::date::parse_date;
use cie_core::fees::{HalfMonth, Payer, Remittance, VatQuota, state_share};
use clap::Args;
use serde_json::json;

use super::due::{DueOptions, with_weekday};
use crate::commands::{place, table};
use crate::exit::{Failure, Status};
use crate::report::Report;

/// Options of `cie fees remit`.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Cards sent into production in the half-month.
    #[arg(long, value_name = "N")]
    cards: u32,
    /// First day of the half-month, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    from: NaiveDate,
    /// Last day of the half-month, YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    to: NaiveDate,
    /// The comune that pays, by name or Belfiore code, to have the reference text too.
    #[arg(long)]
    comune: Option<String>,
    #[command(flatten)]
    due: DueOptions,
}

pub(super) fn run(options: &Options, report: &mut Report) -> Result<Status, Failure> {
    let lang = report.lang();
    let period = HalfMonth::between(options.from, options.to)?;
    let calendar = options.due.calendar()?;
    let due = options.due.due(period, &calendar);
    let amount = state_share(period.start())?.0.times(options.cards)?;
    let quota = VatQuota::for_cards(options.cards)?;
    let causale = match &options.comune {
        Some(comune) => Some(causale(comune, period, options.cards, report)?),
        None => None,
    };
    let iban = Remittance::iban()?;
    let (capo, capitolo) = Remittance::capo_capitolo();
    report.record(&json!({
        "cents": amount,
        "cards": options.cards,
        "from": period.start(),
        "to": period.end(),
        "due": due,
        "iban": iban.as_str(),
        "capo": capo,
        "capitolo": capitolo,
        "causale": causale,
        "vat_quota_cents": quota.total,
        "municipal_vat_back_cents": quota.comune,
        "ministry_vat_back_cents": quota.ministry,
    }));
    let mut facts = vec![
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
    ];
    let back = quota.comune.display(lang);
    facts.push((
        text!(lang, "IVA che torna al comune" / "VAT back to the comune"),
        text!(
            lang,
            "{back}, se i riepiloghi trimestrali sono corretti"
                / "{back}, if the quarterly summaries are correct"
        ),
    ));
    table::facts(report, &facts);
    if let Some(causale) = causale {
        // On a line of its own and never wrapped: it is copied to the letter.
        let label = text!(lang, "causale:" / "reference text:");
        report.show(&format!("  {label}\n{causale}"));
    }
    Ok(Status::Ok)
}

fn causale(
    comune: &str,
    period: HalfMonth,
    cards: u32,
    report: &mut Report,
) -> Result<String, Failure> {
    let (code, place) = place::find(comune, period.end(), report)?;
    let payer = Payer::new(place.name(), code.as_str())?;
    Ok(Remittance::new(payer, period, cards)?.causale())
}
