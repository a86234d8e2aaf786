//! What an installation chooses over a profile: travel constants, encodings, families of outcomes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing
)]

mod support;

use cie_core::citizen::NamePart;
use cie_core::exchange::{Answer, AnswerHeader, Operation, Outcome, Request};
use cie_sad::Code;
use cie_sad::codec::{
    Limits, Response, decode_answer, decode_request, encode_answer, encode_request,
};
use cie_sad::profile::{Charset, Profile, TravelConstants};
use support::sample;

fn shipped() -> [Profile; 2] {
    [Profile::anpr().unwrap(), Profile::piatto().unwrap()]
}

fn noticed(valid: bool) -> Request {
    let mut request = sample::issued("OP-1", "CA00001AA");
    if let Request::Emissione(notice) = &mut request {
        notice.card.valid_for_travel = Some(valid);
    }
    request
}

/// The six pairs of circolare 8/2017, over a flag that says "valid" and over one that says
/// "forbidden".
#[test]
fn every_pair_of_travel_constants_means_what_it_says() {
    for constants in TravelConstants::ALL {
        assert_eq!(
            constants.to_string().parse::<TravelConstants>().unwrap(),
            constants
        );
        let (yes, no) = constants.words();
        for (profile, element, forbids) in [
            (Profile::piatto().unwrap(), "ValiditaEspatrio", false),
            (Profile::anpr().unwrap(), "interdizioneEspatrio", true),
        ] {
            let profile = profile.with_travel_constants(constants);
            for valid in [true, false] {
                let encoded = encode_request(&profile, &noticed(valid)).unwrap();
                let text = String::from_utf8(encoded.bytes.clone()).unwrap();
                let word = if valid != forbids { yes } else { no };
                let written = format!("<{element}>{word}</{element}>");
                assert!(text.contains(&written), "{constants} {valid}: {text}");
                let read = decode_request(&profile, &encoded.bytes, &Limits::default()).unwrap();
                let Request::Emissione(notice) = read.message else {
                    panic!("another message");
                };
                assert_eq!(notice.card.valid_for_travel, Some(valid), "{constants}");

                // A word of another pair is an error and never a default.
                let odd = text.replace(&written, &format!("<{element}>X</{element}>"));
                let error = decode_request(&profile, odd.as_bytes(), &Limits::default());
                assert_eq!(error.unwrap_err().error.code(), Code::UnknownToken);
            }
        }
    }
    for wrong in ["S/F", "s/n", "SI", "", "S/N/"] {
        let error = wrong.parse::<TravelConstants>().unwrap_err();
        assert_eq!(error.code(), Code::BadOption, "{wrong}");
    }
}

/// Bytes by the Unicode mapping tables 8859-1.TXT, 8859-15.TXT and CP1252.TXT.
#[test]
fn every_encoding_is_written_and_read_as_declared() {
    let cases: [(&str, &str, &[u8]); 4] = [
        ("UTF-8", "NICCOLÒ Œ €", "NICCOLÒ Œ €".as_bytes()),
        ("ISO-8859-1", "NICCOLÒ Ð ¤", b"NICCOL\xD2 \xD0 \xA4"),
        ("ISO-8859-15", "NICCOLÒ Œ €", b"NICCOL\xD2 \xBC \xA4"),
        (
            "Windows-1252",
            "NICCOLÒ Œ € ’",
            b"NICCOL\xD2 \x8C \x80 \x92",
        ),
    ];
    for text in [Profile::ANPR, Profile::PIATTO] {
        let own = text
            .lines()
            .find(|line| line.starts_with("encoding"))
            .unwrap();
        let reader = Profile::parse(text).unwrap();
        for (name, given, bytes) in cases {
            let profile = Profile::parse(&text.replacen(own, &format!("encoding = {name:?}"), 1));
            let profile = profile.unwrap();
            assert_eq!(profile.charset(), Charset::by_name(name).unwrap());
            let mut request = sample::issued("OP-1", "CA00001AA");
            if let Request::Emissione(notice) = &mut request {
                notice.person.given = NamePart::from_text(given);
            }
            let encoded = encode_request(&profile, &request).unwrap().bytes;
            let head = format!("<?xml version=\"1.0\" encoding=\"{name}\"?>");
            assert!(encoded.starts_with(head.as_bytes()), "{name}");
            assert!(
                encoded.windows(bytes.len()).any(|part| part == bytes),
                "{name}"
            );
            // Whatever a profile writes, it reads what a message declares.
            let read = decode_request(&reader, &encoded, &Limits::default()).unwrap();
            let Request::Emissione(notice) = read.message else {
                panic!("another message");
            };
            assert_eq!(notice.person.given.text(), Some(given), "{name}");
        }
    }
}

fn answer(outcome: Outcome) -> Answer {
    Answer {
        header: AnswerHeader {
            operation_id: "OP-1".parse().unwrap(),
            sender: "999999".into(),
            recipient: "058091".into(),
            registry_operation_id: None,
        },
        outcome,
        subjects: Vec::new(),
        anomalies: Vec::new(),
    }
}

/// Replaces the outcome of a written answer and reads it.
fn read(profile: &Profile, token: &str) -> Result<Outcome, Code> {
    let encoded = encode_answer(profile, Operation::Emissione, &answer(Outcome::Ok)).unwrap();
    let text = String::from_utf8(encoded.bytes).unwrap();
    let changed = text.replacen(">0000<", &format!(">{token}<"), 1);
    let limits = Limits::default();
    let decoded = decode_answer(profile, Operation::Emissione, changed.as_bytes(), &limits);
    match decoded.map_err(|error| error.code())?.message {
        Response::Answer(_, answer) => Ok(answer.outcome),
        _ => panic!("a refusal"),
    }
}

/// Written as ANPR's web service writes it.
#[test]
fn outcomes_are_written_in_the_family_of_four_digits() {
    for profile in shipped() {
        for (outcome, token) in [
            (Outcome::Ok, ">0000<"),
            (Outcome::Several, ">0100<"),
            (Outcome::Error, ">XXXX<"),
        ] {
            let encoded = encode_answer(&profile, Operation::Emissione, &answer(outcome)).unwrap();
            let text = String::from_utf8(encoded.bytes).unwrap();
            assert!(text.contains(token), "{outcome:?}: {text}");
        }
    }
}

#[test]
fn every_family_of_outcomes_is_read() {
    for profile in shipped() {
        for (token, outcome) in [
            // testataRisposta: 0000 done, 01NN several subjects, XXXX error.
            ("0000", Outcome::Ok),
            ("0102", Outcome::Several),
            ("0199", Outcome::Several),
            ("XXXX", Outcome::Error),
            // Its samples: 2 done, 3 failed, 4 cancelled, 6 done with warnings.
            ("2", Outcome::Ok),
            ("6", Outcome::Ok),
            ("3", Outcome::Error),
            ("4", Outcome::Error),
            // IPZS drafts: 0001 invalid, 0002 general error, 0003 comune not found, 0004 on hold.
            ("0001", Outcome::Error),
            ("0002", Outcome::Error),
            ("0003", Outcome::Error),
            ("0004", Outcome::Error),
        ] {
            assert_eq!(
                read(&profile, token),
                Ok(outcome),
                "{} {token}",
                profile.name()
            );
        }
        for token in [
            "1", "5", "0005", "01", "010", "01NN", "01A1", "00000", "xxxx", "OK",
        ] {
            assert_eq!(read(&profile, token), Err(Code::UnknownToken), "{token}");
        }
    }
}

/// Every message of a shipped profile is explained, and every element of its layout appears.
#[test]
fn explanations_cover_the_whole_profile() {
    for profile in shipped() {
        let messages = profile.explain().unwrap();
        let mut told: Vec<&str> = messages
            .iter()
            .map(|message| message.root.as_str())
            .collect();
        for message in &messages {
            assert!(message.sample.contains(&message.root));
            for field in &message.fields {
                told.extend(
                    field
                        .path
                        .split('/')
                        .map(|name| name.trim_end_matches("[]")),
                );
                told.extend(field.also.iter().map(String::as_str));
            }
        }
        for name in profile.element_names() {
            let group_alias = ["paternita", "maternita"].contains(&name);
            assert!(
                group_alias || told.contains(&name),
                "{}: {name}",
                profile.name()
            );
        }
        let roots: Vec<_> = messages.iter().filter(|m| m.kind == "request").collect();
        assert_eq!(roots.len(), 4);
    }
}

#[test]
fn a_profile_bound_by_a_schema_is_explained_with_samples_that_fit_it() {
    let profile = Profile::anpr_soap().unwrap();
    let messages = profile.explain().unwrap();
    // The service has no revoca of its own: three requests, three answers, the refusal.
    assert_eq!(messages.len(), 7);
    for message in &messages {
        assert!(message.sample.contains("Envelope"), "{}", message.sample);
    }
    // Its schema asks for names beside the codice fiscale, and for the heading's fixed texts.
    let query = &messages[0];
    assert!(query.sample.contains("<cognome>"), "{}", query.sample);
    let kind = query
        .fields
        .iter()
        .find(|field| field.path == "testataRichiesta/tipoOperazione");
    assert!(kind.is_some_and(|kind| kind.required), "{kind:?}");
    let answer = messages
        .iter()
        .find(|message| message.root == "RispostaCIE2")
        .unwrap();
    let father = answer
        .fields
        .iter()
        .find(|field| field.path.contains("paternita"));
    assert!(father.is_some(), "{:?}", answer.fields);
}
