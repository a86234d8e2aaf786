//! Step 8: the half-month remittance to the State.

use chrono::Local;
use cie_core::fees::{Calendar, DueDatePolicy, HalfMonth, Payer, Remittance};
use cie_core::issuance::State;
use cie_core::journal::Journal;
use serde_json::json;

use super::STEPS;
use super::case::{Case, Stage};
use super::counter::{COUNTER, Counter};
use crate::exit::{Failure, Status};

pub(super) fn step(counter: &mut Counter<'_>, case: &mut Case) -> Result<(), Failure> {
    let lang = counter.lang();
    let title = text!(
        lang,
        "Riversamento quindicinale allo Stato" / "Half-month remittance to the State"
    );
    counter.report.step(8, STEPS, &title);

    let period = HalfMonth::containing(counter.clock().date_naive())?;
    let cards = cards_in_production(counter, period)?;
    let office = counter.config.office();
    let payer = Payer::new(&office.comune, &office.belfiore)?;
    let remittance = Remittance::new(payer, period, cards)?;
    let due = period.due(DueDatePolicy::default(), &Calendar::default());
    let iban = Remittance::iban()?;
    let amount = remittance.amount.display(lang).to_string();
    let causale = remittance.causale();

    let facts = [
        (text!(lang, "periodo" / "period"), period.to_string()),
        (
            text!(lang, "carte in produzione" / "cards in production"),
            cards.to_string(),
        ),
        (text!(lang, "importo" / "amount"), amount),
        ("IBAN".to_owned(), iban.to_string()),
        (text!(lang, "causale" / "reference text"), causale.clone()),
        (text!(lang, "entro il" / "by"), due.to_string()),
    ];
    let mut sheet = String::new();
    for (name, value) in &facts {
        counter.report.fact(name, value);
        sheet.push_str(&format!("{name}: {value}\n"));
    }
    let line = json!({
        "comune": office.comune,
        "codice_catastale": office.belfiore,
        "from": period.start().to_string(),
        "to": period.end().to_string(),
        "cards": cards,
        "cents": remittance.amount.get(),
        "iban": iban.as_str(),
        "causale": causale,
        "due": due.to_string(),
    });
    counter.folder.write("remittance.txt", sheet.as_bytes())?;
    counter
        .folder
        .write("remittance.json", format!("{line:#}\n").as_bytes())?;
    counter.report.object("remittance", line);
    if case.stage >= Stage::Remitted {
        return Ok(());
    }
    let event = counter
        .event(case, "remittance.computed", COUNTER)
        .with("cards", cards.to_string())
        .with("cents", remittance.amount.get().to_string());
    counter.reach("remitted", case, Stage::Remitted, event)
}

/// Cards sent into production in the half-month, counted in the journal.
fn cards_in_production(counter: &Counter<'_>, period: HalfMonth) -> Result<u32, Failure> {
    let entries = counter.store.entries().map_err(|error| {
        let text = error.to_string();
        Failure::new(Status::Environment, text.clone(), text)
    })?;
    let what = format!("state.{}", State::InProduction.name());
    let count = entries
        .iter()
        .filter(|entry| entry.event.what == what)
        .filter(|entry| {
            let day = entry.event.at.with_timezone(&Local).date_naive();
            period.start() <= day && day <= period.end()
        })
        .count();
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}
