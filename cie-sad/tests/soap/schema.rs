//! Every message we write, against the schemas of the service, by two validators.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use cie_core::citizen::NamePart;
use cie_core::exchange::{Operation, Outcome, QueryKey, Request};
use cie_core::redact::Personal;
use cie_core::strategies::wire;
use cie_sad::Code;
use cie_sad::codec::{
    Heading, Limits, Response, decode_answer, decode_request, encode_answer_to, encode_request,
};
use cie_sad::connector::{Connector, MemoryAnswerLog};
use cie_sad::profile::Profile;
use cie_sad::registry::MemoryRegistry;
use proptest::test_runner::TestRunner;

use crate::peer;
use crate::people::{self, draw};
use crate::support::{sample, shared};

/// What stands in the body of an envelope of ours.
pub(crate) fn body(envelope: &[u8]) -> String {
    let text = std::str::from_utf8(envelope).unwrap();
    let (_, rest) = text.split_once("<soapenv:Body>").unwrap();
    let (body, _) = rest.split_once("</soapenv:Body>").unwrap();
    body.to_owned()
}

struct Folder {
    path: tempfile::TempDir,
    count: usize,
}

impl Folder {
    fn new() -> Self {
        let path = tempfile::tempdir().unwrap();
        Self { path, count: 0 }
    }

    fn add(&mut self, kind: &str, envelope: &[u8]) {
        let name = format!("{:04}-{kind}.xml", self.count);
        std::fs::write(self.path.path().join(name), body(envelope)).unwrap();
        self.count += 1;
    }

    /// Asks both validators about every file.
    fn validate(&self) {
        let Some(schema) = shared("schemas/anpr/CIE0Servizi.xsd") else {
            return;
        };
        self.xmllint(&schema);
        let Some(python) = peer::python("xmlschema") else {
            return;
        };
        let mut command = Command::new(python);
        command
            .arg(peer::script("validate.py"))
            .arg(&schema)
            .arg(self.path.path());
        let said = peer::run(&mut command, b"");
        assert_eq!(said.trim(), self.count.to_string());
    }

    fn xmllint(&self, schema: &Path) {
        if Command::new("xmllint").arg("--version").output().is_err() {
            return peer::skip("xmllint is not installed");
        }
        let mut command = Command::new("xmllint");
        command.args(["--noout", "--nonet", "--schema"]).arg(schema);
        for entry in std::fs::read_dir(self.path.path()).unwrap() {
            command.arg(entry.unwrap().path());
        }
        peer::run(&mut command, b"");
    }
}

#[test]
fn every_request_is_valid_and_read_back() {
    let profile = Profile::anpr_soap().unwrap();
    let mut runner = TestRunner::deterministic();
    let mut folder = Folder::new();
    for operation in Operation::ALL {
        let strategy = people::request(operation);
        for _ in 0..40 {
            let request = draw(&mut runner, &strategy);
            let written = encode_request(&profile, &request)
                .unwrap_or_else(|error| panic!("{}: {error}", operation.name()));
            assert_eq!(written.incomplete, Vec::<&str>::new());
            folder.add(operation.name(), &written.bytes);
            let read = decode_request(&profile, &written.bytes, &Limits::default()).unwrap();
            assert_eq!(read.unknown, []);
            same(&request, &read.message);
        }
    }
    // Texts that no registry should hold are refused, or valid all the same.
    let careless = wire::request();
    let mut refused = 0;
    for _ in 0..300 {
        match encode_request(&profile, &draw(&mut runner, &careless)) {
            Ok(written) => folder.add("careless", &written.bytes),
            Err(error) => {
                let expected = [Code::NotInType, Code::Incomplete, Code::NotRepresentable];
                assert!(expected.contains(&error.code()), "{error}");
                refused += 1;
            }
        }
    }
    eprintln!("{} requests, {refused} refused", folder.count);
    folder.validate();
}

/// What the wire carries arrives as it left; Belfiore codes and reasons it does not carry.
fn same(sent: &Request, read: &Request) {
    let names = |person: &cie_core::citizen::Person| {
        let straight = |text: Option<&str>| text.map(|text| text.replace('’', "'"));
        (
            straight(person.surname.text()),
            straight(person.given.text()),
            person.sex,
            person.birth_date,
            person.aire,
            person.codice_fiscale().map(str::to_owned),
        )
    };
    assert_eq!(sent.header(), read.header());
    assert_eq!(sent.requester(), read.requester());
    match (sent, read) {
        (Request::Interrogazione(a), Request::Interrogazione(b)) => {
            assert_eq!(a.residence_istat, b.residence_istat);
            let (QueryKey::Person(a), QueryKey::Person(b)) = (&a.key, &b.key) else {
                panic!("the key changed");
            };
            assert_eq!(names(a), names(b));
        }
        (Request::Emissione(a), Request::Emissione(b)) => {
            assert_eq!(names(&a.person), names(&b.person));
            assert_eq!(a.card, b.card);
        }
        (
            Request::Annullamento(a) | Request::Revoca(a),
            // The service has one operation for both.
            Request::Annullamento(b),
        ) => {
            assert_eq!(names(&a.person), names(&b.person));
            assert_eq!((&a.card, a.on), (&b.card, b.on));
        }
        _ => panic!("another operation"),
    }
}

#[test]
fn every_answer_is_valid_and_read_back() {
    let profile = Arc::new(Profile::anpr_soap().unwrap());
    let mut runner = TestRunner::deterministic();
    let mut folder = Folder::new();
    let strategy = people::subject();
    let (mut served, mut warned) = (0, 0);
    for round in 0..60 {
        let count = [1, 1, 2, 5][round % 4];
        let mut found = vec![draw(&mut runner, &strategy)];
        // The registry compares names as they are written; the wire has one apostrophe only.
        for name in [0, 1] {
            let person = &mut found[0].person;
            let part = [&mut person.surname, &mut person.given]
                .into_iter()
                .nth(name);
            if let Some(NamePart::Written(text)) = part {
                *text = Personal::new(text.expose().replace('’', "'"));
            }
        }
        while found.len() < count {
            // The same person on several sheets: the search has several answers.
            let mut twin = draw(&mut runner, &strategy);
            twin.person = found[0].person.clone();
            found.push(twin);
        }
        let sheet = &found[0];
        let mut request = draw(&mut runner, &people::request(Operation::Interrogazione));
        if let Request::Interrogazione(query) = &mut request {
            query.key = QueryKey::Person(Box::new(sheet.person.clone()));
            query.residence_istat = sheet
                .residence
                .as_ref()
                .and_then(|home| home.comune()?.istat.clone())
                .or(Some("058091".into()));
        }
        let asked = encode_request(&profile, &request).unwrap();
        let connector = Connector::new(
            Arc::clone(&profile),
            Arc::new(MemoryRegistry::new(found.clone())),
            Arc::new(MemoryAnswerLog::default()),
        );
        let reply = connector.handle(&asked.bytes);
        assert!(reply.readable && !reply.fault && reply.cause.is_none());
        let expected = match count {
            1 => Outcome::Ok,
            _ => Outcome::Several,
        };
        assert_eq!(reply.outcome, expected);
        folder.add("trovati", &reply.body);
        let limits = Limits::default();
        let read = decode_answer(&profile, Operation::Interrogazione, &reply.body, &limits);
        let Response::Answer(_, answer) = read.unwrap().message else {
            panic!("a refusal");
        };
        assert_eq!(answer.subjects.len(), count);
        for (sent, got) in found.iter().zip(&answer.subjects) {
            assert_eq!(sent.card, got.card);
            assert_eq!(sent.person.birth_date, got.person.birth_date);
            assert_eq!(sent.citizenships, got.citizenships);
            assert_eq!(sent.birth_act, got.birth_act);
            assert_eq!(sent.parents.len(), got.parents.len());
        }
        served += 1;
        warned += usize::from(answer.anomalies.iter().any(|a| a.code == "SAD006"));
        // Byte for byte, whatever happens meanwhile.
        let again = connector.handle(&asked.bytes);
        assert!(again.repeated);
        assert_eq!(again.body, reply.body);
    }
    let heading = Heading {
        operation: Operation::Interrogazione,
        sent_at: Some(sample::day("2026-05-18").and_hms_opt(9, 30, 0).unwrap()),
        registry_operation_id: Some("1".into()),
    };
    let careless = wire::answer();
    let mut refused = 0;
    for _ in 0..300 {
        match encode_answer_to(&profile, &heading, &draw(&mut runner, &careless)) {
            Ok(written) => folder.add("trascurati", &written.bytes),
            Err(error) => {
                let expected = [Code::NotInType, Code::Incomplete, Code::NotRepresentable];
                assert!(expected.contains(&error.code()), "{error}");
                refused += 1;
            }
        }
    }
    eprintln!(
        "{} answers, {served} served, {warned} with a warning, {refused} careless ones refused",
        folder.count
    );
    folder.validate();
}

#[test]
fn a_careless_subject_is_served_without_what_does_not_fit() {
    let profile = Profile::anpr_soap().unwrap();
    let mut runner = TestRunner::deterministic();
    let mut folder = Folder::new();
    let heading = Heading {
        operation: Operation::Interrogazione,
        sent_at: Some(sample::day("2026-05-18").and_hms_opt(9, 30, 0).unwrap()),
        registry_operation_id: Some("1".into()),
    };
    let mut left = std::collections::BTreeSet::new();
    for _ in 0..300 {
        let mut careless = draw(&mut runner, &wire::subject());
        // Who it is must be sound; the rest may be anything.
        careless.person = sample::person();
        careless.cancellation = None;
        let answer = cie_core::exchange::Answer {
            header: cie_core::exchange::AnswerHeader {
                operation_id: "a1".parse().unwrap(),
                sender: "999999".into(),
                recipient: "058091".into(),
                registry_operation_id: None,
            },
            outcome: Outcome::Ok,
            subjects: vec![careless],
            anomalies: Vec::new(),
        };
        let written = encode_answer_to(&profile, &heading, &answer).unwrap();
        left.extend(written.incomplete.iter().copied());
        folder.add("soggetto", &written.bytes);
        let limits = Limits::default();
        decode_answer(&profile, heading.operation, &written.bytes, &limits).unwrap();
    }
    assert!(left.contains("residence.street") && left.contains("card.serial"));
    folder.validate();
}

#[test]
fn every_outcome_of_every_operation_is_valid() {
    let profile = Arc::new(Profile::anpr_soap().unwrap());
    let mut gone = cie_core::exchange::Subject::new(sample::person());
    gone.person.surname = NamePart::from_text("ANDATA");
    gone.cancellation = Some(cie_core::exchange::Cancellation {
        reason: Some("1".into()),
        on: sample::day("2020-01-01"),
    });
    let here = cie_core::exchange::Subject::new(sample::person());
    let registry = Arc::new(MemoryRegistry::new(vec![here, gone]));
    let connector = Connector::new(
        Arc::clone(&profile),
        registry,
        Arc::new(MemoryAnswerLog::default()),
    );
    let mut folder = Folder::new();
    let mut codes = Vec::new();
    let ask = |id: &str, surname: &str| {
        let Request::Interrogazione(mut query) = sample::query(id, "RSSBNC80E57H501B") else {
            panic!("another operation");
        };
        let mut person = sample::person();
        person.surname = NamePart::from_text(surname);
        query.key = QueryKey::Person(Box::new(person));
        query.residence_istat = Some("058091".into());
        Request::Interrogazione(query)
    };
    let mut stranger = sample::issued("e3", "CA00000AC");
    if let Request::Emissione(notice) = &mut stranger {
        notice.person.tax_code.as_mut().unwrap().code = Personal::from("VRDGPP75C12F205K");
    }
    let mut late = sample::issued("e4", "CA00000AD");
    if let Request::Emissione(notice) = &mut late {
        notice.card.issued_on = Some(sample::day("2026-05-19"));
    }
    let steps = [
        (ask("q1", "ROSSI"), None),
        (ask("q2", "NESSUNA"), Some("EN130")),
        (ask("q3", "ANDATA"), Some("EN413")),
        (sample::issued("e1", "CA00000AA"), None),
        (sample::issued("e1", "CA00000AB"), Some("SAD001")),
        (stranger, Some("EN130")),
        (late, Some("SAD004")),
        (sample::annulled("a1", "CA00000AA"), None),
        (sample::annulled("a2", "CA00000ZZ"), Some("SAD002")),
    ];
    for (request, expected) in steps {
        let written = encode_request(&profile, &request).unwrap();
        folder.add("richiesta", &written.bytes);
        let reply = connector.handle(&written.bytes);
        assert!(!reply.fault);
        folder.add("risposta", &reply.body);
        let limits = Limits::default();
        let read = decode_answer(&profile, request.operation(), &reply.body, &limits).unwrap();
        let Response::Answer(_, answer) = read.message else {
            panic!("a refusal");
        };
        let code = answer.anomalies.first().map(|a| a.code.clone());
        assert_eq!(code.as_deref(), expected, "{:?}", request.operation());
        assert_eq!(answer.outcome == Outcome::Ok, expected.is_none());
        codes.extend(code);
    }
    // What is valid by the schema and not by us, and what is neither, gets the service's refusal.
    let good = encode_request(&profile, &sample::issued("k1", "CA00000AE")).unwrap();
    let good = String::from_utf8(good.bytes).unwrap();
    for (from, to, code) in [
        ("<sesso>F</sesso>", "", "EN080"),
        ("<numero>CA00000AE</numero>", "", "EN489"),
        ("<numero>CA00000AE", "<numero>CA-00000", "EN489"),
        (
            ">1</cartaceaElettronica>",
            ">X</cartaceaElettronica>",
            "EN489",
        ),
    ] {
        assert!(good.contains(from), "{from}");
        let reply = connector.handle(good.replace(from, to).as_bytes());
        assert!(!reply.readable && !reply.fault);
        let text = body(&reply.body);
        assert!(text.contains("<cie:rispostaKO"), "{text}");
        assert!(
            text.contains(&format!("<codiceErroreAnomalia>{code}<")),
            "{text}"
        );
        folder.add("ko", &reply.body);
        codes.push(code.to_owned());
    }
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(
        codes,
        [
            "EN080", "EN130", "EN413", "EN489", "SAD001", "SAD002", "SAD004"
        ]
    );
    folder.validate();
}
