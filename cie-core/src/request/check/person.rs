//! Names, birth, codice fiscale, citizenship.

use super::{FindingCode as F, Inspection};
use crate::citizen::codice_fiscale::{AnyCode, BirthData, CodiceFiscale, Field};
use crate::citizen::{NamePart, UNDEFINED_STATE_CODE};
use crate::request::IssueKind;

pub(super) fn inspect(i: &mut Inspection<'_>) {
    names(i);
    birth(i);
    codice_fiscale(i);
    citizenship(i);
}

fn names(i: &mut Inspection<'_>) {
    let person = &i.request.subject.person;
    let parts = [
        (&person.surname, "subject.person.surname", F::NoSurname),
        (&person.given, "subject.person.given", F::NoGivenName),
    ];
    if person.surname == NamePart::None && person.given == NamePart::None {
        return i.found(F::Nameless, "subject.person");
    }
    for (part, field, none) in parts {
        match part.text() {
            None => i.found(none, field),
            Some(text) => i.found_if(text.trim().is_empty(), F::EmptyName, field),
        }
    }
}

fn birth(i: &mut Inspection<'_>) {
    let field = "subject.person.birth_date";
    match i.request.subject.person.birth_date.complete() {
        None => i.found(F::IncompleteBirthDate, field),
        Some(date) => i.found_if(date > i.on, F::BornInTheFuture, field),
    }
}

fn codice_fiscale(i: &mut Inspection<'_>) {
    let field = "subject.person.tax_code";
    let Some(tax_code) = &i.request.subject.person.tax_code else {
        // A consulate may have it attributed through ANPR; see the check of the variants.
        let consular = matches!(i.request.kind, IssueKind::Consular(_));
        return i.found_if(!consular, F::NoCodiceFiscale, field);
    };
    i.found_if(
        tax_code.validated != Some(true),
        F::UnvalidatedCodiceFiscale,
        field,
    );
    match AnyCode::parse(tax_code.code.expose().as_bytes()) {
        Err(_) => i.found(F::BadCodiceFiscale, field),
        Ok(AnyCode::Provisional(_)) => i.found(F::ProvisionalCodiceFiscale, field),
        Ok(AnyCode::Definitive(code)) => compare(i, &code, field),
    }
}

/// Compares a well-formed code with the particulars; one finding for each part that disagrees.
fn compare(i: &mut Inspection<'_>, code: &CodiceFiscale, field: &str) {
    i.found_if(code.is_omocode(), F::OmocodeCodiceFiscale, field);
    let person = &i.request.subject.person;
    let place = person
        .birth_place
        .belfiore()
        .and_then(|place| place.parse().ok());
    // What is incomplete is reported elsewhere; comparing with a guess would report it twice.
    let (Some(birth), Some(place)) = (person.birth_date.complete(), place) else {
        return;
    };
    let data = BirthData {
        surname: person.surname.text(),
        given: person.given.text(),
        birth,
        sex: person.sex,
        place,
    };
    let Ok(verification) = code.verify(&data) else {
        return;
    };
    let mut fields: Vec<&str> = verification.mismatches().map(compared_field).collect();
    fields.dedup();
    for field in fields {
        i.found(F::CodiceFiscaleMismatch, field);
    }
}

/// The field of the person that a part of the code comes from.
fn compared_field(part: Field) -> &'static str {
    match part {
        Field::Surname => "subject.person.surname",
        Field::Given => "subject.person.given",
        Field::Sex => "subject.person.sex",
        Field::Place => "subject.person.birth_place",
        _ => "subject.person.birth_date",
    }
}

fn citizenship(i: &mut Inspection<'_>) {
    let citizenships = &i.request.subject.citizenships;
    let field = "subject.citizenships";
    if citizenships.is_empty() {
        return i.found(F::NoCitizenship, field);
    }
    let undefined = citizenships
        .iter()
        .any(|c| c.state_code == UNDEFINED_STATE_CODE);
    let italian = citizenships
        .iter()
        .any(crate::citizen::Citizenship::is_italian);
    i.found_if(undefined && !italian, F::UndefinedCitizenship, field);
    i.found_if(!italian && !undefined, F::ForeignCitizen, field);
    let unknown = citizenships.iter().position(|c| c.place(i.on).is_none());
    if let Some(at) = unknown {
        let field = format!("subject.citizenships[{at}].state_code");
        i.found(F::UnknownCitizenship, field);
    }
}
