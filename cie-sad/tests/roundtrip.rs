//! What is written is read back, for every operation, on the profiles as they ship.

// Helpers of tests assert by panicking too; clippy exempts only the test functions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing
)]

mod support;

use cie_core::exchange::{Operation, Request};
use cie_core::strategies::wire as strategy;
use cie_sad::Code;
use cie_sad::codec::{
    Limits, Response, decode_answer, decode_request, encode_answer, encode_request,
};
use cie_sad::profile::Profile;
use proptest::prelude::*;
use support::sample;

fn anpr() -> Profile {
    Profile::anpr().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn requests_survive_the_wire(request in strategy::request()) {
        let profile = anpr();
        let encoded = encode_request(&profile, &request).unwrap();
        prop_assert!(encoded.omitted.is_empty());
        let decoded = decode_request(&profile, &encoded.bytes, &Limits::default()).unwrap();
        prop_assert_eq!(decoded.unknown, vec![]);
        prop_assert_eq!(decoded.message, request);
    }

    #[test]
    fn answers_survive_the_wire(answer in strategy::answer(), which in 0usize..4) {
        let profile = anpr();
        let operation = Operation::ALL[which];
        let encoded = encode_answer(&profile, operation, &answer).unwrap();
        let decoded =
            decode_answer(&profile, operation, &encoded.bytes, &Limits::default()).unwrap();
        prop_assert_eq!(decoded.unknown, vec![]);
        prop_assert_eq!(decoded.message, Response::Answer(operation, answer));
    }

    /// In any supported encoding: either the very same message comes back, or the writer said that
    /// a character does not exist there.
    #[test]
    fn encodings_lose_nothing(request in strategy::request(), which in 0usize..3) {
        let name = ["ISO-8859-1", "ISO-8859-15", "Windows-1252"][which];
        let text = Profile::ANPR.replace("encoding = \"UTF-8\"", &format!("encoding = \"{name}\""));
        let profile = Profile::parse(&text).unwrap();
        match encode_request(&profile, &request) {
            Ok(encoded) => {
                let decoded = decode_request(&profile, &encoded.bytes, &Limits::default()).unwrap();
                prop_assert_eq!(decoded.message, request);
            }
            Err(error) => prop_assert_eq!(error.code(), Code::NotEncodable),
        }
    }

    /// The flat profile has fewer places: what comes back is what was sent, or the writer names
    /// what it left out, or refuses what would change the meaning.
    #[test]
    fn the_flat_profile_never_loses_in_silence(request in strategy::request()) {
        let profile = Profile::piatto().unwrap();
        match encode_request(&profile, &request) {
            Ok(encoded) => {
                let decoded = decode_request(&profile, &encoded.bytes, &Limits::default()).unwrap();
                prop_assert!(encoded.omitted.is_empty() == (decoded.message == request));
            }
            Err(error) => {
                let codes = [Code::NotEncodable, Code::Unmapped, Code::NotRepresentable];
                prop_assert!(codes.contains(&error.code()), "{}", error);
            }
        }
    }

    #[test]
    fn nor_do_its_answers(answer in strategy::answer()) {
        let profile = Profile::piatto().unwrap();
        let operation = Operation::Interrogazione;
        match encode_answer(&profile, operation, &answer) {
            Ok(encoded) => {
                let decoded =
                    decode_answer(&profile, operation, &encoded.bytes, &Limits::default()).unwrap();
                prop_assert_eq!(decoded.unknown, vec![]);
                let same = decoded.message == Response::Answer(operation, answer);
                prop_assert!(encoded.omitted.is_empty() == same, "{:?}", encoded.omitted);
            }
            Err(error) => {
                let codes = [Code::NotEncodable, Code::Unmapped, Code::NotRepresentable];
                prop_assert!(codes.contains(&error.code()), "{}", error);
            }
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let profile = anpr();
        let _ = decode_request(&profile, &bytes, &Limits::default());
        let _ = decode_answer(&profile, Operation::Interrogazione, &bytes, &Limits::default());
    }

    /// Damaged real messages reach deeper than noise does.
    #[test]
    fn damaged_messages_never_panic(
        request in strategy::request(),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..3), 1..6),
    ) {
        let profile = anpr();
        let mut bytes = encode_request(&profile, &request).unwrap().bytes;
        for (index, byte, how) in cuts {
            if bytes.is_empty() { break; }
            let at = index.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                _ => bytes.insert(at, byte),
            }
        }
        let _ = decode_request(&profile, &bytes, &Limits::default());
    }

    #[test]
    fn arbitrary_profiles_never_panic(text in "\\PC{0,200}") {
        let _ = Profile::parse(&text);
    }
}

/// tipoSN1 `interdizioneEspatrio`: N means that travel is not forbidden. Circolare 8/2017: SAD's
/// own constant says the opposite, S is valid.
#[test]
fn the_travel_flag_is_turned_only_at_the_edge() {
    let request = sample::issued("1", "CA00001AA");
    let anpr = encode_request(&anpr(), &request).unwrap().bytes;
    let anpr = String::from_utf8(anpr).unwrap();
    assert!(anpr.contains("<interdizioneEspatrio>N</interdizioneEspatrio>"));
    let piatto = encode_request(&Profile::piatto().unwrap(), &request).unwrap();
    let piatto = String::from_utf8(piatto.bytes).unwrap();
    assert!(piatto.contains("<ValiditaEspatrio>S</ValiditaEspatrio>"));
    assert!(piatto.contains("<DataEmissione>18052026</DataEmissione>"));
}

/// A civic number once became another on its way to the mint.
#[test]
fn civic_numbers_travel_verbatim() {
    use cie_core::citizen::{Address, AddressPlace, Civic, Residence};
    use cie_core::exchange::{Answer, AnswerHeader, Outcome, Subject};
    for text in ["17/2", "3 bis", " 5", "snc", "12\u{a0}A"] {
        let mut subject = Subject::new(sample::person());
        subject.residence = Some(Residence::Italy {
            address: Address {
                comune: AddressPlace {
                    name: "ROMA".into(),
                    istat: None,
                    province: None,
                },
                street_type: Some("VIA".into()),
                street: "DEL CORSO".into(),
                civic: Some(Civic::parse(text)),
                cap: None,
                frazione: None,
            },
            care_of: None,
            since: None,
        });
        let answer = Answer {
            header: AnswerHeader {
                operation_id: "1".parse().unwrap(),
                sender: "999999".into(),
                recipient: "058091".into(),
                registry_operation_id: None,
            },
            outcome: Outcome::Ok,
            subjects: vec![subject],
            anomalies: vec![],
        };
        for (profile, tag) in [(anpr(), "numero"), (Profile::piatto().unwrap(), "NumCiv")] {
            let bytes = encode_answer(&profile, Operation::Interrogazione, &answer)
                .unwrap()
                .bytes;
            let wire = String::from_utf8_lossy(&bytes).into_owned();
            if text.is_ascii() {
                assert!(wire.contains(&format!("<{tag}>{text}</{tag}>")), "{wire}");
            }
            let read = decode_answer(
                &profile,
                Operation::Interrogazione,
                &bytes,
                &Limits::default(),
            );
            let Response::Answer(_, read) = read.unwrap().message else {
                panic!("an answer was sent");
            };
            assert_eq!(read.subjects[0].residence, answer.subjects[0].residence);
        }
    }
}

#[test]
fn a_revoca_may_ride_on_an_annullamento() {
    let cut = |text: &str, from: &str, to: &str| {
        let (start, end) = (text.find(from).unwrap(), text.find(to).unwrap());
        format!("{}{}", &text[..start], &text[end..])
    };
    let text = cut(Profile::ANPR, "[request.revoca]", "[answer.interrogazione]");
    let text = cut(&text, "[answer.revoca]", "[refusal]");
    let profile = Profile::parse(&text).unwrap();
    let Request::Annullamento(mut notice) = sample::annulled("1", "CA00001AA") else {
        panic!("an annullamento");
    };
    notice.reason = cie_core::exchange::AnnulmentReason::Revocation;
    let bytes = encode_request(&profile, &Request::Revoca(notice.clone()))
        .unwrap()
        .bytes;
    let read = decode_request(&profile, &bytes, &Limits::default()).unwrap();
    assert_eq!(read.message, Request::Annullamento(notice));
}
