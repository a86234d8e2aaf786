//! Every fault of the public reports, and every rule of the request, is found; a sound request has
//! no blocking finding.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "test data that cannot be made must stop the test"
)]

use chrono::NaiveDate;
use cie_core::citizen::{Address, AddressPlace, Citizenship, Civic, NamePart, Residence};
use cie_core::document::Policy;
use cie_core::exchange::{Cancellation, CardData};
use cie_core::fees::{Calendar, Exemption, Office as FeeOffice, Reason, Tariff, quote};
use cie_core::request::{
    CardRequest, Consent, ConsularChecks, DeliveryMode, FindingCode as F, FiveData, Guardian,
    GuardianRole, Impossibility, IssueKind, NullaOsta, OrganDonation, PaperGround, canonical_form,
    check,
};
use cie_core::samples;

type Try = Result<(), Box<dyn std::error::Error>>;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The day of every request here.
fn today() -> NaiveDate {
    day("2026-11-23")
}

fn place(istat: &str) -> AddressPlace {
    AddressPlace {
        istat: Some(istat.into()),
        ..samples::roma()
    }
}

/// A synthetic Italian adult whose data are in order.
fn sound() -> CardRequest {
    let request = samples::request().expect("a sound request");
    assert_eq!(request.requested_on, today());
    request
}

fn minor(born: &str) -> CardRequest {
    let mut request = sound();
    request.subject.person.birth_date = day(born).into();
    request.guardians = vec![
        guardian("ROSSI", Consent::Given),
        guardian("BIANCHI", Consent::Given),
    ];
    request
}

fn guardian(surname: &str, consent: Consent) -> Guardian {
    Guardian {
        surname: NamePart::from_text(surname),
        given: NamePart::from_text("ANNA"),
        codice_fiscale: None,
        role: GuardianRole::Parent,
        print_label: None,
        consent,
    }
}

fn codes(request: &CardRequest) -> Vec<F> {
    check(request, request.requested_on)
        .iter()
        .map(|finding| finding.code)
        .collect()
}

fn address(request: &mut CardRequest) -> &mut Address {
    match &mut request.subject.residence {
        Some(Residence::Italy { address, .. }) => address,
        _ => panic!("resident in Italy"),
    }
}

#[test]
fn a_sound_request_has_no_finding() {
    assert_eq!(codes(&sound()), []);
}

/// A name for the case, the change that makes it, what must be found.
type Case = (&'static str, fn(&mut CardRequest), F);

#[test]
fn every_fault_is_found() {
    let cases: &[Case] = &[
        (
            "incomplete birth date",
            |r| r.subject.person.birth_date = "1980-01".parse().expect("a date"),
            F::IncompleteBirthDate,
        ),
        (
            "born tomorrow",
            |r| r.subject.person.birth_date = day("2026-11-24").into(),
            F::BornInTheFuture,
        ),
        (
            "no first name",
            |r| r.subject.person.given = NamePart::None,
            F::NoGivenName,
        ),
        (
            "no surname",
            |r| r.subject.person.surname = NamePart::None,
            F::NoSurname,
        ),
        (
            "blank name",
            |r| r.subject.person.given = NamePart::from_text("  "),
            F::EmptyName,
        ),
        (
            "no name at all",
            |r| {
                r.subject.person.given = NamePart::None;
                r.subject.person.surname = NamePart::None;
            },
            F::Nameless,
        ),
        (
            "no code",
            |r| r.subject.person.tax_code = None,
            F::NoCodiceFiscale,
        ),
        (
            "code not validated",
            |r| validated(r, Some(false)),
            F::UnvalidatedCodiceFiscale,
        ),
        (
            "validation not stated",
            |r| validated(r, None),
            F::UnvalidatedCodiceFiscale,
        ),
        (
            "wrong check character",
            |r| code(r, "RSSMRA80A01H501A"),
            F::BadCodiceFiscale,
        ),
        (
            "code of another person",
            |r| code(r, "MRTMTT91D08F205J"),
            F::CodiceFiscaleMismatch,
        ),
        (
            "omocode",
            |r| code(r, "RSSMRAULALMHRLMD"),
            F::OmocodeCodiceFiscale,
        ),
        (
            "no citizenship",
            |r| r.subject.citizenships.clear(),
            F::NoCitizenship,
        ),
        (
            "citizenship 997",
            |r| citizenship(r, "997"),
            F::UndefinedCitizenship,
        ),
        ("foreigner", |r| citizenship(r, "215"), F::ForeignCitizen),
        (
            "no such state",
            |r| citizenship(r, "Z110"),
            F::UnknownCitizenship,
        ),
        (
            "cancelled",
            |r| {
                r.subject.cancellation = Some(Cancellation {
                    reason: None,
                    on: today(),
                })
            },
            F::Cancelled,
        ),
        (
            "no residence",
            |r| r.subject.residence = None,
            F::NoResidence,
        ),
        (
            "resident elsewhere",
            |r| address(r).comune = place("015146"),
            F::NoNullaOsta,
        ),
        (
            "civic 17/2",
            |r| address(r).civic = Some(Civic::parse("17/2")),
            F::CivicVerbatim,
        ),
        (
            "civic 3 bis",
            |r| address(r).civic = Some(Civic::parse("3 bis")),
            F::CivicVerbatim,
        ),
        (
            "unknown kind of street",
            |r| address(r).street_type = Some("AUTOBAHN".into()),
            F::UnknownStreetType,
        ),
        ("no civic", |r| address(r).civic = None, F::NoCivic),
        (
            "short post code",
            |r| address(r).cap = Some("184".into()),
            F::BadCap,
        ),
        (
            "no fixed abode, delivery home",
            |r| {
                r.subject.residence = Some(Residence::NoFixedAbode {
                    comune: place("058091"),
                    street: None,
                });
            },
            F::NoAddressToDeliver,
        ),
        ("no serial", |r| r.serial = None, F::NoSerial),
        ("no receipt", |r| r.fee_receipt = None, F::NoFeeReceipt),
        ("no photo", |r| r.biometrics.photo = None, F::NoPhoto),
        (
            "one hand only",
            |r| r.biometrics.fingerprints.truncate(1),
            F::NoFingerprints,
        ),
        (
            "a print that is not WSQ",
            |r| {
                r.biometrics.fingerprints[1].image.about.media_type = "image/png".into();
            },
            F::FingerprintFormat,
        ),
        (
            "no signature",
            |r| r.biometrics.signature = None,
            F::NoSignature,
        ),
        (
            "renewal without a card",
            |r| r.reason = Reason::RenewalExpired,
            F::NoPreviousCard,
        ),
        (
            "first issue with a card",
            |r| r.subject.card = Some(card("2020-01-01", "2030-01-01")),
            F::PreviousCardExists,
        ),
        (
            "renewal too early",
            |r| {
                r.reason = Reason::RenewalExpiring;
                r.subject.card = Some(card("2020-01-01", "2027-06-30"));
            },
            F::RenewalTooEarly,
        ),
        (
            "null surname of a parent",
            |r| r.guardians = vec![guardian("", Consent::Given)],
            F::ParentWithoutSurname,
        ),
    ];
    for (name, change, expected) in cases {
        let mut request = sound();
        change(&mut request);
        let found = codes(&request);
        assert!(found.contains(expected), "{name}: {found:?}");
    }
}

fn validated(request: &mut CardRequest, validated: Option<bool>) {
    if let Some(tax_code) = &mut request.subject.person.tax_code {
        tax_code.validated = validated;
    }
}

fn code(request: &mut CardRequest, text: &str) {
    if let Some(tax_code) = &mut request.subject.person.tax_code {
        tax_code.code = text.into();
    }
}

fn citizenship(request: &mut CardRequest, state: &str) {
    request.subject.citizenships = vec![Citizenship {
        state_code: state.into(),
        state: None,
        since: None,
    }];
}

fn card(issued: &str, expires: &str) -> CardData {
    CardData {
        serial: "CA00000AB".into(),
        electronic: Some(true),
        issued_on: Some(day(issued)),
        expires_on: Some(day(expires)),
        valid_for_travel: Some(true),
        comune_istat: None,
        comune: None,
        annulled_on: None,
    }
}

/// The window opens on the 180th day before expiry (DPR 445/2000 art. 36 c. 7): 2027-05-22 is 180
/// days after 2026-11-23.
#[test]
fn the_renewal_window_opens_on_its_day() {
    for (expires, too_early) in [("2027-05-22", false), ("2027-05-23", true)] {
        let mut request = sound();
        request.reason = Reason::RenewalExpiring;
        request.subject.card = Some(card("2017-05-23", expires));
        assert_eq!(
            codes(&request).contains(&F::RenewalTooEarly),
            too_early,
            "{expires}"
        );
        // A paper card may be replaced at any time, a lost card too.
        request.reason = Reason::Loss;
        assert!(!codes(&request).contains(&F::RenewalTooEarly));
    }
}

/// L. 11/2026 art. 5: from 1 June 2026 any comune may serve citizens on AIRE.
#[test]
fn citizens_on_aire_are_served_from_the_date_of_the_law() {
    for (on, refused) in [("2026-05-31", true), ("2026-06-01", false)] {
        let mut request = sound();
        request.requested_on = day(on);
        request.delivery.mode = DeliveryMode::Comune;
        request.subject.residence = Some(Residence::Abroad {
            address: cie_core::citizen::ForeignAddress {
                state_code: Some("215".into()),
                state: "FRANCIA".into(),
                locality: None,
                province: None,
                line: None,
            },
            aire_comune: Some(place("015146")),
        });
        assert_eq!(
            codes(&request).contains(&F::AireBeforeDate),
            refused,
            "{on}"
        );
    }
}

#[test]
fn a_nulla_osta_lets_a_non_resident_in() {
    let mut request = sound();
    address(&mut request).comune = place("015146");
    request.nulla_osta = Some(NullaOsta {
        comune: "MILANO".into(),
        protocol: "1".into(),
        on: today(),
    });
    assert!(!codes(&request).contains(&F::NoNullaOsta));
}

#[test]
fn minors_need_who_answers_for_them() {
    let adult_choice = |request: &mut CardRequest| {
        request.organ_donation = Some(OrganDonation::Consent);
    };
    let mut request = minor("2010-01-01");
    assert!(!codes(&request).contains(&F::NoTravelAssent));
    adult_choice(&mut request);
    assert!(codes(&request).contains(&F::OrganDonationByMinor));
    request.guardians[1].consent = Consent::Missing;
    assert!(codes(&request).contains(&F::NoTravelAssent));
    request.guardians[1].consent = Consent::ReplacedByJudge;
    assert!(!codes(&request).contains(&F::NoTravelAssent));
    request.guardians.clear();
    assert!(codes(&request).contains(&F::MinorWithoutGuardian));

    // One parent consenting is not enough when the registry knows of two.
    let mut request = minor("2010-01-01");
    request.subject.parents = vec![
        request.subject.person.clone(),
        request.subject.person.clone(),
    ];
    request.guardians.truncate(1);
    assert!(codes(&request).contains(&F::NoTravelAssent));
}

/// Under 14: a delegate, or collected at the comune. Under 12: no fingerprints, no signature.
#[test]
fn ages_count_to_the_day() {
    for (born, needs_delegate) in [("2012-11-24", true), ("2012-11-23", false)] {
        let mut request = minor(born);
        assert_eq!(
            codes(&request).contains(&F::MinorWithoutDelegate),
            needs_delegate,
            "{born}"
        );
        request.delivery.delegate = Some("A DELEGATE".into());
        assert!(!codes(&request).contains(&F::MinorWithoutDelegate));
    }
    for (born, too_young) in [("2014-11-24", true), ("2014-11-23", false)] {
        let mut request = minor(born);
        assert_eq!(
            codes(&request).contains(&F::FingerprintsTooYoung),
            too_young,
            "{born}"
        );
        request.biometrics.fingerprints.clear();
        request.biometrics.signature = None;
        let found = codes(&request);
        assert_eq!(found.contains(&F::NoFingerprints), !too_young, "{born}");
        assert_eq!(found.contains(&F::NoSignature), !too_young, "{born}");
    }
}

#[test]
fn impossibility_takes_the_place_of_fingerprints() -> Try {
    let mut request = sound();
    request.biometrics.fingerprints.clear();
    request.biometrics.fingerprints_impossible = Some(Impossibility::Temporary);
    assert!(!codes(&request).contains(&F::NoFingerprints));
    // Reg. (EU) 2019/1157 art. 4(3): 12 months.
    let validity = request.validity(&Policy::default())?;
    assert_eq!(validity.expires.date(), Some(day("2027-11-23")));
    Ok(())
}

/// D.Lgs 142/2015 art. 5-bis c. 4: three years, national territory only; by default to the day.
#[test]
fn an_asylum_seeker_has_three_years_and_no_travel() -> Try {
    let mut request = sound();
    request.kind = IssueKind::AsylumSeeker;
    assert!(codes(&request).contains(&F::ItalianAsylumSeeker));
    citizenship(&mut request, "271");
    assert_eq!(codes(&request), [F::ForeignCitizen]);
    assert_eq!(
        request.validity(&Policy::default())?.expires.date(),
        Some(day("2029-11-23"))
    );
    assert!(!request.travel()?.valid);
    request.requested_on = day("2025-04-08");
    assert!(codes(&request).contains(&F::AsylumBeforeDate));
    request.requested_on = day("2025-04-09");
    assert!(!codes(&request).contains(&F::AsylumBeforeDate));
    Ok(())
}

#[test]
fn a_consulate_needs_the_code_or_five_data_that_agree() {
    let all = FiveData {
        surname: true,
        given: true,
        sex: true,
        birth_place: true,
        birth_date: true,
    };
    let consular = |matches, other_valid_cie| {
        let mut request = sound();
        request.kind = IssueKind::Consular(ConsularChecks {
            matches,
            other_valid_cie,
        });
        request.subject.person.aire = true;
        request
    };
    assert_eq!(codes(&consular(None, false)), []);
    assert_eq!(codes(&consular(None, true)), [F::AnotherValidCie]);

    let mut request = consular(Some(all), false);
    request.subject.person.tax_code = None;
    assert_eq!(codes(&request), [F::ConsularCodeToRequest]);
    let mut request = consular(
        Some(FiveData {
            given: false,
            ..all
        }),
        false,
    );
    request.subject.person.tax_code = None;
    let found = check(&request, today());
    assert_eq!(found.len(), 1);
    let first = (found[0].code, found[0].field.as_str());
    assert_eq!(first, (F::ConsularDataDiffer, "subject.person.given"));
    // Not compared at all: none of the five is known to agree.
    let mut request = consular(None, false);
    request.subject.person.tax_code = None;
    assert_eq!(codes(&request), [F::ConsularDataDiffer; 5]);

    let mut request = consular(None, false);
    request.organ_donation = Some(OrganDonation::Refusal);
    assert_eq!(codes(&request), [F::ConsularOrganDonation]);

    // Citizens on AIRE ask the consulate (L. 11/2026 art. 5).
    let mut request = consular(None, false);
    request.subject.person.aire = false;
    assert_eq!(codes(&request), [F::ConsularNotAire]);
}

/// Six working days in Italy, fifteen days abroad.
#[test]
fn delivery_is_expected_on_a_day() {
    let rome = Calendar::default();
    let mut request = sound();
    // From Monday 23 November 2026: six working days, Saturdays and Sundays off.
    assert_eq!(request.delivery_expected(&rome), day("2026-12-01"));
    request.requested_on = day("2026-12-04");
    // 8 December is a holiday.
    assert_eq!(request.delivery_expected(&rome), day("2026-12-15"));
    let saturdays = rome.with_saturday(true);
    assert_eq!(request.delivery_expected(&saturdays), day("2026-12-12"));
    request.kind = IssueKind::Consular(ConsularChecks::default());
    assert_eq!(request.delivery_expected(&rome), day("2026-12-19"));
}

/// Circ. 8/2017 for the grounds, Circ. DAIT 76/2025 for the end.
#[test]
fn paper_cards_need_a_ground_and_have_ended() {
    let paper = |ground, on: &str| {
        let mut request = sound();
        request.kind = IssueKind::Paper { ground };
        request.requested_on = day(on);
        request.biometrics.fingerprints.clear();
        request.serial = None;
        request
    };
    assert_eq!(codes(&paper(Some(PaperGround::Health), "2026-08-02")), []);
    assert_eq!(codes(&paper(None, "2026-08-02")), [F::PaperWithoutGround]);
    assert_eq!(
        codes(&paper(Some(PaperGround::Travel), "2026-08-03")),
        [F::PaperEnded]
    );

    let grounds = [
        PaperGround::Health,
        PaperGround::Travel,
        PaperGround::Elections,
        PaperGround::PublicCompetitions,
        PaperGround::Aire,
    ];
    let rule = cie_core::rule::find("entitlement.paper").and_then(|rule| rule.value("grounds"));
    let Some(cie_core::rule::Value::Texts(admitted)) = rule else {
        panic!("a list of grounds")
    };
    assert_eq!(admitted, grounds.map(PaperGround::name));
}

#[test]
fn blocking_findings_come_first() {
    let mut request = sound();
    address(&mut request).civic = Some(Civic::parse("17/2"));
    request.fee_receipt = None;
    request.serial = None;
    assert_eq!(
        codes(&request),
        [F::NoSerial, F::NoFeeReceipt, F::CivicVerbatim]
    );
}

#[test]
fn findings_name_rules_that_exist() {
    for code in cie_core::request::FINDINGS {
        if let Some(id) = code.info().rule {
            assert!(cie_core::rule::find(id).is_some(), "{id}");
        }
    }
}

/// Vector `adult-2026` of the validity file, with the usual fee of 22.21.
#[test]
fn the_outcome_has_expiry_travel_and_price() -> Try {
    let mut request = sound();
    request.subject.person.birth_date = day("1988-03-15").into();
    let tariff = Tariff::default();
    let price = quote(
        request.reason,
        today(),
        FeeOffice::Comune(&tariff),
        Exemption::None,
    )?;
    let outcome = request.outcome(&Policy::default(), &price)?;
    assert_eq!(outcome.expires_on, Some(day("2036-03-15")));
    assert!(outcome.valid_for_travel);
    assert_eq!(outcome.fee_cents, 2221);
    assert!(
        outcome
            .rules
            .iter()
            .any(|id| id == "validity.adult.last_birthday")
    );
    Ok(())
}

/// RFC 8785: sorted members, no white space, no nulls here; and the same bytes every time.
#[test]
fn the_canonical_form_is_canonical() -> Try {
    let request = sound();
    let form = String::from_utf8(canonical_form(&request)?)?;
    assert_eq!(form.as_bytes(), canonical_form(&request)?);
    let value: serde_json::Value = serde_json::from_str(&form)?;
    // serde_json without `preserve_order` keeps members in a BTreeMap: sorted by bytes, which for
    // these ASCII names is the order of RFC 8785.
    assert_eq!(serde_json::to_string(&value)?, form);
    assert!(!form.contains("null"));
    assert_eq!(value["schema"], "cie-request/1");
    assert_eq!(value["media"].as_array().map(Vec::len), Some(4));

    let mut unsigned = sound();
    unsigned.serial = None;
    let error = canonical_form(&unsigned)
        .err()
        .map(|e| e.to_string())
        .unwrap_or_default();
    assert!(error.starts_with("[CIE-CORE-310]"), "{error}");
    Ok(())
}

#[test]
fn nothing_personal_is_printed() {
    let request = sound();
    let findings = check(&request, today());
    let shown = format!("{request:?} {findings:?}");
    for secret in [
        "ROSSI",
        "MARIO",
        "RSSMRA80A01H501U",
        "1980-01-01",
        "SERPENTI",
    ] {
        assert!(!shown.contains(secret), "{secret}");
    }
}
