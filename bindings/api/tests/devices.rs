//! What belongs to devices and cards, with drawings and SIMULATED cards: the same that Python and Node
//! try.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use cie_api::*;
use serde_json::json;

fn request() -> String {
    simulated_request().unwrap()
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

fn plan(card: &SimulatedCard, request: Option<String>) -> CardPlan {
    CardPlan {
        trust: vec![card.authority.clone()],
        request,
        issued: None,
        services_number: Some(true),
        longest: None,
        on: Some("2026-11-23".parse().unwrap()),
    }
}

fn by_can(card: &SimulatedCard) -> CardAccess {
    CardAccess {
        can: Some(card.can.clone()),
        zone: None,
    }
}

/// A reader of the caller's own, with a virtual card in it.
struct Desk {
    card: VirtualCard,
    fails_at: Option<usize>,
    commands: AtomicUsize,
}

impl Desk {
    fn with(card: &SimulatedCard, fails_at: Option<usize>) -> Arc<Self> {
        Arc::new(Self {
            card: VirtualCard::new(card.card.clone(), None).unwrap(),
            fails_at,
            commands: AtomicUsize::new(0),
        })
    }
}

impl CardLink for Desk {
    fn transmit(&self, command: Bytes) -> Result<Bytes, CallbackFailure> {
        let count = self.commands.fetch_add(1, Ordering::Relaxed);
        if self.fails_at == Some(count) {
            return Err(CallbackFailure("the tag of MARIO ROSSI was lost".into()));
        }
        self.card
            .transmit(command)
            .map_err(|error| CallbackFailure(error.code))
    }
}

#[derive(Default)]
struct Watcher(Mutex<Vec<String>>);

impl ReadingWatch for Watcher {
    fn progress(&self, what: String, done: u32, total: u32) -> Result<bool, CallbackFailure> {
        assert!(done <= total);
        let stop = what == "DG2";
        self.0.lock().unwrap().push(what);
        Ok(!stop)
    }
}

#[test]
fn a_card_is_read_over_a_transport_of_the_callers() {
    let card = simulate_card(request(), None, None).unwrap();
    let desk = Desk::with(&card, None);
    let plan = plan(&card, Some(request()));
    let link = CardTransport(desk.clone());
    let read = read_card(link, by_can(&card), plan.clone(), None).unwrap();
    // A place of birth and a photograph are as requested: nothing is left to remark on.
    assert_eq!(
        read.report.summary,
        CardSummary::Genuine,
        "{}",
        read.report.text_en
    );
    assert!(read.report.accepted);
    assert_eq!(read.access, "PACE DH-GM 3DES, DH 2048");
    assert_eq!(read.downgraded, None);
    assert_eq!(read.content.mrz.unwrap().given, "MARIO");
    assert_eq!(read.services_number.unwrap().len(), 12);
    assert_eq!(
        usize::try_from(read.exchanges),
        Ok(desk.commands.load(Ordering::Relaxed))
    );
    let offline = parse_card_files(read.files.clone(), plan.on).unwrap();
    assert_eq!(offline.holder, read.content.holder);
    // As it was personalised, byte for byte.
    assert!(read.files.iter().all(|file| card.files.contains(file)));
    let names: Vec<&str> = read.files.iter().map(|file| file.name.as_str()).collect();
    for name in ["EF.SOD", "DG1", "DG2", "DG11", "DG12", "DG14"] {
        assert!(names.contains(&name), "{names:?}");
    }

    // With short lengths alone, and by the zone.
    let short = CardPlan {
        longest: Some(261),
        ..plan.clone()
    };
    let access = CardAccess {
        can: None,
        zone: Some(card.zone.clone()),
    };
    let again = read_card(CardTransport(Desk::with(&card, None)), access, short, None).unwrap();
    assert!(again.report.accepted && again.exchanges > read.exchanges);
    assert_eq!(
        outcome(&again.report, CardCheck::Zone, None),
        CheckOutcome::Good
    );
}

#[test]
fn a_reading_fails_with_codes_and_stops_when_told() {
    let card = simulate_card(request(), None, None).unwrap();
    let link = |fails_at| CardTransport(Desk::with(&card, fails_at));
    let read = |link, access, watch| read_card(link, access, plan(&card, None), watch);
    let lost = read(link(Some(9)), by_can(&card), None).unwrap_err();
    assert_eq!(lost.code, "CIE-DEV-401");
    assert!(!lost.to_json().contains("ROSSI"));

    let other = if card.can == "000000" {
        "000001"
    } else {
        "000000"
    };
    let wrong = CardAccess {
        can: Some(other.into()),
        zone: None,
    };
    assert_eq!(code(read(link(None), wrong, None)), "CIE-DEV-421");
    let none = CardAccess {
        can: None,
        zone: None,
    };
    assert_eq!(code(read(link(None), none, None)), "CIE-API-002");
    let four = CardAccess {
        can: Some("1234".into()),
        zone: None,
    };
    assert_eq!(code(read(link(None), four, None)), "CIE-CORE-102");

    let watcher = Arc::new(Watcher::default());
    let stopped = read(link(None), by_can(&card), Some(CardWatch(watcher.clone())));
    assert_eq!(code(stopped), "CIE-DEV-407");
    let told = watcher.0.lock().unwrap();
    assert_eq!(told.first().map(String::as_str), Some("access"));
    assert_eq!(told.last().map(String::as_str), Some("DG2"));
    assert!(told.iter().any(|what| what == "EF.SOD"));

    let copied = VirtualCard::new(card.card.clone(), Some("copied".into())).unwrap();
    let copied = CardTransport(Arc::new(Desk {
        card: copied,
        fails_at: None,
        commands: AtomicUsize::new(0),
    }));
    let report = read(copied, by_can(&card), None).unwrap().report;
    assert_eq!(report.summary, CardSummary::NotGenuine);
    assert_eq!(
        outcome(&report, CardCheck::ChipGenuine, None),
        CheckOutcome::Bad
    );
}

#[test]
fn a_pin_is_changed_blocked_and_unblocked() {
    let card = simulate_card(request(), None, None).unwrap();
    let desk = Desk::with(&card, None);
    let link = || CardTransport(desk.clone());
    let tries = |pin, puk| PinTries { pin, puk };
    let new = "11223344".to_owned();
    assert_eq!(card_pin_tries(link()).unwrap(), tries(Some(3), Some(10)));
    change_card_pin(link(), card.pin.clone(), new.clone(), None).unwrap();
    desk.card.reset().unwrap();
    assert_eq!(
        code(verify_card_pin(link(), "00000000".into(), None)),
        "CIE-DEV-491"
    );
    assert_eq!(
        code(verify_card_pin(link(), "00000000".into(), None)),
        "CIE-DEV-491"
    );
    // The last try is not spent unasked.
    assert_eq!(
        code(verify_card_pin(link(), "00000000".into(), None)),
        "CIE-DEV-491"
    );
    assert_eq!(card_pin_tries(link()).unwrap().pin, Some(1));
    assert_eq!(
        code(verify_card_pin(link(), "00000000".into(), Some(true))),
        "CIE-DEV-492"
    );
    let kept = desk.card.to_bytes().unwrap();
    let unblocked = unblock_card_pin(link(), card.puk.clone(), card.pin.clone(), None).unwrap();
    assert_ne!(unblocked.pin, Some(0));
    assert_eq!(
        verify_card_pin(link(), card.pin.clone(), None).unwrap().pin,
        None
    );
    assert_eq!(
        code(verify_card_pin(link(), "12".into(), None)),
        "CIE-CORE-103"
    );

    // What became of the PIN is in the bytes.
    let blocked = Arc::new(Desk {
        card: VirtualCard::new(kept, None).unwrap(),
        fails_at: None,
        commands: AtomicUsize::new(0),
    });
    assert_eq!(card_pin_tries(CardTransport(blocked)).unwrap().pin, Some(0));
    assert_eq!(code(VirtualCard::new(Bytes(vec![1]), None)), "CIE-DEV-106");
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
fn the_simulated_request_can_be_signed() {
    let findings = check_request(request(), None).unwrap();
    let blocking = findings
        .iter()
        .filter(|one| one.gravity == Gravity::Blocking);
    assert_eq!(blocking.count(), 0, "{findings:?}");
}

#[test]
fn fingerprints_are_taken_finger_by_finger() {
    /// A scanner that finds nobody at its first question.
    #[derive(Default)]
    struct Glass(Mutex<Vec<(Hand, Finger)>>);
    impl PrintScanner for Glass {
        fn capture(
            &self,
            hand: Hand,
            finger: Finger,
            _: u32,
        ) -> Result<Option<FingerImage>, CallbackFailure> {
            let mut asked = self.0.lock().unwrap();
            asked.push((hand, finger));
            if asked.len() == 1 {
                return Ok(None);
            }
            let drawn = simulated_fingerprint(3, hand, finger);
            let read = drawn.and_then(|file| read_fingerprint(file, None));
            read.map(|file| Some(file.image))
                .map_err(|error| CallbackFailure(error.code))
        }
    }

    let on: Day = "2026-11-23".parse().unwrap();
    let session = FingerprintSession::new(on, 38, None, None).unwrap();
    let glass = Arc::new(Glass::default());
    let scanner = || FingerprintScanner(glass.clone());
    let first = session.capture(scanner(), Some(5)).unwrap();
    assert_eq!(
        (first.kind, first.attempt),
        (FingerprintStepKind::Capture, Some(2))
    );
    session.capture(scanner(), None).unwrap();
    // Kept and gone on with.
    let kept = session.to_json().unwrap();
    assert_eq!(
        code(FingerprintSession::new(on, 39, None, Some(kept.clone()))),
        "CIE-DEV-533"
    );
    let session = FingerprintSession::new(on, 38, None, Some(kept)).unwrap();
    assert_eq!(code(session.outcome()), "CIE-DEV-530");
    let last = session.capture(scanner(), None).unwrap();
    assert_eq!(last.kind, FingerprintStepKind::Complete);
    let asked = glass.0.lock().unwrap().clone();
    let (right, left) = ((Hand::Right, Finger::Index), (Hand::Left, Finger::Index));
    assert_eq!(asked, [right, right, left]);
    let outcome = session.outcome().unwrap();
    let prints = outcome
        .prints
        .iter()
        .map(|one| (one.print.hand, one.print.finger, one.attempts));
    assert_eq!(
        prints.collect::<Vec<_>>(),
        [
            (Hand::Right, Finger::Index, 2),
            (Hand::Left, Finger::Index, 1)
        ]
    );
    assert_eq!(
        wsq_decode(outcome.prints[0].print.image.content.clone())
            .unwrap()
            .width,
        400
    );

    // From twelve years of age (Reg. (EU) 2019/1157, art. 3).
    let child = FingerprintSession::new(on, 11, None, None).unwrap();
    let step = child.step().unwrap();
    assert_eq!(
        (step.kind, step.from_age),
        (FingerprintStepKind::NotDue, Some(12))
    );
    let refusing = FingerprintSession::new(on, 38, None, None).unwrap();
    assert_eq!(
        refusing.refuse().unwrap().kind,
        FingerprintStepKind::Refused
    );
    assert_eq!(code(refusing.outcome()), "CIE-DEV-532");

    let hurt = FingerprintSession::new(on, 38, None, None).unwrap();
    let step = hurt.hand_absent(FingerAbsence::Injured).unwrap();
    assert_eq!(step.may, [FingerprintChoice::DeclareImpossible]);
    let kind = Impossibility::Permanent;
    assert_eq!(code(hurt.declare_impossible(kind, None)), "CIE-DEV-531");
    let step = hurt
        .declare_impossible(Impossibility::Temporary, None)
        .unwrap();
    assert_eq!(
        (step.kind, step.hand),
        (FingerprintStepKind::Capture, Some(Hand::Left))
    );
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

#[test]
fn devices_are_tried_and_followed() {
    struct Bell(std::sync::mpsc::Sender<DeviceEvent>);
    impl DeviceObserver for Bell {
        fn event(&self, event: DeviceEvent) -> Result<bool, CallbackFailure> {
            self.0.send(event).unwrap();
            Ok(true)
        }
    }

    let port = std::env::temp_dir().join(format!("cie-port-{}", std::process::id()));
    let settings = format!(
        "[[device]]\nname = \"barre\"\nkind = \"barcode_serial\"\nport = '{}'\n\n\
         [[device]]\nname = \"tastiera\"\nkind = \"barcode_keyboard\"\n",
        port.display()
    );
    let tried = try_devices(settings.clone(), None, Some(2)).unwrap();
    let names: Vec<&str> = tried.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["barre", "tastiera"]);
    assert_eq!(tried[0].code.as_deref(), Some("CIE-DEV-743"));
    assert_eq!(tried[0].state, None);
    assert_eq!(tried[1].state, Some(DeviceState::Untestable));
    assert!(!tried[1].text_it.is_empty() && tried[1].code.is_none());
    assert_eq!(
        code(try_devices("[[device]]".into(), None, None)),
        "CIE-DEV-740"
    );

    let (say, hear) = std::sync::mpsc::channel();
    let bell = DeviceWatcher(Arc::new(Bell(say)));
    let watch = DeviceWatch::new(bell, Some(settings), None).unwrap();
    let second = std::time::Duration::from_secs(1);
    // What is there at the first look is no event: plugged in again until it is seen to come.
    let appeared = (0..20).find_map(|_| {
        std::fs::write(&port, b"").unwrap();
        let mut heard = std::iter::from_fn(|| hear.recv_timeout(second).ok());
        let seen = heard.find(|event: &DeviceEvent| event.change == DeviceChange::Appeared);
        if seen.is_none() {
            std::fs::remove_file(&port).unwrap();
            std::thread::sleep(second);
        }
        seen
    });
    let event = appeared.unwrap();
    assert_eq!(event.kind, DeviceKind::BarcodeReader);
    assert_eq!(event.device.as_deref(), Some("barre"));
    std::fs::remove_file(&port).unwrap();
    let event = hear.recv_timeout(20 * second).unwrap();
    assert_eq!(event.change, DeviceChange::Gone);
    assert!(watch.stop().unwrap() && watch.stop().unwrap());
}
