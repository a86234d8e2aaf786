//! Step 3: the codice fiscale is read from a barcode and the registry is asked for the citizen.

use std::fs;

use chrono::Datelike;
use cie_core::citizen::NamePart;
use cie_core::citizen::codice_fiscale::AnyCode;
use cie_core::exchange::{Answer, Outcome, Query, QueryKey, Request, Subject};
use cie_core::lang::Lang;
use cie_core::redact::Personal;
use cie_devices::barcode;
use cie_store::Requests;
use serde_json::json;

use super::STEPS;
use super::case::{Case, Stage};
use super::connect::{Connection, refused};
use super::counter::{COUNTER, Counter};
use crate::args::DemoOptions;
use crate::exit::{Failure, Status, input_failure};

/// The case that an earlier run left unfinished, or a new one from the barcode of a health card.
pub(super) fn open(
    counter: &mut Counter<'_>,
    options: &DemoOptions,
    case: Option<Case>,
) -> Result<Case, Failure> {
    let lang = counter.lang();
    let title = text!(
        lang,
        "Postazione SIMULATA: codice fiscale dal codice a barre, dati dall'anagrafe"
            / "SIMULATED workstation: codice fiscale from the barcode, data from the registry"
    );
    counter.report.step(3, STEPS, &title);
    match case {
        Some(case) => Ok(case),
        None => read_barcode(counter, options),
    }
}

/// Reads the barcode of the health card and gives the request its number.
fn read_barcode(counter: &mut Counter<'_>, options: &DemoOptions) -> Result<Case, Failure> {
    let lang = counter.lang();
    let code = match &options.codice_fiscale {
        Some(code) => code.clone(),
        None => marked_resident(options)?,
    };
    let image = barcode::render(&code, &barcode::Rendering::default())?;
    let name = "media/tessera-sanitaria.png";
    counter.folder.write(name, &image)?;
    let code = barcode::decode(&image)?.into_codice_fiscale();
    // Code 39 has no check of its own; a misread bar can make another well-shaped text.
    AnyCode::parse(code.expose().as_bytes())?;
    counter.report.fact(
        &text!(lang, "codice a barre" / "barcode"),
        &text!(
            lang,
            "letto da {name} (Code 39)" / "read from {name} (Code 39)"
        ),
    );
    let office = counter.config.office();
    let number = counter
        .store
        .next_number(&office.istat, counter.on.year())?;
    let mut case = Case::new(
        number,
        code,
        counter.clock().naive_local(),
        counter.moved.num_days(),
    );
    let event = counter.event(&case, "state.draft", COUNTER);
    counter.commit("opened", &mut case, event, Vec::new())?;
    Ok(case)
}

/// Asks the registry for the citizen and shows what it holds.
pub(super) fn step(
    counter: &mut Counter<'_>,
    connection: &Connection,
    case: &mut Case,
) -> Result<(), Failure> {
    if case.stage >= Stage::Identified {
        counter.already_done();
    } else {
        interrogate(counter, connection, case)?;
    }
    show(counter, case);
    Ok(())
}

/// The resident whose row is marked `demo`.
fn marked_resident(options: &DemoOptions) -> Result<String, Failure> {
    let path = &options.residents;
    let bytes = fs::read(path).map_err(|e| input_failure(path, &e, "--residents"))?;
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(b';')
        .flexible(true)
        .from_reader(&*bytes);
    let headers = rows.headers().cloned().unwrap_or_default();
    let column = |name| headers.iter().position(|header| header == name);
    let (code, label) = (column("codice_fiscale"), column("caso"));
    let found = code.zip(label).and_then(|(code, label)| {
        let rows = rows.records().flatten();
        let mut marked = rows.filter(|row| {
            row.get(label)
                .is_some_and(|labels| labels.split('+').any(|label| label == "demo"))
        });
        marked
            .next()
            .and_then(|row| row.get(code).map(str::to_owned))
    });
    found.ok_or_else(|| {
        let path = path.display();
        Failure::new(
            Status::Usage,
            format!("{path} non ha una riga con caso 'demo': indicare --codice-fiscale"),
            format!("{path} has no row whose caso is 'demo': name a --codice-fiscale"),
        )
    })
}

fn interrogate(
    counter: &mut Counter<'_>,
    connection: &Connection,
    case: &mut Case,
) -> Result<(), Failure> {
    let query = Query {
        header: Connection::header(counter, case, "Q", case.opened_at)?,
        requester: Connection::requester(counter),
        key: QueryKey::CodiceFiscale(case.codice_fiscale.clone()),
        residence_istat: Some(counter.config.office().istat),
    };
    let request = Request::Interrogazione(query);
    let (answer, event) = connection.exchange(counter, case, "1-interrogazione", &request)?;
    case.subject = Some(the_one(answer)?);
    counter.reach("identified", case, Stage::Identified, event)
}

/// One subject, or a reasoned refusal.
fn the_one(answer: Answer) -> Result<Subject, Failure> {
    match (answer.outcome, answer.subjects.as_slice()) {
        (Outcome::Ok, [subject]) => Ok(subject.clone()),
        (Outcome::Several, _) => Err(refused(
            &answer,
            "più soggetti rispondono: l'operatore deve scegliere",
            "several subjects answer: the operator must choose",
        )),
        _ => Err(refused(
            &answer,
            "l'anagrafe non ha restituito il cittadino",
            "the registry did not return the citizen",
        )),
    }
}

/// The citizen is in front of the operator: what the registry holds is shown, as at the counter.
fn show(counter: &mut Counter<'_>, case: &Case) {
    let lang = counter.lang();
    let number = case.number.to_string();
    counter
        .report
        .fact(&text!(lang, "richiesta" / "request"), &number);
    let Some(subject) = &case.subject else { return };
    let none = if lang == Lang::En {
        "(none)"
    } else {
        "(nessuno)"
    };
    let name = |part: &NamePart| part.text().unwrap_or(none).to_owned();
    let person = &subject.person;
    let full = format!("{} {}", name(&person.surname), name(&person.given));
    let known = Personal::new(full);
    counter.report.fact(
        &text!(lang, "cittadino (sintetico)" / "citizen (synthetic)"),
        known.expose(),
    );
    counter
        .report
        .object("identified", json!({ "request": case.number }));
}
