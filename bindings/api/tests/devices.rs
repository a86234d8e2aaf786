//! What belongs to devices and cards, with drawings and SIMULATED cards: the same that Python and Node
//! try.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

use std::collections::HashSet;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cie_api::*;
use serde_json::{Value, json};

/// The request of the conformance folder, with a drawn face.
fn request() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/request.json");
    let mut request: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let photo = simulated_portrait(1).unwrap().image.0;
    let digest = ring::digest::digest(&ring::digest::SHA256, &photo);
    let digest: String = digest.as_ref().iter().map(|b| format!("{b:02x}")).collect();
    request["biometrics"]["photo"] = json!({
        "about": {
            "media_type": "image/jpeg",
            "sha256": digest,
            "len": photo.len(),
            "simulated": true,
        },
        "bytes": STANDARD.encode(&photo),
    });
    request.to_string()
}

fn code<T>(result: Result<T>) -> String {
    match result {
        Ok(_) => panic!("it went well"),
        Err(error) => error.code,
    }
}

fn outcome(report: &CardReport, check: CardCheck, group: Option<u32>) -> CheckOutcome {
    let found = report.verdicts.iter();
    let mut found = found.filter(|one| one.check == check && one.group == group);
    found.next().unwrap().outcome
}

#[test]
fn a_simulated_card_says_what_was_requested_and_holds() {
    let card = simulate_card(request(), None, None).unwrap();
    let on = "2026-11-23".parse().unwrap();
    let content = parse_card_files(card.files.clone(), Some(on)).unwrap();
    let mrz = content.mrz.unwrap();
    assert_eq!(
        (mrz.surname.as_str(), mrz.given.as_str()),
        ("ROSSI", "MARIO")
    );
    assert_eq!(mrz.document_number, "CA00000AA");
    assert_eq!(card.zone.replace('\n', ""), content.zone.unwrap());
    let holder = content.holder.unwrap();
    assert_eq!(holder.personal_number.as_deref(), Some("RSSMRA80A01H501U"));
    assert_eq!(holder.birth_province.as_deref(), Some("RM"));
    assert_eq!(holder.address, ["VIA DEI SERPENTI 17", "ROMA", "RM"]);
    let document = content.document.unwrap();
    assert_eq!(document.issued, Some(on));
    assert!(document.authority.unwrap().contains("SIMULATED"));
    let photo = content.photo.unwrap();
    assert_eq!((photo.width, photo.height), (Some(552), Some(709)));
    assert_eq!(photo.image, simulated_portrait(1).unwrap().image);
    assert!(
        picture_to_png(photo.image)
            .unwrap()
            .0
            .starts_with(b"\x89PNG")
    );

    let trust = vec![card.authority.clone()];
    let zone = Some(card.zone.clone());
    let report = verify_card_files(card.files, trust, zone, Some(request()), None).unwrap();
    // Without the card nobody can say that the chip is no copy.
    assert_eq!(
        (report.summary, report.accepted),
        (CardSummary::Undecided, false)
    );
    assert_eq!(
        outcome(&report, CardCheck::SodSignature, None),
        CheckOutcome::Good
    );
    assert_eq!(
        outcome(&report, CardCheck::CscaChain, None),
        CheckOutcome::Good
    );
    assert_eq!(outcome(&report, CardCheck::Zone, None), CheckOutcome::Good);
    for group in [1, 2, 11, 12, 14] {
        let held = outcome(&report, CardCheck::Integrity, Some(group));
        assert_eq!(held, CheckOutcome::Good, "DG{group}");
    }
    let fields: HashSet<_> = report.verdicts.iter().filter_map(|one| one.field).collect();
    assert_eq!(fields, CardField::ALL.iter().copied().collect());
    assert!(
        report
            .verdicts
            .iter()
            .all(|one| one.outcome != CheckOutcome::Bad),
        "{report:?}"
    );
}

#[test]
fn a_changed_group_and_an_unknown_authority_are_said() {
    let card = simulate_card(request(), None, Some("tampered=DG11".into())).unwrap();
    let report = verify_card_files(card.files.clone(), Vec::new(), None, None, None).unwrap();
    assert_eq!(report.summary, CardSummary::NotGenuine);
    let of = |group| outcome(&report, CardCheck::Integrity, Some(group));
    assert_eq!((of(11), of(1)), (CheckOutcome::Bad, CheckOutcome::Good));
    assert_eq!(
        outcome(&report, CardCheck::CscaChain, None),
        CheckOutcome::Open
    );
    assert!(report.text_it.contains("DG11") && report.text_en.contains("DG11"));

    let other = simulate_card(request().replace("MARIO", "DARIO"), None, None).unwrap();
    let trust = vec![other.authority];
    let report = verify_card_files(other.files, trust, None, Some(request()), None).unwrap();
    assert_eq!(report.summary, CardSummary::NotAsRequested);
    let wrong = report
        .verdicts
        .iter()
        .filter(|one| one.outcome == CheckOutcome::Bad);
    assert!(
        wrong
            .map(|one| one.field)
            .all(|field| field == Some(CardField::Names))
    );
}

#[test]
fn authorities_are_listed() {
    let card = simulate_card(request(), None, None).unwrap();
    let found = read_trust(card.authority.clone()).unwrap();
    assert_eq!(
        (found.authorities.len(), found.passed_over, found.lists),
        (1, 0, 0)
    );
    assert!(found.authorities[0].subject.contains("SIMULATED"));
    assert_eq!(found.authorities[0].der, card.authority);
    assert_eq!(code(read_trust(Bytes(b"nothing".to_vec()))), "CIE-DEV-643");
}

#[test]
fn files_out_of_order_are_refused() {
    let file = |name: &str| CardFile {
        name: name.into(),
        content: Bytes(vec![0x61, 0]),
    };
    for names in [&["DG17"][..], &["EF.NONE"], &["DG1", "DG1"]] {
        let files = names.iter().map(|name| file(name)).collect();
        assert_eq!(code(parse_card_files(files, None)), "CIE-API-030");
    }
    assert_eq!(
        code(parse_card_files(vec![file("DG1")], None)),
        "CIE-DEV-454"
    );
    assert_eq!(code(simulate_card("{}".into(), None, None)), "CIE-API-004");
    let unknown = simulate_card(request(), None, Some("nonsense".into()));
    assert_eq!(code(unknown), "CIE-DEV-642");
}

#[test]
fn a_photograph_is_judged_fitted_and_shown() {
    let drawn = simulated_portrait(1).unwrap();
    let report = check_photo(drawn.image.clone(), Some(drawn.face.clone())).unwrap();
    assert!(report.accepted);
    let by_eye = |report: &MediaReport| {
        let eyes = report.verdicts.iter().find(|one| one.code == "photo-eyes");
        eyes.unwrap().outcome
    };
    assert_eq!(by_eye(&report), MediaOutcome::Pass);
    let unmarked = check_photo(drawn.image.clone(), None).unwrap();
    assert_eq!(by_eye(&unmarked), MediaOutcome::ByEye);
    let nothing = check_photo(Bytes(b"no picture".to_vec()), None).unwrap();
    assert!(!nothing.accepted);

    let fitted = fit_photo(drawn.image.clone(), drawn.face.clone()).unwrap();
    // 35 mm, within half a millimetre, and at least 45 mm and 400 dpi (rule biometrics.photo).
    let mm = |pixels: u32| f64::from(pixels) * 25.4 / f64::from(fitted.dpi);
    assert!((34.5..=35.5).contains(&mm(fitted.width)), "{fitted:?}");
    assert!(
        mm(fitted.height) >= 44.95 && fitted.dpi >= 400,
        "{fitted:?}"
    );
    assert!(check_photo(fitted.image, fitted.face).unwrap().accepted);
    let overlay = photo_overlay(drawn.image.clone(), None).unwrap();
    assert!(overlay.0.starts_with(b"\x89PNG"));

    let upside_down = FaceMarks {
        chin: drawn.face.left_eye.clone(),
        ..drawn.face
    };
    assert_eq!(
        code(fit_photo(drawn.image.clone(), upside_down)),
        "CIE-DEV-030"
    );
    // A drawing is no page with a print on it.
    assert_eq!(code(photo_from_sheet(drawn.image, 400)), "CIE-DEV-040");
}

#[test]
fn a_signature_is_cleaned() {
    let drawn = simulated_signature(1).unwrap();
    let cleaned = clean_signature(drawn.clone()).unwrap();
    assert!(cleaned.report.accepted && cleaned.width > cleaned.height);
    assert!(cleaned.image.0.len() < 50_000);
    assert!(check_signature(cleaned.image).unwrap().accepted);
    assert!(!check_signature(Bytes(Vec::new())).unwrap().accepted);
}

#[test]
fn a_barcode_is_drawn_and_read() {
    let png = draw_barcode("RSSMRA80A01H501U".into(), None, None, None).unwrap();
    assert_eq!(read_barcode(png).unwrap(), "RSSMRA80A01H501U");
    let wrong = draw_barcode("RSSMRA80A01H501X".into(), Some(2), Some(80), Some(200)).unwrap();
    assert_eq!(code(read_barcode(wrong)), "CIE-DEV-070");
    assert_eq!(
        code(draw_barcode("à".into(), None, None, None)),
        "CIE-DEV-013"
    );
}

#[test]
fn fingerprints_go_through_every_format() {
    let drawn = simulated_fingerprint(3, Hand::Right, Finger::Index).unwrap();
    let file = read_fingerprint(drawn, None).unwrap();
    assert_eq!((file.format, file.hand), (FingerprintFormat::Png, None));
    let image = file.image;
    assert_eq!((image.width, image.height, image.ppi), (400, 500, 500));

    let wsq = wsq_encode(image.clone(), None).unwrap();
    // About 15 to 1 at the usual rate (IAFIS-IC-0110).
    assert!((8..30).contains(&(image.pixels.0.len() / wsq.0.len())));
    let back = wsq_decode(wsq).unwrap();
    let differs = |one: &FingerImage| {
        let pairs = image.pixels.0.iter().zip(&one.pixels.0);
        let sum: u32 = pairs.map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
        f64::from(sum) / f64::from(image.width * image.height)
    };
    assert!(differs(&back) < 16.0, "{}", differs(&back));
    let fine = wsq_decode(wsq_encode(image.clone(), Some(2.25)).unwrap()).unwrap();
    assert!(differs(&fine) < differs(&back));

    for format in [FingerprintFormat::Png, FingerprintFormat::Pgm] {
        let written = write_fingerprint(image.clone(), format, None, None, None).unwrap();
        assert_eq!(read_fingerprint(written, None).unwrap().image, image);
    }
    let view = FingerView {
        hand: Some(Hand::Left),
        finger: Some(Finger::Ring),
        quality: Some(80),
        image: image.clone(),
    };
    let record = write_finger_record(vec![view.clone(), view.clone()], None).unwrap();
    assert!(record.0.starts_with(b"FIR\x00010\x00"));
    let views = read_finger_record(record.clone()).unwrap();
    assert_eq!(views.len(), 2);
    assert_eq!((views[1].hand, views[1].finger), (view.hand, view.finger));
    assert_eq!(views[1].quality, Some(80));
    let first = read_fingerprint(record, None).unwrap();
    assert_eq!(first.format, FingerprintFormat::Iso19794);
    assert_eq!(first.finger, Some(Finger::Ring));

    let mut coarse = view.clone();
    coarse.image.ppi = 250;
    assert_eq!(
        code(write_finger_record(vec![view, coarse], None)),
        "CIE-API-031"
    );
    assert_eq!(code(write_finger_record(Vec::new(), None)), "CIE-API-031");
    assert_eq!(code(wsq_encode(image.clone(), Some(9.0))), "CIE-DEV-505");
    let good = fingerprint_quality(image.clone()).unwrap();
    assert!(good.score >= 40 && good.score <= 100, "{good:?}");
    let faint = image.pixels.0.iter().map(|pixel| 255 - (255 - pixel) / 8);
    let faint = FingerImage {
        pixels: Bytes(faint.collect()),
        ..image
    };
    assert!(fingerprint_quality(faint).unwrap().score < good.score);
}

#[test]
fn the_doctor_says_what_it_could_not_look_at() {
    let config: DoctorConfig = serde_json::from_value(json!({
        "offline": true,
        "limit": 10,
        "skip": ["disk"],
        "devices": "[[device]]\nname = \"lettore\"\nkind = \"barcode_keyboard\"\n",
    }))
    .unwrap();
    let findings = run_doctor(config.clone()).unwrap();
    let network = findings
        .iter()
        .filter(|one| one.check.starts_with("endpoint."));
    let verdicts: Vec<_> = network.map(|one| one.verdict).collect();
    // The nine services of circular 8/2017.
    assert_eq!(verdicts, [DoctorVerdict::NotChecked; 9]);
    assert!(findings.iter().any(|one| one.check == "device.lettore"));
    assert!(!findings.iter().any(|one| one.check.starts_with("disk")));

    let only = DoctorConfig {
        only: Some(vec!["hosts_file".into()]),
        ..config.clone()
    };
    assert_eq!(run_doctor(only).unwrap().len(), 1);
    let wrong = DoctorConfig {
        settings: Some("limit_seconds = \"soon\"".into()),
        ..config
    };
    assert_eq!(code(run_doctor(wrong)), "CIE-DEV-700");
}
