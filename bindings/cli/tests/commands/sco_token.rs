//! `cie sco token`: a card in the reader, for which a SoftHSM token stands in.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::Run;
use crate::tokens::{PIN, PUK, Token};

const WRONG: &str = "00000000";
const NEW: &str = "24681357";

impl Token {
    fn cie(&self, arguments: &[&str], input: &str) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cie"));
        command
            .args(["--json", "sco", "token"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = self.seen_by(&mut command).spawn().expect("the binary runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("the binary ends");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let run = Run {
            code: output.status.code().expect("it ends by itself"),
            out: text(output.stdout),
            err: text(output.stderr),
        };
        for secret in [PIN, PUK, WRONG, NEW] {
            assert!(!format!("{}{}", run.out, run.err).contains(secret));
        }
        run
    }

    /// A command about the card, with PINs on standard input.
    fn card(&self, command: &[&str], pins: &[&str]) -> Run {
        let module = self.module.to_str().expect("UTF-8");
        let certificate = format!("sha256:{}", self.fingerprint);
        let card = ["--module", module, "--certificate", &certificate];
        let mut arguments = [command, &card].concat();
        if !pins.is_empty() {
            arguments.extend(["--pin-file", "-"]);
        }
        self.cie(&arguments, &pins.join("\n"))
    }

    /// The same key and certificate in files of their own: SoftHSM may fail where programs share
    /// them, as a card does not.
    fn copy(&self, name: &str) -> Self {
        self.tool(&format!("cp -r tokens {name}"));
        let mut copy = self.clone();
        copy.is_in(name);
        copy
    }
}

/// The code of the failure that a run ended with.
fn code(run: &Run) -> (i32, Value) {
    let last = run.objects().pop().expect("an object");
    (run.code, last["code"].clone())
}

#[test]
fn cards_are_listed_and_opened_by_certificate() {
    let Some(token) = Token::new() else { return };
    let module = token.module.to_str().expect("UTF-8").to_owned();
    let listed = token.cie(&["list", "--module", &module], "").object();
    let certificate = &listed["certificates"][0];
    assert_eq!(certificate["sha256"], json!(token.fingerprint));
    assert_eq!(certificate["key"], "RSA 2048");
    assert_eq!(certificate["usage"], json!(["nonRepudiation"]));
    assert_eq!(listed["pin"], "fine");
    assert!(certificate["subject"].is_null() && listed["label"].is_null());
    let all = token.cie(&["list", "--personal", "--module", &module], "");
    assert_eq!(all.object()["label"], "SCO");
    assert_eq!(
        all.object()["certificates"][0]["subject"],
        "CN=SCO-0001,O=SIMULATED"
    );

    let opened = token.card(&["login"], &[PIN]).object();
    assert_eq!(opened["open"], true);
    let wrong = token.card(&["login"], &[WRONG, PIN]);
    assert_eq!(
        code(&wrong),
        (1, json!("CIE-DEV-103")),
        "no guess after a wrong PIN"
    );
    let status = token.card(&["pin", "status"], &[]).object();
    assert_eq!(status["pin"], "count_low");
    assert_eq!(
        code(&token.card(&["login"], &["12"])),
        (1, json!("CIE-DEV-105"))
    );
    // Nobody at the terminal gives one.
    let nobody = token.card(&["login"], &[]);
    assert_eq!(code(&nobody), (1, json!("CIE-DEV-131")));

    // A signing certificate is none to log in with.
    let other = token.card(&["login", "--need", "authentication"], &[PIN]);
    assert_eq!(code(&other), (1, json!("CIE-DEV-120")));
    let absent = format!("sha256:{}", "00".repeat(32));
    let absent = [
        "pin",
        "status",
        "--module",
        &module,
        "--certificate",
        &absent,
    ];
    assert_eq!(code(&token.cie(&absent, "")), (1, json!("CIE-DEV-126")));
    let no_module = token.cie(&["list", "--module", "nowhere.so"], "");
    assert_eq!(code(&no_module), (3, json!("CIE-DEV-122")));
    let seen = token.cie(&["watch", "--seconds", "1", "--module", &module], "");
    assert_eq!(seen.object()["what"], "inserted");
}

#[test]
fn the_pin_is_changed_and_unlocked() {
    let Some(token) = Token::new() else { return };
    let wrong = token.card(&["pin", "change"], &[WRONG, NEW]);
    assert_eq!(code(&wrong), (1, json!("CIE-DEV-103")));
    token.card(&["pin", "change"], &[PIN, NEW]).object();
    assert_eq!(
        code(&token.card(&["login"], &[PIN])),
        (1, json!("CIE-DEV-103"))
    );
    token.card(&["login"], &[NEW]).object();
    let wrong = token.card(&["pin", "unblock"], &[WRONG, PIN]);
    assert_eq!(code(&wrong), (1, json!("CIE-DEV-133")));
    let done = token.card(&["pin", "unblock"], &[PUK, PIN]).object();
    assert_eq!(done["pin"], "fine");
    token.card(&["login"], &[PIN]).object();
}

/// An inventory with one card in the hands of an officer, and the rules that enrol the token.
fn office(token: &Token) {
    let event = |what: Value| json!({ "on": "2026-01-07", "what": what });
    let events = [
        json!({ "type": "security_officer_named", "security_officer": "SO-1" }),
        json!({ "type": "master_password_received", "security_officer": "SO-1" }),
        json!({ "type": "officer_named", "officer": "UA-1", "role": "registry_officer" }),
        json!({ "type": "requested", "card": "SCO-1", "security_officer": "SO-1" }),
        json!({ "type": "received", "card": "SCO-1", "number": null }),
        json!({ "type": "activated", "card": "SCO-1", "expires": null }),
        json!({ "type": "assigned", "card": "SCO-1", "officer": "UA-1" }),
    ];
    let events: Vec<Value> = events.into_iter().map(event).collect();
    let inventory = json!({ "office": "centrale", "events": events });
    fs::write(token.path("sco.json"), inventory.to_string()).expect("a file");
    let example = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../examples/operator-card/signing.toml"
    );
    let example = fs::read_to_string(example).expect("the example");
    let policy = example.replace(&"0".repeat(64), &token.fingerprint);
    assert_ne!(policy, example);
    fs::write(token.path("signing.toml"), policy).expect("a file");
}

#[test]
fn a_request_is_signed_once() {
    let Some(token) = Token::new() else { return };
    office(&token);
    fs::write(token.path("request.json"), "{\"name\":\"BIANCA\"}").expect("a file");
    let number = "031007-2026-000001";
    let sign = |content: &str, out: &str, pins: &[&str]| {
        let files = [
            "sign",
            content,
            "--request",
            number,
            "--inventory",
            "sco.json",
            "--policy",
            "signing.toml",
            "--record",
            "signatures.sqlite",
            "--out",
            out,
        ];
        token.card(&files, pins)
    };
    assert_eq!(
        code(&sign("request.json", "a.p7m", &[WRONG])),
        (1, json!("CIE-DEV-103"))
    );
    assert!(!token.path("a.p7m").exists());
    let first = sign("request.json", "a.p7m", &[PIN]).object();
    assert_eq!(first["repeated"], false);
    assert_eq!(first["certificate"], json!(token.fingerprint));
    let digest = token.tool("openssl dgst -sha256 -r request.json").stdout;
    let digest = String::from_utf8(digest).expect("text");
    assert_eq!(first["sha256"].as_str(), digest.split(' ').next());
    let verify = "openssl cms -verify -inform DER -in a.p7m -CAfile ca.pem -purpose any -binary";
    assert_eq!(token.tool(verify).stdout, b"{\"name\":\"BIANCA\"}");

    // No PIN is asked for the second time, and the bytes are the same.
    let again = sign("request.json", "b.p7m", &[]).object();
    assert_eq!(again["repeated"], true);
    let read = |name: &str| fs::read(token.path(name)).expect("signed");
    assert_eq!(read("a.p7m"), read("b.p7m"));
    fs::write(token.path("other.json"), "{}").expect("a file");
    let other = sign("other.json", "c.p7m", &[PIN]);
    assert_eq!(code(&other), (1, json!("CIE-DEV-143")));

    // The journal of the record is whole, and says nothing of the citizen.
    let store = cie_store::StoreOptions {
        read_only: true,
        ..cie_store::StoreOptions::default()
    };
    let store = store
        .open(token.path("signatures.sqlite"))
        .expect("the record");
    assert_eq!(store.verify_journal().expect("whole").entries, 6);
    let entries = cie_core::journal::Journal::entries(&store).expect("entries");
    let said: Vec<&str> = entries
        .iter()
        .filter_map(|entry| entry.event.what.strip_prefix("sco.signature."))
        .collect();
    let expected = ["begun", "failed", "begun", "made", "returned", "refused"];
    assert_eq!(said, expected);
    assert!(
        !serde_json::to_string(&entries)
            .expect("JSON")
            .contains("BIANCA")
    );

    // A card that the office suspended signs nothing more.
    let inventory = fs::read_to_string(token.path("sco.json")).expect("a file");
    let mut inventory: Value = serde_json::from_str(&inventory).expect("JSON");
    let suspended = json!({ "on": "2026-01-08", "what": { "type": "suspended", "card": "SCO-1" } });
    inventory["events"]
        .as_array_mut()
        .expect("events")
        .push(suspended);
    fs::write(token.path("sco.json"), inventory.to_string()).expect("a file");
    let arguments = |number| {
        [
            "sign",
            "request.json",
            "--request",
            number,
            "--inventory",
            "sco.json",
            "--policy",
            "signing.toml",
            "--record",
            "signatures.sqlite",
            "--out",
            "d.p7m",
        ]
    };
    let refused = token.card(&arguments("031007-2026-000002"), &[PIN]);
    assert_eq!(code(&refused), (1, json!("CIE-DEV-140")));
}

/// Three desks sign the same request in the same moment: one signature comes of it.
#[test]
fn of_signatures_at_once_one_is_kept() {
    let Some(token) = Token::new() else { return };
    office(&token);
    fs::write(token.path("request.json"), "{}").expect("a file");
    // The record is there before: making it is not what is tried here.
    let store = cie_store::Store::open(token.path("signatures.sqlite")).expect("the record");
    let desks = ["a", "b", "c"].map(|desk| (token.copy(desk), format!("{desk}.p7m")));
    let sign = |(token, out): &(Token, String), number: &str| {
        let files = [
            "sign",
            "request.json",
            "--request",
            number,
            "--inventory",
            "sco.json",
            "--policy",
            "signing.toml",
            "--record",
            "signatures.sqlite",
            "--out",
            out,
            // With its salt no two signatures are the same.
            "--padding",
            "pss",
        ];
        token.card(&files, &[PIN]).object()
    };
    // Where one desk was done before another came, nothing was tried: then with the next request.
    let met = (1..=20).any(|round| {
        let number = format!("031007-2026-{round:06}");
        let signed = std::thread::scope(|scope| {
            let at_once = desks.each_ref().map(|desk| {
                let (sign, number) = (&sign, &number);
                scope.spawn(move || sign(desk, number))
            });
            at_once.map(|desk| desk.join().expect("signed"))
        });
        let first = signed.iter().filter(|one| one["repeated"] == false);
        assert_eq!(first.count(), 1, "{signed:?}");
        let [one, two, three] = desks.each_ref().map(|(token, out)| {
            let path = token.path(out);
            fs::read(path).expect("signed")
        });
        assert!(one == two && two == three);
        let entries = cie_core::journal::Journal::entries(&store).expect("entries");
        let said = |what: &str| {
            let entries = entries.iter().map(|entry| &entry.event);
            let of = entries.filter(|event| event.subject == number && event.what == what);
            of.count()
        };
        assert_eq!(said("sco.signature.made"), 1);
        said("sco.signature.begun") > 1
    });
    assert!(met, "no two desks at the same time");
}
