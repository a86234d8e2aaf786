//! `cie card`: a simulated card made, read, verified, its PIN changed.

use std::fs;
use std::path::PathBuf;

use cie_core::request::{CardRequest, Media, Outcome, canonical_form};
use cie_core::samples;
use cie_devices::sim::portrait;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Run, cie, cie_with_input};

/// A folder with a request in both forms.
pub(crate) struct Desk {
    dir: TempDir,
}

fn request() -> CardRequest {
    let mut request = samples::request().expect("the sample");
    let photo = portrait(1).expect("a drawing").into_bytes();
    request.biometrics.photo = Some(Media::new("image/jpeg", photo, true));
    request.outcome = Some(Outcome {
        expires_on: Some("2036-01-01".parse().expect("a day")),
        valid_for_travel: true,
        fee_cents: 2221,
        rules: Vec::new(),
    });
    request
}

impl Desk {
    pub(crate) fn new() -> Self {
        let desk = Self {
            dir: tempfile::tempdir().expect("a folder"),
        };
        let mut request = request();
        desk.write("request.json", &serde_json::to_vec(&request).expect("JSON"));
        desk.write("signed.json", &canonical_form(&request).expect("a form"));
        request.serial = Some("CA00000AB".into());
        desk.write("other.json", &serde_json::to_vec(&request).expect("JSON"));
        desk
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.dir.path().join(name).display().to_string()
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.dir.path().join(name), bytes).expect("a file");
    }

    /// Makes a card; gives what was said of it.
    pub(crate) fn card(&self, name: &str, more: &[&str]) -> Value {
        let (request, card, csca) = (self.path("signed.json"), self.path(name), self.path("csca"));
        let common = [
            "--json",
            "card",
            "simulate",
            "--request",
            &request,
            "--to",
            &card,
            "--csca",
            &csca,
        ];
        cie(&[&common, more].concat()).object()
    }

    fn read(&self, name: &str, more: &[&str]) -> Run {
        let (card, csca) = (self.path(name), self.path("csca"));
        let common = ["--json", "card", "read", "--sim", &card, "--csca", &csca];
        cie(&[&common, more].concat())
    }

    fn verify(&self, name: &str, against: &str) -> Run {
        let (card, csca, against) = (self.path(name), self.path("csca"), self.path(against));
        cie(&[
            "--json",
            "card",
            "verify",
            "--sim",
            &card,
            "--csca",
            &csca,
            "--against",
            &against,
        ])
    }

    /// `cie card pin` with secrets on standard input, a line each.
    fn pin(&self, arguments: &[&str], lines: &str) -> Run {
        let card = self.path("card.der");
        let common = ["--json", "card", "pin"];
        let line = [&common, arguments, &["--sim", &card]].concat();
        cie_with_input(&line, lines.as_bytes())
    }
}

/// The last object: the answer. Those before it tell of the progress.
pub(crate) fn answer(run: &Run) -> Value {
    run.objects().pop().expect("an answer")
}

#[test]
fn a_card_is_made_read_and_verified() {
    let desk = Desk::new();
    let made = desk.card("card.der", &[]);
    assert_eq!(made["simulated"], true);
    assert_eq!(made["can"].as_str().map(str::len), Some(6));

    let out = desk.path("out");
    let run = desk.read("card.der", &["--out", &out]);
    assert_eq!(run.code, 0, "{}", run.err);
    let found = answer(&run);
    assert_eq!(found["summary"], "genuine", "{found}");
    assert_eq!(found["simulated"], true);
    assert_eq!(found["data"]["serial"], "CA00000AA");
    assert_eq!(found["data"]["codice_fiscale"], "RSSMRA80A01H501U");
    assert!(run.err.contains("SIMULATA"), "{}", run.err);
    let files: Vec<String> = run
        .objects()
        .iter()
        .filter(|o| o["event"] == "file")
        .map(|o| o["file"].as_str().expect("a name").to_owned())
        .collect();
    assert!(
        files.contains(&"DG2".to_owned()) && files.contains(&"EF.SOD".to_owned()),
        "{files:?}"
    );
    let folder = PathBuf::from(&out);
    for name in [
        "EF.CardAccess.bin",
        "EF.SOD.bin",
        "DG1.bin",
        "DG2.bin",
        "DG14.bin",
        "report.json",
    ] {
        assert!(folder.join(name).exists(), "{name}");
    }
    let photo = fs::read(folder.join("photo.jpg")).expect("the photo");
    assert_eq!(photo, portrait(1).expect("a drawing").into_bytes());
    let png = fs::read(folder.join("photo.png")).expect("the photo");
    assert!(png.starts_with(b"\x89PNG"));

    for request in ["request.json", "signed.json"] {
        let run = desk.verify("card.der", request);
        assert_eq!(run.code, 0, "{} {}", run.out, run.err);
        assert_eq!(answer(&run)["compared"], true);
        for personal in ["ROSSI", "MARIO", "RSSMRA", "CA00000A"] {
            assert!(
                !run.out.contains(personal) && !run.err.contains(personal),
                "{personal}"
            );
        }
    }
    let run = desk.verify("card.der", "other.json");
    assert_eq!(
        (run.code, &answer(&run)["summary"]),
        (1, &"not_as_requested".into())
    );

    // A card that is there already is left alone.
    let (request, card) = (desk.path("request.json"), desk.path("card.der"));
    let again = cie(&["card", "simulate", "--request", &request, "--to", &card]);
    assert_eq!(again.code, 1, "{}", again.err);
}

#[test]
fn people_read_it_in_both_languages() {
    let desk = Desk::new();
    desk.card("card.der", &[]);
    let (card, csca) = (desk.path("card.der"), desk.path("csca"));
    let read = |lang| {
        cie(&[
            "--lang", lang, "card", "read", "--sim", &card, "--csca", &csca,
        ])
    };
    let (it, en) = (read("it"), read("en"));
    assert_eq!((it.code, en.code), (0, 0));
    assert!(
        it.out.contains("Documento autentico") && it.out.contains("firma del SOD"),
        "{}",
        it.out
    );
    assert!(
        en.out.contains("Genuine document") && en.out.contains("signature of the SOD"),
        "{}",
        en.out
    );
    assert!(it.out.contains("VIA DEI SERPENTI 17"), "{}", it.out);
}

#[test]
fn without_authorities_nothing_is_vouched_for() {
    let desk = Desk::new();
    desk.card("card.der", &[]);
    let card = desk.path("card.der");
    let run = cie(&["--json", "card", "read", "--sim", &card]);
    assert_eq!(
        (run.code, &answer(&run)["summary"]),
        (0, &"undecided".into())
    );
    let run = cie(&["--json", "card", "verify", "--sim", &card]);
    assert_eq!(
        (run.code, &answer(&run)["summary"]),
        (1, &"undecided".into())
    );
    // A folder that holds no authority was named by mistake.
    let empty = desk.path("");
    let run = cie(&["--json", "card", "verify", "--sim", &card, "--csca", &empty]);
    assert_eq!(run.code, 1);
    assert_eq!(answer(&run)["event"], "failure");
}

#[test]
fn faults_end_in_their_exit_codes() {
    let desk = Desk::new();
    for (faults, code, found) in [
        ("tampered=DG11", 1, Some("not_genuine")),
        ("copied", 1, Some("not_genuine")),
        ("slow=1", 0, Some("genuine")),
        ("wrong-can", 1, None),
        ("removed-at=12", 3, None),
        ("endless", 1, None),
    ] {
        let name = format!("{faults}.der");
        desk.card(&name, &["--fault", faults]);
        let run = desk.read(&name, &[]);
        assert_eq!(run.code, code, "{faults}: {}", run.err);
        let last = answer(&run);
        match found {
            Some(summary) => assert_eq!(last["summary"], summary, "{faults}"),
            None => assert_eq!(last["event"], "failure", "{faults}"),
        }
    }
    for suite in ["ecdh", "bac"] {
        let name = format!("{suite}.der");
        desk.card(&name, &["--suite", suite]);
        // Basic access control wants the zone.
        let zone = "C<ITACA00000AA4<<<<<<<<<<<<<<<\n8001014M3601017ITA<<<<<<<<<<<4\nROSSI<<MARIO<<<<<<<<<<<<<<<<<<\n";
        desk.write("zone.txt", zone.as_bytes());
        let zone = desk.path("zone.txt");
        let run = desk.read(&name, &["--mrz", &zone]);
        assert_eq!(run.code, 0, "{suite}: {}", run.err);
        let verdicts = answer(&run)["verdicts"].clone();
        let verdicts = verdicts.as_array().expect("verdicts");
        let zone = verdicts
            .iter()
            .find(|v| v["check"] == "zone")
            .expect("a comparison");
        assert_eq!(zone["outcome"], "good");
    }
}

#[test]
fn the_can_comes_from_anywhere_but_the_command_line() {
    let desk = Desk::new();
    let made = desk.card("card.der", &[]);
    let can = made["can"].as_str().expect("digits").to_owned();
    desk.write("can.txt", format!("{can}\n").as_bytes());
    let file = desk.path("can.txt");
    assert_eq!(desk.read("card.der", &["--can", &file]).code, 0);
    let card = desk.path("card.der");
    let line = ["--json", "card", "read", "--sim", &card, "--can", "-"];
    assert_eq!(cie_with_input(&line, can.as_bytes()).code, 0);
    // Typed into the line, it is refused and not repeated.
    let run = desk.read("card.der", &["--can", &can]);
    assert_eq!(run.code, 2);
    assert!(
        !run.err.contains(&can) && !run.out.contains(&can),
        "{}",
        run.err
    );
    // Nobody to ask.
    for (option, it, en) in [
        (
            "--can",
            "--can FILE o CIE_CARD_CAN",
            "--can FILE or CIE_CARD_CAN",
        ),
        (
            "--mrz",
            "--mrz FILE o CIE_CARD_MRZ",
            "--mrz FILE or CIE_CARD_MRZ",
        ),
    ] {
        let run = desk.read("card.der", &[option]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains(it), "{}", run.err);
        let run = desk.read("card.der", &[option, "--lang", "en"]);
        assert!(run.err.contains(en), "{}", run.err);
    }
    // Another card's number.
    let other = if can == "111111" { "222222" } else { "111111" };
    desk.write("can.txt", other.as_bytes());
    let run = desk.read("card.der", &["--can", &file]);
    assert_eq!(
        (run.code, &answer(&run)["code"]),
        (1, &"CIE-DEV-421".into())
    );
}

#[test]
fn the_pin_is_changed_blocked_and_unblocked() {
    let desk = Desk::new();
    let made = desk.card("card.der", &[]);
    let (pin, puk) = (
        made["pin"].as_str().expect("PIN"),
        made["puk"].as_str().expect("PUK"),
    );
    let tries = || {
        let status = answer(&desk.pin(&["status"], ""));
        (status["pin_tries"].as_u64(), status["puk_tries"].as_u64())
    };
    assert_eq!(tries(), (Some(3), Some(10)));
    let change = ["change", "--pin-file", "-", "--new-pin-file", "-"];

    let run = desk.pin(&change, &format!("{pin}\n24682468\n"));
    assert_eq!(run.code, 0, "{}", run.err);
    // The tries are told before one is spent.
    assert_eq!(run.objects()[0]["event"], "tries");
    assert_eq!(run.objects()[0]["left"], 3);

    // The old one no longer serves, and each wrong one costs a try.
    for left in [2, 1] {
        let run = desk.pin(&change, "00000000\n11223344\n");
        assert_eq!(
            (run.code, &answer(&run)["code"]),
            (1, &"CIE-DEV-491".into())
        );
        assert_eq!(tries().0, Some(left));
        assert!(!run.err.contains("00000000") && !run.out.contains("11223344"));
    }
    // The last one is not spent unless somebody says so.
    assert_eq!(desk.pin(&change, "24682468\n11223344\n").code, 1);
    assert_eq!(tries().0, Some(1));
    let last = [&change[..], &["--last-try"]].concat();
    let run = desk.pin(&last, "00000000\n11223344\n");
    assert_eq!(
        (run.code, &answer(&run)["code"]),
        (1, &"CIE-DEV-492".into())
    );
    assert_eq!(tries(), (Some(0), Some(10)));
    assert_eq!(desk.pin(&["status"], "").code, 1);
    assert_eq!(desk.pin(&change, "24682468\n11223344\n").code, 1);

    let unblock = ["unblock", "--puk-file", "-", "--new-pin-file", "-"];
    assert_eq!(desk.pin(&unblock, "00000000\n11223344\n").code, 1);
    assert_eq!(tries(), (Some(0), Some(9)));
    let run = desk.pin(&unblock, &format!("{puk}\n11223344\n"));
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(tries(), (Some(3), Some(10)));
    assert_eq!(desk.pin(&change, "11223344\n55667788\n").code, 0);
    // A PIN of another form never reaches the card.
    let run = desk.pin(&change, "55667788\n123\n");
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(tries().0, Some(3));
    // No terminal to ask at.
    assert_eq!(desk.pin(&["change"], "").code, 2);
    let run = desk.pin(&["change", "--pin-file", "55667788"], "");
    assert_eq!(run.code, 2);
    assert!(!run.err.contains("55667788"));
}
