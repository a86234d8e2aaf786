//! What the public strategies make is what they say, and what the core says of it holds.

use chrono::NaiveDate;
use cie_core::citizen::codice_fiscale::{BirthData, CodiceFiscale, Validator};
use cie_core::document::mrz::{NamePolicy, Td1};
use cie_core::issuance::{Issuance, SideTrack, State, Track};
use cie_core::request::{CardRequest, FINDINGS, FindingCode, canonical_form, check};
use cie_core::strategies as any;
use proptest::prelude::*;

type Checked = Result<(), TestCaseError>;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn today() -> NaiveDate {
    day(2026, 11, 23)
}

fn births() -> std::ops::RangeInclusive<NaiveDate> {
    day(1900, 1, 1)..=today()
}

fn found(request: &CardRequest) -> Vec<FindingCode> {
    let findings = check(request, request.requested_on);
    findings.into_iter().map(|finding| finding.code).collect()
}

/// A code is right in every respect, omocode or not.
fn assert_right(code: &CodiceFiscale) -> Checked {
    let report = Validator::new(today()).validate(code.as_bytes());
    prop_assert!(report.is_valid());
    let details = report.details().ok_or(TestCaseError::fail("no details"))?;
    prop_assert_eq!(details.place_active, Some(true));
    prop_assert!(details.names_plausible);
    Ok(())
}

/// The states that follow each state, from the table of the workflow: the states attested, and
/// revocation from the signature on.
fn followers(state: State) -> &'static [State] {
    use State as S;
    match state {
        S::Draft => &[S::Complete, S::Abandoned],
        S::Complete => &[S::Signed, S::Abandoned],
        S::Signed => &[S::InCertification, S::Revoked],
        S::InCertification => &[S::InProduction, S::Rejected, S::Revoked],
        S::InProduction => &[S::Shipped, S::Rejected, S::Revoked],
        S::Shipped => &[S::Delivered, S::Held, S::Revoked],
        S::Held => &[S::Delivered, S::ReturnedToComune, S::Revoked],
        S::ReturnedToComune => &[S::Delivered, S::Destroyed, S::Revoked],
        S::Delivered | S::Destroyed | S::Rejected => &[S::Revoked],
        _ => &[],
    }
}

proptest! {
    #[test]
    fn codes_are_valid(code in any::codice_fiscale(births()), omocode in any::omocode(births())) {
        prop_assert!(!code.is_omocode() && omocode.is_omocode());
        assert_right(&code)?;
        assert_right(&omocode)?;
        prop_assert!(omocode.base().omocodes().any(|other| other == omocode));
    }

    #[test]
    fn codes_are_those_of_their_people(person in any::person(births())) {
        let code: CodiceFiscale = person.codice_fiscale().unwrap_or_default().parse()?;
        assert_right(&code)?;
        let data = BirthData::of(&person).ok_or(TestCaseError::fail("incomplete"))?;
        let verification = code.verify(&data)?;
        prop_assert!(verification.is_match());
        prop_assert_eq!(CodiceFiscale::encode(&data)?, code.base());
        let births = Validator::new(today()).judge(&code).births;
        prop_assert!(births.iter().any(|birth| birth == data.birth));
    }

    #[test]
    fn sound_requests_have_nothing_that_blocks(request in any::card_request()) {
        let findings = check(&request, request.requested_on);
        let blocking: Vec<_> = findings.iter().filter(|finding| finding.is_blocking()).collect();
        prop_assert!(blocking.is_empty(), "{:?}", blocking);
    }

    #[test]
    fn faults_are_found((fault, request) in any::faulted_card_request()) {
        let found = found(&request);
        prop_assert!(found.contains(&fault), "{:?} not in {:?}", fault, found);
    }

    #[test]
    fn states_follow_the_table(
        transitions in any::transitions(40),
        life in any::life(),
        failures in 0u32..9,
    ) {
        for transitions in [transitions, life] {
            let mut issuance = Issuance::default();
            issuance.set_track(SideTrack::AnprNotice, Track::Failed(failures));
            for transition in transitions {
                let before = issuance.clone();
                match issuance.apply(transition) {
                    Ok(next) => {
                        prop_assert_eq!(next, issuance.state());
                        prop_assert!(followers(before.state()).contains(&next));
                    }
                    Err(_) => prop_assert_eq!(&issuance, &before),
                }
                let track = issuance.track(SideTrack::AnprNotice);
                prop_assert_eq!(track, Track::Failed(failures));
            }
        }
    }

    #[test]
    fn the_canonical_form_survives_storage(request in any::card_request()) {
        let stored = serde_json::to_vec(&request).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let read: CardRequest =
            serde_json::from_slice(&stored).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(canonical_form(&read)?, canonical_form(&request)?);
        prop_assert_eq!(read, request);
    }

    #[test]
    fn debug_shows_nobody(
        request in any::card_request(),
        subject in any::subject(today()),
        fields in any::mrz_fields(),
    ) {
        for (shown, person) in [
            (format!("{request:?}"), &request.subject.person),
            (format!("{subject:?}"), &subject.person),
        ] {
            prop_assert!(!shown.contains(person.codice_fiscale().unwrap_or_default()));
            let birth = format!("birth_date: {}", person.birth_date);
            prop_assert!(!shown.contains(&birth));
            let names = [person.surname.text(), person.given.text()];
            // A short name may be part of a field's name.
            for name in names.into_iter().flatten().filter(|name| name.chars().count() > 7) {
                prop_assert!(!shown.contains(name));
            }
        }
        let shown = format!("{request:?}");
        prop_assert!(!shown.contains(request.operator.codice_fiscale.expose()));
        let shown = format!("{fields:?}");
        prop_assert!(!shown.contains(fields.serial.as_str()));
    }

    #[test]
    fn zones_say_what_they_were_made_of(fields in any::mrz_fields()) {
        let zone = Td1::make(&fields.as_fields(), NamePolicy::default())?;
        prop_assert_eq!(zone.cie_serial()?, fields.serial);
        prop_assert_eq!(Td1::parse(zone.to_lines().as_bytes())?, zone);
    }
}

/// Drawn at random, some fault could be missed; here each has its turn.
#[test]
fn every_finding_of_the_catalogue_has_its_fault() -> Result<(), Box<dyn std::error::Error>> {
    for fault in FINDINGS {
        let config = ProptestConfig::with_cases(12);
        let mut runner = proptest::test_runner::TestRunner::new(config);
        runner.run(&any::card_request_with(*fault), |request| {
            let found = found(&request);
            prop_assert!(found.contains(fault), "{:?} not in {:?}", fault, found);
            Ok(())
        })?;
    }
    Ok(())
}
