//! The card against what was printed and what was requested.

use chrono::NaiveDate;
use cie_core::citizen::{BirthPlace, Citizenship, NamePart, Person, Sex, TaxCode};
use cie_core::document::mrz::Td1;
use cie_core::exchange::Subject;
use cie_core::fees::Reason;
use cie_core::issuance::RequestNumber;
use cie_core::lang::Lang;
use cie_core::request::{CardRequest, Office, Operator, Outcome as Decided};
use cie_devices::Code;
use cie_devices::emrtd::passive::{Check, Outcome, RequestField, Summary};
use cie_devices::emrtd::{Files, Requested, match_request, match_zone};
use cie_devices::sim::card::CardFaults;

use crate::session::{can, cie, full_report, read_files};

/// The request that the virtual card answers.
fn request() -> CardRequest {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    let person = Person {
        tax_code: Some(TaxCode {
            code: "RSSBNC64T70Z110P".into(),
            validated: None,
            since: None,
        }),
        surname: NamePart::from_text("Rossi"),
        given: NamePart::from_text("Bianca"),
        sex: Sex::F,
        birth_date: day(1964, 12, 30).into(),
        birth_place: BirthPlace::Foreign {
            belfiore: Some("Z110".into()),
            state_code: None,
            state: "FRANCIA".into(),
            locality: Some("PARIGI".into()),
            province: None,
        },
        aire: false,
        registry_id: None,
        anpr_id: None,
    };
    let office = Office {
        comune: "ROMA".into(),
        istat: "058091".into(),
        belfiore: "H501".into(),
        province: "RM".into(),
        name: "Anagrafe".into(),
        workstation_id: "PDL-1".into(),
    };
    let operator = Operator {
        label: "operator 1".into(),
        codice_fiscale: "RSSMRA80A01H501U".into(),
    };
    let number = RequestNumber::new("058091", 2022, 1).unwrap();
    let mut request = CardRequest::new(
        number,
        day(2012, 12, 1),
        (office, operator),
        Subject::new(person),
        Reason::FirstIssue,
    );
    request.serial = Some("CA00000AA".into());
    request.subject.citizenships = vec![Citizenship::italian()];
    request.outcome = Some(Decided {
        expires_on: Some(day(2022, 12, 30)),
        valid_for_travel: true,
        fee_cents: 0,
        rules: Vec::new(),
    });
    request
}

/// The verdicts on the fields of a request, by field; the evidence in English.
fn fields(files: &Files, request: &CardRequest) -> Vec<(RequestField, Outcome, String)> {
    let verdicts = match_request(files, &Requested::from(request));
    verdicts
        .into_iter()
        .map(|verdict| match verdict.check {
            Check::Request(field) => (field, verdict.outcome, verdict.reason(Lang::En)),
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn the_card_that_was_requested() {
    let (mut card, _) = cie();
    let files = read_files(&mut card, &[can()]);
    let found = fields(&files, &request());
    let seen: Vec<RequestField> = found.iter().map(|(field, ..)| *field).collect();
    use RequestField as F;
    let asked = [
        F::Serial,
        F::Names,
        F::Birth,
        F::Sex,
        F::Nationality,
        F::Expiry,
        F::CodiceFiscale,
        F::BirthPlace,
        F::Names,
        F::Travel,
    ];
    assert_eq!(seen, asked);
    assert!(found.iter().all(|f| f.1 == Outcome::Good), "{found:?}");

    type Change = fn(&mut CardRequest);
    let changes: [(Change, &[RequestField]); 8] = [
        (|r| r.serial = Some("CA00000AB".into()), &[F::Serial]),
        (
            |r| r.subject.person.given = NamePart::from_text("Bianca Maria"),
            // In the zone, and in national characters.
            &[F::Names, F::Names],
        ),
        (
            |r| r.subject.person.birth_date = "1964-12-29".parse().unwrap(),
            &[F::Birth],
        ),
        (|r| r.subject.person.sex = Sex::M, &[F::Sex]),
        (
            |r| {
                r.subject.citizenships = vec![Citizenship::of_state("215", r.requested_on).unwrap()]
            },
            &[F::Nationality],
        ),
        (
            |r| r.outcome.as_mut().unwrap().expires_on = None,
            &[F::Expiry],
        ),
        (
            |r| r.subject.person.tax_code.as_mut().unwrap().code = "X".into(),
            &[F::CodiceFiscale],
        ),
        (
            |r| r.outcome.as_mut().unwrap().valid_for_travel = false,
            &[F::Travel],
        ),
    ];
    for (change, expected) in changes {
        let mut other = request();
        change(&mut other);
        let found = fields(&files, &other);
        let bad = found.iter().filter(|f| f.1 == Outcome::Bad);
        let bad: Vec<RequestField> = bad.map(|f| f.0).collect();
        assert_eq!(bad, expected, "{found:?}");
        let rest = found.iter().filter(|f| f.1 != Outcome::Bad);
        assert!(rest.into_iter().all(|f| f.1 == Outcome::Good), "{found:?}");
        for (.., evidence) in &found {
            for personal in ["Bianca", "BIANCA", "ROSSI", "RSSBNC", "1964"] {
                assert!(!evidence.contains(personal), "{evidence}");
            }
        }
    }
    // A place that is written otherwise is to be looked at; the codice fiscale is compared anyway.
    let mut elsewhere = request();
    elsewhere.subject.person.birth_place = BirthPlace::Exceptional("IN MARE".into());
    let found = fields(&files, &elsewhere);
    let place = found.iter().find(|f| f.0 == F::BirthPlace).unwrap();
    assert_eq!(place.1, Outcome::Remark);
}

#[test]
fn the_printed_zone() {
    let (mut card, _) = cie();
    let files = read_files(&mut card, &[can()]);
    let printed = crate::session::zone();
    assert_eq!(match_zone(&files, &printed).outcome, Outcome::Good);
    let other = "C<ITACA00000AA4<<<<<<<<<<<<<<<6412308F2212304ITA<<<<<<<<<<<0\
                 ROSSI<<BIANCO<<<<<<<<<<<<<<<<<";
    let other = Td1::parse(other.as_bytes()).unwrap();
    assert_eq!(match_zone(&files, &other).outcome, Outcome::Bad);
    let none = cie_devices::emrtd::Files::default();
    assert_eq!(match_zone(&none, &printed).outcome, Outcome::Open);
    assert!(
        fields(&none, &request())
            .iter()
            .all(|f| f.1 == Outcome::Open)
    );
}

#[test]
fn one_summary_for_the_operator() {
    let summary = |change: fn(&mut CardFaults)| {
        let (mut card, issuer) = cie();
        let mut faults = CardFaults::default();
        change(&mut faults);
        card.break_with(faults).unwrap();
        full_report(&mut card, &issuer)
    };
    let report = summary(|_| {});
    assert_eq!(report.summary(), Summary::Genuine, "{report}");
    let report = summary(|f| f.pace_refused = true);
    assert_eq!(report.summary(), Summary::GenuineWithRemarks, "{report}");
    let report = summary(|f| f.copied = true);
    assert_eq!(report.summary(), Summary::NotGenuine, "{report}");
    let chip = report.verdict(Check::ChipGenuine).unwrap();
    let evidence = chip.evidence.get(Lang::En);
    assert!(evidence.contains(Code::ChipNotGenuine.info().id));
    // A key that is not the one signed proves nothing, even if the chip owns it.
    use cie_devices::emrtd::lds::DataGroup;
    let report = summary(|f| f.tampered = Some(DataGroup::DG14));
    assert_eq!(report.summary(), Summary::NotGenuine, "{report}");
}

use cie_core::error::Catalogued as _;
