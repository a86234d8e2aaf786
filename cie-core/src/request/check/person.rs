//! Names, birth, codice fiscale, citizenship.

use super::{FindingCode as F, Inspection};
use crate::citizen::{NamePart, TaxCode, UNDEFINED_STATE_CODE};

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
        return i.found(F::NoCodiceFiscale, field);
    };
    i.found_if(tax_code.validated != Some(true), F::UnvalidatedCodiceFiscale, field);
    formal(i, tax_code, field);
}

fn formal(i: &mut Inspection<'_>, tax_code: &TaxCode, field: &str) {
    todo_codice_fiscale!(i, tax_code, field);
}

fn citizenship(i: &mut Inspection<'_>) {
    let citizenships = &i.request.subject.citizenships;
    let field = "subject.citizenships";
    if citizenships.is_empty() {
        return i.found(F::NoCitizenship, field);
    }
    let undefined = citizenships.iter().any(|c| c.state_code == UNDEFINED_STATE_CODE);
    let italian = citizenships.iter().any(crate::citizen::Citizenship::is_italian);
    i.found_if(undefined && !italian, F::UndefinedCitizenship, field);
    i.found_if(!italian && !undefined, F::ForeignCitizen, field);
}
