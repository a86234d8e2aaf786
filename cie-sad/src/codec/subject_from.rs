//! From fields to people and where they live.

use chrono::Datelike;
use cie_core::citizen::{
    Address, AddressPlace, BirthPlace, Citizenship, Civic, ForeignAddress, NamePart, Person,
    Residence, Sex, StreetType, TaxCode,
};
use cie_core::date::PartialDate;
use cie_core::exchange::{BirthAct, Cancellation, Provenance, Subject};
use cie_core::redact::Personal;

use super::bag::{Bag, Found};
use super::from_wire::card;
use crate::Code;
use crate::profile::{Group, Key};

/// The fields of a person, codice fiscale aside.
pub(super) const PERSON: &[Key] = &[
    Key::TaxCodeValidated,
    Key::TaxCodeSince,
    Key::Surname,
    Key::NoSurname,
    Key::Given,
    Key::NoGiven,
    Key::Sex,
    Key::BirthDate,
    Key::NoBirthDay,
    Key::NoBirthDayMonth,
    Key::BirthComune,
    Key::BirthComuneIstat,
    Key::BirthComuneBelfiore,
    Key::BirthComuneProvince,
    Key::BirthState,
    Key::BirthStateCode,
    Key::BirthStateBelfiore,
    Key::BirthLocality,
    Key::BirthForeignProvince,
    Key::BirthExceptional,
    Key::Aire,
    Key::RegistryId,
    Key::AnprId,
];

/// The fields of a place of birth.
pub(super) const BIRTH_PLACE: &[Key] = &[
    Key::BirthComune,
    Key::BirthState,
    Key::BirthStateCode,
    Key::BirthExceptional,
];

const BORN_HERE: &[Key] = &[
    Key::BirthComune,
    Key::BirthComuneIstat,
    Key::BirthComuneBelfiore,
    Key::BirthComuneProvince,
];

const BORN_ABROAD: &[Key] = &[
    Key::BirthState,
    Key::BirthStateCode,
    Key::BirthStateBelfiore,
    Key::BirthLocality,
    Key::BirthForeignProvince,
];

/// A person; `code` is where this message has the codice fiscale.
pub(super) fn person(bag: &mut Bag<'_>, code: Key) -> Found<Person> {
    let tax_code = if bag.any(&[code, Key::TaxCodeValidated, Key::TaxCodeSince]) {
        Some(TaxCode {
            code: Personal::new(bag.need_text(code)?),
            validated: bag.flag(Key::TaxCodeValidated),
            since: bag.date(Key::TaxCodeSince),
        })
    } else {
        None
    };
    Ok(Person {
        tax_code,
        surname: name(bag, Key::Surname, Key::NoSurname)?,
        given: name(bag, Key::Given, Key::NoGiven)?,
        sex: match bag.need_token(Key::Sex)? {
            0 => Sex::M,
            1 => Sex::F,
            _ => Sex::N,
        },
        birth_date: birth_date(bag)?,
        birth_place: birth_place(bag)?,
        aire: bag.flag(Key::Aire).unwrap_or(false),
        registry_id: bag.text(Key::RegistryId),
        anpr_id: bag.text(Key::AnprId),
    })
}

fn name(bag: &mut Bag<'_>, written: Key, without: Key) -> Found<NamePart> {
    if bag.has(written) && bag.has(without) {
        return Err(bag.error(Code::Inconsistent, without));
    }
    let none = bag.token(without).is_some();
    match bag.exact(written) {
        _ if none => Ok(NamePart::None),
        Some(text) => Ok(NamePart::from_text(text)),
        None => Err(bag.error(Code::MissingElement, written)),
    }
}

/// ANPR writes 01 for what is not known and says so in a flag.
fn birth_date(bag: &mut Bag<'_>) -> Found<PartialDate> {
    let at = bag.offset(Key::BirthDate);
    let date = bag.need_date(Key::BirthDate)?;
    let no_day = bag.token(Key::NoBirthDay).is_some();
    let no_month = bag.token(Key::NoBirthDayMonth).is_some();
    match (no_month, no_day) {
        (true, _) if date.ordinal() == 1 => Ok(PartialDate::Year(date.year())),
        (false, true) if date.day() == 1 => Ok(PartialDate::YearMonth(date.year(), date.month())),
        (false, false) => Ok(PartialDate::Full(date)),
        _ => Err(bag.error_at(Code::Inconsistent, Key::BirthDate, at)),
    }
}

fn birth_place(bag: &mut Bag<'_>) -> Found<BirthPlace> {
    let branches = [
        bag.any(BORN_HERE),
        bag.any(BORN_ABROAD),
        bag.has(Key::BirthExceptional),
    ];
    match branches {
        [false, true, false] => Ok(BirthPlace::Foreign {
            belfiore: bag.text(Key::BirthStateBelfiore),
            state_code: bag.text(Key::BirthStateCode),
            state: bag.need_text(Key::BirthState)?,
            locality: bag.text(Key::BirthLocality),
            province: bag.text(Key::BirthForeignProvince),
        }),
        [false, false, true] => bag
            .need_text(Key::BirthExceptional)
            .map(BirthPlace::Exceptional),
        [_, false, false] => Ok(BirthPlace::Comune {
            belfiore: bag.text(Key::BirthComuneBelfiore),
            istat: bag.text(Key::BirthComuneIstat),
            name: bag.need_text(Key::BirthComune)?,
            province: bag.text(Key::BirthComuneProvince),
        }),
        _ => Err(bag.error(Code::Inconsistent, Key::BirthComune)),
    }
}

/// A subject of an answer.
pub(super) fn subject(bag: &mut Bag<'_>) -> Found<Subject> {
    let mut subject = Subject::new(person(bag, Key::TaxCode)?);
    subject.birth_act = birth_act(bag);
    subject.civil_status = bag.text(Key::CivilStatus);
    subject.parents.reserve_exact(bag.members(Group::Parents));
    for mut parent in bag.group(Group::Parents) {
        subject.parents.push(person(&mut parent, Key::TaxCode)?);
        bag.add(Group::Parents, parent);
    }
    subject.residence = residence(bag)?;
    let citizenships = bag.members(Group::Citizenships);
    subject.citizenships.reserve_exact(citizenships);
    for mut member in bag.group(Group::Citizenships) {
        subject.citizenships.push(Citizenship {
            state_code: member.need_text(Key::CitizenshipCode)?,
            state: member.text(Key::CitizenshipState),
            since: member.date(Key::CitizenshipSince),
        });
        bag.add(Group::Citizenships, member);
    }
    if bag.any(&[Key::CancelledOn, Key::CancellationReason]) {
        subject.cancellation = Some(Cancellation {
            reason: bag.text(Key::CancellationReason),
            on: bag.need_date(Key::CancelledOn)?,
        });
    }
    let carded = bag.any(&[
        Key::CardSerial,
        Key::CardIssuedOn,
        Key::CardExpiresOn,
        Key::CardTravel,
        Key::CardComune,
        Key::CardComuneIstat,
        Key::CardAnnulledOn,
    ]);
    if carded {
        subject.card = Some(card(bag)?);
    }
    subject.certifiable = bag.flag(Key::Certifiable);
    subject.provenance = bag.token(Key::Provenance).map(|member| match member {
        0 => Provenance::Anpr,
        1 => Provenance::Ina,
        2 => Provenance::TaxRegistry,
        _ => Provenance::Aire,
    });
    subject.height_cm = bag.number(Key::Height);
    Ok(subject)
}

fn birth_act(bag: &mut Bag<'_>) -> Option<BirthAct> {
    let act = BirthAct {
        comune: bag.text(Key::ActComune),
        comune_istat: bag.text(Key::ActComuneIstat),
        year: bag.text(Key::ActYear),
        part: bag.text(Key::ActPart),
        series: bag.text(Key::ActSeries),
        number: bag.text(Key::ActNumber).map(Personal::new),
    };
    bag.drop(Key::ActComuneProvince);
    (act != BirthAct::default()).then_some(act)
}

fn residence(bag: &mut Bag<'_>) -> Found<Option<Residence>> {
    let abroad = bag.any(&[
        Key::AbroadState,
        Key::AbroadStateCode,
        Key::AbroadLocality,
        Key::AbroadProvince,
        Key::AbroadLine,
        Key::AireComune,
        Key::AireComuneIstat,
        Key::AireComuneProvince,
    ]);
    let here = bag.any(&[
        Key::Comune,
        Key::ComuneIstat,
        Key::ComuneProvince,
        Key::StreetType,
        Key::Street,
        Key::Civic,
        Key::CivicNumber,
        Key::CivicSuffix,
        Key::Cap,
        Key::Frazione,
    ]);
    // These two are said of an address abroad as well, where the model has no place for them.
    let here = here || (!abroad && bag.any(&[Key::CareOf, Key::ResidentSince]));
    // A schema lets the flag stand without any place; it is then reported, having no meaning here.
    if !here && !abroad && bag.node().is_bounded() {
        return Ok(None);
    }
    let at = bag.offset(Key::NoFixedAbode);
    match (bag.flag(Key::NoFixedAbode).unwrap_or(false), here, abroad) {
        (_, true, true) | (true, false, true) => {
            Err(bag.error_at(Code::Inconsistent, Key::NoFixedAbode, at))
        }
        (true, ..) => Ok(Some(Residence::NoFixedAbode {
            comune: comune(bag)?,
            street: bag.text(Key::Street).map(Personal::new),
        })),
        (false, true, false) => Ok(Some(Residence::Italy {
            address: Address {
                comune: comune(bag)?,
                street_type: street_type(bag),
                street: Personal::new(bag.need_text(Key::Street)?),
                civic: civic(bag).map(|text| Civic::parse(&text)),
                cap: bag.text(Key::Cap),
                frazione: bag.text(Key::Frazione),
            },
            care_of: bag.text(Key::CareOf).map(Personal::new),
            since: bag.date(Key::ResidentSince),
        })),
        (false, false, true) => abroad_residence(bag).map(Some),
        (false, false, false) => Ok(None),
    }
}

/// The kind of a street by name, or by its code in ANPR's table.
fn street_type(bag: &mut Bag<'_>) -> Option<String> {
    let code = bag.text(Key::StreetTypeCode);
    let known = |code: String| StreetType::by_code(code.parse().ok()?);
    bag.text(Key::StreetType)
        .or_else(|| code.and_then(known).map(|kind| kind.name.to_owned()))
}

/// A civic number, put together where the wire parts it: the stroke between the parts is ours.
fn civic(bag: &mut Bag<'_>) -> Option<String> {
    let number = bag.text(Key::CivicNumber);
    let suffix = bag.text(Key::CivicSuffix);
    match (bag.text(Key::Civic), number, suffix) {
        (Some(verbatim), ..) => Some(verbatim),
        (None, Some(number), Some(suffix)) => Some(format!("{number}/{suffix}")),
        (None, number, suffix) => number.or(suffix),
    }
}

fn abroad_residence(bag: &mut Bag<'_>) -> Found<Residence> {
    let aire = [
        Key::AireComune,
        Key::AireComuneIstat,
        Key::AireComuneProvince,
    ];
    let aire_comune = if bag.any(&aire) {
        Some(AddressPlace {
            name: bag.need_text(Key::AireComune)?,
            istat: bag.text(Key::AireComuneIstat),
            province: bag.text(Key::AireComuneProvince),
        })
    } else {
        None
    };
    Ok(Residence::Abroad {
        address: ForeignAddress {
            state_code: bag.text(Key::AbroadStateCode),
            state: bag.need_text(Key::AbroadState)?,
            locality: bag.text(Key::AbroadLocality),
            province: bag.text(Key::AbroadProvince),
            line: bag.text(Key::AbroadLine).map(Personal::new),
        },
        aire_comune,
    })
}

fn comune(bag: &mut Bag<'_>) -> Found<AddressPlace> {
    Ok(AddressPlace {
        name: bag.need_text(Key::Comune)?,
        istat: bag.text(Key::ComuneIstat),
        province: bag.text(Key::ComuneProvince),
    })
}
