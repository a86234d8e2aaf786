//! Virtual cards out of requests: what they hold, that they come back, what goes wrong on demand.

use cie_core::citizen::NamePart;
use cie_core::document::Expiry;
use cie_core::document::mrz::Td1;
use cie_core::lang::Lang;
use cie_core::redact::Personal;
use cie_core::request::{CardRequest, Media, Outcome as Decided, canonical_form};
use cie_core::samples;
use cie_devices::apdu::CardTransport;
use cie_devices::emrtd::lds::{DataGroup, Dg2, Dg11, Dg12, File, ImageFormat};
use cie_devices::emrtd::passive::{Check, Outcome, RequestField, Summary, TrustStore};
use cie_devices::emrtd::{Cipher, Continue, Password, Requested};
use cie_devices::ias::{CardSecret, tries_left, verify_pin};
use cie_devices::inspect::{Inspection, Plan, inspect};
use cie_devices::sim::card::{
    CardData, CardFaults, CardSecrets, ChipKeyKind, ChipSuite, TestIssuer, VirtualCie,
};
use cie_devices::sim::{Validity, portrait};
use cie_devices::{Code, Result};
use proptest::prelude::*;
use ring::rand::SystemRandom;

fn request() -> CardRequest {
    let mut request = samples::request().unwrap();
    let photo = portrait(1).unwrap();
    request.biometrics.photo = Some(Media::new("image/jpeg", photo.into_bytes(), true));
    request.outcome = Some(Decided {
        expires_on: Some("2036-01-01".parse().unwrap()),
        valid_for_travel: true,
        fee_cents: 2221,
        rules: Vec::new(),
    });
    request
}

fn issuer() -> TestIssuer {
    let validity = Validity {
        not_before: "2026-11-22T00:00:00Z".parse().unwrap(),
        not_after: "2037-11-22T00:00:00Z".parse().unwrap(),
    };
    TestIssuer::generate(validity, &SystemRandom::new()).unwrap()
}

fn secrets() -> CardSecrets {
    CardSecrets::draw(&mut SystemRandom::new()).unwrap()
}

fn card_of(request: &CardRequest, suites: &[ChipSuite]) -> VirtualCie {
    let requested = Requested::from(request);
    let data = CardData::for_request(&requested, &secrets(), request.requested_on).unwrap();
    let chip = ChipKeyKind::Dh(Cipher::TripleDes);
    VirtualCie::personalise(&data, &issuer(), suites, chip).unwrap()
}

fn broken(faults: &str) -> VirtualCie {
    let mut card = card_of(&request(), &[ChipSuite::CIE]);
    card.break_with(faults.parse().unwrap()).unwrap();
    card
}

/// Everything that can be asked about a card, opened with its print.
fn look(card: &mut VirtualCie, request: &CardRequest, with_zone: bool) -> Result<Inspection> {
    let mut trust = TrustStore::new();
    trust.add(card.authority())?;
    let (zone, can) = (card.zone().clone(), card.can().clone());
    let mut passwords = vec![Password::can(&can)];
    if with_zone {
        passwords.push(Password::mrz(&zone));
    }
    let requested = Requested::from(request);
    let mut plan = Plan::new(&passwords, &trust);
    plan.printed = Some(&zone);
    plan.request = Some(&requested);
    plan.nis = true;
    inspect(card, &plan, &mut SystemRandom::new(), &mut |_| {
        Continue::Yes
    })
}

#[test]
fn the_card_answers_its_request() {
    let request = request();
    let mut card = card_of(&request, &[ChipSuite::CIE]);
    let found = look(&mut card, &request, false).unwrap();
    let report = &found.report;
    assert_eq!(report.summary(), Summary::Genuine, "{report}");
    for check in [
        Check::NisSignature,
        Check::NisChain,
        Check::NisChip,
        Check::Zone,
    ] {
        assert_eq!(report.outcome(check), Some(Outcome::Good), "{check:?}");
    }
    let photo = report.verdict(Check::Request(RequestField::Photo)).unwrap();
    assert_eq!(photo.evidence.get(Lang::En), "DG2: the same file");
    assert!(found.nis.is_some());

    // What the standard and the examples of public software say the files look like.
    let group = |group| found.files.get(File::Group(group)).unwrap();
    let holder = Dg11::parse(group(DataGroup::DG11)).unwrap();
    let name = holder.name.unwrap();
    assert_eq!(
        (name.surname.expose().as_str(), name.given.expose().as_str()),
        ("ROSSI", "MARIO")
    );
    assert_eq!(holder.personal_number.unwrap().expose(), "RSSMRA80A01H501U");
    assert_eq!(holder.birth_date.unwrap().to_ascii(), "19800101");
    let place = holder.birth_place.unwrap();
    assert_eq!(
        (
            place.place.expose().as_str(),
            place.province.unwrap().expose().as_str()
        ),
        ("ROMA", "RM")
    );
    let address: Vec<&str> = holder.address.iter().map(|p| p.expose().as_str()).collect();
    assert_eq!(address, ["VIA DEI SERPENTI 17", "ROMA", "RM"]);
    let document = Dg12::parse(group(DataGroup::DG12)).unwrap();
    assert_eq!(document.issued, Some(request.requested_on));
    assert!(document.authority.unwrap().contains("SIMULATED"));
    let face = Dg2::parse(group(DataGroup::DG2)).unwrap().faces.remove(0);
    assert_eq!(face.format, ImageFormat::Jpeg);
    assert_eq!(face.record.unwrap().size, (552, 709));
}

#[test]
fn a_card_that_is_not_for_travel_says_so() {
    let mut barred = request();
    barred.outcome.as_mut().unwrap().valid_for_travel = false;
    let travel = |card: &CardRequest, request: &CardRequest| {
        let found = look(&mut card_of(card, &[ChipSuite::CIE]), request, false).unwrap();
        let outcome = found.report.outcome(Check::Request(RequestField::Travel));
        (outcome.unwrap(), found.report.summary())
    };
    assert_eq!(travel(&barred, &barred), (Outcome::Good, Summary::Genuine));
    assert_eq!(
        travel(&barred, &request()),
        (Outcome::Bad, Summary::NotAsRequested)
    );
    assert_eq!(
        travel(&request(), &barred),
        (Outcome::Bad, Summary::NotAsRequested)
    );
}

#[test]
fn people_with_one_name_no_end_and_other_citizenships_get_cards() {
    let mut other = request();
    other.subject.person.given = NamePart::None;
    other.subject.citizenships =
        vec![cie_core::citizen::Citizenship::named("Germania", other.requested_on).unwrap()];
    other.outcome.as_mut().unwrap().expires_on = None;
    let mut card = card_of(&other, &[ChipSuite::CIE]);
    // ICAO Doc 9303-3: the code of Germany is D.
    assert_eq!(card.zone().nationality(), "D");
    assert!(card.zone().expiry().is_none());
    let report = look(&mut card, &other, false).unwrap().report;
    assert_eq!(report.summary(), Summary::Genuine, "{report}");
}

#[test]
fn what_a_request_lacks_is_named() {
    type Change = fn(&mut CardRequest);
    let changes: [(Change, &str); 5] = [
        (|r| r.serial = None, "serial"),
        (|r| r.outcome = None, "outcome.expires_on"),
        (|r| r.subject.citizenships.clear(), "citizenships"),
        (|r| r.biometrics.photo = None, "photo"),
        (
            |r| r.subject.person.surname = NamePart::from_text("\u{4E00}"),
            "names",
        ),
    ];
    for (change, field) in changes {
        let mut request = request();
        change(&mut request);
        let requested = Requested::from(&request);
        let on = request.requested_on;
        let error = CardData::for_request(&requested, &secrets(), on).unwrap_err();
        assert_eq!(error.code(), Code::NotPersonalisable);
        assert!(error.to_string().contains(field), "{error}");
    }
    let mut request = request();
    request.biometrics.photo = Some(samples::media());
    let requested = Requested::from(&request);
    let error = CardData::for_request(&requested, &secrets(), request.requested_on).unwrap_err();
    assert_eq!(error.code(), Code::FaceUnreadable);
}

/// The canonical form says of the card what the request says.
#[test]
fn a_request_is_the_same_in_its_canonical_form() {
    let mut request = request();
    for given in [NamePart::from_text("Mario"), NamePart::None] {
        request.subject.person.given = given;
        for expires in [Some("2036-01-01".parse().unwrap()), None] {
            request.outcome.as_mut().unwrap().expires_on = expires;
            let form = canonical_form(&request).unwrap();
            let read: Requested = serde_json::from_slice(&form).unwrap();
            assert_eq!(read, Requested::from(&request));
            assert_eq!(
                read.expires,
                Some(expires.map_or(Expiry::Unlimited, Expiry::On))
            );
        }
    }
    let form = canonical_form(&request).unwrap();
    let other = String::from_utf8(form)
        .unwrap()
        .replace("cie-request/1", "cie-request/2");
    assert!(serde_json::from_str::<Requested>(&other).is_err());
    assert!(!format!("{:?}", Requested::from(&request)).contains("RSSMRA"));
}

/// What each fault must end in: an error of the reader, or a word on the document.
#[test]
fn faults_on_demand() {
    let error = |faults: &str, zone: bool| {
        let found = look(&mut broken(faults), &request(), zone);
        found.map(|f| f.report.to_string()).unwrap_err().code()
    };
    assert_eq!(error("wrong-can", true), Code::WrongAccessPassword);
    assert_eq!(error("removed-at=9", false), Code::CardRemoved);
    assert_eq!(error("endless", false), Code::ResponseTooLong);
    assert_eq!(error("lying-length=DG2", false), Code::TlvMalformed);
    assert_eq!(error("pace-refused", false), Code::CardBusy);
    assert_eq!(error("pace-hidden", false), Code::BadAccessPassword);

    let report = |faults: &str| look(&mut broken(faults), &request(), true).unwrap().report;
    for (faults, summary, check, outcome) in [
        ("", Summary::Genuine, Check::Access, Outcome::Good),
        ("slow=1", Summary::Genuine, Check::Access, Outcome::Good),
        (
            "no-short-identifiers",
            Summary::Genuine,
            Check::Access,
            Outcome::Good,
        ),
        (
            "ias-by-master-file",
            Summary::Genuine,
            Check::NisChip,
            Outcome::Good,
        ),
        (
            "pace-refused",
            Summary::GenuineWithRemarks,
            Check::Access,
            Outcome::Remark,
        ),
        // Nothing that the reader sees in the clear says that PACE was there; the signed group does.
        (
            "pace-hidden",
            Summary::GenuineWithRemarks,
            Check::Access,
            Outcome::Remark,
        ),
        (
            "copied",
            Summary::NotGenuine,
            Check::ChipGenuine,
            Outcome::Bad,
        ),
        ("copied", Summary::NotGenuine, Check::NisChip, Outcome::Bad),
        (
            "tampered=DG2",
            Summary::NotGenuine,
            Check::Group(DataGroup::DG2),
            Outcome::Bad,
        ),
        (
            "tampered=DG1",
            Summary::NotGenuine,
            Check::Group(DataGroup::DG1),
            Outcome::Bad,
        ),
    ] {
        let report = report(faults);
        assert_eq!(report.summary(), summary, "{faults}: {report}");
        assert_eq!(report.outcome(check), Some(outcome), "{faults}: {report}");
    }
    let hidden = report("pace-hidden");
    let evidence = &hidden.verdict(Check::Access).unwrap().evidence;
    assert!(evidence.get(Lang::En).contains("PACE DH-GM"), "{evidence}");
    assert!(evidence.get(Lang::En).contains("hides"), "{evidence}");
    // A card without PACE at all is no downgrade.
    let mut old = card_of(&request(), &[]);
    let report = look(&mut old, &request(), true).unwrap().report;
    assert_eq!(report.outcome(Check::Access), Some(Outcome::Good));
}

#[test]
fn every_fault_is_written_as_it_is_read() {
    let all = "removed-at=3,garbage-at=4,tampered=DG2,pace-refused,pace-hidden,wrong-can,copied,\
               lying-length=DG11,busy-until-reset,longest-read=100,endless,no-short-identifiers,ias-by-master-file,slow=10";
    let faults: CardFaults = all.parse().unwrap();
    assert_eq!(faults.to_string(), all);
    assert_eq!(all.split(',').count(), CardFaults::NAMES.len());
    assert_eq!("".parse::<CardFaults>().unwrap(), CardFaults::default());
    for wrong in [
        "tampered",
        "tampered=DG17",
        "slow=10001",
        "copied=1",
        "melted",
        "removed-at=x",
    ] {
        let error = wrong.parse::<CardFaults>().unwrap_err();
        assert_eq!(error.code(), Code::UnknownCardFault, "{wrong}");
    }
}

#[test]
fn a_stored_card_is_the_same_card() {
    let request = request();
    let mut card = card_of(&request, &[ChipSuite::CIE]);
    let wrong = cie_core::document::Pin::parse("00000000").unwrap();
    let tries = |card: &mut dyn CardTransport| {
        let mut channel = cie_devices::emrtd::Channel::new(card);
        cie_devices::ias::select(&mut channel).unwrap();
        let tries = tries_left(&mut channel, CardSecret::Pin).unwrap();
        let count = tries.count();
        (verify_pin(&mut channel, &wrong, &tries).is_err(), count)
    };
    assert_eq!(tries(&mut card), (true, Some(3)));
    let bytes = card.to_bytes().unwrap();
    let mut again = VirtualCie::from_bytes(&bytes).unwrap();
    assert_eq!(again.to_bytes().unwrap(), bytes);
    assert_eq!(tries(&mut again), (true, Some(2)));
    let found = look(&mut again, &request, false).unwrap();
    assert_eq!(found.report.summary(), Summary::Genuine, "{}", found.report);

    // Faults are kept, those in the files too, and are not applied twice.
    for (faults, expected) in [
        ("tampered=DG11", Some(Summary::NotGenuine)),
        ("copied", Some(Summary::NotGenuine)),
        ("pace-hidden", Some(Summary::GenuineWithRemarks)),
        ("removed-at=9", None),
    ] {
        let bytes = broken(faults).to_bytes().unwrap();
        let mut card = VirtualCie::from_bytes(&bytes).unwrap();
        let found = look(&mut card, &request, true).ok();
        assert_eq!(found.map(|f| f.report.summary()), expected, "{faults}");
    }
    assert_eq!(
        VirtualCie::from_bytes(&vec![0x30; 3 << 20])
            .unwrap_err()
            .code(),
        Code::BadCardState
    );
}

/// What is said to programs and to the operator names nobody.
#[test]
fn reports_are_free_of_personal_data() {
    let mut other = request();
    other.subject.person.surname = NamePart::from_text("Garibaldi");
    other.serial = Some("CA00000AB".into());
    let mut card = broken("tampered=DG12");
    let found = look(&mut card, &other, true).unwrap();
    let report = &found.report;
    let json = serde_json::to_value(report).unwrap();
    assert_eq!(json["summary"], "not_genuine");
    let verdicts = json["verdicts"].as_array().unwrap();
    assert_eq!(verdicts.len(), report.verdicts.len());
    let of = |check: &str, key: &str, value: serde_json::Value| {
        let found = verdicts
            .iter()
            .find(|v| v["check"] == check && v[key] == value);
        found.unwrap()["outcome"].as_str().unwrap().to_owned()
    };
    assert_eq!(of("integrity", "group", 12.into()), "bad");
    assert_eq!(of("integrity", "group", 1.into()), "good");
    assert_eq!(of("request", "field", "serial".into()), "bad");
    assert_eq!(of("request", "field", "names".into()), "bad");
    assert_eq!(of("request", "field", "codice_fiscale".into()), "good");
    let texts = [
        json.to_string(),
        report.for_operator(Lang::It),
        report.for_operator(Lang::En),
        report.to_string(),
        format!("{found:?} {card:?}"),
    ];
    for text in &texts {
        for personal in [
            "ROSSI",
            "MARIO",
            "Garibaldi",
            "GARIBALDI",
            "RSSMRA",
            "CA00000A",
            "1980",
            "SERPENTI",
        ] {
            assert!(!text.contains(personal), "{personal} in {text}");
        }
    }
    let (it, en) = (&texts[1], &texts[2]);
    assert!(it.starts_with("Documento da non accettare"), "{it}");
    assert!(
        it.contains("- integrità DG12: NO (impronta diversa)"),
        "{it}"
    );
    assert!(
        en.contains("- integrity of DG12: BAD (digest differs)"),
        "{en}"
    );
    assert!(
        en.contains("- request: serial of the card: BAD (DG1: not as requested)"),
        "{en}"
    );
    assert!(
        !en.contains("integrity of DG11"),
        "what is good is not listed: {en}"
    );
}

#[test]
fn secrets_have_the_digits_they_must_have() {
    for _ in 0..50 {
        let drawn = secrets();
        assert_eq!(drawn.nis.expose().len(), 12);
        assert!(!format!("{drawn:?}").contains(drawn.pin.expose()));
    }
    let _: Personal<String> = secrets().nis;
    let _: &Td1 = card_of(&request(), &[]).zone();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_a_card_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = VirtualCie::from_bytes(&bytes);
    }

    #[test]
    fn any_text_is_faults_or_refused(text in "[a-z0-9=,DG-]{0,40}") {
        if let Ok(faults) = text.parse::<CardFaults>() {
            prop_assert_eq!(faults.to_string().parse::<CardFaults>().unwrap(), faults);
        }
    }
}
