//! From people and where they live to fields.

use chrono::NaiveDate;
use cie_core::citizen::{AddressPlace, BirthPlace, Citizenship, NamePart, Person, Residence, Sex};
use cie_core::date::PartialDate;
use cie_core::exchange::{Provenance, Subject};
use cie_core::redact::Personal;

use super::sheet::Sheet;
use super::to_wire::card;
use crate::profile::{Group, Key};
use crate::{Code, Error, Result};

fn refuse(key: Key) -> Error {
    Error::new(Code::NotRepresentable).detail(key.name())
}

/// The fields of a person; `code` is where this message has the codice fiscale.
pub(super) fn person(sheet: &mut Sheet, person: &Person, code: Key) -> Result<()> {
    if let Some(tax_code) = &person.tax_code {
        sheet.need(code, tax_code.code.expose())?;
        sheet.flag(Key::TaxCodeValidated, tax_code.validated);
        sheet.date(Key::TaxCodeSince, tax_code.since);
    }
    name(sheet, &person.surname, Key::Surname, Key::NoSurname);
    name(sheet, &person.given, Key::Given, Key::NoGiven);
    let sex = match person.sex {
        Sex::M => 0,
        Sex::F => 1,
        Sex::N => 2,
        _ => return Err(refuse(Key::Sex)),
    };
    sheet.token(Key::Sex, sex);
    birth_date(sheet, person.birth_date)?;
    birth_place(sheet, &person.birth_place)?;
    if person.aire {
        sheet.flag(Key::Aire, Some(true));
    }
    sheet.text(Key::RegistryId, person.registry_id.as_ref());
    sheet.text(Key::AnprId, person.anpr_id.as_ref());
    Ok(())
}

fn name(sheet: &mut Sheet, name: &NamePart, written: Key, without: Key) {
    match name {
        NamePart::Written(text) => sheet.exact(written, text.expose()),
        NamePart::None => sheet.token(without, 0),
    }
}

fn birth_date(sheet: &mut Sheet, date: PartialDate) -> Result<()> {
    let first = |year, month| NaiveDate::from_ymd_opt(year, month, 1);
    let written = match date {
        PartialDate::Full(date) => Some(date),
        PartialDate::YearMonth(year, month) => {
            sheet.token(Key::NoBirthDay, 0);
            first(year, month)
        }
        PartialDate::Year(year) => {
            sheet.token(Key::NoBirthDayMonth, 0);
            first(year, 1)
        }
    };
    let written = written.ok_or_else(|| refuse(Key::BirthDate))?;
    sheet.date(Key::BirthDate, Some(written));
    Ok(())
}

fn birth_place(sheet: &mut Sheet, place: &BirthPlace) -> Result<()> {
    match place {
        BirthPlace::Comune {
            belfiore,
            istat,
            name,
            province,
        } => {
            sheet.need(Key::BirthComune, name)?;
            sheet.text(Key::BirthComuneIstat, istat.as_ref());
            sheet.text(Key::BirthComuneBelfiore, belfiore.as_ref());
            sheet.text(Key::BirthComuneProvince, province.as_ref());
        }
        BirthPlace::Foreign {
            belfiore,
            state_code,
            state,
            locality,
            province,
        } => {
            sheet.need(Key::BirthState, state)?;
            sheet.text(Key::BirthStateCode, state_code.as_ref());
            sheet.text(Key::BirthStateBelfiore, belfiore.as_ref());
            sheet.text(Key::BirthLocality, locality.as_ref());
            sheet.text(Key::BirthForeignProvince, province.as_ref());
        }
        BirthPlace::Exceptional(place) => sheet.need(Key::BirthExceptional, place)?,
        _ => return Err(refuse(Key::BirthComune)),
    }
    Ok(())
}

/// The fields of a subject.
pub(super) fn subject(subject: &Subject) -> Result<Sheet> {
    let mut sheet = Sheet::default();
    person(&mut sheet, &subject.person, Key::TaxCode)?;
    if let Some(act) = &subject.birth_act {
        sheet.text(Key::ActComune, act.comune.as_ref());
        sheet.text(Key::ActComuneIstat, act.comune_istat.as_ref());
        sheet.text(Key::ActYear, act.year.as_ref());
        sheet.text(Key::ActPart, act.part.as_ref());
        sheet.text(Key::ActSeries, act.series.as_ref());
        sheet.text(Key::ActNumber, act.number.as_ref().map(Personal::expose));
    }
    sheet.text(Key::CivilStatus, subject.civil_status.as_ref());
    let mut parents = Vec::new();
    for parent in &subject.parents {
        let mut member = Sheet::default();
        person(&mut member, parent, Key::TaxCode)?;
        parents.push(member);
    }
    sheet.group(Group::Parents, parents);
    if let Some(home) = &subject.residence {
        residence(&mut sheet, home)?;
    }
    let citizenships = subject.citizenships.iter().map(citizenship);
    sheet.group(Group::Citizenships, citizenships.collect::<Result<_>>()?);
    if let Some(cancellation) = &subject.cancellation {
        sheet.text(Key::CancellationReason, cancellation.reason.as_ref());
        sheet.date(Key::CancelledOn, Some(cancellation.on));
    }
    if let Some(held) = &subject.card {
        card(&mut sheet, held)?;
    }
    sheet.flag(Key::Certifiable, subject.certifiable);
    if let Some(provenance) = subject.provenance {
        let member = match provenance {
            Provenance::Anpr => 0,
            Provenance::Ina => 1,
            Provenance::TaxRegistry => 2,
            Provenance::Aire => 3,
            _ => return Err(refuse(Key::Provenance)),
        };
        sheet.token(Key::Provenance, member);
    }
    if let Some(height) = subject.height_cm {
        sheet.put(Key::Height, super::value::Value::Number(height));
    }
    Ok(sheet)
}

fn citizenship(citizenship: &Citizenship) -> Result<Sheet> {
    let mut member = Sheet::default();
    member.need(Key::CitizenshipCode, &citizenship.state_code)?;
    member.text(Key::CitizenshipState, citizenship.state.as_ref());
    member.date(Key::CitizenshipSince, citizenship.since);
    Ok(member)
}

fn residence(sheet: &mut Sheet, residence: &Residence) -> Result<()> {
    match residence {
        Residence::Italy {
            address,
            care_of,
            since,
        } => {
            comune(sheet, &address.comune)?;
            sheet.text(Key::StreetType, address.street_type.as_ref());
            sheet.need(Key::Street, address.street.expose())?;
            // The text as the registry wrote it: the parts are for reading, never for rebuilding.
            let civic = address.civic.as_ref().map(|civic| &civic.verbatim);
            sheet.text(Key::Civic, civic);
            sheet.text(Key::Cap, address.cap.as_ref());
            sheet.text(Key::Frazione, address.frazione.as_ref());
            sheet.text(Key::CareOf, care_of.as_ref().map(Personal::expose));
            sheet.date(Key::ResidentSince, *since);
        }
        Residence::Abroad {
            address,
            aire_comune,
        } => {
            sheet.need(Key::AbroadState, &address.state)?;
            sheet.text(Key::AbroadStateCode, address.state_code.as_ref());
            sheet.text(Key::AbroadLocality, address.locality.as_ref());
            sheet.text(Key::AbroadProvince, address.province.as_ref());
            sheet.text(Key::AbroadLine, address.line.as_ref().map(Personal::expose));
            if let Some(place) = aire_comune {
                sheet.need(Key::AireComune, &place.name)?;
                sheet.text(Key::AireComuneIstat, place.istat.as_ref());
                sheet.text(Key::AireComuneProvince, place.province.as_ref());
            }
        }
        Residence::NoFixedAbode { comune: at, street } => {
            sheet.flag(Key::NoFixedAbode, Some(true));
            comune(sheet, at)?;
            sheet.text(Key::Street, street.as_ref().map(Personal::expose));
        }
        _ => return Err(refuse(Key::Comune)),
    }
    Ok(())
}

fn comune(sheet: &mut Sheet, place: &AddressPlace) -> Result<()> {
    sheet.need(Key::Comune, &place.name)?;
    sheet.text(Key::ComuneIstat, place.istat.as_ref());
    sheet.text(Key::ComuneProvince, place.province.as_ref());
    Ok(())
}
