//! Verdicts and data of a card, for people and for programs.

use cie_core::lang::Lang;
use cie_devices::emrtd::Files;
use cie_devices::emrtd::lds::{DataGroup, Dg1, Dg11, Dg12, File};
use cie_devices::emrtd::passive::{Report as Verdicts, Summary};
use serde_json::{Map, Value, json};

use crate::commands::table;
use crate::exit::{Failure, Status};
use crate::report::Report;

/// The verdicts for people: one sentence, then every question with its answer and evidence.
pub(super) fn verdicts(verdicts: &Verdicts, report: &mut Report) {
    let lang = report.lang();
    report.show(verdicts.summary().sentence(lang));
    let rows: Vec<[String; 3]> = verdicts
        .verdicts
        .iter()
        .map(|verdict| {
            [
                verdict.check.label(lang),
                verdict.outcome.label(lang).to_owned(),
                verdict.reason(lang),
            ]
        })
        .collect();
    table::rows(report, &rows);
}

/// The verdicts as an object.
pub(super) fn object(verdicts: &Verdicts) -> Map<String, Value> {
    match serde_json::to_value(verdicts) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

/// What the chip says of document and holder: names of the data for people and for programs, and
/// the data.
pub(super) fn data(files: &Files) -> Vec<(&'static str, &'static str, &'static str, String)> {
    let group = |group| files.get(File::Group(group));
    let mut data = Vec::new();
    let mut add = |name, it, en, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            data.push((name, it, en, value));
        }
    };
    let zone = group(DataGroup::DG1).and_then(|bytes| Dg1::parse(bytes).ok()?.td1().ok());
    if let Some(zone) = &zone {
        add(
            "serial",
            "documento",
            "document",
            Some(zone.document_number()),
        );
    }
    let document = group(DataGroup::DG12).and_then(|bytes| Dg12::parse(bytes).ok());
    if let Some(document) = document {
        let issued = document.issued.map(|day| day.to_string());
        let notes = document.observations.map(|text| text.into_inner());
        add(
            "authority",
            "rilasciato da",
            "issued by",
            document.authority,
        );
        add("issued", "rilasciato il", "issued on", issued);
        add("observations", "annotazioni", "observations", notes);
    }
    let holder = group(DataGroup::DG11).and_then(|bytes| Dg11::parse(bytes).ok());
    if let Some(holder) = holder {
        if let Some(name) = &holder.name {
            add(
                "surname",
                "cognome",
                "surname",
                Some(name.surname.expose().clone()),
            );
            add("name", "nome", "name", Some(name.given.expose().clone()));
        }
        let born = holder.birth_date.map(|date| date.date().to_string());
        add("born", "nascita", "born", born);
        let place = holder.birth_place.map(|place| {
            let province = place.province.map(|p| format!(" ({})", p.expose()));
            format!("{}{}", place.place.expose(), province.unwrap_or_default())
        });
        add("birth_place", "luogo di nascita", "place of birth", place);
        let code = holder.personal_number.map(|number| number.into_inner());
        add("codice_fiscale", "codice fiscale", "codice fiscale", code);
        let address: Vec<&str> = holder.address.iter().map(|p| p.expose().as_str()).collect();
        add("address", "indirizzo", "address", Some(address.join(", ")));
    } else if let Some(zone) = &zone {
        add("surname", "cognome", "surname", Some(zone.surname()));
        add("name", "nome", "name", Some(zone.given_names()));
    }
    data
}

/// The data for people.
pub(super) fn facts(files: &Files, report: &mut Report) {
    let english = report.lang() == Lang::En;
    let facts: Vec<(String, String)> = data(files)
        .into_iter()
        .map(|(_, it, en, value)| ((if english { en } else { it }).to_owned(), value))
        .collect();
    table::facts(report, &facts);
}

/// The status that a verdict ends with. Who only reads is served when nothing is wrong; who asks for
/// a verification, when everything needed was decided.
pub(super) fn status(summary: Summary, must_be_decided: bool) -> Status {
    let fine = summary.is_accepted() || (summary == Summary::Undecided && !must_be_decided);
    if fine { Status::Ok } else { Status::Findings }
}

/// The failure of something that cannot be serialised.
pub(super) fn unwritable(error: &serde_json::Error) -> Failure {
    Failure::new(
        Status::Environment,
        format!("risposta non serializzabile: {error}"),
        format!("the answer cannot be serialised: {error}"),
    )
}

/// The members that name the data, for programs.
pub(super) fn members(files: &Files) -> Value {
    let members = data(files).into_iter();
    let members = members.map(|(name, _, _, value)| (name.to_owned(), json!(value)));
    Value::Object(members.collect())
}
