//! Requests with one fault that was put there.

use std::ops::RangeInclusive;

use chrono::{Days, Months, NaiveDate};
use proptest::prelude::*;
use proptest::sample::select;

use super::request::shaped;
use crate::citizen::codice_fiscale::CodiceFiscale;
use crate::citizen::{
    Address, AddressPlace, Citizenship, Civic, ForeignAddress, NamePart, Person, Residence, Sex,
    UNDEFINED_STATE_CODE,
};
use crate::date::PartialDate;
use crate::exchange::{Cancellation, CardData};
use crate::fees::Reason;
use crate::request::{
    CardRequest, Consent, ConsularChecks, DeliveryMode, FINDINGS, FindingCode as F, Finger,
    Fingerprint, FingerprintPlan, FiveData, Guardian, GuardianRole, Hand, IssueKind, Media,
    OrganDonation, PaperGround,
};

/// Requests that [`check`](crate::request::check()) must find at fault with this finding, were it
/// only a warning or a note. Faults other than this one are seldom there.
///
/// ```
/// use cie_core::request::{FindingCode, check};
/// use cie_core::strategies::card_request_with;
/// use proptest::prelude::*;
/// proptest!(|(request in card_request_with(FindingCode::NoPhoto))| {
///     let findings = check(&request, request.requested_on);
///     prop_assert!(findings.iter().any(|finding| finding.code == FindingCode::NoPhoto));
/// });
/// ```
pub fn card_request_with(fault: F) -> BoxedStrategy<CardRequest> {
    let (ages, kind) = shape(fault);
    (shaped(ages, kind), any::<u8>())
        .prop_map(move |(mut request, n)| {
            spoil(&mut request, fault, n);
            request
        })
        .boxed()
}

/// A request and the finding that its fault calls for, any of the catalogue.
///
/// ```
/// use cie_core::request::check;
/// use cie_core::strategies::faulted_card_request;
/// use proptest::prelude::*;
/// proptest!(|((fault, request) in faulted_card_request())| {
///     let findings = check(&request, request.requested_on);
///     prop_assert!(findings.iter().any(|finding| finding.code == fault));
/// });
/// ```
pub fn faulted_card_request() -> BoxedStrategy<(F, CardRequest)> {
    select(FINDINGS)
        .prop_flat_map(|fault| (Just(fault), card_request_with(fault)))
        .boxed()
}

/// Who can have the fault: ages in completed years, and the variant of the request.
fn shape(fault: F) -> (RangeInclusive<u32>, IssueKind) {
    let ages = match fault {
        F::MinorWithoutGuardian | F::NoTravelAssent | F::OrganDonationByMinor => 0..=17,
        F::MinorWithoutDelegate => 0..=13,
        F::FingerprintsTooYoung => 0..=11,
        F::NoFingerprints | F::FingerprintFormat | F::NoSignature => 12..=100,
        // Still adult on the earlier days on which some of the faults are set.
        _ => 25..=90,
    };
    let kind = match fault {
        F::AsylumBeforeDate | F::ItalianAsylumSeeker => IssueKind::AsylumSeeker,
        F::ConsularCodeToRequest
        | F::ConsularDataDiffer
        | F::AnotherValidCie
        | F::ConsularNotAire
        | F::ConsularOrganDonation => IssueKind::Consular(ConsularChecks::default()),
        _ => IssueKind::Ordinary,
    };
    (ages, kind)
}

/// Puts the fault in; `n` chooses among its forms.
fn spoil(request: &mut CardRequest, fault: F, n: u8) {
    match fault {
        F::IncompleteBirthDate
        | F::BornInTheFuture
        | F::NoGivenName
        | F::NoSurname
        | F::EmptyName
        | F::Nameless
        | F::NoCodiceFiscale
        | F::UnvalidatedCodiceFiscale
        | F::BadCodiceFiscale
        | F::CodiceFiscaleMismatch
        | F::OmocodeCodiceFiscale
        | F::ProvisionalCodiceFiscale => person(request, fault, n),
        F::NoCitizenship => request.subject.citizenships.clear(),
        F::UndefinedCitizenship => citizenship(request, UNDEFINED_STATE_CODE),
        // ANPR's table has no such state, or lets nobody be a citizen of it.
        F::UnknownCitizenship => {
            citizenship(request, if n.is_multiple_of(2) { "000" } else { "218" })
        }
        // 215 is France in ANPR's table.
        F::ForeignCitizen => citizenship(request, "215"),
        F::Cancelled => {
            let on = request.requested_on;
            request.subject.cancellation = Some(Cancellation { reason: None, on });
        }
        F::NoResidence
        | F::NoNullaOsta
        | F::AireBeforeDate
        | F::CivicVerbatim
        | F::NoCivic
        | F::UnknownStreetType
        | F::BadCap
        | F::NoAddressToDeliver
        | F::MinorWithoutDelegate => residence(request, fault, n),
        F::MinorWithoutGuardian => request.guardians.clear(),
        F::ParentWithoutSurname => request.guardians.push(nameless(n)),
        F::NoTravelAssent => {
            request.subject.citizenships = vec![Citizenship::italian()];
            for guardian in &mut request.guardians {
                guardian.consent = Consent::Missing;
            }
        }
        F::ConsularNotAire => {
            request.subject.person.aire = false;
            request.subject.residence = None;
        }
        F::OrganDonationByMinor | F::ConsularOrganDonation => {
            request.organ_donation = Some(OrganDonation::Consent);
        }
        F::RenewalTooEarly | F::NoPreviousCard | F::PreviousCardExists => card(request, fault, n),
        F::NoFeeReceipt => request.fee_receipt = None,
        F::NoSerial => request.serial = None,
        F::NoPhoto => request.biometrics.photo = None,
        F::NoFingerprints => {
            request.biometrics.fingerprints.truncate(usize::from(n % 2));
            request.biometrics.fingerprints_impossible = None;
        }
        F::FingerprintsTooYoung => request.biometrics.fingerprints.push(Fingerprint {
            hand: Hand::Right,
            finger: Finger::Index,
            image: Media::new(FingerprintPlan::media_type(), vec![n], true),
        }),
        F::FingerprintFormat => request.biometrics.fingerprints.push(Fingerprint {
            hand: Hand::Left,
            finger: Finger::Middle,
            image: Media::new("image/png", vec![n], true),
        }),
        F::NoSignature => {
            request.biometrics.signature = None;
            request.biometrics.unable_to_sign = false;
        }
        F::AsylumBeforeDate => earlier(request, (2025, 4, 8), n),
        F::ItalianAsylumSeeker => request.subject.citizenships.push(Citizenship::italian()),
        F::ConsularCodeToRequest | F::ConsularDataDiffer => {
            request.subject.person.tax_code = None;
            request.kind = IssueKind::Consular(ConsularChecks {
                matches: Some(matches(fault, n)),
                other_valid_cie: false,
            });
        }
        F::AnotherValidCie => {
            request.kind = IssueKind::Consular(ConsularChecks {
                matches: None,
                other_valid_cie: true,
            });
        }
        F::PaperEnded => {
            let ground = Some(PaperGround::Health);
            request.kind = IssueKind::Paper { ground };
        }
        F::PaperWithoutGround => {
            earlier(request, (2026, 8, 2), n);
            request.kind = IssueKind::Paper { ground: None };
        }
    }
}

fn person(request: &mut CardRequest, fault: F, n: u8) {
    let on = request.requested_on;
    let person = &mut request.subject.person;
    let write = |part: &mut NamePart| {
        if *part == NamePart::None {
            *part = NamePart::from_text("Sukarno");
        }
    };
    let code = person.codice_fiscale().unwrap_or_default().to_owned();
    match fault {
        F::IncompleteBirthDate => {
            let (year, month) = (person.birth_date.year(), person.birth_date.month());
            person.birth_date = match month.filter(|_| n.is_multiple_of(2)) {
                Some(month) => PartialDate::YearMonth(year, month),
                None => PartialDate::Year(year),
            };
        }
        F::BornInTheFuture => person.birth_date = (on + Days::new(1 + u64::from(n))).into(),
        F::NoGivenName => {
            write(&mut person.surname);
            person.given = NamePart::None;
        }
        F::NoSurname => {
            write(&mut person.given);
            person.surname = NamePart::None;
        }
        F::EmptyName => {
            write(&mut person.surname);
            person.given = NamePart::from_text(" ".repeat(usize::from(n % 3)));
        }
        F::Nameless => {
            person.surname = NamePart::None;
            person.given = NamePart::None;
        }
        F::NoCodiceFiscale => person.tax_code = None,
        F::UnvalidatedCodiceFiscale => {
            let said = n.is_multiple_of(2).then_some(false);
            if let Some(tax) = &mut person.tax_code {
                tax.validated = said;
            }
        }
        F::BadCodiceFiscale => {
            tax_code(person, wrong_check(&code));
        }
        F::CodiceFiscaleMismatch => {
            person.sex = if person.sex == Sex::F { Sex::M } else { Sex::F };
        }
        F::OmocodeCodiceFiscale => {
            let code: Option<CodiceFiscale> = code.parse().ok();
            let omocode = code.and_then(|code| code.omocodes().nth(usize::from(n % 127)));
            if let Some(omocode) = omocode {
                tax_code(person, omocode.expose().to_owned());
            }
        }
        F::ProvisionalCodiceFiscale => {
            tax_code(person, provisional(n));
        }
        _ => {}
    }
}

fn tax_code(person: &mut Person, text: String) {
    if let Some(tax) = &mut person.tax_code {
        tax.code = text.into();
    }
}

/// The code with the letter after its check character.
fn wrong_check(code: &str) -> String {
    let mut text = code.to_owned();
    let last = match text.pop() {
        Some(letter @ 'A'..='Y') => char::from_u32(u32::from(letter) + 1).unwrap_or('A'),
        _ => 'A',
    };
    text.push(last);
    text
}

/// Eleven digits, the last of which makes the Luhn sum: 9 then `n`, padded with zeros.
fn provisional(n: u8) -> String {
    let text = format!("9{n:09}");
    let sum = text.bytes().zip(0..).fold(0, |sum, (byte, at)| {
        let digit = u32::from(byte - b'0');
        let double = if digit < 5 { digit * 2 } else { digit * 2 - 9 };
        sum + if at % 2 == 1 { double } else { digit }
    });
    format!("{text}{}", (10 - sum % 10) % 10)
}

fn citizenship(request: &mut CardRequest, code: &str) {
    request.subject.citizenships = vec![Citizenship {
        state_code: code.to_owned(),
        state: None,
        since: None,
    }];
}

fn residence(request: &mut CardRequest, fault: F, n: u8) {
    match fault {
        F::NoResidence => request.subject.residence = None,
        F::NoNullaOsta => {
            let rome = request.office.istat == "058091";
            let (name, istat) = if rome {
                ("MILANO", "015146")
            } else {
                ("ROMA", "058091")
            };
            let comune = AddressPlace {
                name: name.to_owned(),
                istat: Some(istat.to_owned()),
                province: None,
            };
            request.nulla_osta = None;
            request.subject.residence = Some(Residence::NoFixedAbode {
                comune,
                street: None,
            });
            request.delivery.mode = DeliveryMode::Comune;
        }
        F::AireBeforeDate => {
            earlier(request, (2026, 5, 31), n);
            request.subject.residence = Some(Residence::Abroad {
                address: ForeignAddress {
                    state_code: Some("215".to_owned()),
                    state: "FRANCIA".to_owned(),
                    locality: None,
                    province: None,
                    line: None,
                },
                aire_comune: Some(here(request)),
            });
            request.delivery.mode = DeliveryMode::Comune;
        }
        F::NoAddressToDeliver => {
            let comune = here(request);
            request.subject.residence = Some(Residence::NoFixedAbode {
                comune,
                street: None,
            });
            request.delivery.mode = DeliveryMode::Residence;
        }
        _ => {
            let civic = if n.is_multiple_of(2) { "17/2" } else { "3 bis" };
            let mut address = home(request);
            match fault {
                F::CivicVerbatim => address.civic = Some(Civic::parse(civic)),
                F::NoCivic => address.civic = n.is_multiple_of(2).then(|| Civic::parse("")),
                F::UnknownStreetType => address.street_type = Some("AUTOBAHN".into()),
                F::BadCap => address.cap = n.is_multiple_of(2).then(|| n.to_string()),
                _ => {}
            }
            request.subject.residence = Some(Residence::Italy {
                address,
                care_of: None,
                since: None,
            });
            request.delivery.mode = DeliveryMode::Residence;
            if fault == F::MinorWithoutDelegate {
                request.delivery.delegate = None;
            }
        }
    }
}

fn here(request: &CardRequest) -> AddressPlace {
    AddressPlace {
        name: request.office.comune.clone(),
        istat: Some(request.office.istat.clone()),
        province: Some(request.office.province.clone()),
    }
}

/// An address in the comune of the office with nothing odd about it.
fn home(request: &CardRequest) -> Address {
    Address {
        comune: here(request),
        street_type: Some("VIA".to_owned()),
        street: "DEI SERPENTI".into(),
        civic: Some(Civic::parse("17")),
        cap: Some("00184".to_owned()),
        frazione: None,
    }
}

fn nameless(n: u8) -> Guardian {
    Guardian {
        surname: match n % 3 {
            0 => NamePart::None,
            1 => NamePart::from_text(""),
            _ => NamePart::from_text(" "),
        },
        given: NamePart::from_text("Anna"),
        codice_fiscale: None,
        role: GuardianRole::Parent,
        print_label: None,
        consent: Consent::Given,
    }
}

fn card(request: &mut CardRequest, fault: F, n: u8) {
    let on = request.requested_on;
    let card = CardData {
        serial: "CA00000AB".to_owned(),
        electronic: Some(true),
        issued_on: on.checked_sub_months(Months::new(12)),
        // The first day on which it is too early, and the year after.
        expires_on: Some(on + Days::new(181 + u64::from(n))),
        valid_for_travel: None,
        comune_istat: None,
        comune: None,
        annulled_on: None,
    };
    (request.reason, request.subject.card) = match fault {
        F::RenewalTooEarly => (Reason::RenewalExpiring, Some(card)),
        F::PreviousCardExists => (Reason::FirstIssue, Some(card)),
        _ => (Reason::RenewalExpired, None),
    };
}

/// Asked for on that day or in the months before, as a first card.
fn earlier(request: &mut CardRequest, (year, month, day): (i32, u32, u32), n: u8) {
    let last = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    request.requested_on = last - Days::new(n.into());
    request.reason = Reason::FirstIssue;
    request.subject.card = None;
}

/// The five data: all agreeing, or all but one.
fn matches(fault: F, n: u8) -> FiveData {
    let differing = (fault == F::ConsularDataDiffer).then_some(n % 5);
    let agrees = |at| differing != Some(at);
    FiveData {
        surname: agrees(0),
        given: agrees(1),
        sex: agrees(2),
        birth_place: agrees(3),
        birth_date: agrees(4),
    }
}
