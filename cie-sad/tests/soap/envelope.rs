//! Envelopes that cannot be opened get a Fault; the SOAP 1.1 note says which.

use std::sync::Arc;

use cie_core::exchange::Outcome;
use cie_sad::codec::{Limits, decode_answer, decode_request, encode_request};
use cie_sad::connector::{Connector, MemoryAnswerLog, Reply};
use cie_sad::profile::{Envelope, Profile};
use cie_sad::registry::MemoryRegistry;
use cie_sad::{Code, soap};
use proptest::prelude::*;

use crate::support::sample;

const SOAP12: &str = "http://www.w3.org/2003/05/soap-envelope";

fn connector() -> Connector {
    let here = cie_core::exchange::Subject::new(sample::person());
    Connector::new(
        Arc::new(Profile::anpr_soap().unwrap()),
        Arc::new(MemoryRegistry::new(vec![here])),
        Arc::new(MemoryAnswerLog::default()),
    )
}

fn good() -> String {
    let profile = Profile::anpr_soap().unwrap();
    let request = sample::issued("op1", "CA00000AA");
    String::from_utf8(encode_request(&profile, &request).unwrap().bytes).unwrap()
}

fn fault_code(reply: &Reply) -> String {
    assert!(reply.fault && reply.outcome == Outcome::Error);
    let text = String::from_utf8(reply.body.clone()).unwrap();
    let (_, rest) = text.split_once("<faultcode>soapenv:").unwrap();
    rest.split_once('<').unwrap().0.to_owned()
}

#[test]
fn what_is_no_envelope_gets_the_fault_that_soap_gives_it() {
    let good = good();
    let header = |block: &str| {
        good.replace(
            "<soapenv:Body>",
            &format!("<soapenv:Header>{block}</soapenv:Header><soapenv:Body>"),
        )
    };
    let must = |attributes: &str| {
        header(&format!(
            "<x:a xmlns:x=\"urn:x\" soapenv:mustUnderstand=\"1\" {attributes}/>"
        ))
    };
    let cases = [
        ("", "Client"),
        ("not XML", "Client"),
        ("<a/>", "Client"),
        (&good.replace(soap::NAMESPACE, SOAP12), "VersionMismatch"),
        (
            &good.replace(soap::NAMESPACE, "urn:none"),
            "VersionMismatch",
        ),
        (&must(""), "MustUnderstand"),
        (&must("soapenv:actor=\"\""), "MustUnderstand"),
        (
            &must("soapenv:actor=\"http://schemas.xmlsoap.org/soap/actor/next\""),
            "MustUnderstand",
        ),
        (&header("<a soapenv:mustUnderstand=\"x\"/>"), "Client"),
        (&header("text"), "Client"),
        (&good.replace("soapenv:Body", "soapenv:Bodi"), "Client"),
        (
            &good.replace("</soapenv:Body>", "x</soapenv:Body>"),
            "Client",
        ),
        (
            &good.replace("</soapenv:Body>", "<b/></soapenv:Body>"),
            "Client",
        ),
        (
            &good.replace("</soapenv:Body>", "</soapenv:Body><b/>"),
            "Client",
        ),
        (
            &good.replace("</soapenv:Body>", "</soapenv:Body>x"),
            "Client",
        ),
        (&good.replace("RichiestaCIE8", "RichiestaCIE9"), "Client"),
        (&good.replace("RichiestaCIE8", "RispostaCIE8"), "Client"),
        // The namespace of the service on another prefix is the same; another namespace is not.
        (
            &good.replace("sogei.it/ANPR/CIE0", "sogei.it/ANPR/CIE1"),
            "Client",
        ),
        (
            &good.replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!DOCTYPE a>"),
            "Client",
        ),
        (&good.replace("<numero>", "<numero>&x;"), "Client"),
        // Nothing of the heading could be read.
        (
            &good.replace("<idOperazioneComune>op1</idOperazioneComune>", ""),
            "Client",
        ),
        (&good.replace(">op1<", ">op/1<"), "Client"),
    ];
    let connector = connector();
    for (text, expected) in cases {
        let reply = connector.handle(text.as_bytes());
        assert_eq!(fault_code(&reply), expected, "{text}");
    }
}

#[test]
fn what_is_an_envelope_by_other_means_is_read() {
    let good = good();
    let read = |text: &str| {
        let profile = Profile::anpr_soap().unwrap();
        decode_request(&profile, text.as_bytes(), &Limits::default())
    };
    let expected = read(&good).unwrap().message;
    let declared = good
        .replace(" xmlns:cie=\"http://sogei.it/ANPR/CIE0Servizi\"", "")
        .replace(
            "<soapenv:Envelope",
            "<soapenv:Envelope xmlns:cie=\"http://sogei.it/ANPR/CIE0Servizi\"",
        );
    let on_body = good
        .replace(" xmlns:cie=\"http://sogei.it/ANPR/CIE0Servizi\"", "")
        .replace(
            "<soapenv:Body",
            "<soapenv:Body xmlns:cie=\"http://sogei.it/ANPR/CIE0Servizi\"",
        );
    let other_prefix = good.replace("cie:", "q0:").replace(":cie=", ":q0=");
    let soap_default = good
        .replace("soapenv:", "")
        .replace("xmlns:soapenv=", "xmlns=")
        .replace("<cie:RichiestaCIE8 ", "<cie:RichiestaCIE8 xmlns=\"\" ");
    let zoned = good
        .replace("1980-05-17<", "1980-05-17Z<")
        .replace("2036-05-17<", "2036-05-17+02:00<");
    let actor = good.replace(
        "<soapenv:Body>",
        "<soapenv:Header><x:a xmlns:x='urn:x' soapenv:mustUnderstand='1' \
         soapenv:actor='urn:somebody'/></soapenv:Header><soapenv:Body>",
    );
    let blank = good.replace("<soapenv:Body>", "\n <soapenv:Body>\n <!-- c -->");
    for text in [
        declared,
        on_body,
        other_prefix,
        soap_default,
        zoned,
        actor,
        blank,
    ] {
        assert_eq!(read(&text).unwrap().message, expected, "{text}");
    }
    let optional = good.replace(
        "<soapenv:Body>",
        "<soapenv:Header><x:a xmlns:x='urn:x'/></soapenv:Header><soapenv:Body>",
    );
    let unknown = read(&optional).unwrap().unknown;
    assert_eq!(unknown[0].path, "Header/a");
}

#[test]
fn order_and_obligation_are_the_schema_s() {
    let good = good();
    let read = |text: &str| {
        let profile = Profile::anpr_soap().unwrap();
        let failure = decode_request(&profile, text.as_bytes(), &Limits::default()).unwrap_err();
        (failure.error.code(), failure.error.to_string())
    };
    let swapped = good.replace(
        "<cognome>ROSSI</cognome><nome>BIANCA</nome>",
        "<nome>BIANCA</nome><cognome>ROSSI</cognome>",
    );
    assert_ne!(swapped, good);
    assert_eq!(read(&swapped).0, Code::OutOfOrder);
    let cases = [
        (
            "<idPostazione>PDL-1</idPostazione>",
            "",
            Code::Incomplete,
            "datiRichiedente/idPostazione",
        ),
        (
            "<cognome>ROSSI</cognome>",
            "",
            Code::Incomplete,
            "one of cognome",
        ),
        (
            "<cognome>ROSSI",
            "<cognome>R0SSI",
            Code::NotInType,
            "generalita/cognome",
        ),
        (
            "<dataRilascio>2026-05-18</dataRilascio>",
            "",
            Code::Incomplete,
            "dataRilascio",
        ),
        (
            "<siglaProvinciaIstat>RM<",
            "<siglaProvinciaIstat>ROMA<",
            Code::NotInType,
            "sigla",
        ),
        (
            "<tipoOperazione>C<",
            "<tipoOperazione>X<",
            Code::UnknownToken,
            "tipoOperazione",
        ),
        (
            "<interdizioneEspatrio>N<",
            "<interdizioneEspatrio>1<",
            Code::UnknownToken,
            "card.travel",
        ),
    ];
    for (from, to, code, place) in cases {
        assert!(good.contains(from), "{from} in {good}");
        let (found, text) = read(&good.replacen(from, to, 1));
        assert_eq!(found, code, "{from}");
        assert!(text.contains(place) && text.contains("(at "), "{text}");
    }
}

#[test]
fn the_travel_flag_is_inverted_and_valid_says_no() {
    let good = good();
    assert!(good.contains("<interdizioneEspatrio>N</interdizioneEspatrio>"));
    for (token, valid) in [("S", false), ("s", false), ("N", true), ("n", true)] {
        let text = good.replace("Espatrio>N<", &format!("Espatrio>{token}<"));
        let profile = Profile::anpr_soap().unwrap();
        let read = decode_request(&profile, text.as_bytes(), &Limits::default()).unwrap();
        let cie_core::exchange::Request::Emissione(notice) = read.message else {
            panic!("another operation");
        };
        assert_eq!(notice.card.valid_for_travel, Some(valid), "{token}");
    }
}

#[test]
fn both_families_of_outcomes_are_read() {
    let connector = connector();
    let reply = connector.handle(good().as_bytes());
    let text = String::from_utf8(reply.body).unwrap();
    assert!(text.contains("<esitoOperazione>0000<"), "{text}");
    let profile = Profile::anpr_soap().unwrap();
    for (token, expected) in [
        ("0000", Outcome::Ok),
        ("2", Outcome::Ok),
        ("6", Outcome::Ok),
        ("0102", Outcome::Several),
        ("0199", Outcome::Several),
        ("XXXX", Outcome::Error),
        ("3", Outcome::Error),
        ("4", Outcome::Error),
    ] {
        let text = text.replace(">0000<", &format!(">{token}<"));
        let operation = cie_core::exchange::Operation::Emissione;
        let read = decode_answer(&profile, operation, text.as_bytes(), &Limits::default());
        let cie_sad::codec::Response::Answer(_, answer) = read.unwrap().message else {
            panic!("a refusal");
        };
        assert_eq!(answer.outcome, expected, "{token}");
    }
}

#[test]
fn an_answer_in_the_wrapper_of_another_is_no_answer() {
    let connector = connector();
    let text = String::from_utf8(connector.handle(good().as_bytes()).body).unwrap();
    let profile = Profile::anpr_soap().unwrap();
    let operation = cie_core::exchange::Operation::Emissione;
    let read = |text: &str| decode_answer(&profile, operation, text.as_bytes(), &Limits::default());
    assert!(read(&text).is_ok());
    let other = text.replace("RispostaEsitoCIE8", "RispostaEsitoCIE7");
    assert_eq!(read(&other).unwrap_err().code(), Code::UnknownMessage);
    let bare = text
        .replace(
            "<cie:RispostaEsitoCIE8 xmlns:cie=\"http://sogei.it/ANPR/CIE0Servizi\">",
            "",
        )
        .replace("</cie:RispostaEsitoCIE8>", "");
    assert_eq!(read(&bare).unwrap_err().code(), Code::UnknownMessage);
    for (code, expected) in [
        (soap::FaultCode::Client, Code::FaultClient),
        (soap::FaultCode::MustUnderstand, Code::FaultClient),
        (soap::FaultCode::Server, Code::FaultServer),
    ] {
        let bytes = soap::write_fault(code, &cie_sad::Error::new(Code::NotWellFormed));
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(read(&text).unwrap_err().code(), expected);
    }
}

#[test]
fn an_envelope_is_asked_for_with_what_it_can_carry() {
    assert_eq!(Profile::anpr_soap().unwrap().envelope(), Envelope::Soap11);
    for (from, to) in [
        ("envelope = \"soap11\"", "envelope = \"soap12\""),
        ("envelope = \"soap11\"", ""),
        ("order = \"schema\"", "order = \"alphabet\""),
        ("encoding = \"UTF-8\"", "encoding = \"ISO-8859-1\""),
        ("carrier = \"body\"", "carrier = \"form:xml\""),
        ("type = \"operazione\"", "type = \"nessuno\""),
        ("incomplete = \"omit\"", "incomplete = \"keep\""),
        ("min = 1, max = 30", "min = 2, max = 1"),
        (
            "slots = [\"paternita\", \"maternita\"]",
            "slots = [\"paternita\"]",
        ),
    ] {
        let text = Profile::ANPR_SOAP.replacen(from, to, 1);
        assert_ne!(text, Profile::ANPR_SOAP, "{from}");
        assert_eq!(
            Profile::parse(&text).unwrap_err().code(),
            Code::BadOption,
            "{to}"
        );
    }
    let wrapped =
        Profile::ANPR_SOAP.replace("wrapper = \"RispostaEsitoCIE2\"", "wrapper = \"a b\"");
    assert_eq!(Profile::parse(&wrapped).unwrap_err().code(), Code::BadName);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever comes, something valid goes back, and nothing panics.
    #[test]
    fn any_bytes_get_an_envelope(cut in 0usize..4000, byte in any::<u8>(), at in 0usize..4000) {
        let mut bytes = good().into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        bytes.truncate(cut.max(1));
        let reply = connector().handle(&bytes);
        prop_assert!(reply.body.starts_with(b"<?xml"));
        prop_assert!(String::from_utf8_lossy(&reply.body).ends_with("</soapenv:Envelope>"));
    }
}

#[test]
fn father_and_mother_have_an_element_each() {
    use cie_core::citizen::Sex;
    let profile = Profile::anpr_soap().unwrap();
    let parent = |sex| {
        let mut parent = sample::person();
        parent.sex = sex;
        parent
    };
    let written = |parents: Vec<cie_core::citizen::Person>| {
        let mut child = cie_core::exchange::Subject::new(sample::person());
        child.parents = parents;
        let connector = Connector::new(
            Arc::new(Profile::anpr_soap().unwrap()),
            Arc::new(MemoryRegistry::new(vec![child])),
            Arc::new(MemoryAnswerLog::default()),
        );
        let cie_core::exchange::Request::Interrogazione(mut query) =
            sample::query("q1", "RSSBNC80E57H501B")
        else {
            panic!("another operation");
        };
        let who = cie_core::exchange::QueryKey::Person(Box::new(sample::person()));
        (query.key, query.residence_istat) = (who, Some("058091".into()));
        let request = cie_core::exchange::Request::Interrogazione(query);
        let asked = encode_request(&profile, &request).unwrap();
        String::from_utf8(connector.handle(&asked.bytes).body).unwrap()
    };
    let counts = |text: &str| {
        let count = |name: &str| text.matches(&format!("<{name}>")).count();
        (count("paternita"), count("maternita"))
    };
    assert_eq!(counts(&written(vec![parent(Sex::M)])), (1, 0));
    assert_eq!(counts(&written(vec![parent(Sex::F)])), (0, 1));
    assert_eq!(
        counts(&written(vec![parent(Sex::F), parent(Sex::M)])),
        (1, 1)
    );
    assert_eq!(
        counts(&written(vec![parent(Sex::F), parent(Sex::F)])),
        (1, 1)
    );
    assert_eq!(
        counts(&written(vec![parent(Sex::M), parent(Sex::M)])),
        (1, 1)
    );

    let both = written(vec![parent(Sex::M), parent(Sex::F)]);
    let read = |text: &str| {
        let operation = cie_core::exchange::Operation::Interrogazione;
        decode_answer(&profile, operation, text.as_bytes(), &Limits::default())
            .map_err(|error| error.code())
            .map(|_| ())
    };
    assert_eq!(read(&both), Ok(()));
    let twice = both.replace("maternita>", "paternita>");
    assert_eq!(read(&twice), Err(Code::DuplicateElement));
    let swapped = both
        .replace("maternita>", "m>")
        .replace("paternita>", "maternita>")
        .replace("m>", "paternita>");
    assert_eq!(read(&swapped), Err(Code::OutOfOrder));
}
